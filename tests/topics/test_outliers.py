import numpy as np
import pytest

from analysis.topics.outliers import assign_outliers


def test_an_outlier_joins_the_nearest_topic_only_if_it_is_near():
    vectors = np.array([[1.0, 0], [0, 1], [0.8, 0.6], [-1, 0]])
    topic, similarity = assign_outliers(vectors, np.array([0, 1, -1, -1]), threshold=0.5)
    assert topic.tolist() == [0, 1, 0, -1]
    assert similarity[:3].tolist() == pytest.approx([1, 1, 0.8])
    assert np.isnan(similarity[3])
