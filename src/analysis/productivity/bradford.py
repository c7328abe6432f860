"""How papers scatter over venues: Bradford's zones."""

from typing import NamedTuple

import numpy as np
import pandas as pd

_ZONES = 3


class Zones(NamedTuple):
    """Venues in zones of about as many papers each.

    `venues` has `venue`, `papers`, `rank`, `cumulated` (papers of it and all before) and `zone` (1 is the core);
    `zones` has `zone`, `venues`, `papers`, `low` and `high` (of its venues, 95 %) and `multiplier` (times the venues of
    the zone before).
    """

    venues: pd.DataFrame
    zones: pd.DataFrame


def find_zones(papers: pd.DataFrame, *, seed: int, draws: int = 500) -> Zones:
    """Part the venues of a corpus into three zones of about as many papers each [1]_.

    Zones are of the corpus: which venues a database indexes and what was searched for make the core. The interval of
    each zone's number of venues is that of as many venues drawn from these with replacement: papers drawn anew would
    miss the venues of one paper, which most are.

    Parameters
    ----------
    papers
        `paper_id` and `venue`; papers without a venue count nowhere.
    seed
        Of the draws.
    draws
        Sets of venues drawn.

    References
    ----------
    .. [1] S. C. Bradford, "Sources of information on specific subjects", Engineering 137, 85-86 (1934).

    Examples
    --------
    >>> venues = ["A"] * 4 + ["B", "B", "C", "C"] + list("DEFG")
    >>> papers = pd.DataFrame({"paper_id": range(12), "venue": venues})
    >>> find_zones(papers, seed=1).zones[["zone", "venues", "papers", "multiplier"]].values.tolist()
    [[1.0, 1.0, 4.0, nan], [2.0, 2.0, 4.0, 2.0], [3.0, 4.0, 4.0, 2.0]]
    """
    named = papers["venue"].dropna()
    ranked = named.value_counts().rename_axis("venue").reset_index(name="papers")
    ranked = ranked.sort_values(["papers", "venue"], ascending=[False, True], ignore_index=True)
    ranked["rank"] = np.arange(1, len(ranked) + 1)
    ranked["cumulated"] = ranked["papers"].cumsum()
    ranked["zone"] = _part(ranked["papers"].to_numpy())
    zones = ranked.groupby("zone").agg(venues=("venue", "size"), papers=("papers", "sum")).reset_index()
    random = np.random.default_rng(seed)
    papers_of = ranked["papers"].to_numpy()
    sizes = np.zeros((draws, _ZONES))
    for draw in range(draws if len(named) else 0):
        drawn = np.sort(random.choice(papers_of, len(papers_of)))[::-1]
        sizes[draw] = np.bincount(_part(drawn), minlength=_ZONES + 1)[1:]
    low, high = np.quantile(sizes, [0.025, 0.975], axis=0)
    zones["low"], zones["high"] = (end[zones["zone"].to_numpy() - 1] for end in (low, high))
    before = zones["zone"].sub(1).map(zones.set_index("zone")["venues"])
    zones["multiplier"] = zones["venues"] / before
    return Zones(ranked, zones)


def _part(papers: np.ndarray) -> np.ndarray:
    """The zone of each venue, those of the most papers first: that in which the middle of its papers lies."""
    middle = np.cumsum(papers) - papers / 2
    return np.minimum((middle * _ZONES / max(papers.sum(), 1)).astype("int64") + 1, _ZONES)
