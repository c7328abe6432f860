"""Made-up venues of planted papers: few of a topic have most of its papers, and records abbreviate some names."""

from typing import Any

import numpy as np
import pandas as pd

_KINDS = (("Annals", "Ann."), ("Journal", "J."), ("Archives", "Arch."), ("Reports", "Rep."), ("Letters", "Lett."))
_ADJECTIVES = (("Imaginary", "Imagin."), ("Planted", "Plant."))
_SHORT = 0.3


def choose_venues(topics: pd.Series, dice: np.random.Generator) -> pd.DataFrame:
    """The venue of each paper, ten for each topic; that of rank n has 1/n of the papers of the first.

    Returns
    -------
    pandas.DataFrame
        The index of `topics`; `venue`, and as it is `printed`, for three papers of ten abbreviated.

    Examples
    --------
    >>> chosen = choose_venues(pd.Series(["eye"] * 9), np.random.default_rng(0))
    >>> chosen["venue"].iloc[0]
    'Journal of Planted Eye Research'
    >>> chosen.loc[chosen["venue"] != chosen["printed"], "printed"].iloc[0]
    'Ann. Imagin. Eye Res.'
    """
    names = [
        (f"{kind} of {adjective} {{}} Research", f"{kind_short} {short} {{}} Res.")
        for kind, kind_short in _KINDS
        for adjective, short in _ADJECTIVES
    ]
    chances = 1 / np.arange(1, len(names) + 1)
    places = dice.choice(len(names), len(topics), p=chances / chances.sum())
    short = dice.random(len(topics)) < _SHORT
    rows = [(names[place][0].format(t.title()), names[place][s].format(t.title())) for place, s, t in
            zip(places, short.astype(int), topics, strict=True)]  # fmt: skip
    return pd.DataFrame(rows, columns=["venue", "printed"], index=topics.index)


def compare_venues(truth: dict[str, Any], papers: pd.DataFrame) -> dict[str, int]:
    """How many papers stand in the venue that was planted, and how many venues there are.

    Parameters
    ----------
    truth
        As `analysis.planted.read_truth` gives it.
    papers
        The table.

    Returns
    -------
    dict
        `papers` with a planted venue, `right` ones; `planted` and `found` venues.
    """
    planted = papers["doi"].map(truth["venues"])
    known = planted.notna()
    return {
        "papers": int(known.sum()), "right": int((papers["venue"] == planted)[known].sum()),
        "planted": planted.nunique(), "found": papers.loc[known, "venue"].nunique(),
    }  # fmt: skip
