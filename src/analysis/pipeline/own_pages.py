"""Pages of one's own: a notebook in ``notebooks/mine/`` and its stage beside it."""

import re
from pathlib import Path

import nbformat

from analysis.workspace import FieldnotesError, notebook_file, write_text

OWN = "mine/"
_STAGE = """
  {name}:
    wdir: ../..
    cmd: python -m analysis.pipeline.run mine/{name}
    deps:
      - notebooks/mine/{name}.ipynb
      - src/analysis
      - data/processed
      - requirements.txt
    outs:
      - reports/mine/{name}.html
      - reports/executed/mine-{name}.ipynb
"""


class OwnPageError(FieldnotesError):
    """A page of one's own cannot be made; the message says why."""


def create_page(name: str) -> Path:
    """Copy the tour to ``notebooks/mine/NAME.ipynb`` and add its stage to the pipeline of one's own beside it.

    Parameters
    ----------
    name
        Small letters, digits and hyphens; the page becomes ``reports/mine/NAME.html``.

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
    target = notebook_file(OWN + name)
    stages = target.with_name("dvc.yaml")
    text = stages.read_text(encoding="utf-8") if stages.exists() else "stages:\n"
    if target.exists() or re.search(rf"^  {name}:", text, re.MULTILINE):
        raise OwnPageError(f"notebooks/mine has a page {name!r} already; choose another name")
    notebook = nbformat.read(notebook_file("template"), as_version=4)
    title = name.replace("-", " ").capitalize()
    notebook.cells[0].source = re.sub(r"^# .*", f"# {title}", notebook.cells[0].source)
    write_text(target, nbformat.writes(notebook) + "\n")
    write_text(stages, text.rstrip("\n") + "\n" + _STAGE.format(name=name))
    return target
