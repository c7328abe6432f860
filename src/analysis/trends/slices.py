"""The parts of tables that single reports read."""

import shutil

import pandas as pd

from analysis.workspace import table_file, write_table


def write_slices(
    paper_fields: pd.DataFrame,
    paper_facets: pd.DataFrame,
    trends: pd.DataFrame,
    growth: pd.DataFrame,
    inside: pd.DataFrame,
    claims: pd.DataFrame,
    forecasts: pd.DataFrame,
    *,
    fields: list[str],
) -> None:
    """Write the parts of tables that single reports read, so that a change of one field reruns only its report.

    ``fields/<name>`` holds a field's papers, ``facets/<name>`` the values of their facets, ``inside/<name>`` what
    changes among them, ``claims/<name>`` what can be quoted, ``forecasts/<name>`` the field's next periods;
    ``trends/topic``, ``trends/method``, ``trends/keyword`` and ``trends/field-<name>`` hold trends and growth of a kind
    or of one field. Slices of former fields are removed.
    """
    joined = trends.merge(
        growth.rename(columns={"papers": "label_papers", "low": "growth_low", "high": "growth_high"}),
        on=["kind", "label"],
        how="left",
    )
    for folder in ("fields", "facets", "inside", "claims", "forecasts", "trends"):
        shutil.rmtree(table_file(f"{folder}/any").parent, ignore_errors=True)
    for kind in ("topic", "method", "keyword"):
        write_table(f"trends/{kind}", joined[joined["kind"] == kind], schema="trends")
    for name in fields:
        write_table(f"fields/{name}", paper_fields[paper_fields["field"] == name], schema="paper_fields")
        write_table(f"facets/{name}", paper_facets[paper_facets["field"] == name], schema="paper_facets")
        write_table(f"inside/{name}", inside[inside["field"] == name], schema="growth_inside")
        quoted = claims[(claims["kind"] == "field") & (claims["label"] == name)]
        write_table(f"claims/{name}", quoted, schema="claims")
        coming = forecasts[(forecasts["kind"] == "field") & (forecasts["label"] == name)]
        write_table(f"forecasts/{name}", coming, schema="forecasts")
        own = joined[(joined["kind"] == "field") & (joined["label"] == name)]
        write_table(f"trends/field-{name}", own, schema="trends")
