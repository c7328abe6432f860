import re

import pandas as pd
import pytest
from samples import empty_table, make_papers

from analysis.productivity import compare_groups, find_zones, follow_preprints, pair_versions
from analysis.reports.pages.escaping import fill
from analysis.reports.venues.summary import (
    describe_venues,
    preprint_rows,
    say_preprints,
    say_zones,
    venue_rows,
    venues_finding,
    without_servers,
    zone_rows,
)

# Twelve papers in seven venues: zones of four papers in one, two and four venues; one more is a preprint alone.
VENUES = [*"AAAABBCCDEFG"]
PAPERS = make_papers(*({"venue": venue} for venue in VENUES), {"venue": "arXiv", "published": "2023-02-01"}, {})
VERSIONS = pd.DataFrame(
    [(f"p{number}", "published", "2021-07-01", venue) for number, venue in enumerate(VENUES, start=1)]
    + [("p1", "preprint", "2020-07-01", "arXiv"), ("p2", "preprint", "2021-01-01", "arXiv")]
    + [("p5", "preprint", "2022-01-01", "arXiv"), ("p13", "preprint", None, "arXiv")],
    columns=["paper_id", "kind", "date", "venue"],
).astype({"date": "datetime64[s]"})
PUBLISHED = without_servers(PAPERS, VERSIONS)
ZONES = find_zones(PUBLISHED, seed=1)
PAIRED = pair_versions(VERSIONS, PAPERS)


def say(sentence) -> str:
    return re.sub(r"<[^>]*>", "", fill(*sentence))


def test_a_preprint_server_is_no_venue():
    assert PUBLISHED["venue"].dropna().tolist() == VENUES
    assert PUBLISHED["venue"].iloc[-2:].tolist() == [None, None]


def test_the_finding_counts_papers_with_a_venue_and_names_the_one_with_the_most():
    assert say(venues_finding(PUBLISHED, ZONES, PAIRED)) == (
        "12 of 14 papers appeared in one of 7 venues. The most are in A: 4."
    )
    tied = PUBLISHED.assign(venue=[*"BBAA", *[None] * 10])
    assert say(venues_finding(tied, find_zones(tied, seed=1), PAIRED)) == (
        "4 of 14 papers appeared in one of 2 venues. 2 venues have the most, 2 each; one is A."
    )


def test_papers_that_no_venue_published_are_told_with_what_would_name_some():
    none = PUBLISHED.assign(venue=None)
    told = say(venues_finding(none, find_zones(none, seed=1), PAIRED))
    assert told.startswith("None of 14 papers has a venue that published it")
    assert " 4 of them are preprints. " in told


def test_one_preprint_is_told_in_the_singular():
    none = PUBLISHED.assign(venue=None)
    assert "1 of them are" not in say(venues_finding(none, find_zones(none, seed=1), PAIRED.iloc[:1]))


def test_every_paper_has_a_venue_or_is_a_preprint_alone_or_unknown():
    _, sentence = describe_venues(PUBLISHED, PAIRED)
    assert say(sentence) == "1 paper is known as a preprint only; of 1 other paper no venue is known."
    alone, unknown = sentence[1]["alone"].text, sentence[1]["unknown"]
    assert PUBLISHED["venue"].notna().sum() + alone + unknown == len(PUBLISHED)


def test_zones_are_listed_with_how_they_grow():
    rows = zone_rows(ZONES)
    assert rows.drop(columns="95 %").to_numpy().tolist() == [
        ["1 (core)", 4, 1, ""], ["2", 4, 2, "2.0"], ["3", 4, 4, "2.0"],
    ]  # fmt: skip
    assert all(re.fullmatch(r"\d+ to \d+", interval) for interval in rows["95 %"])


def test_the_venues_of_the_headline_hold_the_share_that_it_tells():
    share, core, venues = map(
        int, re.search(r"(\d+) % of the papers with a venue stand in (\d+) of (\d+)", say_zones(ZONES)).groups()
    )
    counts = PUBLISHED["venue"].value_counts()
    assert len(counts) == venues
    assert round(100 * counts.head(core).sum() / counts.sum()) == share


