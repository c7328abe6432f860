import html
import json
import re

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from samples import make_papers

from analysis.facets import source_facet, split_facet
from analysis.reports.pages.blocks import show_text
from analysis.reports.pages.escaping import Linked, embed_json, escape
from analysis.reports.pages.facets import embed_papers
from analysis.reports.pages.links import papers_link
from analysis.reports.pages.svg import figure_to_svg
from analysis.reports.plots.change import plot_growth
from analysis.reports.plots.static import plot_cross, plot_papers, plot_systems

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)> "quoted" & $x$ [a](javascript:b)'


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cn"])))
@example("0" * 200)
@example("<wbr>" * 40)
def test_whatever_a_value_holds_it_is_text_on_the_page(text):
    """Text, and in words without end places to break them, whose tag has no end in HTML."""
    tree = etree.fromstring(f"<p>{escape(text).replace('<wbr>', '<wbr/>')}</p>")
    assert all(place.tag == "wbr" for place in tree)
    assert len(tree) == 0 or len(text) > 40
    assert "".join(tree.itertext()) == text


def test_links_carry_their_query_and_heading_escaped():
    link = papers_link("<b>", method=["ViT & co", "CT"], year=2024)
    assert link == "#papers?method=ViT%20%26%20co&method=CT&year=2024&about=%3Cb%3E"
    shown = escape(Linked("<i>", link))
    assert shown == f'<a href="{html.escape(link)}">&lt;i&gt;</a>'


def test_values_in_a_sentence_are_escaped_and_its_template_is_not():
    assert show_text("<em>{title}</em>", title=HOSTILE).data.count("<") == 4


def test_embedded_json_cannot_close_its_script():
    text = embed_json({"title": "</script><!-- \u2028"})
    assert "<" not in text
    assert json.loads(text) == {"title": "</script><!-- \u2028"}


SOURCES = pd.DataFrame(
    {
        "source": ["open", "shut"],
        "title": ["Open", "Shut"],
        "selection": ["all", "facts"],
        "share": ["full", "no-abstracts"],
    }
)


def test_a_page_knows_the_facets_of_its_papers_newest_first():
    papers = make_papers({"title": "Old", "published": "2020-01-01"}, {"title": "New", "published": "2024-05-01"})
    facets = {"year": pd.DataFrame({"paper_id": ["p1", "p1", "gone"], "value": [2024, 2025, 2026]})}
    shown = embed_papers(papers, facets=facets).data
    data = json.loads(re.search(r"<script[^>]*>(.*?)</script>", shown)[1])
    assert data == {
        "whole": False,
        "ids": ["p2", "p1"],
        "facets": {"year": {"values": ["2024", "2025"], "papers": [[], [0, 1]]}},
    }


def test_tables_of_facts_count_as_a_source_only_where_nothing_else_lists_a_paper():
    papers = make_papers({"sources": ["open", "shut"]}, {"sources": ["shut"]})
    assert source_facet(papers, SOURCES).values.tolist() == [["p1", "Open"], ["p2", "Shut"]]
    assert len(split_facet(papers, "sources")) == 3


def figures():
    counts = pd.DataFrame([[3, 0], [1, 40]], index=["a", HOSTILE], columns=["x", "y"])
    links = pd.DataFrame("#papers?a=1", index=counts.index, columns=counts.columns)
    growth = pd.DataFrame({"name": ["a"], "growth": [0.5], "low": [0.1], "high": [1.0], "verdict": ["rising"]})
    days = pd.to_datetime(["2024-01-01", "2024-01-09", "2024-02-01"])
    return {
        "counts": plot_papers(pd.Series([3, 1], index=["a", HOSTILE]), links=["#papers?a=1", "#papers?a=2"]),
        "matrix": plot_cross(counts, links),
        "growth": plot_growth(growth, links=["#papers?a=1"]),
        "systems": plot_systems(pd.DataFrame({"published": days, "system": ["A", "B", "C"]}), links=["#1", "#2", "#3"]),
        "one system": plot_systems(pd.DataFrame({"published": days[:1], "system": ["A"]}), links=["#1"]),
    }


@pytest.mark.parametrize("name", figures())
def test_a_figure_is_svg_without_style_script_or_date_and_keeps_its_links(name):
    svg = figure_to_svg(figures()[name], alt=HOSTILE)
    root = etree.fromstring(svg)
    assert not root.xpath("//@style | //*[local-name()='style' or local-name()='script' or local-name()='metadata']")
    assert root.get("aria-label") == HOSTILE
    assert root.get("role") == "group"
    assert all(link.get("href").startswith("#") for link in root.iter("{http://www.w3.org/2000/svg}a"))
    assert svg == figure_to_svg(figures()[name], alt=HOSTILE)


def test_every_bar_and_every_filled_cell_has_its_link():
    svg = etree.fromstring(figure_to_svg(figures()["matrix"], alt=""))
    assert len(list(svg.iter("{http://www.w3.org/2000/svg}a"))) == 3
    bars = etree.fromstring(figure_to_svg(figures()["counts"], alt=""))
    assert {link.get("href") for link in bars.iter("{http://www.w3.org/2000/svg}a")} == {"#papers?a=1", "#papers?a=2"}


def test_plots_leave_no_figure_open():
    figures()
    assert plt.get_fignums() == []


def test_missing_values_and_numbers_are_shown_plainly():
    assert "–" in escape(np.nan)
    assert escape(pd.Timestamp("2025-03-01")) == "2025-03-01"
    assert escape(0.123456) == "0.123"
