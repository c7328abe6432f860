"""OpenAlex works: a page of the service's answer, an array, or one work a line."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, TextIO

from analysis.readers.json_values import is_json, read_objects
from analysis.readers.noted import Noted
from analysis.readers.record import Author, Record, Reject, with_left_out
from analysis.readers.values import page_range, to_count, to_list, to_object, to_text

NAME = "OpenAlex"

_WORK = re.compile(r'"id"\s*:\s*"https://openalex\.org/W')
_OWN_KEY = re.compile(
    r'"(authorships|abstract_inverted_index|publication_(?:year|date)|primary_location|referenced_works|ids)"\s*:'
)


def recognise(head: str) -> bool:
    """Whether a JSON text names OpenAlex works, or is an answer of the service without any."""
    begins = is_json(head)
    works = _WORK.search(head.replace("\\/", "/")) is not None and _OWN_KEY.search(head) is not None
    return begins and (works or ('"next_cursor"' in head and '"results"' in head))


def parse(text: TextIO) -> Iterator[Record | Reject]:
    """Yield a record for each work."""
    for found in read_objects(text):
        if isinstance(found, Reject):
            yield found
            continue
        line, work = found
        # A page of the service may stand inside a list of pages, or on a line.
        is_page = "meta" in work and "results" in work and "id" not in work
        works = to_list(work["results"]) if is_page else [work]
        for each in map(Noted, map(to_object, works)):
            yield with_left_out(_read(each, line), each.left_out())


def _read(work: dict[str, Any], line: int) -> Record:
    place = to_object(work.get("primary_location"))
    biblio = to_object(work.get("biblio"))
    ids = to_object(work.get("ids"))
    addresses = [to_text(to_object(each).get("landing_page_url")) for each in [place, *to_list(work.get("locations"))]]
    arxiv = next((found[1] for url in addresses if (found := re.search(r"arxiv\.org/abs/(\S+)", url or ""))), None)
    topics = [to_text(to_object(topic).get("display_name")) for topic in to_list(work.get("topics"))]
    words = [to_text(to_object(word).get("display_name")) for word in to_list(work.get("keywords"))]
    terms = [to_text(to_object(term).get("descriptor_name")) for term in to_list(work.get("mesh"))]
    return Record(
        line=line,
        source_id=to_text(work.get("id")),
        title=_title(work),
        abstract=to_text(work.get("abstract")) or read_inverted_index(work.get("abstract_inverted_index")),
        authors=tuple(author for each in to_list(work.get("authorships")) if (author := _read_author(to_object(each)))),
        date=to_text(work.get("publication_date")) or to_text(work.get("publication_year")),
        date_basis="preprint" if work.get("type") == "preprint" else "online",
        venue=to_text(to_object(place.get("source")).get("display_name"))
        or to_text(place.get("raw_source_name"))
        or to_text(to_object(work.get("host_venue")).get("display_name")),
        volume=to_text(biblio.get("volume")),
        issue=to_text(biblio.get("issue")),
        pages=page_range(to_text(biblio.get("first_page")), to_text(biblio.get("last_page"))),
        language=to_text(work.get("language")),
        type="retracted" if work.get("is_retracted") is True else to_text(work.get("type")),
        doi=to_text(work.get("doi")) or to_text(ids.get("doi")),
        arxiv_id=arxiv,
        pmid=to_text(ids.get("pmid")),
        openalex_id=to_text(work.get("id")),
        url=addresses[0],
        labels=tuple(("topic", name) for name in topics if name)
        + tuple(("index keyword", word) for word in words if word)
        + tuple(dict.fromkeys(("mesh", term) for term in terms if term)),
        references=tuple(text for each in to_list(work.get("referenced_works")) if (text := to_text(each))),
        reference_count=to_count(work.get("referenced_works_count")),
        cited_by=to_count(work.get("cited_by_count")),
    )


def _title(work: dict[str, Any]) -> str | None:
    """The title; what the service writes where it took a work back is none."""
    titles = (to_text(work.get(name)) for name in ("title", "display_name"))
    return next((title for title in titles if title and title != "Deleted Work"), None)


def read_inverted_index(index: Any) -> str | None:
    """An abstract from its words and their positions.

    Examples
    --------
    >>> read_inverted_index({"topics": [1], "Trustworthy": [0], "fast": [3], "and": [2]})
    'Trustworthy topics and fast'
    """
    places = [(at, word) for word, found in to_object(index).items() for at in to_list(found) if isinstance(at, int)]
    return to_text(" ".join(word for _, word in sorted(places)))


@cache
def _countries() -> dict[str, str]:
    from babel import Locale

    return dict(Locale("en").territories)


def _place(institution: dict[str, Any]) -> str | None:
    """The name of an institution, and of its country by the code that the service gives."""
    name, code = to_text(institution.get("display_name")), to_text(institution.get("country_code"))
    country = _countries().get(code.upper()) if code else None
    return f"{name}, {country}" if name and country else name


def _read_author(authorship: dict[str, Any]) -> Author | None:
    author = to_object(authorship.get("author"))
    # The name as printed comes in every order and with every note; the service has read it already.
    name = to_text(author.get("display_name")) or to_text(authorship.get("raw_author_name"))
    institutions = [each for item in to_list(authorship.get("institutions")) if _place(each := to_object(item))]
    affiliation = "; ".join(filter(None, map(_place, institutions))) or None
    rors = [(to_text(each.get("ror")) or "").rpartition("/")[2] for each in institutions]
    key = to_text(author.get("id"))
    return (
        Author(
            name,
            orcid=to_text(author.get("orcid")),
            affiliation=affiliation,
            author_key=f"openalex:{key.rpartition('/')[2]}" if key else None,
            ror="; ".join(rors) if any(rors) else None,
        )
        if name
        else None
    )
