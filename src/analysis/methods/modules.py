"""The parts that a paper names of what it proposes, such as "a hierarchical prompt gating mechanism"."""

import re
from collections.abc import Iterable

from analysis.methods.noun_phrases import NounPhrase, list_heads

# What a system consists of, and what is done in one.
_PARTS = (
    "module block layer branch unit mechanism strategy scheme network encoder decoder generator discriminator adapter"
    " injector enhancer extractor aggregator router gate head bank library scorer selector sampler tokenizer tokeniser"
    " regularizer regulariser penalty loss agent memory controller operator toolbox"
).split()
_ACTS = (
    "gating attention fusion distillation sampling pooling augmentation refinement normalization normalisation"
    " disentanglement decoupling clustering tokenization tokenisation encoding pre-training pretraining fine-tuning"
    " prompting propagation masking weighting reweighting re-weighting routing voting mining modulation mixup"
    " regularization regularisation compensation verification injection aggregation grounding matching filtering"
    " perturbation decomposition optimization optimisation selection correction completion scanning enhancement"
    " conditioning alignment inference learning modeling modelling supervision"
).split()
PART_HEADS = list_heads(_PARTS + _ACTS)
_IS_PART = frozenset(_PARTS)
_MAKES = re.compile(
    r"\b(?:propos\w+|introduc\w+|present(?:s|ed)?|develop(?:s|ed)?|design(?:s|ed)?|devis\w+|novel|new|our|compris\w+"
    r"|consist\w+|incorporat\w+|integrat\w+|employ\w*|leverag\w+|equipped|featur(?:es|ing)|contribut\w+|adopt\w*"
    r"|combin\w+|coupl\w+|enabl\w+|includ\w+)\b",
    re.IGNORECASE,
)
# Without other words these say what a study does, not what its system is made of.
_PLAIN = frozenset(
    """ai artificial classification clinical data dataset deep feature features image images language learning machine
    medical model models network neural segmentation statistical training vision visual""".split()
)


def find_modules(sentence: str, phrases: Iterable[NounPhrase]) -> list[NounPhrase]:
    """Which phrases of a sentence name parts of what a paper proposes.

    Read by form: a word for a part of a system ("module", "strategy") with what stands before it, behind a word of
    making; a word for what is done ("gating", "refinement") only where it is written as a name or told at length.

    Parameters
    ----------
    sentence
        That does not speak of others' work.
    phrases
        That end in one of `PART_HEADS`.

    Examples
    --------
    >>> from analysis.methods.noun_phrases import find_heads, find_noun_phrases
    >>> text = "We propose a hierarchical prompt gating mechanism."
    >>> words = text.split(" ")
    >>> found = find_modules(text, find_noun_phrases(words, find_heads(words, PART_HEADS)))
    >>> [text[each.start : each.end] for each in found]
    ['hierarchical prompt gating mechanism']
    """
    return [phrase for phrase in phrases if _is_module(sentence, phrase)]


def _is_module(sentence: str, phrase: NounPhrase) -> bool:
    text = sentence[phrase.start : phrase.end]
    words = text.split()
    if len(words) < 2 or is_plain(text):
        return False
    at_length = len(words) > 3 or (len(words) == 3 and any("-" in word for word in words[:-1]))
    is_told = phrase.head in _IS_PART or at_length
    if is_told and _MAKES.search(sentence, 0, phrase.start):
        return True
    return phrase.start > 0 and _is_name(words)


def is_plain(phrase: str) -> bool:
    """Whether a phrase holds nothing but words that any study has, and the word it ends in."""
    return all(word in _PLAIN for word in phrase.lower().split()[:-1])


def _is_name(words: list[str]) -> bool:
    """Whether words are written as a name: "Pathological Semantic Injector"."""
    return words[0][0].isupper() and words[-1][0].isupper()
