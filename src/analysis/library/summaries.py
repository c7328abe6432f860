"""What a paper says in short: its source's summary, else the sentences of its abstract that are most central."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.library.search import Space, split_words
from analysis.text import split_sentences


def summarise(papers: pd.DataFrame, space: Space, words: pd.Series, *, sentences: int) -> pd.DataFrame:
    """A short text for each paper.

    Parameters
    ----------
    papers
        `paper_id`, `abstract` and `summary`, in the order of the space's papers.
    space, words
        From `build_space` and `choose_words`: a sentence is as central as it is near to its paper.
    sentences
        How many of an abstract are taken; they stand in its order.

    Returns
    -------
    pandas.DataFrame
        `paper_id`, `summary`, and `summary_basis`: `source`, `extracted`, or `none`.
    """
    place = {word: at for at, word in enumerate(words.index)}
    rows = []
    for at, paper in enumerate(papers.itertuples()):
        if isinstance(paper.summary, str) and paper.summary.strip():
            rows.append((paper.paper_id, paper.summary, "source"))
        elif isinstance(paper.abstract, str) and paper.abstract.strip():
            parts = [text for _, text in split_sentences(paper.abstract)]
            chosen = choose_sentences(parts, space.papers[at], space.words, place, most=sentences)
            rows.append((paper.paper_id, " ".join(chosen), "extracted"))
        else:
            rows.append((paper.paper_id, None, "none"))
    return pd.DataFrame(rows, columns=["paper_id", "summary", "summary_basis"]).astype({"summary": "str"})


def choose_sentences(
    parts: Sequence[str], paper: np.ndarray, vectors: np.ndarray, place: dict[str, int], *, most: int
) -> list[str]:
    """The sentences whose words are nearest to a paper, in their order; of equal ones the first.

    Examples
    --------
    >>> place, vectors = {"cells": 0, "rain": 1}, np.array([[9, 0], [0, 9]])
    >>> choose_sentences(["It rains.", "Cells grow.", "Rain."], np.array([127, 0]), vectors, place, most=1)
    ['Cells grow.']
    """
    if len(parts) <= most:
        return list(parts)
    near = []
    for part in parts:
        held = vectors[[place[word] for word in split_words(part) if word in place]].astype(float).sum(axis=0)
        length = float(np.linalg.norm(held))
        near.append(round(float(held @ paper) / length, 3) if length else -1e9)
    best = sorted(range(len(parts)), key=lambda at: (-near[at], at))[:most]
    return [parts[at] for at in sorted(best)]
