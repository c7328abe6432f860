"""What papers are about: topics that many runs agree on, their names, their tree, their quality."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "baselines": ["read_baseline", "save_baseline"],
        "fit": ["FittedTopics", "TopicsError", "fit_topics"],
        "model": ["assign_topics", "load_model", "save_model"],
        "overrides": ["read_topic_decisions"],
        "settings": ["TopicsSettings"],
    },
)
