"""Requests that keep to a service's rate, wait when asked to, and are repeated when they fail on the way."""

import datetime as dt
import email.utils
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import httpx
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential,
    wait_random,
)

from analysis.workspace import FieldnotesError, say

_TRIES = 8
_LONGEST_BACKOFF = 60.0
# A wait that no one sits through means that the day's quota is spent.
_LONGEST_WAIT = 600.0
_TIMEOUT = 60.0
# An answer is a page of papers; one that is larger unpacked, or takes longer, is no such thing.
_LARGEST_ANSWER = 256_000_000
_LONGEST_ANSWER = 300.0
_MOST_REDIRECTS = 5


class CollectError(FieldnotesError):
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
        largest: int = _LARGEST_ANSWER,
        longest: float = _LONGEST_ANSWER,
    ) -> None:
        self._interval = interval
        self._sleep = sleep
        self._clock = clock
        self._last = clock()
        self._largest, self._longest = largest, longest
        agent = {"User-Agent": "fieldnotes (bibliometric workspace; one connection)"}
        self._http = httpx.Client(timeout=timeout, follow_redirects=False, headers=agent)

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
            If the service refuses the question, fails every time, asks to wait for longer than ten minutes, sends more
            than an answer can be, or sends elsewhere.
        """
        tries = Retrying(
            retry=retry_if_exception_type(_NoAnswerError), stop=stop_after_attempt(_TRIES), wait=_wait_as_asked,
            before_sleep=_tell, sleep=self._sleep, reraise=True,
        )  # fmt: skip
        try:
            return tries(self._ask, url, params, data, check)
        except _NoAnswerError as error:
            raise CollectError(
                f"{httpx.URL(url).host} failed {_TRIES} times in a row, last with {error}; "
                "run this again later, it goes on from here"
            ) from None

    def _ask(
        self, url: str, params: Mapping[str, Any], data: Mapping[str, Any] | None, check: Callable[[bytes], Any]
    ) -> tuple[bytes, Any]:
        """One request; `_NoAnswerError` if it is worth another."""
        self._pace()
        try:
            request = self._http.build_request("POST" if data else "GET", url, params=params, data=data)
            answer, body = self._read(request)
        except httpx.HTTPError as error:
            raise _NoAnswerError(f"no answer ({type(error).__name__})") from None
        if answer.status_code == 200:
            try:
                return body, check(body)
            except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
                raise _NoAnswerError(f"an answer that cannot be read ({error})") from None
        reason = f"status {answer.status_code}"
        if answer.status_code != 429 and answer.status_code < 500:
            told = body[:300].decode("utf-8", "replace").strip()
            raise CollectError(f"{answer.url.host} refuses the question: {reason}, {told}")
        raise _NoAnswerError(reason, _asked_wait(answer))

    def _read(self, request: httpx.Request) -> tuple[httpx.Response, bytes]:
        """An answer and its body, unpacked; neither may grow without end, nor come from another host."""
        host, until = request.url.host, time.monotonic() + self._longest
        for _ in range(_MOST_REDIRECTS):
            answer = self._http.send(request, stream=True)
            try:
                if answer.next_request is None:
                    return answer, b"".join(self._pieces(answer, until))
            finally:
                answer.close()
            request = answer.next_request
            if request.url.host != host:
                raise CollectError(f"{host} sends to another host, {request.url.host}; nothing is asked there")
        raise CollectError(f"{host} sends on and on; try again later")

    def _pieces(self, answer: httpx.Response, until: float) -> Iterator[bytes]:
        size = 0
        for piece in answer.iter_bytes():
            size += len(piece)
            if size > self._largest:
                raise CollectError(f"{answer.url.host} sends more than {self._largest:,} bytes in one answer")
            if time.monotonic() > until:
                raise CollectError(
                    f"{answer.url.host} took longer than {self._longest:.0f} s for one answer; "
                    "run this again later, it goes on from here"
                )
            yield piece

    def _pace(self) -> None:
        """Wait until `interval` seconds have passed since the last request, or since this client was made."""
        left = self._last + self._interval - self._clock()
        if left > 0:
            self._sleep(left)
        self._last = self._clock()


class _NoAnswerError(Exception):
    """A request that is worth another; `wait` is how long the service asks to wait, in seconds."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


# Twice as long each time, a little apart from other clients.
_backoff = wait_exponential(max=_LONGEST_BACKOFF) + wait_random(0, 1)


def _wait_as_asked(state: RetryCallState) -> float:
    """What the service asks for; without it, the usual wait."""
    asked = state.outcome.exception()
    seconds = _backoff(state) if asked.wait is None else asked.wait
    if seconds > _LONGEST_WAIT:
        raise CollectError(
            f"the service asks to wait {seconds / 3600:.1f} hours ({asked}): its quota is spent; "
            "run this again then, it goes on from here (a free API key in the environment raises the quota)"
        )
    return seconds


def _tell(state: RetryCallState) -> None:
    say(f"{state.outcome.exception()}; next try in {state.upcoming_sleep:.0f} s")


def _asked_wait(answer: httpx.Response) -> float | None:
    """What ``Retry-After`` asks for, in seconds or as a date."""
    asked = answer.headers.get("Retry-After", "").strip()
    if asked.replace(".", "", 1).isdigit():
        return float(asked)
    try:
        when = email.utils.parsedate_to_datetime(asked)
    except ValueError:
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or dt.UTC) - dt.datetime.now(dt.UTC)).total_seconds())
