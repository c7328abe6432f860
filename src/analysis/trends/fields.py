"""Which papers belong to a field such as "pathology foundation models", and why."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.methods import descendants
from analysis.text import compile_any, compile_phrase, fold, has_phrase
from analysis.trends.sentences import HINT, METHOD_WEIGHT, OTHERS, TITLE, sentence_at, weigh_part, weigh_sentence
from analysis.trends.systems import say_roles
from analysis.workspace import SettingsError

MIN_SCORE = 0.5
COLUMNS = ["paper_id", "field", "score", "facet", "evidence", "sentence"]
_EVIDENCE = ["paper_id", "weight", "what", "sentence"]


def assign_fields(
    papers: pd.DataFrame,
    paper_methods: pd.DataFrame,
    entries: pd.DataFrame,
    fields: Mapping[str, Mapping[str, Any]],
) -> pd.DataFrame:
    """Find the papers of each field.

    A phrase in the title weighs 0.9, in a sentence on the paper's own work 0.7, in one on the work of others 0.2, in
    any other 0.5; a hint 0.6 of that; one of the field's methods 0.9 in the title or when it is the paper's own, 0.55
    when used, 0.4 when only compared with, 0.2 where the sentence speaks of others. Of a sentence the weightiest is
    taken, and sentences add up to the score 1 - (1 - w1)(1 - w2)…; from 0.5 a paper belongs. The weights were set by
    hand and are no probabilities.

    Parameters
    ----------
    papers
        `paper_id`, `title`, `abstract`, `type`.
    paper_methods
        Mentions, as `analysis.methods.tag.tag_papers` gives them.
    entries
        `method` and `parents` of the lexicon.
    fields
        For each field its `phrases`, `hints`, `methods`, what its papers are about (`requires`: one of them stands in
        the title, in two sentences, or in the only one), what makes a sentence speak of something else (`exclude`),
        what its `systems` are called, and the `words` that a name such as ``<image>`` in a phrase stands for.

    Returns
    -------
    pandas.DataFrame
        The table `paper_fields`.

    Raises
    ------
    SettingsError
        If a field names a method that is not in the lexicon.
    """
    parts = [_field_evidence(name, field, papers, paper_methods, entries) for name, field in fields.items()]
    evidence = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["paper_id", "field"])
    if evidence.empty:
        return pd.DataFrame(columns=COLUMNS)
    # A field without evidence would turn the column into objects, which round otherwise.
    evidence = evidence.astype({"weight": float})
    order = ["paper_id", "field", "weight", "what", "sentence"]
    evidence = evidence.sort_values(order, ascending=[True, True, False, True, True])
    grouped = evidence.groupby(["paper_id", "field"], sort=True)
    found = grouped.agg(
        evidence=("what", lambda values: list(dict.fromkeys(values))),
        sentence=("sentence", "first"),
    )
    best = evidence.drop_duplicates(["paper_id", "field", "sentence"])
    missed = (1 - best["weight"]).groupby([best["paper_id"], best["field"]]).prod()
    found = found.assign(score=(1 - missed).round(9).round(3)).reset_index()
    found = found[found["score"] >= MIN_SCORE]
    return found.assign(facet=_say_facets(found, papers, fields))[COLUMNS]


def _say_facets(found: pd.DataFrame, papers: pd.DataFrame, fields: Mapping[str, Mapping[str, Any]]) -> pd.Series:
    """What each paper does with the systems of its field; empty where the field names none."""
    facets = pd.Series("", index=found.index, dtype="str")
    for name, field in fields.items():
        own = found["field"] == name
        if field.get("systems") and own.any():
            members = papers[papers["paper_id"].isin(found.loc[own, "paper_id"])]
            facets[own] = found.loc[own, "paper_id"].map(say_roles(members, field["systems"]))
    return facets


def _field_evidence(
    name: str, field: Mapping[str, Any], papers: pd.DataFrame, paper_methods: pd.DataFrame, entries: pd.DataFrame
) -> pd.DataFrame:
    unknown = sorted(set(field["methods"]) - set(entries["method"]))
    if unknown:
        raise SettingsError(
            f"params.yaml: fields.{name}.methods names {unknown[0]!r}, which is not in the lexicon; "
            "use a name from the first column of src/analysis/methods/data/*.csv or data/lexicon/*.csv, or a phrase"
        )
    words = field.get("words", {})
    open_to = _of_subject(papers, field.get("requires", []), words)
    looked_for = dict.fromkeys(field["phrases"], 1.0) | dict.fromkeys(field.get("hints", []), HINT)
    by_phrase = _phrase_evidence(open_to, looked_for, words)
    by_method = _method_evidence(open_to, paper_methods, descendants(entries, field["methods"]))
    evidence = pd.concat([by_phrase, by_method], ignore_index=True).assign(field=name)
    barred = compile_any(field.get("exclude", []), words)
    kept = [not any(_matches(sides, fold(sentence)) for sides in barred) for sentence in evidence["sentence"]]
    return evidence[kept]


def _of_subject(papers: pd.DataFrame, required: Sequence[str], words: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Papers that name one of some phrases in the title or in two sentences: one of several may be in passing."""
    if not required:
        return papers
    sides = compile_any(required, words)
    kept = set()
    candidates = papers[has_phrase(papers, required, words)]
    for paper_id, part, text in _parts(candidates):
        sentences = weigh_part(part, text)
        named = sum(any(_matches(each, sentence.folded) for each in sides) for sentence in sentences)
        if named >= min(2, len(sentences)):
            kept.add(paper_id)
    return candidates[candidates["paper_id"].isin(kept)]


