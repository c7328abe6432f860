"""Join records into works where their evidence conflicts: the surest first, while more speaks for it than against."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.linking.blocks import number_groups


def group_rows(
    pairs: pd.DataFrame, record_id: Sequence[str], single: Mapping[str, Sequence[str | None]], *, enough: float
) -> np.ndarray:
    """Number the groups that pairs with enough evidence make; where it conflicts within one, the surest join first.

    Parameters
    ----------
    pairs, record_id, single, enough
        As `join_surest_first` takes them.

    Returns
    -------
    numpy.ndarray
        The group of each row, in order of first appearance.

    Examples
    --------
    >>> import pandas as pd
    >>> pairs = pd.DataFrame({"a": [0, 1, 0], "b": [1, 2, 2], "score": [20.0, 12.0, -9.0]})
    >>> group_rows(pairs, ["r0", "r1", "r2"], {}, enough=10).tolist()
    [0, 0, 1]
    """
    accepted = pairs[pairs["score"] >= enough]
    group = number_groups(len(record_id), accepted)
    inside = group[pairs["a"]] == group[pairs["b"]]
    doubtful = set(group[pairs.loc[(pairs["score"] < 0) & inside, "a"]])
    for values in single.values():
        told = pd.Series(values, dtype=object).dropna()
        several = told.groupby(group[told.index]).nunique()
        doubtful |= set(several.index[several > 1])
    if not doubtful:
        return group
    unsure = np.isin(group, list(doubtful))
    kept = join_surest_first(pairs[unsure[pairs["a"]] & inside], record_id, single, enough=enough)
    return number_groups(len(record_id), pd.concat([accepted.loc[~unsure[accepted["a"]], ["a", "b"]], kept]))


def join_surest_first(
    pairs: pd.DataFrame, record_id: Sequence[str], single: Mapping[str, Sequence[str | None]], *, enough: float
) -> pd.DataFrame:
    """The pairs that hold groups together when not all can.

    Parameters
    ----------
    pairs
        `a`, `b` (rows) and `score` (bits; minus infinity forbids, infinity commands).
    record_id
        Of each row; equal scores count in order of it, so that the order of rows has no say.
    single
        Identifiers of which a work has one, by name, each with its value for each row: two groups that have different
        ones are joined by command only.
    enough
        Bits that it takes to join two groups, all pairs between them taken together.

    Returns
    -------
    pandas.DataFrame
        `a` and `b` of the pairs that joined two groups.

    Examples
    --------
    >>> import pandas as pd
    >>> pairs = pd.DataFrame({"a": [0, 1, 0], "b": [1, 2, 2], "score": [20.0, 12.0, -9.0]})
    >>> join_surest_first(pairs, ["r0", "r1", "r2"], {}, enough=10).values.tolist()
    [[0, 1]]
    """
    ids = np.asarray(record_id, dtype=object)
    ends = np.sort(np.stack([ids[pairs["a"]], ids[pairs["b"]]]).astype(str), axis=0)
    order = np.lexsort((ends[1], ends[0], -pairs["score"].to_numpy()))
    groups = _Groups(pairs, single)
    kept = []
    for a, b, score in pairs.iloc[order][["a", "b", "score"]].itertuples(index=False):
        if score < enough:
            break
        if groups.may_join(a, b, commanded=score == np.inf, enough=enough):
            groups.join(a, b)
            kept.append((a, b))
    return pd.DataFrame(kept, columns=["a", "b"], dtype="int64")


class _Groups:
    """Groups of rows, the evidence between each two of them, and the identifiers of each."""

    def __init__(self, pairs: pd.DataFrame, single: Mapping[str, Sequence[str | None]]) -> None:
        rows = sorted({*pairs["a"], *pairs["b"]})
        self._home = {row: row for row in rows}
        self._members = {row: [row] for row in rows}
        self._ties: dict[int, dict[int, float]] = {row: {} for row in rows}
        for a, b, score in zip(pairs["a"], pairs["b"], pairs["score"], strict=True):
            self._ties[a][b] = self._ties[b][a] = score
        self._single = [{row: {values[row]} - {None} for row in rows} for values in single.values()]

    def may_join(self, a: int, b: int, *, commanded: bool, enough: float) -> bool:
        """Whether the groups of two rows are two, and nothing forbids to make them one."""
        x, y = self._home[a], self._home[b]
        if x == y or self._ties[x][y] == -np.inf:
            return False
        clash = any(kind[x] and kind[y] and kind[x].isdisjoint(kind[y]) for kind in self._single)
        return commanded or (not clash and self._ties[x][y] >= enough)

    def join(self, a: int, b: int) -> None:
        """Make the groups of two rows one; the evidence between it and each other group is the sum of theirs."""
        x, y = sorted((self._home[a], self._home[b]), key=lambda group: (-len(self._members[group]), group))
        for row in self._members[y]:
            self._home[row] = x
        self._members[x] += self._members.pop(y)
        for kind in self._single:
            kind[x] |= kind.pop(y)
        for other, tie in self._ties.pop(y).items():
            del self._ties[other][y]
            if other != x:
                both = {tie, self._ties[x].get(other, 0.0)}
                # A command and a ban between the same two groups: the ban holds.
                summed = -np.inf if -np.inf in both else tie + self._ties[x].get(other, 0.0)
                self._ties[x][other] = self._ties[other][x] = summed
