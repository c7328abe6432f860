"""What the links of a page ask for: the facets of its papers."""

from collections.abc import Mapping

import pandas as pd

from analysis.reports.pages.blocks import Block
from analysis.reports.pages.escaping import embed_json


def embed_papers(papers: pd.DataFrame, *, facets: Mapping[str, pd.DataFrame], whole: bool = False) -> Block:
    """The papers of a page and the facets its links ask for; the page adds what its lists tell of each paper.

    Parameters
    ----------
    papers
        The table of that name, or some of its rows.
    facets
        For each facet a frame with `paper_id` and `value`; a paper may have several values.
    whole
        Whether the page holds every paper, however many; else of very many only those that its links ask for.

    Examples
    --------
    >>> papers = pd.DataFrame({"paper_id": ["p"], "published": [pd.NaT]})
    >>> years = pd.DataFrame({"paper_id": ["p"], "value": [2024]})
    >>> embed_papers(papers, facets={"year": years}).data.partition('id="papers">')[2]
    '{"whole":false,"ids":["p"],"facets":{"year":{"values":["2024"],"papers":[[0]]}}}</script>'
    """
    ordered = order_papers(papers)["paper_id"]
    data = {
        "whole": whole,
        "ids": ordered.tolist(),
        "facets": {name: _code_facet(frame, ordered) for name, frame in facets.items()},
    }
    return Block(f'<script type="application/json" id="papers">{embed_json(data)}</script>')


def order_papers(papers: pd.DataFrame) -> pd.DataFrame:
    """Papers as lists show them: the newest first, those without a date last."""
    return papers.sort_values(["published", "paper_id"], ascending=[False, True], na_position="last", ignore_index=True)


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
