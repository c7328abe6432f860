"""The commands that ask services: ``collect``, ``next-search``, ``complete``."""

import datetime as dt
import re
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from analysis.workspace import find_root, raw_folder, read_settings, read_table, say, write_text

_STOPPED = "stopped; what was fetched is kept, and the same command goes on from here"


def register_commands(app: typer.Typer) -> None:
    """Add the commands that ask services to a command line."""
    app.command()(collect)
    app.command("next-search")(next_search)
    app.command()(complete)


def collect(
    service: Annotated[str, typer.Argument(help="arxiv, openalex or pubmed.")],
    query: Annotated[str | None, typer.Option(help="What to ask for, in the service's own words.")] = None,
    from_: Annotated[dt.datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")] = None,
    to: Annotated[
        dt.datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day; today when omitted.")
    ] = None,
    ids: Annotated[Path | None, typer.Option(help="A file of DOIs or OpenAlex ids to ask OpenAlex for.")] = None,
    citing: Annotated[bool, typer.Option(help="With --ids: not these works, but those that cite them.")] = False,
    into: Annotated[str | None, typer.Option(help="Corpus and source; mine/SERVICE when omitted.")] = None,
) -> None:
    """Fetch every paper a query finds, or works by their ids, into data/raw/; run it again to go on after a stop."""
    from analysis.collect import SERVICES

    if service not in SERVICES:
        _stop(f"there is no service {service!r} (known: {', '.join(SERVICES)})")
    folder, corpus = _find_folder(into or f"mine/{service}", service)
    papers = _collect_ids(service, ids, folder, citing) if ids else _collect_query(service, query, from_, to, folder)
    say(f"{papers:,} papers in {folder.relative_to(find_root())}; now\n  make reports CORPUS={corpus}", file=sys.stdout)


def next_search(
    least: Annotated[int, typer.Option(min=1, help="Fewest papers here that cite a work.")] = 3,
    forwards: Annotated[bool, typer.Option(help="The papers here, to ask who cites them.")] = False,
    into: Annotated[Path, typer.Option(help="The file to write.")] = Path("next-search.txt"),
) -> None:
    """Write what many papers here cite and the corpus does not hold, for `collect openalex --ids`."""
    from analysis.collect.lacking import find_next

    ids = find_next(read_table("cited_works"), read_table("papers"), least=least, forwards=forwards)
    if not ids.count():
        what = "no paper has a DOI or an OpenAlex id" if forwards else f"no work outside is cited by {least} papers"
        _stop(f"there is nothing to ask for: {what}")
    write_text(find_root() / into, "\n".join([*ids.openalex, *ids.dois]) + "\n")
    more = " --citing" if forwards else ""
    say(f"{ids.count():,} works in {into}; now", file=sys.stdout)
    say(f"  analysis collect openalex --ids {into}{more} --into {read_settings().corpus}/snowball", file=sys.stdout)


def complete(
    service: Annotated[str, typer.Option(help="openalex or crossref.")] = "openalex",
    what: Annotated[str, typer.Option(help="Of abstract, references, affiliations, citations.")] = "",
) -> None:
    """Ask a service for what the corpus lacks of its own papers, by DOI; nothing that is known is changed."""
    from analysis.collect.by_ids import choose_folder, collect_ids, say_plan
    from analysis.collect.lacking import WANTED, find_lacking

    wanted = [name.strip() for name in what.split(",") if name.strip()] or list(WANTED)
    if unknown := [name for name in wanted if name not in WANTED]:
        _stop(f"found --what {unknown[0]}; give some of {', '.join(WANTED)}")
    if service not in ("openalex", "crossref"):
        _stop(f"there is no service {service!r} that completes (known: openalex, crossref)")
    tables = (read_table(name) for name in ("papers", "authorships", "references", "citation_counts"))
    ids = find_lacking(*tables, wanted=wanted)
    if not ids.count():
        _stop(f"no paper with a DOI lacks {', '.join(wanted)}")
    corpus = read_settings().corpus
    folder = choose_folder(raw_folder(corpus) / f"completed-{service}", ids, service=service)
    say_plan(ids, service=service)
    described = {
        "title": f"What {service} knows of papers here", "selection": "facts",
        "rule": f"asked by DOI for {', '.join(wanted)} of papers that lacked it",
    }  # fmt: skip
    try:
        papers = collect_ids(ids, folder, service=service, described=described)
    except KeyboardInterrupt:
        _stop(_STOPPED)
    place = folder.relative_to(find_root())
    say(f"{papers:,} of {ids.count():,} papers in {place}; now\n  make reports CORPUS={corpus}", file=sys.stdout)


def _find_folder(into: str, service: str) -> tuple[Path, str]:
    place = into.strip("/").split("/")
    if len(place) < 2 or not all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", part) for part in place):
        _stop(f"found --into {into!r}; give a corpus and a source, such as mine/{service}")
    return raw_folder(place[0]).joinpath(*place[1:]), place[0]


def _collect_query(
    service: str, query: str | None, first: dt.datetime | None, last: dt.datetime | None, folder: Path
) -> int:
    from analysis.collect import Query
    from analysis.collect import collect as fetch

    if query is None or first is None:
        _stop("give --query and --from, or --ids")
    start, end = first.date(), last.date() if last else None
    if end and start > end:
        _stop(f"--from {start} lies after --to {end}")
    try:
        return fetch(service, Query(query, start, end), folder)
    except KeyboardInterrupt:
        _stop(_STOPPED)


def _collect_ids(service: str, file: Path, folder: Path, citing: bool) -> int:
    from analysis.collect.by_ids import collect_ids, read_ids, say_plan

    if service != "openalex":
        _stop(f"--ids asks OpenAlex, not {service}")
    relation = "citing" if citing else "works"
    told = "what cites works" if citing else "works"
    try:
        ids = read_ids(file)
        say_plan(ids, service=service)
        rule = f"{told} asked for by id, of {file.name} ({ids.count():,} ids)"
        described = {"title": f"OpenAlex: {told} of {file.name}", "selection": "unknown", "rule": rule}
        return collect_ids(ids, folder, service=service, relation=relation, described=described)
    except KeyboardInterrupt:
        _stop(_STOPPED)


def _stop(message: str) -> NoReturn:
    say(f"error: {message}")
    raise typer.Exit(1)
