"""A process that ends with the one that started it, from its first moment on (Linux; elsewhere it watches).

Nothing but the standard library is imported, so that the tie is there before anything slow is.
"""

import ctypes
import os
import select
import signal
import sys
import threading
import time
from pathlib import Path

_PARENT_DEATH_SIGNAL = 1
# How long a process may take to end in order before it is ended at once.
_GRACE_S = 8.0
_LOOK_S = 0.5
INTERRUPTED, TERMINATED = 130, 143


def tie_to_starter() -> None:
    """End this process when the one it works for ends: its parent and, below DVC, DVC.

    Between DVC and its stages there may be a shell, which outlives a DVC that is killed.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        # Until the program says otherwise, to be stopped is to end without a word.
        signal.signal(number, lambda number, _: os._exit(128 + number))
    parent = os.getppid()
    die_with_parent()
    starter = find_starter()
    if "DVC_STAGE" in os.environ and starter is None:
        # DVC was killed before this process began.
        os._exit(TERMINATED)
    if os.getppid() != parent:
        os._exit(TERMINATED)
    if starter is not None:
        threading.Thread(target=_end_with, args=(starter,), daemon=True).start()


def listen() -> None:
    """Take Ctrl-C and the wish to end as this process's own again; libraries that run notebooks take them over.

    Whatever is in work then, the process ends within seconds.
    """
    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, _terminate)


def _interrupt(*_: object) -> None:
    _end_soon(INTERRUPTED)
    raise KeyboardInterrupt


def _terminate(*_: object) -> None:
    _end_soon(TERMINATED)
    sys.exit(TERMINATED)


def _end_soon(status: int) -> None:
    timer = threading.Timer(_GRACE_S, os._exit, args=(status,))
    timer.daemon = True
    timer.start()


def die_with_parent() -> None:
    """Let the kernel of the system end this process when its parent ends (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PARENT_DEATH_SIGNAL, signal.SIGTERM)


def find_starter() -> int | None:
    """The process of DVC above this one; None where there is none, or no way to look."""
    process = os.getppid()
    while process > 0:
        try:
            above = int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            return os.getppid() if not Path("/proc/self").exists() else None
        if is_dvc(process):
            return process
        process = above
    return None


def is_dvc(process: int) -> bool:
    """Whether a process is a run of DVC; numbers of processes come again. True where there is no way to look."""
    try:
        command = Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return not Path("/proc/self").exists()
    return any(Path(os.fsdecode(part)).name == "dvc" for part in command[:3])


def is_running(process: int) -> bool:
    """Whether a process is there and has not ended."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return True


def _end_with(process: int) -> None:
    """Wait for a process to end, then end this one: in order, and at once where that takes too long."""
    try:
        descriptor = os.pidfd_open(process)
        select.select([descriptor], [], [])
    except ProcessLookupError:
        pass
    except (AttributeError, OSError):
        while is_running(process):
            time.sleep(_LOOK_S)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE_S)
    os._exit(TERMINATED)
