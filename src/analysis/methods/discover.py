"""Methods that the lexicon lacks: parts of what papers propose, and phrases that recur where methods are named."""

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis.methods.modules import PART_HEADS, find_modules, is_plain
from analysis.methods.noun_phrases import NounPhrase, find_noun_phrases, list_heads
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
    pairs = list(zip(texts["paper_id"], texts["abstract"], strict=True))
    proposing = set(texts.loc[~texts["type"].isin(_PROPOSE_NOTHING), "paper_id"])
    made = [(paper_id, text) for paper_id, text in pairs if paper_id in proposing]
    modules = [row for paper_id, text in made for row in _tell_modules(paper_id, text, spans.get(paper_id, []))]
    phrases = [row for paper_id, text in pairs for row in _tell_phrases(paper_id, text, spans.get(paper_id, []))]
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


def _tell_modules(paper_id: str, text: str, known: list[tuple[int, int]]) -> Iterator[tuple[Any, ...]]:
    for phrase in find_modules(text):
        if not any(at <= phrase.start and phrase.end <= stop for at, stop in known):
            surface = text[phrase.start : phrase.end]
            name = name_phrase(surface)
            yield paper_id, "abstract", phrase.start, phrase.end, name, "proposed module", surface, "proposed"


def _tell_phrases(paper_id: str, text: str, known: list[tuple[int, int]]) -> Iterator[tuple[Any, ...]]:
    for start, sentence in split_sentences(text):
        clauses = None
        for phrase in find_noun_phrases(sentence, _HEADS):
            begin, end = start + phrase.start, start + phrase.end
            if is_plain(sentence[phrase.start : phrase.end]) or any(begin < stop and at < end for at, stop in known):
                continue
            clauses = clauses or Clauses(sentence, of_others=speaks_of_others(sentence))
            role, name = clauses.role_of(phrase.start, phrase.end), name_phrase(text[begin:end])
            yield paper_id, "abstract", begin, end, name, "phrase", text[begin:end], role, _is_used(sentence, phrase)


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
