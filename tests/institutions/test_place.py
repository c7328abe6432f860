import pandas as pd

from analysis.institutions.place import place_mentions, split_addresses
from analysis.workspace.tables import check_table

ROWS = pd.DataFrame(
    [
        ("p", 1, "Univ Oxford, Oxford, England; MIT, Cambridge, MA 02139 USA"), ("p", 2, None),
        ("q", 1, "University of Oxford, Dept Phys, Oxford, UK"), ("r", 1, "University of Oxford, Oxford, UK"),
    ],
    columns=["paper_id", "position", "affiliation"],
).assign(ror=None)  # fmt: skip


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
            "ror": ["05a", None, None],
        }
    )
    decided = {"university of wells": "Wells College", "river hosp": ""}
    placed = place_mentions(authorships, replacements=decided)
    assert placed.institutions["institution"].tolist() == ["Wells College"]
    assert placed.institutions["papers"].tolist() == [2]
    assert placed.paper_institutions["country"].tolist() == ["GB"] * 3


def test_spellings_of_one_id_are_one_institution_and_give_it_to_the_same_spelling_elsewhere():
    rows = [
        ("p", "Brookings Institution, United States; World Bank Group, United States", "04a; 02b"),
        ("q", "The Brookings, United States", "04a"),
        ("r", "Brookings Institution, Washington, DC USA", None),
        # Of two addresses and one id nobody knows whose it is.
        ("s", "Univ Wells, UK; River Hosp, UK", "05c"),
    ]
    mentions = pd.DataFrame(rows, columns=["paper_id", "affiliation", "ror"]).assign(position=1)
    found = place_mentions(mentions).institutions.set_index("institution")
    brookings = found.loc["Brookings Institution"]
    assert (brookings["ror"], brookings["papers"]) == ("04a", 3)
    assert brookings["variants"] == ["Brookings Institution", "The Brookings"]
    assert found["ror"].to_dict() == {
        "Brookings Institution": "04a", "World Bank Group": "02b", "Univ Wells": None, "River Hosp": None
    }  # fmt: skip
