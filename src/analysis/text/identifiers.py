"""Identifiers of papers and people in one spelling, whatever a file made of them."""

import html
import re
from urllib.parse import unquote

_ARXIV_NEW = re.compile(r"(?<!\d)(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})(?:v\d+)?$")
_ARXIV_OLD = re.compile(r"([a-z][a-z-]*(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?$")
_ARXIV_NUMBER = re.compile(r"(?:arxiv:\s*)?(\d{3,4})\.(\d{1,5})$", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DOI_STARTS = re.compile(r"10\.\d{4,9}/")
# What pages and trackers hang on a DOI: parameters, tags (a SICI has `<` before a digit), quotes.
_NOT_DOI = re.compile(r"""\?[\w.-]+=|&[\w.-]+=|</?[a-z]|["“”]""", re.IGNORECASE)
# A publisher's address goes on after the DOI; a resolver's does not.
_PLACE_ON_PAGE = re.compile(
    r"/(?:full|full-?text|pdf|epdf|pdfdirect|abstract|abs|meta|html|summary)(?:\.\w+)?/?$|\.pdf$"
)
_REST = r"/[\w.~/%@+-]*\w"
# Where code is kept, and pages of a project, which may lead to it.
_CODE, _PROJECT = (
    re.compile(rf"\b(?:https?://)?(?:www\.)?((?:{hosts}){_REST})", re.IGNORECASE)
    for hosts in (
        r"github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gitee\.com|codeocean\.com|huggingface\.co"
        r"|anonymous\.4open\.science",
        r"[\w-]+\.github\.io",
    )
)
_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/", re.IGNORECASE)
# Prefixes that preprint servers and archives give out; a published version has another DOI for the same work.
_PREPRINT_DOI = re.compile(
    r"10\.(1101|21203|2139|26434|20944|31234|36227|48550|31219|31235|31223|22541|5281|6084|17605|32388|12688|14293)/"
)


def clean_arxiv_id(value: str | None) -> str | None:
    """An arXiv id without prefix and version, digits that a spreadsheet took for a number's back in place.

    Ids have four digits after the point until 2014 and five since; None when the value holds no id.

    Examples
    --------
    >>> clean_arxiv_id("https://arxiv.org/abs/2503.00374v2"), clean_arxiv_id("811.4717"), clean_arxiv_id("1503.134")
    ('2503.00374', '0811.4717', '1503.13400')
    """
    value = (value or "").strip().removesuffix(".pdf")
    if number := _ARXIV_NUMBER.fullmatch(value):
        month = number[1].zfill(4)
        digits = 5 if month >= "1501" else 4
        if 1 <= int(month[2:]) <= 12 and len(number[2]) <= digits:
            return f"{month}.{number[2].ljust(digits, '0')}"
    match = _ARXIV_NEW.search(value) or _ARXIV_OLD.search(value)
    return match[1] if match else None


def clean_doi(value: str | None) -> str | None:
    """A DOI in lower case without resolver, escapes or trailing marks; None when the value holds none.

    Examples
    --------
    >>> clean_doi("https://doi.org/10.1016/J.MEDIA.2021.102032."), clean_doi("doi:10.1002%2F(SICI)1097-0258")
    ('10.1016/j.media.2021.102032', '10.1002/(sici)1097-0258')
    """
    value = html.unescape((value or "").strip())
    is_address = "://" in value
    if is_address:
        value = value.partition("#")[0]
    while (plain := unquote(value)) != value:
        value = plain
    ends = (_NOT_DOI.split(value[match.start() :])[0].rstrip() for match in _DOI_STARTS.finditer(value))
    doi = next((end.lower().rstrip(".,;:") for end in ends if _DOI.fullmatch(end)), "")
    if is_address and not _RESOLVER.match(value):
        doi = _PLACE_ON_PAGE.sub("", doi)
    while doi.endswith((")", "]", "}")) and doi.count(doi[-1]) > doi.count({")": "(", "]": "[", "}": "{"}[doi[-1]]):
        doi = doi[:-1].rstrip(".,;:")
    return doi if _DOI.fullmatch(doi) else None


def is_preprint_doi(doi: str | None) -> bool:
    """Whether a DOI is that of a preprint or an archived copy."""
    return bool(doi and _PREPRINT_DOI.match(doi))


def arxiv_id_of_doi(doi: str | None) -> str | None:
    """The arXiv id inside a DOI that arXiv gave out (``10.48550/arxiv.…``).

    Examples
    --------
    >>> arxiv_id_of_doi("10.48550/arxiv.2403.00001")
    '2403.00001'
    """
    match = re.match(r"10\.48550/arxiv\.(.+)$", doi or "", re.IGNORECASE)
    return clean_arxiv_id(match[1]) if match else None


def clean_pmid(value: str | None) -> str | None:
    """A PubMed id as its digits; None for zero, missing and anything else.

    Examples
    --------
    >>> clean_pmid("PMID: 38011560"), clean_pmid("38011560.0"), clean_pmid("0"), clean_pmid("nan")
    ('38011560', '38011560', None, None)
    """
    match = re.search(r"(?:^|[^\w.]|pmid)([1-9]\d{0,8})(?:\.0)?$", (value or "").strip().rstrip("/"), re.IGNORECASE)
    return match[1] if match else None


def clean_openalex_id(value: str | None) -> str | None:
    """An OpenAlex work id without its address.

    Examples
    --------
    >>> clean_openalex_id("https://openalex.org/W2741809807")
    'W2741809807'
    """
    match = re.search(r"\b(W\d+)$", (value or "").strip(), re.IGNORECASE)
    return match[1].upper() if match else None


def clean_orcid(value: str | None) -> str | None:
    """An ORCID without its address, if its last digit is the one that the others ask for (ISO 7064, mod 11-2).

    Examples
    --------
    >>> clean_orcid("https://orcid.org/0000-0002-1694-233x"), clean_orcid("0000-0002-1694-2330")
    ('0000-0002-1694-233X', None)
    """
    match = re.search(r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])$", (value or "").strip())
    if not match:
        return None
    digits = "".join(match.groups()).upper()
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = "0123456789X"[(12 - total % 11) % 11]
    return "-".join(digits[at : at + 4] for at in range(0, 16, 4)) if digits[-1] == check else None


def clean_url(value: str | None) -> str | None:
    """A web address, or None for anything a browser might run."""
    value = (value or "").strip()
    return value if re.match(r"https?://[^\s\"'<>]+$", value) else None


def month_of_arxiv_id(arxiv_id: str | None) -> str | None:
    """The month a new-style arXiv id was given out, as ``YYYY-MM``."""
    match = re.match(r"(\d{2})(\d{2})\.\d{4,5}$", arxiv_id or "")
    return f"20{match[1]}-{match[2]}" if match and 1 <= int(match[2]) <= 12 else None


def find_code_address(text: str) -> str | None:
    """The first address of code or of a trained model in a text, else of a project's page.

    Examples
    --------
    >>> find_code_address("Code is available at https://github.com/roe/FuseNet. See https://doi.org/10.1/a")
    'https://github.com/roe/FuseNet'
    >>> find_code_address("Project: https://roe.github.io/fuse. Code: https://github.com/roe/FuseNet")
    'https://github.com/roe/FuseNet'
    >>> find_code_address("Models: huggingface.co/roe/fuse-net), see github.com.") or ""
    'https://huggingface.co/roe/fuse-net'
    """
    found = _CODE.search(text) or _PROJECT.search(text)
    return f"https://{found[1]}" if found else None
