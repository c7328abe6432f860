"""The corpus report: from raw records to papers, what was merged and why, what covers what, what is missing."""

import json

import pandas as pd

from analysis.corpus import NO_TITLE, ONLY_FACTS
from analysis.periods import find_windows, list_papers
from analysis.reports.pages import Block, Linked, papers_link, show_list, show_text

# Fields that a report counts the absence of, by the name that its facet has.
LACKING = ("abstract", "date", "authors", "DOI", "venue", "language")


def funnel(ledger: pd.DataFrame) -> pd.DataFrame:
    """Records by source on their way: raw, parsed, kept as a paper, merged, filtered, rejected; with sums."""
    parsed = (ledger["outcome"] != "rejected") | ledger["reason"].isin([NO_TITLE, ONLY_FACTS])
    counts = ledger.groupby(["source", "outcome"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=["kept", "merged", "filtered", "rejected"], fill_value=0)
    counts.insert(0, "parsed", parsed.groupby(ledger["source"]).sum())
    counts.insert(0, "raw records", ledger.groupby("source").size())
    counts.loc["all"] = counts.sum()
    return counts.rename_axis("source").reset_index().rename_axis(columns=None)


def describe_sources(sources: pd.DataFrame) -> Block:
    """What was asked of whom, how papers were selected, when, and under which licence; a sentence for each source."""
    parts = {
        "asked_of": "asked of {}",
        "query": "query: {}",
        "rule": "{}",
        "captured_on": "captured on {}",
        "licence": "licence: {}",
    }
    rows = []
    for source in sources.to_dict("records"):
        told = {name: source[name] for name in parts if not pd.isna(source[name])}
        template = "{title}: {records} records (files: {files}; selection: {selection})"
        template += "".join("; " + parts[name].format(f"{{{name}}}") for name in told)
        rows.append((template, {**told, **{name: source[name] for name in ("title", "records", "files", "selection")}}))
    return show_list(rows)


def cover_sources(sources: pd.DataFrame, papers: pd.DataFrame, gaps: pd.DataFrame) -> pd.DataFrame:
    """For each source the window it covers, the dates it holds, and the weekdays without a paper between."""
    windows = find_windows(sources, papers)
    dates = list_papers(papers).groupby("source")["published"].agg(["min", "max"])
    missing = gaps.groupby("source").size() if len(gaps) else pd.Series(dtype="int64")
    rows = []
    for source in sources.itertuples():
        window = windows.loc[source.source]
        seen = dates.loc[source.source] if source.source in dates.index else pd.Series({"min": pd.NaT, "max": pd.NaT})
        rows.append(
            {
                "source": source.title,
                "covers from": window["covers_from"],
                "covers to": window["covers_to"],
                "known from": _window_basis(window),
                "first paper": seen["min"],
                "last paper": seen["max"],
                "weekdays without a paper": int(missing.get(source.source, 0)),
            }
        )
    return pd.DataFrame(rows)


def _window_basis(window: pd.Series) -> str | None:
    if pd.isna(window["covers_from"]):
        return None
    return "the dates seen" if window["assumed"] else "its description"


def describe_gaps(gaps: pd.DataFrame, sources: pd.DataFrame) -> Block:
    """How many weekdays hold no paper, source by source, and the longest run of them."""
    if gaps.empty:
        return show_text("No source has papers on most weekdays, or none of them has a gap.")
    titles = sources.set_index("source")["title"]
    rows = []
    for source, found in gaps.groupby("source"):
        longest = found[found["run"] == found["run"].max()]
        values = {
            "title": titles[source],
            "count": len(found),
            "run": int(longest["run"].iloc[0]),
            "first": longest["day"].iloc[0],
        }
        rows.append(("{title}: {count} weekdays hold no paper, the longest run {run} in a row from {first}.", values))
    return show_list(rows)


def list_merges(ledger: pd.DataFrame, papers: pd.DataFrame, sources: pd.DataFrame, *, rows: int) -> pd.DataFrame:
    """Papers made of several records, those whose weakest tie is weakest first.

    Returns
    -------
    pandas.DataFrame
        `paper`, `records`, `sources`, `weakest tie` and its `bits`; no row where nothing was merged.
    """
    tied = ledger[ledger["paper_id"].notna() & ledger["paper_id"].duplicated(keep=False)]
    titles = papers.set_index("paper_id")["title"]
    names = sources.set_index("source")["title"]
    counts = tied.groupby("paper_id").size()
    weakest = tied.sort_values(["score", "paper_id"]).drop_duplicates("paper_id").head(rows)
    listed = (
        tied[tied["paper_id"].isin(weakest["paper_id"])]
        .groupby("paper_id")["source"]
        .agg(lambda all_: sorted(set(all_)))
    )
    return pd.DataFrame(
        {
            "paper": [Linked(titles[paper], papers_link(titles[paper], paper=paper)) for paper in weakest["paper_id"]],
            "records": counts.reindex(weakest["paper_id"]).to_numpy(),
            "sources": [", ".join(names[source] for source in listed[paper]) for paper in weakest["paper_id"]],
            "weakest tie": weakest["evidence"].to_numpy(),
            "bits": weakest["score"].round(1).to_numpy(),
        }
    )


def count_changes(ledger: pd.DataFrame) -> pd.DataFrame:
    """How many records had a field cleaned by more than white space, and one example of each: before cleaning."""
    changed = ledger.loc[ledger["changed"].notna(), ["record_id", "changed"]].sort_values("record_id")
    fields: dict[str, list[str]] = {}
    for text in changed["changed"]:
        for name, value in json.loads(text).items():
            fields.setdefault(name, []).append(value)
    ordered = sorted(fields.items(), key=lambda item: (-len(item[1]), item[0]))
    return pd.DataFrame(
        [
            {"field": name, "records": len(values), "as one file has it": _shorten(values[0])}
            for name, values in ordered
        ],
        columns=["field", "records", "as one file has it"],
    )


def find_missing(papers: pd.DataFrame, authorships: pd.DataFrame) -> pd.DataFrame:
    """Which paper lacks which field: `paper_id` and `value`, one of `LACKING`."""
    absent = {
        "abstract": papers["abstract"].isna(),
        "date": papers["published"].isna(),
        "authors": ~papers["paper_id"].isin(authorships["paper_id"]),
        "DOI": papers["doi"].isna(),
        "venue": papers["venue"].isna(),
        "language": papers["language"].isna(),
    }
    return pd.concat([papers.loc[rows, ["paper_id"]].assign(value=name) for name, rows in absent.items()])


def missing_fields(missing: pd.DataFrame, papers: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """Papers of each source that lack a field, or know their date only to the month or year."""
    rows = []
    for title, members in listed.groupby("value"):
        here = set(members["paper_id"])
        lacks = missing[missing["paper_id"].isin(here)].groupby("value").size()
        row: dict[str, object] = {
            "source": title,
            "papers": Linked(len(here), papers_link(str(title), source=title)),
        }
        for name in LACKING:
            link = papers_link(f"{title}: no {name}", source=title, lacks=name)
            row[f"no {name}"] = Linked(int(lacks.get(name, 0)), link)
        inexact = papers["paper_id"].isin(here) & papers["date_precision"].isin(["month", "year"])
        row["no exact day"] = int(inexact.sum())
        rows.append(row)
    return pd.DataFrame(rows)


def count_values(papers: pd.DataFrame, column: str, *, facet: str) -> pd.DataFrame:
    """Papers by the values of a column, the most first, each count with its papers."""
    counts = papers[column].value_counts().rename_axis("value").reset_index(name="papers")
    counts = counts.sort_values(["papers", "value"], ascending=[False, True])
    links = [papers_link(f"{column}: {value}", **{facet: value}) for value in counts["value"]]
    linked = [Linked(int(count), link) for count, link in zip(counts["papers"], links, strict=True)]
    return pd.DataFrame({column.replace("_", " "): counts["value"].to_numpy(), "papers": linked})


def _shorten(text: str, length: int = 90) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[:length].rstrip()}…"
