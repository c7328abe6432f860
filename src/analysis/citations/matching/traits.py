"""What cited works and papers are compared by: people, years, titles, places, each in one spelling."""

import re
from collections.abc import Callable

import pandas as pd
from anyascii import anyascii

from analysis.text import comparable_title, is_initials, venue_key

IDENTIFIERS = ("doi", "arxiv_id", "pmid", "openalex_id", "number")
# The Lens and Dimensions name works by numbers of their own.
OWN_NUMBER = r"\d{3}(?:-\d{3}){3}-\d{2}[\dX]|pub\.\d{6,}"
_PARTS = ("family", "given", "year", "title", "venue", "volume", "page", *IDENTIFIERS)


def find_traits(parsed: pd.DataFrame) -> pd.DataFrame:
    """What each cited work is compared by.

    Parameters
    ----------
    parsed
        Cited works as `analysis.citations.matching.parse.parse_references` takes them apart.

    Returns
    -------
    pandas.DataFrame
        Under the same index: `family`, `initials`, `given`, `title`, `venue`, `volume` and `page` as letters and digits
        of one case, `year`, and the identifiers; what is not told is empty, a year 0.
    """
    traits = pd.DataFrame(index=parsed.index)
    traits["family"] = _once(parsed["family"], _letters)
    traits["initials"] = _once(parsed["given"], find_initials)
    traits["given"] = _once(parsed["given"], _full_given)
    traits["names"] = _once(parsed["family"] + " " + parsed["given"], _long_names)
    traits["year"] = parsed["year"].astype("int64")
    traits["title"] = _once(parsed["title"], comparable_title)
    traits["venue"] = _once(parsed["venue"], venue_key)
    traits["venue_alone"] = _once(parsed["venue"], _without_place)
    traits["volume"] = _once(parsed["volume"], _number)
    traits["page"] = _once(parsed["page"], _page)
    traits["digits"] = _once(traits["page"], lambda page: re.sub(r"[^0-9]", "", page))
    for name in IDENTIFIERS:
        traits[name] = parsed[name].to_numpy(object)
    return traits


def describe_papers(papers: pd.DataFrame, authorships: pd.DataFrame, aliases: pd.DataFrame) -> pd.DataFrame:
    """The papers of the corpus as their citations would name them.

    Parameters
    ----------
    papers, authorships
        The tables of these names.
    aliases
        `paper_id` and `alias`, its further identifiers, such as ``doi:10.1/x``; each makes a row of its own.

    Returns
    -------
    pandas.DataFrame
        `paper_id` and the columns of `analysis.citations.matching.parse.parse_references`.
    """
    first = authorships[authorships["position"] == 1].set_index("paper_id")[["family", "given"]]
    rows = papers.set_index("paper_id").join(first)
    described = pd.DataFrame(index=rows.index)
    for name in ("family", "given", "title", "venue", "volume", "doi", "arxiv_id", "pmid", "openalex_id"):
        described[name] = rows[name].astype(object).where(rows[name].notna(), "")
    described["year"] = rows["published"].dt.year.fillna(0).astype("int64")
    described["page"] = rows["pages"].astype(object).where(rows["pages"].notna(), "").str.extract(r"^\s*([\w.]+)")[0]
    named = _spell_aliases(aliases)
    described = pd.concat([described.reset_index(), named], ignore_index=True).fillna({"year": 0})
    return described.reindex(columns=["paper_id", *_PARTS]).fillna("").astype({"year": "int64"})


def find_initials(given: str) -> str:
    """The first letters of given names.

    Examples
    --------
    >>> find_initials("JJ"), find_initials("Jordan J."), find_initials("K.-R."), find_initials("Łukasz")
    ('jj', 'jj', 'kr', 'l')
    """
    letters = []
    for word in re.findall(r"[^\W\d_]+", given):
        letters += list(word) if word.isupper() and is_initials(word) else [word[0]]
    return anyascii("".join(letters)).lower()[:4] if letters else ""


def find_own_numbers(ledger: pd.DataFrame) -> pd.DataFrame:
    """The numbers by which the Lens and Dimensions name papers here, and their references other papers.

    Examples
    --------
    >>> ledger = pd.DataFrame({"paper_id": ["p", "q"], "source_id": ["pub.1091234", "WOS:0001"]})
    >>> find_own_numbers(ledger).values.tolist()
    [['number:pub.1091234', 'p']]
    """
    known = ledger[["source_id", "paper_id"]].dropna().drop_duplicates()
    known = known[known["source_id"].astype("str").str.fullmatch(OWN_NUMBER)]
    return pd.DataFrame({"alias": "number:" + known["source_id"], "paper_id": known["paper_id"]})


def _spell_aliases(aliases: pd.DataFrame) -> pd.DataFrame:
    """A row for each further identifier of a paper, under the column of its kind."""
    kinds = {"doi": "doi", "arxiv": "arxiv_id", "pmid": "pmid", "openalex": "openalex_id", "number": "number"}
    parted = aliases["alias"].astype("str").str.split(":", n=1).reindex(aliases.index)
    kind, value = parted.str[0].map(kinds), parted.str[1]
    known = kind.notna()
    rows = pd.DataFrame({"paper_id": aliases["paper_id"][known]})
    for name in kinds.values():
        rows[name] = value[known].where(kind[known] == name, "")
    return rows


def _once(texts: pd.Series, read: Callable[[str], str]) -> pd.Series:
    """A function of each distinct text."""
    return texts.map({text: read(text) if text else "" for text in texts.unique()})


def _letters(name: str) -> str:
    return "".join(re.findall(r"[a-z]+", anyascii(name).lower()))


def _full_given(given: str) -> str:
    """The first given name, where it is written out."""
    first = next(iter(re.findall(r"[^\W\d_][\w'’]*", given)), "")
    return _letters(first) if len(first) > 1 and not (first.isupper() and len(first) <= 4) else ""


def _long_names(name: str) -> str:
    """The words of a name that are no initials."""
    return " ".join(sorted(set(re.findall(r"[a-z]{3,}", anyascii(name).lower()))))


def _without_place(venue: str) -> str:
    """A venue without the place that Web of Science tells it from its namesakes by.

    Examples
    --------
    >>> _without_place("CELLS-BASEL"), _without_place("J COSMET DERMATOL-US"), _without_place("Cells")
    ('cells', 'j cosmet dermatol', 'cells')
    """
    name, hyphen, _ = venue.rpartition("-") if venue.isupper() else ("", "", "")
    return venue_key(name if hyphen and len(name) > 2 else venue)


def _page(text: str) -> str:
    """A page as `_number` has it; letters alone number none."""
    return _number(text) if re.search(r"\d", text) or re.fullmatch(r"[ivxlc]{2,}", text.lower()) else ""


def _number(text: str) -> str:
    """A volume or page without leading zeros, letters in lower case."""
    found = re.sub(r"[^a-z0-9]", "", text.lower())
    return found.lstrip("0") or found
