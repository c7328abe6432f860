"""Ask a program on this machine, which reads a question and writes an answer, or a service that speaks as OpenAI's."""

import re
import shlex
import subprocess
from urllib.parse import urlsplit

from analysis.workspace import FieldnotesError

# Letters of an answer that are read; a name needs far fewer.
_LONGEST = 20_000
_THOUGHTS = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|$)", re.DOTALL | re.IGNORECASE)


class NamingError(FieldnotesError):
    """A program cannot be asked; the message says why and what to do. What it has answered is kept."""


def ask(question: str, *, command: str, model: str | None = None, patience: float = 120) -> str:
    """What a program answers to a question.

    Parameters
    ----------
    question
        Plain text.
    command
        A program with its arguments, which reads the question from its standard input, no shell between; or the
        address of a service on this machine, such as ``http://localhost:11434/v1``.
    model
        What the service is asked for.
    patience
        Seconds to wait for an answer.

    Returns
    -------
    str
        The answer without what a model writes while it thinks.

    Raises
    ------
    NamingError
        If there is no such program, it fails or does not answer in time.
    """
    answer = (
        _ask_service(question, command, model, patience) if is_address(command) else _run(question, command, patience)
    )
    return _THOUGHTS.sub("", answer[:_LONGEST]).strip()


def is_address(command: str) -> bool:
    """Whether a command is the address of a service."""
    return command.startswith(("http://", "https://"))


def is_here(address: str) -> bool:
    """Whether an address is of this machine.

    Examples
    --------
    >>> [is_here(address) for address in ("http://localhost:11434/v1", "http://[::1]:80", "http://localhost.example.org")]
    [True, True, False]
    """
    return urlsplit(address).hostname in {"localhost", "127.0.0.1", "::1"}


def _run(question: str, command: str, patience: float) -> str:
    words = shlex.split(command)
    try:
        done = subprocess.run(
            words, input=question, capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=patience,
            check=False,
        )  # fmt: skip
    except OSError as error:
        raise NamingError(f"naming.command: {words[0]!r} cannot be run ({error.strerror}); see params.yaml") from None
    except subprocess.TimeoutExpired:
        raise NamingError(
            f"naming.command: {words[0]!r} gave no answer in {patience:.0f} s; naming.patience sets how long to wait"
        ) from None
    if done.returncode:
        told = done.stderr.strip().splitlines()
        raise NamingError(
            f"naming.command: {words[0]!r} failed with {done.returncode}: {told[-1] if told else 'no word'}"
        )
    return done.stdout


def _ask_service(question: str, address: str, model: str | None, patience: float) -> str:
    import httpx

    asked = {"model": model, "messages": [{"role": "user", "content": question}], "temperature": 0, "seed": 7}
    try:
        # No proxy stands between a machine and itself, and nothing leads away from it.
        with httpx.Client(timeout=patience, trust_env=False, follow_redirects=False) as client:
            answer = client.post(f"{address.rstrip('/')}/chat/completions", json=asked)
            answer.raise_for_status()
            return str(answer.json()["choices"][0]["message"]["content"])
    except httpx.HTTPError as error:
        raise NamingError(f"naming.command: {address} cannot be asked ({error}); is the service running?") from None
    except (ValueError, LookupError, TypeError):
        raise NamingError(f"naming.command: {address} does not answer as OpenAI's chat completions do") from None
