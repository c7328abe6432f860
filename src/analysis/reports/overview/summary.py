"""The overview: what the corpus is, what its sources allow, how its fields stand."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.periods import find_windows
from analysis.reports.pages import Linked, papers_link, rank_growth
from analysis.trends import complete_periods, papers_needed, share_interval

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
    changed = growth["verdict"].isin(["rising", "falling"]).sum()
    estimated = growth["growth"].notna().sum()
    if estimated:
        values |= {"estimated": int(estimated), "changed": int(changed)}
        tail = (
            "Of {estimated} fields, topics, methods and other labels with enough papers, {changed} change their share "
            "beyond chance."
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


def fields_side_by_side(
    paper_fields: pd.DataFrame, growth: pd.DataFrame, fields: Mapping[str, Mapping[str, Any]], *, total: int
) -> pd.DataFrame:
    """A row for each field: its papers, their share with interval, and what can be said of its change."""
    judged = growth[growth["kind"] == "field"].set_index("label")
    rows = []
    for name, field in fields.items():
        count = int((paper_fields["field"] == name).sum())
        low, high = share_interval(pd.Series([count]), pd.Series([total]))
        share = f"{100 * count / total:.1f} % ({100 * low[0]:.1f} to {100 * high[0]:.1f})"
        rows.append(
            {
                "field": Linked(field["title"], f"fields/{name}.html"),
                "papers": Linked(count, papers_link(field["title"], field=name)),
                "share of this corpus": share,
                "change of share": rank_growth(judged.loc[name]) if name in judged.index else "",
            }
        )
    return pd.DataFrame(rows, columns=None if rows else ["field", "papers"])


def say_largest(paper_fields: pd.DataFrame, fields: Mapping[str, Mapping[str, Any]], *, total: int) -> str:
    """The field of the most papers; ties are told as ties.

    Examples
    --------
    >>> rows = pd.DataFrame({"field": ["a", "a", "b"]})
    >>> say_largest(rows, {"a": {"title": "Fusion"}, "b": {"title": "Other"}}, total=9)
    'Fusion is the largest field, with 2 of 9 papers'
    """
    counts = paper_fields["field"].value_counts()
    if counts.empty:
        return ""
    leaders = [fields[name]["title"] for name in fields if counts.get(name) == counts.max()]
    are = "is the largest field" if len(leaders) == 1 else "are the largest fields"
    return f"{' and '.join(leaders)} {are}, with {counts.max():,} of {total:,} papers" + " each" * (len(leaders) > 1)


def papers_a_year(papers: pd.DataFrame) -> int:
    """The papers that each of the last two years of the corpus holds at least; 0 where it spans less than two years.

    Examples
    --------
    >>> days = pd.to_datetime(["2020-01-01", "2020-05-01", "2021-01-01", "2021-12-31", "2022-01-01"])
    >>> papers_a_year(pd.DataFrame({"published": days}))
    2
    """
    dates = papers["published"].dropna()
    if dates.empty:
        return 0
    year = pd.Timedelta(days=365)
    last = dates.max()
    if last - dates.min() < 2 * year - pd.Timedelta(days=31):
        return 0
    latest, before = dates > last - year, (dates <= last - year) & (dates > last - 2 * year)
    return int(min(latest.sum(), before.sum()))


def needed_papers() -> pd.DataFrame:
    """Papers needed in each of two years, by share and growth: `share`, `growth` (as named), `papers`."""
    growths = {"doubles in a year": 1.0, "grows by half": 0.5, "grows by a tenth": 0.1}
    shares = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3]
    return pd.DataFrame(
        [(share, name, papers_needed(share, growth=rate)) for name, rate in growths.items() for share in shares],
        columns=["share", "growth", "papers"],
    )
