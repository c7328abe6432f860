"""Raw records to papers: cleaned, linked into works, every record accounted for."""

import hashlib
from typing import NamedTuple

import pandas as pd

from analysis.cleaning import (
    arxiv_id_of_doi,
    clean_arxiv_id,
    clean_date,
    clean_doi,
    clean_openalex_id,
    clean_orcid,
    clean_pmid,
    clean_text,
    clean_url,
    month_of_arxiv_id,
    normalise_title,
    paper_type,
)
from analysis.names import split_name
from analysis.readers import Author
from analysis.sources import RawCorpus, SourceError
from analysis.tables import join_values
from analysis.works import link_works

_IDENTIFIERS = {
    "arxiv_id": clean_arxiv_id,
    "doi": clean_doi,
    "pmid": clean_pmid,
    "openalex_id": clean_openalex_id,
    "url": clean_url,
}
_TEXTS = ("title", "abstract", "venue", "summary")
_FIRST_KNOWN = ("title", "venue", "language", "doi", "arxiv_id", "pmid", "openalex_id", "url", "source_type")


class Corpus(NamedTuple):
    """The tables that the corpus stage writes."""

    papers: pd.DataFrame
    authorships: pd.DataFrame
    labels: pd.DataFrame
    references: pd.DataFrame
    ledger: pd.DataFrame
    paper_aliases: pd.DataFrame


