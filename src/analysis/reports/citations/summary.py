"""The report of citations: how many there are, which lists they come from, and what the matching rests on."""

import pandas as pd

from analysis.completeness import find_cut_lists, list_whole
from analysis.reports.pages import Linked, papers_link

Sentence = tuple[str, dict[str, object]]
# Below this much evidence two citations are one work only where neither may be any other.
_LITTLE = 17.0


def citations_finding(citations: pd.DataFrame, works: pd.DataFrame, papers: pd.DataFrame) -> Sentence:
    """How many papers list references, how many works they cite, and which is cited by the most."""
    if citations.empty:
        return (
            "None of {papers:paper} lists references here, so nothing can be said of citations. Exports with cited "
            "references are: Web of Science as full record and cited references, Scopus as CSV with references, "
            "OpenAlex and Crossref as JSON, Dimensions for bibliometric mapping, the Lens and PubMed as XML.",
            {"papers": len(papers)},
        )
    top = works.sort_values(["citations", "work_id"], ascending=[False, True]).iloc[0]
    ties = int((works["citations"] == top["citations"]).sum())
    told = {
        "citing": Linked(citations["paper_id"].nunique(), papers_link("Papers with references", has="references")),
        "papers": len(papers),
        "works": len(works),
        "inside": int(works["in_corpus"].sum()),
        "n": Linked(int(top["citations"]), papers_link(f"Papers that cite {top['label']}", cites=top["work_id"])),
        "top": top["label"],
        "ties": ties,
    }
    leading = "The one that the most papers cite is “{top}”, in {n}."
    several = "{ties} works are cited by the most papers, {n} each; one is “{top}”."
    return (
        "{citing} of {papers:paper} list references here. They cite {works:work|works}, {inside} of them papers of "
        "this corpus. " + (leading if ties == 1 else several),
        told,
    )


def describe_references(
    citations: pd.DataFrame,
    works: pd.DataFrame,
    references: pd.DataFrame,
    counts: pd.DataFrame,
    titles: pd.Series,
) -> list[Sentence]:
    """What the numbers rest on: lists and their length, papers with two lists, spellings, sure and less sure matches.

    Parameters
    ----------
    citations, works, references, counts
        The tables `citations`, `cited_works`, `references` and `citation_counts`.
    titles
        Of sources, indexed by source.
    """
    if citations.empty:
        return []
    lists = references.groupby(["paper_id", "source"]).ngroups
    told: list[Sentence] = [
        (
            "{entries:entry stands|entries stand} in {lists:list|lists} of references; entries that name one work "
            "in lists of one paper are counted once: {citations:citation|citations}.",
            {"entries": len(references), "lists": lists, "citations": len(citations)},
        )
    ]
    return [
        *told,
        *_tell_two_lists(citations, references, titles),
        *_tell_cut(references, titles),
        *_tell_lengths(counts),
        *_tell_matches(citations, works),
    ]


def reference_facets(
    citations: pd.DataFrame, works: set[str], papers: pd.DataFrame, references: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """What lists of papers on the page ask for: who cites a work that is told, who lists references, in two lists."""
    told = citations[citations["work_id"].isin(works)]
    citing = references.groupby("paper_id")["source"].nunique()
    has = [
        pd.DataFrame({"paper_id": citing.index, "value": "references"}),
        pd.DataFrame({"paper_id": citing.index[citing > 1], "value": "two lists"}),
        pd.DataFrame({"paper_id": papers.loc[~papers["paper_id"].isin(citing.index), "paper_id"], "value": "no list"}),
    ]
    return {
        "cites": told[["paper_id", "work_id"]].rename(columns={"work_id": "value"}),
        "has": pd.concat(has, ignore_index=True),
    }


def _tell_two_lists(citations: pd.DataFrame, references: pd.DataFrame, titles: pd.Series) -> list[Sentence]:
    sources = references.groupby("paper_id")["source"].nunique()
    several = sources.index[sources > 1]
    if len(several) == 0:
        return []
    inside = citations[citations["paper_id"].isin(several)]
    alone = inside[inside["sources"].map(len) == 1]
    by_source = alone["sources"].str[0].map(titles).fillna(alone["sources"].str[0]).value_counts()
    parts = ", ".join(f"{count:,} only in {name}" for name, count in sorted(by_source.items()))
    return [
        (
            "{papers:paper has|papers have} lists of two sources or more. Of {all:citation|citations} of theirs {both} "
            + ("stands" if len(inside) - len(alone) == 1 else "stand")
            + " in more than one list"
            + (", {parts}." if parts else "."),
            {
                "papers": Linked(len(several), papers_link("Papers with two lists of references", has="two lists")),
                "all": len(inside),
                "both": len(inside) - len(alone),
                "parts": parts,
            },
        )
    ]


def _tell_cut(references: pd.DataFrame, titles: pd.Series) -> list[Sentence]:
    whole = set(list_whole(references))
    told = (
        "{source} cuts its lists: {cut} of {lists} end at {length:entry|entries}. What they leave out is cited nowhere "
        "here, so counts, coupling and cited years of {only:paper is|papers are} too low that no other source lists in "
        "whole; disruption counts such papers as without references."
    )
    return [
        (
            told,
            {
                "source": titles.get(row.source, row.source),
                "cut": int(row.cut),
                "lists": int(row.lists),
                "length": int(row.length),
                "only": len(set(references.loc[references["source"] == row.source, "paper_id"]) - whole),
            },
        )
        for row in find_cut_lists(references).itertuples()
    ]


def _tell_lengths(counts: pd.DataFrame) -> list[Sentence]:
    told = counts[counts["reference_count"].notna()]
    if told.empty:
        return [("No source says how many references a paper has, so no list can be checked for its length.", {})]
    same = int((told["reference_count"] == told["listed"]).sum())
    short = told[told["listed"] < told["reference_count"]]
    return [
        (
            "{told:list has|lists have} a length that the source tells: as long {same}, shorter {short} "
            "({missing:entry|entries}), longer {longer}.",
            {
                "told": len(told),
                "same": same,
                "short": len(short),
                "missing": int((short["reference_count"] - short["listed"]).sum()),
                "longer": len(told) - same - len(short),
            },
        )
    ]


def _tell_matches(citations: pd.DataFrame, works: pd.DataFrame) -> list[Sentence]:
    unsure = citations["score"].notna() & (citations["score"] < _LITTLE)
    bare = works["label"].str.fullmatch(r"(?:openalex:|doi:|pmid:|arxiv:|pub\.|\d{3}-)\S*", na=False)
    told: list[Sentence] = [
        (
            "{spelled:work is|works are} named in several spellings. {unsure:citation rests|citations rest} on little "
            "evidence, such as author, year and journal where no other work can be meant; "
            "data/overrides/references.csv decides otherwise.",
            {"spelled": int((works["spellings"] > 1).sum()), "unsure": int(unsure.sum())},
        )
    ]
    if bare.any():
        told.append(
            (
                "Of {bare:work|works} the lists tell a number only, no title: such a work is one with another only "
                "where the numbers are of one kind.",
                {"bare": int(bare.sum())},
            )
        )
    return told
