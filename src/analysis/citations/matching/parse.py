"""Cited works as databases write them, taken apart: who, when, what, where, and by which identifiers."""

import re
from collections.abc import Iterable

import pandas as pd

from analysis.citations.matching.forms import FORMS, Cited, find_year
from analysis.citations.matching.traits import OWN_NUMBER
from analysis.text import arxiv_id_of_doi, clean_arxiv_id, clean_doi

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\]“]+", re.IGNORECASE)
# Web of Science lists several in brackets and doubles the word; other databases write an address.
_WRITTEN_DOI = re.compile(
    r",?\s*\bdoi:?\s*(?:doi:?\s*)?(?:\[[^\]]*\]|(?:https?://(?:dx\.)?doi\.org/)?10\.[^\s“]+)"
    r"|,?\s*https?://(?:dx\.)?doi\.org/\S+|,?\s*(?<![\w./])10\.\d{4,9}/[^\s“]+",
    re.IGNORECASE,
)
_OPENALEX = re.compile(r"(?:^|openalex\.org/)(W\d{4,12})$")
_PMID = re.compile(r"\bpmid:?\s*(\d{1,9})\b", re.IGNORECASE)
_ARXIV = re.compile(
    r"\barxiv(?:\.org/(?:abs|pdf)/|\s?preprint|:|\.|\s|,)+\s*(?:arxiv[:\s]*)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})",
    re.IGNORECASE,
)
_OWN_NUMBER = re.compile(rf"(?<![\w.-])(?:{OWN_NUMBER})(?![\w-])")
# Works of a venue whose titles have to end alike, and their share, to tell that the venue's name has a comma; commas.
_LEAST_ALIKE = 3
_SHARE_ALIKE = 0.8
_COMMAS = 3


def parse_references(cited: Iterable[str]) -> pd.DataFrame:
    """Cited works taken apart.

    Commas part title and venue, and words of the venue: where nearly all titles of a venue end alike, that end is the
    beginning of its name.

    Parameters
    ----------
    cited
        As the databases write them.

    Returns
    -------
    pandas.DataFrame
        A row for each distinct text, in the order in which they come: `cited` and the fields of
        `analysis.citations.matching.forms.Cited`; a part that is not told is empty, a year 0.

    Examples
    --------
    >>> parsed = parse_references(["Green JJ, 2008, NANO LETT, V8, P3126, DOI 10.1021/nl8012665", "10.1/x", "pmid:7"])
    >>> parsed[["family", "given", "year", "venue", "volume", "page", "doi", "pmid"]].values.tolist()[0]
    ['Green', 'JJ', 2008, 'NANO LETT', '8', '3126', '10.1021/nl8012665', '']
    """
    texts = list(dict.fromkeys(cited))
    parsed = pd.DataFrame([(text, *parse_reference(text)) for text in texts], columns=["cited", *Cited._fields])
    for _ in range(_COMMAS):
        parsed = _take_from_titles(parsed)
    return parsed


def parse_reference(text: str) -> Cited:
    """The parts of one cited work; a text in no known form is taken for a title.

    Examples
    --------
    >>> parse_reference("Cotsarelis, George, Hair, by the way, J Invest Dermatol, 126, 7, pp. 1459-1468, (2006)")[:7]
    ('Cotsarelis', 'George', 2006, 'Hair, by the way', 'J Invest Dermatol', '126', '1459')
    >>> parse_reference("Roe, M., Ng, T.A., Deep, dark (2015) Wells, 9 (2), pp. 1-9")[:7]
    ('Roe', 'M.', 2015, 'Deep, dark', 'Wells', '9', '1')
    >>> parse_reference("Roe M, Ng TA. Deep and dark. Wells. 2015 Mar;9(2):1-9.")[:7]
    ('Roe', 'M', 2015, 'Deep and dark', 'Wells', '9', '1')
    >>> parse_reference("https://openalex.org/W2042")
    Cited(family='', given='', year=0, title='', venue='', volume='', page='', openalex_id='W2042')
    """
    ids = _find_identifiers(text)
    bare = _PMID.sub("", _WRITTEN_DOI.sub("", text)) if "doi" in ids or "pmid" in ids else text
    bare = " ".join(bare.split()).strip(" ,;")
    if not bare.strip(".[]") or "openalex_id" in ids or bare == ids.get("number"):
        return Cited(**ids)
    found = next((parts for form in FORMS if (parts := form(bare))), None)
    return Cited(**((found or {"title": bare, "year": find_year(bare)}) | ids))


def _take_from_titles(parsed: pd.DataFrame) -> pd.DataFrame:
    """The texts with venues that begin with what nearly all of their titles end with."""
    told = parsed[(parsed["title"] != "") & (parsed["venue"] != "")]
    ends = told["title"].str.extract(r"^(?P<title>.*), (?P<end>[^,]+)$").assign(venue=told["venue"])
    alike = ends.groupby(["venue", "end"])["end"].transform("size")
    same = (alike >= _LEAST_ALIKE) & (alike >= _SHARE_ALIKE * ends.groupby("venue")["venue"].transform("size"))
    found = ends[same]
    mended = pd.DataFrame({"title": found["title"], "venue": found["end"] + ", " + found["venue"]})
    return parsed.assign(**{name: mended[name].reindex(parsed.index).fillna(parsed[name]) for name in mended})


def _find_identifiers(text: str) -> dict[str, str]:
    """The identifiers that a cited work is written with; of several DOIs the first."""
    found = {}
    if "10." in text and (doi := _DOI.search(text)):
        found["doi"] = clean_doi(doi[0]) or ""
    if openalex := _OPENALEX.search(text):
        found["openalex_id"] = openalex[1]
    if pmid := _PMID.search(text):
        found["pmid"] = pmid[1]
    arxiv = _ARXIV.search(text)
    found["arxiv_id"] = (clean_arxiv_id(arxiv[1]) if arxiv else None) or arxiv_id_of_doi(found.get("doi")) or ""
    if number := _OWN_NUMBER.search(text):
        found["number"] = number[0]
    return {name: value for name, value in found.items() if value}
