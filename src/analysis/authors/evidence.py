"""What speaks for two mentions of a name being one person's: co-authors, theirs, text, venue, affiliation."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.embed import to_grid

# Papers of more authors say little of who works with whom.
_LARGEST_BYLINE = 100
# What log-odds are left at where nothing, or everything, speaks for one person.
LEAST, MOST = -2.0, 5.0
_MOST_SHARED = 1.5
_NOTHING_AROUND = 0.003
_AT_ONCE = 50_000
# Years after which what speaks against one person is down to a third.
_FADES = 20.0
# The cosine that speaks neither for nor against.
_USUAL_TEXT = 0.165


class Weights(NamedTuple):
    """Log-odds that each piece of evidence adds; see `benchmarks/authors.py` for how they were fitted."""

    start: float = 4.9
    shared: float = 0.6
    around: float = 1.25
    text: float = 3.1
    venue: float = 0.3
    affiliation: float = 8.0
    affiliations_known: float = -2.7


WEIGHTS = Weights()


class Evidence(NamedTuple):
    """What is known of each mention.

    `paper` is the place of each mention's paper in the rows of `bylines` (papers x names), `venue`, `year` and
    `vectors`. `circles` (names x names) says who writes with whom, in rows of length 1; `rarity` is 1 for a name of one
    paper and 0 for one of all; `places` (mentions x words) has the words of affiliations.
    """

    paper: np.ndarray
    bylines: sparse.csr_matrix
    circles: sparse.csr_matrix
    rarity: np.ndarray
    venue: np.ndarray
    year: np.ndarray
    vectors: np.ndarray | None
    places: sparse.csr_matrix


def gather_evidence(mentions: pd.DataFrame, papers: pd.DataFrame, *, vectors: pd.DataFrame | None = None) -> Evidence:
    """Lay out what is known of each mention.

    Parameters
    ----------
    mentions
        `paper_id`, `name` (the place of its name among all) and `affiliation`.
    papers
        `paper_id`, `venue` and `published`.
    vectors
        `paper_id` and `vector`, of length about 1; without them texts say nothing.
    """
    ids = pd.Index(papers["paper_id"])
    paper = ids.get_indexer(mentions["paper_id"])
    bylines = _lay_bylines(paper, mentions["name"].to_numpy(), (len(ids), int(mentions["name"].max()) + 1))
    signed = np.maximum(np.asarray(bylines.sum(axis=0)).ravel(), 1)
    rarity = 1 - np.log(signed) / np.log(max(len(ids), 2))
    together = (bylines.T @ bylines).tocsr()
    together.setdiag(0)
    together.data *= rarity[together.indices]
    return Evidence(
        paper,
        bylines,
        _to_length_one(together),
        rarity,
        pd.factorize(papers["venue"])[0],
        pd.to_datetime(papers["published"]).dt.year.to_numpy(dtype=float),
        None if vectors is None else _centre(np.stack(vectors.set_index("paper_id")["vector"].loc[ids].to_list())),
        _lay_places(mentions["affiliation"]),
    )


def weigh_pairs(
    evidence: Evidence,
    one: Sequence[int],
    other: Sequence[int],
    *,
    names: Sequence[int],
    weights: Weights = WEIGHTS,
    clip: bool = True,
) -> np.ndarray:
    """Log-odds that mentions are one person's, as even as the odds were before, shape (one, other).

    Parameters
    ----------
    evidence
        From `gather_evidence`.
    one, other
        Places of mentions.
    names
        Places of the names that they bear: these are nobody's co-author.
    weights
        What each piece of evidence adds.
    clip
        Whether nothing may speak more than so much for or against, the less against the more years lie between.
    """
    left, right = evidence.paper[one], evidence.paper[other]
    at, to = (_without(evidence.bylines[places], names) for places in (left, right))
    rare = at.copy()
    rare.data *= evidence.rarity[rare.indices]
    shared = np.minimum((rare @ to.T).toarray(), _MOST_SHARED)
    near, far = (_to_length_one(_without(side @ evidence.circles, names)) for side in (at, to))
    around = np.log((near @ far.T).toarray() + _NOTHING_AROUND)
    venue = (evidence.venue[left][:, None] == evidence.venue[right][None, :]) & (evidence.venue[left][:, None] >= 0)
    found = weights.start + weights.shared * shared + weights.around * around + weights.venue * venue
    alike = _USUAL_TEXT if evidence.vectors is None else evidence.vectors[left] @ evidence.vectors[right].T
    found = found + weights.text * alike
    here, there = evidence.places[one], evidence.places[other]
    known = (here.getnnz(axis=1) > 0)[:, None] & (there.getnnz(axis=1) > 0)[None, :]
    found = found + weights.affiliation * (here @ there.T).toarray() + weights.affiliations_known * known
    if clip:
        found = np.clip(found, LEAST, MOST)
        found = np.where(found < 0, found * fade(count_years_between(evidence, one, other)), found)
    # A processor may differ in the last digits of a logarithm; what is decided may not.
    return np.round(found, 4)


def count_years_between(evidence: Evidence, one: Sequence[int], other: Sequence[int]) -> np.ndarray:
    """Years between the papers of mentions, shape (one, other); none where one is not known."""
    left, right = (evidence.year[evidence.paper[places]] for places in (one, other))
    return np.nan_to_num(np.abs(left[:, None] - right[None, :]))


def fade(years: np.ndarray) -> np.ndarray:
    """What is left of evidence against one person after so many years: circles and subjects change.

    Examples
    --------
    >>> fade(np.array([0, 20])).round(2).tolist()
    [1.0, 0.37]
    """
    return np.exp(-years / _FADES)


def _centre(vectors: np.ndarray) -> np.ndarray:
    """What tells each text from the corpus at large: papers of one small field are all alike at first sight.

    On the grid of the embeddings, so that products of vectors are exact sums on every processor.
    """
    centre = vectors.mean(axis=0, dtype=np.float64)
    centred = np.empty(vectors.shape, dtype=np.float32)
    # In double precision a million vectors would take three times their own size at once.
    for at in range(0, len(vectors), _AT_ONCE):
        apart = vectors[at : at + _AT_ONCE] - centre
        length = np.sqrt((apart**2).sum(axis=1, keepdims=True))
        centred[at : at + _AT_ONCE] = to_grid(apart / np.maximum(length, 1e-9))
    return centred


def _lay_bylines(paper: np.ndarray, name: np.ndarray, shape: tuple[int, int]) -> sparse.csr_matrix:
    small = np.bincount(paper, minlength=shape[0])[paper] <= _LARGEST_BYLINE
    bylines = sparse.csr_matrix((np.ones(small.sum()), (paper[small], name[small])), shape=shape)
    # Two of one name on a paper are one column.
    bylines.data[:] = 1
    return bylines


def _lay_places(affiliations: pd.Series) -> sparse.csr_matrix:
    """Words of each affiliation, those of few affiliations weighing more, in rows of length 1."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = affiliations.fillna("").astype(str)
    if not texts.str.contains(r"\w\w", regex=True).any():
        return sparse.csr_matrix((len(texts), 1))
    return TfidfVectorizer(sublinear_tf=True).fit_transform(texts)


def _without(rows: sparse.csr_matrix, columns: Sequence[int]) -> sparse.csr_matrix:
    rows = rows.copy()
    rows.data[np.isin(rows.indices, columns)] = 0
    return rows


def _to_length_one(rows: sparse.csr_matrix) -> sparse.csr_matrix:
    from sklearn.preprocessing import normalize

    return normalize(rows)
