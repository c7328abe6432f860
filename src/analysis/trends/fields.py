"""Which papers belong to a field such as "pathology foundation models", why, and what they do in it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.methods import descendants
from analysis.text import compile_phrase, fold, has_phrase, split_sentences
from analysis.workspace import SettingsError

_MAKES = re.compile(
    r"\b(?:we|paper|work|study|here)\b[^.]{0,40}?\b(?:propos|present|introduc|develop|design|devis|extend|train|releas"
    r"|construct|build|built|creat)\w*",
    re.IGNORECASE,
)
_JUDGES = re.compile(
    r"\b(?:evaluat|benchmark|assess|robust|unrobust|compar|audit|stress.test|generali[sz]ab)\w*", re.IGNORECASE
)
_BORROWS = re.compile(r"\b(?:using|with|leveraging|guided)\b", re.IGNORECASE)
# How much a sentence weighs that names the field, by what it speaks of: the paper's own work, anything, that of others.
_TITLE, _OWN, _PLAIN, _OTHERS = 0.9, 0.7, 0.45, 0.2
# Words that fit a field but others too weigh less; two sentences of the paper's own with them are enough.
_HINT = 0.6
_METHOD_WEIGHT = {"proposed": 0.9, "used": 0.55, "compared": 0.4}
_SPEAKS_OF_OWN = re.compile(
    r"\b(?:we|our|ours|here|this (?:paper|work|study|article|review|survey|framework|approach|method|model)"
    r"|propose[sd]?|presents?|introduce[sd]?)\b",
    re.IGNORECASE,
)
_SURELY_OWN = re.compile(r"\bwe\b|propos|present|introduc", re.IGNORECASE)
_SPEAKS_OF_OTHERS = re.compile(
    r"^\s*(?:while|although|though|despite|recent(?:ly)?|existing|current|previous|prior|traditional|conventional|however"
    r"|unlike|in recent years|many|most|to date|with the (?:rise|advent|success|development)|the (?:rise|advent|success"
    r"|emergence))\b"
    r"|\b(?:has|have) (?:recently |also |shown |demonstrated |emerged|achieved|been|become|attracted|revolutioni[sz]ed)"
    r"|remain(?:s|ed)? (?:challenging|limited|under|a |an |difficult|unclear)|\bhow to\b",
    re.IGNORECASE,
)
MIN_SCORE = 0.5
COLUMNS = ["paper_id", "field", "score", "facet", "evidence", "sentence"]
_EVIDENCE = ["paper_id", "weight", "what", "sentence", "in_title"]


def assign_fields(
    papers: pd.DataFrame,
    paper_methods: pd.DataFrame,
    entries: pd.DataFrame,
    fields: Mapping[str, Mapping[str, Any]],
) -> pd.DataFrame:
    """Find the papers of each field.

    A phrase in the title weighs 0.9, in a sentence on the paper's own work 0.7, in one on the work of others 0.2, in
    any other 0.45; a hint 0.6 of that; one of the field's methods 0.9 in the title or when it is the paper's own, 0.55
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
        For each field its `phrases`, `hints`, `methods`, what a paper has to name somewhere (`requires`, one of them)
        and what makes a sentence speak of something else (`exclude`).

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
    evidence = evidence.sort_values(["paper_id", "field", "weight", "what"], ascending=[True, True, False, True])
    grouped = evidence.groupby(["paper_id", "field"], sort=True)
    found = grouped.agg(
        evidence=("what", lambda values: list(dict.fromkeys(values))),
        sentence=("sentence", "first"),
        sentences=("sentence", lambda values: list(dict.fromkeys(values))),
        in_title=("in_title", "any"),
    )
    best = evidence.drop_duplicates(["paper_id", "field", "sentence"])
    missed = (1 - best["weight"]).groupby([best["paper_id"], best["field"]]).prod()
    found = found.assign(score=(1 - missed).round(3)).reset_index()
    found = found[found["score"] >= MIN_SCORE].merge(papers[["paper_id", "title", "type"]], on="paper_id")
    systems = introduce_systems(paper_methods, papers).set_index("paper_id")
    found = found.join(systems[["system", "introduction"]], on="paper_id")
    found["introduction"] = found["introduction"].fillna("")
    found["facet"] = [_facet(row) for row in found.itertuples()]
    return found[COLUMNS]


def line_of_systems(paper_fields: pd.DataFrame, paper_methods: pd.DataFrame, papers: pd.DataFrame) -> pd.DataFrame:
    """The systems that a field's papers build, in order of date, each with the sentence that introduces it.

    Returns
    -------
    pandas.DataFrame
        `published`, `date_precision`, `system`, `sentence`, `paper_id`, `title`.
    """
    builders = paper_fields[paper_fields["facet"] == "builds"]
    line = builders[["paper_id", "sentence"]].merge(introduce_systems(paper_methods, papers), on="paper_id")
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
    own = paper_methods[paper_methods["role"] == "proposed"].merge(papers[["paper_id", "abstract"]], on="paper_id")
    own = own.assign(in_title=own["part"] == "title")
    own["introduction"] = pd.Series(
        ["" if row.in_title else _sentence_at(row.abstract, row.start) for row in own.itertuples()],
        index=own.index,
        dtype="str",
    )
    own["makes"] = own["introduction"].str.contains(_MAKES)
    own["has_address"] = own["introduction"].str.contains("http", regex=False)
    order = own.sort_values(
        ["paper_id", "makes", "has_address", "in_title", "start"], ascending=[True, False, True, True, True]
    )
    systems = order.drop_duplicates("paper_id")[["paper_id", "text", "introduction"]]
    return systems.rename(columns={"text": "system"}).reset_index(drop=True)


