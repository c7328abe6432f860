"""What a baseline knew: the papers that are not new."""

from typing import Literal, NamedTuple

import pandas as pd

from analysis.topics import read_baseline
from analysis.workspace import baselines_folder


class Known(NamedTuple):
    """The papers of a baseline by the ids that they have now, and why there are none."""

    papers: frozenset[str]
    state: Literal["kept", "empty", "unknown", "elsewhere"]


def read_known(baseline: str, papers: pd.DataFrame, *, aliases: pd.DataFrame | None = None) -> Known:
    """The papers that a baseline knew.

    Parameters
    ----------
    baseline
        A folder of ``data/baselines/``.
    papers
        `paper_id` of the papers that there are now.
    aliases
        The table `paper_aliases`: papers are known by ids that they had before.

    Returns
    -------
    Known
        `state` is ``kept``; ``empty`` for a baseline that holds nothing; ``unknown`` where none has the name;
        ``elsewhere`` for one of which no paper is here, as of another corpus. But for the first, every paper is new.

    Raises
    ------
    analysis.topics.BaselineError
        If the baseline cannot be read.
    """
    if not (baselines_folder() / baseline).is_dir():
        return Known(frozenset(), "unknown")
    before = read_baseline(baseline, aliases=aliases)
    if before is None:
        return Known(frozenset(), "empty")
    known = frozenset(before.paper_topics["paper_id"]) & frozenset(papers["paper_id"])
    return Known(known, "kept" if known else "elsewhere")


def find_day(papers: pd.DataFrame, as_of: str | None) -> str | None:
    """The day a digest speaks from: the one that is set, else that of the latest paper; None where none is dated.

    Examples
    --------
    >>> papers = pd.DataFrame({"published": pd.to_datetime(["2024-01-01", None])})
    >>> find_day(papers, None), find_day(papers, "2023-01-01"), find_day(papers.tail(1), None)
    ('2024-01-01', '2023-01-01', None)
    """
    day = pd.Timestamp(as_of) if as_of else papers["published"].max()
    return None if pd.isna(day) else f"{day:%Y-%m-%d}"
