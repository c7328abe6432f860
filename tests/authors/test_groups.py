import numpy as np
import pandas as pd

from analysis.authors.evidence import gather_evidence
from analysis.authors.groups import join_variants, part_namesakes
from analysis.authors.names import list_names
from analysis.text.names import split_name


def group(
    bylines: dict[str, list[str]], *, years: list[int] | None = None, parted: set[tuple[str, str]] | None = None
) -> dict[tuple[str, str], int]:
    """The group of each (paper, name); those of `parted` are taken to be of one person before variants are joined."""
    rows = [(paper, name) for paper, names in bylines.items() for name in names]
    mentions = pd.DataFrame(rows, columns=["paper_id", "name"])
    mentions[["family", "given"]] = [split_name(name)[:2] for name in mentions["name"]]
    names, place = list_names(mentions)
    named = mentions[["paper_id"]].assign(name=place, affiliation=None, orcid=None, author_key=None)
    published = pd.to_datetime([f"{year}-01-01" for year in years or [2024] * len(bylines)])
    papers = pd.DataFrame({"paper_id": list(bylines), "venue": None, "published": published})
    evidence = gather_evidence(named, papers)
    groups = part_namesakes(named, names, evidence).groups
    if parted:
        groups = np.where([row in parted for row in rows], groups.max() + 1, groups)
    groups = join_variants(named, names, evidence, groups)
    return dict(zip(rows, groups.tolist(), strict=True))


# Enough other people that a corpus knows which names are rare.
OTHERS = {f"o{place}": [f"{given}a Other{place}" for given in "BCDFG"] for place in range(60)}
ONE, OTHER = ["Ann Roe", "Cy Poe", "Di Moe"], ["Bo Li", "Ed Lo", "Fay Lu"]
HAO = {"p": ["Hao Chen", *ONE], "q": ["Hao Chen", *ONE], "r": ["Hao Chen", *OTHER], "s": ["Hao Chen", *OTHER]}
CHENS = {f"c{place}": [f"{given} Chen", f"Hao {family}"] for place, (given, family) in enumerate(
    [("Yu", "Li"), ("Lei", "Wu"), ("Min", "Xu"), ("Jun", "Ma"), ("Rui", "He"), ("Wei", "Hu")] * 3
)}  # fmt: skip


def test_one_name_with_two_circles_is_two_people():
    found = group(HAO | CHENS)
    assert found["p", "Hao Chen"] == found["q", "Hao Chen"] != found["r", "Hao Chen"] == found["s", "Hao Chen"]


def test_a_rare_name_stays_one_person_when_its_circle_changes():
    papers = {"p": ["Zoe Rarely", "Ann Roe"], "q": ["Zoe Rarely", "Bo Li"]}
    found = group(papers | OTHERS)
    assert found["p", "Zoe Rarely"] == found["q", "Zoe Rarely"]


def test_people_of_one_name_who_were_parted_do_not_meet_through_a_spelling_of_both():
    bridge = {"t": ["H. Chen", *ONE, *OTHER]}
    found = group(HAO | CHENS | bridge, parted={("r", "Hao Chen"), ("s", "Hao Chen")})
    assert found["p", "Hao Chen"] != found["r", "Hao Chen"]
    assert found["t", "H. Chen"] in (found["p", "Hao Chen"], found["r", "Hao Chen"])


def test_a_short_form_joins_the_name_in_full():
    papers = {"p": ["Bill Byrne", "Ann Roe"], "q": ["William Byrne", "Ann Roe"], "r": ["Walter Byrne", "Ann Roe"]}
    found = group(papers | OTHERS)
    assert found["p", "Bill Byrne"] == found["q", "William Byrne"] != found["r", "Walter Byrne"]


def test_many_mentions_with_nothing_in_common_are_strangers_even_where_the_name_is_rare():
    papers = {f"p{place}": ["Zoe Rarely", f"{given} Roe{place}"] for place, given in enumerate(["Ann", "Bo", "Cy"] * 3)}
    found = group(papers | OTHERS)
    assert len({found[paper, "Zoe Rarely"] for paper in papers}) > 1


def test_the_same_over_decades_is_one_career():
    papers = {f"p{place}": ["Zoe Rarely", f"{given} Roe{place}"] for place, given in enumerate(["Ann", "Bo", "Cy"] * 3)}
    years = [1960 + 8 * place for place in range(9)] + [2024] * len(OTHERS)
    found = group(papers | OTHERS, years=years)
    assert len({found[paper, "Zoe Rarely"] for paper in papers}) == 1
