"""BibTeX and BibLaTeX, read by bibtexparser; what it cannot read is a reject with its reason."""

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from analysis.readers.record import Author, Record, Reject
from analysis.readers.values import (
    compose_date,
    find_arxiv_id,
    find_doi,
    iso_date,
    join_lines,
    only_identifier,
    split_list,
    to_count,
)
from analysis.text import latex_to_text

if TYPE_CHECKING:
    from bibtexparser.model import Entry

NAME = "BibTeX"

_ENTRY = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]+)[ \t]*[{(]", re.MULTILINE)
# An entry without a key, which the parser refuses.
_NO_KEY = re.compile(
    r"^([ \t]*@[ \t]*(?!comment|string|preamble)[A-Za-z]+[ \t]*[{(])(\s*\w+\s*=\s*[{\"\d])",
    re.MULTILINE | re.IGNORECASE,
)
_NOT_ENTRIES = {"comment", "string", "preamble"}
_PIECE = 1_000_000


def recognise(head: str) -> bool:
    """Whether an entry of BibTeX stands in the text."""
    return any(re.match(r"\s*[^\s,{}()=]*\s*,|\s*\w+\s*=", head[entry.end() :]) for entry in _ENTRY.finditer(head))


def parse(text: TextIO) -> Iterator[Record | Reject]:
    """Yield a record for each entry; ``@string`` definitions hold from where they stand to the end."""
    import bibtexparser
    from bibtexparser import middlewares

    logging.getLogger("bibtexparser").setLevel(logging.ERROR)
    stack = [middlewares.ResolveStringReferencesMiddleware(), middlewares.RemoveEnclosingMiddleware()]
    strings = ""
    for line, piece in _split_pieces(text):
        before = strings.count("\n")
        library = bibtexparser.parse_string(strings + _NO_KEY.sub(r"\1,\2", piece), parse_stack=stack)
        strings += "".join(f"{block.raw}\n" for block in library.strings if block.start_line >= before)
        found = list(_read_blocks(library, line - before, before))
        yield from found
        yield from _missed(piece, found, line)


def _split_pieces(text: TextIO) -> Iterator[tuple[int, str]]:
    """The text in pieces of about a megabyte that begin at entries, with the number of lines before each."""
    lines: list[str] = []
    size, start, number = 0, 0, 0
    for number, line in enumerate(text):
        if size > _PIECE and line.startswith("@"):
            yield start, "".join(lines)
            lines, size, start = [], 0, number
        lines.append(line)
        size += len(line)
    if lines:
        yield start, "".join(lines)


def _read_blocks(library: "object", offset: int, first: int) -> Iterator[Record | Reject]:
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, ParsingFailedBlock

    for block in library.blocks:  # type: ignore[attr-defined]
        line = block.start_line + offset + 1
        if block.start_line < first:
            continue
        # Two entries of one key, and an entry with one field twice, are still entries.
        entry = (
            block.ignore_error_block if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock) else block
        )
        if isinstance(entry, Entry):
            yield _read(entry, line)
        elif isinstance(block, ParsingFailedBlock) and _is_entry(block.raw or ""):
            reason = " ".join(str(block.error).split())
            yield Reject(line, f"an entry that is not BibTeX: {reason}"[:300], (block.raw or "")[:300])


def _missed(piece: str, found: list[Record | Reject], offset: int) -> Iterator[Reject]:
    """Entries that the parser swallowed without a word, such as those inside one that is never closed."""
    seen = {item.line for item in found}
    line, at = offset + 1, 0
    for entry in _ENTRY.finditer(piece):
        line, at = line + piece.count("\n", at, entry.start()), entry.start()
        if line not in seen and _is_entry(piece[at : at + 100]):
            yield Reject(line, "an entry inside another that is not closed", piece[at : at + 300])


def _is_entry(raw: str) -> bool:
    kind = _ENTRY.match(raw)
    return kind is not None and kind[1].lower() not in _NOT_ENTRIES


def _read(entry: "Entry", line: int) -> Record:
    raw = {field.key.lower(): str(field.value) for field in entry.fields}
    values = {name: text for name in raw if (text := _plain(raw[name]))}
    get = values.get
    eprint = get("eprint") if "arxiv" in (get("archiveprefix") or get("eprinttype") or "arxiv").lower() else None
    note = only_identifier(get("note"))
    elsewhere = find_arxiv_id(get("url"), get("journal"), note, get("eprint"))
    keywords = get("keywords") or get("keyword") or get("author_keywords") or ""
    return Record(
        line=line,
        source_id=entry.key or None,
        title=": ".join(part for name in ("title", "subtitle") if (part := get(name))) or get("booktitle"),
        abstract=get("abstract"),
        authors=_read_authors(raw.get("author") or raw.get("editor") or ""),
        date=iso_date(get("date")) or compose_date(get("year"), get("month")),
        date_basis="issue",
        venue=get("journal") or get("journaltitle") or (get("booktitle") if get("title") else None) or get("series"),
        volume=get("volume"),
        issue=get("number") or get("issue"),
        pages=get("pages") or get("eid"),
        language=get("language") or get("langid"),
        type=get("document_type") or get("type") or entry.entry_type,
        doi=find_doi(*(re.sub(r"[{}\\]", "", raw.get(name, "")) for name in ("doi", "url")), note),
        arxiv_id=eprint if re.match(r"(arxiv:)?([a-z.-]+/)?\d{4,7}", eprint or "", re.IGNORECASE) else elsewhere,
        pmid=get("pmid") or get("pubmed_id"),
        url=raw.get("url"),
        labels=tuple(
            ("keyword", word) for word in split_list(keywords, r"[;,\n]" if ";" not in keywords else r"[;\n]")
        ),
        references=tuple(
            split_list(get("references")) or split_list(raw.get("cited-references", "").strip("{}"), r"\.?\n")
        ),
        cited_by=to_count(get("times-cited")) if get("times-cited") else _cited_by(get("note")),
    )


def _cited_by(note: str | None) -> int | None:
    found = re.search(r"cited by:? (\d+)", note or "", re.IGNORECASE)
    return to_count(found[1]) if found else None


def _plain(value: str) -> str | None:
    """A value without its format's own markup: commands, and the braces that guard capitals."""
    return join_lines(latex_to_text(value))


def _read_authors(value: str) -> tuple[Author, ...]:
    """Names by BibTeX's own rule: parted by ``and``, a braced name whole, ``Family, Given`` or ``Given von Family``."""
    from bibtexparser.middlewares.names import (
        InvalidNameError,
        parse_single_name_into_parts,
        split_multiple_persons_names,
    )

    authors = []
    for name in split_multiple_persons_names(" ".join(value.split())):
        if re.fullmatch(r"\{.*\}", name) or name.lower() == "others":
            authors += [Author(plain)] if (plain := _plain(name)) and plain.lower() != "others" else []
            continue
        try:
            parts = parse_single_name_into_parts(name, strict=False)
        except InvalidNameError:
            authors += [Author(plain)] if (plain := _plain(name)) else []
            continue
        given = _plain(" ".join(parts.first))
        family = _plain(" ".join([*parts.von, *parts.last, *parts.jr]))
        if family:
            authors.append(Author(f"{given} {family}" if given else family, family, given))
    return tuple(authors)
