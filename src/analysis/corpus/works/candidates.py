"""Which pairs of records are worth comparing: a few for each record, never all pairs."""

import numpy as np
import pandas as pd

from analysis.linking import distinct_pairs, pair_equals

# Words of a title that its keys are made of: the rarest of the corpus, since common ones tell little.
_RAREST = 4
# The letters by which a title and the same one without its subtitle begin.
_BEGINNING = 12
# Records of one title that are compared with each record of a similar one.
_COPIES_COMPARED = 8
# Titles less alike than this have no evidence to add.
_ALIKE = 85.0


def find_candidates(records: pd.DataFrame, *, identifiers: tuple[str, ...]) -> pd.DataFrame:
    """Pairs of records that share an identifier, a title in any language, its beginning, or two of its rarest words.

    Parameters
    ----------
    records
        `title_key`, `year`, `author_key` and the identifier columns, under an index of 0, 1, 2, …, and where known
        `other_title_key`.

    Returns
    -------
    pandas.DataFrame
        `a` < `b`, each pair once, in order.

    Examples
    --------
    >>> import pandas as pd
    >>> titles = ["a survey of slide encoders", "survey of slide encoders", "graphs of authors"]
    >>> records = pd.DataFrame({"title_key": titles, "year": 2024, "author_key": "", "doi": None})
    >>> find_candidates(records, identifiers=("doi",)).values.tolist()
    [[0, 1]]
    """
    titles = records["title_key"].astype("str").where(lambda title: title.fillna("") != "").dropna()
    texts = records[["title_key", "year", "author_key"]].astype("str").fillna("")
    names = texts["title_key"] + "\x00" + texts["year"] + "\x00" + texts["author_key"]
    order = names.rank(method="first").to_numpy()
    parts = [
        pair_equals(key.to_numpy(), key.index.to_numpy(), order)
        for key in (records[name].dropna() for name in identifiers)
    ]
    known = titles if "other_title_key" not in records else pd.concat([titles, records["other_title_key"].dropna()])
    parts.append(pair_equals(known.to_numpy(dtype=object), known.index.to_numpy(), order))
    parts.append(_pair_titles(titles, order))
    return distinct_pairs(np.concatenate(parts))


def _pair_titles(titles: pd.Series, order: np.ndarray) -> np.ndarray:
    """Pairs of records whose titles differ but are alike, found by rare words or by how they begin."""
    codes, distinct = pd.factorize(titles)
    distinct = pd.Series(distinct.astype(object))
    beginnings = distinct.str.slice(0, _BEGINNING)[distinct.str.len() >= _BEGINNING]
    alphabetic = distinct.rank().to_numpy()
    found = [_pair_rare_words(distinct), pair_equals(beginnings.to_numpy(), beginnings.index.to_numpy(), alphabetic)]
    pairs = distinct_pairs(np.concatenate(found))
    pairs = pairs[_are_alike(distinct[pairs["a"]].tolist(), distinct[pairs["b"]].tolist())]
    rows = pd.DataFrame({"title": codes, "row": titles.index, "order": order[titles.index]}).sort_values("order")
    rows = rows[rows.groupby("title").cumcount() < _COPIES_COMPARED][["title", "row"]]
    sides = pairs.merge(rows, left_on="a", right_on="title").merge(
        rows, left_on="b", right_on="title", suffixes=("_a", "_b")
    )
    return sides[["row_a", "row_b"]].to_numpy(dtype="int64")


def _pair_rare_words(titles: pd.Series) -> np.ndarray:
    """Pairs of titles that have two of their four rarest words in common."""
    words = titles.str.split().explode()
    words = words[words.str.len() > 1]
    # Sorted, so that equally rare words rank by the alphabet and not by their place in the file.
    codes, _ = pd.factorize(words.to_numpy(object), sort=True)
    table = pd.DataFrame({"row": words.index, "count": np.bincount(codes)[codes], "word": codes.astype("int64")})
    table = table.drop_duplicates(["row", "word"]).sort_values(["row", "count", "word"], ignore_index=True)
    rarest = table[table.groupby("row").cumcount() < _RAREST][["row", "word"]]
    pairs = rarest.merge(rarest, on="row")
    pairs = pairs[pairs["word_x"] < pairs["word_y"]]
    keys = pairs["word_x"].to_numpy() * (codes.max(initial=0) + 1) + pairs["word_y"].to_numpy()
    return pair_equals(keys, pairs["row"].to_numpy(), None)


def _are_alike(a: list[str], b: list[str]) -> np.ndarray:
    """Whether two titles are alike letter by letter or word by word, or one begins like the other."""
    from rapidfuzz import fuzz, process

    if not a:
        return np.zeros(0, dtype=bool)
    alike = process.cpdist(a, b, scorer=fuzz.ratio, score_cutoff=_ALIKE, workers=-1) > 0
    alike |= process.cpdist(a, b, scorer=fuzz.token_set_ratio, score_cutoff=_ALIKE, workers=-1) > 0
    return alike | np.fromiter((x.startswith(y) or y.startswith(x) for x, y in zip(a, b, strict=True)), bool, len(a))
