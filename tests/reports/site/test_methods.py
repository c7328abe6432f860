import pandas as pd

from analysis.reports.site.methods import write_methods
from analysis.reports.site.pages import empty_site
from analysis.workspace import read_settings

ORIGIN = empty_site().origin._replace(
    papers=67, as_of="2026-04-01", program="0.1.0", commit="abc", fingerprint="f00",
    sources=({"title": "A", "records": "100"}, {"title": "B", "records": "34"}),
)  # fmt: skip
TOPICS, COVERAGE = (
    pd.DataFrame({"topic": [-1, 0, 1], "label": ["no topic", "Slides (proposed)", "cells"]}),
    pd.DataFrame({"length": ["month", "month"]}),
)


def test_the_paragraph_tells_counts_versions_and_settings(project):
    settings = read_settings(stages=["topics", "trends"])
    text, cited = write_methods(ORIGIN, settings, TOPICS, COVERAGE, model="openvino MiniLM f32")
    for told in ("134 records from 2 sources (A, B)", "0.1.0 (commit abc)", "67 papers", "2 topics", "the names of 1 were proposed", "20 runs",
                 "month by month", "rate of 0.1", "2026-04-01", "f00", "openvino MiniLM f32"):  # fmt: skip
        assert told in text
    assert "differ from the defaults" not in text
    assert all(any(name in work for work in cited) for name in ("Fellegi", "Traag", "Kleinberg", "Benjamini"))


def test_changed_settings_and_the_other_clusterer_are_told(project):
    own = project / "params.yaml"
    own.write_text(own.read_text().replace("clusterer: leiden", "clusterer: hdbscan"))
    settings = read_settings(stages=["topics", "trends"])
    origin = ORIGIN._replace(changed={"topics.clusterer": "hdbscan"})
    text, _ = write_methods(origin, settings, TOPICS, COVERAGE.head(0), model="m")
    assert "clusters of HDBSCAN" in text
    assert "period by period" in text
    assert text.endswith("Settings that differ from the defaults: topics.clusterer = hdbscan.")
