import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.productivity import find_zones


@given(st.lists(st.sampled_from("ABCDEFGH"), min_size=1, max_size=60))
def test_every_paper_and_venue_is_in_one_zone_and_no_later_zone_has_a_larger_venue(names):
    zones = find_zones(pd.DataFrame({"paper_id": range(len(names)), "venue": names}), seed=1, draws=10)
    assert zones.zones["papers"].sum() == len(names)
    assert zones.zones["venues"].sum() == len(set(names)) == len(zones.venues)
    assert zones.venues["zone"].is_monotonic_increasing
    assert zones.venues["papers"].is_monotonic_decreasing
    assert zones.venues["cumulated"].iloc[-1] == len(names)


def test_papers_without_a_venue_count_nowhere_and_none_at_all_is_nothing():
    papers = pd.DataFrame({"paper_id": [1, 2, 3], "venue": ["A", None, "A"]})
    assert find_zones(papers, seed=1, draws=5).zones["papers"].tolist() == [2]
    assert find_zones(papers.assign(venue=None), seed=1, draws=5).venues.empty


def test_the_interval_of_each_zone_is_about_its_venues():
    venues = [f"V{n}" for n in range(90) for _ in range(max(1, 60 // (n + 1)))]
    zones = find_zones(pd.DataFrame({"paper_id": range(len(venues)), "venue": venues}), seed=1).zones
    assert (zones["low"] <= zones["venues"]).all()
    assert (zones["venues"] <= zones["high"]).all()
