"""Which rooms a piece of code needs, found by following its imports."""

import ast
import json
from functools import cache
from pathlib import Path

from samples import ROOT

PACKAGE = ROOT / "src" / "analysis"
# A room within `reports` is one of its own; a module beside the rooms is a room of one file.
_NESTED = "reports"
# The runner builds pages for one's own notebooks and the stage `site` alone, which names the rooms itself.
_ONLY_FOR_PAGES = {("pipeline", "reports/pages"), ("pipeline", "reports/site")}


def notebook_code(path: Path) -> str:
    """The code cells of a notebook as one text."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def imported_modules(code: str) -> set[str]:
    """The modules of the package that some code imports, without `analysis.` itself."""
    modules: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith("analysis."):
            modules |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
    inside = {module.removeprefix("analysis.") for module in modules if module.startswith("analysis.")}
    # `reports` is a floor with rooms of its own, none itself.
    return {module for module in inside - {_NESTED} if _is_module(module)}


def room_of(module: str) -> str:
    """The room of a module, as its path below the package: `topics`, `reports/topics`, `counts.py`."""
    parts = module.split(".")
    room = "/".join(parts[: 2 if parts[0] == _NESTED and len(parts) > 1 else 1])
    return room if (PACKAGE / room).is_dir() else f"{room}.py"


def needed_rooms(code: str) -> set[str]:
    """The rooms that some code imports, and those that any file of these imports, and so on."""
    found: set[str] = set()
    waiting = {room_of(module) for module in imported_modules(code)}
    while waiting:
        room = waiting.pop()
        found.add(room)
        waiting |= rooms_behind(room) - found
    return found


@cache
def rooms_behind(room: str) -> frozenset[str]:
    """The other rooms that the files of a room import."""
    place = PACKAGE / room
    files = place.rglob("*.py") if place.is_dir() else [place]
    rooms = {room_of(module) for file in files for module in imported_modules(file.read_text(encoding="utf-8"))}
    return frozenset(other for other in rooms if other != room and (room, other) not in _ONLY_FOR_PAGES)


def _is_module(name: str) -> bool:
    path = PACKAGE.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or path.is_dir()
