import pytest

from analysis.reports.pages.index import describe, write_index
from analysis.workspace import executed_file, page_file, read_settings, write_text

PAGE = (
    "<html><head><meta name='description' content='{sentence}'></head><body><h1>{title}</h1>"
    "<figure><svg viewBox='0 0 1 1'><a href='#papers?x=1'><circle r='1'/></a></svg></figure></body></html>"
)


@pytest.fixture
def pages(project):
    names = ["overview", "corpus", "topics", "authors", "institutions", "methods", "keywords"]
    fields = [f"fields/{name}" for name in read_settings(stages=[]).fields]
    for name in [*names, *fields]:
        write_text(page_file(name), PAGE.format(title=f"The {name}", sentence=f"What {name} says &lt;b&gt;."))
    return project


def test_the_front_page_leads_to_every_report_with_its_sentence(pages):
    text = write_index(read_settings(stages=[])).read_text()
    for name in ("overview", "topics", "fields/multimodal-fusion"):
        assert f'<a href="{name}.html">The {name}</a>' in text
        assert f"What {name} says &lt;b&gt;." in text
    assert text.index("fields/pathology-foundation-models") < text.index("fields/multimodal-fusion")
    assert "corpus <strong>demo</strong>" in text


def test_a_picture_of_a_report_holds_no_links(pages):
    import base64

    picture = describe("topics")["picture"]
    svg = base64.b64decode(picture.removeprefix("data:image/svg+xml;base64,")).decode()
    assert "viewBox" in svg
    assert "href" not in svg


def test_a_dot_of_a_legend_is_no_picture_of_a_report(pages):
    legend = "<figure><div></div><details><svg width='12'><circle r='5'/></svg></details></figure>"
    with_legend = PAGE.format(title="Map", sentence="").replace("<figure>", f"{legend}<figure>")
    write_text(page_file("topics"), with_legend)
    assert describe("topics")["picture"] == describe("corpus")["picture"]
    write_text(page_file("topics"), f"<h1>Map</h1>{legend}<img src='data:image/png;base64,AAAA'>")
    assert describe("topics")["picture"] == "data:image/png;base64,AAAA"
    write_text(page_file("topics"), f"<h1>Map</h1>{legend}")
    assert describe("topics")["picture"] == ""


def test_pages_of_fields_and_notebooks_that_are_gone_are_removed(pages):
    for name in ("fields/gone", "mine/gone", "mine/kept"):
        write_text(page_file(name), PAGE.format(title=f"The {name}", sentence=""))
    write_text(page_file("fields/gone").with_suffix("") / "papers.bib", "")
    write_text(page_file("fields/multimodal-fusion").with_suffix("") / "papers.bib", "")
    write_text(executed_file("report-field-gone"), "what the stage depends on")
    text = write_index(read_settings(stages=[]), own=["kept"]).read_text()
    assert not page_file("fields/gone").exists()
    assert not page_file("mine/gone").exists()
    assert page_file("fields/multimodal-fusion").exists()
    assert not page_file("fields/gone").with_suffix("").exists()
    assert (page_file("fields/multimodal-fusion").with_suffix("") / "papers.bib").exists()
    assert executed_file("report-field-gone").exists()
    assert "<h2>Pages of your own</h2>" in text
    assert '<a href="mine/kept.html">The mine/kept</a>' in text
