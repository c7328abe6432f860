"""What trends find where the truth is known, and how forecasts did where it is not."""

import gzip
import json
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.fields import tag_abstracts
from benchmarks.measure import REFERENCE
from benchmarks.rows import Row, absent, timed

_CORPORA, _PAPERS = 200, 3000
_MEDAI = REFERENCE / "corpora" / "medai_2025_2026.jsonl.gz"
_ACL = REFERENCE / "corpora" / "acl_anthology.jsonl.gz"
_COMMAND = "estimate_growth"


def trends() -> list[Row]:
    """Trends in 200 planted corpora of 3,000 papers, and the back-test of forecasts on real ones."""
    return [*_no_growth(), *_confounders(), *_power(), *_one_of_many(), *_bursts(), _speed(), *_backtests()]


def _no_growth() -> list[Row]:
    """Dates without any say: nothing rises."""
    rows = []
    for told, whole in (("all at once", True), ("one source, one selection", False)):
        found = _judge_all(_standard, shuffle=True, leaving=whole, second=whole)
        rising = _any_rising(found)
        rows.append(
            Row(
                f"dates shuffled, {told}: corpora in which any of 41 labels is rising",
                _COMMAND,
                _part(rising),
                "at most 5 %",
                float(rising.mean()) <= 0.05,
            )
        )
    return rows


def _confounders() -> list[Row]:
    """Labels that only a source or a category brings."""
    from analysis.planted import Label

    def labels() -> list[Any]:
        tied = [Label(f"tied {n}", 150, in_second=4.0) for n in range(3)]
        tied += [Label(f"left {n}", 150, in_leaving=0.1) for n in range(3)]
        return tied + [Label(f"steady {n}", 100) for n in range(24)]

    found = _judge_all(labels)
    tied = found[found["label"].str.match("tied|left")]
    free = found[~found["label"].str.match("tied|left")]
    each = (tied["verdict"] == "rising").mean(), (free["verdict"] == "rising").mean()
    rising = _any_rising(found)
    return [
        Row(
            "only a source that begins and a category that leaves midway: corpora in which any label is rising",
            _COMMAND,
            _part(rising),
            "at most 5 %",
            float(rising.mean()) <= 0.05,
        ),
        Row(
            "of the labels that they bring, those called rising (of all others, by chance)",
            _COMMAND,
            f"{100 * each[0]:.2f} % of {len(tied):,} ({100 * each[1]:.2f} % of {len(free):,})",
            "no more than chance",
            each[0] <= 0.005,
        ),
    ]


def _power() -> list[Row]:
    """How many of the planted changes are found, how often intervals hold the truth."""
    rows = []
    for told, whole in (("all at once", True), ("one source, one selection", False)):
        found = _judge_all(_standard, leaving=whole, second=whole)
        changed = found[found["sort"].isin(["rising", "falling"])]
        threefold = changed[changed["papers_planted"] != 250]
        for size, bar in ((150, 0.9), (100, 0.7), (60, None)):
            part = threefold[threefold["papers_planted"] == size]
            hit = part["verdict"] == part["sort"]
            met = None if bar is None else float(hit.mean()) >= bar
            text = "" if bar is None else f">= {100 * bar:.0f} %"
            rows.append(
                Row(f"{told}: threefold change of a label of {size} papers found", _COMMAND, _part(hit), text, met)
            )
        estimated = found[found["growth"].notna() & (found["sort"] != "burst") & (found["counted"] >= 20)]
        held = (estimated["low"] <= estimated["growth_planted"]) & (estimated["growth_planted"] <= estimated["high"])
        rows.append(
            Row(
                f"{told}: 95 % intervals that hold the planted growth, labels of 20 papers or more",
                _COMMAND,
                _part(held),
                "93 to 97 %",
                0.93 <= float(held.mean()) <= 0.97,
            )
        )
        called = found[found["verdict"].isin(["rising", "falling"]) & (found["sort"] != "burst")]
        wrong = called["verdict"] != called["sort"]
        rows.append(
            Row(f"{told}: of labels called rising or falling, those that do not", _COMMAND, _part(wrong), "10 %", None)
        )
    return rows


def _one_of_many() -> list[Row]:
    """One label of 31 that grows threefold: the power curve."""
    from analysis.planted import Label

    rows = []
    for size in (50, 100, 150, 200, 300):

        def labels(size: int = size) -> list[Any]:
            return [Label("rising", size, times=3.0)] + [Label(f"steady {n:02d}", 60 + 5 * n) for n in range(30)]

        found = _judge_all(labels, leaving=False, second=False)
        hit = found.loc[found["sort"] == "rising", "verdict"] == "rising"
        rows.append(
            Row(f"one label of 31, {size} papers, threefold in three years: found", _COMMAND, _part(hit), "", None)
        )
    return rows