def build_corpus(raw: RawCorpus) -> Corpus:
    """Clean, link and merge the raw records of a corpus.

    Parameters
    ----------
    raw
        Records, rejects and sources as `analysis.sources.read_corpus` gives them.

    Returns
    -------
    Corpus
        Papers and what belongs to them; the ledger has a row for each record and each reject.

    Raises
    ------
    ValueError
        If the sums of the ledger do not add up to the raw records, which would mean that something was lost.
    """
    records = clean_records(raw.records)
    facts = set(raw.sources.loc[raw.sources["selection"] == "facts", "source"])
    records["is_fact"] = records["source"].isin(facts)
    # Listings before facts, then by content: the order of files and rows has no say in what a work takes from whom.
    records = records.sort_values(["is_fact", "record_id"], ignore_index=True)
    records[["work", "evidence"]] = link_works(records)
    records["problem"] = _find_problems(records)
    usable = records[records["problem"].isna()]
    papers = build_papers(usable)
    records["paper_id"] = records["work"].map(papers.set_index("work")["paper_id"]).where(records["problem"].isna())
    ledger = build_ledger(records, raw.rejects)
    if len(ledger) != len(raw.records) + len(raw.rejects) or set(papers["paper_id"]) != set(
        ledger["paper_id"].dropna()
    ):
        raise ValueError(f"the ledger does not add up: {len(ledger)} rows for {len(raw.records)} records")
    usable = records[records["paper_id"].notna()]
    return Corpus(
        papers.drop(columns="work"),
        build_authorships(usable),
        _explode_labels(usable),
        _explode_references(usable),
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


def clean_records(records: pd.DataFrame) -> pd.DataFrame:
    """Records with clean text, dates and identifiers, and the keys that linking needs.

    Returns
    -------
    pandas.DataFrame
        The records, `type` renamed to `source_type`, with `date`, `precision`, `year` and `title_key` added.
    """
    cleaned = records.rename(columns={"type": "source_type"})
    for column in _TEXTS:
        cleaned[column] = cleaned[column].map(clean_text, na_action="ignore")
    for column, clean in _IDENTIFIERS.items():
        cleaned[column] = cleaned[column].map(clean, na_action="ignore").astype(object)
    from_doi = cleaned["doi"].map(arxiv_id_of_doi, na_action="ignore").astype(object)
    cleaned["arxiv_id"] = cleaned["arxiv_id"].where(cleaned["arxiv_id"].notna(), from_doi)
    cleaned["doi"] = cleaned["doi"].where(from_doi.isna(), None)
    dates = [clean_date(None if pd.isna(value) else value) for value in cleaned["date"]]
    cleaned["date"] = pd.Series([date for date, _ in dates], index=cleaned.index, dtype="datetime64[s]")
    cleaned["precision"] = [precision for _, precision in dates]
    cleaned["year"] = cleaned["date"].dt.year
    cleaned["title_key"] = cleaned["title"].map(normalise_title, na_action="ignore")
    return cleaned


def build_papers(records: pd.DataFrame) -> pd.DataFrame:
    """One row for each work.

    Parameters
    ----------
    records
        Cleaned records with `work`, the preferred ones first; every work has a title.

    Returns
    -------
    pandas.DataFrame
        The table `papers`, and `work`.
    """
    groups = records.groupby("work", sort=True)
    papers = groups[list(_FIRST_KNOWN)].first()
    papers["abstract"] = _longest(records, "abstract")
    papers["summary"] = groups["summary"].first()
    papers["summary_source"] = records[records["summary"].notna()].groupby("work")["source"].first()
    papers["sources"] = groups["source"].agg(join_values)
    papers["cited_by"] = groups["cited_by"].max()
    papers["upvotes"] = groups["upvotes"].max()
    papers = papers.join(_earliest_date(records))
    papers["date_basis"] = "unknown"
    papers.loc[papers["arxiv_id"].notna() & papers["published"].notna(), "date_basis"] = "preprint"
    papers["type"] = [
        paper_type(title, None if pd.isna(kind) else kind)
        for title, kind in zip(papers["title"], papers["source_type"], strict=True)
    ]
    address = "https://arxiv.org/abs/" + papers["arxiv_id"].astype("str")
    papers["url"] = papers["url"].where(papers["url"].notna(), address.where(papers["arxiv_id"].notna()))
    papers["paper_id"] = name_papers(papers)
    return papers.drop(columns="source_type").reset_index()


def name_papers(papers: pd.DataFrame) -> pd.Series:
    """The identifier of each paper: the first it has of arXiv id, DOI, PMID, OpenAlex id, title and year."""
    years = papers["published"].dt.strftime("%Y").fillna("undated").astype("str")
    keys = papers["title"].map(normalise_title).astype("str") + " " + years
    names = "title:" + keys.map(lambda key: hashlib.sha256(key.encode()).hexdigest()[:12]).astype("str")
    for column, prefix in (("openalex_id", "openalex:"), ("pmid", "pmid:"), ("doi", "doi:"), ("arxiv_id", "arxiv:")):
        names = names.where(papers[column].isna(), prefix + papers[column].astype("str"))
    return names


def build_ledger(records: pd.DataFrame, rejects: pd.DataFrame) -> pd.DataFrame:
    """One row for each raw record and each reject: where it stood and what became of it."""
    place = ["record_id", "source", "file", "line", "source_id"]
    kept = records[[*place, "paper_id", "evidence", "problem"]].copy()
    first = ~kept.duplicated("paper_id") & kept["paper_id"].notna()
    kept["outcome"] = "merged"
    kept.loc[first, "outcome"] = "kept"
    kept.loc[kept["paper_id"].isna(), "outcome"] = "rejected"
    kept["reason"] = kept["outcome"].map(
        {"kept": "a paper", "merged": "the same work as another record", "rejected": None}
    )
    kept["reason"] = kept["reason"].where(kept["problem"].isna(), kept["problem"])
    lost = rejects.assign(source_id=None, paper_id=None, outcome="rejected", evidence=rejects["text"].str.slice(0, 200))
    return pd.concat([kept.drop(columns="problem"), lost.drop(columns="text")], ignore_index=True)


def build_authorships(records: pd.DataFrame) -> pd.DataFrame:
    """The authors of each paper in order, from its record that names the most."""
    counted = records.assign(count=records["authors"].map(len))
    counted = counted[counted["count"] > 0].sort_values("count", ascending=False, kind="stable")
    chosen = counted.drop_duplicates("paper_id")[["paper_id", "authors"]]
    chosen["position"] = chosen["authors"].map(lambda authors: list(range(1, len(authors) + 1)))
    rows = chosen.explode(["authors", "position"], ignore_index=True)
    parts = {author: _split_author(author) for author in rows["authors"].unique()}
    columns = ["name", "family", "given", "orcid", "affiliation"]
    split = pd.DataFrame([parts[author] for author in rows["authors"]], columns=columns, index=rows.index)
    return pd.concat([rows[["paper_id", "position"]], split], axis=1)


def _split_author(author: Author) -> tuple[str, str, str | None, str | None, str | None]:
    name = clean_text(author.name) or author.name
    family, given = (author.family, author.given) if author.family else split_name(name)
    return name, family or name, given, clean_orcid(author.orcid), clean_text(author.affiliation)


def _find_problems(records: pd.DataFrame) -> pd.Series:
    """Why a record becomes no paper, or missing where it does."""
    works = records.groupby("work")
    no_title = works["title"].transform("first").isna()
    only_facts = works["is_fact"].transform("all")
    problems = pd.Series(None, index=records.index, dtype=object)
    problems[no_title] = "no title in this record or any other of its work"
    problems[only_facts] = "facts about a paper that no source lists"
    return problems


def _longest(records: pd.DataFrame, column: str) -> pd.Series:
    lengths = records[column].str.len().sort_values(ascending=False, kind="stable").dropna()
    ordered = records.loc[lengths.index]
    return ordered.groupby("work")[column].first()


def _earliest_date(records: pd.DataFrame) -> pd.DataFrame:
    """The earliest date of each work; a day beats the month or year it lies in.

    A work without any date has that of the month in which its arXiv id was given out.
    """
    undated = records.groupby("work")["date"].transform("count") == 0
    preprints = records.loc[undated, ["work", "arxiv_id"]].dropna().drop_duplicates()
    months = pd.Series(
        [month_of_arxiv_id(value) for value in preprints["arxiv_id"]], index=preprints.index, dtype="str"
    )
    given_out = preprints.assign(date=months.astype("datetime64[s]"), precision="month")
    dated = pd.concat([records[["work", "date", "precision"]], given_out[["work", "date", "precision"]]])
    dated = dated[dated["date"].notna()].assign(year=lambda rows: rows["date"].dt.year)
    rank = dated["precision"].map({"day": 0, "month": 1, "year": 2})
    dated["month"] = dated["date"].dt.month.where(rank < 2, 13)
    dated["day"] = dated["date"].dt.day.where(rank < 1, 32)
    first = dated.sort_values(["year", "month", "day"], kind="stable").drop_duplicates("work").set_index("work")
    dates = first[["date", "precision"]].rename(columns={"date": "published", "precision": "date_precision"})
    dates = dates.reindex(records["work"].unique())
    return dates.assign(date_precision=dates["date_precision"].fillna("unknown"))


def _explode_labels(records: pd.DataFrame) -> pd.DataFrame:
    rows = records[["paper_id", "source", "labels"]].explode("labels").dropna(subset="labels")
    rows["kind"] = rows["labels"].str[0]
    rows["value"] = rows["labels"].str[1].map(clean_text)
    rows = rows[rows["value"].notna() & ~rows["value"].isin(["unknown"])]
    return rows.groupby(["paper_id", "kind", "value"], as_index=False)["source"].agg(join_values)


def _explode_references(records: pd.DataFrame) -> pd.DataFrame:
    rows = records[["paper_id", "references"]].explode("references").dropna()
    rows = rows.drop_duplicates().rename(columns={"references": "cited"})
    return rows.assign(position=rows.groupby("paper_id").cumcount() + 1)[["paper_id", "position", "cited"]]


def _build_aliases(records: pd.DataFrame) -> pd.DataFrame:
    """Every identifier a paper's records carry beside the one it is named by."""
    prefixes = {"arxiv_id": "arxiv:", "doi": "doi:", "pmid": "pmid:", "openalex_id": "openalex:"}
    parts = [
        pd.DataFrame({"alias": prefix + records[column].astype("str"), "paper_id": records["paper_id"]})[
            records[column].notna()
        ]
        for column, prefix in prefixes.items()
    ]
    rows = pd.concat(parts, ignore_index=True)
    return rows[rows["alias"] != rows["paper_id"]].drop_duplicates("alias")