def _phrase_evidence(
    papers: pd.DataFrame, looked_for: Mapping[str, float], words: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    sides = {phrase: compile_phrase(phrase, words) for phrase in looked_for}
    # A word of each phrase that has to stand in the text: to look for it is far quicker than to try every pattern.
    word = {phrase: max(re.split(r"<[^>]*>|[\s*&]+", fold(phrase)), key=len) for phrase in looked_for}
    rows = []
    for paper_id, part, text in _parts(papers):
        whole = fold(text)
        likely = [phrase for phrase in looked_for if word[phrase] in whole and _matches(sides[phrase], whole)]
        for each in weigh_part(part, text) if likely else ():
            for phrase in likely:
                if _matches(sides[phrase], each.folded):
                    weight = each.weight if _matches(sides[phrase], each.own) else min(each.weight, OTHERS)
                    rows.append((paper_id, weight * looked_for[phrase], phrase, each.text))
    return pd.DataFrame(rows, columns=_EVIDENCE)


def _parts(papers: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Title and abstract of each paper, where it has them."""
    for part in ("title", "abstract"):
        texts = papers[["paper_id", part]].dropna()
        yield from ((paper_id, part, text) for paper_id, text in zip(texts["paper_id"], texts[part], strict=True))


def _matches(sides: Iterable[re.Pattern[str]], text: str) -> bool:
    return all(side.search(text) for side in sides)


def _method_evidence(papers: pd.DataFrame, paper_methods: pd.DataFrame, methods: set[str]) -> pd.DataFrame:
    mentions = paper_methods[paper_methods["method"].isin(methods)]
    mentions = mentions.merge(papers[["paper_id", "title", "abstract"]], on="paper_id")
    rows = []
    for mention in mentions.itertuples():
        in_title = mention.part == "title"
        sentence = mention.title if in_title else sentence_at(mention.abstract, mention.start)
        weight = TITLE if in_title else METHOD_WEIGHT[mention.role]
        if not in_title and mention.role != "proposed" and weigh_sentence(sentence) == OTHERS:
            weight = OTHERS
        rows.append((mention.paper_id, weight, mention.method, sentence))
    return pd.DataFrame(rows, columns=_EVIDENCE)