def _bursts() -> list[Row]:
    from analysis.trends.bursts import find_bursts

    overlaps = []
    for seed, corpus, ground in _grounds():
        found = find_bursts(corpus.labels, ground, length="month", seed=seed)
        planted = corpus.truth[corpus.truth["sort"] == "burst"]
        for row in planted.itertuples():
            own = found[found["label"] == row.label]
            overlaps.append(max((_jaccard(burst, row) for burst in own.itertuples()), default=0.0))
    near = np.array(overlaps) >= 0.8
    figure = f"{_part(near)}, mean {np.mean(overlaps):.2f}"
    met = float(near.mean()) >= 0.8
    return [
        Row("planted bursts (fivefold, six months) found with Jaccard >= .8", "find_bursts", figure, ">= 80 %", met)
    ]


def _jaccard(found: Any, planted: Any) -> float:
    def months(first: pd.Timestamp, last: pd.Timestamp) -> set[int]:
        return set(range(first.year * 12 + first.month, last.year * 12 + last.month + 1))

    one, other = months(found.first, found.last), months(planted.burst_from, planted.burst_to)
    return len(one & other) / len(one | other)


def _speed() -> Row:
    """2,000 labels over 100,000 papers: growth, bursts, forecasts and their back-test."""
    from analysis.planted import Label, make_corpus
    from analysis.trends.backtest import backtest
    from analysis.trends.bursts import find_bursts
    from analysis.trends.forecast import forecast_shares
    from analysis.trends.growth import estimate_growth
    from analysis.trends.shares import count_trends

    labels = [Label(f"label {n:04d}", 30 + n % 400, times=1 + (n % 5 == 0)) for n in range(2000)]
    corpus = make_corpus(100_000, labels, seed=0)
    started = time.monotonic()
    coverage, strata, ground = _lay(corpus)
    count_trends(corpus.labels, corpus.papers, coverage)
    estimate_growth(corpus.labels, corpus.papers, coverage, strata=strata, groups=corpus.groups)
    find_bursts(corpus.labels, ground, length="month", seed=0)
    forecast_shares(corpus.labels, ground, length="month")
    backtest(corpus.labels, ground, length="month")
    taken = time.monotonic() - started
    return timed("2,000 labels, 100,000 papers: shares, growth, bursts, forecasts, back-test", "06-trends", taken, 20)


def _backtests() -> list[Row]:
    if not _MEDAI.is_file() or not _ACL.is_file():
        return [absent("back-tests on real corpora", _MEDAI)]
    rows = []
    for path, length in ((_MEDAI, "month"), (_ACL, "year")):
        table = _backtest(path, length)
        for kind, part in table.groupby("kind"):
            by = part.set_index("method")
            scores = by["log_score"].to_dict()
            own = by.loc["forecast"]
            figure = (
                f"log score {scores['forecast']:.3f}, persistence {scores['persistence']:.3f}, linear "
                f"{scores['linear']:.3f}; MASE {own['mase']:.2f}; 80 and 95 % intervals hold "
                f"{100 * own['coverage_80']:.0f} and {100 * own['coverage_95']:.0f} %{_say_picked(own)} ("
                f"{int(own['origins'])} origins, {int(own['forecasts']):,} forecasts)"
            )
            ahead = scores["forecast"] > max(scores["persistence"], scores["linear"])
            rows.append(
                Row(
                    f"{path.name.split('.')[0]}: labels of the kind {kind}, {length}s",
                    "backtest",
                    figure,
                    "ahead of both",
                    ahead,
                )
            )
    return rows


def _say_picked(own: pd.Series) -> str:
    if pd.isna(own["precision"]):
        return ""
    return f"; of ten likeliest to rise {100 * own['precision']:.0f} % rose, of all {100 * own['base_rate']:.0f} %"


