import numpy as np
import pandas as pd

from analysis.library.search import Space
from analysis.library.summaries import summarise

WORDS = pd.Series({"cells": 1, "rain": 1}).rename_axis("word")
SPACE = Space(np.array([[9, 0], [0, 9]], dtype=np.int8), np.array([[127, 0]] * 4, dtype=np.int8))
PAPERS = pd.DataFrame(
    {
        "paper_id": ["own", "long", "short", "bare"],
        "abstract": ["Rain falls.", "Rain falls. Cells grow. More rain. All cells die.", "Rain falls.", None],
        "summary": ["Its own.", None, " ", None],
    }
)


def test_a_sources_summary_comes_before_sentences_of_the_abstract_which_stand_in_their_order():
    rows = summarise(PAPERS, SPACE, WORDS, sentences=2).set_index("paper_id")
    assert rows.loc["own"].tolist() == ["Its own.", "source"]
    assert rows.loc["long"].tolist() == ["Cells grow. All cells die.", "extracted"]
    assert rows.loc["short"].tolist() == ["Rain falls.", "extracted"]
    assert rows.loc["bare", "summary_basis"] == "none"
    assert pd.isna(rows.loc["bare", "summary"])
