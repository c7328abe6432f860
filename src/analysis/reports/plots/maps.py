"""The map of a corpus: what the page's script draws of it."""

import numpy as np
import pandas as pd
from scipy.spatial import KDTree

from analysis.reports.pages import SERIES, Plane
from analysis.reports.plots.colours import GREY, colour_topics, ink_of, shade_years

# Places on a map are whole numbers up to this.
_TOP = 4095
# Neighbours of a paper that tell which topics lie side by side, and the part of a topic's that must be another's.
_NEAR, _SIDE = 8, 0.02
NO_TOPIC, NO_DATE = "no topic", "no date"


def draw_map(papers: pd.DataFrame, *, labels: pd.DataFrame, finer: pd.DataFrame | None = None) -> Plane:
    """The papers of a corpus in the plane, coloured by topic, year or source.

    Parameters
    ----------
    papers
        `paper_id`, `x`, `y`, `topic` (as shown), `title`, `year`, `source`.
    labels
        `x`, `y`, `topic`, `label`, `papers`, `branch`: where each topic's name stands, the largest first, and the
        branch of the tree that gives its family of colours.
    finer
        `x`, `y`, `name`, `papers`: names that appear as one comes nearer.

    Examples
    --------
    >>> papers = pd.DataFrame({"paper_id": ["p", "q"], "x": [0.0, 2.0], "y": [0.0, 1.0], "topic": ["a", "a"],
    ...     "title": ["P", "Q"], "year": ["2024", "2025"], "source": ["s", "s"]})
    >>> labels = pd.DataFrame({"x": [1.0], "y": [0.5], "topic": ["a"], "label": ["a"], "papers": [2], "branch": [0]})
    >>> plane = draw_map(papers, labels=labels)
    >>> plane.data["x"], plane.data["topics"][0]["x"], plane.data["years"]
    ([0, 4095], 0.5, ['2024', '2025'])
    """
    place = _Scale(papers)
    shades = colour_topics(
        dict(zip(labels["topic"], labels["branch"], strict=True)), _side_by_side(papers), order=labels["topic"].tolist()
    )
    topics = [_tell_topic(row, place, shades[row.topic]) for row in labels.itertuples()]
    if (papers["topic"] == NO_TOPIC).any():
        topics.append(
            {"name": NO_TOPIC, "short": "", "papers": 0, "x": 0, "y": 0, "colour": GREY, "inks": [GREY, GREY]}
        )
    years, sources = sorted(set(papers["year"])), sorted(set(papers["source"]))
    year_shades = shade_years(set(years) - {NO_DATE}) | {NO_DATE: GREY}
    finer = pd.DataFrame(columns=["x", "y", "name", "papers"]) if finer is None else finer
    return Plane(
        "map",
        {
            "ids": papers["paper_id"].tolist(),
            "titles": papers["title"].tolist(),
            "x": place.across(papers["x"]),
            "y": place.down(papers["y"]),
            "topic": _codes(papers["topic"], [topic["name"] for topic in topics]),
            "year": _codes(papers["year"], years),
            "source": _codes(papers["source"], sources),
            "topics": topics,
            "years": years,
            "yearColours": [year_shades[year] for year in years],
            "sources": sources,
            "sourceColours": [SERIES[number % len(SERIES)] for number in range(len(sources))],
            "finer": [
                {"name": row.name, "papers": row.papers, "x": place.x(row.x), "y": place.y(row.y)}
                for row in finer.rename_axis(None).itertuples(index=False, name="Part")
            ],
        },
        f"Map of {len(papers):,} papers, coloured by topic.",
    )


class _Scale:
    """From the coordinates of papers to places on the map."""

    def __init__(self, papers: pd.DataFrame) -> None:
        self._low = papers[["x", "y"]].min()
        self._span = (papers[["x", "y"]].max() - self._low).clip(lower=1e-9)

    def across(self, values: pd.Series) -> list[int]:
        return ((values - self._low["x"]) / self._span["x"] * _TOP).round().astype(int).tolist()

    def down(self, values: pd.Series) -> list[int]:
        return (_TOP - (values - self._low["y"]) / self._span["y"] * _TOP).round().astype(int).tolist()

    def x(self, value: float) -> float:
        return round(float((value - self._low["x"]) / self._span["x"]), 4)

    def y(self, value: float) -> float:
        return round(float(1 - (value - self._low["y"]) / self._span["y"]), 4)


def _tell_topic(row: object, place: _Scale, colour: str) -> dict[str, object]:
    return {
        "name": row.topic,  # type: ignore[attr-defined]
        "short": row.label,  # type: ignore[attr-defined]
        "papers": int(row.papers),  # type: ignore[attr-defined]
        "x": place.x(row.x),  # type: ignore[attr-defined]
        "y": place.y(row.y),  # type: ignore[attr-defined]
        "colour": colour,
        "inks": list(ink_of(colour)),
    }


def _codes(values: pd.Series, known: list[str]) -> list[int]:
    return values.map({value: place for place, value in enumerate(known)}).tolist()


def _side_by_side(papers: pd.DataFrame) -> list[tuple[str, str]]:
    """Pairs of topics of which one has papers among the nearest of the other's."""
    named = papers[papers["topic"] != NO_TOPIC]
    if len(named) < 2:
        return []
    _, near = KDTree(named[["x", "y"]].to_numpy(float)).query(
        named[["x", "y"]].to_numpy(float), k=min(_NEAR, len(named))
    )
    topics = named["topic"].to_numpy()
    pairs = pd.DataFrame({"one": np.repeat(topics, near.shape[1]), "other": topics[near.ravel()]})
    share = pairs.groupby("one")["other"].value_counts(normalize=True)
    return [(one, other) for (one, other), part in share.items() if one != other and part >= _SIDE]
