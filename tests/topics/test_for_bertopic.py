import numpy as np
import pytest
import scipy.sparse as sp

from analysis.topics.for_bertopic import UntiedWeights

pytestmark = pytest.mark.slow


def test_of_terms_that_weigh_the_same_the_first_by_name_weighs_more():
    # Two topics; of the first the terms 0, 1, 3 occur twice and 2 once, of the second 4 alone.
    counts = sp.csr_matrix(np.array([[2, 2, 1, 2, 0], [0, 0, 0, 0, 7]]))
    weights = UntiedWeights().fit(counts).transform(counts).toarray()[0]
    assert np.argsort(-weights).tolist() == [0, 1, 3, 2, 4]
    assert len({*weights[:4]}) == 4
    assert weights[[0, 1, 3]] == pytest.approx(weights[0], abs=1e-8)
