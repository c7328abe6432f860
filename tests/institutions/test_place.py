import pandas as pd

from analysis.institutions.place import place_mentions, split_addresses
from analysis.workspace.tables import check_table

ROWS = pd.DataFrame(
    [
        ("p", 1, "Univ Oxford, Oxford, England; MIT, Cambridge, MA 02139 USA"), ("p", 2, None),
        ("q", 1, "University of Oxford, Dept Phys, Oxford, UK"), ("r", 1, "University of Oxford, Oxford, UK"),
    ],
    columns=["paper_id", "position", "affiliation"],
)  # fmt: skip


def test_addresses_are_placed_and_spellings_counted_together():
    found = place_mentions(ROWS)
    check_table("institutions", found.institutions)
    check_table("paper_institutions", found.paper_institutions)
    oxford = found.institutions.set_index("institution").loc["University of Oxford"]
    assert (oxford["papers"], oxford["country"], oxford["variants"]) == (
        3,
        "GB",
        ["Univ Oxford", "University of Oxford"],
    )
    assert found.paper_institutions["country"].tolist() == ["US", "GB", "GB", "GB"]


def test_papers_without_addresses_give_empty_tables():
    found = place_mentions(ROWS.assign(affiliation=None))
    check_table("institutions", found.institutions)
    check_table("paper_institutions", found.paper_institutions)
    assert len(found.institutions) == len(found.paper_institutions) == 0


def test_addresses_that_commas_alone_part_end_at_a_country():
    assert split_addresses("Univ X, Rome, Italy, CNR, Pisa, Italy") == ["Univ X, Rome, Italy", "CNR, Pisa, Italy"]
    assert split_addresses("China Med Univ, Taichung, Taiwan. a@b.tw") == ["China Med Univ, Taichung, Taiwan. a@b.tw"]


def test_what_a_person_decided_is_written_in_place_of_any_spelling():
    authorships = pd.DataFrame(
        {
            "paper_id": ["p", "q", "r"],
            "position": 1,
            "affiliation": ["Univ Wells, Wells, England", "University of Wells, UK", "River Hosp, Wells, UK"],
        }
    )
    decided = {"university of wells": "Wells College", "river hosp": ""}
    placed = place_mentions(authorships, replacements=decided)
    assert placed.institutions["institution"].tolist() == ["Wells College"]
    assert placed.institutions["papers"].tolist() == [2]
    assert placed.paper_institutions["country"].tolist() == ["GB"] * 3
