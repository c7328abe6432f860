"""A card for each topic: what it is about, who and what is in it, how its share changes."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.reports.pages import Card, Lines, Linked, link_periods, papers_link, show_growth
from analysis.reports.topics.scores import STEADY
from analysis.trends import covered_shares

_RARE = 2


def topic_cards(
    topics: pd.DataFrame,
    papers: pd.DataFrame,
    trends: pd.DataFrame,
    words: pd.DataFrame,
    leading: dict[str, pd.DataFrame],
    *,
    central: int,
) -> list[Card]:
    """The cards of the topics, the largest first.

    Parameters
    ----------
    topics, papers
        The tables of that name; `topics` with `joined`, the papers that were placed after the others.
    trends
        The slice `trends/topic`.
    words
        From `standing_out`.
    leading
        By heading, from `leading_values`.
    central
        How many of the most central papers are named.
    """
    titles = papers.set_index("paper_id")["title"]
    growth = trends.drop_duplicates("label").set_index("label")
    pictures = draw_sparklines(trends)
    by_period = dict(list(words.groupby("topic")))
    named = topics[topics["topic"] >= 0].sort_values(["size", "topic"], ascending=[False, True])
    return [
        Card(
            row.label,
            show_size(row),
            pictures.get(row.label, ""),
            {
                "terms": [Linked(term, _link_term(row.label, term)) for term in row.terms],
                "most central": Lines(_link_papers(row.central_papers[:central], titles)),
                **{heading: _show_leading(rows, row) for heading, rows in leading.items()},
                "steadiness": show_steadiness(row.stability, row.found),
                "change of share": show_growth(growth.loc[row.label]) if row.label in growth.index else "",
            },
            {"Words over time": show_words(by_period[row.topic], row.label)} if row.topic in by_period else {},
        )
        for row in named.itertuples()
    ]


def draw_sparklines(trends: pd.DataFrame) -> dict[str, str]:
    """The share of each label over time as SVG, all to one scale; none where too few periods are covered."""
    from analysis.reports.pages import figure_to_svg
    from analysis.reports.plots import plot_sparkline

    shown = covered_shares(trends)
    shown = shown[~shown["partial"]]
    links = link_periods(shown, facet="topic")
    top = float(shown["high"].max()) if len(shown) else 0.0
    return {
        label: figure_to_svg(plot_sparkline(rows, links, top=top), alt=f"Share of papers over time: {label}")
        for label, rows in shown.groupby("label")
    }


def count_joined(paper_topics: pd.DataFrame) -> pd.Series:
    """By topic, the papers that no run's vote placed there, and that joined the topic nearest to them."""
    joined = paper_topics[paper_topics["topic"] != paper_topics["fitted_topic"]]
    return joined.groupby("topic").size()


def leading_values(rows: pd.DataFrame, names: pd.Series | None, *, facet: str, most: int) -> pd.DataFrame:
    """The values that most papers of each topic have, those of a single paper left out.

    Parameters
    ----------
    rows
        `topic`, `paper_id`, `value`.
    names
        What is shown for a value; the value itself when None.
    facet
        What the page calls the value.

    Returns
    -------
    pandas.DataFrame
        `topic`, `value`, `papers`, `name`, `facet`, at most `most` rows a topic.

    Examples
    --------
    >>> rows = pd.DataFrame({"topic": 0, "paper_id": ["p", "q", "q"], "value": ["CT", "CT", "MRI"]})
    >>> leading_values(rows, None, facet="method", most=3).to_numpy().tolist()
    [[0, 'CT', 2, 'CT', 'method']]
    """
    counts = rows.drop_duplicates().groupby(["topic", "value"]).size().rename("papers").reset_index()
    counts = counts[counts["papers"] >= _RARE].sort_values(["papers", "value"], ascending=[False, True])
    first = counts.groupby("topic").head(most).reset_index(drop=True)
    return first.assign(name=first["value"].map(names) if names is not None else first["value"], facet=facet)


