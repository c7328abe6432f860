"""The parts of tables that single reports read."""

import shutil

import pandas as pd

from analysis.workspace import table_file, write_table


def write_slices(paper_fields: pd.DataFrame, trends: pd.DataFrame, growth: pd.DataFrame, *, fields: list[str]) -> None:
    """Write the parts of tables that single reports read, so that a change of one field reruns only its report.

    ``fields/<name>`` holds a field's papers; ``trends/topic``, ``trends/method`` and ``trends/field-<name>`` hold
    trends and growth of a kind or of one field. Slices of fields that are gone are removed.
    """
    joined = trends.merge(
        growth.rename(columns={"papers": "label_papers", "low": "growth_low", "high": "growth_high"}),
        on=["kind", "label"],
        how="left",
    )
    for folder in ("fields", "trends"):
        shutil.rmtree(table_file(f"{folder}/any").parent, ignore_errors=True)
    for kind in ("topic", "method"):
        write_table(f"trends/{kind}", joined[joined["kind"] == kind], schema="trends")
    for name in fields:
        write_table(f"fields/{name}", paper_fields[paper_fields["field"] == name], schema="paper_fields")
        own = joined[(joined["kind"] == "field") & (joined["label"] == name)]
        write_table(f"trends/field-{name}", own, schema="trends")
