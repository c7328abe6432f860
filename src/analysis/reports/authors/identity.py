"""Who is who: how sure it is, and how much hangs on how names are read."""

import pandas as pd

from analysis.graphs import find_groups
from analysis.reports.pages import SURE, Linked, papers_link
from analysis.text import name_key

Sentence = tuple[str, dict[str, object]]


def describe_identity(authors: pd.DataFrame, paper_authors: pd.DataFrame) -> list[Sentence]:
    """How authors were told apart and joined, and how many of them are unsure."""
    basis = paper_authors["basis"].value_counts()
    by_id = int(basis.reindex(["orcid", "source id", "decision"]).sum())
    shared = authors[authors["namesakes"] > 0]
    unsure = authors[(authors["confidence"] < SURE) & (authors["papers"] > 1)]
    joined = int((authors["variants"].map(len) > 1).sum())
    lines: list[Sentence] = [
        (
            "{mentions:name} on papers are those of {authors:author|authors}. {ids} are told by an ORCID, an id of the "
            "source or a decision, the others by names, co-authors, texts, venues and affiliations.",
            {"mentions": len(paper_authors), "authors": len(authors), "ids": by_id},
        ),
        (
            "{shared:author|authors} have a name that others here have too; {joined} appear under several spellings.",
            {"shared": len(shared), "joined": joined},
        ),
    ]
    if len(unsure):
        lines.append(
            (
                "{unsure} of several papers are marked with a question mark: of mentions as doubtful, less than 95 of "
                "100 stood with the right person where that could be measured (ORCIDs of the ACL Anthology).",
                {"unsure": len(unsure)},
            )
        )
    return lines


def find_unsure(paper_authors: pd.DataFrame) -> pd.Series:
    """Which mentions may be somebody else's: of an author of several papers, and less than `SURE`.

    Examples
    --------
    >>> rows = pd.DataFrame({"paper_id": list("ppq"), "author_id": list("aba"), "confidence": [0.9, 0.9, 0.99]})
    >>> find_unsure(rows).tolist()
    [True, False, False]
    """
    several = paper_authors.groupby("author_id")["paper_id"].transform("nunique") > 1
    return several & (paper_authors["confidence"] < SURE)


def unsure_ties(paper_authors: pd.DataFrame, edges: pd.DataFrame) -> set[tuple[str, str]]:
    """Of the edges `author_a`, `author_b` those that no paper makes on which both mentions are sure."""
    sure = paper_authors.loc[~find_unsure(paper_authors), ["paper_id", "author_id"]]
    both = edges[["author_a", "author_b"]].merge(sure.rename(columns={"author_id": "author_a"}), on="author_a")
    both = both.merge(sure.rename(columns={"author_id": "author_b"}), on=["author_b", "paper_id"])
    known = set(zip(both["author_a"], both["author_b"], strict=True))
    return set(zip(edges["author_a"], edges["author_b"], strict=True)) - known


def group_rows(paper_authors: pd.DataFrame) -> pd.DataFrame:
    """How many groups there are, and the largest: as authors are told, and with each unsure mention standing alone."""
    unsure = find_unsure(paper_authors)
    alone = paper_authors["author_id"].where(~unsure, paper_authors["author_id"] + " " + paper_authors["paper_id"])
    readings = {"as this page does it": paper_authors, "unsure mentions apart": paper_authors.assign(author_id=alone)}
    rows = []
    for how, own in readings.items():
        groups = find_groups(own)
        largest = own[own["author_id"].map(groups) == 1]
        counts = [own["author_id"].nunique(), groups.nunique(), *largest[["author_id", "paper_id"]].nunique()]
        rows.append([how, *counts])
    columns = ["mentions are joined", "authors", "groups", "authors of the largest", "papers of the largest"]
    return pd.DataFrame(rows, columns=columns)


def name_authors(authors: pd.DataFrame) -> pd.Series:
    """What each author is called where there is room for no more: a question mark behind those who are unsure.

    Examples
    --------
    >>> authors = pd.DataFrame({"author_id": list("ab"), "name": ["Ann Roe", "Wei Wang"], "papers": 3})
    >>> name_authors(authors.assign(confidence=[0.99, 0.9])).to_dict()
    {'a': 'Ann Roe', 'b': 'Wei Wang ?'}
    """
    unsure = (authors["papers"] > 1) & (authors["confidence"] < SURE)
    return (authors["name"] + unsure.map({True: " ?", False: ""})).set_axis(authors["author_id"])


def identity_rows(authorships: pd.DataFrame, paper_authors: pd.DataFrame) -> pd.DataFrame:
    """What would be counted if names were read otherwise: a row each for first initial, full name, and as it is done.

    Parameters
    ----------
    authorships
        `paper_id`, `position`, `name`, `family`, `given`.
    paper_authors
        `paper_id`, `position`, `author_id`.
    """
    names = [
        (str(family), "" if pd.isna(given) else str(given))
        for family, given in zip(authorships["family"], authorships["given"], strict=True)
    ]
    readings = {
        "family name and first initial": [
            f"{name_key(family, None)}|{name_key('', given)[:1]}" for family, given in names
        ],
        "full name": [name_key(*parts) or name for parts, name in zip(names, authorships["name"], strict=True)],
        "identified": authorships.merge(paper_authors, on=["paper_id", "position"], how="left")["author_id"].to_numpy(),
    }
    return pd.DataFrame(
        [_count(authorships["paper_id"].to_numpy(), who) | {"names read as": how} for how, who in readings.items()]
    )[["names read as", "authors", "with two papers or more", "most papers of one", "pairs of co-authors"]]


def _count(papers: pd.Series, who: pd.Series) -> dict[str, int]:
    rows = pd.DataFrame({"paper": papers, "who": who}).drop_duplicates()
    counts = rows.groupby("who").size()
    few = rows[rows.groupby("paper")["who"].transform("size") <= 50]
    pairs = few.merge(few, on="paper")
    pairs = pairs[pairs["who_x"] < pairs["who_y"]][["who_x", "who_y"]].drop_duplicates()
    return {
        "authors": len(counts),
        "with two papers or more": int((counts > 1).sum()),
        "most papers of one": int(counts.max()) if len(counts) else 0,
        "pairs of co-authors": len(pairs),
    }


def variant_rows(authors: pd.DataFrame, *, most: int) -> pd.DataFrame:
    """A row for each author under several spellings, those of the most papers first."""
    several = (
        authors[authors["variants"].map(len) > 1].sort_values(["papers", "name"], ascending=[False, True]).head(most)
    )
    return pd.DataFrame(
        {
            "author": several["name"].to_numpy(),
            "written as": [", ".join(sorted(names)) for names in several["variants"]],
            "papers": [Linked(row.papers, papers_link(row.name, author=row.author_id)) for row in several.itertuples()],
        }
    )


def namesake_rows(authors: pd.DataFrame, *, most: int) -> pd.DataFrame:
    """A row for each name that several people here have, those of the most papers first: papers of each."""
    shared = authors[authors["namesakes"] > 0].sort_values(["papers", "author_id"], ascending=[False, True])
    total = shared.groupby("name")["papers"].sum().sort_values(ascending=False, kind="stable").head(most)
    rows = []
    for name in total.index:
        own = shared[shared["name"] == name]
        rows.append(
            {
                "name": name,
                "people": len(own),
                "papers of each": [
                    Linked(row.papers, papers_link(name, author=row.author_id)) for row in own.head(12).itertuples()
                ],
            }
        )
    return pd.DataFrame(rows, columns=["name", "people", "papers of each"])
