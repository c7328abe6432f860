"""What a person decided about cited works, in ``data/overrides/references.csv``."""

from pathlib import Path

import pandas as pd

from analysis.citations.matching.parse import parse_references
from analysis.workspace import read_decided, say

_KINDS = {"doi": "doi", "arxiv_id": "arxiv", "pmid": "pmid", "openalex_id": "openalex"}


def read_reference_decisions(path: Path, cited: pd.Series, papers: pd.DataFrame, aliases: pd.DataFrame) -> pd.DataFrame:
    """The decisions about which cited works are one.

    Each side of a line is a cited text as a source has it, a paper's id, or another identifier of either
    (``doi:10.…``, ``pmid:…``).

    Parameters
    ----------
    path
        The file; one with headers only, or none, decides nothing.
    cited
        The cited texts.
    papers, aliases
        The tables `papers` and `paper_aliases`.

    Returns
    -------
    pandas.DataFrame
        Texts or paper ids `a` and `b`, and whether they are the `same` work.

    Raises
    ------
    OverridesError
        If a line lacks a side or says neither ``same`` nor ``different``.
    """
    lines = read_decided(path, things="cited works")
    if not lines:
        return pd.DataFrame({"a": [], "b": [], "same": []})
    known = _name_all(cited, papers, aliases)
    rows = []
    for number, line in lines:
        ends = [known.get(line[side]) for side in ("a", "b")]
        for side, found in zip(("a", "b"), ends, strict=True):
            if found is None:
                say(f"{path.name}, line {number}: nothing that is cited here is {line[side]!r}")
        if all(ends) and ends[0] != ends[1]:
            rows.append((*ends, line["decision"] == "same"))
    return pd.DataFrame(rows, columns=["a", "b", "same"])


def _name_all(cited: pd.Series, papers: pd.DataFrame, aliases: pd.DataFrame) -> dict[str, str]:
    """Each name that a decision may use, with the text or paper that it stands for; papers come first."""
    texts = sorted(cited.unique())
    parsed = parse_references(texts)
    names = {
        f"{prefix}:{value}": text
        for column, prefix in reversed(_KINDS.items())
        for value, text in zip(parsed[column], parsed["cited"], strict=True)
        if value
    }
    names |= dict(zip(texts, texts, strict=True)) | dict(zip(aliases["alias"], aliases["paper_id"], strict=True))
    return names | {paper: paper for paper in papers["paper_id"]}
