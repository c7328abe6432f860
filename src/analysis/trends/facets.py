"""The facets that a field declares: which of their values each of its papers has, and the sentence that says so."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.text import compile_any
from analysis.trends.sentences import OTHERS, fold_own, weigh_part

COLUMNS = ["paper_id", "field", "facet", "value", "sentence"]


def find_facets(
    papers: pd.DataFrame, paper_fields: pd.DataFrame, fields: Mapping[str, Mapping[str, Any]]
) -> pd.DataFrame:
    """The values of each field's facets, for its papers.

    A paper has a value if its title, or a sentence of its abstract that does not speak of others' work, has one of the
    value's phrases; what the paper is held against ("compared with …") does not count.

    Parameters
    ----------
    papers
        `paper_id`, `title`, `abstract`.
    paper_fields
        `paper_id`, `field`, and `facet`: what the paper does with the field's systems, kept as the facet ``does``.
    fields
        For each field its `facets`: by name, the phrases of each value; and its `words`.

    Returns
    -------
    pandas.DataFrame
        The table `paper_facets`: `paper_id`, `field`, `facet`, `value`, `sentence`.
    """
    does = paper_fields[paper_fields["facet"] != ""].assign(value=lambda rows: rows["facet"], facet="does")
    parts = [does[COLUMNS]]
    for name, field in fields.items():
        members = papers[papers["paper_id"].isin(paper_fields.loc[paper_fields["field"] == name, "paper_id"])]
        for facet, values in field.get("facets", {}).items():
            parts.append(_find_values(members, values, field.get("words", {})).assign(field=name, facet=facet))
    return pd.concat(parts, ignore_index=True)[COLUMNS]


def _find_values(
    papers: pd.DataFrame, values: Mapping[str, Sequence[str]], words: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    sides = {value: compile_any(phrases, words) for value, phrases in values.items()}
    rows = []
    for paper in papers.itertuples():
        sentences = _own_sentences(paper)
        for value, phrases in sides.items():
            said = next((text for text, own in sentences if _has(own, phrases)), None)
            if said is not None:
                rows.append((paper.paper_id, value, said))
    return pd.DataFrame(rows, columns=["paper_id", "value", "sentence"])


def _own_sentences(paper: Any) -> list[tuple[str, str]]:
    """Each sentence that does not speak of others' work, and of it what is not held against the paper's own."""
    abstract = weigh_part("abstract", paper.abstract) if isinstance(paper.abstract, str) else ()
    own = [(each.text, each.own) for each in abstract if each.weight > OTHERS]
    return [(paper.title, fold_own(paper.title)), *own]


def _has(text: str, phrases: Sequence[Sequence[re.Pattern[str]]]) -> bool:
    return any(all(side.search(text) for side in sides) for sides in phrases)
