import html
import json
import re

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from samples import make_papers

from analysis.reports.pages.blocks import show_table, show_text
from analysis.reports.pages.drawer import embed_papers, source_facet, split_facet
from analysis.reports.pages.escaping import Linked, embed_json, escape
from analysis.reports.pages.links import papers_link
from analysis.reports.pages.page import build_page
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


def test_a_table_escapes_headings_cells_and_caption_and_marks_numbers():
    frame = pd.DataFrame({HOSTILE: [HOSTILE], "n": [Linked(3, "#papers?x=1")], "date": ["2025-03"], "none": [None]})
    shown = show_table(frame, caption=HOSTILE).data
    assert "<script" not in shown
    assert "<img" not in shown
    assert "<td class=number><a" in shown
    assert "<td class=date>2025-03" in shown
    assert "missing" in shown


def test_embedded_json_cannot_close_its_script():
    text = embed_json({"title": "</script><!-- \u2028"})
    assert "<" not in text
    assert json.loads(text) == {"title": "</script><!-- \u2028"}


def unpack(shown: str) -> dict[str, object]:
    import base64
    import zlib

    packed = json.loads(re.search(r"<script[^>]*>(.*?)</script>", shown, re.DOTALL)[1])
    return json.loads(zlib.decompress(base64.b64decode(packed)))


SOURCES = pd.DataFrame(
    {
        "source": ["open", "shut"],
        "title": ["Open", "Shut"],
        "selection": ["all", "facts"],
        "share": ["full", "no-abstracts"],
    }
)


def test_a_page_embeds_its_papers_with_facets_and_only_abstracts_that_may_be_shared():
    papers = make_papers(
        {"title": HOSTILE, "abstract": "A", "sources": ["open"], "published": "2024-05-01", "date_precision": "month"},
        {"title": "Two", "abstract": "B", "sources": ["open", "shut"]},
    )
    authorships = pd.DataFrame({"paper_id": ["p1"] * 14, "position": range(14), "name": [f"N{n}" for n in range(14)]})
    facets = {"year": pd.DataFrame({"paper_id": ["p1", "p1", "gone"], "value": [2024, 2025, 2026]})}
    data = unpack(embed_papers(papers, authorships, sources=SOURCES, facets=facets).data)
    assert data["title"] == [HOSTILE, "Two"]
    assert data["abstract"] == ["A", ""]
    assert data["date"] == ["2024-05", ""]
    assert data["authors"][0].endswith("N11 and 2 more")
    assert data["facets"]["year"] == {"values": ["2024", "2025"], "papers": [[0, 1], []]}


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


def notebook(*outputs: str) -> nbformat.NotebookNode:
    cells = [nbformat.v4.new_markdown_cell("# A title\n\nA sentence."), nbformat.v4.new_code_cell("secret = 1")]
    cells[1].outputs = [nbformat.v4.new_output("display_data", {"text/html": text}) for text in outputs]
    return nbformat.v4.new_notebook(
        cells=cells, metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "x"}}
    )


def test_a_page_stands_alone_and_shows_no_code():
    page = build_page(notebook('<p class="finding">k of n</p>'))
    assert "<title>A title · Fieldnotes</title>" in page
    assert 'content="k of n"' in page
    assert "secret" not in page
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", page)


def test_the_policy_names_exactly_the_scripts_and_styles_of_the_page():
    import base64
    import hashlib

    page = build_page(notebook())
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])
    parts = re.findall(r"<(script|style)>(.*?)</\1>", page, re.DOTALL)
    digests = {"sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for _, text in parts}
    assert set(re.findall(r"'(sha256-[^']+)'", policy)) == digests
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_pages_in_a_folder_lead_back_up():
    assert 'href="../overview.html"' in build_page(notebook(), depth=("fields",))


def test_missing_values_and_numbers_are_shown_plainly():
    assert "–" in escape(np.nan)
    assert escape(pd.Timestamp("2025-03-01")) == "2025-03-01"
    assert escape(0.123456) == "0.123"


def test_a_page_of_ones_own_shows_charts_and_tables_as_notebooks_give_them():
    chart, table = {"mark": "point", "data": {"values": []}}, pd.DataFrame({"a": [1]}, index=["<b>"])
    outputs = [
        nbformat.v4.new_output("execute_result", {"application/vnd.vegalite.v6+json": chart, "text/plain": "Chart"}),
        nbformat.v4.new_output("execute_result", {"text/html": table.to_html(), "text/plain": "a"}),
        nbformat.v4.new_output("execute_result", {"text/plain": "<Figure size 640x480 with 0 Axes>"}),
        nbformat.v4.new_output("execute_result", {"text/html": table._repr_html_(), "text/plain": "a"}),
    ]
    cells = [
        nbformat.v4.new_markdown_cell("# Mine"),
        nbformat.v4.new_markdown_cell("How it is done.", metadata={"tags": ["aside"]}),
        *(nbformat.v4.new_code_cell("1", outputs=[output]) for output in outputs),
    ]
    page = build_page(nbformat.v4.new_notebook(cells=cells))
    assert "How it is done" not in page
    assert 'type="application/json">{"mark":"point"' in page
    assert "vegaEmbed" in page
    assert page.count("&lt;b&gt;") == 2
    assert "<p>Nothing to draw.</p>" in page
    assert "0 Axes" not in page
    assert "<style scoped" not in page
    assert 'style="' not in page


def shown_by(block: object) -> nbformat.NotebookNode:
    output = nbformat.v4.new_output("display_data", {"text/html": block._repr_html_()})
    return nbformat.v4.new_code_cell("show()", outputs=[output])


def test_a_section_that_shows_nothing_and_says_nothing_of_it_is_left_out():
    rows = pd.DataFrame({"x": [1]})
    silent = show_table(rows.head(0), caption="None.", otherwise="")
    told = show_table(rows.head(0), caption="None.", otherwise="There are no rows.")
    heading = nbformat.v4.new_markdown_cell
    aside = heading("The papers.", metadata={"tags": ["aside"]})
    cells = [
        heading("# Title"), heading("## Silent"), shown_by(silent), heading("More of it."), shown_by(silent),
        heading("## Told"), shown_by(told), heading("## Half"), shown_by(silent), shown_by(show_table(rows, caption="One.")),
        heading("## Last"), shown_by(silent), aside, shown_by(show_text("The list.")),
    ]  # fmt: skip
    page = build_page(nbformat.v4.new_notebook(cells=cells))
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", page)
    assert [text for text in headings if text != "Papers"] == ["Told", "Half"]
    assert "More of it." not in page
    assert "There are no rows." in page
    assert "The list." in page
