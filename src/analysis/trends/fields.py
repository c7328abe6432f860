"""Which papers belong to a field such as "pathology foundation models", why, and what they do in it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis.methods import descendants
from analysis.text import compile_phrase, fold, split_sentences
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
_WEIGHT = {("title", "phrase"): 1.0, ("abstract", "phrase"): 0.7}
_METHOD_WEIGHT = {"proposed": 1.0, "used": 0.6, "compared": 0.4}
MIN_SCORE = 0.5
COLUMNS = ["paper_id", "field", "score", "facet", "evidence", "sentence"]


def assign_fields(
    papers: pd.DataFrame,
    paper_methods: pd.DataFrame,
    entries: pd.DataFrame,
    fields: Mapping[str, Mapping[str, Any]],
) -> pd.DataFrame:
    """Find the papers of each field.

    A phrase in the title weighs 1, in the abstract 0.7; one of the field's methods 1 in the title or when it is the
    paper's own, 0.6 when used, 0.4 when only compared with. The score is the greatest weight; from 0.5 a paper
    belongs.

    Parameters
    ----------
    papers
        `paper_id`, `title`, `abstract`, `type`.
    paper_methods
        Mentions, as `analysis.methods.tag.tag_papers` gives them.
    entries
        `method` and `parents` of the lexicon.
    fields
        For each field its `phrases` and `methods`.

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
        score=("weight", "max"),
        evidence=("what", lambda values: list(dict.fromkeys(values))),
        sentence=("sentence", "first"),
        all_sentences=("sentence", lambda values: " ".join(dict.fromkeys(values))),
    ).reset_index()
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
    by_phrase = _phrase_evidence(papers, field["phrases"])
    by_method = _method_evidence(papers, paper_methods, descendants(entries, field["methods"]))
    return pd.concat([by_phrase, by_method], ignore_index=True).assign(field=name)


def _phrase_evidence(papers: pd.DataFrame, phrases: Iterable[str]) -> pd.DataFrame:
    patterns = {phrase: compile_phrase(phrase) for phrase in phrases}
    rows = []
    for part in ("title", "abstract"):
        texts = papers[["paper_id", part]].dropna()
        for paper_id, text in zip(texts["paper_id"], texts[part], strict=True):
            whole = fold(text)
            likely = [phrase for phrase, sides in patterns.items() if all(side.search(whole) for side in sides)]
            sentences = split_sentences(text) if likely and part == "abstract" else [(0, text)]
            for phrase in likely:
                for start, sentence in sentences:
                    folded = whole[start : start + len(sentence)]
                    if all(side.search(folded) for side in patterns[phrase]):
                        rows.append((paper_id, _WEIGHT[part, "phrase"], phrase, sentence))
                        break
    return pd.DataFrame(rows, columns=["paper_id", "weight", "what", "sentence"])


def _method_evidence(papers: pd.DataFrame, paper_methods: pd.DataFrame, methods: set[str]) -> pd.DataFrame:
    mentions = paper_methods[paper_methods["method"].isin(methods)]
    mentions = mentions.merge(papers[["paper_id", "title", "abstract"]], on="paper_id")
    rows = [
        (
            mention.paper_id,
            1.0 if mention.part == "title" else _METHOD_WEIGHT[mention.role],
            mention.method,
            mention.title if mention.part == "title" else _sentence_at(mention.abstract, mention.start),
        )
        for mention in mentions.itertuples()
    ]
    return pd.DataFrame(rows, columns=["paper_id", "weight", "what", "sentence"])


def _sentence_at(text: str, place: int) -> str:
    return next(sentence for start, sentence in reversed(split_sentences(text)) if start <= place)


def _facet(row: Any) -> str:
    """What a paper does in a field, by its type, its title and how it introduces its own system."""
    has_system = isinstance(row.system, str) and row.type in ("method", "other")
    borrowed = _BORROWS.search(row.title) is not None
    about_the_field = row.score == 1.0 or (has_system and row.introduction and row.introduction in row.all_sentences)
    if has_system and about_the_field and not borrowed:
        return "builds"
    if row.type in ("benchmark", "validation", "review") or _JUDGES.search(row.title):
        return "evaluates"
    return "uses"