def standing_out(
    topic_terms: pd.DataFrame,
    *,
    periods: int = 12,
    most: int = 6,
    fewest: int = 5,
    false_discovery_rate: float = 0.1,
) -> pd.DataFrame:
    """The words of each topic's latest periods: first those that are more than chance explains, then the most usual.

    What stands out in an earlier period is shown too. Periods in which a topic has fewer papers than `fewest` are left
    out: their words say nothing.

    Returns
    -------
    pandas.DataFrame
        Rows of `topic_terms` with `stands_out`, at most `most` for each topic and period.
    """
    latest = np.sort(topic_terms["period"].unique())[-periods:]
    rows = topic_terms.assign(stands_out=topic_terms["q_value"] < false_discovery_rate)
    rows = rows[(rows["total"] >= fewest) & (rows["period"].isin(latest) | rows["stands_out"])]
    order = rows.sort_values(
        ["topic", "period", "stands_out", "papers", "term"], ascending=[True, True, False, False, True]
    )
    return order.groupby(["topic", "period"]).head(most).reset_index(drop=True)


def show_words(words: pd.DataFrame, label: str) -> dict[str, object]:
    """For each period of a topic its words with their papers; ▲ marks those that stand out."""
    shown = {}
    for period, rows in words.groupby("period"):
        first = rows.iloc[0]
        day, month = f"{period:%Y-%m-%d}", f"{period:%Y-%m}"
        shown[f"{month}{' (not complete)' if first['partial'] else ''}, {first['total']} papers"] = [
            Linked(
                f"{'▲ ' if row.stands_out else ''}{row.term} ({row.papers:,})",
                papers_link(f"{row.term}, from {month}", topic=label, term=row.term, period=day),
            )
            for row in rows.itertuples()
        ]
    return shown


def terms_shown(topics: pd.DataFrame, words: pd.DataFrame) -> set[str]:
    """The terms that cards link to."""
    return {term for cell in topics["terms"] for term in cell} | set(words["term"])


def show_size(topic: object) -> object:
    """How many papers a topic has, and how many of them joined it afterwards."""
    every = Linked(f"{topic.size:,} paper{'' if topic.size == 1 else 's'}", papers_link(topic.label, topic=topic.label))
    if not topic.joined:
        return every
    later = papers_link(f"{topic.label}: placed afterwards", topic=topic.label, joined="afterwards")
    return [every, Linked(f"{topic.joined:,} of them placed afterwards", later)]


def show_steadiness(stability: float, found: float) -> str:
    """How surely a topic is one, in words and figures (after Hennig, 2007: below .6 it is not to be trusted).

    Examples
    --------
    >>> show_steadiness(0.82, 1.0), show_steadiness(0.4, 0.15), show_steadiness(float("nan"), float("nan"))
    ('steady (0.82), found in 100 % of runs', 'loose (0.40), found in 15 % of runs', 'not measured')
    """
    if pd.isna(stability):
        return "not measured"
    word = "steady" if stability >= 0.75 else "fair" if stability >= STEADY else "loose"
    return f"{word} ({stability:.2f}), found in {found:.0%} of runs".replace("%", " %")


def _link_term(label: str, term: str) -> str:
    return papers_link(f"{term} in {label}", topic=label, term=term)


def _link_papers(paper_ids: Sequence[str], titles: pd.Series) -> list[Linked]:
    return [Linked(titles[paper_id], papers_link("Paper", id=paper_id)) for paper_id in paper_ids if paper_id]


def _show_leading(rows: pd.DataFrame, topic: object) -> list[Linked]:
    own = rows[rows["topic"] == topic.topic]
    return [
        Linked(
            f"{row.name} ({row.papers:,})",
            papers_link(f"{row.name} in {topic.label}", topic=topic.label, **{row.facet: row.value}),
        )
        for row in own[["name", "papers", "facet", "value"]].itertuples(index=False)
    ]
