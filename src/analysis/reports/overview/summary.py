"""The overview: what the corpus is, what its sources allow, how its fields stand."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.periods import find_windows
from analysis.reports.pages import Linked, papers_link
from analysis.trends import FACETS, VERDICTS, complete_periods, papers_needed, share_interval

Sentence = tuple[str, dict[str, object]]


def corpus_sentence(
    papers: pd.DataFrame, sources: pd.DataFrame, coverage: pd.DataFrame, growth: pd.DataFrame
) -> Sentence:
    """The main sentence: how many papers of which years, and whether they can show change."""
    listings = sources[sources["selection"] != "facts"]
    first, last = papers["published"].min(), papers["published"].max()
    values: dict[str, object] = {
        "papers": Linked(len(papers), papers_link("All papers")),
        "sources": len(listings),
        "years": ""
        if pd.isna(first)
        else f" of {first.year}" + (f" to {last.year}" if first.year != last.year else ""),
    }
    changed = growth["verdict"].isin(["growing", "declining"]).sum()
    estimated = growth["growth"].notna().sum()
    if estimated:
        values |= {"estimated": int(estimated), "changed": int(changed)}
        tail = (
            "Of {estimated} topics, methods and fields with enough papers, {changed} change their share beyond chance."
        )
    elif complete_periods(coverage).empty:
        tail = (
            "They can show what is studied, by whom and with which methods; they cannot show growth, because how they "
            "were selected and when they appeared cannot be told apart."
        )
    else:
        tail = "They are too few to tell what grows."
    noun = "source" if len(listings) == 1 else "sources"
    return f"{{papers}} papers{{years}} from {{sources}} {noun}. {tail}", values


def name_sources(sources: pd.DataFrame, listed: pd.DataFrame) -> list[object]:
    """The titles of the sources, with the papers that they list; facts about papers that others list have none."""
    found = set(listed["value"])
    return [Linked(title, papers_link(title, source=title)) if title in found else title for title in sources["title"]]


def show_windows(sources: pd.DataFrame, papers: pd.DataFrame) -> list[str]:
    """The window each source covers, in its order: as stated, taken from the dates seen, or none."""
    windows = find_windows(sources, papers).loc[sources["source"]]
    return [
        "no window of time"
        if pd.isna(row.covers_from) or pd.isna(row.covers_to)
        else f"{row.covers_from:%Y-%m-%d} to {row.covers_to:%Y-%m-%d}" + (" (the dates seen)" if row.assumed else "")
        for row in windows.itertuples()
    ]


def field_facets(paper_fields: pd.DataFrame, fields: Mapping[str, Mapping[str, Any]], *, total: int) -> pd.DataFrame:
    """For each field its papers, share with interval, and how many build, evaluate or use."""
    rows = []
    for name, field in fields.items():
        members = paper_fields[paper_fields["field"] == name]
        low, high = share_interval(pd.Series([len(members)]), pd.Series([total]))
        title = field["title"]
        row: dict[str, object] = {
            "field": Linked(title, f"fields/{name}.html"),
            "papers": Linked(len(members), papers_link(title, field=name)),
            "share of this corpus": f"{100 * len(members) / total:.0f} % ({100 * low[0]:.0f} to {100 * high[0]:.0f})",
        }
        for facet in FACETS:
            count = int((members["facet"] == facet).sum())
            row[facet] = Linked(count, papers_link(f"{title}: {facet}", facet=f"{name} {facet}"))
        rows.append(row)
    return pd.DataFrame(rows, columns=None if rows else ["field", "papers"])


def describe_growth(growth: pd.DataFrame) -> list[Sentence]:
    """One line for each kind: how many labels have which verdict, and why."""
    lines: list[Sentence] = []
    for kind in ("field", "topic", "method"):
        verdicts = growth.loc[growth["kind"] == kind, "verdict"].value_counts()
        parts = [f"{verdicts[name]} {name}" for name in VERDICTS if name in verdicts]
        if parts:
            lines.append(("{kind}s: {verdicts}.", {"kind": kind.capitalize(), "verdicts": "; ".join(parts)}))
    confounded = growth[growth["verdict"] == "confounded with source"]
    if len(confounded):
        reason = confounded["basis"].value_counts().index[0]
        lines.append(("Confounded with source: {reason}.", {"reason": reason}))
    return lines or [("No label to judge.", {})]


def surest_growth(growth: pd.DataFrame, fields: Mapping[str, Mapping[str, Any]], *, most: int) -> pd.DataFrame:
    """The labels whose growth is surest, the fastest first, with `name` as shown and `link` to their papers."""
    known = growth[growth["growth"].notna()].sort_values(["q_value", "kind", "label"]).head(most)
    titles = known["label"].map({name: field["title"] for name, field in fields.items()})
    named = known.assign(name=known["kind"] + ": " + titles.where(known["kind"] == "field").fillna(known["label"]))
    named["link"] = [papers_link(row.name, **{row.kind: row.label}) for row in named.itertuples(index=False)]
    return named.sort_values(["growth", "kind", "label"], ascending=[False, True, True], ignore_index=True)


def papers_a_year(papers: pd.DataFrame) -> int:
    """The most papers that each of two consecutive years holds; 0 where there are no two.

    Examples
    --------
    >>> days = pd.to_datetime(["2020-01-01", "2020-05-01", "2021-01-01", "2023-01-01", "2023-02-01"])
    >>> papers_a_year(pd.DataFrame({"published": days}))
    1
    """
    counts = papers["published"].dt.year.value_counts()
    return int(max((min(count, counts.get(year + 1, 0)) for year, count in counts.items()), default=0))


def needed_papers() -> pd.DataFrame:
    """Papers needed in each of two years, by share and growth: `share`, `growth` (as named), `papers`."""
    growths = {"doubles in a year": 1.0, "grows by half": 0.5, "grows by a tenth": 0.1}
    shares = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3]
    return pd.DataFrame(
        [(share, name, papers_needed(share, growth=rate)) for name, rate in growths.items() for share in shares],
        columns=["share", "growth", "papers"],
    )
