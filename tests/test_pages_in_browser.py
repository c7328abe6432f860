"""The pages of the demo in a real browser, from disk: no errors, every number is the length of its list."""

import json
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import bibtexparser
import nbformat
import networkx as nx
import numpy as np
import pandas as pd
import pytest
import yaml
from axe_core_python.selenium import Axe
from queries import QUERIES
from samples import as_table, make_papers
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from analysis.digest.settings import DigestSettings
from analysis.graphs import build_coauthor_graph
from analysis.library import Space, index_texts, rank_papers
from analysis.reports.graphs import draw_graph
from analysis.reports.pages import (
    Linked,
    embed_papers,
    papers_link,
    show_figure,
    show_plane,
    show_table,
    show_text,
    show_together,
)
from analysis.reports.plots import plot_papers
from analysis.reports.site.build import build_page
from analysis.reports.site.pages import empty_site
from analysis.reports.site.papers import dress_papers
from benchmarks.browser import CHROMIUM, DRIVER, open_browser, set_scheme, set_width
from benchmarks.browser import open_page as browser_page

REQUIRED = os.environ.get("FIELDNOTES_BROWSER") == "required"
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER) and not REQUIRED,
    reason="page tests need chromium and chromedriver (Debian: chromium-driver)",
)

PAGES = (
    "index", "about", "overview", "library", "digest", "corpus", "topics", "authors", "institutions", "methods", "keywords",
    "citations", "venues", "fields/pathology-foundation-models", "fields/multimodal-fusion",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    driver = open_browser(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


def open_page(browser: webdriver.Chrome, clone: Path, name: str, fragment: str = "") -> None:
    browser_page(browser, clone / "reports" / f"{name}.html", fragment)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_errors_and_fits_desktop_tablet_and_phone(browser, clone, name):
    for width in (1440, 768, 360):
        set_width(browser, width)
        open_page(browser, clone, name)
        errors = [entry["message"] for entry in browser.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
        assert errors == []
        assert browser.execute_script("return document.documentElement.scrollWidth <= window.innerWidth + 1")
        assert browser.find_elements(By.CSS_SELECTOR, "h1")
        assert all(
            figure.find_elements(By.TAG_NAME, "figcaption") for figure in browser.find_elements(By.TAG_NAME, "figure")
        )


# The shipped papers have neither addresses nor keywords nor references, so these pages count none.
@pytest.mark.parametrize(
    "name", [name for name in PAGES[2:] if name not in ("library", "institutions", "keywords", "citations")]
)
def test_every_linked_number_is_the_length_of_its_list(browser, clone, name):
    set_width(browser, 1280)
    open_page(browser, clone, name)
    pairs = browser.execute_script(
        "return [...document.querySelectorAll('main a[href^=\"#papers?\"]')].map(a => [a.textContent.trim(), a.getAttribute('href')])"
    )
    numbers = {(text.replace(",", ""), link) for text, link in pairs if re.fullmatch(r"[\d,]+", text)}
    assert numbers
    # Of a page with very many some: that each finds as many as it says is tested without a browser.
    for text, link in sorted(numbers)[:: len(numbers) // _CLICKED + 1]:
        # Chromium drops address changes beyond 200 in ten seconds.
        time.sleep(0.055)
        expected = f"{int(text):,} paper" + ("" if text == "1" else "s")
        shown = browser.execute_async_script(OPEN_AND_READ, link, expected)
        assert shown == expected, link


_CLICKED = 100

# Goes to an address and gives what the drawer counts: once that is as expected, or after five seconds.
OPEN_AND_READ = """
const [link, expected, done] = arguments;
const [drawer, count] = ["drawer", "drawer-count"].map(id => document.getElementById(id));
const look = tries => drawer.open && count.textContent === expected || !tries
    ? done(count.textContent) : setTimeout(look, 10, tries - 1);
// What was counted for the address before may be the same number.
addEventListener("hashchange", () => look(500), {once: true});
location.hash = link;
"""


def test_the_list_opens_by_keyboard_searches_and_closes(browser, clone):
    set_width(browser, 1280)
    open_page(browser, clone, "overview")
    link = browser.find_element(By.CSS_SELECTOR, ".finding a")
    link.send_keys(Keys.ENTER)
    drawer = browser.find_element(By.ID, "drawer")
    WebDriverWait(browser, 10).until(lambda _: drawer.is_displayed())
    assert browser.find_element(By.ID, "drawer-count").text == "67 papers"
    browser.find_element(By.ID, "drawer-search").send_keys("rudolfv")
    shown = [item for item in browser.find_elements(By.CSS_SELECTOR, "#drawer-list > li") if item.is_displayed()]
    assert [item.find_element(By.TAG_NAME, "a").text for item in shown] == [
        "RudolfV: A Foundation Model by Pathologists for Pathologists"
    ]
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.ESCAPE)
    WebDriverWait(browser, 10).until(lambda _: not drawer.is_displayed())


def test_an_address_with_a_list_opens_that_list(browser, clone):
    open_page(browser, clone, "overview", "#papers?year=2026&about=Of%202026")
    WebDriverWait(browser, 10).until(lambda page: page.find_element(By.ID, "drawer-count").text == "10 papers")
    assert browser.find_element(By.ID, "drawer-title").text == "Of 2026"


@pytest.mark.parametrize("name", ["topics", "authors", "methods"])
def test_maps_and_graphs_draw_and_a_mark_opens_its_papers(browser, clone, name):
    set_width(browser, 1280)
    open_page(browser, clone, name)
    canvas = WebDriverWait(browser, 20).until(lambda page: page.find_element(By.CSS_SELECTOR, ".plane canvas"))
    browser.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", canvas)
    # Sweep the picture with real clicks until one hits a mark; a community opens first where there are many.
    width, height = canvas.size["width"], canvas.size["height"]
    for place in range(1, 900):
        x, y = (place * 37) % width - width / 2, (place * 53) % height - height / 2
        webdriver.ActionChains(browser, duration=0).move_to_element_with_offset(
            canvas, int(x), int(y)
        ).click().perform()
        if browser.execute_script("return document.getElementById('drawer').open"):
            break
    assert browser.find_element(By.ID, "drawer-count").text.endswith(("paper", "papers"))
    assert browser.find_elements(By.CSS_SELECTOR, "#drawer-list > li")


def test_a_plane_is_walked_by_keyboard(browser, clone):
    set_width(browser, 1280)
    open_page(browser, clone, "topics")
    canvas = browser.find_element(By.CSS_SELECTOR, ".plane canvas")
    canvas.send_keys(Keys.ARROW_RIGHT)
    voice = browser.find_element(By.CSS_SELECTOR, ".plane .voice")
    first = voice.get_attribute("textContent")
    assert "topic:" in first
    canvas.send_keys(Keys.ARROW_RIGHT)
    assert voice.get_attribute("textContent") != first
    canvas.send_keys(Keys.ENTER)
    WebDriverWait(browser, 10).until(lambda page: page.find_element(By.ID, "drawer-count").text == "1 paper")


def test_the_map_is_searched_and_says_how_many_and_lists_them(browser, clone):
    set_width(browser, 1280)
    open_page(browser, clone, "topics")
    browser.find_element(By.CSS_SELECTOR, ".map .bar input[type=search]").send_keys("foundation model")
    titles = pd.read_parquet(clone / "data" / "processed" / "papers.parquet")["title"].str.lower()
    expected = int((titles.str.contains("foundation") & titles.str.contains("model")).sum())
    assert browser.find_element(By.CSS_SELECTOR, ".map .bar .found").text == f"{expected} of 67 papers"
    press(browser, ".map .bar", "List them")
    WebDriverWait(browser, 10).until(lambda page: page.find_element(By.ID, "drawer-count").text == f"{expected} papers")


def found_on(browser: webdriver.Chrome, kind: str) -> int:
    """How many papers a map or graph says it shows."""
    text = browser.find_element(By.CSS_SELECTOR, f".{kind} .bar .found").text
    return int(re.match(r"[\d,]+", text)[0].replace(",", ""))


def choose(browser: webdriver.Chrome, kind: str, value: str) -> list[str]:
    """Colour a map or graph by something; what its legend says then."""
    script = "const made = document.querySelector(arguments[0]); made.value = arguments[1]; made.dispatchEvent(new Event('change'))"
    browser.execute_script(script, f".{kind} select", value)
    return [line.text for line in browser.find_elements(By.CSS_SELECTOR, f".{kind} .key li")]


def test_a_lasso_takes_the_papers_within_and_lists_them(browser, clone):
    set_width(browser, 1280)
    open_page(browser, clone, "topics")
    press(browser, ".map .bar", "Lasso")
    canvas = browser.find_element(By.CSS_SELECTOR, ".plane canvas")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", canvas)
    drawn = (
        webdriver.ActionChains(browser, duration=20).move_to_element_with_offset(canvas, -150, -120).click_and_hold()
    )
    for x, y in ((150, -120), (150, 120), (-150, 120), (-150, -110)):
        drawn.move_to_element_with_offset(canvas, x, y)
    drawn.release().perform()
    WebDriverWait(browser, 5).until(lambda page: page.find_element(By.CSS_SELECTOR, ".map .bar .found").text)
    count = found_on(browser, "map")
    assert 0 < count < 67
    press(browser, ".map .bar", "List them")
    WebDriverWait(browser, 10).until(lambda page: page.find_element(By.ID, "drawer-count").text == f"{count} papers")
    browser.find_element(By.CSS_SELECTOR, "#drawer form button").click()
    press(browser, ".map .bar", "Show all")
    assert browser.find_element(By.CSS_SELECTOR, ".map .bar .found").text == "67 papers"


def test_the_map_shows_the_papers_of_some_years_and_colours_by_them(browser, clone):
    set_width(browser, 1280)
    open_page(browser, clone, "topics")
    years = pd.read_parquet(clone / "data" / "processed" / "papers.parquet")["published"].dt.year
    lines = choose(browser, "map", "year")
    assert {int(found[0]) for line in lines if (found := re.findall(r"\b(?:19|20)\d\d\b", line))} == set(years)
    first = browser.find_elements(By.CSS_SELECTOR, ".brush input")[0]
    browser.execute_script(
        "arguments[0].value = 2025; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))", first
    )
    assert found_on(browser, "map") == int((years >= 2025).sum())


def test_a_community_opens_and_its_people_are_coloured_by_year_and_found(browser, clone):
    set_width(browser, 1280)
    open_page(browser, clone, "authors")
    browser.find_element(By.CSS_SELECTOR, ".graph .side button").click()
    WebDriverWait(browser, 5).until(lambda page: page.find_element(By.CSS_SELECTOR, ".graph .crumbs").text)
    people = [line.text for line in browser.find_elements(By.CSS_SELECTOR, ".graph .side li")]
    assert len(people) > 2
    assert any(re.search(r"\b20\d\d\b", line) for line in choose(browser, "graph", "year"))
    name = re.sub(r"\W*\d[\d,]*.*$", "", people[0].splitlines()[0])
    browser.find_element(By.CSS_SELECTOR, ".graph .bar input").send_keys(name)
    assert found_on(browser, "graph") >= 1


def press(browser: webdriver.Chrome, place: str, text: str) -> None:
    """Click the button of that text."""
    found = next(made for made in browser.find_elements(By.CSS_SELECTOR, f"{place} button") if made.text == text)
    browser.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", found)
    found.click()


def open_library(browser: webdriver.Chrome, clone: Path, state: str = "") -> None:
    set_width(browser, 1280)
    open_page(browser, clone, "library", state)
    WebDriverWait(browser, 20).until(lambda page: page.find_element(By.ID, "library").get_attribute("data-ready"))


def titles_of(browser: webdriver.Chrome) -> list[str]:
    return [title.text for title in browser.find_elements(By.CSS_SELECTOR, ".results > .paper > .title")]


def search_for(browser: webdriver.Chrome, query: str) -> list[str]:
    """The titles that the library shows for a query, once it has answered."""
    field = browser.find_element(By.ID, "library-search")
    browser.execute_script(
        "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input'))", field, query
    )
    shown = "return document.getElementById('library').dataset.shown"
    WebDriverWait(browser, 10).until(lambda page: page.execute_script(shown) == query)
    return titles_of(browser)


def test_the_library_ranks_in_the_page_as_the_tables_do(browser, clone):
    """What the script finds by meaning and words is what `rank_papers` finds."""
    folder = clone / "data" / "processed"
    papers, words, places = (
        pd.read_parquet(folder / f"{name}.parquet") for name in ("papers", "search_words", "search_papers")
    )
    space = Space(*(np.stack(table["vector"].to_numpy()).astype(np.int8) for table in (words, places)))
    texts = index_texts((papers["title"] + " " + papers["title"] + ". " + papers["abstract"].fillna("")).tolist())
    open_library(browser, clone)
    agreed, found = 0, 0
    for query, right in QUERIES.items():
        best = rank_papers(query, space, words.set_index("word")["papers"], texts).nlargest(3).index
        shown = search_for(browser, query)[:3]
        agreed += len(set(shown) & set(papers["title"][best]))
        known = dict(zip(papers["title"], papers["paper_id"].str.removeprefix("arxiv:"), strict=True))
        found += any(known[title] in right for title in shown)
    assert found >= 18
    # The page's words also count authors, venues and labels.
    assert agreed >= 0.85 * 3 * len(QUERIES)


def test_filters_combine_count_and_stand_in_the_address(browser, clone):
    open_library(browser, clone)
    fields = next(fold for fold in browser.find_elements(By.CSS_SELECTOR, ".filter") if fold.text.startswith("Field"))
    box = next(label for label in fields.find_elements(By.TAG_NAME, "label") if "Multimodal fusion" in label.text)
    expected = int(box.find_element(By.TAG_NAME, "small").text)
    box.click()
    status = browser.find_element(By.CSS_SELECTOR, ".library .status")
    WebDriverWait(browser, 5).until(lambda _: status.text.startswith(f"{expected} of 67"))
    assert "field=Multimodal%20fusion" in browser.current_url
    kept = browser.current_url
    search_for(browser, "survival")
    assert "q=survival" in browser.current_url
    browser.back()
    WebDriverWait(browser, 5).until(lambda _: status.text.startswith("67 of 67"))
    open_library(browser, clone, kept[kept.index("#") :])
    assert browser.find_element(By.CSS_SELECTOR, ".library .status").text.startswith(f"{expected} of 67")
    press(browser, ".chosen", "Reset")
    status = browser.find_element(By.CSS_SELECTOR, ".library .status")
    WebDriverWait(browser, 5).until(lambda _: status.text.startswith("67 of 67"))


def test_the_queue_and_saved_searches_are_kept_saved_and_read_again(browser, clone, tmp_path):
    open_library(browser, clone)
    browser.execute_script("localStorage.clear(); location.reload()")
    open_library(browser, clone, "#q=survival")
    first = titles_of(browser)[0]
    press(browser, ".results > .paper", "☆ Queue")
    browser.find_element(By.CSS_SELECTOR, ".save input").send_keys("My search", Keys.ENTER)
    open_library(browser, clone, "#show=queue")
    assert titles_of(browser) == [first]
    text = saved_by(browser, ".library-tools", "Save as a file")
    (tmp_path / "library.json").write_text(text)
    browser.execute_script("localStorage.clear()")
    open_library(browser, clone, "#show=queue")
    assert titles_of(browser) == []
    browser.find_element(By.CSS_SELECTOR, ".library-tools input[type=file]").send_keys(str(tmp_path / "library.json"))
    WebDriverWait(browser, 5).until(lambda page: titles_of(page) == [first])
    open_library(browser, clone, "#show=searches")
    browser.find_element(By.CSS_SELECTOR, ".results a").click()
    WebDriverWait(browser, 5).until(lambda page: titles_of(page)[:1] == [first])
    assert browser.find_element(By.ID, "library-search").get_attribute("value") == "survival"


def test_a_saved_search_is_a_line_of_the_digests_settings(browser, clone):
    open_library(browser, clone)
    browser.execute_script("localStorage.clear(); location.reload()")
    open_library(browser, clone, "#q=%22a%3A%20b%22%20%23%20c&modality=CT&modality=H%26E&sort=date")
    browser.find_element(By.CSS_SELECTOR, ".save input").send_keys('On: "CT" # 1', Keys.ENTER)
    open_library(browser, clone, "#show=searches")
    line = browser.find_element(By.CSS_SELECTOR, ".results [data-copy]").get_attribute("data-copy")
    ((name, asked),) = yaml.safe_load(line).items()
    assert name == 'On: "CT" # 1'
    search = DigestSettings(searches={name: asked}).searches[name]
    assert (search.words, search.modality) == ('"a: b" # c', ["CT", "H&E"])


def test_other_pages_lead_to_the_library(browser, clone):
    open_page(browser, clone, "topics")
    link = browser.find_element(By.CSS_SELECTOR, ".cards p a")
    browser.execute_script("location.hash = arguments[0]", link.get_attribute("href").partition("#")[2])
    onward = browser.find_element(By.ID, "drawer-library")
    WebDriverWait(browser, 10).until(lambda _: onward.is_displayed())
    count = browser.find_element(By.ID, "drawer-count").text.split()[0]
    onward.click()
    WebDriverWait(browser, 10).until(lambda page: page.find_element(By.ID, "library").get_attribute("data-ready"))
    assert browser.find_element(By.CSS_SELECTOR, ".library .status").text.startswith(f"{count} of 67")


# The shipped corpus is small enough for every page to be checked whole.
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out_of_a_page(browser, clone, name, scheme):
    """Axe finds nothing serious, in light and in dark."""
    set_width(browser, 1280)
    set_scheme(browser, scheme)
    open_page(browser, clone, name)
    found = Axe().run(browser)["violations"]
    set_scheme(browser, "light")
    assert [
        (rule["id"], rule["nodes"][0]["html"][:200]) for rule in found if rule["impact"] in ("serious", "critical")
    ] == []


def test_light_and_dark_are_chosen_and_kept(browser, clone):
    open_page(browser, clone, "corpus")
    background = "return getComputedStyle(document.body).backgroundColor"
    light = browser.execute_script(background)
    for _ in range(2):
        browser.find_element(By.CSS_SELECTOR, "button.theme").click()
    dark = browser.execute_script(background)
    assert dark != light
    open_page(browser, clone, "methods")
    assert browser.execute_script(background) == dark
    browser.find_element(By.CSS_SELECTOR, "button.theme").click()
    assert browser.execute_script(background) == light


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_demo_keeps_to_its_budget(browser, clone, name):
    assert (clone / "reports" / f"{name}.html").stat().st_size < 1_500_000
    set_width(browser, 1280)
    open_page(browser, clone, name)
    assert browser.execute_script("return document.querySelectorAll('*').length") < 5000


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of 1,200 papers, the oldest of them with a word that no other has, and a table with dates."""
    dates = pd.date_range("2020-01-01", periods=1200, freq="D")
    rows = [{"title": f"Paper {number}", "published": day} for number, day in enumerate(dates)]
    rows[0]["title"] = "The very first zebra"
    rows[0] |= {"comment": "<img src=x onerror=alert(1)> MICCAI", "code_url": "https://github.com/roe/zebra"}
    rows[1] |= {"title": "A second zebu", "code_url": "javascript:alert(1)"}
    papers = as_table(make_papers(*rows))
    table = pd.DataFrame(
        {"date": ["2024-05-01", "2024-01-09", "2024", "2023-12", *["2020"] * 4], "what": list("abcdefgh")}
    )
    counts = pd.DataFrame(
        {
            "number": [Linked(n, papers_link(f"{n}", id=f"p{n}")) for n in range(1, 301)],
            "formula": "=1+1",
            "name": 'café, "x"',
        }
    )
    bars = plot_papers(
        pd.Series([2, 1], index=["a", "b"]), links=[papers_link("a", id="p1"), papers_link("b", id="p2")]
    )
    write_page(
        tmp_path_factory.mktemp("many") / "reports" / "many.html",
        papers,
        show_text("{all} papers.", all=Linked(len(papers), papers_link("All"))),
        show_table(table, caption="Dates"),
        show_table(counts, title="Three hundred <b>", caption="Counts"),
        show_figure(bars, title="a leads", alt="Bars.", caption="Two bars."),
    )
    return tmp_path_factory.getbasetemp() / "many0"


@pytest.fixture(scope="module")
def graphed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with a graph of three names, one of which is markup."""
    rows = pd.DataFrame({"paper_id": ["p1", "p1", "p2", "p2"], "item": ["a<b>", "c", "c", "d"]})
    folder = tmp_path_factory.mktemp("graphed")
    plane = draw_graph(build_coauthor_graph(rows.rename(columns={"item": "author_id"})))
    papers = as_table(make_papers({"title": "One"}, {"title": "Two"}))
    write_page(folder / "reports" / "many.html", papers, show_plane(plane, title="A graph", alt="Three names."))
    return folder


def write_page(file: Path, papers: pd.DataFrame, *blocks: object) -> None:
    """A page of some blocks and its papers."""
    names = pd.DataFrame({"paper_id": ["p1", "p1"], "position": [1, 2], "name": ["Ann Author", "Bo Li"]})
    source = pd.DataFrame({"source": ["s"], "title": ["S"], "selection": ["all"], "share": ["full"]})
    none = pd.DataFrame({"paper_id": [], "kind": [], "value": [], "topic": [], "confidence": []})
    topics = pd.DataFrame({"topic": [0], "label": ["cells"]})
    short = pd.DataFrame({"paper_id": [], "summary": [], "summary_basis": []})
    shown = show_together(*blocks, embed_papers(papers, facets={}))
    cells = [nbformat.v4.new_markdown_cell("# Many"), nbformat.v4.new_code_cell("1")]
    cells[1].outputs = [nbformat.v4.new_output("display_data", {"text/html": shown.data})]
    site = empty_site()._replace(listed=dress_papers(papers, names, source, none, none, topics, short))
    file.parent.mkdir()
    file.write_text(build_page(nbformat.v4.new_notebook(cells=cells), name="many", site=site), encoding="utf-8")


def test_the_search_of_a_list_looks_in_papers_that_are_not_drawn(browser, many):
    open_page(browser, many, "many", "#papers?about=All")
    count = browser.find_element(By.ID, "drawer-count")
    WebDriverWait(browser, 10).until(lambda _: count.text == "1,200 papers")
    assert len(browser.find_elements(By.CSS_SELECTOR, "#drawer-list > li.paper")) < 300
    browser.find_element(By.ID, "drawer-search").send_keys("zebra")
    WebDriverWait(browser, 10).until(lambda _: count.text == "1 of 1,200 papers")
    (item,) = browser.find_elements(By.CSS_SELECTOR, "#drawer-list > li")
    assert item.text.split("\n")[0] == "The very first zebra"
    browser.find_element(By.ID, "drawer-search").send_keys("x")
    WebDriverWait(browser, 10).until(lambda _: count.text == "Nothing found in 1,200 papers")


def test_a_list_shows_comments_as_text_and_links_code_but_no_script(browser, many):
    open_page(browser, many, "many", "#papers?about=All")
    search = browser.find_element(By.ID, "drawer-search")
    count = browser.find_element(By.ID, "drawer-count")
    search.send_keys("zebra")
    WebDriverWait(browser, 10).until(lambda _: count.text == "1 of 1,200 papers")
    (item,) = browser.find_elements(By.CSS_SELECTOR, "#drawer-list > li")
    assert "<img src=x onerror=alert(1)> MICCAI" in item.text
    assert not item.find_elements(By.TAG_NAME, "img")
    assert [link.get_attribute("href") for link in item.find_elements(By.TAG_NAME, "a")] == [
        "https://github.com/roe/zebra"
    ]
    search.clear()
    search.send_keys("zebu")
    WebDriverWait(browser, 10).until(lambda _: "zebu" in browser.find_element(By.ID, "drawer-list").text)
    (item,) = browser.find_elements(By.CSS_SELECTOR, "#drawer-list > li")
    assert not item.find_elements(By.TAG_NAME, "a")


def test_going_back_closes_the_list(browser, many):
    open_page(browser, many, "many")
    browser.find_element(By.CSS_SELECTOR, "main a").click()
    drawer = browser.find_element(By.ID, "drawer")
    WebDriverWait(browser, 10).until(lambda _: drawer.is_displayed())
    browser.back()
    WebDriverWait(browser, 10).until(lambda _: not drawer.is_displayed())
    browser.forward()
    WebDriverWait(browser, 10).until(lambda _: drawer.is_displayed())


def figures_of(browser: webdriver.Chrome) -> list:
    return browser.find_elements(By.CSS_SELECTOR, "figure.block")


def test_a_table_sorts_by_whole_dates_and_says_when_nothing_is_found(browser, many):
    open_page(browser, many, "many")
    table = figures_of(browser)[0]
    table.find_element(By.CSS_SELECTOR, "th button").click()
    cells = [cell.text for cell in table.find_elements(By.CSS_SELECTOR, "tbody td:first-child")]
    assert cells[:4] == ["2024-05-01", "2024-01-09", "2024", "2023-12"]
    table.find_element(By.CSS_SELECTOR, "th button").click()
    cells = [cell.text for cell in table.find_elements(By.CSS_SELECTOR, "tbody td:first-child")]
    assert cells[4:] == ["2023-12", "2024", "2024-01-09", "2024-05-01"]
    search, told = table.find_element(By.CSS_SELECTOR, "input"), table.find_element(By.CSS_SELECTOR, "output.found")
    search.send_keys("nowhere")
    WebDriverWait(browser, 5).until(lambda _: told.text == "nothing found in 8")
    search.send_keys(Keys.CONTROL, "a")
    search.send_keys("2023")
    WebDriverWait(browser, 5).until(lambda _: told.text == "1 of 8")


def test_a_long_table_is_sorted_and_searched_whole_and_made_as_one_scrolls(browser, many):
    open_page(browser, many, "many")
    table = figures_of(browser)[1]
    assert len(table.find_elements(By.CSS_SELECTOR, "tbody tr")) <= 60
    head = table.find_element(By.CSS_SELECTOR, "th button")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", head)
    head.click()
    first = "return arguments[0].querySelector('tbody td').textContent"
    WebDriverWait(browser, 5).until(lambda _: browser.execute_script(first, table) == "300")
    assert table.find_element(By.CSS_SELECTOR, "th").get_attribute("aria-sort") == "descending"
    table.find_element(By.CSS_SELECTOR, "input").send_keys("123")
    WebDriverWait(browser, 5).until(lambda _: table.find_element(By.CSS_SELECTOR, "output.found").text == "1 of 300")
    table.find_element(By.CSS_SELECTOR, "tbody a").click()
    WebDriverWait(browser, 5).until(lambda page: page.find_element(By.ID, "drawer-count").text == "1 paper")


def test_on_a_phone_a_figure_is_drawn_for_it(browser, many):
    width = "return document.querySelector('.drawn svg').viewBox.baseVal.width"
    set_width(browser, 1280)
    open_page(browser, many, "many")
    wide = browser.execute_script(width)
    set_width(browser, 360)
    open_page(browser, many, "many")
    assert browser.execute_script(width) < wide / 2
    set_width(browser, 1280)


# What a button would save, caught as it is made: its name and its text.
CATCH = """
window.saved = [];
const make = URL.createObjectURL;
URL.createObjectURL = (blob) => { blob.text().then((text) => window.saved.push([blob.type, text])); return make.call(URL, blob); };
"""


def saved_by(browser: webdriver.Chrome, place: str, name: str) -> str:
    browser.execute_script(CATCH)
    press(browser, place, name)
    return WebDriverWait(browser, 10).until(lambda page: page.execute_script("return window.saved[0]"))[1]


def test_a_table_is_saved_whole_and_no_cell_is_a_formula(browser, many, tmp_path):
    open_page(browser, many, "many")
    text = saved_by(browser, "#top-2", "CSV")
    (tmp_path / "saved.csv").write_text(text, newline="")
    table = pd.read_csv(tmp_path / "saved.csv")
    assert table["number"].tolist() == list(range(1, 301))
    assert set(table["formula"]) == {"'=1+1"}
    assert set(table["name"]) == {'café, "x"'}


def test_a_figure_is_saved_with_its_numbers_its_title_and_its_source(browser, many):
    open_page(browser, many, "many")
    assert saved_by(browser, "#top-3", "CSV").split("\r\n")[:3] == ["label,papers", "a,2", "b,1"]
    open_page(browser, many, "many")
    drawing = saved_by(browser, "#top-3", "SVG")
    assert "var(--" not in drawing
    assert ">a leads</text>" in drawing
    assert "Source: corpus demo" in drawing
    open_page(browser, many, "many")
    browser.execute_script(CATCH)
    press(browser, "#top-3", "PNG")
    caught = WebDriverWait(browser, 10).until(lambda page: page.execute_script("return window.saved[0]"))
    assert caught[0] == "image/png"


def test_a_graph_is_saved_for_other_programs(browser, graphed, tmp_path):
    open_page(browser, graphed, "many")
    (tmp_path / "graph.graphml").write_text(saved_by(browser, "#top-1", "GraphML"), encoding="utf-8")
    graph = nx.read_graphml(tmp_path / "graph.graphml")
    assert dict(graph.nodes(data="name")) == {"a<b>": "a<b>", "c": "c", "d": "d"}
    assert {frozenset(pair) for pair in graph.edges} == {frozenset({"a<b>", "c"}), frozenset({"c", "d"})}
    assert graph.nodes["c"]["papers"] == 2
    open_page(browser, graphed, "many")
    network = json.loads(saved_by(browser, "#top-1", "VOSviewer"))["network"]
    named = {item["id"]: item["label"] for item in network["items"]}
    assert set(named.values()) == set(graph)
    links = {frozenset({named[link["source_id"]], named[link["target_id"]]}) for link in network["links"]}
    assert links == {frozenset(pair) for pair in graph.edges}


def test_the_papers_behind_a_figure_are_listed_and_saved_for_reference_managers(browser, many):
    open_page(browser, many, "many")
    press(browser, "#top-3", "Papers")
    WebDriverWait(browser, 10).until(lambda page: page.find_element(By.ID, "drawer-count").text == "2 papers")
    (entry, _) = bibtexparser.parse_string(saved_by(browser, "#drawer-tools", "BibTeX")).entries
    other = bibtexparser.parse_string(saved_by(browser, "#drawer-tools", "BibTeX")).entries[1]
    assert {entry["title"], other["title"]} == {"A second zebu", "The very first zebra"}
    assert other["author"] == "Ann Author and Bo Li"
    ris = saved_by(browser, "#drawer-tools", "RIS")
    assert "TI  - The very first zebra\r\nAU  - Author, Ann\r\nAU  - Li, Bo\r\nPY  - 2020\r\nDA  - 2020/01/01" in ris
    assert ris.count("ER  - ") == 2


def test_on_paper_long_tables_have_their_first_rows_and_say_so(browser, many):
    open_page(browser, many, "many")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    browser.execute_script("window.dispatchEvent(new Event('beforeprint'))")
    table = figures_of(browser)[1]
    assert len(table.find_elements(By.CSS_SELECTOR, "tbody tr")) == 25
    assert table.find_element(By.CSS_SELECTOR, ".abridged").is_displayed()
    assert not table.find_element(By.CSS_SELECTOR, ".tools").is_displayed()
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_nothing_that_stands_in_a_paper_runs_or_breaks_a_page(browser, odd):
    """Forty hostile texts as titles, abstracts, authors, venues, keywords, addresses and links."""
    reports = odd["hostile papers"] / "reports"
    for page in sorted(reports.rglob("*.html")):
        for width in (1280, 360):
            set_width(browser, width)
            open_page(
                browser, reports.parent, page.relative_to(reports).with_suffix("").as_posix(), "#papers?about=All"
            )
            time.sleep(0.3)
            assert browser.execute_script("return window.hacked") is None, page
            assert [entry["message"] for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []
            assert browser.execute_script("return document.documentElement.scrollWidth <= window.innerWidth + 1"), page
            outward = "return [...document.querySelectorAll('a[href]')].map(a => a.protocol ?? 'file:')"
            assert set(browser.execute_script(outward)) <= {"file:", "https:", "http:"}
    open_library(browser, reports.parent)
    assert len(titles_of(browser)) >= 30
    assert browser.execute_script("return window.hacked") is None
