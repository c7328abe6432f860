"""Which of the project's files a piece of code needs, found by following its imports."""

import ast
import json
from pathlib import Path

from samples import ROOT

PACKAGE = ROOT / "src"


def notebook_code(path: Path) -> str:
    """The code cells of a notebook as one text."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def imported_files(code: str, *, without: tuple[str, ...] = ()) -> set[str]:
    """The package's files that some code imports, transitively, as paths from the project's root.

    `without` names modules that are not followed.
    """
    found: set[str] = set()
    waiting = _imported_modules(code)
    while waiting:
        module = waiting.pop()
        path = _file_of(module)
        if path is None or module in without:
            continue
        name = path.relative_to(ROOT).as_posix()
        if name not in found:
            found.add(name)
            waiting |= _imported_modules(path.read_text(encoding="utf-8"))
    return {name for name in found if not name.endswith("__init__.py") or (ROOT / name).read_text().count("import")}


def _imported_modules(code: str) -> set[str]:
    modules: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("analysis"):
            modules |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names if alias.name.startswith("analysis")}
    return modules


def _file_of(module: str) -> Path | None:
    path = PACKAGE / Path(*module.split("."))
    candidates = (path.with_suffix(".py"), path / "__init__.py")
    return next((candidate for candidate in candidates if candidate.is_file()), None)
