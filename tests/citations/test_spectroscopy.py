import numpy as np
import pandas as pd

from analysis.citations import count_cited_years, explain_peaks, find_peaks


def cite(by_year: dict[int, int]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """So many papers cite one work of each year."""
    works = pd.DataFrame(
        {"work_id": [f"w{year}" for year in by_year], "year": list(by_year), "label": [f"W {year}" for year in by_year]}
    )
    rows = [(f"p{n}", f"w{year}") for year, count in by_year.items() for n in range(count)]
    return pd.DataFrame(rows, columns=["paper_id", "work_id"]), works.assign(citations=list(by_year.values()))


def test_deviations_are_from_the_median_of_five_years():
    found = count_cited_years(*cite({1990: 2, 1991: 4, 1992: 30, 1993: 6, 1994: 8}), seed=1).set_index("year")
    assert found.loc[1992, ["citations", "median", "deviation"]].tolist() == [30, 6, 24]
    assert found.loc[1990, "median"] == np.median([2, 4, 30])


def test_years_without_citations_are_there_and_those_unknown_or_to_come_are_not():
    citations, works = cite({0: 3, 1990: 2, 1993: 1, 2099: 1})
    found = count_cited_years(citations, works, seed=1, last=2020)
    assert found["year"].tolist() == [1990, 1991, 1992, 1993]
    assert found["citations"].sum() == 3


def test_one_work_that_many_cite_is_a_peak_that_its_work_explains():
    citations, works = cite({**{1940 + n: 2 for n in range(20)}, 1951: 25})
    peaks = find_peaks(count_cited_years(citations, works, seed=1))
    assert peaks["year"].tolist() == [1951]
    told = explain_peaks(peaks, works)
    assert told[["label", "citations", "share"]].values.tolist() == [["W 1951", 25, 1.0]]


def test_the_top_of_a_wave_is_no_peak():
    wave = {1960 + n: round(400 * np.exp(-(((n - 30) / 9) ** 2))) + 1 for n in range(60)}
    assert find_peaks(count_cited_years(*cite(wave), seed=1)).empty


def test_chance_alone_makes_hardly_a_peak():
    random = np.random.default_rng(5)
    found = [
        len(
            find_peaks(
                count_cited_years(*cite({1950 + n: int(random.poisson(8)) for n in range(60)}), seed=1, draws=1000)
            )
        )
        for _ in range(20)
    ]
    assert sum(found) <= 3


def test_without_years_there_is_nothing():
    citations, works = cite({0: 4})
    assert find_peaks(count_cited_years(citations, works, seed=1)).empty
