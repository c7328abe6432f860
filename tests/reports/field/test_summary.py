import pandas as pd
from samples import make_papers

from analysis.reports.field.summary import field_papers, field_verdict, system_line_rows


def test_a_paper_of_a_field_says_why_it_is_there_as_people_write():
    papers = make_papers({"title": "Old", "published": "2023-01-01"}, {"title": "New", "published": "2024-05-01"})
    members = pd.DataFrame(
        {
            "paper_id": ["p1", "p2"], "facet": ["uses", "builds"], "sentence": ["One.", "Two."],
            "evidence": [["fus* & modalit*"], ["CONCH", "trimodal"]],
        }
    )  # fmt: skip
    rows = field_papers(members, papers)
    assert rows["date"].tolist() == ["2024-05-01", "2023-01-01"]
    assert rows["because it names"].tolist() == ["CONCH, trimodal", "fus… with modalit…"]
    assert [str(cell) for cell in rows["paper"]] == ["New", "Old"]


def test_a_verdict_names_what_it_rests_on_whatever_stands_there():
    trends = pd.DataFrame(
        {"growth": [None], "growth_low": [None], "growth_high": [None], "verdict": ["too few papers"], "basis": ["{3} papers"]}
    )  # fmt: skip
    (template,) = field_verdict(trends)
    assert template.format() == "Growth of its share: <strong>too few papers</strong>. It rests on: {3} papers."
    assert field_verdict(trends.iloc[:0]) == (
        "No dated paper belongs to this field, so nothing can be said of its growth.",
    )


def test_systems_open_their_papers():
    line = pd.DataFrame(
        {"published": pd.to_datetime(["2024-01-01"]), "date_precision": "month", "system": ["A-1"], "sentence": ["We made it."], "paper_id": ["p1"]}
    )  # fmt: skip
    (row,) = system_line_rows(line).to_dict("records")
    assert (row["date"], str(row["system"]), row["system"].link.split("&")[0]) == ("2024-01", "A-1", "#papers?id=p1")
