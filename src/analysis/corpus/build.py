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
from analysis.corpus.ids import PREFIXES
from analysis.corpus.ledger import build_ledger, check_sums
from analysis.corpus.origins import list_completed
from analysis.corpus.papers import build_papers
from analysis.corpus.shapes import NO_TITLE, ONLY_FACTS
from analysis.corpus.sources import RawCorpus
from analysis.corpus.versions import list_versions
from analysis.corpus.works.link import link_works
from analysis.corpus.works.overrides import read_decisions
from analysis.text import clean_text, without_controls
from analysis.workspace import list_values


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
