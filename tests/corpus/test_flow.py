import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import count_flow

ROWS = st.tuples(st.sampled_from(["wos", "scopus"]), st.sampled_from(["kept", "merged", "filtered", "rejected"]))


@given(st.lists(ROWS, max_size=40))
def test_each_record_stands_in_exactly_one_number(rows):
    ledger = pd.DataFrame(rows, columns=["source", "outcome"]).assign(
        reason=[f"because {outcome}" for _, outcome in rows]
    )
    flow = count_flow(ledger)
    assert flow.identified.sum() == len(rows)
    parts = flow.unusable.sum() + flow.duplicates + flow.excluded.sum() + flow.included
    assert parts == len(rows)
    assert flow.screened == flow.excluded.sum() + flow.included


def test_an_outcome_that_nobody_knows_does_not_add_up():
    with pytest.raises(ValueError, match="does not add up"):
        count_flow(pd.DataFrame({"source": ["a"], "outcome": ["lost"], "reason": ["?"]}))
