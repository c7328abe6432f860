"""What a person decided about works, in ``data/overrides/works.csv``."""

from pathlib import Path

import pandas as pd

from analysis.corpus.ids import record_aliases
from analysis.text import clean_arxiv_id, clean_doi, clean_openalex_id, clean_pmid
from analysis.workspace import OverridesError, read_decided, say

_CLEAN = {"doi": clean_doi, "arxiv": clean_arxiv_id, "pmid": clean_pmid, "openalex": clean_openalex_id}


def read_decisions(path: Path, records: pd.DataFrame) -> pd.DataFrame:
    """The decisions about which records are one work.

    Each line of the file names two works, by any identifier that a record or paper has (``doi:10.…``,
    ``arxiv:2503.00374``, ``title:…``, a record id of the ledger), and says ``same`` or ``different``.

    Parameters
    ----------
    path
        The file; one with headers only, or none, decides nothing.
    records
        Cleaned records.

    Returns
    -------
    pandas.DataFrame
        Record ids `a` and `b`, and whether they are the `same` work.

    Raises
    ------
    OverridesError
        If a line lacks an identifier or says neither ``same`` nor ``different``, or lines contradict each other.
    """
    lines = read_decided(path, things="works")
    if not lines:
        return pd.DataFrame({"a": [], "b": [], "same": []})
    known = record_aliases(records).groupby("alias")["record_id"].agg(sorted)
    _refuse_contradictions(path, [(number, *_ends(line, known), line["decision"] == "same") for number, line in lines])
    rows = []
    for number, line in lines:
        ends = [known.get(_normalise(line[side]), []) for side in ("a", "b")]
        for side, found in zip(("a", "b"), ends, strict=True):
            if not found:
                say(f"{path.name}, line {number}: no record has {line[side]!r} here")
        same = line["decision"] == "same"
        # Records of one identifier hold together by themselves; those of different works must all stay apart.
        pairs = [(ends[0][0], ends[1][0])] if same and all(ends) else [(a, b) for a in ends[0] for b in ends[1]]
        rows += [(a, b, same) for a, b in pairs if a != b]
    return pd.DataFrame(rows, columns=["a", "b", "same"])


def _ends(line: dict[str, str], known: pd.Series) -> tuple[str, str]:
    """The two works of a line, each by the first record that has its name, so that two names of one work are one."""
    a, b = (known.get(_normalise(line[side]), [_normalise(line[side])])[0] for side in ("a", "b"))
    return a, b


def _refuse_contradictions(path: Path, lines: list[tuple[int, str, str, bool]]) -> None:
    """Stop where two works are told different that other lines tell to be the same, directly or through others."""
    import networkx as nx

    same = nx.Graph()
    same.add_edges_from((a, b, {"line": number}) for number, a, b, is_same in lines if is_same)
    for number, a, b, is_same in lines:
        if is_same or a not in same or b not in same or not nx.has_path(same, a, b):
            continue
        way = nx.shortest_path(same, a, b)
        others = ", ".join(str(same.edges[edge]["line"]) for edge in nx.utils.pairwise(way)) or "one of its names"
        raise OverridesError(
            f"{path.name}, line {number} says different of two works that line {others} says are the same; keep one"
        )


def _normalise(name: str) -> str:
    """An identifier as the records have it, whatever a person made of it."""
    kind, _, value = name.partition(":")
    clean = _CLEAN.get(kind.lower())
    return f"{kind.lower()}:{clean(value) or value}" if clean else name
