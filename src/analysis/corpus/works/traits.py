"""What records are compared by: titles and what stands in them, people, places, identifiers."""

import re

import pandas as pd

from analysis.text import is_preprint_doi, names_server

_NOTICE = re.compile(
    r"^(?:re |reply|response|(?:author|publisher)s?(?: s)? ?(?:reply|response|correction|note)|comments? on|commentary|"
    r"erratum|errata|corrigend\w+|correction|retraction(?! of the)|editorial comment|letter|discussion of|addendum|"
    r"expression of concern|in reply|additional file|supplement(?:ary|al)? "
    r"(?:materials?|data|files?|information)? ?(?:for|to|of|\d))\b"
)
_ROMAN = re.compile(r"\b(?:i{1,3}|iv|vi{0,3}|ix|x|xi{1,3})\b")
_ORDINALS = {
    name: str(number)
    for number, name in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)
}
_SERIES = re.compile(
    r"\b(?:part|volume|vol|chapter|lecture|episode|issue|no|paper)s? (\d+|[ivx]+|one|two|three|four|five|[abc])\b"
)
_PLACEHOLDER = (
    r"no (?:english )?(?:title|translation)\b.*|untitled|title not available|(?:front|back) matter"
    r"|(?:table of )?contents|(?:author|subject) index|(?:.* )?editorial board|masthead"
)
_GENERIC = (
    r"(?:guest )?(?:editorial|editors?(?: s)? (?:note|introduction|message)|introduction|preface|foreword|in this issue"
    r"|news|letters?(?: to the editor)?|correspondence|obituary|comments?|reply|errat(?:um|a)|abstracts?|book reviews?"
    r"|announcements?)"
)
# Of an abstract, as much as tells one from another.
_ABSTRACT_LETTERS = 600


def find_traits(records: pd.DataFrame) -> pd.DataFrame:
    """What pairs are compared by, one row a record.

    Parameters
    ----------
    records
        As `analysis.corpus.works.link.complete_records` gives them.
    """
    titles = records["title_key"].fillna("")
    titles = titles.where(~titles.str.fullmatch(_PLACEHOLDER), "")
    venues = records["venue_key"].fillna("")
    years = records["year"].astype("float64")
    # All that a record says, as far as it says anything but a title that many works have.
    content = _contents(records, titles)
    beginnings = records["abstract"].str.slice(0, _ABSTRACT_LETTERS).str.lower()
    return pd.DataFrame(
        {
            "title": titles,
            "other": records["other_title_key"].fillna("").astype("str"),
            "language": records["language"].fillna("").astype("str"),
            "doi_stated": records["doi_stated"],
            "numbers": titles.map(read_numbers),
            "series": titles.map(lambda title: " ".join(_SERIES.findall(title))),
            "notice": titles.map(lambda title: ((found := _NOTICE.match(title)) is not None and found[0]) or ""),
            "recurs": years.groupby(titles).transform("nunique").gt(2) & titles.ne("") | titles.str.fullmatch(_GENERIC),
            "source": records["source"],
            "content": content,
            "said_once": content.groupby([records["source"], content]).transform("size").eq(1),
            "alone": titles.groupby([records["source"], titles]).transform("size").eq(1),
            "year": years,
            "author": records["author_key"],
            "abstract": beginnings.str.replace(r"\W+", " ", regex=True).fillna(""),
            "venue": venues.where(~names_server(venues), ""),
            "preprint": records["arxiv_id"].notna() | is_preprint(records),
            "volume": records["volume"].str.extract(r"(\d+)", expand=False).fillna(""),
            "page": records["pages"].str.extract(r"^(\w*\d+)", expand=False).fillna(""),
            **{name: records[name].fillna("").astype("str") for name in ("doi", "arxiv_id", "pmid", "openalex_id")},
        },
        index=records.index,
    )  # fmt: skip


def _contents(records: pd.DataFrame, titles: pd.Series) -> pd.Series:
    """A hash of all that each record says; 0 where that is nothing but a title that many works have."""
    names = ["author_key", "year", "venue_key", "volume", "pages", "doi", "arxiv_id", "pmid", "openalex_id", "abstract"]
    fields = records[names].astype("str").fillna("")
    bare = fields.eq("").all(axis=1) & (titles.str.fullmatch(_GENERIC) | titles.eq(""))
    return pd.util.hash_pandas_object(fields.assign(title=titles), index=False).where(~bare, 0)


def is_preprint(records: pd.DataFrame) -> pd.Series:
    """Whether a record is of a preprint, by the server that its DOI or venue names."""
    by_doi = records["doi"].map(is_preprint_doi, na_action="ignore").fillna(False).astype(bool)
    return by_doi | names_server(records["venue"])


def read_numbers(title: str) -> str:
    """The digits, roman numerals and ordinals of a title, which tell parts and years of a series apart.

    Examples
    --------
    >>> read_numbers("on graphs part ii"), read_numbers("the fourth shared task 2019"), read_numbers("co2 in 2 lakes")
    ('ii', '2019 4', '2 2')
    """
    ordinals = [_ORDINALS[word] for word in title.split() if word in _ORDINALS]
    return " ".join(sorted(re.findall(r"\d+", title) + _ROMAN.findall(title) + ordinals))
