import json

import pytest

from analysis.reports.site.front import describe, write_front
from analysis.reports.site.packing import pack_text
from analysis.reports.site.pages import Page, empty_site
from analysis.reports.site.write import remove_stale_pages
from analysis.workspace import executed_file, page_file, write_text

PAGE = (
    "<html><head><meta name='description' content='{sentence}'></head><body><h1>{title}</h1><figure>"
    "<div class='drawn'><svg viewBox='0 0 1 1'><a href='#papers?x=1'><circle r='1'/></a></svg></div></figure>"
    "</body></html>"
)
SITE = empty_site()._replace(fields=(Page("fields/b", "B"), Page("fields/a", "A")), own=(Page("mine/kept", "Kept"),))


@pytest.fixture
def pages(project):
    names = [page.name for page in (*SITE.reports(), *SITE.fields, *SITE.own)]
    for name in names:
        write_text(page_file(name), PAGE.format(title=f"The {name}", sentence=f"What {name} says &lt;b&gt;."))
    return project


def test_the_front_page_leads_to_every_report_with_its_sentence(pages):
    text = write_front(SITE).read_text()
    for name in ("overview", "topics", "fields/a"):
        assert f'<a href="{name}.html">The {name}</a>' in text
        assert f"What {name} says &lt;b&gt;." in text
    assert text.index("The fields/b") < text.index("The fields/a")
    assert "Reports on corpus demo" in text
    assert ">Pages of your own</h2>" in text
    assert '<a href="mine/kept.html">The mine/kept</a>' in text


def test_a_picture_of_a_report_holds_no_links_and_is_read_out_by_nobody(pages):
    picture = describe("topics")["picture"]
    assert "viewbox" in picture
    assert "href" not in picture
    assert 'aria-hidden="true"' in picture


def test_a_page_without_a_figure_shows_its_picture_or_none(pages):
    write_text(page_file("topics"), "<h1>Map</h1><img src='data:image/png;base64,AAAA'>")
    assert describe("topics")["picture"] == '<img src="data:image/png;base64,AAAA" alt="">'
    write_text(page_file("topics"), "<h1>Map</h1>")
    assert describe("topics")["picture"] == ""


def test_a_map_is_shown_by_its_dots(pages):
    data = {
        "x": [0, 10, 20],
        "y": [5, 6, 7],
        "topic": [1, 0, 1],
        "topics": [{"colour": "#111111"}, {"colour": "#222222"}],
    }
    text = json.dumps(data)
    for held in (text, f'"{pack_text(text)}"'):
        script = f"<script type='application/json' class='data'>{held}</script>"
        write_text(page_file("topics"), f"<h1>Map</h1><figure class='block map wide'>{script}</figure>")
        picture = describe("topics")["picture"]
        assert '<path d="M10 6h0" stroke="#111111"/><path d="M0 5h0M20 7h0" stroke="#222222"/>' in picture


def test_pages_of_fields_and_notebooks_that_are_gone_are_removed(pages):
    for name in ("fields/gone", "mine/gone"):
        write_text(page_file(name), "")
    for name in ("fields/gone/summary", "fields/a/summary"):
        write_text(page_file(name), "")
    for name in ("files/gone", "files/a"):
        write_text(page_file(name).with_suffix("") / "papers.bib", "")
    write_text(executed_file("report-field-gone"), "what the stage depends on")
    remove_stale_pages(["a", "b"], ["kept"])
    assert not page_file("fields/gone").exists()
    assert not page_file("mine/gone").exists()
    assert not page_file("fields/gone/summary").parent.exists()
    assert not page_file("files/gone").with_suffix("").exists()
    assert page_file("fields/a").exists()
    assert page_file("fields/a/summary").exists()
    assert page_file("mine/kept").exists()
    assert (page_file("files/a").with_suffix("") / "papers.bib").exists()
    assert executed_file("report-field-gone").exists()
