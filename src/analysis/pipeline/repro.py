"""The whole pipeline, run by DVC: with the settings it began with, and ended with whoever started it."""

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from analysis.pipeline.lifeline import INTERRUPTED, TERMINATED, die_with_parent
from analysis.pipeline.one_run import keep_settings, read_digest
from analysis.workspace import find_root, say

# How long DVC may take to end in order before it is ended at once.
_PATIENCE_S = 20.0
_LOOK_S = 0.5
_DVC_INTERRUPTED = 252


def reproduce() -> int:
    """Run every stage that is out of date; what a stage and DVC say to standard error is shown.

    Returns
    -------
    int
        0; 130 after Ctrl-C, 143 where the run was ended, else 1.
    """
    command = [str(Path(sys.executable).with_name("dvc")), "repro"]
    settings = read_digest()
    # DVC's own progress goes to standard output, and every stage tells its own.
    process = subprocess.Popen(command, cwd=find_root(), stdout=subprocess.DEVNULL, preexec_fn=die_with_parent)
    keep_settings(settings, run=process.pid)
    status = _wait(process)
    if status in {_DVC_INTERRUPTED, INTERRUPTED, -signal.SIGINT}:
        return INTERRUPTED
    if status < 0:
        say("the run was ended; the same command goes on from here")
        return TERMINATED
    return min(status, 1)


def _wait(process: "subprocess.Popen[Any]") -> int:
    """The status of DVC. Ctrl-C reaches it by itself; a wish to end is passed on to it."""
    asked: list[float] = []

    def end(*_: object) -> None:
        asked.append(time.monotonic())
        process.terminate()

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, end)
    while True:
        try:
            return process.wait(timeout=_LOOK_S)
        except subprocess.TimeoutExpired:
            if asked and time.monotonic() - asked[0] > _PATIENCE_S:
                process.kill()
