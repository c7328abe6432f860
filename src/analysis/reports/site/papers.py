"""The papers behind a page's numbers, as its script lists them."""

import html
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import pandas as pd

from analysis.reports.pages import show_dates
from analysis.reports.site.packing import pack_text
from analysis.sharing import find_shut

_PAPERS = re.compile(r'<script type="application/json" id="papers">(.*?)</script>', re.DOTALL)
# Within data that a script reads, "&" is written by its number.
_LINK = re.compile(r"#papers\?((?:[^\"\s<\\]|\\u0026)*)")
# Up to so many papers a page holds their abstracts; beyond, only papers that a link asks for, of each list the newest.
_ABSTRACTS, _ALL, _LONGEST_LIST = 2_000, 20_000, 1_000


class Listed(NamedTuple):
    """What lists tell of papers: a row for each, indexed by `paper_id`, and the titles of sources by their names."""

    papers: pd.DataFrame
    sources: Mapping[str, str]


def dress_papers(
    papers: pd.DataFrame,
    authorships: pd.DataFrame,
    sources: pd.DataFrame,
    labels: pd.DataFrame,
    paper_topics: pd.DataFrame,
    topics: pd.DataFrame,
    search_papers: pd.DataFrame,
) -> Listed:
    """What the lists of all pages tell of each paper.

    Parameters
    ----------
    papers, authorships, sources, labels, paper_topics, topics, search_papers
        The tables of that name. Abstracts and sentences of them are told only where every source of a paper allows it.
    """
    told = papers.set_index("paper_id")
    names = authorships.sort_values(["paper_id", "position"]).groupby("paper_id")["name"].agg(list)
    said = labels.groupby("paper_id")["value"].agg(lambda values: sorted(set(values)))
    placed = (
        paper_topics[paper_topics["topic"] >= 0].merge(topics[["topic", "label"]], on="topic").set_index("paper_id")
    )
    empty = pd.Series("", index=told.index)
    shared = ~told.index.to_series().isin(find_shut(papers, sources))
    short = search_papers.set_index("paper_id").reindex(told.index)
    extracted = short["summary_basis"] == "extracted"
    columns = {
        "title": told["title"],
        "authors": names,
        "date": pd.Series(show_dates(papers), index=told.index),
        "type": told["type"],
        **{name: told[name] for name in ("venue", "volume", "issue", "pages", "doi", "url", "comment")},
        "code": told["code_url"],
        "summary": short["summary"].where(~extracted | shared, empty),
        "extracted": extracted.astype("Int64").where(extracted & shared),
        "cited": told["cited_by"],
        "labels": said,
        "topic": placed["label"],
        "confidence": placed["confidence"].round(2),
        "sources": told["sources"].map(list),
        "abstract": told["abstract"].where(shared, empty),
    }
    return Listed(
        pd.DataFrame({name: column.reindex(told.index) for name, column in columns.items()}),
        dict(zip(sources["source"], sources["title"], strict=True)),
    )


def embed_listed(body: str, listed: Listed) -> str:
    """A page's body with all that its lists tell of its papers, packed.

    Parameters
    ----------
    body
        With the block of `analysis.reports.pages.embed_papers`, if the page lists papers.
    listed
        From `dress_papers`.
    """
    found = _PAPERS.search(body)
    if not found:
        return body
    asked = json.loads(found[1])
    whole = asked.pop("whole", False)
    data = asked if whole or len(asked["ids"]) <= _ALL else keep_linked(asked, find_links(body))
    rows = listed.papers.reindex(data["ids"])
    if len(data["ids"]) > _ABSTRACTS:
        rows = rows.drop(columns="abstract", errors="ignore")
    data |= {name: _encode(rows[name]) for name in rows if rows[name].notna().any()}
    data["titles"] = dict(listed.sources)
    packed = pack_text(json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")))
    count = f'data-count="{len(asked["ids"])}"'
    return (
        body[: found.start()]
        + (f'<script type="application/json" id="papers" {count}>"{packed}"</script>')
        + body[found.end() :]
    )


def find_links(body: str) -> list[dict[str, list[str]]]:
    """What each list asks for that a page leads to: values by facet.

    Examples
    --------
    >>> find_links('<a href="#papers?year=2024&amp;method=A%26B&amp;about=x">3</a>')
    [{'year': ['2024'], 'method': ['A&B']}]
    """
    queries = dict.fromkeys(_LINK.findall(body))
    links: list[dict[str, list[str]]] = []
    for query in queries:
        wanted: dict[str, list[str]] = {}
        for facet, value in parse_qsl(html.unescape(query.replace("\\u0026", "&"))):
            if facet != "about":
                wanted.setdefault(facet, []).append(value)
        links.append(wanted)
    return links


def keep_linked(asked: Mapping[str, Any], links: Iterable[Mapping[str, list[str]]]) -> dict[str, Any]:
    """Of a page's papers those that a link asks for, of each list the newest, and how long the longer lists are.

    Parameters
    ----------
    asked
        `ids`, newest first, and `facets`, as `analysis.reports.pages.embed_papers` gives them.
    links
        From `find_links`.
    """
    held = {facet: {value: set() for value in coded["values"]} for facet, coded in asked["facets"].items()}
    for facet, coded in asked["facets"].items():
        for paper, places in enumerate(coded["papers"]):
            for place in places:
                held[facet][coded["values"][place]].add(paper)
    held["id"] = {paper_id: {place} for place, paper_id in enumerate(asked["ids"])}
    kept: set[int] = set()
    lengths: dict[str, int] = {}
    for link in links:
        sets = [
            held.get(facet, {}).get(value, set())
            for facet, values in link.items()
            if not facet.startswith("any.")
            for value in values
        ]
        either = [(facet[4:], value) for facet, values in link.items() for value in values if facet.startswith("any.")]
        if either:
            sets.append(set().union(*(held.get(facet, {}).get(value, set()) for facet, value in either)))
        found = sorted(set.intersection(*sets)) if sets else range(len(asked["ids"]))
        kept.update(found[:_LONGEST_LIST])
        if len(found) > _LONGEST_LIST:
            lengths["\n".join(sorted(f"{facet}={value}" for facet, values in link.items() for value in values))] = len(
                found
            )
    order = sorted(kept)
    facets = {
        facet: {"values": coded["values"], "papers": [coded["papers"][place] for place in order]}
        for facet, coded in asked["facets"].items()
    }
    return {"ids": [asked["ids"][place] for place in order], "facets": facets, "lengths": lengths}


def _encode(column: pd.Series) -> list[Any]:
    """The cells of a column as JSON has them: nothing where nothing is known."""
    return [
        value
        if isinstance(value, list)
        else ""
        if pd.isna(value)
        else value
        if isinstance(value, str)
        else _number(value)
        for value in column
    ]


def _number(value: float) -> float | int:
    return int(value) if float(value).is_integer() else float(value)
