"""PubMed XML: articles and books as E-utilities and the yearly baseline give them."""

import re
from collections.abc import Iterator
from typing import TextIO

from lxml import etree

from analysis.readers.dates import compose_date, iso_date
from analysis.readers.record import Author, Record, Reject
from analysis.readers.xml_elements import is_xml, read_each, text_of, texts_of

NAME = "PubMed XML"

_RECORDS = ("PubmedArticle", "PubmedBookArticle")


def recognise(head: str) -> bool:
    """Whether a PubMed article or book stands in the text."""
    return is_xml(head) and re.search(r"<Pubmed(Book)?Article(Set)?[\s>]", head) is not None


def parse(text: TextIO) -> Iterator[Record | Reject]:
    """A record for each article and book."""
    return read_each(text, _read, *_RECORDS)


def _read(root: etree._Element, line: int) -> Record:
    citation = _at(root, "MedlineCitation", "BookDocument")
    article = _at(citation, "Article") if citation.find("Article") is not None else citation
    issue = _at(article, "Journal/JournalIssue")
    ids = {
        node.get("IdType"): text_of(node)
        for path in ("PubmedData/ArticleIdList/ArticleId", "BookDocument/ArticleIdList/ArticleId")
        for node in root.iterfind(path)
    }
    places = {
        node.get("EIdType"): text_of(node) for node in article.iterfind("ELocationID") if node.get("ValidYN") != "N"
    }
    date, basis = _read_date(article, issue)
    words = [("keyword", word) for word in texts_of(citation, "KeywordList/Keyword")]
    terms = [("mesh", term) for term in texts_of(citation, "MeshHeadingList/MeshHeading/DescriptorName")]
    pmid = text_of(citation, "PMID")
    return Record(
        line=line,
        source_id=pmid,
        title=text_of(article, "ArticleTitle")
        or text_of(article, "VernacularTitle")
        or text_of(article, "Book/BookTitle"),
        other_title=text_of(article, "VernacularTitle"),
        abstract=_read_abstract(article),
        authors=tuple(author for node in _author_nodes(article) if (author := _read_author(node))),
        date=date,
        date_basis=basis,
        venue=text_of(article, "Journal/Title")
        or text_of(article, "Journal/ISOAbbreviation")
        or (text_of(article, "Book/BookTitle") if article.find("ArticleTitle") is not None else None),
        volume=text_of(issue, "Volume"),
        issue=text_of(issue, "Issue"),
        pages=text_of(article, "Pagination/MedlinePgn")
        or text_of(article, "Pagination/StartPage")
        or places.get("pii"),
        language=text_of(article, "Language"),
        type="; ".join(texts_of(article, "PublicationTypeList/PublicationType") or texts_of(article, "PublicationType"))
        or None,
        doi=places.get("doi") or ids.get("doi"),
        pmid=pmid or ids.get("pubmed"),
        labels=tuple(dict.fromkeys(words + terms)),
        references=tuple(
            text for node in root.iterfind("PubmedData/ReferenceList/Reference") if (text := _reference(node))
        ),
    )


def _at(root: etree._Element, *paths: str) -> etree._Element:
    """The first of several elements that is there; else an empty one."""
    return next((found for path in paths if (found := root.find(path)) is not None), etree.Element("none"))


def _read_abstract(article: etree._Element) -> str | None:
    """The abstract's parts, each after the heading that it has in the journal."""
    parts = []
    for node in article.iterfind("Abstract/AbstractText"):
        heading, text = node.get("Label"), text_of(node)
        if text:
            parts.append(
                f"{heading.strip().rstrip(':')}: {text}" if heading and heading.upper() != "UNLABELLED" else text
            )
    return " ".join(parts) or None


def _read_date(article: etree._Element, issue: etree._Element) -> tuple[str | None, str | None]:
    electronic, printed = _at(article, "ArticleDate"), _at(issue, "PubDate")
    printed = printed if printed.tag != "none" else _at(article, "Book/PubDate", "ContributionDate")
    online = _compose(electronic)
    on_paper = _compose(printed) or iso_date(text_of(printed, "MedlineDate"))
    if online and (not on_paper or online <= on_paper):
        return online, "online"
    return on_paper, "issue" if on_paper else None


def _compose(node: etree._Element) -> str | None:
    season = text_of(node, "Season")
    month = text_of(node, "Month")
    return (
        iso_date(f"{season} {text_of(node, 'Year')}")
        if season and not month
        else compose_date(text_of(node, "Year"), month, text_of(node, "Day"))
    )


def _author_nodes(article: etree._Element) -> list[etree._Element]:
    """The authors of an article, or of the book where its chapter names none."""
    for path in ("AuthorList", "Book/AuthorList"):
        lists = [node for node in article.iterfind(path) if node.get("Type") != "editors"]
        if authors := [node for found in lists for node in found.iterfind("Author") if node.get("ValidYN") != "N"]:
            return authors
    return []


def _read_author(node: etree._Element) -> Author | None:
    family, given = text_of(node, "LastName"), text_of(node, "ForeName") or text_of(node, "Initials")
    family = " ".join(part for part in (family, text_of(node, "Suffix")) if part) or None
    orcid = next((text_of(each) for each in node.iterfind("Identifier") if each.get("Source") == "ORCID"), None)
    affiliation = "; ".join(texts_of(node, "AffiliationInfo/Affiliation")) or None
    name = " ".join(part for part in (given, family) if part) if family else text_of(node, "CollectiveName")
    return Author(name, family, given if family else None, orcid, affiliation) if name else None


def _reference(node: etree._Element) -> str | None:
    ids = {each.get("IdType"): text_of(each) for each in node.iterfind("ArticleIdList/ArticleId")}
    told = (text_of(node, "Citation"), ids.get("doi"), f"PMID: {ids['pubmed']}" if ids.get("pubmed") else None)
    return " ".join(filter(None, told)) or None
