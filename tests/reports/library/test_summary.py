import base64
import json
import re

import numpy as np
import pandas as pd
from samples import make_papers

from analysis.reports.library.summary import embed_library, library_sentence

PAPERS = make_papers({"published": "2020-01-01"}, {"published": "2024-01-01"})
WORDS = pd.DataFrame({"word": ["a", "b"], "papers": [1, 0], "vector": [np.array([1.0, -2]), np.array([3.0, 4])]})
PLACES = pd.DataFrame(
    {"paper_id": ["p1", "p2"], "summary": ["S", None], "summary_basis": ["source", "none"],
     "vector": [np.array([5.0, 6]), np.array([7.0, 8])]}
)  # fmt: skip


def data_of(trending: pd.Series) -> dict:
    orders = {"Hub": pd.Series({"p1": 1})}
    shown = embed_library(PAPERS, WORDS, PLACES, names={}, orders=orders, trending=trending).data
    return json.loads(re.search(r'id="library-data">(.*?)</script>', shown)[1])


def test_the_data_of_the_search_stand_in_the_order_of_its_papers():
    data = data_of(pd.Series({"p1": 0.5}))
    assert np.frombuffer(base64.b64decode(data["papers"]), np.int8).tolist() == [7, 8, 5, 6]
    assert np.frombuffer(base64.b64decode(data["vectors"]), np.int8).tolist() == [1, -2, 3, 4]
    assert data["orders"] == {"Hub": [None, 1]}
    assert data["trending"] == [0.0, 0.5]
    assert data_of(pd.Series(dtype=float))["trending"] is None


def test_the_main_sentence_counts_words_and_summaries():
    _, values = library_sentence(PAPERS, WORDS, PLACES)
    assert values == {"papers": 2, "words": 1, "source": 1, "extracted": 0}
