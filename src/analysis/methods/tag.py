"""Which methods, data and diseases a paper names, where, and in what role."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from analysis.methods.lexicon import Form, Lexicon
from analysis.methods.proposed import drop_common_names, find_proposed_names
from analysis.methods.shapes import METHOD_KINDS
from analysis.text import fold, split_sentences

PARTS = ("title", "abstract")
COLUMNS = ["paper_id", "part", "start", "end", "method", "kind", "text", "role"]

_COMPARES = re.compile(
    r"\b(outperform\w*|compar(?:ed|ing|e|ison)\w*|versus|vs\.?|than|baselines?|against|surpass\w*|exceed\w*|superior to"
    r"|competing|counterparts?|benchmark(?:ed|ing)?|such as .*? models? evaluated)\b",
    re.IGNORECASE,
)


class Mention(NamedTuple):
    """One place where a text names an entry."""

    start: int
    end: int
    method: str
    kind: str
    ambiguous: bool


class Tagger:
    """The lexicon compiled for finding all its forms in one pass over a text.

    Parameters
    ----------
    lexicon
        The entries and forms to look for.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._kinds = dict(zip(lexicon.entries["method"], lexicon.entries["kind"], strict=True))
        parents = {parent for cell in lexicon.entries["parents"] for parent in cell}
        models = lexicon.entries["kind"].isin(["foundation model", "architecture"])
        self._models = set(lexicon.entries.loc[models, "method"]) - parents
        self._context = {
            method: re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + ")")
            for method, words in lexicon.context.items()
            if words
        }
        self._as_written = _compile([form for form in lexicon.forms if form.as_written])
        self._in_any_case = _compile([form for form in lexicon.forms if not form.as_written])

    def find(self, title: str, abstract: str | None) -> dict[str, list[Mention]]:
        """All mentions by part: the longest where two overlap, ambiguous forms only where something supports them."""
        texts = {"title": title, "abstract": abstract or ""}
        found = {part: self._find_forms(text) for part, text in texts.items()}
        sure = {mention.method for mentions in found.values() for mention in mentions if not mention.ambiguous}
        whole = fold(" ".join(texts.values()))
        supported = {
            mention.method
            for mentions in found.values()
            for mention in mentions
            if mention.ambiguous and mention.method not in sure and self._has_context(mention.method, whole)
        }
        return {
            part: _longest([m for m in mentions if not m.ambiguous or m.method in sure or m.method in supported])
            for part, mentions in found.items()
        }

    def names_one_model(self, method: str) -> bool:
        """Whether an entry is a single model rather than a class of them or a tool."""
        return method in self._models

    def _has_context(self, method: str, text: str) -> bool:
        return method in self._context and self._context[method].search(text) is not None

    def _find_forms(self, text: str) -> list[Mention]:
        mentions = []
        for automaton, as_written in ((self._as_written, True), (self._in_any_case, False)):
            if automaton is None:
                continue
            folded = fold(text, as_written=as_written)
            for last, form in automaton.iter(folded):
                start, end = last + 1 - len(form.text), last + 1
                if _is_whole(folded, start, end):
                    mentions.append(Mention(start, end, form.method, self._kinds[form.method], form.ambiguous))
        return mentions


def tag_papers(papers: pd.DataFrame, tagger: Tagger) -> pd.DataFrame:
    """Find every mention of the lexicon's entries, and the names of what the papers themselves propose.

    Parameters
    ----------
    papers
        `paper_id`, `title`, `abstract`, `type`.
    tagger
        The compiled lexicon.

    Returns
    -------
    pandas.DataFrame
        The table `paper_methods`: one row for each mention, with its place and role.
    """
    abstracts = papers["abstract"].fillna("").tolist()
    proposed = [find_proposed_names(*texts) for texts in zip(papers["title"], abstracts, strict=True)]
    proposed = drop_common_names(proposed, (papers["title"] + " " + abstracts).tolist())
    columns = zip(papers["paper_id"], papers["title"], abstracts, papers["type"], proposed, strict=True)
    rows = [
        (paper_id, *row)
        for paper_id, title, abstract, kind, own in columns
        for row in _tag_paper(title, abstract, kind, own, tagger)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def count_methods(paper_methods: pd.DataFrame, entries: pd.DataFrame) -> pd.DataFrame:
    """The table `methods`: every entry of the lexicon and every proposed system, with its number of papers.

    Returns
    -------
    pandas.DataFrame
        `method`, `kind`, `parents`, `introduced`, `papers`, `is_method`.
    """
    counts = paper_methods.groupby("method")["paper_id"].nunique().rename("papers")
    known = entries.join(counts, on="method")
    own = paper_methods[~paper_methods["method"].isin(entries["method"])]
    coined = own.groupby("method", as_index=False).agg(kind=("kind", "min"), papers=("paper_id", "nunique"))
    methods = pd.concat([known, coined.assign(parents=[[] for _ in range(len(coined))])], ignore_index=True)
    methods["papers"] = methods["papers"].fillna(0).astype("int64")
    return methods.assign(is_method=methods["kind"].isin(METHOD_KINDS))


def _tag_paper(title: str, abstract: str, kind: str, own: list[str], tagger: Tagger) -> Iterator[tuple[Any, ...]]:
    texts = {"title": title, "abstract": abstract}
    found = tagger.find(title, abstract)
    known = {texts[part][m.start : m.end]: m.method for part, mentions in found.items() for m in mentions}
    own_kind = "dataset" if kind in ("dataset", "benchmark") else "proposed system"
    # A name the lexicon knows is the paper's own if it names one model; classes and tools are what others build on.
    own = [name for name in own if name not in known or title.startswith(name) or tagger.names_one_model(known[name])]
    proposed = {known[name] for name in own if name in known}
    for part, text in texts.items():
        spans = [
            Mention(match.start(), match.end(), name, own_kind, False)
            for name in own
            if name not in known
            for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w])", text)
        ]
        taken = _longest(spans)
        mentions = taken + [m for m in found[part] if not any(m.start < t.end and t.start < m.end for t in taken)]
        sentences = split_sentences(text)
        starts = [start for start, _ in sentences]
        for mention in sorted(_longest(mentions)):
            role = _role(mention, sentences[bisect_right(starts, mention.start) - 1], own, proposed)
            surface = text[mention.start : mention.end]
            yield part, mention.start, mention.end, mention.method, mention.kind, surface, role


def _role(mention: Mention, sentence: tuple[int, str], own: list[str], proposed: set[str]) -> str:
    if mention.method in own or mention.method in proposed:
        return "proposed"
    start, text = sentence
    before = text[: mention.start - start]
    return "compared" if mention.kind in METHOD_KINDS and _COMPARES.search(before) else "used"


def _compile(forms: list[Form]) -> Any:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for form in forms:
        automaton.add_word(form.text, form)
    automaton.make_automaton()
    return automaton if forms else None


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a match begins and ends where words do."""
    return not (start > 0 and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())


def _longest(mentions: list[Mention]) -> list[Mention]:
    """Mentions that do not overlap; of those that do, the one that starts first, then the longest."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.method)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
