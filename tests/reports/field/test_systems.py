import pandas as pd
from samples import make_papers

from analysis.reports.field.systems import choose_systems, count_named, models_together, single_models, system_rows

ENTRIES = pd.DataFrame(
    {"method": ["pathology model", "UNI", "CONCH"], "parents": [[], ["pathology model"], ["pathology model"]]}
)
MENTIONS = pd.DataFrame(
    [
        (paper, name, "foundation model", role)
        for paper, name, role in (
            ("p1", "UNI", "used"), ("p1", "CONCH", "compared"), ("p2", "UNI", "used"), ("p2", "CONCH", "used"),
            ("p2", "pathology model", "used"), ("p3", "A-FM", "proposed"),
        )
    ],
    columns=["paper_id", "method", "kind", "role"],
)  # fmt: skip


def test_classes_of_models_are_no_models():
    assert set(single_models(MENTIONS, ENTRIES)["method"]) == {"UNI", "CONCH"}


def test_models_named_together_are_counted_on_both_sides_of_the_diagonal():
    table = models_together(single_models(MENTIONS, ENTRIES), most=5)
    assert table.loc["UNI"].to_dict() == {"CONCH": 2, "UNI": 2}
    assert models_together(MENTIONS.iloc[:0], most=5).empty
    alone = single_models(MENTIONS, ENTRIES)
    assert models_together(alone[alone["method"] == "UNI"], most=5).empty


def test_a_system_is_told_with_what_its_abstract_states():
    abstract = (
        "We present A-FM, a foundation model. It is pretrained on 1.2 million whole-slide images of 30 sites and has 300 "
        "million parameters. Code: https://github.com/a/a-fm. We test it on 12 patients."
    )
    papers = make_papers({"abstract": abstract})
    line = pd.DataFrame(
        {"published": pd.to_datetime(["2024-01-01"]), "date_precision": "day", "system": ["A-FM"], "sentence": ["We present A-FM."], "paper_id": ["p1"],
         "named_by": [2]}
    )  # fmt: skip
    (row,) = system_rows(line, papers, single_models(MENTIONS, ENTRIES)).to_dict("records")
    data, size, code = row["made with, of size, code"]
    assert (data, size) == ("1.2 million whole-slide images", "300 million parameters")
    assert (str(code), code.link) == ("github.com/a/a-fm", "https://github.com/a/a-fm")
    assert row["models it uses"] == "UNI"


def test_a_system_is_named_by_other_papers_that_write_it_as_its_own_does():
    papers = make_papers(
        {"title": "UNI", "abstract": "UNI sees."}, {"title": "UNI-2 after UNI"}, {"title": "Uni and UNI, UNI"},
        {"title": "UNIT"}, {"title": "Virchow"},
    )  # fmt: skip
    days = pd.to_datetime(["2024-01-01", "2024-02-01", "2024-03-01"])
    line = pd.DataFrame({"system": ["UNI", "UNI-2", "Virchow"], "paper_id": ["p1", "p2", "p5"], "published": days})
    counted = count_named(line, papers)
    assert counted["named_by"].tolist() == [2, 0, 0]
    assert choose_systems(counted, most=2)["system"].tolist() == ["UNI", "Virchow"]
    assert count_named(line.iloc[:0], papers).empty
