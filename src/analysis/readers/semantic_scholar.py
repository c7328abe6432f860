"""Semantic Scholar papers: answers of its service, and the records of its bulk files."""

import re
from collections.abc import Iterator
from typing import Any, TextIO

from analysis.readers.cited import write_cited
from analysis.readers.json_values import is_json, read_each
from analysis.readers.record import Author, Record, Reject
from analysis.readers.values import to_count, to_list, to_object, to_text

NAME = "Semantic Scholar"


def recognise(head: str) -> bool:
    """Whether a JSON text holds Semantic Scholar papers."""
    begins = is_json(head)
    return begins and re.search(r'"(paperId|corpusid|corpusId|externalIds|externalids)"\s*:', head) is not None


def parse(text: TextIO) -> Iterator[Record | Reject]:
    """A record for each paper."""
    return read_each(text, _read)


def _read(paper: dict[str, Any], line: int) -> Record:
    paper = {name.lower(): value for name, value in paper.items()}
    # A list of citations or recommendations wraps each paper once more.
    for wrapper in ("citingpaper", "citedpaper"):
        paper = {name.lower(): value for name, value in to_object(paper.get(wrapper)).items()} or paper
    ids = {name.lower(): to_text(value) for name, value in to_object(paper.get("externalids")).items()}
    journal = to_object(paper.get("journal"))
    fields = [*to_list(paper.get("s2fieldsofstudy")), *to_list(paper.get("fieldsofstudy"))]
    names = [to_text(to_object(each).get("category")) or to_text(each) for each in fields]
    people = [to_object(each) for each in to_list(paper.get("authors"))]
    authors = ((to_text(person.get("name")), to_text(person.get("authorId"))) for person in people)
    return Record(
        line=line,
        source_id=to_text(paper.get("paperid")) or to_text(paper.get("corpusid")),
        title=to_text(paper.get("title")),
        abstract=to_text(paper.get("abstract")),
        authors=tuple(
            Author(name, author_key=f"semanticscholar:{key}" if key else None) for name, key in authors if name
        ),
        date=to_text(paper.get("publicationdate")) or to_text(paper.get("year")),
        date_basis="online",
        venue=to_text(paper.get("venue")) or to_text(journal.get("name")),
        volume=to_text(journal.get("volume")),
        pages=to_text(journal.get("pages")),
        type="; ".join(text for each in to_list(paper.get("publicationtypes")) if (text := to_text(each))) or None,
        doi=ids.get("doi") or to_text(paper.get("doi")),
        arxiv_id=ids.get("arxiv") or to_text(paper.get("arxivid")),
        pmid=ids.get("pubmed") or ids.get("pmid"),
        url=to_text(paper.get("url")),
        labels=tuple(dict.fromkeys(("category", name) for name in names if name)),
        references=tuple(text for each in to_list(paper.get("references")) if (text := _reference(to_object(each)))),
        reference_count=to_count(paper.get("referencecount")),
        cited_by=to_count(paper.get("citationcount")),
    )


def _reference(cited: dict[str, Any]) -> str | None:
    ids = {name.lower(): to_text(value) for name, value in to_object(cited.get("externalIds")).items()}
    journal = to_object(cited.get("journal"))
    others = {"PMID": ids.get("pubmed"), "arXiv": ids.get("arxiv")}
    return write_cited(
        author=next((to_text(to_object(each).get("name")) for each in to_list(cited.get("authors"))), None),
        year=to_text(cited.get("year")),
        venue=to_text(cited.get("venue")) or to_text(journal.get("name")),
        volume=to_text(journal.get("volume")),
        page=to_text(journal.get("pages")),
        title=to_text(cited.get("title")),
        doi=ids.get("doi"),
        others=tuple(f"{kind}:{value}" for kind, value in others.items() if value),
    )