def _backtest(path: Any, length: str) -> pd.DataFrame:
    from analysis.periods import measure_coverage
    from analysis.trends.backtest import backtest
    from analysis.trends.drift import find_drift, stratify
    from analysis.trends.ground import lay_ground
    from analysis.trends.shares import gather_labels

    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [record for record in map(json.loads, lines) if record.get("abstract")]
    papers = _read_papers(records)
    _, mentions, fields = tag_abstracts(records)
    topics = pd.DataFrame({"paper_id": [], "topic": [], "label": []})
    labels = gather_labels(topics, mentions, fields)
    days = {name: pd.Series([None], dtype="datetime64[s]") for name in ("covers_from", "covers_to", "captured_on")}
    coverage = measure_coverage(pd.DataFrame({"source": ["s"], "selection": "unknown", **days}), papers, period=length)
    ground = lay_ground(papers, coverage, strata=stratify(papers, find_drift(papers, coverage)))
    return backtest(labels, ground, length=length)


def _read_papers(records: Sequence[dict[str, Any]]) -> pd.DataFrame:
    stated = [str(record.get("date") or record.get("year") or "") for record in records]
    published = pd.to_datetime(pd.Series([text[:10] for text in stated]), format="mixed", errors="coerce")
    categories = [(record.get("categories") or [None])[0] for record in records]
    papers = pd.DataFrame({"paper_id": [record["id"] for record in records], "published": published})
    papers["date_precision"] = ["year" if len(text) < 7 else "month" if len(text) < 10 else "day" for text in stated]
    papers = papers.assign(sources=[["s"]] * len(papers), category=categories)
    return papers.astype({"published": "datetime64[s]"}).drop_duplicates("paper_id")


def _standard() -> list[Any]:
    from analysis.planted import standard_labels

    return standard_labels()


def _judge_all(labels: Callable[[], Sequence[Any]], *, shuffle: bool = False, **parts: bool) -> pd.DataFrame:
    """The verdicts on each planted corpus, beside what was planted."""
    from analysis.planted import make_corpus
    from analysis.trends.growth import estimate_growth

    found = []
    for seed in range(_CORPORA):
        corpus = make_corpus(_PAPERS, labels(), seed=seed, **parts)
        if shuffle:
            corpus = _deal_labels(corpus, seed)
        coverage, strata, _ = _lay(corpus)
        growth = estimate_growth(corpus.labels, corpus.papers, coverage, strata=strata, groups=corpus.groups, seed=seed)
        found.append(growth.merge(corpus.truth, on="label", suffixes=("", "_planted")).assign(seed=seed))
    return pd.concat(found, ignore_index=True)


def _deal_labels(corpus: Any, seed: int) -> Any:
    """The labels of whole projects dealt to others of their size, source and category: dates without any say."""
    dice = np.random.default_rng(seed)
    papers = corpus.papers.assign(order=corpus.papers.groupby("project").cumcount())
    first = papers.drop_duplicates("project").set_index("project")
    sorts = first[["source", "category"]].assign(size=papers.groupby("project").size())
    given = pd.Series(sorts.index, index=sorts.index)
    for _, own in sorts.groupby(["source", "category", "size"]):
        given[own.index] = dice.permutation(own.index.to_numpy())
    places = papers.set_index(["project", "order"])["paper_id"]
    moved = pd.MultiIndex.from_arrays([papers["project"].map(given), papers["order"]])
    known = dict(zip(papers["paper_id"], places.reindex(moved), strict=True))
    return corpus._replace(labels=corpus.labels.assign(paper_id=corpus.labels["paper_id"].map(known)))


def _grounds() -> Iterator[tuple[int, Any, Any]]:
    from analysis.planted import make_corpus

    for seed in range(_CORPORA):
        corpus = make_corpus(_PAPERS, _standard(), seed=seed)
        yield seed, corpus, _lay(corpus)[2]


def _lay(corpus: Any) -> tuple[pd.DataFrame, Any, Any]:
    """Coverage, strata and ground of a planted corpus."""
    from analysis.periods import measure_coverage
    from analysis.trends.drift import find_drift, stratify
    from analysis.trends.ground import lay_ground

    coverage = measure_coverage(corpus.sources, corpus.papers, period="month")
    strata = stratify(corpus.papers, find_drift(corpus.papers, coverage))
    return coverage, strata, lay_ground(corpus.papers, coverage, strata=strata, groups=corpus.groups)


def _any_rising(found: pd.DataFrame) -> pd.Series:
    return (found["verdict"] == "rising").groupby(found["seed"]).any()


def _part(hits: Any) -> str:
    """A part in per cent, with the standard error of the simulation."""
    hits = np.asarray(hits, dtype=float)
    mean, count = hits.mean(), len(hits)
    error = np.sqrt(max(mean * (1 - mean), 0.25 / count) / count)
    return f"{100 * mean:.1f} % (± {100 * error:.1f}, of {count:,})"
