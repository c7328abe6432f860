"""Field by field: text, dates, pages and languages as they should be. Cleaning twice is cleaning once."""

import datetime as dt
import html
import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from analysis.text.latex import convert_markup
from analysis.text.notices import cut_notices

_SPACE = re.compile(r"\s+")
_DATE = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?$")
# Half of a surrogate pair is no character; zero-width and direction marks are invisible and can turn a page's text.
_NO_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufeff\ufffe\uffff]"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_BLOCKS = "p|br|div|title|sec|section|list|list-item|label|ul|ol|li|h[1-6]|table|tr|td|abstract"
_INLINE = (
    "italic|bold|sub|sup|i|b|em|strong|u|sc|span|a|font|inf|scp|monospace|underline|ext-link|xref|styled-content|"
    r"named-content|alternatives|inline-formula|disp-formula|tex-math|mml:\w+|math|mi|mn|mo|mrow|msub|msup|msubsup|mfrac|mtext|semantics|annotation"
)
# One formula in two notations: the one that reads as text is kept.
_ALTERNATIVES = re.compile(
    r"<(?:jats:)?alternatives\b[^<>]*>(.{0,5000}?)</(?:jats:)?alternatives>", re.DOTALL | re.IGNORECASE
)
_TEX = re.compile(r"<(?:jats:)?tex-math\b[^<>]*>.{0,5000}?</(?:jats:)?tex-math>", re.DOTALL | re.IGNORECASE)
_ANNOTATION = re.compile(r"<(?:mml:)?annotation\b[^<>]*>.{0,5000}?</(?:mml:)?annotation>", re.DOTALL | re.IGNORECASE)
# What follows a tag's name has the form of attributes: "a<b then c>d" is a comparison.
_ATTRIBUTES = r"(?:\s+[\w:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))*\s*"
_BLOCK_TAG = re.compile(rf"</?(?:jats:)?(?:{_BLOCKS}){_ATTRIBUTES}/?>", re.IGNORECASE)
_INLINE_TAG = re.compile(rf"</?(?:jats:)?(?:{_INLINE}){_ATTRIBUTES}/?>", re.IGNORECASE)
# UTF-8 that was read as Windows text: a capital with a mark before a sign that no language puts there.
_MOJIBAKE = re.compile("[ÂÃÄÅÎÏÐÑØÙâãäåæçéèï][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_ABSTRACT_WORD = re.compile(
    r"^(?i:abstract|summary|a b s t r a c t)\s*(?:[:.—–]\s*|-\s+)"
    r"|^(?i:abstract)\s+(?=(?:BACKGROUND|Background|OBJECTIVES?|Objectives?|PURPOSE|Purpose|INTRODUCTION|Introduction"
    r"|AIMS?|Aims?|Context|Motivation|This|We|The|In|An?)\b)"
)
_NO_ABSTRACT = re.compile(
    r"^\W*(no abstract( available)?|abstract not available|not available|n/?a|none|null|nan)\W*$", re.IGNORECASE
)
_GENRE = re.compile(
    r"[(\[](?:(?:extended|panel|invited|tutorial|demo|poster|experience|research|industrial|conference|meeting|keynote|short|full|"
    r"technical|position|system)\s+)*(?:abstract|session|tutorial|panel|papers?|demo(?:nstration)?|poster|talk|keynote|report)[)\]]",
    re.IGNORECASE,
)
# What search engines put before a title: the kind of file that they found.
_LISTING = re.compile(r"^(?:\[(?:PDF|HTML|BOOK|CITATION|DOC|B|C)\]\s*)+")
_ENDS_IN_POINT = re.compile(r"(\.\.|\b(al|etc|[A-Z]|[a-z]\.[a-z]|Jr|Inc|Ltd|vs)\.)$")
_NUMBER_WORD = re.compile(r"^(vol(ume)?|no|number|issue|iss|heft|band|n)\b\.?\s*(?=\S*\d)", re.IGNORECASE)
_STEPS = 8


