import pandas as pd
from samples import make_papers

from analysis.institutions import name_countries
from analysis.reports.institutions.summary import (
    count_places,
    countries_together,
    country_rows,
    describe_places,
    institution_rows,
    institutions_finding,
    institutions_together,
)

# p: two addresses in Chad and one in Peru; q: Peru; r: an address without country.
PLACES = pd.DataFrame(
    [
        ("p", 1, "a", "N'Djamena Univ", "TD"), ("p", 2, "b", "N'Djamena Univ", "TD"), ("p", 2, "c", "Lima Univ", "PE"),
        ("q", 1, "d", "Lima Univ", "PE"), ("q", 1, "e", "N'Djamena Univ", None), ("r", 1, "f", None, None),
    ],
    columns=["paper_id", "position", "address", "institution", "country"],
)  # fmt: skip
NAMED = name_countries(PLACES)


def test_countries_have_names():
    assert NAMED["country"].tolist()[:3] == ["Chad", "Chad", "Peru"]
    assert NAMED["country"].isna().sum() == 2


def test_the_finding_counts_papers_and_countries():
    sentence, values = institutions_finding(NAMED, make_papers({}, {}, {}, {}))
    counted = {name: str(value) for name, value in values.items()}
    assert counted == {"addressed": "3", "papers": "4", "countries": "2", "several": "1", "known": "2"}
    assert sentence.startswith("{addressed} of {papers:paper} have an address here.")


def test_a_corpus_without_addresses_says_so_and_what_has_them():
    sentence, values = institutions_finding(NAMED.iloc[:0], make_papers({}, {}))
    assert sentence.startswith("None of {papers:paper} has an address here")
    assert values == {"papers": 2}
    assert describe_places(NAMED.iloc[:0], pd.DataFrame(index=range(3)), counting="full") == []


def test_what_the_numbers_rest_on_is_counted():
    (_, values), (how, _) = describe_places(NAMED, pd.DataFrame(index=range(9)), counting="fractional")
    assert values == {"mentions": 4, "all": 9, "addresses": 6, "countries": 4, "institutions": 5}
    assert how.startswith("A paper is one in all")


def test_fractional_counts_sum_to_the_papers():
    counts = count_places(NAMED, by="country", counting="fractional")
    assert counts.round(2).to_dict() == {"Peru": 1.33, "Chad": 0.67}
    assert count_places(NAMED, by="country", counting="full").to_dict() == {"Peru": 2, "Chad": 1}


def test_papers_of_one_country_alone_and_with_others():
    rows = country_rows(NAMED, count_places(NAMED, by="country", counting="full"), most=5)
    assert rows["country"].tolist() == ["Peru", "Chad"]
    assert rows["of this country alone"].tolist() == [1, 0]
    assert rows["with other countries"].tolist() == [1, 1]
    assert rows["papers"].iloc[0].link.startswith("#papers?country=Peru")


def test_pairs_count_papers_with_both():
    twice = pd.concat([NAMED, NAMED.assign(paper_id=NAMED["paper_id"] + "2")])
    table = countries_together(twice, most=5)
    assert table.loc["Chad"].to_dict() == {"Peru": 2, "Chad": 2}
    assert countries_together(NAMED, most=5).empty
    (pair,) = institutions_together(NAMED, most=5).to_dict("records")
    assert (pair["institution"], pair["and"], str(pair["papers"])) == ("Lima Univ", "N'Djamena Univ", "2")


def test_institutions_are_listed_with_their_spellings():
    institutions = pd.DataFrame(
        {"institution": ["Lima Univ"], "country": ["Peru"], "variants": [["Lima Univ", "Univ Lima"]], "papers": [2]}
    )
    counts = count_places(NAMED[NAMED["institution"] == "Lima Univ"], by="institution", counting="full")
    (row,) = institution_rows(institutions, counts, most=5).to_dict("records")
    assert (row["institution"], row["country"], str(row["papers"]), row["also written as"]) == (
        "Lima Univ", "Peru", "2", "Univ Lima",
    )  # fmt: skip
