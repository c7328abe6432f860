"""Kill runs of the pipeline in every way and at every moment, and see whether the same command goes on from there."""

import hashlib
import itertools
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import clone_project, environment
from benchmarks.rows import Row

KILLS = 60
# Parts of the project that a run writes, whose bytes must be those of a run that nobody killed.
_RESULTS = ("data/processed", "reports")
# Places where DVC and the cache of vectors keep what is no result.
_ASIDE = (".git", ".venv", ".dvc/cache", ".dvc/tmp", "data/cache", "dvc.lock")
_GONE_WITHIN_S = 20.0
# After how long at most a run is killed that is killed at no special moment.
_LATEST_S = {"any": 12.0, "soon": 5.0, "lock": 12.0, "start": 12.0}
_COMMAND = ["python", "-m", "analysis.cli", "run"]


class Kill(NamedTuple):
    """How a run is killed: at which moment, which of its processes, by which signal (or a full disk)."""

    moment: str
    whom: str
    how: str


class Outcome(NamedTuple):
    """What came of a kill: why the next run did not go on (or ""), and what was left behind."""

    kill: Kill
    stopped: str
    left: tuple[str, ...]


def plan_kills(count: int) -> list[Kill]:
    """A third at the writing of ``dvc.lock`` and at the start of stages, the rest at any moment; a tenth full disks."""
    dice = random.Random(11)
    signals = itertools.cycle(["SIGKILL", "SIGTERM", "SIGINT"])
    kills = []
    for number in range(count):
        moment = ("lock", "start", "any", "any", "any", "any")[number % 6] if number % 10 else "lock"
        whom = "all" if (how := next(signals)) == "SIGINT" else dice.choice(["run", "dvc", "stage", "all"])
        kills.append(Kill(moment, whom, "full disk" if number % 10 == 9 else how))
    return kills


def kill_runs(project: Path, kills: Iterable[Kill], *, reset: bool, filler: Path | None = None) -> list[Outcome]:
    """Start the pipeline again and again, killing it each time, then let it end; nothing is done in between.

    Parameters
    ----------
    project
        A clone with its settings.
    kills
        In order.
    reset
        Whether to begin from nothing where a run ends before its kill.
    filler
        A file that fills the disk of the project when written to; without one, a full disk is left out.
    """
    outcomes: list[Outcome] = []
    for kill in kills:
        if kill.how == "full disk" and filler is None:
            continue
        ended, left = strike(project, kill, filler)
        while ended == 0 and reset:
            # All was done before the moment came: once more from nothing.
            wipe(project)
            ended, left = strike(project, kill, filler)
        if ended and outcomes:
            outcomes[-1] = outcomes[-1]._replace(stopped=f"the next run ended with {ended}: {_tail(project)}")
        outcomes.append(Outcome(kill, "", tuple(left)))
    return outcomes


def strike(project: Path, kill: Kill, filler: Path | None) -> tuple[int | None, list[str]]:
    """Start a run and kill it; its status where it ended before, and the processes that it left."""
    run = _start(project)
    try:
        ended = _kill(run, project, kill, filler)
    finally:
        if filler:
            filler.unlink(missing_ok=True)
    return ended, _wait_for_end(run, project)


def finish(project: Path) -> str:
    """Run the same command once more, to its end; what it says where it does not end well."""
    run = _start(project)
    status = run.wait()
    return "" if status == 0 else f"ended with {status}: {_tail(project)}"


