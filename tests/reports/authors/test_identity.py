import pandas as pd

from analysis.reports.authors.identity import (
    describe_identity,
    group_rows,
    identity_rows,
    namesake_rows,
    unsure_ties,
    variant_rows,
)
from analysis.text.names import split_name

NAMES = [("p", "Hao Chen"), ("p", "Ann Roe"), ("q", "Hao Chen"), ("q", "A. Roe"), ("r", "Hao Chen"), ("r", "He Chen")]
ROWS = pd.DataFrame(NAMES, columns=["paper_id", "name"]).assign(position=[1, 2, 1, 2, 1, 2])
ROWS = ROWS.assign(family=[split_name(name)[0] for _, name in NAMES], given=[split_name(name)[1] for _, name in NAMES])
# One Hao Chen wrote p and q, another r; Ann Roe is A. Roe.
WHO = ROWS[["paper_id", "position"]].assign(author_id=["c1", "a", "c1", "a", "c2", "h"], basis="evidence")
AUTHORS = pd.DataFrame(
    {
        "author_id": ["a", "c1", "c2", "h"], "name": ["Ann Roe", "Hao Chen", "Hao Chen", "He Chen"],
        "variants": [["A. Roe", "Ann Roe"], ["Hao Chen"], ["Hao Chen"], ["He Chen"]], "papers": [2, 2, 1, 1],
        "namesakes": [0, 1, 1, 0], "confidence": [0.99, 0.9, 0.93, 0.99],
    }
)  # fmt: skip


def test_names_read_in_three_ways_are_counted_by_hand():
    rows = identity_rows(ROWS, WHO).set_index("names read as")
    # By initial: chen h, roe a. By full name: Hao Chen, He Chen, Ann Roe, A. Roe.
    assert rows["authors"].to_dict() == {"family name and first initial": 2, "full name": 4, "identified": 4}
    assert rows["most papers of one"].tolist() == [3, 3, 2]
    # Identified: c1 with a twice, c2 with h.
    assert rows.loc["identified", ["with two papers or more", "pairs of co-authors"]].tolist() == [2, 2]


def test_a_corpus_without_authors_counts_none_in_every_reading():
    rows = identity_rows(ROWS.iloc[:0], WHO.iloc[:0])
    assert rows["authors"].tolist() == [0, 0, 0]
    assert namesake_rows(AUTHORS.iloc[:0], most=5).empty
    assert variant_rows(AUTHORS.iloc[:0], most=5).empty


def test_namesakes_and_spellings_are_listed_with_their_papers():
    (row,) = namesake_rows(AUTHORS, most=5).to_dict("records")
    assert (row["name"], row["people"], [str(cell) for cell in row["papers of each"]]) == ("Hao Chen", 2, ["2", "1"])
    (row,) = variant_rows(AUTHORS, most=5).to_dict("records")
    assert (row["author"], row["written as"], str(row["papers"])) == ("Ann Roe", "A. Roe, Ann Roe", "2")


def test_what_is_said_of_identities_is_counted():
    values = [told for _, told in describe_identity(AUTHORS, WHO)]
    assert values == [{"mentions": 6, "authors": 4, "ids": 0}, {"shared": 2, "joined": 1}, {"unsure": 1}]
    assert len(describe_identity(AUTHORS.assign(confidence=0.99), WHO)) == 2


# Ann and Bo wrote p and q, of q it is not sure that she is Ann; she and Cy wrote r. Dee wrote s alone, unsure or not.
MENTIONS = pd.DataFrame(
    [("p", "ann", 0.99), ("p", "bo", 0.99), ("q", "ann", 0.9), ("q", "bo", 0.99), ("r", "ann", 0.9), ("r", "cy", 0.99),
     ("s", "dee", 0.5)],
    columns=["paper_id", "author_id", "confidence"],
)  # fmt: skip


def test_a_tie_is_unsure_if_no_paper_has_both_for_sure():
    edges = pd.DataFrame({"author_a": ["ann", "ann"], "author_b": ["bo", "cy"]})
    assert unsure_ties(MENTIONS, edges) == {("ann", "cy")}
    assert unsure_ties(MENTIONS.assign(confidence=1.0), edges) == set()
    assert unsure_ties(MENTIONS, edges.head(0)) == set()


def test_groups_with_and_without_unsure_mentions_are_counted_by_hand():
    rows = group_rows(MENTIONS).set_index("mentions are joined").to_numpy().tolist()
    # ann, bo, cy by p, q, r, and dee; without: ann and bo by p, bo with somebody by q, cy with somebody by r, dee.
    assert rows == [[4, 2, 3, 3], [6, 3, 3, 2]]
    assert group_rows(MENTIONS.head(0)).iloc[:, 1:].to_numpy().tolist() == [[0, 0, 0, 0]] * 2
