"""Which rows are worth comparing: those that share a key, a few for each, never all pairs."""

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

# All pairs of rows with one key are compared up to this many; in larger blocks neighbours in some order, or none.
_LARGEST_BLOCK = 40
_WINDOW = 5


def pair_equals(keys: np.ndarray, rows: np.ndarray, order: np.ndarray | None) -> np.ndarray:
    """All pairs of rows with one key; in blocks too large for that, pairs of neighbours in `order`, or none."""
    codes, _ = pd.factorize(keys)
    rank = rows if order is None else order[rows]
    places = np.lexsort((rows, rank, codes))
    codes, rows = codes[places], rows[places]
    size = np.bincount(codes)[codes] if len(codes) else np.zeros(0, dtype="int64")
    reach = np.where(size <= _LARGEST_BLOCK, _LARGEST_BLOCK, 0 if order is None else _WINDOW)
    found = [np.zeros((0, 2), dtype="int64")]
    for step in range(1, _LARGEST_BLOCK):
        same = (codes[step:] == codes[:-step]) & (reach[:-step] >= step)
        if not same.any():
            break
        found.append(np.stack([rows[:-step][same], rows[step:][same]], axis=1))
    return np.concatenate(found)


def distinct_pairs(pairs: np.ndarray) -> pd.DataFrame:
    """Each pair once, the smaller row first, in order."""
    frame = pd.DataFrame(np.sort(pairs, axis=1), columns=["a", "b"])
    return frame[frame["a"] != frame["b"]].drop_duplicates().sort_values(["a", "b"], ignore_index=True)


def number_groups(count: int, edges: pd.DataFrame) -> np.ndarray:
    """Number the rows that edges `a`, `b` connect; numbers follow the order of first appearance."""
    ones = np.ones(len(edges), dtype="int8")
    graph = coo_array((ones, (edges["a"].astype("int64"), edges["b"].astype("int64"))), shape=(count, count))
    return connected_components(graph, directed=False)[1]
