"""Works asked for by their identifiers: what many papers cite, who cites them, what a corpus lacks of its own."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from tqdm import tqdm

from analysis.collect.client import CollectError, PoliteClient
from analysis.collect.openalex import SERVICE as OPENALEX
from analysis.collect.openalex import check_answer, next_cursor, own_key
from analysis.text import clean_doi
from analysis.workspace import cache_folder, find_root, say, write_atomically, write_json, write_text

RELATIONS = ("works", "citing")
_BATCH, _SIZE = 50, 200
_OPENALEX_ID = re.compile(r"\bW\d{4,12}\b")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"',;]+")
_ANOTHER = re.compile(r"[,;](?:W\d|10\.\d{4}|https?:)")
_ONE_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?10\.", re.IGNORECASE)


class Ids(NamedTuple):
    """Identifiers of works to ask for: DOIs and OpenAlex ids."""

    dois: tuple[str, ...]
    openalex: tuple[str, ...] = ()

    def count(self) -> int:
        """How many."""
        return len(self.dois) + len(self.openalex)


def read_ids(path: Path) -> Ids:
    """The DOIs and OpenAlex ids in a text or table, each once, in order; a line with both counts by its OpenAlex id.

    Raises
    ------
    CollectError
        If the file is not there or names none.
    """
    if not path.is_file():
        raise CollectError(f"there is no file {path}; `analysis next-search` writes one")
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    found = [_read_line(line) for line in lines if line.strip()]
    ids = Ids(*(tuple(dict.fromkeys(each for of_line in found for each in of_line[kind])) for kind in (0, 1)))
    if not ids.count():
        raise CollectError(f"{path.name} names no DOI and no OpenAlex id; give one a line")
    if empty := sum(not of_line.count() for of_line in found):
        say(f"{path.name}: {empty:,} of {len(found):,} lines name no DOI and no OpenAlex id")
    return ids


def _read_line(line: str) -> Ids:
    """What a line names: one DOI alone whatever its letters, else OpenAlex ids beside DOIs, else these.

    Examples
    --------
    >>> _read_line("10.1000/3.0.co;2-2").dois, _read_line("10.3390/W12041234").dois, _read_line("10.1000/d,W42001")
    (('10.1000/3.0.co;2-2',), ('10.3390/w12041234',), Ids(dois=(), openalex=('W42001',)))
    """
    bare = line.strip().rstrip(",;")
    if len(bare.split()) == 1 and _ONE_DOI.match(bare) and not _ANOTHER.search(bare) and (doi := clean_doi(bare)):
        return Ids((doi,))
    works = tuple(_OPENALEX_ID.findall(_DOI.sub(" ", line)))
    return Ids((), works) if works else Ids(tuple(filter(None, map(clean_doi, _DOI.findall(line)))))


def choose_folder(base: Path, ids: Ids, *, service: str, relation: str = "works") -> Path:
    """The folder that holds the answer to a question, else the next free one of `base`, `base`-2 and so on."""
    question = _question(ids, service, relation)
    places = (base if number == 1 else base.with_name(f"{base.name}-{number}") for number in count(1))
    return next(place for place in places if not _holds(place) or _read_state(place, question))


def collect_ids(
    ids: Ids,
    folder: Path,
    *,
    service: str = "openalex",
    relation: str = "works",
    described: dict[str, Any],
    client: PoliteClient | None = None,
    base_url: str | None = None,
    today: dt.date | None = None,
) -> int:
    """Fetch works by identifier, answer by answer; a run that was stopped goes on where it was.

    Parameters
    ----------
    ids
        Whom to ask for.
    folder
        Where answers go, each a file; it ends up with a ``source.yaml``.
    service
        ``openalex`` or ``crossref`` (DOIs only).
    relation
        ``works`` themselves, or what is ``citing`` them (OpenAlex only).
    described
        What ``source.yaml`` says beside service, day and licence: `title`, `selection`.
    client, base_url, today
        As in `analysis.collect.collect`.

    Returns
    -------
    int
        Works fetched, those of earlier runs included.

    Raises
    ------
    CollectError
        If the service fails for good or its quota is spent, or the folder holds the answer to another question.
    """
    client = client or PoliteClient(interval=0.2)
    base_url = base_url or _SERVICES[service].base_url
    state_file = _state_file(folder)
    kept = _resume(folder, _question(ids, service, relation))
    if relation == "citing" and "openalex" not in kept:
        kept["openalex"] = [*ids.openalex, *_resolve(client, ids.dois, base_url)]
        write_json(state_file, kept)
    batches = _batch(Ids((), tuple(kept["openalex"])) if relation == "citing" else ids)
    with tqdm(initial=kept["batch"], total=len(batches), unit=" requests", desc=service) as progress:
        for number in range(kept["batch"], len(batches)):
            for body, found, cursor in _ask(client, service, relation, batches[number], kept["cursor"], base_url):
                if found:
                    name = f"{service}-{number + 1:05d}-{kept['page'] + 1:03d}.json"
                    write_atomically(folder / name, lambda target, body=body: target.write_bytes(body))
                kept |= {"cursor": cursor, "page": kept["page"] + 1, "papers": kept["papers"] + found}
                if cursor is None:
                    kept |= {"batch": number + 1, "page": 0}
                write_json(state_file, kept)
            progress.update()
    if not (folder / "source.yaml").is_file():
        write_text(folder / "source.yaml", _describe(service, described, today or dt.date.today()))
    return int(kept["papers"])


def say_plan(ids: Ids, *, service: str, client: PoliteClient | None = None, base_url: str | None = None) -> None:
    """Say how often a service will be asked, and ask it once: a refused key or a spent quota is known before the start.

    Raises
    ------
    CollectError
        If the service refuses.
    """
    requests = len(_batch(ids))
    title, base = _SERVICES[service].title, base_url or _SERVICES[service].base_url
    works, times = ("work" if ids.count() == 1 else "works"), ("request" if requests == 1 else "requests")
    say(f"{title} will be asked about {ids.count():,} {works} in {requests:,} {times}")
    if service == "openalex" and not own_key():
        say("no key in OPENALEX_API_KEY: without one the daily quota is small; a free key raises it")
    first = _batch(ids)[:1]
    if first:
        kind, values = first[0]
        probe = (kind, values[:1])
        next(_ask(client or PoliteClient(interval=0.2), service, "works", probe, None, base))


class _Asked(NamedTuple):
    title: str
    base_url: str
    licence: str


_SERVICES = {
    "openalex": _Asked(OPENALEX.title, OPENALEX.base_url, OPENALEX.licence),
    "crossref": _Asked("Crossref", "https://api.crossref.org/works", "Crossref metadata, free of copyright"),
}


def _batch(ids: Ids) -> list[tuple[str, tuple[str, ...]]]:
    """Questions of at most fifty identifiers of one kind; a DOI with a comma or bar cannot be one of several."""
    plain = [doi for doi in ids.dois if not re.search(r"[,|]", doi)]
    batches = [("doi", (doi,)) for doi in ids.dois if doi not in set(plain)]
    for kind, values in (("doi", plain), ("openalex", list(ids.openalex))):
        batches += [(kind, tuple(values[at : at + _BATCH])) for at in range(0, len(values), _BATCH)]
    return batches


def _ask(
    client: PoliteClient,
    service: str,
    relation: str,
    batch: tuple[str, Sequence[str]],
    cursor: str | None,
    base_url: str,
) -> Iterator[tuple[bytes, int, str | None]]:
    """The answers about some works: the bytes, how many works they hold, and the cursor that goes on."""
    kind, values = batch
    if service == "crossref":
        question = ",".join(f"doi:{value}" for value in values)
        body, answer = client.fetch(base_url, {"filter": question, "rows": len(values)}, check=_check_crossref)
        yield body, len(answer), None
        return
    name = "cites" if relation == "citing" else kind
    cursor, page = cursor or "*", 0
    while cursor:
        page += 1
        parameters = {"filter": f"{name}:{'|'.join(values)}", "per-page": _SIZE, "cursor": cursor} | own_key()
        body, answer = client.fetch(base_url, parameters, check=check_answer)
        following = next_cursor(answer, cursor, page=page) if len(answer["results"]) == _SIZE else None
        yield body, len(answer["results"]), following
        cursor = following


def _resolve(client: PoliteClient, dois: Sequence[str], base_url: str) -> list[str]:
    """The OpenAlex ids of works with these DOIs."""
    found: list[str] = []
    for batch in _batch(Ids(tuple(dois))):
        for body, _, _ in _ask(client, "openalex", "works", batch, None, base_url):
            found += [work["id"].rsplit("/", 1)[-1] for work in json.loads(body)["results"] if work.get("id")]
    return sorted(set(found))


def _check_crossref(body: bytes) -> list[Any]:
    items = json.loads(body)["message"]["items"]
    if not isinstance(items, list):
        raise ValueError("no list of works")
    return items


def _question(ids: Ids, service: str, relation: str) -> dict[str, str]:
    digest = hashlib.sha256("\n".join([*ids.dois, *ids.openalex]).encode()).hexdigest()[:12]
    return {"service": service, "relation": relation, "ids": f"{ids.count()} works, {digest}"}


def _state_file(folder: Path) -> Path:
    return cache_folder() / "collect" / folder.relative_to(find_root()) / "state.json"


def _holds(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _read_state(folder: Path, question: dict[str, str]) -> dict[str, Any] | None:
    """Where the last run of a question stopped; None where the folder holds no answer to it."""
    file = _state_file(folder)
    kept = json.loads(file.read_text(encoding="utf-8")) if file.is_file() and _holds(folder) else None
    return kept if kept and kept["question"] == question else None


def _resume(folder: Path, question: dict[str, str]) -> dict[str, Any]:
    """Where the last run stopped; a new question starts in an empty folder only."""
    if kept := _read_state(folder, question):
        return kept
    if _holds(folder):
        raise CollectError(f"{folder.name} holds the answer to another question; choose another folder with --into")
    return {"question": question, "batch": 0, "cursor": None, "page": 0, "papers": 0}


def _describe(service: str, described: dict[str, Any], today: dt.date) -> str:
    asked = _SERVICES[service]
    told = {
        "asked_of": f"{asked.title} ({asked.base_url})", "captured_on": today, "licence": asked.licence,
        "share": "no-abstracts",
    }  # fmt: skip
    return yaml.safe_dump(described | told, sort_keys=False, allow_unicode=True, width=120)