def wipe(project: Path) -> None:
    """Remove what the pipeline made, for the next run to make it from nothing."""
    for name in ("data/processed", "reports", "dvc.lock", ".dvc/cache"):
        path = project / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def results(project: Path) -> dict[str, str]:
    """A hash of each file that the pipeline makes."""
    files = (path for name in _RESULTS for path in (project / name).rglob("*") if path.is_file())
    return {str(path.relative_to(project)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(files)}


def other_files(project: Path) -> set[str]:
    """All files of the project that are no results and not DVC's."""
    found = set()
    for path in project.rglob("*"):
        name = path.relative_to(project).as_posix()
        if path.is_file() and not name.startswith((*_ASIDE, *_RESULTS)) and "__pycache__" not in name:
            found.add(name)
    return found


def _start(project: Path) -> "subprocess.Popen[bytes]":
    with (project.parent / f"{project.name}.log").open("wb") as log:
        return subprocess.Popen(
            _COMMAND, cwd=project, env=environment(project), stdout=log, stderr=log, start_new_session=True
        )


def _kill(run: "subprocess.Popen[bytes]", project: Path, kill: Kill, filler: Path | None) -> int | None:
    """Wait for the moment and strike; the status where the run ended before."""
    for _ in _moment(run, project, kill):
        if run.poll() is not None:
            return run.returncode
    if kill.how == "full disk" and filler is not None:
        _fill(filler)
        run.wait()
        return None
    number = getattr(signal, kill.how)
    if kill.how == "SIGINT":
        # As a terminal does it: all processes of the foreground.
        os.killpg(run.pid, number)
        return None
    for process in _whom(run, project, kill.whom):
        _send(process, number)
    return None


def _moment(run: "subprocess.Popen[bytes]", project: Path, kill: Kill) -> Iterator[None]:
    """Yields until the moment has come."""
    lock = project / "dvc.lock"
    written = _stamp(lock)
    stages = set(_processes(project, "analysis.pipeline"))
    until = time.monotonic() + random.Random(str(kill) + str(written)).uniform(0.2, _LATEST_S[kill.moment])
    while True:
        yield
        if kill.moment == "lock" and _stamp(lock) != written:
            # The file is written for half a second.
            time.sleep(random.Random(str(written)).uniform(0, 0.4))
            return
        if kill.moment == "start" and set(_processes(project, "analysis.pipeline")) - stages:
            return
        if kill.moment in {"any", "soon"} and time.monotonic() > until:
            return
        time.sleep(0.001 if kill.moment == "lock" else 0.005)


def _whom(run: "subprocess.Popen[bytes]", project: Path, whom: str) -> list[int]:
    if whom == "all":
        return [run.pid, *_processes(project, "")]
    if whom == "run":
        return [run.pid]
    return _processes(project, "dvc" if whom == "dvc" else "analysis.pipeline") or [run.pid]


def _processes(project: Path, what: str) -> list[int]:
    """The processes that work in a project and have something in their command line, but no zombies."""
    found = []
    for place in Path("/proc").iterdir():
        if not place.name.isdigit() or int(place.name) == os.getpid():
            continue
        try:
            here = (place / "cwd").readlink() == project
        except OSError:
            continue
        command = _command(int(place.name))
        named = what in command if what != "dvc" else "/dvc repro" in command
        if here and command and named:
            found.append(int(place.name))
    return found


def _command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        return ""


def _wait_for_end(run: "subprocess.Popen[bytes]", project: Path) -> list[str]:
    """Wait until no process of a run is left; those that stay are named and ended."""
    until = time.monotonic() + _GONE_WITHIN_S
    while time.monotonic() < until:
        if run.poll() is not None and not _processes(project, ""):
            return []
        time.sleep(0.05)
    stay = {process: _command(process) for process in _processes(project, "")}
    for process in stay:
        _send(process, signal.SIGKILL)
    run.wait()
    return [f"process {process}: {command}" for process, command in stay.items()]


def _send(process: int, number: int) -> None:
    try:
        os.kill(process, number)
    except ProcessLookupError:
        return


def _fill(path: Path) -> None:
    """Take all the room that a disk has left."""
    with path.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _strays() -> set[str]:
    """Scratch folders of runs."""
    return {path.name for path in Path(tempfile.gettempdir()).glob("fieldnotes-*")}


def _tail(project: Path) -> str:
    return (project.parent / f"{project.name}.log").read_text(errors="replace")[-400:]


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path | None]:
    """A file system of its own that can be filled; None where this user may not mount one."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "disk"
        place.mkdir()
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)], capture_output=True
        )
        if mounted.returncode:
            yield None
            return
        try:
            yield place
        finally:
            subprocess.run(["umount", "--lazy", str(place)], check=False)


def interruptions() -> list[Row]:
    """Runs killed at any moment, by any signal, or by a full disk: the same command goes on, to the same bytes."""
    kills = plan_kills(KILLS)
    with tempfile.TemporaryDirectory() as folder, small_disk(400) as disk:
        project = clone_project((disk or Path(folder)) / "fieldnotes")
        told = finish(project)
        if told:
            raise RuntimeError(told)
        expected, files = results(project), other_files(project)
        wipe(project)
        before = _strays()
        outcomes = kill_runs(project, kills, reset=True, filler=(disk / "filler") if disk else None)
        told = finish(project)
        if told and outcomes:
            outcomes[-1] = outcomes[-1]._replace(stopped=told)
        same, more = results(project) == expected, sorted(other_files(project) - files)
        strays = sorted(_strays() - before)
    for outcome in outcomes:
        if outcome.stopped or outcome.left:
            print(outcome)
    bad = sum(bool(outcome.stopped or outcome.left) for outcome in outcomes)
    aimed = sum(outcome.kill.moment != "any" for outcome in outcomes)
    full = sum(outcome.kill.how == "full disk" for outcome in outcomes)
    figure = f"{len(outcomes) - bad} of {len(outcomes)}; {aimed} at dvc.lock or a stage's start, {full} by a full disk"
    rest = f"{'same' if same else 'other'} bytes; left behind: {', '.join([*more, *strays]) or 'nothing'}"
    all_well = bad == 0 and len(outcomes) == KILLS
    return [
        Row("killed runs that the same command goes on from", "analysis run", figure, f"{KILLS} of {KILLS}", all_well),
        Row(
            "results after the kills, beside those of a run that nobody killed",
            "analysis run",
            rest,
            "same bytes, nothing",
            same and not more and not strays,
        ),
    ]
