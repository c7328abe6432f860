import base64
import hashlib
import html
import json
import re
import zlib

import nbformat
import pandas as pd

from analysis.reports.pages import show_figure, show_table, show_text, show_together
from analysis.reports.plots import plot_papers
from analysis.reports.site.build import build_page, build_summary
from analysis.reports.site.pages import Page, empty_site

SITE = empty_site()


def notebook(*outputs: str) -> nbformat.NotebookNode:
    cells = [nbformat.v4.new_markdown_cell("# A title\n\nA sentence."), nbformat.v4.new_code_cell("secret = 1")]
    cells[1].outputs = [nbformat.v4.new_output("display_data", {"text/html": text}) for text in outputs]
    return nbformat.v4.new_notebook(
        cells=cells, metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "x"}}
    )


def test_a_page_stands_alone_and_shows_no_code():
    page = build_page(notebook('<p class="finding">k of n</p>'), name="overview", site=SITE)
    assert "<title>A title · Fieldnotes</title>" in page
    assert 'content="k of n"' in page
    assert "secret" not in page
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", page)


def test_the_policy_names_exactly_the_scripts_and_styles_of_the_page():
    page = build_page(notebook(), name="overview", site=SITE)
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])
    parts = re.findall(r"<(script|style)>(.*?)</\1>", page, re.DOTALL)
    digests = {"sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for _, text in parts}
    assert set(re.findall(r"'(sha256-[^']+)'", policy)) == digests
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_pages_in_a_folder_lead_back_up():
    assert 'href="../overview.html"' in build_page(notebook(), name="fields/x", site=SITE)


def test_all_fields_are_in_the_navigation_and_pages_follow_one_another():
    site = SITE._replace(fields=(Page("fields/a", "Field <a>"), Page("fields/b", "Field b")))
    page = build_page(notebook(), name="fields/a", site=site)
    assert '<a href="../fields/b.html">Field b</a>' in page
    assert '<a href="../fields/a.html" aria-current="page">Field &lt;a&gt;</a>' in page
    assert re.search(r'rel="prev" href="../overview.html"', page)
    assert re.search(r'rel="next" href="../fields/b.html"', page)


def test_a_page_sent_alone_says_what_it_is():
    origin = SITE.origin._replace(
        papers=67, as_of="2026-05-01", program="0.1.0", commit="abc1234", fingerprint="f00",
        sources=({"title": "A <site>", "licence": "CC0"},), changed={"topics.runs": "40"},
    )  # fmt: skip
    page = build_page(notebook(show_text("One.").data), name="overview", site=SITE._replace(origin=origin))
    foot = page[page.index("<footer") :]
    for told in ("67 papers to 2026-05-01", "abc1234", "f00", "A &lt;site&gt; (CC0)", "<code>topics.runs</code> 40"):
        assert told in foot
    assert "“A title”. Fieldnotes 0.1.0, commit abc1234" in foot


def test_sections_and_figures_have_addresses_and_their_source():
    figure = show_figure(plot_papers(pd.Series([2, 1], index=["a", "b"])), title="a leads", alt="Bars.")
    table = show_table(pd.DataFrame({"n": [1]}), caption="One row.")
    made = notebook(table.data)
    made.cells += [nbformat.v4.new_markdown_cell("## Who & where"), shown_by(figure), shown_by(table)]
    made.cells += [nbformat.v4.new_markdown_cell("## Who & where")]
    page = build_page(made, name="overview", site=SITE)
    assert re.findall(r'<figure id="([^"]+)" class="block', page) == ["top-1", "who-where-1", "who-where-2"]
    assert re.findall(r'<h2 id="(w[^"]+)">', page) == ["who-where", "who-where-2"]
    assert page.count('<p class="source">Source: corpus demo, 0 papers</p>') == 3
    assert '<a href="#who-where">Who &amp; where</a>' in page


def test_a_figure_is_drawn_for_phones_too_and_brings_its_numbers():
    figure = show_figure(plot_papers(pd.Series([20, 1], index=["a", "b"])), alt="Bars.")
    page = build_page(notebook(figure.data), name="overview", site=SITE)
    wide, narrow = re.findall(r'<svg [^>]*viewBox="0 0 ([\d.]+)', page)
    assert float(narrow) < 260 < float(wide)
    assert '<template class="narrow">' in page
    assert '{"columns":["label","papers"],"rows":[["a",20],["b",1]]}' in page


def test_much_data_is_packed_and_little_is_not():
    rows = pd.DataFrame({"n": [f"row number {number}" for number in range(2000)]})
    page = build_page(notebook(show_table(rows, caption="Many.").data), name="overview", site=SITE)
    packed = re.search(r'class="data packed">"([^"]+)"</script>', page)[1]
    assert json.loads(zlib.decompress(base64.b64decode(packed)))["rows"][-1] == ["row number 1999"]
    page = build_page(notebook(show_table(rows.head(5), caption="Few.").data), name="overview", site=SITE)
    assert 'class="data packed"' not in page


def test_cells_tagged_summary_make_a_page_of_their_own():
    made = notebook('<p class="finding">Long.</p>')
    short = shown_by(show_together(show_text("{n} of 9 <b>.", n=html.escape("3")), show_text("Second.")))
    short.metadata["tags"] = ["summary"]
    short.outputs[0].data["text/html"] = '<h1>Short</h1><p><a href="#papers?x=1">3</a> of 9</p>'
    made.cells.append(short)
    assert "of 9" not in build_page(made, name="fields/x", site=SITE)
    page = build_summary(made, name="fields/x", site=SITE)
    assert "<p>3 of 9</p>" in page
    assert "Long." not in page
    assert 'href="../../overview.html"' in page
    assert 'href="../x.html"' in page
    assert build_summary(notebook(), name="fields/x", site=SITE) is None


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
    cells[-1].outputs.append(nbformat.v4.new_output("display_data", {"text/plain": "'plain <b> text'"}))
    page = build_page(nbformat.v4.new_notebook(cells=cells), name="overview", site=SITE)
    assert page == build_page(nbformat.v4.new_notebook(cells=cells), name="overview", site=SITE)
    assert "'plain &lt;b&gt; text'" in page
    assert "How it is done" not in page
    assert 'type="application/json">{"mark":"point"' in page
    assert "vegaEmbed" in page
    assert page.count("&lt;b&gt;") == 3
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
    page = build_page(nbformat.v4.new_notebook(cells=cells), name="overview", site=SITE)
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", page)
    assert [text for text in headings if text != "Papers"] == ["Told", "Half"]
    assert "More of it." not in page
    assert "There are no rows." in page
    assert "The list." in page
