import pandas as pd
import pytest

from analysis.citations.venues import unify_cited_venues

SHORT, FULL = "J COSMET DERMATOL-US", "Journal of Cosmetic Dermatology"


def unify(*rows: tuple[int, str | None]) -> list[str | None]:
    names = unify_cited_venues(pd.DataFrame(rows, columns=["work", "venue"]))
    return [name if pd.notna(name) else None for name in names]


def test_two_works_under_both_names_make_them_one():
    assert unify((1, SHORT), (1, FULL), (2, SHORT), (2, FULL), (3, SHORT), (4, None)) == [FULL] * 5 + [None]


def test_one_work_under_both_names_may_be_a_slip():
    assert unify((1, SHORT), (1, FULL), (2, SHORT), (3, FULL)) == [SHORT, FULL, SHORT, FULL]


def test_names_that_mostly_stand_with_others_are_not_one():
    # Two works of five under both, the others of each under a third name.
    rows = [(1, "Cells"), (1, "Wells"), (2, "Cells"), (2, "Wells")]
    rows += [(work, name) for work in (3, 4, 5) for name in ("Cells", "Lakes")]
    rows += [(work, name) for work in (6, 7, 8) for name in ("Wells", "Rivers")]
    found = dict(zip([name for _, name in rows], unify(*rows), strict=True))
    assert found["Cells"] != found["Wells"]
    assert found["Cells"] == found["Lakes"]
    assert found["Wells"] == found["Rivers"]


def test_names_are_one_through_a_third():
    rows = [(1, "BMJ"), (1, "BRIT MED J"), (2, "BMJ"), (2, "BRIT MED J"), (3, "BRIT MED J"), (3, "British Medical J.")]
    rows += [(4, "BRIT MED J"), (4, "British Medical J.")]
    assert set(unify(*rows)) == {"British Medical J."}


@pytest.mark.parametrize("rows", [[], [(1, None)]])
def test_nothing_told_is_nothing(rows):
    assert unify(*rows) == [None] * len(rows)


def test_the_order_of_rows_has_no_influence():
    rows = [(1, SHORT), (1, FULL), (2, SHORT), (2, FULL), (3, "Nature"), (3, FULL)]
    assert sorted(unify(*rows)) == sorted(unify(*reversed(rows)))


def test_a_server_that_holds_works_of_two_venues_makes_them_no_one():
    rows = [(work, venue) for work in range(6) for venue in ("arXiv", "ICLR" if work < 3 else "CVPR")]
    named = pd.DataFrame(rows + [(9, "ICLR"), (10, "CVPR")], columns=["work", "venue"])
    found = unify_cited_venues(named)
    assert found[named["venue"] == "ICLR"].nunique() == found[named["venue"] == "CVPR"].nunique() == 1
    assert found[0] == "arXiv"
    assert found[1] != found[7]
