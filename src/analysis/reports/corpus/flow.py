"""The flow of records in words, and what the corpus carries."""

import pandas as pd

from analysis.corpus import Flow
from analysis.reports.pages import Linked, papers_link

Sentence = tuple[str, dict[str, object]]


def write_flow(flow: Flow) -> list[Sentence]:
    """The paragraph of a methods section that tells the flow of records, as PRISMA 2020 asks for it."""
    sources = "; ".join(f"{name}, n = {count:,}" for name, count in flow.identified.items())
    reasons = [f"{reason}, n = {count:,}" for reason, count in flow.unusable.items()]
    if flow.duplicates:
        reasons.append(f"the same work as another record, n = {flow.duplicates:,}")
    rules = "; ".join(f"{rule}, n = {count:,}" for rule, count in flow.excluded.items())
    removed = int(flow.unusable.sum()) + flow.duplicates
    told: list[Sentence] = [
        (
            "{identified:record was|records were} identified from {count:source|sources}"
            + (" ({sources})." if sources else ".")
            + (" {removed:record was|records were} removed before screening ({reasons})." if removed else ""),
            {
                "identified": int(flow.identified.sum()),
                "count": len(flow.identified),
                "sources": sources,
                "removed": removed,
                "reasons": "; ".join(reasons),
            },
        ),
        (
            (
                "{screened:work was|works were} screened by the rules of the filter, which left out {excluded} "
                "({rules})"
                if rules
                else "{screened:work was|works were} left, of which no rule of screening left out any"
            )
            + "; {included:paper is|papers are} analysed.",
            {
                "screened": flow.screened,
                "excluded": int(flow.excluded.sum()),
                "rules": rules,
                "included": flow.included,
            },
        ),
    ]
    return told


def completeness_rows(found: pd.DataFrame) -> pd.DataFrame:
    """What is known of how many papers, what that is worth, and which analyses rest on it.

    Parameters
    ----------
    found
        From `analysis.completeness.measure_completeness`.
    """
    return pd.DataFrame(
        {
            "of a paper": found["field"].to_numpy(),
            "known for": [
                Linked(int(count), papers_link(f"Papers with {field}", known=field))
                for field, count in zip(found["field"], found["papers"], strict=True)
            ],
            "share": [f"{100 * share:.0f} %" for share in found["share"]],
            "which is": found["grade"].to_numpy(),
            "what rests on it": found["analyses"].to_numpy(),
        }
    )


def known_facet(papers: pd.DataFrame, known: dict[str, pd.Series]) -> pd.DataFrame:
    """Which papers each field is known of, for lists: `paper_id` and `value`."""
    own = {"title": "title", "date": "published", "abstract": "abstract", "venue": "venue", "DOI": "doi",
           "language": "language"}  # fmt: skip
    parts = [papers.loc[papers[column].notna(), ["paper_id"]].assign(value=name) for name, column in own.items()]
    parts += [pd.DataFrame({"paper_id": ids.drop_duplicates(), "value": name}) for name, ids in known.items()]
    return pd.concat(parts, ignore_index=True)
