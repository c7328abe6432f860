import numpy as np

from analysis.topics.terms import even_words, term_documents
from analysis.topics.words import split_terms


def test_what_is_common_in_all_topics_names_none_in_any_field():
    """Of texts on images "image" tells nothing; of texts on art it would."""
    texts = ["Image of cells.", "Image of cells.", "Image of lungs.", "Image of lungs."] * 5
    topics = np.array([0, 0, 1, 1] * 5)
    found = {term for text in term_documents(texts, [None] * 20, topics=topics) for term in split_terms(text)}
    assert found == {"cells", "lungs"}
    assert "image" in {term for text in term_documents(texts, [None] * 20) for term in split_terms(text)}


def test_one_topic_alone_has_nothing_to_be_told_from():
    assert even_words([["image"], ["image"]], np.array([0, 0])) == set()
