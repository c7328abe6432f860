"""Made-up papers of three years with labels that rise, fall, stay, burst and come with the seasons."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

FIRST_DAY, _MONTHS = pd.Timestamp("2021-01-01"), 36
YEARS = _MONTHS / 12
# Laboratories differ in size as words in frequency; a project gives one to three papers within two months.
_PAPERS_A_LAB, _PROJECT_SIZES, _PROJECT_DAYS = 8, (0.9, 0.08, 0.02), 60
# How often a further paper of a project has a label of the first.
_SHARED = 0.5
_BURST_TIMES = 5.0
CATEGORIES = {"images": 0.55, "language": 0.3, "biology": 0.15}
# The category that leaves the selection, and the month in which it does; the source that begins midway.
LEAVING, LEAVES_IN = "biology", 15
SOURCES = ("listing", "library")
_SECOND_FROM, _SECOND_PART = 14, 0.2


class Label(NamedTuple):
    """A label to plant.

    `papers` are expected of it; its share changes `times` over the window, has a wave of `season` (a part of its share)
    and a burst of `burst` (first month, months; none where it has no months). In the leaving category and in the second
    source it is `in_leaving` and `in_second` times as common.
    """

    name: str
    papers: int
    times: float = 1.0
    season: float = 0.0
    burst: tuple[int, int] = (0, 0)
    in_leaving: float = 1.0
    in_second: float = 1.0

    @property
    def sort(self) -> str:
        """What is planted: rising, falling, burst, seasonal or steady."""
        if self.burst[1]:
            return "burst"
        if self.season:
            return "seasonal"
        return "rising" if self.times > 1 else "falling" if self.times < 1 else "steady"


class Planted(NamedTuple):
    """A corpus: `papers`, their `labels`, `groups` (laboratories), `sources`, and the `truth` by label."""

    papers: pd.DataFrame
    labels: pd.DataFrame
    groups: pd.Series
    sources: pd.DataFrame
    truth: pd.DataFrame


def standard_labels(*, changed: int = 12, steady: int = 24) -> list[Label]:
    """Labels of 20 to 400 papers: some that rise or fall twofold and threefold, bursts, seasons, and those that stay.

    Parameters
    ----------
    changed
        Rising and falling ones, by turns.
    steady
        Those whose share does not change; every sixth is tied to the category that leaves or to the second source.

    Examples
    --------
    >>> [label.sort for label in standard_labels(changed=2, steady=1)]
    ['rising', 'falling', 'steady', 'burst', 'burst', 'burst', 'seasonal', 'seasonal']
    """
    sizes, times = (150, 100, 250, 60), (3.0, 3.0, 2.0, 3.0)
    labels = []
    for number in range(changed):
        size, factor = sizes[number // 2 % 4], times[number // 2 % 4]
        way = factor if number % 2 == 0 else 1 / factor
        labels.append(Label(f"{'rising' if way > 1 else 'falling'} {number:02d}", size, times=way))
    for number in range(steady):
        size = (20, 30, 45, 70, 100, 150, 220, 400)[number % 8]
        tied = {5: {"in_leaving": 4.0}, 11: {"in_second": 3.0}}.get(number % 12, {})
        labels.append(Label(f"steady {number:02d}", size, **tied))
    labels += [Label(f"burst {number}", 120, burst=(8 + 7 * number, 6)) for number in range(3)]
    return labels + [Label(f"seasonal {number}", 150, season=0.5) for number in range(2)]


def make_corpus(
    count: int, labels: Sequence[Label], *, seed: int, leaving: bool = True, second: bool = True
) -> Planted:
    """Draw a corpus in which the labels are planted.

    Laboratories publish projects of one to three papers, which share labels; the whole grows by a fifth a year and has
    its seasons; one category leaves the selection (its papers are not selected from then on); a second source begins
    midway and states its window.

    Parameters
    ----------
    count
        Papers.
    labels
        What to plant.
    seed
        Of every random choice.
    leaving, second
        Whether the category leaves, and whether there is a second source.

    Returns
    -------
    Planted
        `papers` with what `estimate_growth` needs and the `category` and `project` of each.

    Examples
    --------
    >>> corpus = make_corpus(300, standard_labels(), seed=1)
    >>> bool(corpus.papers["published"].between("2021-01-01", "2023-12-31").all())
    True
    """
    dice = np.random.default_rng(seed)
    papers = _make_papers(count, dice, leaving=leaving)
    papers["source"] = SOURCES[0]
    late = papers["month"] >= _SECOND_FROM
    if second:
        papers.loc[late & (dice.random(len(papers)) < _SECOND_PART), "source"] = SOURCES[1]
    carried = _carry_labels(papers, labels, dice)
    papers["paper_id"] = [f"planted:{number:06d}" for number in range(len(papers))]
    papers["sources"] = [[source] for source in papers["source"]]
    rows, columns = np.nonzero(carried)
    names = np.array([label.name for label in labels], dtype=object)
    held = pd.DataFrame({"paper_id": papers["paper_id"].to_numpy()[rows], "kind": "method", "label": names[columns]})
    groups = papers.set_index("paper_id")["laboratory"].astype("str")
    return Planted(papers, held, groups, _describe_sources(second), describe_truth(labels))


def describe_truth(labels: Sequence[Label]) -> pd.DataFrame:
    """What was planted, by label: its `sort`, `papers`, `growth` a year, and the days `burst_from` and `burst_to`."""
    rows = []
    for label in labels:
        first, months = label.burst
        begin, end = FIRST_DAY + pd.DateOffset(months=first), FIRST_DAY + pd.DateOffset(months=first + months)
        rows.append(
            {
                "label": label.name,
                "sort": label.sort,
                "papers": label.papers,
                "growth": label.times ** (1 / YEARS) - 1,
                "burst_from": begin if months else pd.NaT,
                "burst_to": end - pd.Timedelta(days=1) if months else pd.NaT,
            }
        )
    return pd.DataFrame(rows)


def _make_papers(count: int, dice: np.random.Generator, *, leaving: bool) -> pd.DataFrame:
    """Papers that are selected, of projects of laboratories, with day, month and category."""
    # A category that leaves takes less than its whole share with it.
    drawn = _draw_papers(int(count / (1 - CATEGORIES[LEAVING])) + 10, dice)
    left = leaving & (drawn["category"] == LEAVING) & (drawn["month"] >= LEAVES_IN)
    kept = drawn[~left]
    return kept.head(count).reset_index(drop=True)


def _draw_papers(count: int, dice: np.random.Generator) -> pd.DataFrame:
    """Papers of projects, in random order of date."""
    laboratories = max(count // _PAPERS_A_LAB, 2)
    chances = 1 / np.arange(3, laboratories + 3)
    mean = float(np.dot(_PROJECT_SIZES, (1, 2, 3)))
    projects = int(count / mean) + 1
    sizes = dice.choice([1, 2, 3], projects, p=_PROJECT_SIZES)
    days = _draw_days(projects, dice)
    project = np.repeat(np.arange(projects), sizes)[:count]
    later = np.where(np.r_[True, project[1:] != project[:-1]], 0, dice.integers(0, _PROJECT_DAYS, len(project)))
    day = np.minimum(days[project] + later, (FIRST_DAY + pd.DateOffset(months=_MONTHS) - FIRST_DAY).days - 1)
    published = pd.Series(FIRST_DAY + pd.to_timedelta(day, unit="D")).astype("datetime64[s]")
    month = (published.dt.year - FIRST_DAY.year) * 12 + published.dt.month - 1
    names = list(CATEGORIES)
    return pd.DataFrame(
        {
            "project": project,
            "first": np.r_[True, project[1:] != project[:-1]],
            "laboratory": dice.choice(laboratories, projects, p=chances / chances.sum())[project],
            "category": np.array(names)[dice.choice(len(names), projects, p=list(CATEGORIES.values()))[project]],
            "published": published,
            "month": month,
            "years": day / 365.25,
            "date_precision": "day",
        }
    )


def _draw_days(count: int, dice: np.random.Generator) -> np.ndarray:
    """Days on which projects begin to appear: a fifth more each year, fewer in summer and at the turn of the year."""
    days = np.arange((FIRST_DAY + pd.DateOffset(months=_MONTHS) - FIRST_DAY).days)
    years = days / 365.25
    weights = 1.2**years * (1 + 0.3 * np.sin(2 * np.pi * (years - 0.1)))
    return dice.choice(days, count, p=weights / weights.sum())


def _carry_labels(papers: pd.DataFrame, labels: Sequence[Label], dice: np.random.Generator) -> np.ndarray:
    """Papers x labels: which paper carries which label."""
    chance = np.column_stack([_chance(label, papers) for label in labels])
    own = dice.random(chance.shape) < chance
    leader = np.maximum.accumulate(np.where(papers["first"], np.arange(len(papers)), 0))
    shares = (dice.random(chance.shape) < _SHARED) & ~papers["first"].to_numpy()[:, None]
    return np.where(shares, own[leader], own)


def _chance(label: Label, papers: pd.DataFrame) -> np.ndarray:
    """The chance of each paper to carry a label."""
    years, month = papers["years"].to_numpy(), papers["month"].to_numpy()
    shape = label.times ** (years / YEARS) * (1 + label.season * np.sin(2 * np.pi * years))
    first, months = label.burst
    shape = shape * np.where((month >= first) & (month < first + months), _BURST_TIMES, 1)
    shape = shape * np.where(papers["category"] == LEAVING, label.in_leaving, 1)
    shape = shape * np.where(papers["source"] == SOURCES[1], label.in_second, 1)
    return np.minimum(shape / shape.mean() * label.papers / len(papers), 0.95)


def _describe_sources(second: bool) -> pd.DataFrame:
    rows = [(SOURCES[0], FIRST_DAY)]
    if second:
        rows.append((SOURCES[1], FIRST_DAY + pd.DateOffset(months=_SECOND_FROM)))
    table = pd.DataFrame(rows, columns=["source", "covers_from"])
    last = FIRST_DAY + pd.DateOffset(months=_MONTHS) - pd.Timedelta(days=1)
    table = table.assign(selection="all", covers_to=last, captured_on=last)
    return table.astype(dict.fromkeys(("covers_from", "covers_to", "captured_on"), "datetime64[s]"))
