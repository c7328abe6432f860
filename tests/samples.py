"""What tests share: a clone of the project, and papers to count by hand."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).parents[1]


def copy_project(target: Path) -> Path:
    """A clone of the project as it stands: what git tracks or would track, nothing else."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    subprocess.run(["git", "init", "-q"], cwd=target, check=True)
    return target


def environment(project: Path, **more: str) -> dict[str, str]:
    """The variables under which a clone runs its own code with this environment's tools."""
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": tools, "PYTHONPATH": str(project / "src"), **more}


def make_papers(*rows: dict[str, object]) -> pd.DataFrame:
    """Papers with defaults for what a test does not care about."""
    defaults = {
        "title": "A title", "abstract": None, "published": None, "date_precision": "day", "type": "method",
        "sources": "s", "venue": None, "url": None, "arxiv_id": None, "doi": None,
    }  # fmt: skip
    frame = pd.DataFrame([{"paper_id": f"p{number}", **defaults, **row} for number, row in enumerate(rows, start=1)])
    return frame.astype({"published": "datetime64[s]"})