def _field_evidence(
    name: str, field: Mapping[str, Any], papers: pd.DataFrame, paper_methods: pd.DataFrame, entries: pd.DataFrame
) -> pd.DataFrame:
    unknown = sorted(set(field["methods"]) - set(entries["method"]))
    if unknown:
        raise SettingsError(
            f"params.yaml: fields.{name}.methods names {unknown[0]!r}, which is not in the lexicon; "
            "use a name from the first column of src/analysis/methods/data/*.csv or data/lexicon/*.csv, or a phrase"
        )
    required = field.get("requires", [])
    open_to = papers[has_phrase(papers, required)] if required else papers
    looked_for = dict.fromkeys(field["phrases"], 1.0) | dict.fromkeys(field.get("hints", []), _HINT)
    by_phrase = _phrase_evidence(open_to, looked_for)
    by_method = _method_evidence(open_to, paper_methods, descendants(entries, field["methods"]))
    evidence = pd.concat([by_phrase, by_method], ignore_index=True).assign(field=name)
    barred = [compile_phrase(phrase) for phrase in field.get("exclude", [])]
    kept = [not any(_matches(sides, fold(sentence)) for sides in barred) for sentence in evidence["sentence"]]
    return evidence[kept]


def _phrase_evidence(papers: pd.DataFrame, looked_for: Mapping[str, float]) -> pd.DataFrame:
    sides = {phrase: compile_phrase(phrase) for phrase in looked_for}
    # A word of each phrase that has to stand in the text: to look for it is far quicker than to try every pattern.
    word = {phrase: max(re.split(r"[\s*&]+", fold(phrase)), key=len) for phrase in looked_for}
    rows = []
    for paper_id, part, text in _parts(papers):
        whole = fold(text)
        likely = [phrase for phrase in looked_for if word[phrase] in whole]
        for start, sentence in split_sentences(text) if likely and part == "abstract" else [(0, text)]:
            folded = whole[start : start + len(sentence)]
            weight = _TITLE if part == "title" else _weigh_sentence(sentence)
            named = [phrase for phrase in likely if _matches(sides[phrase], folded)]
            rows += [(paper_id, weight * looked_for[phrase], phrase, sentence, part == "title") for phrase in named]
    return pd.DataFrame(rows, columns=_EVIDENCE)


def _parts(papers: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Title and abstract of each paper, where it has them."""
    for part in ("title", "abstract"):
        texts = papers[["paper_id", part]].dropna()
        yield from ((paper_id, part, text) for paper_id, text in zip(texts["paper_id"], texts[part], strict=True))


def _matches(sides: Iterable[re.Pattern[str]], text: str) -> bool:
    return all(side.search(text) for side in sides)


def _weigh_sentence(sentence: str) -> float:
    """What a phrase weighs in a sentence of an abstract.

    Examples
    --------
    >>> [_weigh_sentence(text) for text in ("We fuse both.", "Fusion has been studied.", "Both are fused.")]
    [0.7, 0.2, 0.45]
    """
    of_others = _SPEAKS_OF_OTHERS.search(sentence) is not None and not _SURELY_OWN.search(sentence)
    return _OTHERS if of_others else _OWN if _SPEAKS_OF_OWN.search(sentence) else _PLAIN


def _method_evidence(papers: pd.DataFrame, paper_methods: pd.DataFrame, methods: set[str]) -> pd.DataFrame:
    mentions = paper_methods[paper_methods["method"].isin(methods)]
    mentions = mentions.merge(papers[["paper_id", "title", "abstract"]], on="paper_id")
    rows = []
    for mention in mentions.itertuples():
        in_title = mention.part == "title"
        sentence = mention.title if in_title else _sentence_at(mention.abstract, mention.start)
        weight = _TITLE if in_title else _METHOD_WEIGHT[mention.role]
        if not in_title and mention.role != "proposed" and _weigh_sentence(sentence) == _OTHERS:
            weight = _OTHERS
        rows.append((mention.paper_id, weight, mention.method, sentence, in_title))
    return pd.DataFrame(rows, columns=_EVIDENCE)


def _sentence_at(text: str, place: int) -> str:
    return next(sentence for start, sentence in reversed(split_sentences(text)) if start <= place)


def _facet(row: Any) -> str:
    """What a paper does in a field, by its type, its title and how it introduces its own system."""
    has_system = isinstance(row.system, str) and row.type in ("method", "other")
    borrowed = _BORROWS.search(row.title) is not None
    about_the_field = row.in_title or (has_system and row.introduction in row.sentences)
    if has_system and about_the_field and not borrowed:
        return "builds"
    if row.type in ("benchmark", "validation", "review") or _JUDGES.search(row.title):
        return "evaluates"
    return "uses"
