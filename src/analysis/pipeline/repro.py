"""The whole pipeline, run by DVC: checked before, healed before, alone, and ended with whoever started it."""

import contextlib
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from analysis.pipeline.lifeline import INTERRUPTED, TERMINATED, die_with_parent
from analysis.pipeline.one_run import keep_settings, read_digest
from analysis.workspace import find_root, say

_PATIENCE_S = 20


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
    # Ctrl-C reaches all processes of the terminal; this one waits for DVC to end in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: _end(process))
    status = process.wait()
    if status in {INTERRUPTED, -signal.SIGINT}:
        return INTERRUPTED
    return TERMINATED if status < 0 else min(status, 1)


def _end(process: "subprocess.Popen[Any]") -> None:
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=_PATIENCE_S)
    say("the run was ended; the same command goes on from here")
    sys.exit(TERMINATED)
