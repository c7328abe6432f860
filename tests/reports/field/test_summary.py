import pandas as pd
from samples import make_papers

from analysis.reports.field.summary import (
    describe_definition,
    facet_sentences,
    field_finding,
    field_papers,
    field_verdict,
    system_line_rows,
)


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


def test_the_finding_is_k_of_n_with_the_interval_of_wilson():
    """Recomputed by the textbook formula for 3 of 10."""
    papers = make_papers(*({} for _ in range(10)))
    sentence, values = field_finding(pd.DataFrame({"paper_id": ["p1", "p2", "p3"]}), papers, "Fusion")
    z, p, n = 1.959963984540054, 0.3, 10
    middle, half = (
        (p + z * z / 2 / n) / (1 + z * z / n),
        z * (p * (1 - p) / n + z * z / 4 / n / n) ** 0.5 / (1 + z * z / n),
    )
    assert (str(values["count"]), values["total"], values["share"]) == ("3", 10, "30.0")
    assert (values["low"], values["high"]) == (f"{100 * (middle - half):.1f}", f"{100 * (middle + half):.1f}")
    assert sentence.startswith("{count} of {total:paper} belong")


def test_facets_count_papers_and_say_of_how_many_nothing_is_known():
    members = pd.DataFrame({"paper_id": list("pqrs")})
    facets = pd.DataFrame(
        {"paper_id": ["p", "p", "q"], "facet": "kinds", "value": ["text", "omics", "text"], "sentence": ""}
    )
    ((sentence, values),) = facet_sentences(facets, members)
    assert sentence.endswith("{n0} {v0}, {n1} {v1} (some papers several); of {rest} the abstract does not say.")
    assert (str(values["n0"]), values["v0"], str(values["n1"]), values["v1"]) == ("2", "text", "1", "omics")
    assert (values["total"], values["rest"]) == (4, 2)
    assert values["n0"].link.startswith("#papers?kinds=text")


def test_a_facet_of_one_value_each_that_every_paper_has_says_no_more():
    facets = pd.DataFrame({"paper_id": ["p", "q"], "facet": "stage", "value": ["early", "late"], "sentence": ""})
    ((sentence, _),) = facet_sentences(facets, pd.DataFrame({"paper_id": ["p", "q"]}))
    assert sentence.endswith("{n0} {v0}, {n1} {v1}.")


def test_a_definition_is_told_without_its_marks():
    definition = {"phrases": ["fus* & modalit*", "<image> text"], "hints": [], "methods": ["CLIP"], "version": 3}
    lines = describe_definition(definition | {"words": {"image": ["CT", "radiograph*"]}})
    told = [template.format(**values) for template, values in lines]
    assert told[0].endswith("fus… with modalit…, (image) text.")
    assert told[1:] == [
        "Methods of the lexicon: CLIP.",
        "(image) stands for any of: CT, radiograph….",
        "Version 3 of the definition.",
    ]