def clean_text(text: str | None) -> str | None:
    r"""Text without markup, with composed accents and single spaces; None when nothing is left.

    LaTeX, HTML and JATS become plain signs, and text that was decoded wrongly is repaired.

    Examples
    --------
    >>> clean_text(r"forgetting falls to $\sim$5\%,  339$\times$ fewer")
    'forgetting falls to ∼5%, 339× fewer'
    >>> clean_text("<jats:p>The GrÃ¼neisen parameter of H<sub>2</sub>O &lt; 1</jats:p>")
    'The Grüneisen parameter of H2O < 1'
    """
    if text is None:
        return None
    for _ in range(_STEPS):
        cleaned = _clean_once(text)
        if cleaned == text:
            break
        text = cleaned
    return text or None


def without_controls(value: str | None) -> str | None:
    r"""A value without control and direction characters, which no field needs.

    Examples
    --------
    >>> without_controls("10.1000/a\u202eb\x1b[2J")
    '10.1000/ab[2J'
    """
    return _NO_TEXT.sub("", value) if isinstance(value, str) and not value.isprintable() else value


def _clean_once(text: str) -> str:
    if not text.isascii():
        if _MOJIBAKE.search(text):
            text = _repair(text)
        text = unicodedata.normalize("NFC", text)
    if "&" in text:
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    if "<" in text:
        text = _ANNOTATION.sub("", _ALTERNATIVES.sub(_one_notation, text))
        text = _INLINE_TAG.sub("", _BLOCK_TAG.sub(" ", text))
    if "$" in text or "\\" in text:
        text = convert_markup(text)
    return _SPACE.sub(" ", _NO_TEXT.sub("", text)).strip()


def _one_notation(formula: re.Match[str]) -> str:
    return _TEX.sub("", formula[1]) if "math>" in _TEX.sub("", formula[1]) else formula[1]


def _repair(text: str) -> str:
    import ftfy

    return ftfy.fix_encoding(text)


def clean_title(title: str | None, abstract: str | None = None) -> str | None:
    """A title without closing period and translator's brackets; one that shouts is put in small letters.

    Words that the abstract writes in capitals keep them.

    Examples
    --------
    >>> clean_title("[Deep learning in pathology.]")
    'Deep learning in pathology'
    >>> clean_title("SEGMENTATION OF MRI SCANS WITH U-NET", "MRI is hard.")
    'Segmentation of MRI scans with U-net'
    """
    text = _LISTING.sub("", clean_text(title) or "") or None
    for _ in range(_STEPS):
        bare = text
        if bare and re.fullmatch(r"\[[^\[\]]+\]\.?", bare):
            bare = bare.rstrip(".")[1:-1].strip()
        if bare and bare.endswith(".") and not _ENDS_IN_POINT.search(bare):
            bare = bare[:-1].rstrip()
        if bare == text:
            break
        text = bare
    return (_lower(text, abstract) if text and _shouts(text) else text) or None


def clean_venue(venue: str | None) -> str | None:
    """A venue without the conference that its abstracts are of, or the mark of being cut short; an address is none.

    Examples
    --------
    >>> clean_venue("Noise studies…"), clean_venue("Heart. Conference: Noise 2011, Bonn"), clean_venue("https://x.org/1")
    ('Noise studies', 'Heart', None)
    """
    text = re.sub(r"\s*(?:…|\.\.\.)$|\.\s+Conference:.*$", "", clean_text(venue) or "")
    return None if re.match(r"https?://", text) else text or None


def _shouts(text: str) -> bool:
    return text.isupper() and len(re.findall(r"[^\W\d_]{2,}", text)) > 3


