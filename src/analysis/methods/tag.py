"""Which methods, data and diseases a paper names, where, and in what role."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis.methods.proposed import drop_common_names, find_proposed_names, find_whole, names_data
from analysis.methods.roles import Clauses
from analysis.methods.shapes import METHOD_KINDS
from analysis.methods.tagger import Mention, Tagger, keep_longest
from analysis.text import speaks_of_others, split_sentences

PARTS = ("title", "abstract")
COLUMNS = ["paper_id", "part", "start", "end", "method", "kind", "text", "role"]


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
        `method`, `kind`, `parents`, `introduced`, `slot`, `papers`, `is_method`.
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
    surfaces = ((texts[part][m.start : m.end], m.method) for part, mentions in found.items() for m in mentions)
    known = dict(surfaces) if own else {}
    kinds = {name: _kind_of_own(name, f"{title}. {abstract}", kind) for name in own}
    # A name the lexicon knows is the paper's own if it names one model; classes and tools are what others build on.
    own = [name for name in own if name not in known or title.startswith(name) or tagger.names_one_model(known[name])]
    proposed = {known[name] for name in own if name in known}
    for part, text in texts.items():
        spans = [
            Mention(start, start + len(name), name, kinds[name], False)
            for name in own
            if name not in known
            for start in find_whole(name, text)
        ]
        mentions = found[part]
        if spans:
            taken = keep_longest(spans)
            rest = [m for m in mentions if not any(m.start < t.end and t.start < m.end for t in taken)]
            mentions = keep_longest(taken + rest)
        sentences = _Sentences(part, text)
        for mention in mentions:
            named = mention.method in own or mention.method in proposed
            role = "proposed" if named else sentences.find_role(mention)
            surface = text[mention.start : mention.end]
            yield part, mention.start, mention.end, mention.method, mention.kind, surface, role


def _kind_of_own(name: str, text: str, kind: str) -> str:
    is_data = names_data(name, text)
    if is_data is None:
        is_data = kind in ("dataset", "benchmark")
    return "dataset" if is_data else "proposed system"


class _Sentences:
    """The sentences of a part of a paper, each read once, and only where it names something."""

    def __init__(self, part: str, text: str) -> None:
        self._is_title = part == "title"
        self._sentences = [(0, text)] if self._is_title else split_sentences(text)
        self._starts = [start for start, _ in self._sentences]
        self._clauses: dict[int, Clauses] = {}

    def find_role(self, mention: Mention) -> str:
        if mention.kind not in METHOD_KINDS:
            return "used"
        place = bisect_right(self._starts, mention.start) - 1
        start, sentence = self._sentences[place]
        if place not in self._clauses:
            of_others = not self._is_title and speaks_of_others(sentence)
            self._clauses[place] = Clauses(sentence, of_others=of_others)
        return self._clauses[place].role_of(mention.start - start, mention.end - start)
