"""Collect papers from arXiv, OpenAlex and PubMed into plain files that the readers read.

Each answer of a service is one file, written whole; what comes next is kept in the cache. A run that was stopped goes
on where it was, fetches nothing twice and loses nothing.
"""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import yaml
from tqdm import tqdm

from analysis.collect import arxiv, openalex, pubmed
from analysis.collect.answer import Query, Service
from analysis.collect.client import CollectError, PoliteClient
from analysis.workspace import cache_folder, find_root, write_atomically, write_json, write_text

SERVICES: dict[str, Service] = {"arxiv": arxiv.SERVICE, "openalex": openalex.SERVICE, "pubmed": pubmed.SERVICE}


def collect(
    service: str,
    query: Query,
    folder: Path,
    *,
    client: PoliteClient | None = None,
    base_url: str | None = None,
    today: dt.date | None = None,
) -> int:
    """Fetch every paper that a query finds, page by page, and describe the source.

    Parameters
    ----------
    service
        ``arxiv``, ``openalex`` or ``pubmed``.
    query
        What to ask for, and the window of dates.
    folder
        Where the pages go; it ends up with a ``source.yaml``.
    client, base_url
        Another way to the service, and another address of it.
    today
        The day of capture; today when omitted.

    Returns
    -------
    int
        Papers fetched, those of earlier runs included.

    Raises
    ------
    CollectError
        If the service fails for good, asks to wait long, or the folder holds the answer to another question.
    """
    asked, today = SERVICES[service], today or dt.date.today()
    state_file = cache_folder() / "collect" / folder.relative_to(find_root()) / "state.json"
    kept = _resume(state_file, folder, service, query, today)
    query = query._replace(end=dt.date.fromisoformat(kept["question"]["end"]))
    client = client or PoliteClient(interval=asked.interval())
    asked_now = False
    with tqdm(initial=kept["papers"], total=kept["total"], unit=" papers", desc=service) as progress:
        for page in asked.pages(client, query, kept["state"], base_url or asked.base_url):
            if page.content:
                write_atomically(folder / page.name, lambda target, page=page: target.write_bytes(page.content))
            counts = {"papers": kept["papers"] + page.papers, "missing": kept["missing"] + page.missing}
            kept = {**kept, **counts, "state": page.state, "total": page.total}
            write_json(state_file, kept)
            progress.total, asked_now = page.total, True
            progress.update(page.papers)
    # A run that asked for nothing has nothing new to say, and a person may have changed what stands there.
    if asked_now or not (folder / "source.yaml").is_file():
        write_text(folder / "source.yaml", describe(service, query, kept["papers"], today, missing=kept["missing"]))
    return int(kept["papers"])


def _resume(state_file: Path, folder: Path, service: str, query: Query, today: dt.date) -> dict[str, Any]:
    """Where the last run stopped; a new question starts at the beginning, in an empty folder only.

    A question without an end is that of the day it was first asked, so that it can be gone on with later.
    """
    kept = json.loads(state_file.read_text(encoding="utf-8")) if state_file.is_file() else None
    holds = folder.is_dir() and any(folder.iterdir())
    end = query.end.isoformat() if query.end else (kept["question"]["end"] if kept and holds else today.isoformat())
    question = {"service": service, "text": query.text, "start": query.start.isoformat(), "end": end}
    if kept and holds and kept["question"] != question:
        raise CollectError(
            f"{folder.name} holds the answer to another question ({_tell(kept['question'])}); "
            "choose another folder with --into"
        )
    if kept and holds:
        return kept
    if holds:
        raise CollectError(f"{folder.name} holds files that were not collected; choose another folder with --into")
    return {"question": question, "state": None, "papers": 0, "missing": 0, "total": None}


def describe(service: str, query: Query, papers: int, today: dt.date, *, missing: int = 0) -> str:
    """The ``source.yaml`` of a collected folder; `missing` papers were found but not given out."""
    from importlib.metadata import version

    asked = SERVICES[service]
    end = min(query.end or today, today)
    lost = f" ({missing} more were found, but the service gave no record of them)" if missing else ""
    described = {
        "title": f"{asked.title}: {query.text}",
        "asked_of": f"{asked.title} ({asked.base_url})",
        "query": query.text,
        "selection": "all",
        "rule": f"{papers} papers{lost}, {asked.dates}; fieldnotes {version('fieldnotes')}, {asked.version}",
        # Two equal dates would be written as one and a reference to it.
        "captured_on": dt.date.fromordinal(today.toordinal()),
        "covers_from": query.start,
        "covers_to": dt.date.fromordinal(end.toordinal()),
        "licence": asked.licence,
        "share": asked.share,
    }
    return yaml.safe_dump(described, sort_keys=False, allow_unicode=True, width=120)


def _tell(question: dict[str, str]) -> str:
    return f"{question['service']}: {question['text']}, {question['start']} to {question['end']}"
