"""What a paper does with the systems that a field is about, and what it calls its own."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from analysis.methods import DISCOVERED_KINDS
from analysis.text import compile_phrase, fold, split_sentences
from analysis.trends.sentences import OTHERS, sentence_at, weigh_sentence

ROLES = ("builds", "evaluates", "uses")
_PROPOSES = re.compile(
    r"\b(?:propos|present|introduc|develop|design|devis|(?<!pre )(?<!ly )train|releas|construct|build|built|creat)\w*\b"
    r"(?! (?:on|upon|with|from|using|by|for)\b)",
    re.IGNORECASE,
)
_MAKES = re.compile(
    r"\b(?:we|paper|work|study|here)\b[^.]{0,120}?\b(?:propos|present|introduc|develop|design|devis|extend|train|releas"
    r"|construct|build|built|creat)\w*",
    re.IGNORECASE,
)
# Between the verb and the system these words say that the system is another's, or that something else is proposed.
_BORROWS = re.compile(
    r"\b(?:using|with|leverag\w+|guided by|based on|built on|on top of|from|of|by|via|through|integrat\w+|evaluat\w+"
    r"|benchmark\w*|compar\w+|combin\w+|fus\w+|ensembl\w+|adapt(?:s|ing|ed)?|exploit\w*|utili[sz]\w+|aggregat\w+"
    r"|probing|audit\w*|for|to|that|which|allows?|between|across|into|over|dataset|metric|taxonomy|survey|review)\b"
)
_JUDGES = re.compile(
    r"\b(?:evaluat|benchmark|assess|compar|audit|stress.test|survey|review|perspective|pitfall|vulnerab|fairness|bias\b"
    r"|reproducib|(?:un|non)robust|robust to|robustness of|how (?:do|does|well|far|robust|good)|investigat|attacks? on"
    r"|validation of)\w*|^(?:do|does|are|is|can|how|what|when|why)\b|\?$",
    re.IGNORECASE,
)
_EVALUATES = re.compile(
    r"\b(?:we|study|paper|work)\b[^.,;]{0,40}?\b(?:evaluat|benchmark|assess|compar|investigat|examin|audit|test)\w*",
    re.IGNORECASE,
)
_USES = re.compile(
    r"\b(?:using|use[sd]?|leverag\w+|employ\w*|utili[sz]\w+|frozen|extract\w*|encoder|backbone|features?|embeddings?"
    r"|based on|built (?:on|upon)|prompt\w*|fine tun\w*|adapt\w*|with|via)\b"
)
# Several models made into one, or one changed: read as a new model by some, as use of the old ones by others.
_MERGES = re.compile(r"\b(?:distil\w*|ensembl\w*|merg\w*)\b")
_CHANGES = re.compile(
    r"\b(?:adapt\w*|fine tun\w*|enhanc\w*|improv\w*|teach\w*|instill\w*|train\w*|pretrain\w*|towards|scaling)\b"
)
# Behind the name of a system these words say that something else is named by it.
_NAMED_BY_IT = re.compile(
    r"\s*(?:guided|based|driven|powered|enhanced|informed|assisted|derived|aided|embeddings?|features?|representations?)\b"
)
_REACH = 110


def say_roles(papers: pd.DataFrame, systems: Sequence[str]) -> pd.Series:
    """What each paper of a field does with its systems.

    A paper *builds* when it proposes one: its title names it ("X: a … foundation model"), or a sentence says so ("we
    introduce X, a … foundation model"), with no word between that makes it another's ("using", "based on"). It
    *evaluates* when its type or title says that it judges, and *uses* them where a sentence on its own work names them
    with a word such as "using", "frozen" or "features". Where several are made into one, or nothing is said, it stays
    open.

    Parameters
    ----------
    papers
        `paper_id`, `title`, `abstract`, `type`.
    systems
        What such a system is called: "foundation model", "agent".

    Returns
    -------
    pandas.Series
        One of ``builds``, ``evaluates``, ``uses``, by `paper_id`; empty where the abstract does not say.

    Examples
    --------
    >>> papers = pd.DataFrame(
    ...     {
    ...         "paper_id": list("pqr"),
    ...         "title": ["X: a foundation model", "Benchmarking foundation models", "Grading with foundation models"],
    ...         "abstract": None,
    ...         "type": "method",
    ...     }
    ... )
    >>> say_roles(papers, ["foundation model"]).tolist()
    ['builds', 'evaluates', 'uses']
    """
    called = [side for name in systems for side in compile_phrase(name)]
    roles = [_say_role(row, called) for row in papers.itertuples()]
    return pd.Series(roles, index=papers["paper_id"], dtype="str")


def _say_role(paper: Any, called: Sequence[re.Pattern[str]]) -> str:
    title = fold(paper.title)
    judging = paper.type in ("benchmark", "validation", "review") or _JUDGES.search(paper.title) is not None
    if not judging and _names_its_own(title, called):
        return "builds"
    sentences = [text for _, text in split_sentences(paper.abstract)] if isinstance(paper.abstract, str) else []
    if any(_proposes(sentence, called) for sentence in sentences):
        return "" if _JUDGES.search(paper.title) else "builds"
    if judging or _only_judges(sentences, called):
        return "evaluates"
    own = [fold(text) for text in (paper.title, *sentences) if weigh_sentence(text) > OTHERS]
    named = [text for text in own if any(side.search(text) for side in called)]
    changed = any(_MERGES.search(text) for text in named) or (title in named and _CHANGES.search(title))
    return "uses" if not changed and any(_USES.search(text) for text in named) else ""


def _names_its_own(title: str, called: Sequence[re.Pattern[str]]) -> bool:
    """Whether a title, or a part of it, is the name of a system: "X: a … model", "A … model for …"."""
    for part in title.split(": "):
        before = re.split(r"\b(?:in|under|on)\b", _BORROWS.split(part, maxsplit=1)[0], maxsplit=1)[0]
        # In the singular it is one system, in the plural those of others.
        if any(not name.endswith("s") for name in _find_names(before, called, part)):
            return True
    return False


def _find_names(text: str, called: Sequence[re.Pattern[str]], whole: str) -> Iterator[str]:
    """What systems are called in the beginning `text` of `whole`, where nothing else is named by it."""
    for side in called:
        yield from (found.group() for found in side.finditer(text) if not _NAMED_BY_IT.match(whole, found.end()))


def _only_judges(sentences: Sequence[str], called: Sequence[re.Pattern[str]]) -> bool:
    """Whether a paper that makes nothing says that it evaluates, and what it evaluates are such systems."""
    if any(_MAKES.search(sentence) for sentence in sentences):
        return False
    found = (_EVALUATES.search(sentence) for sentence in sentences)
    reached = (fold(match.string[match.end() : match.end() + _REACH]) for match in found if match)
    return any(side.search(text) for text in reached for side in called)


def _proposes(sentence: str, called: Sequence[re.Pattern[str]]) -> bool:
    """Whether a sentence proposes a system: the verb, then the system, with nothing borrowed between."""
    if _MAKES.search(sentence) is None:
        return False
    folded = fold(sentence)
    for verb in _PROPOSES.finditer(folded):
        reach = folded[verb.end() : verb.end() + _REACH]
        # What stands in brackets spells out a name.
        plain = re.sub(r"\([^)]*\)?", "", reach)
        borrowed = _BORROWS.search(plain)
        if any(_find_names(plain[: borrowed.start()] if borrowed else plain, called, plain)):
            return True
    return False


def line_of_systems(paper_fields: pd.DataFrame, paper_methods: pd.DataFrame, papers: pd.DataFrame) -> pd.DataFrame:
    """The systems that a field's papers propose, in order of date, each with the sentence that introduces it.

    Where the field says what papers do with its systems, those that build one; benchmarks, datasets, reviews and the
    like propose something else.

    Returns
    -------
    pandas.DataFrame
        `published`, `date_precision`, `system`, `sentence`, `paper_id`, `title`.
    """
    told = (paper_fields["facet"] != "").any()
    builders = paper_fields[(paper_fields["facet"] == "builds") if told else paper_fields["facet"].notna()]
    makers = papers[papers["type"].isin(["method", "other"])]
    line = builders[["paper_id", "sentence"]].merge(introduce_systems(paper_methods, makers), on="paper_id")
    line = line.merge(papers[["paper_id", "published", "date_precision", "title"]], on="paper_id")
    line["sentence"] = line["introduction"].where(line["introduction"] != "", line["sentence"])
    line = line[line["published"].notna()]
    columns = ["published", "date_precision", "system", "sentence", "paper_id", "title"]
    return line.sort_values(["published", "paper_id"], ignore_index=True)[columns]


def introduce_systems(paper_methods: pd.DataFrame, papers: pd.DataFrame) -> pd.DataFrame:
    """The first system that each paper proposes, as it writes it, and the sentence of the abstract that introduces it.

    Returns
    -------
    pandas.DataFrame
        `paper_id`, `system`, `introduction` (empty where only the title names it).
    """
    systems = (paper_methods["role"] == "proposed") & ~paper_methods["kind"].isin(DISCOVERED_KINDS)
    own = paper_methods[systems].merge(papers[["paper_id", "abstract"]], on="paper_id")
    own = own.assign(in_title=own["part"] == "title")
    own["introduction"] = pd.Series(
        ["" if row.in_title else sentence_at(row.abstract, row.start) for row in own.itertuples()],
        index=own.index,
        dtype="str",
    )
    own["makes"] = own["introduction"].str.contains(_MAKES)
    own["has_address"] = own["introduction"].str.contains("http", regex=False)
    order = own.sort_values(
        ["paper_id", "makes", "has_address", "in_title", "start"], ascending=[True, False, True, True, True]
    )
    first = order.drop_duplicates("paper_id")[["paper_id", "text", "introduction"]]
    return first.rename(columns={"text": "system"}).reset_index(drop=True)
