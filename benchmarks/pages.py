"""Pages: their size, how soon they are seen, whether they answer; and how well the library finds papers."""

import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.library import Space, Texts, index_texts, rank_papers
from benchmarks.browser import open_browser, open_page, scroll_through, set_width
from benchmarks.measure import ROOT
from benchmarks.rows import Row

_COMMAND = "python -m benchmarks pages"
_TITLES = 40
_MILLION = 1_000_000
_ASK = """
const [query, done] = arguments;
const [input, place] = ["library-search", "library"].map((id) => document.getElementById(id));
const began = performance.now();
new MutationObserver((_, watch) => {
  if (place.dataset.shown === query) { watch.disconnect(); done(performance.now() - began); }
}).observe(place, {attributes: true});
input.value = query;
input.dispatchEvent(new Event("input"));
"""
_PAINT = "return performance.getEntriesByType('paint').find(entry => entry.name === 'first-contentful-paint').startTime"


def pages() -> list[Row]:
    """Pages and the library, of the project and of the workspace that BENCH_WORKSPACE names (5,565 papers)."""
    rows = _of_workspace(ROOT, 1.5)
    rows += [_found_in_other_words(name) for name in ("QUERIES", "HELD_OUT")]
    if os.environ.get("BENCH_WORKSPACE"):
        large = Path(os.environ["BENCH_WORKSPACE"])
        rows += _of_workspace(large, 4.0)
        rows.append(_found_by_titles(large))
    return rows


def _of_workspace(folder: Path, most: float) -> list[Row]:
    reports = folder / "reports"
    papers = len(pd.read_parquet(folder / "data/processed/papers.parquet", columns=["paper_id"]))
    held = [path for path in sorted(reports.rglob("*.html")) if path.stem != "summary"]
    sizes = {path: path.stat().st_size / _MILLION for path in held}
    told = _watch_pages(held)
    slowest = _time_searches(reports / "library.html")
    largest = max(sizes, key=lambda path: sizes[path])
    paint, task, elements = (max(told, key=lambda path: told[path][place]) for place in range(3))
    measured = (
        ("largest page", f"{sizes[largest]:.2f} MB ({largest.stem})", f"under {most} MB", sizes[largest] < most),
        ("first paint", f"{told[paint][0]:.0f} ms ({paint.stem})", "under 1,000 ms", told[paint][0] < 1000),
        (
            "longest task, scrolled through",
            f"{told[task][1]:.0f} ms ({task.stem})",
            "under 200 ms",
            told[task][1] < 200,
        ),
        (
            "elements as a page opens",
            f"{told[elements][2]:,} ({elements.stem})",
            "under 5,000",
            told[elements][2] < 5000,
        ),
        ("a search as one types", f"{slowest:.0f} ms", "under 100 ms", slowest < 100),
    )
    return [Row(f"{papers:,} papers: {what}", _COMMAND, *rest) for what, *rest in measured]


def _watch_pages(held: list[Path]) -> dict[Path, tuple[float, float, int]]:
    """For each page its first paint and longest task in milliseconds, and its elements."""
    told = {}
    with tempfile.TemporaryDirectory() as profile:
        browser = open_browser(Path(profile))
        set_width(browser, 1440)
        for page in held:
            open_page(browser, page)
            time.sleep(1)
            elements = browser.execute_script("return document.querySelectorAll('*').length")
            paint = browser.execute_script(_PAINT)
            scroll_through(browser)
            told[page] = (paint, max([0, *browser.execute_script("return window.longTasks")]), elements)
        browser.quit()
    return told


def _time_searches(page: Path) -> float:
    """The longest that the library takes to answer, in milliseconds, once it has read its texts."""
    with tempfile.TemporaryDirectory() as profile:
        browser = open_browser(Path(profile))
        open_page(browser, page)
        time.sleep(4)
        queries = ["s", "survival", "survival of", "survival of patients with glioma", "a", "deep learning for images"]
        taken = max(browser.execute_async_script(_ASK, query) for query in queries)
        browser.quit()
    return taken


def _read_search(folder: Path) -> tuple[pd.DataFrame, Space, pd.Series, Texts]:
    tables = folder / "data" / "processed"
    papers, words, places = (
        pd.read_parquet(tables / f"{name}.parquet") for name in ("papers", "search_words", "search_papers")
    )
    space = Space(*(np.stack(table["vector"].to_numpy()).astype(np.int8) for table in (words, places)))
    texts = index_texts((papers["title"].fillna("") + ". " + papers["abstract"].fillna("")).tolist())
    return papers, space, words.set_index("word")["papers"], texts


def _found_in_other_words(name: str) -> Row:
    sys.path.insert(0, str(ROOT / "tests"))
    import queries

    asked = getattr(queries, name)
    papers, space, words, texts = _read_search(ROOT)
    ids = papers["paper_id"].str.removeprefix("arxiv:")
    best = {query: rank_papers(query, space, words, texts).nlargest(3).index for query in asked}
    found = sum(bool(set(ids[best[query]]) & right) for query, right in asked.items())
    about = "by which the ranking was chosen" if name == "QUERIES" else "written afterwards"
    figure = f"{found} of {len(asked)} find a right paper among the first three"
    return Row(f"queries in other words, {about}", _COMMAND, figure, "18 of 20", found >= 18)


def _found_by_titles(folder: Path) -> Row:
    """Titles of papers, drawn at random, as queries among all others: whether one of their topic comes among three."""
    papers, space, words, texts = _read_search(folder)
    topics = pd.read_parquet(folder / "data/processed/paper_topics.parquet").set_index("paper_id")["topic"]
    topic = topics.reindex(papers["paper_id"]).to_numpy()
    drawn = np.random.default_rng(11).choice(np.flatnonzero(topic >= 0), _TITLES, replace=False)
    found = 0
    for place in drawn:
        best = rank_papers(papers["title"][place], space, words, texts).drop(place).nlargest(3).index
        found += bool((topic[best] == topic[place]).any())
    figure = f"{found} of {_TITLES} find a paper of their topic among the first three"
    return Row(f"{len(papers):,} papers: titles as queries", _COMMAND, figure, "30 of 40", found >= 30)