def _lower(text: str, abstract: str | None) -> str:
    kept = set(re.findall(r"\b[A-Z][A-Z0-9]+\b", abstract or "")) if not (abstract or "").isupper() else set()

    def lower(word: re.Match[str]) -> str:
        stays = word[0] in kept or re.search(r"\d", word[0]) or (len(word[0]) == 1 and word[0] != "A")
        return word[0] if stays else word[0].lower()

    lowered = re.sub(r"[^\W_]+(?:['’][^\W_]+)?", lower, text)
    return lowered[0].upper() + lowered[1:]


def clean_abstract(abstract: str | None) -> str | None:
    """An abstract without the word "Abstract" before and without copyright notices.

    Examples
    --------
    >>> clean_abstract("Abstract: METHODS: We count. © 2019 Elsevier B.V. All rights reserved.")
    'METHODS: We count.'
    """
    text = clean_text(abstract)
    for _ in range(_STEPS):
        if not text or _NO_ABSTRACT.match(text):
            return None
        cleaned = cut_notices(_ABSTRACT_WORD.sub("", text))
        if cleaned == text:
            break
        text = cleaned
    return text


def normalise_title(title: str | None) -> str:
    """A title's letters and digits, without accents, case or marks; for comparing, never for showing.

    Examples
    --------
    >>> normalise_title("μ-Bench: A Vision–Language Benchmark")
    'm bench a vision language benchmark'
    """
    return " ".join(re.findall(r"[a-z0-9]+", (title if title and title.isascii() else anyascii(title or "")).lower()))


def comparable_title(title: str | None) -> str:
    """A title as `normalise_title` has it, without the kind of contribution that some lists add in brackets.

    Examples
    --------
    >>> comparable_title("XML data management (panel session): go native?"), comparable_title("Title (Part II)")
    ('xml data management go native', 'title part ii')
    """
    return normalise_title(_GENRE.sub(" ", title or "") if title and ("(" in title or "[" in title) else title)


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


def clean_pages(value: str | None) -> str | None:
    """A page range with its last page written out and a plain hyphen.

    Examples
    --------
    >>> clean_pages("pp. 1141--55"), clean_pages("e104"), clean_pages("221–8")
    ('1141-1155', 'e104', '221-228')
    """
    text = re.sub(r"^(pp?\.?|pages?)\s*(?=\w*\d)", "", (clean_text(value) or ""), flags=re.IGNORECASE)
    match = re.fullmatch(r"([A-Za-z]{0,2})(\d+)\s*[-–—‐‑−]+\s*([A-Za-z]{0,2})(\d+)\.?", text)
    if not match:
        return text or None
    first, last = match[2], match[4]
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{match[1]}{first}" if first == last else f"{match[1]}{first}-{match[3] or match[1]}{last}"


def clean_number(value: str | None) -> str | None:
    """A volume or issue without the word that says so.

    Examples
    --------
    >>> clean_number("Vol. 12"), clean_number("12.0"), clean_number("S1")
    ('12', '12', 'S1')
    """
    text = clean_text(value) or ""
    for _ in range(_STEPS):
        bare = re.sub(r"^(\d+)\.0$", r"\1", _NUMBER_WORD.sub("", text)).strip()
        if bare == text:
            break
        text = bare
    return text or None


@lru_cache(maxsize=10_000)
def clean_language(value: str | None) -> str | None:
    """A language as its two- or three-letter tag; None where the value names none.

    Examples
    --------
    >>> [clean_language(value) for value in ("eng", "German", "ger", "pt-BR", "?")]
    ['en', 'de', 'de', 'pt', None]
    """
    import langcodes

    for part in re.split(r"[;,|/]\s*", (value or "").strip()):
        # The tables of names break on control characters.
        if not part.isprintable():
            continue
        try:
            found = langcodes.get(part) if re.fullmatch(r"[A-Za-z]{2,3}([-_]\w+)*", part) else langcodes.find(part)
        except (LookupError, ValueError, AttributeError):
            continue
        if found.language and found.is_valid() and found.language not in {"und", "mul", "zxx"}:
            return found.language
    return None
