"""What the library says of itself, and the data that its search needs."""

import base64
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.library import FILTERS, HALF_LIFE, WORDS_WEIGHT
from analysis.reports.pages import Block, embed_json, order_papers

FORMULA = (
    "Trending adds, over the topics, methods and other labels of a paper that rise beyond chance, log2 of the share a "
    f"year later as a multiple, and halves it every {HALF_LIFE} days."
)


def library_sentence(papers: pd.DataFrame, words: pd.DataFrame, short: pd.DataFrame) -> tuple[str, dict[str, object]]:
    """The main sentence: how much there is to find, and by what."""
    own = int((words["papers"] > 0).sum())
    basis = short["summary_basis"].value_counts()
    return (
        "{papers:paper} to search by words and by meaning: {words:word} of theirs have one here. {source:paper} have a "
        "summary from their source, {extracted} have sentences of their abstract in its place.",
        {
            "papers": len(papers),
            "words": own,
            "source": int(basis.get("source", 0)),
            "extracted": int(basis.get("extracted", 0)),
        },
    )


def embed_library(
    papers: pd.DataFrame,
    words: pd.DataFrame,
    places: pd.DataFrame,
    *,
    names: Mapping[str, Mapping[str, str]],
    orders: Mapping[str, pd.Series],
    trending: pd.Series,
    similar: int = 5,
) -> Block:
    """The library as the page's script builds it.

    Parameters
    ----------
    papers
        The table; all of its rows are in the library.
    words, places
        The tables `search_words` and `search_papers`.
    names
        What values of filters are called, where that is another than the value.
    orders
        From `source_orders`.
    trending
        From `analysis.library.rank_trending`; empty where trends cannot be told.
    similar
        Papers shown that are most like one.
    """
    ids = order_papers(papers)["paper_id"]
    found = places.set_index("paper_id").loc[ids, "vector"]
    data: dict[str, Any] = {
        "filters": FILTERS,
        "names": names,
        "words": words["word"].tolist(),
        "vectors": _pack(words["vector"]),
        "papers": _pack(found),
        "dimensions": len(found.iloc[0]) if len(found) else 1,
        "weight": WORDS_WEIGHT,
        "orders": {title: _places(order, ids) for title, order in orders.items()},
        "trending": [float(value) for value in trending.reindex(ids).fillna(0)] if len(trending) else None,
        "formula": FORMULA,
        "similar": similar,
    }
    holder = '<script type="application/json" class="data" id="library-data">'
    return Block(f'<div id="library"></div>{holder}{embed_json(data)}</script>')


def _pack(vectors: pd.Series) -> str:
    rows = np.stack(vectors.to_numpy()) if len(vectors) else np.zeros((0, 1))
    return base64.b64encode(rows.astype(np.int8).tobytes()).decode()


def _places(order: pd.Series, ids: pd.Series) -> list[int | None]:
    return [None if pd.isna(place) else int(place) for place in order.reindex(ids)]
