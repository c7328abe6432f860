"""Raw records to papers: cleaned, linked into works, every record accounted for."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pandas as pd

from analysis.corpus.authorships import build_authorships
from analysis.corpus.exports import SourceError
from analysis.corpus.fields import clean_records
from analysis.corpus.filter import why_left_out
from analysis.corpus.ids import PREFIXES, name_papers, what_tells_apart
from analysis.corpus.ledger import build_ledger, check_sums
from analysis.corpus.origins import list_completed
from analysis.corpus.shapes import NO_TITLE, ONLY_FACTS
from analysis.corpus.sources import RawCorpus
from analysis.corpus.types import paper_type
from analysis.corpus.versions import list_versions
from analysis.corpus.works.link import link_works
from analysis.corpus.works.overrides import read_decisions
from analysis.corpus.works.traits import is_preprint
from analysis.text import clean_text, find_code_address, month_of_arxiv_id, without_controls
from analysis.workspace import list_values

_FIRST_KNOWN = (
    "title", "venue", "volume", "issue", "pages", "language", "doi", "arxiv_id", "pmid", "openalex_id", "url",
    "source_type",
)  # fmt: skip

# What belongs to one version of a work: the venue of a preprint does not go with the pages of the journal.
_OF_ONE_VERSION = ("venue", "volume", "issue", "pages", "doi")


class Corpus(NamedTuple):
    """The tables that the corpus stage writes."""

    papers: pd.DataFrame
    authorships: pd.DataFrame
    labels: pd.DataFrame
    references: pd.DataFrame
    citation_counts: pd.DataFrame
    versions: pd.DataFrame
    completed: pd.DataFrame
    ledger: pd.DataFrame
    paper_aliases: pd.DataFrame


def build_corpus(
    raw: RawCorpus, *, decisions: Path | None = None, rules: Mapping[str, Any] = MappingProxyType({})
) -> Corpus:
    """Clean, link and merge the raw records of a corpus.

    Parameters
    ----------
    raw
        Records, rejects and sources as `analysis.corpus.sources.read_corpus` gives them.
    decisions
        A file of what a person decided (see `analysis.corpus.works.overrides`).
    rules
        Which papers are analysed (see `analysis.corpus.filter.why_left_out`).

    Returns
    -------
    Corpus
        Papers and what belongs to them; the ledger has a row for each record and each reject.

    Raises
    ------
    ValueError
        If the sums of the ledger do not add up to the raw records, which would mean that something was lost.
    """
    records = clean_records(raw.records, raw.sources)
    facts = set(raw.sources.loc[raw.sources["selection"] == "facts", "source"])
    records["is_fact"] = records["source"].isin(facts)
    # Listings before facts, then by content: the order of files and rows has no say in what a work takes from whom.
    records = records.sort_values(["is_fact", "record_id"], ignore_index=True)
    decided = read_decisions(decisions, records) if decisions else None
    records[["work", "evidence", "score"]] = link_works(records, decided)
    records["doi"] = _own_dois(records)
    records["problem"] = _find_problems(records)
    papers = build_papers(records[records["problem"].isna()])
    left_out = why_left_out(papers, rules)
    records["left_out"] = records["work"].map(left_out.set_axis(papers["work"])).where(records["problem"].isna(), None)
    papers = papers[left_out.isna()].reset_index(drop=True)
    records["paper_id"] = records["work"].map(papers.set_index("work")["paper_id"]).where(records["problem"].isna())
    ledger = build_ledger(records, raw.rejects)
    check_sums(ledger, papers, records=len(raw.records), rejects=len(raw.rejects))
    usable = records[records["paper_id"].notna()]
    return Corpus(
        papers.drop(columns="work"),
        build_authorships(usable),
        _explode_labels(usable),
        _explode_references(usable),
        count_citations(usable),
        list_versions(usable),
        list_completed(usable),
        ledger,
        _build_aliases(usable),
    )


def require_papers(papers: pd.DataFrame, ledger: pd.DataFrame) -> None:
    """Stop where no record became a paper, with the reasons why.

    Raises
    ------
    SourceError
        If there is no paper to go on with.
    """
    if len(papers) == 0:
        reasons = ledger["reason"].value_counts()
        told = "; ".join(f"{count} times {reason}" for reason, count in reasons.head(3).items())
        raise SourceError(
            f"none of {len(ledger)} raw records became a paper ({told}); "
            "data/processed/ledger.parquet lists each, `analysis check` reads a file on its own"
        )


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


def _own_dois(records: pd.DataFrame) -> pd.Series:
    """The DOI of each record; one that was read out of an address only where no record of the work states one."""
    stated = records["doi"].where(records["doi_stated"]).groupby(records["work"]).transform("count") > 0
    return records["doi"].where(records["doi_stated"] | ~stated, None)


def _find_problems(records: pd.DataFrame) -> pd.Series:
    """Why a record becomes no paper, or missing where it does."""
    works = records.groupby("work")
    no_title = works["title"].transform("first").isna()
    only_facts = works["is_fact"].transform("all")
    problems = pd.Series(None, index=records.index, dtype=object)
    problems[no_title] = NO_TITLE
    problems[only_facts] = ONLY_FACTS
    return problems


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


def _explode_labels(records: pd.DataFrame) -> pd.DataFrame:
    rows = records[["paper_id", "source", "labels"]].assign(labels=records["labels"].map(list))
    rows = rows.explode("labels").dropna(subset="labels")
    rows["kind"] = rows["labels"].str[0]
    values = rows["labels"].str[1]
    rows["value"] = values.map({value: clean_text(value) for value in set(values)})
    rows = rows[rows["value"].notna() & ~rows["value"].isin(["unknown"])]
    keys = ["paper_id", "kind", "value"]
    return list_values(rows, by=keys, column="source").rename("sources").reset_index()


def _explode_references(records: pd.DataFrame) -> pd.DataFrame:
    has = records["references"].map(len) > 0
    listed = set(records.loc[has & ~records["is_fact"], "paper_id"])
    # A list that was asked for because there was none is no second one.
    own = records[~records["is_fact"] | ~records["paper_id"].isin(listed)]
    rows = own[["paper_id", "source", "references"]].assign(references=own["references"].map(list))
    rows = rows.explode("references").dropna().drop_duplicates().rename(columns={"references": "cited"})
    cited = {text: clean_reference(text) for text in set(rows["cited"])}
    rows = rows.assign(cited=rows["cited"].map(cited)).dropna().drop_duplicates()
    lists = rows.groupby(["paper_id", "source"])
    return rows.assign(position=lists.cumcount() + 1)[["paper_id", "source", "position", "cited"]]


def count_citations(records: pd.DataFrame) -> pd.DataFrame:
    """What each source says of a paper's citations and references: no two databases count alike.

    Parameters
    ----------
    records
        Records with `paper_id`, `source`, `cited_by`, `reference_count` and `references`.

    Returns
    -------
    pandas.DataFrame
        `paper_id`, `source`, `cited_by` (times cited as the source counts), `reference_count` (how many references it
        says the paper has) and `listed` (how many it lists), where any is told.
    """
    rows = records[["paper_id", "source"]].assign(
        cited_by=pd.to_numeric(records["cited_by"]),
        reference_count=pd.to_numeric(records["reference_count"]),
        listed=records["references"].map(len),
    )
    counts = rows.groupby(["paper_id", "source"]).max().astype("Int64").reset_index()
    return counts[counts["cited_by"].notna() | counts["reference_count"].notna() | (counts["listed"] > 0)]


def _counted_by_one(records: pd.DataFrame) -> pd.Series:
    """Times cited as the source says that counts the most works: counts of several databases are not compared."""
    counts = pd.to_numeric(records["cited_by"])
    told = records[counts.notna()].assign(count=counts)
    works = (
        told.drop_duplicates(["work", "source"])["source"]
        .value_counts()
        .rename_axis("source")
        .reset_index(name="works")
    )
    if works.empty:
        return counts.groupby(records["work"]).max()
    most = works.sort_values(["works", "source"], ascending=[False, True])["source"].iloc[0]
    return told.loc[told["source"] == most].groupby("work")["count"].max()


def clean_reference(text: str) -> str | None:
    """A cited work on one line, without control characters."""
    return " ".join((without_controls(text) or "").split()) or None


def _build_aliases(records: pd.DataFrame) -> pd.DataFrame:
    """Every identifier a paper's records carry beside the one it is named by, where it is of this paper alone."""
    parts = [
        pd.DataFrame({"alias": prefix + records[column].astype("str"), "paper_id": records["paper_id"]})[
            records[column].notna()
        ]
        for column, prefix in PREFIXES.items()
    ]
    rows = pd.concat(parts, ignore_index=True).drop_duplicates()
    return rows[(rows["alias"] != rows["paper_id"]) & ~rows["alias"].duplicated(keep=False)]
