"""The report of a field: its main sentences, its papers and why they are here, what its facets say."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.reports.pages import Linked, papers_link, show_dates, show_growth
from analysis.trends import share_interval

Sentence = tuple[str, dict[str, object]]
_FACET_WORDS = {"does": "What they do with such systems:"}
_VALUE_WORDS = {"builds": "build one", "evaluates": "evaluate them", "uses": "use them"}


def field_finding(members: pd.DataFrame, papers: pd.DataFrame, title: str) -> Sentence:
    """How many papers belong to the field, and their share of the corpus with its interval."""
    count, total = len(members), len(papers)
    low, high = share_interval(pd.Series([count]), pd.Series([total]))
    return (
        "{count} of {total:paper} belong to this field: {share} % (95 % interval {low} to {high}).",
        {
            "count": Linked(count, papers_link(title)),
            "total": total,
            "share": f"{100 * count / max(total, 1):.1f}",
            "low": f"{100 * low.fillna(0)[0]:.1f}",
            "high": f"{100 * high.fillna(0)[0]:.1f}",
        },
    )


def field_verdict(trends: pd.DataFrame) -> tuple[str]:
    """What the data can say of the field's growth, as a template without values."""
    if trends.empty:
        return ("No dated paper belongs to this field, so nothing can be said of its growth.",)
    first = trends.iloc[0]
    basis = str(first["basis"]).replace("{", "{{").replace("}", "}}")
    known = "; how these papers were selected is not known" if first.get("assumed") else ""
    return (f"Growth of its share: <strong>{show_growth(first)}</strong>. It rests on: {basis}{known}.",)


def facet_sentences(facets: pd.DataFrame, members: pd.DataFrame) -> list[Sentence]:
    """For each facet how many of the field's papers have which value; of how many nothing is said."""
    lines: list[Sentence] = []
    total = len(members)
    for facet, rows in facets.groupby("facet", sort=True):
        counts = rows.groupby("value")["paper_id"].nunique().sort_values(ascending=False, kind="stable")
        values: dict[str, object] = {"facet": _FACET_WORDS.get(facet, f"{facet}:".capitalize()), "total": total}
        parts = []
        for number, (value, count) in enumerate(counts.items()):
            values[f"n{number}"] = Linked(int(count), papers_link(f"{facet}: {value}", **{facet: value}))
            values[f"v{number}"] = _VALUE_WORDS.get(value, value)
            parts.append(f"{{n{number}}} {{v{number}}}")
        told = rows["paper_id"].nunique()
        several = " (some papers several)" if counts.sum() > told else ""
        rest = "; of {rest} the abstract does not say" if told < total else ""
        lines.append((f"{{facet}} of {{total:paper}} {', '.join(parts)}{several}{rest}.", values))
        values["rest"] = total - told
    return lines


def system_line_rows(line: pd.DataFrame) -> pd.DataFrame:
    """A row for each named system: date, name, the sentence that introduces it."""
    return pd.DataFrame(
        {
            "date": show_dates(line),
            "system": [Linked(row.system, papers_link(row.system, id=row.paper_id)) for row in line.itertuples()],
            "introduced as": line["sentence"].to_numpy(),
        }
    )


def field_papers(members: pd.DataFrame, papers: pd.DataFrame) -> pd.DataFrame:
    """A row for each paper of the field: date, title, what it does, evidence, the sentence it stands in."""
    table = members.merge(papers[["paper_id", "title", "published", "date_precision"]], on="paper_id")
    table = table.sort_values(["published", "paper_id"], ascending=[False, True], na_position="last")
    rows = pd.DataFrame(
        {
            "date": show_dates(table),
            "paper": [Linked(row.title, papers_link("Paper", id=row.paper_id)) for row in table.itertuples()],
            "it": table["facet"].to_numpy(),
            "because it names": [_show_evidence(text) for text in table["evidence"]],
            "in the sentence": table["sentence"].to_numpy(),
        }
    )
    return rows if (rows["it"] != "").any() else rows.drop(columns="it")


def describe_definition(definition: Mapping[str, Any]) -> list[Sentence]:
    """How papers are found for the field, as ``params.yaml`` defines it."""
    lists: Sequence[tuple[str, str]] = (
        ("phrases", "Phrases, one of them in a sentence on a paper's own work"),
        ("hints", "Words that fit other fields too, so that one alone is not enough"),
        ("methods", "Methods of the lexicon"),
        ("requires", "A paper is about at least one of, in its title or in two sentences"),
        ("exclude", "Sentences that count for nothing"),
    )
    lines: list[Sentence] = [
        ("{told}: {words}.", {"told": told, "words": _show_evidence(definition[key])})
        for key, told in lists
        if definition.get(key)
    ]
    lines += [
        ("({name}) stands for any of: {words}.", {"name": name, "words": _show_evidence(words)})
        for name, words in definition.get("words", {}).items()
    ]
    return [*lines, ("Version {version} of the definition.", {"version": definition.get("version", 1)})]


def _show_evidence(evidence: Sequence[str]) -> str:
    """Phrases and methods as a reader expects them, without the marks of ``params.yaml``."""
    shown = ", ".join(evidence).replace(" & ", " with ").replace("*", "…")
    return shown.replace("<", "(").replace(">", ")")
