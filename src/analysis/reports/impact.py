"""The most cited papers as tables: here, and as each source counts."""

import pandas as pd

from analysis.reports.pages import Linked, papers_link

Sentence = tuple[str, dict[str, object]]
_SCORES = {"year_score": "times its year", "topic_score": "times its year and topic"}


def local_rows(
    local: pd.Series, scores: pd.DataFrame, papers: pd.DataFrame, *, now: float, most: int, by: str = "here"
) -> pd.DataFrame:
    """The papers that are cited most by others of a corpus or a field.

    Parameters
    ----------
    local
        From `analysis.productivity.count_local`.
    scores
        From `analysis.productivity.normalise_counts` of it; a column for each kind of score that is known of any.
    papers
        `paper_id`, `title`, `published`.
    now
        The year of the newest paper.
    most
        Rows shown.
    by
        What the counted papers are: those `here`, or those of a field.
    """
    known = papers.set_index("paper_id")
    ranked = local[local > 0].sort_index().sort_values(ascending=False, kind="stable").head(most)
    years = known["published"].dt.year.reindex(ranked.index)
    age = (now - years + 1).clip(lower=1)
    rows = pd.DataFrame(
        {
            "paper": [
                Linked(known["title"][paper], papers_link(known["title"][paper], id=paper)) for paper in ranked.index
            ],
            "year": [f"{year:.0f}" if pd.notna(year) else "" for year in years],
            f"cited {by} by": [
                Linked(int(count), papers_link(f"Papers that cite {known['title'][paper]}", cites=paper))
                for paper, count in ranked.items()
            ],
            "a year": [f"{value:.1f}" if pd.notna(value) else "" for value in ranked / age],
        }
    )
    for score, name in _SCORES.items():
        if score in scores and scores[score].reindex(ranked.index).notna().any():
            rows[name] = _times(scores[score].reindex(ranked.index))
    return rows


def counted_rows(counted: pd.DataFrame, papers: pd.DataFrame, titles: pd.Series, *, most: int) -> pd.DataFrame:
    """The most cited papers as each source counts, a row for each paper and source.

    Parameters
    ----------
    counted
        From `analysis.productivity.count_by_source`.
    papers
        `paper_id`, `title`.
    titles
        Of sources, indexed by source.
    most
        Rows of each source.
    """
    known = papers.set_index("paper_id")["title"]
    top = counted[(counted.groupby("source").cumcount() < most) & (counted["cited_by"] > 0)]
    rows = pd.DataFrame(
        {
            "paper": [Linked(known[paper], papers_link(known[paper], id=paper)) for paper in top["paper_id"]],
            "counted by": top["source"].map(titles).fillna(top["source"]).to_numpy(),
            "cited": top["cited_by"].to_numpy(),
        }
    )
    if top["per_year"].notna().any():
        rows["a year"] = [f"{value:.1f}" if pd.notna(value) else "" for value in top["per_year"]]
    return rows


def say_counted(counted: pd.DataFrame, sources: pd.DataFrame) -> list[Sentence]:
    """How many papers each source counts citations of, and when it was captured."""
    captured = sources.set_index("source")
    told: list[Sentence] = []
    for source, rows in counted.groupby("source"):
        day = captured["captured_on"].get(source)
        when = f"as of {day:%Y-%m-%d}" if pd.notna(day) else "on a day that is not known, so nothing is said per year"
        told.append(
            (
                "{source} counts citations of {n:paper|papers}, {when}; half of them are cited "
                "{median:time|times} or less.",
                {
                    "source": captured["title"].get(source, source),
                    "n": len(rows),
                    "when": when,
                    "median": int(rows["cited_by"].median()),
                },
            )
        )
    return told


def compared_rows(groups: pd.DataFrame, *, by: str, facet: str, names: pd.Series | None = None) -> pd.DataFrame:
    """Groups of papers by their mean score, from `analysis.productivity.compare_groups`."""
    shown = groups[by] if names is None else groups[by].map(names).fillna(groups[by].astype("str"))
    values = zip(shown, groups[by], groups["papers"], strict=True)
    return pd.DataFrame(
        {
            by: shown.to_numpy(),
            "papers": [Linked(int(count), papers_link(str(name), **{facet: value})) for name, value, count in values],
            "compared": groups["scored"].to_numpy(),
            "mean": _times(groups["mean"]),
            "95 %": [f"{low:.2f} to {high:.2f}" for low, high in zip(groups["low"], groups["high"], strict=True)],
            "median": _times(groups["median"]),
        }
    )


def _times(scores: pd.Series) -> list[str]:
    return [f"{score:.2f}" if pd.notna(score) else "" for score in scores]
