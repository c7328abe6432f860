"""The papers that a page cites, embedded in it with the facets its links ask for."""

import base64
import html
import json
import zlib
from collections.abc import Mapping

import pandas as pd
from IPython.display import HTML

_AUTHORS_SHOWN = 12


def embed_papers(
    papers: pd.DataFrame,
    authorships: pd.DataFrame,
    *,
    sources: pd.DataFrame,
    facets: Mapping[str, pd.DataFrame],
) -> HTML:
    """The data behind the page's list of papers.

    Parameters
    ----------
    papers, authorships, sources
        The tables of that name. Abstracts are embedded only where every source of a paper allows it.
    facets
        For each facet a frame with `paper_id` and `value`; a paper may have several values.
    """
    ordered = papers.sort_values(
        ["published", "paper_id"], ascending=[False, True], na_position="last", ignore_index=True
    )
    names = authorships.sort_values(["paper_id", "position"]).groupby("paper_id")["name"].agg(list).to_dict()
    open_sources = set(sources.loc[sources["share"] == "full", "source"])
    shared = [set(cell) <= open_sources for cell in ordered["sources"]]
    data = {
        "id": ordered["paper_id"].tolist(),
        "title": ordered["title"].tolist(),
        "authors": [_shorten(names.get(paper_id, [])) for paper_id in ordered["paper_id"]],
        "date": show_dates(ordered),
        "venue": _texts(ordered["venue"]),
        "url": _texts(ordered["url"]),
        "comment": _texts(ordered["comment"]),
        "code": _texts(ordered["code_url"]),
        "abstract": [text if ok else "" for text, ok in zip(_texts(ordered["abstract"]), shared, strict=True)],
        "facets": {name: _code_facet(frame, ordered["paper_id"]) for name, frame in facets.items()},
    }
    packed = base64.b64encode(zlib.compress(json.dumps(data, ensure_ascii=False).encode(), 9)).decode()
    return HTML(
        f'<script type="application/json" id="papers" data-count="{len(ordered)}">"{html.escape(packed)}"</script>'
    )


def show_dates(papers: pd.DataFrame) -> list[str]:
    """Dates as exact as they are known: ``2025-03-01``, ``2025-03``, ``2025`` or nothing.

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.to_datetime(["2025-03-01", "2025-03-01"])
    >>> show_dates(pd.DataFrame({"published": days, "date_precision": ["day", "month"]}))
    ['2025-03-01', '2025-03']
    """
    patterns = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
    return [
        "" if pd.isna(day) or precision not in patterns else day.strftime(patterns[precision])
        for day, precision in zip(papers["published"], papers["date_precision"], strict=True)
    ]


def split_facet(papers: pd.DataFrame, column: str) -> pd.DataFrame:
    """A facet from a column whose cells hold several values."""
    rows = papers[["paper_id", column]].rename(columns={column: "value"}).explode("value")
    return rows[["paper_id", "value"]].dropna()


def source_facet(papers: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """The titles of the sources that list each paper; tables of facts count only where nothing else lists it."""
    rows = split_facet(papers, "sources").merge(
        sources[["source", "title", "selection"]], left_on="value", right_on="source"
    )
    rows["fact"] = rows["selection"] == "facts"
    only_facts = rows.groupby("paper_id")["fact"].transform("all")
    return rows.loc[~rows["fact"] | only_facts, ["paper_id", "title"]].rename(columns={"title": "value"})


def column_facet(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """A facet from any table that has `paper_id` and the column."""
    return rows[["paper_id", column]].rename(columns={column: "value"}).dropna().drop_duplicates()


def _code_facet(frame: pd.DataFrame, paper_ids: pd.Series) -> dict[str, list[object]]:
    """Distinct values, and for each paper the places of its values among them."""
    known = frame[frame["paper_id"].isin(paper_ids)].astype({"value": "str"}).drop_duplicates()
    values = sorted(known["value"].unique())
    place = {value: number for number, value in enumerate(values)}
    held = (
        known.assign(place=known["value"].map(place))
        .groupby("paper_id")["place"]
        .agg(lambda found: sorted(found))
        .to_dict()
    )
    return {"values": values, "papers": [held.get(paper_id, []) for paper_id in paper_ids]}


def _texts(column: pd.Series) -> list[str]:
    return ["" if pd.isna(value) else str(value) for value in column]


def _shorten(names: list[str]) -> str:
    rest = len(names) - _AUTHORS_SHOWN
    return ", ".join(names[:_AUTHORS_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
