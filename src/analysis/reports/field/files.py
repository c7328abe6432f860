"""What a field's report leaves beside its page: its papers as CSV and as BibTeX."""

import re
from pathlib import Path

import pandas as pd

from analysis.reports.pages import Linked
from analysis.workspace import page_file, write_text

_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
        "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }
)  # fmt: skip


def write_files(name: str, members: pd.DataFrame, papers: pd.DataFrame, authorships: pd.DataFrame) -> list[Path]:
    """Write ``reports/files/<name>/papers.csv`` and ``papers.bib``.

    Parameters
    ----------
    name
        Of the field.
    members
        The slice ``fields/<name>``.
    papers, authorships
        The tables of that name.

    Returns
    -------
    list of pathlib.Path
        The files.
    """
    folder = page_file(f"files/{name}").with_suffix("")
    table = members.merge(papers, on="paper_id").sort_values("paper_id")
    names = authorships.sort_values(["paper_id", "position"]).groupby("paper_id")
    listed = table.assign(
        authors=table["paper_id"].map(names["name"].agg("; ".join)),
        evidence=table["evidence"].map("; ".join),
        published=table["published"].dt.strftime("%Y-%m-%d"),
    )
    columns = ["paper_id", "title", "authors", "published", "date_precision", "venue", "doi", "arxiv_id", "url", "type",
               "score", "facet", "evidence", "sentence"]  # fmt: skip
    csv = listed[columns].map(_no_formula).to_csv(index=False, lineterminator="\n")
    entries = [_bibtex(row) for row in listed.itertuples()]
    write_text(folder / "papers.csv", csv)
    write_text(folder / "papers.bib", "\n\n".join(entries) + "\n")
    return [folder / "papers.csv", folder / "papers.bib"]


def tell_files(name: str) -> tuple[str, dict[str, object]]:
    """Where the files of a field are, and its page to print, as seen from its report."""
    return (
        "The same papers as {csv} and {bib}; the main things on {page} to print.",
        {
            "csv": Linked("papers.csv", f"../files/{name}/papers.csv"),
            "bib": Linked("papers.bib", f"../files/{name}/papers.bib"),
            "page": Linked("one page", f"{name}/summary.html"),
        },
    )


def _bibtex(row: object) -> str:
    r"""One entry; what stands in a title is text, whatever it looks like.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> paper = SimpleNamespace(
    ...     paper_id="doi:10.1/x", title="50 % of {A}", authors="Ada Lovelace; Bo Li", published="2024-05-01",
    ...     venue="Nature", doi="10.1/x", arxiv_id=None, url=None,
    ... )
    >>> print(_bibtex(paper))
    @article{doi-10-1-x,
      title = {50 \% of \{A\}},
      author = {Ada Lovelace and Bo Li},
      year = {2024},
      journal = {Nature},
      doi = {10.1/x}
    }
    """
    fields = {
        "title": _escape(row.title),
        "author": " and ".join(_escape(name) for name in str(row.authors).split("; ")) if _known(row.authors) else "",
        "year": str(row.published)[:4] if _known(row.published) else "",
        "journal": _escape(row.venue),
        "doi": _quote(row.doi),
        "eprint": _quote(row.arxiv_id),
        "url": "" if _known(row.doi) else _quote(row.url),
    }
    lines = ",\n".join(f"  {key} = {{{value}}}" for key, value in fields.items() if value)
    key = re.sub(r"[^A-Za-z0-9]+", "-", row.paper_id).strip("-")
    return f"@{'article' if _known(row.venue) else 'misc'}{{{key},\n{lines}\n}}"


def _known(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _escape(value: object) -> str:
    return value.translate(_SPECIAL) if isinstance(value, str) else ""


def _quote(value: object) -> str:
    """An address as it is, but for the letters that would end its field."""
    return re.sub(r"[{}\\]", lambda found: f"%{ord(found.group()):02X}", value) if isinstance(value, str) else ""


def _no_formula(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t" else value
