"""The terms of papers that may describe their topics."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.text import stem_word
from analysis.topics.clusters import OUTLIER
from analysis.topics.words import extract_terms, guess_language, join_terms

# In so small a corpus a word may stand in one paper alone.
_FEW = 12
# A word that no topic has so many times as often as all papers tells none apart; rare ones are left to the weights.
_APART, _COMMON = 2.0, 0.05


def topic_texts(papers: pd.DataFrame) -> list[str]:
    """What terms are taken from: title and abstract without addresses and bare numbers."""
    texts = papers["title"] + ". " + papers["abstract"].fillna("")
    return texts.str.replace(r"https?://\S+|\b\d[\d.,%]*\b", " ", regex=True).tolist()


def term_documents(
    texts: list[str],
    languages: Sequence[str | None],
    *,
    topics: np.ndarray | None = None,
    without: Collection[str] = (),
) -> list[str]:
    """Each paper as its distinct terms, so that BERTopic counts papers and not repetitions in one abstract.

    Singular and plural are one term, in the form of more papers. Terms of a single paper (in corpora of 1,000 papers
    and more: of fewer than five; in those of a handful none) are left out, and so are those that hardly ever stand
    without a longer one around them: ``computed`` where all write ``computed tomography``.

    Parameters
    ----------
    texts
        From `topic_texts`.
    languages
        Of each; None where it is not known.
    topics
        The topic of each, where it is known: single words that all topics have alike are left out.
    without
        Words and phrases that describe no topic, nor do phrases that hold one, whatever their case or number.
    """
    terms = [
        set(extract_terms(text, language=language or guess_language(text)))
        for text, language in zip(texts, languages, strict=True)
    ]
    form = common_forms(Counter(term for found in terms for term in found))
    terms = [sorted({form[term] for term in found}) for found in terms]
    least = 5 if len(texts) >= 1000 else 2 if len(texts) >= _FEW else 1
    counts = Counter(term for found in terms for term in found)
    unwanted = _holding(counts, without) | (even_words(terms, topics) if topics is not None else set())
    counts = Counter({term: count for term, count in counts.items() if count >= least and term not in unwanted})
    known = counts.keys() - nested_terms(counts)
    return [join_terms(term for term in found if term in known) for found in terms]


def even_words(terms: Sequence[Sequence[str]], topics: np.ndarray) -> set[str]:
    """Single words that tell no topic from another: in every twentieth paper, and no topic has them twice as often.

    Which these are depends on the corpus: "image" among papers on images, "species" among those on animals. Phrases
    that hold them stay.

    Examples
    --------
    >>> terms = [["image", "cell"], ["image", "cell", "image quality"], ["image", "lung"], ["lung"]] * 3
    >>> sorted(even_words(terms, np.array([0, 0, 1, 1] * 3)))
    ['image']
    """
    if len(np.unique(topics[topics != OUTLIER])) < 2:
        return set()
    held = pd.DataFrame({"term": terms, "topic": topics}).explode("term").dropna()
    held = held[~held["term"].str.contains(" ", regex=False)]
    share = held["term"].value_counts() / len(terms)
    inside = held[held["topic"] != OUTLIER].groupby(["term", "topic"]).size()
    inside = inside / pd.Series(topics).value_counts().reindex(inside.index.get_level_values("topic")).to_numpy()
    most = inside.groupby("term").max().reindex(share.index).fillna(0)
    return set(share.index[(share >= _COMMON) & (most < _APART * share)])


def _holding(terms: Iterable[str], without: Iterable[str]) -> set[str]:
    """The terms that are or hold one of some words and phrases.

    Examples
    --------
    >>> sorted(_holding(["whole slide", "rare case-reports", "cases", "slide"], ["Case report", "slides"]))
    ['rare case-reports', 'slide', 'whole slide']
    """
    unwanted = [f" {stem_term(each.replace('-', ' '))} " for each in without]
    return {term for term in terms if any(each in f" {stem_term(term.replace('-', ' '))} " for each in unwanted)}


def common_forms(counts: Mapping[str, int]) -> dict[str, str]:
    """For each term the form of it, singular or plural, that most papers have.

    Examples
    --------
    >>> common_forms({"cell graph": 2, "cell graphs": 5})
    {'cell graph': 'cell graphs', 'cell graphs': 'cell graphs'}
    """
    best: dict[str, str] = {}
    stems = {term: stem_term(term) for term in counts}
    for term, stem in stems.items():
        best[stem] = min(best.get(stem, term), term, key=lambda form: (-counts[form], form))
    return {term: best[stem] for term, stem in stems.items()}


def nested_terms(counts: Mapping[str, int], *, share: float = 0.9) -> set[str]:
    """Terms of which this share of papers has them in one and the same longer term.

    Examples
    --------
    >>> sorted(nested_terms({"computed": 10, "computed tomography": 9, "tomography": 20}))
    ['computed']
    """
    nested = set()
    for term, count in counts.items():
        words = term.split()
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                part = " ".join(words[start:end])
                if part != term and count >= share * counts.get(part, math.inf):
                    nested.add(part)
    return nested


def stem_term(term: str) -> str:
    """A term in lower case without its plurals, to compare it with others.

    Examples
    --------
    >>> stem_term("Cell Graphs")
    'cell graph'
    """
    return " ".join(stem_word(word) for word in term.lower().split())
