"""The report of a field: its systems, its papers and why they are here, what can be said of its growth."""

import pandas as pd

from analysis.reports.pages import Linked, papers_link, show_dates, show_growth


def field_verdict(trends: pd.DataFrame) -> tuple[str]:
    """What the data can say of the field's growth, as a template without values."""
    if trends.empty:
        return ("No dated paper belongs to this field, so nothing can be said of its growth.",)
    first = trends.iloc[0]
    basis = str(first["basis"]).replace("{", "{{").replace("}", "}}")
    return (f"Growth of its share: <strong>{show_growth(first)}</strong>. It rests on: {basis}.",)


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
    """A row for each paper of the field: date, title, facet, evidence, the sentence it stands in."""
    table = members.merge(papers[["paper_id", "title", "published", "date_precision"]], on="paper_id")
    table = table.sort_values(["published", "paper_id"], ascending=[False, True], na_position="last")
    return pd.DataFrame(
        {
            "date": show_dates(table),
            "paper": [Linked(row.title, papers_link("Paper", id=row.paper_id)) for row in table.itertuples()],
            "it": table["facet"].to_numpy(),
            "because it names": [_show_evidence(text) for text in table["evidence"]],
            "in the sentence": table["sentence"].to_numpy(),
        }
    )


def _show_evidence(evidence: list[str]) -> str:
    """Phrases and methods as a reader expects them, without the marks of ``params.yaml``."""
    return ", ".join(evidence).replace(" & ", " with ").replace("*", "…")
