"""Run a command in a clone and measure its time and the memory of all its processes."""

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple

from analysis.corpus.exports import NOTHING_UNSEEN

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT.parent / "shared"
# What a person may have put into the workspace, which is none of the project.
OWN = ("/notebooks/mine/", "/data/raw/", "/data/lexicon/", "/data/overrides/", "/data/baselines/")


class Measured(NamedTuple):
    """What a command took."""

    seconds: float
    megabytes: float
    output: str


def clone_project(target: Path) -> Path:
    """A copy of the committed and new files of the project, with settings, as a git repository of its own."""
    own = [f"--exclude={name}" for name in OWN]
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", *own, "-z"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    shutil.copyfile(target / "params.default.yaml", target / "params.yaml")
    (target / "data" / "raw" / ".unseen").write_text(NOTHING_UNSEEN)
    subprocess.run(["git", "init", "-q"], cwd=target, check=True)
    # A copy of the copy takes what is of the project, so it must be known to git.
    subprocess.run(["git", "add", "--all"], cwd=target, check=True)
    return target


def environment(project: Path, **more: str) -> dict[str, str]:
    """The variables under which a clone runs its own code with this environment's tools."""
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": tools, "PYTHONPATH": str(project / "src"), **more}


def measure(command: list[str], folder: Path) -> Measured:
    """Run a command with the clone's own code; the memory is the peak of the sum over its process tree."""
    started = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, env=environment(folder), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, peak), daemon=True)
    watcher.start()
    output, _ = process.communicate()
    watcher.join()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{output[-3000:]}")
    return Measured(time.monotonic() - started, peak[0], output)


def stages_run(output: str) -> list[str]:
    """The stages that a `dvc repro` ran."""
    return re.findall(r"Running stage '([^']+)'", output)


def _watch(process: subprocess.Popen[str], peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(_resident, _tree(process.pid))) / 1024)
        time.sleep(0.25)


def _tree(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        children = Path(f"/proc/{parent}/task/{parent}/children")
        try:
            found += [int(child) for child in children.read_text().split()]
        except OSError:
            continue
    return found


def _resident(pid: int) -> int:
    try:
        return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1])  # type: ignore[index]
    except (OSError, TypeError):
        return 0
