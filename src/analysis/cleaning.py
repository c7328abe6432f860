"""Field by field: text, dates and identifiers as they should be."""

import datetime as dt
import re
import unicodedata

from anyascii import anyascii

_SPACE = re.compile(r"\s+")
_MATH = re.compile(r"(?<!\\)\$([^$]{1,200}?)\$")
# Signs of a formula, or one unbroken piece that does not end as a price range would ("$5-$10").
_READS_AS_MATH = re.compile(r"[\\^_{}=<>]|^[^\s]*[^\s,;:/–-]$")
_HREF = re.compile(r"\\href\{([^{}]*)\}\{([^{}]*)\}")
_COMMAND = re.compile(r"\\[A-Za-z]+|\\[^\sA-Za-z]")
_DATE = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?$")
_ARXIV_NEW = re.compile(r"(?<!\d)(\d{4}\.\d{4,5})(?:v\d+)?$")
_ARXIV_OLD = re.compile(r"([a-z][a-z-]*(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?$")
_DOI = re.compile(r"(10\.\d{4,9}/\S+)$")


def clean_text(text: str | None) -> str | None:
    r"""Text without LaTeX, with composed accents and single spaces; None when nothing is left.

    Examples
    --------
    >>> clean_text(r"forgetting falls to $\sim$5\%,  339$\times$ fewer")
    'forgetting falls to ∼5%, 339× fewer'
    >>> clean_text(r"a 5% gain, Ray-Schr\"odinger")
    'a 5% gain, Ray-Schrödinger'
    """
    if text is None:
        return None
    if "$" in text or "\\" in text:
        text = _latex_to_text(text)
    text = "".join(c for c in text if (c >= " " or c in "\t\n\r") and not "\ud800" <= c <= "\udfff")
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip() or None


def _latex_to_text(text: str) -> str:
    from pylatexenc.latex2text import LatexNodes2Text

    convert = LatexNodes2Text(math_mode="text", keep_comments=True, strict_latex_spaces=True).latex_to_text

    def plain(piece: str) -> str:
        # A bare % would start a comment and swallow the rest of the line.
        try:
            return convert(re.sub(r"(?<!\\)([%#&])", r"\\\1", piece))
        except (IndexError, ValueError, AttributeError, RecursionError):
            # The converter stumbles over some broken LaTeX; then the text stays as the file has it.
            return piece

    text = _HREF.sub(r"\2 (\1)", text)
    text = _MATH.sub(lambda match: plain(match[0]) if _READS_AS_MATH.search(match[1]) else match[0], text)
    # A dollar that opens no formula is a price.
    return plain(re.sub(r"(?<!\\)\$", r"\\$", text)).replace(r"\$", "$") if _COMMAND.search(text) else text


def normalise_title(title: str | None) -> str:
    """A title's letters and digits, without accents, case or marks; for comparing, never for showing.

    Examples
    --------
    >>> normalise_title("μ-Bench: A Vision–Language Benchmark")
    'm bench a vision language benchmark'
    """
    return " ".join(re.findall(r"[a-z0-9]+", anyascii(title or "").lower()))


def clean_date(value: str | None) -> tuple[dt.date | None, str]:
    """A date and its precision: ``day``, ``month``, ``year`` or ``unknown``.

    A month or year stands for its first day. What is no date of the calendar, or lies outside 1700 to 2100, is
    ``unknown``.

    Examples
    --------
    >>> clean_date("2025-03")
    (datetime.date(2025, 3, 1), 'month')
    >>> clean_date("2025-02-30")
    (None, 'unknown')
    """
    match = _DATE.match((value or "").strip().replace("/", "-"))
    if not match or not 1700 <= int(match[1]) <= 2100:
        return None, "unknown"
    year, month, day = (int(part) if part else None for part in match.groups())
    precision = "day" if day else "month" if month else "year"
    try:
        return dt.date(year or 0, month or 1, day or 1), precision
    except ValueError:
        return None, "unknown"


def clean_arxiv_id(value: str | None) -> str | None:
    """An arXiv id without prefix and version; None when the value holds none.

    Examples
    --------
    >>> clean_arxiv_id("https://arxiv.org/abs/2503.00374v2")
    '2503.00374'
    """
    value = (value or "").strip()
    match = _ARXIV_NEW.search(value) or _ARXIV_OLD.search(value)
    return match[1] if match else None


def clean_doi(value: str | None) -> str | None:
    """A DOI in lower case without resolver or trailing marks; None when the value holds none.

    Examples
    --------
    >>> clean_doi("https://doi.org/10.1016/J.MEDIA.2021.102032.")
    '10.1016/j.media.2021.102032'
    """
    match = _DOI.search((value or "").strip())
    return match[1].lower().rstrip(".,;") if match else None


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
    >>> clean_pmid("PMID: 38011560"), clean_pmid("0"), clean_pmid("nan")
    ('38011560', None, None)
    """
    match = re.search(r"(?<!\d)([1-9]\d{0,8})(?:\.0)?$", (value or "").strip())
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
    """An ORCID without its address.

    Examples
    --------
    >>> clean_orcid("https://orcid.org/0000-0002-1825-009x")
    '0000-0002-1825-009X'
    """
    match = re.search(r"(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])$", (value or "").strip())
    return match[1].upper() if match else None


def clean_url(value: str | None) -> str | None:
    """A web address, or None for anything a browser might run."""
    value = (value or "").strip()
    return value if re.match(r"https?://[^\s\"'<>]+$", value) else None


def month_of_arxiv_id(arxiv_id: str | None) -> str | None:
    """The month a new-style arXiv id was given out, as ``YYYY-MM``."""
    match = re.match(r"(\d{2})(\d{2})\.\d{4,5}$", arxiv_id or "")
    return f"20{match[1]}-{match[2]}" if match and 1 <= int(match[2]) <= 12 else None


def paper_type(title: str | None, source_type: str | None) -> str:
    """The type of a paper: its source's own word where it has one, else plain rules on the title.

    Examples
    --------
    >>> paper_type("U-Bench: A Comprehensive Understanding of U-Net through 100-Variant Benchmarking", None)
    'benchmark'
    """
    for kind, pattern in _TYPE_OF_SOURCE if source_type else ():
        if re.search(pattern, (source_type or "").lower()):
            return kind
    for kind, pattern in _TYPE_OF_TITLE:
        if re.search(pattern, (title or "").lower()):
            return kind
    return "method"


_TYPE_OF_SOURCE = (
    ("review", r"review|survey|meta-analysis"),
    ("dataset", r"data ?(set|paper)"),
    ("other", r"editorial|letter|erratum|comment|news|retract"),
)
_TYPE_OF_TITLE = (
    ("other", r"^(erratum|corrigendum|correction|reply|editorial|comment)\b"),
    ("review", r"\b(surve(y|ys)|review|systematic|scoping|roadmap|perspective|tutorial|state of the art in)\b"),
    ("benchmark", r"\bbench(mark(s|ed|ing)?)?\b|-bench\b|\bchallenge\b"),
    (
        "dataset",
        r"^(?!.*\b(using|on|from|in)\b.*\bdatasets?\b).*\bdatasets?\b|\bcorpus\b|\batlas of\b|\bimage-text pairs\b",
    ),
    (
        "validation",
        r"\b(evaluat(ion|ing)|assess(ing|ment)|valid(ation|ating)|unrobust|robustness of|compar(ison|ing|ative)"
        r"|reproducib|pitfall|failure)",
    ),
    ("software", r"\b(open-source|software|toolkit|toolbox|platform|library|python package|plugin)\b"),
)
