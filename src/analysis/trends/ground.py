"""The ground of every estimate: complete periods, and within what papers of one period are compared with another's."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from analysis.periods import place_in_periods

_DAYS_A_YEAR = 365.25


class Ground(NamedTuple):
    """Papers of complete periods, and the cells that they are counted in.

    `papers` has `paper_id`, `cell`, `period` and `group`; `cells` has `stratum`, `source`, `period`, `years` (from the
    first period) and `papers`, in order of stratum and period. Papers of a period are compared with those of another
    only within a stratum.
    """

    papers: pd.DataFrame
    cells: pd.DataFrame

    @property
    def periods(self) -> pd.Index:
        """The complete periods, in order."""
        return pd.Index(sorted(self.cells["period"].unique()))


def complete_periods(coverage: pd.DataFrame) -> pd.DataFrame:
    """The rows of `coverage` for periods that a source covers from first to last day."""
    return coverage[coverage["covered"].astype(bool) & ~coverage["partial"].astype(bool)]


def lay_ground(
    papers: pd.DataFrame,
    coverage: pd.DataFrame,
    *,
    strata: pd.Series | None = None,
    groups: pd.Series | None = None,
    min_periods: int = 6,
) -> Ground:
    """Papers of the complete periods of sources that cover enough of them, by stratum and period.

    Parameters
    ----------
    papers
        `paper_id`, `published`, `date_precision`, `sources`.
    coverage
        As `analysis.periods.measure_coverage` gives it.
    strata
        By `paper_id`, what else papers are compared within, as `stratify` gives it; each source is a stratum anyway.
    groups
        By `paper_id`, the authors that write together (`group_papers`); each paper by itself where omitted.
    min_periods
        Sources of fewer complete periods are left out.

    Returns
    -------
    Ground
        Without papers where no source covers enough.
    """
    placed = place_in_periods(papers, coverage)
    whole = complete_periods(coverage)[["source", "period"]].astype({"source": "str", "period": "datetime64[s]"})
    enough = whole.groupby("source")["period"].transform("size") >= min_periods
    placed = placed.astype({"period": "datetime64[s]"}).merge(whole[enough], on=["source", "period"])
    within = placed["source"].astype("str") + "\x1f" + placed["level"].astype("str")
    if strata is not None:
        within = within + "\x1f" + placed["paper_id"].map(strata).fillna("").astype("str")
    placed["stratum"] = within
    own = placed["paper_id"] if groups is None else placed["paper_id"].map(groups).fillna(placed["paper_id"])
    placed["group"] = own.astype("str")
    keys = ["stratum", "source", "period"]
    cells = placed.groupby(keys).size().rename("papers").reset_index().sort_values(keys, ignore_index=True)
    cells["years"] = (cells["period"] - cells["period"].min()).dt.days / _DAYS_A_YEAR
    cells["cell"] = np.arange(len(cells))
    placed = placed.merge(cells[["stratum", "period", "cell"]], on=["stratum", "period"])
    placed = placed.sort_values("paper_id", ignore_index=True)
    return Ground(placed[["paper_id", "cell", "period", "group"]], cells.drop(columns="cell"))


def count_cells(labels: pd.DataFrame, ground: Ground) -> tuple[pd.DataFrame, csr_array]:
    """Papers of each label in each cell.

    Parameters
    ----------
    labels
        `paper_id`, `kind`, `label`, each row once.
    ground
        As `lay_ground` gives it.

    Returns
    -------
    tuple of pandas.DataFrame and scipy.sparse.csr_array
        `kind`, `label` of each row, in order, and the counts, one column for each cell.
    """
    names = labels[["kind", "label"]].drop_duplicates().sort_values(["kind", "label"], ignore_index=True)
    members = find_members(labels, names, ground)
    ones = np.ones(len(members))
    shape = (len(names), len(ground.cells))
    return names, csr_array((ones, (members["row"], members["cell"])), shape=shape)


def find_members(labels: pd.DataFrame, names: pd.DataFrame, ground: Ground) -> pd.DataFrame:
    """`row` (place of the label in `names`), `cell`, `period`, `group` of each paper of each label on the ground."""
    numbered = names.assign(row=np.arange(len(names)))
    return labels.merge(numbered, on=["kind", "label"]).merge(ground.papers, on="paper_id")


def group_papers(paper_authors: pd.DataFrame, author_nodes: pd.DataFrame) -> pd.Series:
    """The group of co-authors that each paper comes from: the community of most of its authors.

    Papers of one laboratory are not independent of each other: they follow one plan and appear together.

    Parameters
    ----------
    paper_authors
        `paper_id`, `author_id`.
    author_nodes
        `author_id`, `community`.

    Returns
    -------
    pandas.Series
        The community by `paper_id`; of equals the largest (the least number).

    Examples
    --------
    >>> authors = pd.DataFrame({"paper_id": list("ppp"), "author_id": list("abc")})
    >>> nodes = pd.DataFrame({"author_id": list("abc"), "community": [2, 1, 2]})
    >>> group_papers(authors, nodes).to_dict()
    {'p': 2}
    """
    known = paper_authors.merge(author_nodes[["author_id", "community"]], on="author_id")
    counts = known.groupby(["paper_id", "community"]).size().rename("authors").reset_index()
    ordered = counts.sort_values(["paper_id", "authors", "community"], ascending=[True, False, True])
    return ordered.drop_duplicates("paper_id").set_index("paper_id")["community"]
