"""Who cites what: one list of references for each paper, and the works that they name."""

import hashlib
from typing import NamedTuple

import pandas as pd

from analysis.citations.venues import unify_cited_venues
from analysis.text import clean_title, find_initials, proper_case
from analysis.workspace import list_values

_PARTS = ("family", "given", "year", "title", "venue", "volume", "page")
# In order of strength, with what names begin with.
_NAMES = {"doi": "doi:", "arxiv_id": "arxiv:", "pmid": "pmid:", "openalex_id": "openalex:", "number": ""}


class Citations(NamedTuple):
    """The tables that the matching of references gives."""

    citations: pd.DataFrame
    cited_works: pd.DataFrame


def build_citations(
    references: pd.DataFrame, matched: pd.DataFrame, papers: pd.DataFrame, authorships: pd.DataFrame
) -> Citations:
    """One list of references for each paper, whatever number of sources lists them.

    Entries of two lists that name one work are one citation; what only one source has is kept. A paper that would cite
    itself does not: such an entry names another version of it, or was taken for it.

    Parameters
    ----------
    references
        `paper_id`, `source`, `position` and `cited`.
    matched
        As `analysis.citations.matching.match.match_references` gives it.
    papers
        `paper_id`, `title`, `published`, `venue` and the identifiers.
    authorships
        `paper_id`, `position`, `family`, `given`.

    Returns
    -------
    Citations
        `citations`: `paper_id`, `work_id`, `cited` (as written), `evidence`, `score` and the `sources` that list it;
        `cited_works`: `work_id` (a paper's id where the work is one), its parts, identifiers and `label`, `in_corpus`,
        `citations` (papers that cite it) and `spellings` (texts that name it).
    """
    rows = references.merge(matched[["cited", "work", "evidence", "score"]], on="cited")
    described = _describe_works(rows, matched)
    rows["work_id"] = rows["work"].map(described["work_id"])
    rows = rows[rows["work_id"] != rows["paper_id"]]
    keys = ["paper_id", "work_id"]
    first = rows.sort_values([*keys, "source", "position"]).drop_duplicates(keys)
    citations = first[[*keys, "cited", "evidence", "score"]].set_index(keys)
    citations["sources"] = list_values(rows, by=keys, column="source")
    citations = citations.reset_index()
    works = described.set_index("work_id")
    works["citations"] = citations["work_id"].value_counts().reindex(works.index)
    works["spellings"] = rows.groupby("work_id")["cited"].nunique().reindex(works.index)
    works = _take_from_papers(works[works["citations"].notna()], papers, authorships)
    shouts = works["title"].str.isupper()
    works.loc[shouts, "title"] = works.loc[shouts, "title"].map(clean_title)
    works["venue"] = _name_venues(works, matched, described["work_id"])
    labels = [name_work(row) for row in works[list(_PARTS)].itertuples(index=False, name=None)]
    works["label"] = pd.Series(labels, works.index, dtype="str").replace("", pd.NA).fillna(works.index.to_series())
    return Citations(citations, works.reset_index().astype({"citations": "int64", "spellings": "int64"}))


def name_work(parts: tuple[str, str, int, str, str, str, str]) -> str:
    """A cited work in a line: who, when, what or where.

    Examples
    --------
    >>> name_work(("Green", "JJ", 2008, "", "NANO LETT", "8", "3126"))
    'Green JJ (2008) NANO LETT 8:3126'
    >>> name_work(("Roe", "Ann", 0, "Deep and dark", "Wells", "", ""))
    'Roe A: Deep and dark'
    """
    family, given, year, title, venue, volume, page = parts
    initials = find_initials(given)
    who = " ".join(filter(None, (proper_case(family), initials)))
    place = " ".join(filter(None, (venue, ":".join(filter(None, (volume, page))))))
    head = f"{who} ({year})".strip() if year else who
    told = title or place
    return f"{head}: {told}" if head and title else " ".join(filter(None, (head, told)))


