"""Pages of one's own: a notebook in ``notebooks/mine/`` and its stage beside it."""

import re
from pathlib import Path
from typing import Any

import yaml

from analysis.workspace import FieldnotesError, notebook_file, write_text

OWN = "mine/"
_TITLE = "# {title}\n\nWhat do you want to know? Below is a tour of what a notebook can ask; change it as you like."
_STAGE = """
  "{name}":
    wdir: ../..
    cmd: python -m analysis.pipeline mine/{name}
    deps:
      - notebooks/mine/{name}.ipynb
      - src/analysis
      - data/processed
      - requirements.txt
    outs:
      - reports/mine/{name}.html: {{persist: true}}
      - reports/executed/mine-{name}.ipynb: {{persist: true}}
"""


class OwnPageError(FieldnotesError):
    """A page of one's own cannot be made; the message says why."""


def create_page(name: str, *, template: str = "template", title: str | None = _TITLE) -> Path:
    """Copy the tour to ``notebooks/mine/NAME.ipynb`` and add its stage to the pipeline of one's own beside it.

    Parameters
    ----------
    name
        Small letters, digits and hyphens; the page becomes ``reports/mine/NAME.html``.
    template
        The notebook to copy; the tour when omitted.
    title
        What its first cell becomes; None leaves it.

    Returns
    -------
    pathlib.Path
        The notebook.

    Raises
    ------
    OwnPageError
        If the name cannot be a file's, or is taken.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise OwnPageError(f"found the name {name!r}; use small letters, digits and hyphens, such as my-question")
    import nbformat

    target = notebook_file(OWN + name)
    if target.exists():
        raise OwnPageError(f"notebooks/mine has a page {name!r} already; choose another name")
    stages = _add_stage(target.with_name("dvc.yaml"), name)
    notebook = nbformat.read(notebook_file(template), as_version=4)
    if title is not None:
        notebook.cells[0].source = title.format(title=name.replace("-", " ").capitalize())
    write_text(target, nbformat.writes(notebook) + "\n")
    write_text(target.with_name("dvc.yaml"), stages)
    return target


def list_own_pages() -> list[str]:
    """The names of the pages that have a stage, in alphabetical order; none where the file cannot be read."""
    return sorted(_read_stages(notebook_file(f"{OWN}any").with_name("dvc.yaml")))


def _read_stages(path: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    except (yaml.YAMLError, UnicodeDecodeError):
        content = {}
    stages = content.get("stages") if isinstance(content, dict) else None
    return stages if isinstance(stages, dict) else {}


def _add_stage(path: Path, name: str) -> str:
    """The file of one's own stages with one more at its end; what stands in it stays as it is."""
    known = _read_stages(path)
    if name in known:
        raise OwnPageError(f"notebooks/mine/dvc.yaml has a stage {name!r} already; choose another name")
    text = (path.read_text(encoding="utf-8").rstrip("\n") if known else "stages:") + "\n" + _STAGE.format(name=name)
    try:
        found = yaml.safe_load(text)["stages"].keys()
    except yaml.YAMLError:
        found = set()
    if found != {*known, name}:
        raise OwnPageError("notebooks/mine/dvc.yaml does not end with its stages; put them at its end, two spaces deep")
    return text
