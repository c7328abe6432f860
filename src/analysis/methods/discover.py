"""Methods that the lexicon lacks: parts of what papers propose, and phrases that recur where methods are named."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis.methods.modules import PART_HEADS, find_modules, is_plain
from analysis.methods.noun_phrases import Head, NounPhrase, find_heads, find_noun_phrases, list_heads
from analysis.methods.roles import Clauses
from analysis.text import speaks_of_others, split_sentences

# Words that the name of a method ends in, in any science.
_HEADS = list_heads(
    (
        "algorithm alignment analysis approximation assay attention calculation chromatography classifier clustering"
        " coding decoding decomposition deposition diffraction diffusion encoding ensemble equation estimation"
        " estimator expansion experiment factorization filter flow forest grid imaging inference interferometry"
        " interpolation interview kernel learning likelihood matching measurement method microscopy model network"
        " operator optimization optimisation parsing procedure propagation protocol questionnaire regression sampling"
        " scattering scheme search sequencing simulation spectrometry spectroscopy statistics survey synthesis tagging"
        " technique test theory tomography transform tree trial"
    ).split()
)
_SINGULAR = _HEADS | PART_HEADS
# Right before a phrase these say that it is what was worked with.
_USING = re.compile(
    r"\b(?:using|uses?|used|via|through|by|by means of|based on|appl(?:y|ies|ied|ying)|employ\w*|perform\w*"
    r"|utili[sz]\w+|leverag\w+|adopt\w*|with)\s(?:the |a |an |both |our |some )?$",
    re.IGNORECASE,
)
_LONGEST_CUE = 24
_PROPOSE_NOTHING = ("other", "review")
_COLUMNS = ["paper_id", "part", "start", "end", "method", "kind", "text", "role"]


def discover_methods(papers: pd.DataFrame, paper_methods: pd.DataFrame, *, min_papers: int = 3) -> pd.DataFrame:
    """Mentions of methods that the lexicon does not hold.

    Of the kind `proposed module` are the parts that a paper names of what it proposes; of the kind `phrase` those that
    end in a word for a method ("pair approximation", "maximum likelihood"), hold nothing of the lexicon, and recur:
    in so many papers, in two of them, and every seventh, right behind a word such as "using".

    Parameters
    ----------
    papers
        `paper_id`, `abstract`, `type`: in papers that propose no method (`other`, `review`) no parts are looked for.
    paper_methods
        From `analysis.methods.tag.tag_papers`.
    min_papers
        In how many papers a phrase has to stand.

    Returns
    -------
    pandas.DataFrame
        Rows like those of `paper_methods`.
    """
    known = paper_methods[paper_methods["part"] == "abstract"]
    spans = {paper_id: list(zip(own["start"], own["end"], strict=True)) for paper_id, own in known.groupby("paper_id")}
    texts = papers.dropna(subset="abstract")
    modules: list[tuple[Any, ...]] = []
    phrases: list[tuple[Any, ...]] = []
    for paper_id, text, kind in zip(texts["paper_id"], texts["abstract"], texts["type"], strict=True):
        sentences, own = list(_read_sentences(text)), spans.get(paper_id, [])
        phrases += [(paper_id, *row) for row in _tell_phrases(sentences, own)]
        if kind not in _PROPOSE_NOTHING:
            modules += [(paper_id, *row) for row in _tell_modules(sentences, own)]
    found = pd.DataFrame(modules, columns=_COLUMNS)
    told = pd.DataFrame(phrases, columns=[*_COLUMNS, "using"])
    told = told[~told["method"].isin(paper_methods["method"])]
    return pd.concat([found, _keep_recurring(told, found, min_papers)], ignore_index=True)


def name_phrase(text: str) -> str:
    """A phrase as the name of a method: in small letters but for abbreviations, in the singular.

    Examples
    --------
    >>> name_phrase("Spiking Neural Networks"), name_phrase("MCMC samplings"), name_phrase("causal analyses")
    ('spiking neural network', 'MCMC sampling', 'causal analysis')
    """
    words = [word if sum(map(str.isupper, word)) > 1 else word.lower() for word in text.split()]
    last, dash, head = words[-1].rpartition("-")
    singular = head.removesuffix("es") + "is" if head.endswith("yses") else _SINGULAR.get(head, head)
    return " ".join([*words[:-1], f"{last}{dash}{singular}"])


class _Sentence(NamedTuple):
    """A sentence that holds words which phrases end in, and where it starts."""

    start: int
    text: str
    words: list[str]
    heads: list[Head]

    def find_phrases(self, heads: Mapping[str, str]) -> list[NounPhrase]:
        return find_noun_phrases(self.words, [each for each in self.heads if each.head in heads])


def _read_sentences(text: str) -> Iterator[_Sentence]:
    for start, sentence in split_sentences(text):
        words = sentence.split(" ")
        heads = find_heads(words, _SINGULAR)
        if heads:
            yield _Sentence(start, sentence, words, heads)


def _tell_modules(sentences: list[_Sentence], known: list[tuple[int, int]]) -> Iterator[tuple[Any, ...]]:
    for sentence in sentences:
        phrases = sentence.find_phrases(PART_HEADS)
        if not phrases or speaks_of_others(sentence.text):
            continue
        for phrase in find_modules(sentence.text, phrases):
            begin, end = sentence.start + phrase.start, sentence.start + phrase.end
            if not any(at <= begin and end <= stop for at, stop in known):
                surface = sentence.text[phrase.start : phrase.end]
                yield "abstract", begin, end, name_phrase(surface), "proposed module", surface, "proposed"


def _tell_phrases(sentences: list[_Sentence], known: list[tuple[int, int]]) -> Iterator[tuple[Any, ...]]:
    for sentence in sentences:
        clauses = None
        for phrase in sentence.find_phrases(_HEADS):
            begin, end = sentence.start + phrase.start, sentence.start + phrase.end
            surface = sentence.text[phrase.start : phrase.end]
            if is_plain(surface) or any(begin < stop and at < end for at, stop in known):
                continue
            clauses = clauses or Clauses(sentence.text, of_others=speaks_of_others(sentence.text))
            role, is_used = clauses.role_of(phrase.start, phrase.end), _is_used(sentence.text, phrase)
            yield "abstract", begin, end, name_phrase(surface), "phrase", surface, role, is_used


def _is_used(sentence: str, phrase: NounPhrase) -> bool:
    return _USING.search(sentence, max(0, phrase.start - _LONGEST_CUE), phrase.start) is not None


def _keep_recurring(phrases: pd.DataFrame, modules: pd.DataFrame, min_papers: int) -> pd.DataFrame:
    own = pd.MultiIndex.from_frame(modules[["paper_id", "start"]])
    phrases = phrases[~pd.MultiIndex.from_frame(phrases[["paper_id", "start"]]).isin(own)]
    papers = phrases.groupby("method")["paper_id"].nunique()
    using = (
        phrases[phrases["using"].astype(bool)]
        .groupby("method")["paper_id"]
        .nunique()
        .reindex(papers.index, fill_value=0)
    )
    recurring = papers.index[(papers >= min_papers) & (using >= 2) & (using * 7 >= papers)]
    return phrases.loc[phrases["method"].isin(recurring), _COLUMNS]
