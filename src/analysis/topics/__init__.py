"""What papers are about: topics that many runs agree on, their names, their tree, their quality."""

from analysis.topics.clusters import OUTLIER
from analysis.topics.fit import FittedTopics, TopicsError, fit_topics
from analysis.topics.model import TopicModel, assign_topics, load_model, save_model

__all__ = [
    "OUTLIER",
    "FittedTopics",
    "TopicModel",
    "TopicsError",
    "assign_topics",
    "fit_topics",
    "load_model",
    "save_model",
]
