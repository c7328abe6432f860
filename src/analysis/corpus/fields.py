"""Raw records with every field cleaned, and what each cleaning changed."""

import json
from collections.abc import Callable
from functools import partial

import pandas as pd

from analysis.readers import find_doi
from analysis.text import (
    arxiv_id_of_doi,
    clean_abstract,
    clean_arxiv_id,
    clean_date,
    clean_doi,
    clean_language,
    clean_number,
    clean_openalex_id,
    clean_pages,
    clean_pmid,
    clean_text,
    clean_title,
    clean_url,
    clean_venue,
    comparable_title,
    unify_venues,
    without_controls,
)

_FIELDS: dict[str, Callable[[str | None], str | None]] = {
    "other_title": clean_title,
    "abstract": clean_abstract,
    "venue": clean_venue,
    "summary": clean_text,
    "comment": clean_text,
    "language": clean_language,
    "volume": clean_number,
    "issue": clean_number,
    "pages": clean_pages,
    "arxiv_id": clean_arxiv_id,
    "doi": clean_doi,
    "pmid": clean_pmid,
    "openalex_id": clean_openalex_id,
    "url": clean_url,
}
# Fields that are kept as they stand, without what no terminal or page should meet.
_AS_STATED = ("source_id", "source_type", "doi", "url", "arxiv_id", "pmid", "openalex_id", "language")
# Changes that the ledger keeps the raw value of; an address cut down to its identifier is none.
_KEPT = ("title", "abstract", "venue", "language", "volume", "issue", "pages", "date")
# How far behind its capture a date may lie: journals print next year's issues this year.
_LEAD = pd.Timedelta(days=730)


def clean_records(records: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Records with clean text, dates and identifiers, and the keys that linking needs.

    Parameters
    ----------
    records
        One row a raw record, with the attributes of `analysis.readers.Record` and `source`.
    sources
        `source` and `captured_on`: a date long after the capture is impossible.

    Returns
    -------
    pandas.DataFrame
        The records, `type` renamed to `source_type`, with `precision`, `year`, `title_key`, `other_title_key`,
        `doi_stated` (whether a DOI is the record's own and not read out of its address), `changed` (raw values of
        what cleaning changed by more than white space, as JSON) and `flagged` (what cannot be right).
    """
    cleaned = records.rename(columns={"type": "source_type"})
    for column in _AS_STATED:
        cleaned[column] = _map_each([without_controls(value) for value in _values(cleaned, column)], cleaned)
    titles = zip(_values(cleaned, "title"), _values(cleaned, "abstract"), strict=True)
    cleaned["title"] = _map_each(
        [_attempt(partial(clean_title, abstract=abstract), title) for title, abstract in titles], cleaned
    )
    for column, clean in _FIELDS.items():
        cleaned[column] = _map_each([_attempt(clean, value) for value in _values(cleaned, column)], cleaned)
    days = {value: clean_date(value)[0] for value in set(_values(cleaned, "updated"))}
    cleaned["updated"] = pd.to_datetime(pd.Series(days)).reindex(cleaned["updated"]).set_axis(cleaned.index)
    cleaned["venue"] = unify_venues(cleaned["venue"])
    from_doi = _map_each([arxiv_id_of_doi(doi) if doi else None for doi in cleaned["doi"]], cleaned)
    cleaned["arxiv_id"] = cleaned["arxiv_id"].where(cleaned["arxiv_id"].notna(), from_doi)
    cleaned["doi"] = cleaned["doi"].where(from_doi.isna(), None)
    cleaned["doi_stated"] = cleaned["doi"].notna() | cleaned["arxiv_id"].notna()
    in_address = _map_each([_doi_in_address(url) for url in _values(cleaned, "url")], cleaned)
    cleaned["doi"] = cleaned["doi"].where(cleaned["doi_stated"], in_address)
    for key, title in (("title_key", "title"), ("other_title_key", "other_title")):
        cleaned[key] = _map_each([comparable_title(text) if text else None for text in cleaned[title]], cleaned)
    cleaned = _date_records(cleaned, sources)
    cleaned["changed"] = _keep_raw(records, cleaned)
    return cleaned


def _attempt(clean: Callable[[str | None], str | None], value: str | None) -> str | None:
    """A cleaned value; one that no cleaning can be done to is none, and costs nothing but itself."""
    try:
        return clean(value) if value else None
    except Exception:
        return None


def _doi_in_address(url: str | None) -> str | None:
    """The DOI that a publisher's address holds; a database's may hold one of its own."""
    return clean_doi(find_doi(url)) if url and "10." in url else None


def _values(frame: pd.DataFrame, column: str) -> list[str | None]:
    return [None if pd.isna(value) else value for value in frame[column]]


def _map_each(values: list[str | None], frame: pd.DataFrame) -> pd.Series:
    return pd.Series(values, index=frame.index, dtype=object)


def _date_records(records: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Records with `date` as a date, its `precision`, its `year`, and `flagged` where it cannot be right."""
    stated = _values(records, "date")
    known = {value: clean_date(value) for value in set(stated)}
    dates = pd.Series([known[value][0] for value in stated], index=records.index, dtype="datetime64[s]")
    precision = pd.Series([known[value][1] for value in stated], index=records.index, dtype=object)
    captured = pd.to_datetime(sources.set_index("source")["captured_on"]).astype("datetime64[s]")
    limit = records["source"].map(captured).astype("datetime64[s]")
    flags = pd.Series(None, index=records.index, dtype=object)
    raw = records["date"].astype(object)
    impossible = raw.notna() & dates.isna()
    flags[impossible] = "impossible date " + raw[impossible].astype(str)
    later = dates > limit
    flags[later] = "date " + raw[later].astype(str) + " lies after the capture"
    wrong = dates > limit + _LEAD
    return records.assign(
        date=dates.mask(wrong),
        precision=precision.mask(wrong, "unknown"),
        year=dates.mask(wrong).dt.year,
        flagged=flags,
    )


def _keep_raw(raw: pd.DataFrame, cleaned: pd.DataFrame) -> pd.Series:
    """For each record whose values changed by more than white space, what they were."""
    kept: dict[object, dict[str, str]] = {}
    for column in _KEPT:
        before = raw[column]
        after = cleaned[column].dt.strftime("%Y-%m-%d") if column == "date" else cleaned[column]
        for index, value, now in zip(raw.index, before, after, strict=True):
            if pd.isna(value) or value == now:
                continue
            same = isinstance(now, str) and (
                now.startswith(value) if column == "date" else " ".join(value.split()) == now
            )
            if not same:
                kept.setdefault(index, {})[column] = value
    texts = {index: json.dumps(values, ensure_ascii=False) for index, values in kept.items()}
    return pd.Series(texts, dtype=object).reindex(raw.index)
