"""What is said of pairs: the names of their evidence, and what a person decided instead."""

import numpy as np
import pandas as pd


def name_evidence(weights: pd.DataFrame) -> np.ndarray:
    """The names of what speaks for each pair, then of what speaks against it.

    Parameters
    ----------
    weights
        Bits, a row for each pair and a column for each piece of evidence.

    Examples
    --------
    >>> import pandas as pd
    >>> name_evidence(pd.DataFrame({"same title": [9.0, 9.0], "other year": [0.0, -2.0]})).tolist()
    ['same title', 'same title; despite other year']
    """
    signs = np.sign(weights.to_numpy()).astype("int8")
    kinds, which = np.unique(signs, axis=0, return_inverse=True)
    names = weights.columns.to_numpy()
    texts = []
    for kind in kinds:
        against = ", ".join(names[kind < 0])
        texts.append(", ".join(names[kind > 0]) + (f"; despite {against}" if against else ""))
    return np.array(texts, dtype=object)[which.ravel()] if len(weights) else np.array([], dtype=object)


def override_pairs(pairs: pd.DataFrame, ends: np.ndarray, same: pd.Series) -> pd.DataFrame:
    """The pairs with what a person decided in place of what was found.

    Parameters
    ----------
    pairs
        `a` and `b` (rows, the smaller first), `score` and `evidence`.
    ends
        Of shape (2, decisions): the rows that were decided about, in either order.
    same
        Whether they are one.
    """
    low, high = np.sort(ends, axis=0)
    score = np.where(same, np.inf, -np.inf)
    decided = pd.DataFrame({"a": low, "b": high, "score": score, "evidence": "decided by a person"})
    decided = decided[decided["a"] != decided["b"]]
    return pd.concat([pairs, decided]).drop_duplicates(["a", "b"], keep="last", ignore_index=True)
