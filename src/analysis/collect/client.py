"""Requests that keep to a service's rate, wait when asked to, and are repeated when they fail on the way."""

import datetime as dt
import email.utils
import random
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx

_TRIES = 8
_LONGEST_BACKOFF = 60.0
# A wait that no one sits through means that the day's quota is spent.
_LONGEST_WAIT = 600.0
_TIMEOUT = 60.0


class CollectError(RuntimeError):
    """A service cannot be asked any further now; the message says why and what to do. What was fetched is kept."""


class PoliteClient:
    """A client that waits before every request, repeated ones too: no two are closer than `interval` seconds."""

    def __init__(
        self,
        *,
        interval: float,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        timeout: float = _TIMEOUT,
    ) -> None:
        self._interval = interval
        self._sleep = sleep
        self._clock = clock
        self._last = clock()
        agent = {"User-Agent": "fieldnotes (bibliometric workspace; one connection)"}
        self._http = httpx.Client(timeout=timeout, follow_redirects=True, headers=agent)

    def fetch(
        self,
        url: str,
        params: Mapping[str, Any],
        *,
        check: Callable[[bytes], Any],
        data: Mapping[str, Any] | None = None,
    ) -> tuple[bytes, Any]:
        """The body of an answer and what `check` makes of it.

        Parameters
        ----------
        url, params
            Where to ask, and with which parameters.
        check
            Reads the body; a ``ValueError`` means that it was cut short or is no answer, and it is asked for again.
        data
            Sent as a form in the body, for questions too long for an address.

        Raises
        ------
        CollectError
            If the service refuses the question, fails every time, or asks to wait for longer than ten minutes.
        """
        reason = ""
        for attempt in range(_TRIES):
            self._pace()
            try:
                answer = self._http.post(url, params=params, data=data) if data else self._http.get(url, params=params)
            except httpx.HTTPError as error:
                reason = f"no answer ({type(error).__name__})"
                self._wait(_backoff(attempt), reason)
                continue
            if answer.status_code == 200:
                try:
                    return answer.content, check(answer.content)
                except ValueError as error:
                    reason = f"an answer that cannot be read ({error})"
                    self._wait(_backoff(attempt), reason)
                    continue
            reason = f"status {answer.status_code}"
            if answer.status_code != 429 and answer.status_code < 500:
                raise CollectError(f"{answer.url.host} refuses the question: {reason}, {answer.text[:300].strip()}")
            self._wait(_asked_wait(answer, attempt), reason)
        raise CollectError(
            f"{httpx.URL(url).host} failed {_TRIES} times in a row, last with {reason}; "
            "run this again later, it goes on from here"
        )

    def _pace(self) -> None:
        """Wait until `interval` seconds have passed since the last request, or since this client was made."""
        left = self._last + self._interval - self._clock()
        if left > 0:
            self._sleep(left)
        self._last = self._clock()

    def _wait(self, seconds: float, reason: str) -> None:
        if seconds > _LONGEST_WAIT:
            hours = seconds / 3600
            raise CollectError(
                f"the service asks to wait {hours:.1f} hours ({reason}): its quota is spent; "
                "run this again then, it goes on from here (a free API key in the environment raises the quota)"
            )
        print(f"{reason}; next try in {seconds:.0f} s", file=sys.stderr)
        self._sleep(seconds)


def _backoff(attempt: int) -> float:
    """Twice as long each time, a little apart from other clients."""
    return min(_LONGEST_BACKOFF, 2.0**attempt) * (1 + random.random() / 10)


def _asked_wait(answer: httpx.Response, attempt: int) -> float:
    """What ``Retry-After`` asks for, in seconds or as a date; without it, the usual wait."""
    asked = answer.headers.get("Retry-After", "").strip()
    if asked.replace(".", "", 1).isdigit():
        return float(asked)
    try:
        when = email.utils.parsedate_to_datetime(asked)
    except ValueError:
        return _backoff(attempt)
    return max(0.0, (when.replace(tzinfo=when.tzinfo or dt.UTC) - dt.datetime.now(dt.UTC)).total_seconds())
