"""Names of one venue, as works show that two databases name otherwise."""

import numpy as np
import pandas as pd

from analysis.linking import number_groups
from analysis.text import names_server, unify_venues

# Works that have to stand under both names, and the share of those of a name that stand under another one at all.
_LEAST_WORKS = 2
_LEAST_SHARE = 0.8


def unify_cited_venues(named: pd.DataFrame) -> pd.Series:
    """The venue of each row under one name for all names that the works show to be of one venue.

    Spellings and abbreviations are one as `analysis.text.unify_venues` has them. Further names are one where at least
    two works stand under both, and so do four fifths of the works that stand under either and under any other name:
    ``J COSMET DERMATOL-US`` in one database, ``Journal of Cosmetic Dermatology`` in another.

    Parameters
    ----------
    named
        `work` and `venue` as printed, a row for each text that names a work; missing where it tells no venue.

    Returns
    -------
    pandas.Series
        The same index; of names of one venue the longest that is not in capitals.

    Examples
    --------
    >>> venues = ["SCI REP-UK", "Scientific Reports", "SCI REP-UK", "Scientific Reports", "SCI REP-UK"]
    >>> named = pd.DataFrame({"work": [1, 1, 2, 2, 3], "venue": venues})
    >>> unify_cited_venues(named).unique().tolist()
    ['Scientific Reports']
    """
    venue = unify_venues(named["venue"])
    stands = pd.DataFrame({"work": named["work"], "venue": venue}).dropna().astype({"venue": "str"})
    stands = stands.drop_duplicates(ignore_index=True)
    names = pd.DataFrame({"venue": sorted(stands["venue"].unique())}, dtype="str")
    names["letters"] = names["venue"].str.len()
    names["shouts"] = names["venue"].str.isupper() & (names["letters"] > 5)
    names["group"] = number_groups(len(names), _find_same(stands, names["venue"]))
    best = names.sort_values(["shouts", "letters", "venue"], ascending=[True, False, True]).drop_duplicates("group")
    chosen = names["group"].map(best.set_index("group")["venue"])
    return venue.map(dict(zip(names["venue"], chosen, strict=True)), na_action="ignore")


def _find_same(stands: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """Pairs of rows of `names` under which the same works stand."""
    number = pd.Series(np.arange(len(names)), index=names)
    rows = stands.assign(name=stands["venue"].map(number))[["work", "name"]]
    # Papers of many venues stand on a server too, which makes these venues no one.
    rows = rows[~names_server(stands["venue"])]
    rows = rows[rows["work"].duplicated(keep=False)]
    pairs = rows.merge(rows, on="work").query("name_x < name_y")
    both = pairs.groupby(["name_x", "name_y"]).size().rename("works").reset_index()
    any_other = rows["name"].value_counts()
    fewest = np.minimum(both["name_x"].map(any_other), both["name_y"].map(any_other))
    same = (both["works"] >= _LEAST_WORKS) & (both["works"] >= _LEAST_SHARE * fewest)
    return both.loc[same, ["name_x", "name_y"]].set_axis(["a", "b"], axis=1)