def label_papers(papers: pd.DataFrame, authorships: pd.DataFrame) -> pd.Series:
    """The papers of the corpus in a line each, as `name_work` tells cited works; indexed by paper.

    Examples
    --------
    >>> papers = pd.DataFrame({"paper_id": ["p"], "title": ["Wells"], "published": pd.to_datetime(["2020-05-01"])})
    >>> authors = pd.DataFrame({"paper_id": ["p"], "position": [1], "family": ["Roe"], "given": ["Mo"]})
    >>> label_papers(papers, authors)["p"]
    'Roe M (2020): Wells'
    """
    first = authorships[authorships["position"] == 1].set_index("paper_id")[["family", "given"]]
    rows = papers.set_index("paper_id").join(first)
    told = rows[["family", "given", "title"]].astype(object).where(lambda table: table.notna(), "")
    years = rows["published"].dt.year.fillna(0).astype("int64")
    parts = zip(told["family"], told["given"], years, told["title"], strict=True)
    return pd.Series([name_work((*who, "", "", "")) for who in parts], index=rows.index, dtype="str")


def _describe_works(rows: pd.DataFrame, matched: pd.DataFrame) -> pd.DataFrame:
    """By work its parts, each as most citations have it, and its name."""
    weight = rows["cited"].value_counts()
    texts = matched.assign(weight=matched["cited"].map(weight))
    columns = {name: _commonest(texts, name) for name in (*_PARTS, *_NAMES)}
    works = pd.DataFrame(columns, index=sorted(texts["work"].unique()))
    works["year"] = works["year"].fillna(0).astype("int64")
    works = works.fillna("")
    works["in_corpus"] = texts.groupby("work")["paper_id"].first().notna().reindex(works.index)
    works["work_id"] = _name_works(works).where(~works["in_corpus"], texts.groupby("work")["paper_id"].first())
    return works


def _commonest(texts: pd.DataFrame, name: str) -> pd.Series:
    """Of each work the value that most citations have; of equals the longest, then the first of the alphabet."""
    told = texts[texts[name] != (0 if name == "year" else "")]
    counts = told.groupby(["work", name])["weight"].sum().reset_index()
    counts["letters"] = counts[name].astype("str").str.len()
    ordered = counts.sort_values(["work", "weight", "letters", name], ascending=[True, False, False, True])
    return ordered.drop_duplicates("work").set_index("work")[name]


def _name_works(works: pd.DataFrame) -> pd.Series:
    """The strongest identifier that is the work's alone, else a hash of its parts."""
    texts = works[list(_PARTS)].astype("str")
    keys = texts["family"].str.cat(texts.drop(columns="family"), sep="|").str.lower()
    names = "ref:" + keys.map(lambda key: hashlib.sha256(key.encode()).hexdigest()[:12])
    for column, prefix in reversed(_NAMES.items()):
        usable = (works[column] != "") & ~works[column].duplicated(keep=False)
        names = names.where(~usable, prefix + works[column])
    again = names.groupby(names).cumcount()
    return names.where(again == 0, names + "-" + (again + 1).astype("str"))


def _name_venues(works: pd.DataFrame, matched: pd.DataFrame, work_id: pd.Series) -> pd.Series:
    """The venue of each work, one name for all that texts and papers have for it."""
    named = pd.DataFrame({"work": matched["work"].map(work_id), "venue": matched["venue"]})
    own = pd.DataFrame({"work": works.index, "venue": works["venue"]})
    rows = pd.concat([named, own], ignore_index=True)
    rows["venue"] = rows["venue"].replace("", pd.NA)
    names = unify_cited_venues(rows).tail(len(works)).fillna("")
    return names.set_axis(works.index)


def _take_from_papers(works: pd.DataFrame, papers: pd.DataFrame, authorships: pd.DataFrame) -> pd.DataFrame:
    """Works that are papers of the corpus, with what the corpus knows of them."""
    first = authorships.sort_values(["paper_id", "position"]).drop_duplicates("paper_id").set_index("paper_id")
    known = papers.set_index("paper_id").join(first[["family", "given"]]).reindex(works.index)
    known["given"] = known["given"].fillna("").where(known["family"].notna())
    own = works.copy()
    for name in ("family", "given", "title", "venue", "volume", "doi", "arxiv_id", "pmid", "openalex_id"):
        own[name] = known[name].astype(object).where(known[name].notna(), own[name])
    own["year"] = known["published"].dt.year.where(known["published"].notna(), own["year"]).astype("int64")
    return own
