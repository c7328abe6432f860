"""PubMed by E-utilities: find the ids of a month, then fetch them; ``NCBI_API_KEY`` allows ten requests a second."""

import datetime as dt
import json
import os
from collections.abc import Iterator
from typing import Any

from lxml import etree

from analysis.collect.answer import Page, Query, Service, months
from analysis.collect.client import CollectError, PoliteClient
from analysis.workspace import say

_SIZE = 200
# A search gives out no more ids than this, however it is paged.
_MOST_IDS = 9_999


def pages(client: PoliteClient, query: Query, state: Any, base_url: str) -> Iterator[Page]:
    """The answers, month after month; `state` is the windows left, and the ids found but not fetched of the first."""
    windows, ids = state or ([[f"{a}", f"{b}"] for a, b in months(query.start, query.end or query.start)], None)
    while windows:
        first, last = (dt.date.fromisoformat(day) for day in windows[0])
        if ids is None:
            found, count = _search(client, query.text, first, last, base_url)
            if count > _MOST_IDS:
                windows = [*_halves(first, last), *windows[1:]]
                yield Page("", b"", 0, None, (windows, None))
                continue
            ids = found
            yield Page("", b"", 0, None, (windows, ids))
            continue
        if not ids:
            windows, ids = windows[1:], None
            yield Page("", b"", 0, None, (windows, ids))
            continue
        batch, ids = ids[:_SIZE], ids[_SIZE:]
        body, given = _fetch(client, batch, base_url)
        lost = sorted(set(batch) - given, key=int)
        if lost:
            say(f"PubMed found {len(lost)} ids but has no record of them: {', '.join(lost[:20])}")
        yield Page(f"pubmed-{first}-{batch[0]}.xml", body, len(given), None, (windows, ids), len(lost))


def _fetch(client: PoliteClient, batch: list[str], base_url: str) -> tuple[bytes, set[str]]:
    """The records of some ids, asked for once more where some are missing, and the ids that came."""
    address, parameters = f"{base_url}/efetch.fcgi", _with_key({"db": "pubmed", "retmode": "xml"})
    for _ in range(2):
        body, given = client.fetch(address, parameters, data={"id": ",".join(batch)}, check=_read_ids)
        if given >= set(batch):
            break
    return body, given & set(batch)


def _search(client: PoliteClient, text: str, first: dt.date, last: dt.date, base_url: str) -> tuple[list[str], int]:
    parameters = {
        "db": "pubmed", "term": text, "retmode": "json", "retmax": _MOST_IDS, "datetype": "edat",
        "mindate": f"{first:%Y/%m/%d}", "maxdate": f"{last:%Y/%m/%d}",
    }  # fmt: skip
    _, result = client.fetch(f"{base_url}/esearch.fcgi", _with_key(parameters), check=_read_search)
    return sorted(result["idlist"], key=int), int(result["count"])


def _read_search(body: bytes) -> dict[str, Any]:
    answer = json.loads(body)
    result = answer.get("esearchresult") if isinstance(answer, dict) else None
    if not isinstance(result, dict):
        raise ValueError("no result of a search")
    if "ERROR" in result:
        raise CollectError(f"PubMed refuses the query: {result['ERROR']}")
    ids = result.get("idlist")
    if not isinstance(ids, list) or not all(isinstance(each, str) and each.isdecimal() for each in ids):
        raise ValueError("a search without ids")
    int(result["count"])
    return result


def _read_ids(body: bytes) -> set[str]:
    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None
    paths = ("PubmedArticle/MedlineCitation/PMID", "PubmedBookArticle/BookDocument/PMID")
    given = {node.text or "" for path in paths for node in root.iterfind(path)}
    if not given:
        raise ValueError("no record of any id")
    return given


def _halves(first: dt.date, last: dt.date) -> list[list[str]]:
    if first == last:
        raise CollectError(f"more than {_MOST_IDS} papers on {first} alone; narrow the query")
    middle = first + (last - first) // 2
    return [[f"{first}", f"{middle}"], [f"{middle + dt.timedelta(days=1)}", f"{last}"]]


def _with_key(parameters: dict[str, Any]) -> dict[str, Any]:
    key = os.environ.get("NCBI_API_KEY")
    return {**parameters, "tool": "fieldnotes", **({"api_key": key} if key else {})}


SERVICE = Service(
    title="PubMed",
    base_url="https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
    version="E-utilities",
    licence="PubMed citations; abstracts may be under their publishers' copyright",
    share="no-abstracts",
    dates="added to PubMed in the window",
    interval=lambda: 0.11 if os.environ.get("NCBI_API_KEY") else 0.35,
    pages=pages,
)
