"""One row for each work: what its records tell of the paper, each value from the record that is trusted most."""

import pandas as pd

from analysis.corpus.ids import name_papers, what_tells_apart
from analysis.corpus.types import paper_type
from analysis.corpus.works.traits import is_preprint
from analysis.text import clean_text, find_code_address, month_of_arxiv_id
from analysis.workspace import list_values

_FIRST_KNOWN = (
    "title", "venue", "volume", "issue", "pages", "language", "doi", "arxiv_id", "pmid", "openalex_id", "url",
    "source_type",
)  # fmt: skip

# What belongs to one version of a work: the venue of a preprint does not go with the pages of the journal.
_OF_ONE_VERSION = ("venue", "volume", "issue", "pages", "doi")


def build_papers(records: pd.DataFrame) -> pd.DataFrame:
    """One row for each work.

    Parameters
    ----------
    records
        Cleaned records with `work` and `is_fact`, the preferred ones first; every work has a title.

    Returns
    -------
    pandas.DataFrame
        The table `papers`, and `work`.
    """
    groups = records.groupby("work", sort=True)
    papers = groups[list(_FIRST_KNOWN)].first()
    published = _published_first(records)
    papers[list(_OF_ONE_VERSION)] = published
    # Facts about a paper fill what no source that lists it tells, and change nothing that one does.
    listed, facts = records[~records["is_fact"]], records[records["is_fact"]]
    papers["title"] = _commonest_title(listed).combine_first(_commonest_title(facts)).reindex(papers.index)
    papers["abstract"] = _longest(listed, "abstract").combine_first(_longest(facts, "abstract"))
    papers["summary"] = groups["summary"].first()
    papers["comment"] = _longest(records, "comment")
    papers["updated"] = groups["updated"].max()
    texts = papers["comment"].fillna("") + " " + papers["abstract"].fillna("")
    papers["code_url"] = texts.map(find_code_address)
    papers["summary_source"] = records[records["summary"].notna()].groupby("work")["source"].first()
    papers["sources"] = list_values(records, by="work", column="source")
    papers["category"] = _first_category(records)
    papers["cited_by"] = _counted_by_one(records)
    papers["upvotes"] = pd.to_numeric(records["upvotes"]).groupby(records["work"]).max()
    undated = listed.groupby("work")["date"].count().reindex(papers.index).fillna(0) == 0
    papers = papers.join(_earliest_date(records[~records["is_fact"] | records["work"].map(undated).astype(bool)]))
    kinds = zip(papers["title"], papers["source_type"], papers["abstract"], strict=True)
    papers["type"] = [paper_type(*(None if pd.isna(value) else value for value in kind)) for kind in kinds]
    address = "https://arxiv.org/abs/" + papers["arxiv_id"].astype("str")
    papers["url"] = papers["url"].where(papers["url"].notna(), address.where(papers["arxiv_id"].notna()))
    apart = what_tells_apart(records)
    papers["told_apart_by"] = apart.groupby(records["work"]).max()
    papers["paper_id"] = name_papers(papers)
    return papers.drop(columns=["source_type", "told_apart_by"]).reset_index()


def _published_first(records: pd.DataFrame) -> pd.DataFrame:
    """Venue, volume, issue, pages and DOI of each work, all of its published version where there is one."""
    columns = list(_OF_ONE_VERSION)
    preprint = is_preprint(records)
    known = records[columns].notna()
    rank = preprint.astype(int) * 10 - known.sum(axis=1)
    ordered = records.assign(rank=rank, preprint=preprint).sort_values(["rank"], kind="stable")
    has_published = (~preprint & known.any(axis=1)).groupby(records["work"]).any()
    usable = ordered[~(ordered["preprint"] & ordered["work"].map(has_published))]
    return usable.groupby("work")[columns].first().reindex(sorted(records["work"].unique()))


def _commonest_title(records: pd.DataFrame) -> pd.Series:
    """The title that most records of a work have; of equals the longest, then that of the first record."""
    titled = records[records["title"].notna()]
    count = titled.groupby(["work", "title_key"])["title"].transform("size")
    ordered = titled.assign(count=count, letters=titled["title"].str.len())
    ordered = ordered.sort_values(["count", "letters"], ascending=False, kind="stable")
    return ordered.drop_duplicates("work").set_index("work")["title"]


def _first_category(records: pd.DataFrame) -> pd.Series:
    """The category that the first record with any names first: in arXiv the primary one."""
    first = [next((value for kind, value in labels if kind == "category"), None) for labels in records["labels"]]
    named = pd.Series(first, index=records.index, dtype=object)
    named = named.map({value: clean_text(value) for value in set(named.dropna())})
    return named.groupby(records["work"]).first()


def _longest(records: pd.DataFrame, column: str) -> pd.Series:
    lengths = records[column].str.len().sort_values(ascending=False, kind="stable").dropna()
    return records.loc[lengths.index].drop_duplicates("work").set_index("work")[column]


def _earliest_date(records: pd.DataFrame) -> pd.DataFrame:
    """The earliest date of each work and what it is the date of; a day beats the month or year it lies in.

    A work without any date has that of the month in which its arXiv id was given out.
    """
    undated = records.groupby("work")["date"].transform("count") == 0
    preprints = records.loc[undated, ["work", "arxiv_id"]].dropna().drop_duplicates()
    months = pd.Series(
        [month_of_arxiv_id(value) for value in preprints["arxiv_id"]], index=preprints.index, dtype="str"
    )
    given_out = preprints.assign(date=months.astype("datetime64[s]"), precision="month", date_basis="preprint")
    columns = ["work", "date", "precision", "date_basis"]
    dated = pd.concat([records[columns], given_out[columns]])
    dated = dated[dated["date"].notna()].assign(year=lambda rows: rows["date"].dt.year)
    rank = dated["precision"].map({"day": 0, "month": 1, "year": 2})
    dated["month"] = dated["date"].dt.month.where(rank < 2, 13)
    dated["day"] = dated["date"].dt.day.where(rank < 1, 32)
    first = dated.sort_values(["year", "month", "day"], kind="stable").drop_duplicates("work").set_index("work")
    dates = first[["date", "precision", "date_basis"]].rename(
        columns={"date": "published", "precision": "date_precision"}
    )
    dates = dates.reindex(records["work"].unique())
    preprint = records.groupby("work")["arxiv_id"].first().reindex(dates.index).notna() & dates["published"].notna()
    basis = (
        dates["date_basis"]
        .astype(object)
        .where(dates["date_basis"].notna(), preprint.map({True: "preprint", False: "unknown"}))
    )
    return dates.assign(
        date_precision=dates["date_precision"].fillna("unknown"),
        date_basis=basis.where(dates["published"].notna(), "unknown"),
    )


def _counted_by_one(records: pd.DataFrame) -> pd.Series:
    """Times cited as the source says that counts the most works: counts of several databases are not compared."""
    counts = pd.to_numeric(records["cited_by"])
    told = records[counts.notna()].assign(count=counts)
    works = told.drop_duplicates(["work", "source"])["source"].value_counts()
    if works.empty:
        return counts.groupby(records["work"]).max()
    most = min(works.index, key=lambda source: (-works[source], source))
    return told.loc[told["source"] == most].groupby("work")["count"].max()
