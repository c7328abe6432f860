import numpy as np
import pandas as pd
import pytest

from analysis.keywords import evolve_themes, map_themes, resample_themes


def by_hand(rows: pd.DataFrame, communities: dict[str, int]) -> dict[int, tuple[float, float]]:
    """Callon's measures, pair by pair."""
    of = {word: set(own["paper_id"]) for word, own in rows.groupby("keyword")}
    tie = {(a, b): len(of[a] & of[b]) ** 2 / (len(of[a]) * len(of[b])) for a in of for b in of if a != b}
    found = {}
    for number in set(communities.values()):
        inside = [word for word in of if communities[word] == number]
        outside = [word for word in of if communities[word] != number]
        central = 10 * sum(tie[a, b] for a in inside for b in outside)
        dense = 100 * sum(tie[a, b] for a in inside for b in inside if a < b) / len(inside)
        found[number] = (central, dense)
    return found


def test_centrality_and_density_are_those_of_a_count_by_hand():
    random = np.random.default_rng(1)
    rows = pd.DataFrame(
        {"paper_id": random.integers(0, 30, 150), "keyword": random.choice(list("abcdefgh"), 150)}
    ).drop_duplicates()
    communities = {word: number for number, words in enumerate(("abc", "de", "fgh")) for word in words}
    themes = map_themes(rows, pd.Series(communities)).set_index("community")
    for number, (central, dense) in by_hand(rows, communities).items():
        assert themes.loc[number, ["centrality", "density"]].tolist() == pytest.approx([central, dense])
    assert set(themes["quadrant"]) <= {"motor", "basic", "niche", "emerging or declining"}


def test_clouds_lie_around_their_themes():
    random = np.random.default_rng(1)
    rows = pd.DataFrame(
        {"paper_id": random.integers(0, 200, 900), "keyword": random.choice(list("abcd"), 900)}
    ).drop_duplicates()
    communities = pd.Series({"a": 1, "b": 1, "c": 2, "d": 2})
    themes, cloud = map_themes(rows, communities), resample_themes(rows, communities, seed=1, draws=50)
    spread = cloud.groupby("community")["centrality"].quantile([0.01, 0.99]).unstack()
    for row in themes.itertuples():
        assert spread.loc[row.community, 0.01] * 0.8 <= row.centrality <= spread.loc[row.community, 0.99] * 1.2


def test_themes_lead_on_where_they_share_keywords():
    early = [(f"p{n}", word) for n in range(4) for word in ("wells", "water")]
    late = [(f"q{n}", word) for n in range(4) for word in ("water", "lakes")]
    rows = pd.DataFrame([*early, *late], columns=["paper_id", "keyword"])
    dates = pd.Series(
        {
            **{f"p{n}": pd.Timestamp(2019, 1, n + 1) for n in range(4)},
            **{f"q{n}": pd.Timestamp(2022, 1, n + 1) for n in range(4)},
        }
    )
    found = evolve_themes(rows, dates, seed=1, slices=2)
    assert found.links.values.tolist() == [[1, "water", "lakes", 1, 0.5]]
    assert found.themes[["slice", "theme", "keywords", "papers"]].values.tolist() == [
        [1, "water", 2, 4],
        [2, "lakes", 2, 4],
    ]
    assert found.papers.groupby("slice").size().to_dict() == {1: 4, 2: 4}


def test_slices_hold_as_many_papers_and_those_of_one_day_stay_together():
    rows = pd.DataFrame({"paper_id": [f"p{n}" for n in range(9)] * 2, "keyword": ["a"] * 9 + ["b"] * 9})
    days = [*range(1, 7), 7, 7, 7]
    dates = pd.Series([pd.Timestamp(2020, 1, day) for day in days], [f"p{n}" for n in range(9)])
    found = evolve_themes(rows, dates, seed=1, slices=3)
    assert found.papers.groupby("slice").size().to_dict() == {1: 3, 2: 3, 3: 3}


def test_without_keywords_there_is_nothing():
    none = pd.DataFrame({"paper_id": [], "keyword": []}, dtype="str")
    assert map_themes(none, pd.Series(dtype="int64")).empty
    assert resample_themes(none, pd.Series(dtype="int64"), seed=1).empty
    assert evolve_themes(none, pd.Series(dtype="datetime64[s]"), seed=1).links.empty
