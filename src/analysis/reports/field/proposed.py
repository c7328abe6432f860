"""What a program proposed to say of a field, held against its papers as they are now."""

from collections.abc import Sequence

import pandas as pd

from analysis.naming import Proposal, find_fault_of_summary


def proposed_summary(name: str, papers: pd.DataFrame, proposals: Sequence[Proposal]) -> tuple[str, dict[str, object]]:
    """The summary of a field as a template and its values, with its mark until a person accepts it; empty without one.

    Parameters
    ----------
    name
        Of the field.
    papers
        Those of the field: `title` and `abstract`.
    proposals
        From `analysis.naming.read_proposals`.
    """
    held = [line for line in proposals if line.about == name and line.shown]
    for line in sorted(held, key=lambda line: line.state != "accepted"):
        texts = papers["title"].fillna("") + ". " + papers["abstract"].fillna("")
        if line.state == "accepted":
            return "{summary}", {"summary": line.text}
        if not find_fault_of_summary(line.text, texts):
            return "{summary} <small>(proposed by {by})</small>", {"summary": line.text, "by": line.by or "a program"}
    return "", {}