def test_a_venue_of_nearly_all_papers_is_not_told_to_hold_a_third():
    papers = make_papers(*({"venue": venue} for venue in "AAAAAAAABC"))
    zones = find_zones(papers, seed=1)
    # The middle of its papers lies in the second third: there is no core.
    assert zones.zones["zone"].tolist() == [2, 3]
    assert "A third" not in say_zones(zones)


def test_a_venue_has_papers_zone_preprints_and_citations():
    scores = pd.Series([2.0] * 4 + [1.0] * 8, index=PAPERS["paper_id"].head(12))
    rows = venue_rows(ZONES, compare_groups(scores, PUBLISHED, by="venue", seed=1, min_papers=4), PAIRED)
    assert rows.astype("str").head(3).to_numpy().tolist() == [
        ["A", "4", "1", "2", "2.00 (2.00 to 2.00)"], ["B", "2", "2", "1", ""], ["C", "2", "2", "0", ""],
    ]  # fmt: skip
    assert sum(count.text for count in rows["papers"]) == PUBLISHED["venue"].notna().sum()
    assert rows["preprints first"].sum() == PAIRED["is_published"].sum()
    assert rows["papers"].iloc[0].link == "#papers?venue=A&about=A"


def test_preprints_are_followed_by_year():
    rows = preprint_rows(follow_preprints(PAIRED, until=pd.Timestamp("2023-12-31")))
    # p1 took a year, p2 half a one; p5 was published before its preprint; p13 has the date of its paper.
    assert rows.drop(columns="95 %").astype("str").to_numpy().tolist() == [
        ["2020", "1", "1", "100 %", "12", ""], ["2021", "1", "1", "100 %", "6", ""],
        ["2022", "1", "1", "100 %", "0", "still open"], ["2023", "1", "0", "0 %", "", "still open"],
    ]  # fmt: skip
    assert rows["95 %"].tolist() == ["21 to 100"] * 3 + ["0 to 79"]
    assert rows["preprints"].iloc[0].link.startswith("#papers?preprint=2020&")


def test_the_sentences_on_preprints_count_what_the_table_sums():
    published, months = (say(sentence) for sentence in say_preprints(PAIRED))
    rows = preprint_rows(follow_preprints(PAIRED, until=pd.Timestamp("2023-12-31")))
    count, known = sum(number.text for number in rows["preprints"]), rows["known to be published"].sum()
    assert published.startswith(f"{known} of {count} preprints are known to be published;")
    assert months == (
        "Of 3 papers with both dates half were published within 6 months, the middle half between 3 and 9."
    )


def test_undated_preprints_tell_no_months():
    assert len(say_preprints(PAIRED.assign(months=float("nan")))) == 1


@pytest.mark.parametrize("published", [True, False])
def test_one_preprint_alone_is_told_in_the_singular(published):
    one = PAIRED.iloc[:1].assign(is_published=published, months=1.0)
    told = " ".join(say(sentence) for sentence in say_preprints(one))
    assert re.findall(r"1 preprint are|\b1 months", told) == []


def test_no_papers_make_no_rows_and_no_claims():
    papers, versions = make_papers({}).iloc[:0], empty_table("versions")
    zones, paired = find_zones(papers, seed=1), pair_versions(versions, papers)
    assert venues_finding(without_servers(papers, versions), zones, paired)[1] == {"papers": 0, "preprints": 0}
    assert describe_venues(papers, paired) == []
    assert say_zones(zones) == ""
    impact = compare_groups(pd.Series(dtype="float"), papers, by="venue", seed=1)
    assert [len(table) for table in (zone_rows(zones), venue_rows(zones, impact, paired))] == [0, 0]
    assert preprint_rows(follow_preprints(paired, until=pd.Timestamp("2020-01-01"))).empty
    assert say_preprints(paired) == [("No paper here is known as a preprint.", {})]
