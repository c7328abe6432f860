import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods.roles import _HELD_AGAINST, _SET_ASIDE, Clauses, _find_cues


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        ("Rather than CT, we use a vision transformer.", "CT", "mentioned"),
        ("Rather than CT, we use a vision transformer.", "vision transformer", "used"),
        ("Without fine-tuning, the encoder is frozen.", "fine-tuning", "mentioned"),
        ("It works without CNNs, and we add a transformer.", "CNNs", "mentioned"),
        ("It works without CNNs, and we add a transformer.", "transformer", "used"),
        ("It outperforms CNNs, RNNs, and transformers.", "transformers", "compared"),
        ("It outperforms CNNs by using attention.", "attention", "used"),
        ("Compared with CNNs, the transformer is slow.", "CNNs", "compared"),
        ("Compared with CNNs, the transformer is slow.", "transformer", "used"),
        ("We beat the ResNet baseline.", "ResNet", "compared"),
        ("We use ResNet, which is better than VGG.", "ResNet", "used"),
        ("We use ResNet, which is better than VGG.", "VGG", "compared"),
        ("We use attention other than softmax attention.", "softmax attention", "used"),
    ],
)
def test_the_clause_tells_the_role(sentence, name, role):
    start = sentence.index(name)
    assert Clauses(sentence).role_of(start, start + len(name)) == role


def test_what_others_do_is_mentioned():
    sentence = "Recent work uses CNNs."
    assert Clauses(sentence, of_others=True).role_of(17, 21) == "mentioned"


CUES = (
    "rather than", "Instead of", "unlike", "in contrast to", "As opposed to", "without", "no need for", "eliminating",
    "the need for", "avoids", "does not use", "cannot", "Free of", "outperforms", "surpassed", "exceeding", "compared",
    "versus", "vs.", "than", "against", "Superior to", "superiority over", "competing", "baselines", "head-to-head", "over the",
    "over prior", "benchmarked", "nets", "a", "COMPARISON", "other",
)  # fmt: skip


@given(st.lists(st.sampled_from(CUES), max_size=8))
def test_no_cue_is_missed_by_the_search_that_comes_first(words):
    sentence = " ".join(words)
    whole = [(*match.span(), "mentioned") for match in _SET_ASIDE.finditer(sentence)]
    whole += [(*match.span(), "compared") for match in _HELD_AGAINST.finditer(sentence)]
    assert list(_find_cues(sentence)) == whole
