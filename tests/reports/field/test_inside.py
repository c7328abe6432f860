import pandas as pd
from samples import make_papers

from analysis.reports.field.inside import describe_inside, inside_rows, modality_pairs, named_data, new_pairs


def mentions(*rows):
    return pd.DataFrame(rows, columns=["paper_id", "method", "kind", "role"])


def test_what_changes_inside_is_counted_and_led_by_evidence():
    inside = pd.DataFrame(
        {
            "kind": "method", "label": ["a", "b", "c"], "counted": [30, 40, 5], "growth": [0.5, -0.1, None],
            "low": [0.2, -0.4, None], "high": [0.9, 0.3, None], "p_value": [0.001, 0.4, None], "q_value": [0.01, 0.6, None],
            "verdict": ["rising", "unclear", "too few papers"],
        }
    )  # fmt: skip
    assert describe_inside(inside)[1] == {"known": 2, "rising": 1, "falling": 0}
    rows = inside_rows(inside, most=5)
    assert [str(label) for label in rows["label"]] == ["a", "b"]
    assert describe_inside(inside.iloc[2:])[0].startswith("The field has too few papers")


def test_what_papers_are_tested_on_is_of_all_of_the_field_datasets_first():
    named = mentions(
        ("p", "CT", "modality", "used"), ("q", "CT", "modality", "used"), ("p", "TCGA", "dataset", "used"),
        ("q", "TCGA", "dataset", "used"), ("r", "TCGA", "dataset", "proposed"), ("p", "MRI", "modality", "used"),
    )  # fmt: skip
    rows = named_data(named, total=8, most=5)
    assert [str(name) for name in rows["name"]] == ["TCGA", "CT"]
    assert rows["papers"].tolist() == [2, 2]
    assert rows["of the field"].tolist() == ["25 %", "25 %"]


def test_a_pair_is_new_only_if_both_were_there_and_chance_does_not_explain_that_it_met_late():
    """Twenty papers, one a month. A pair of the last nine is no chance; one of the last two may be."""
    days = pd.date_range("2023-01-01", periods=20, freq="MS")
    papers = make_papers(*({"published": day} for day in days))
    entries = pd.DataFrame({"method": ["ViT", "GAN", "U-Net", "net"], "parents": [["net"], [], [], []]})
    late = [f"p{number}" for number in range(12, 21)]
    rows = [("p1", "ViT"), ("p2", "GAN"), ("p3", "U-Net"), ("p4", "net")]
    rows += [(paper, name) for paper in late for name in ("ViT", "GAN", "net")]
    rows += [(paper, "U-Net") for paper in late[-2:]]
    named = mentions(*((paper, name, "architecture", "used") for paper, name in rows))
    found = new_pairs(named, named, papers, entries, most=5)
    pairs = found[["method", "and"]].to_numpy().tolist()
    assert ["GAN", "ViT"] in pairs
    assert ["ViT", "net"] not in pairs
    assert not any("U-Net" in pair for pair in pairs)
    row = found[(found["method"] == "GAN") & (found["and"] == "ViT")].iloc[0]
    assert (str(row["papers with both"]), row["first in"]) == ("9", "2023-12")
    assert len(new_pairs(named.iloc[:0], named, papers, entries, most=5)) == 0
    # In the corpus it met early, though not in the field.
    early = mentions(("p5", "ViT", "architecture", "used"), ("p5", "GAN", "architecture", "used"))
    assert ["GAN", "ViT"] not in new_pairs(named, pd.concat([named, early]), papers, entries, most=5)[
        ["method", "and"]
    ].to_numpy().tolist()


def test_a_modality_with_its_own_kind_is_no_pair():
    entries = pd.DataFrame({"method": ["CT", "chest CT", "text"], "parents": [[], ["CT"], []]})
    named = mentions(
        *((paper, name, "modality", "used") for paper in "pq" for name in ("CT", "chest CT", "text")),
        ("p", "late fusion", "fusion strategy", "used"), ("p", "triage", "task", "used"),
    )  # fmt: skip
    rows = modality_pairs(named, entries, most=5)
    assert rows[["modality", "with"]].to_numpy().tolist() == [["CT", "text"], ["chest CT", "text"]]
    assert rows["how"].tolist() == ["late fusion (1)"] * 2
    assert len(modality_pairs(named.iloc[:0], entries, most=5)) == 0
