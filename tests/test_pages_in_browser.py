"""The pages of the demo in a real browser, from disk: no errors, every number is the length of its list."""

import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from markupsafe import Markup
from samples import make_papers
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from analysis.reports.pages.blocks import show_table, show_text
from analysis.reports.pages.drawer import embed_papers
from analysis.reports.pages.escaping import Linked
from analysis.reports.pages.links import papers_link
from analysis.reports.pages.page import render_page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
REQUIRED = os.environ.get("FIELDNOTES_BROWSER") == "required"
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER) and not REQUIRED,
    reason="page tests need chromium and chromedriver (Debian: chromium-driver)",
)

PAGES = (
    "index", "overview", "corpus", "topics", "authors", "institutions", "methods", "keywords",
    "fields/pathology-foundation-models", "fields/multimodal-fusion",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = Options()
    options.binary_location = CHROMIUM
    profile = tmp_path_factory.mktemp("profile")
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                     "--disable-background-networking", "--disable-component-update", "--disable-sync",
                     f"--user-data-dir={profile}"):  # fmt: skip
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.execute_cdp_cmd("Network.enable", {})
    driver.execute_cdp_cmd(
        "Network.emulateNetworkConditions",
        {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0},
    )
    yield driver
    driver.quit()


def open_page(browser: webdriver.Chrome, clone: Path, name: str, fragment: str = "") -> None:
    browser.get("about:blank")
    browser.get((clone / "reports" / f"{name}.html").as_uri() + fragment)
    WebDriverWait(browser, 20).until(
        lambda page: page.execute_script("return document.documentElement.dataset.ready") == "yes"
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_errors_and_fits_desktop_and_phone(browser, clone, name):
    for width in (1280, 390):
        browser.set_window_size(width, 900)
        open_page(browser, clone, name)
        errors = [entry["message"] for entry in browser.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
        assert errors == []
        assert browser.execute_script("return document.documentElement.scrollWidth <= window.innerWidth + 1")
        assert browser.find_elements(By.CSS_SELECTOR, "h1")
        assert all(
            figure.find_elements(By.TAG_NAME, "figcaption") for figure in browser.find_elements(By.TAG_NAME, "figure")
        )


# The shipped papers have neither addresses nor keywords, so these pages count none.
@pytest.mark.parametrize("name", [name for name in PAGES[1:] if name not in ("institutions", "keywords")])
def test_every_linked_number_is_the_length_of_its_list(browser, clone, name):
    browser.set_window_size(1280, 900)
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


_CLICKED = 300

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
    browser.set_window_size(1280, 900)
    open_page(browser, clone, "overview")
    link = browser.find_element(By.CSS_SELECTOR, ".finding a")
    link.send_keys(Keys.ENTER)
    drawer = browser.find_element(By.ID, "drawer")
    WebDriverWait(browser, 10).until(lambda _: drawer.is_displayed())
    assert browser.find_element(By.ID, "drawer-count").text == "67 papers"
    browser.find_element(By.ID, "drawer-search").send_keys("rudolfv")
    shown = [item for item in browser.find_elements(By.CSS_SELECTOR, "#drawer-list li") if item.is_displayed()]
    assert [item.find_element(By.TAG_NAME, "a").text for item in shown] == [
        "RudolfV: A Foundation Model by Pathologists for Pathologists"
    ]
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.ESCAPE)
    WebDriverWait(browser, 10).until(lambda _: not drawer.is_displayed())


def test_an_address_with_a_list_opens_that_list(browser, clone):
    open_page(browser, clone, "overview", "#papers?year=2026&about=Of%202026")
    WebDriverWait(browser, 10).until(lambda page: page.find_element(By.ID, "drawer-count").text == "10 papers")
    assert browser.find_element(By.ID, "drawer-title").text == "Of 2026"


@pytest.mark.parametrize(("name", "marks"), [("topics", 67), ("authors", 100), ("methods", 20)])
def test_interactive_charts_draw_and_a_mark_opens_its_papers(browser, clone, name, marks):
    browser.set_window_size(1280, 900)
    open_page(browser, clone, name)
    chart = WebDriverWait(browser, 20).until(lambda page: page.find_element(By.CSS_SELECTOR, ".chart canvas"))
    specification = browser.execute_script("return JSON.parse(document.querySelector('.chart script').textContent)")
    datasets = specification["datasets"].values()
    links = [row["link"] for rows in datasets for row in rows if "link" in row]
    assert len(links) >= marks
    browser.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", chart)
    # Sweep the chart with real clicks until one hits a mark.
    width, height = chart.size["width"], chart.size["height"]
    for place in range(1, 900):
        x, y = (place * 37) % width - width / 2, (place * 53) % height - height / 2
        webdriver.ActionChains(browser, duration=0).move_to_element_with_offset(chart, int(x), int(y)).click().perform()
        if browser.execute_script("return document.getElementById('drawer').open"):
            break
    assert browser.find_element(By.ID, "drawer-count").text.endswith(("paper", "papers"))
    assert browser.find_elements(By.CSS_SELECTOR, "#drawer-list li")


def test_tables_sort_by_number_and_search(browser, clone):
    open_page(browser, clone, "methods")
    table = next(t for t in browser.find_elements(By.CSS_SELECTOR, "table.search") if "kind" in t.text.split("\n")[1])
    head = next(h for h in table.find_elements(By.TAG_NAME, "th") if h.text == "papers")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", head)
    head.find_element(By.TAG_NAME, "button").click()
    counts = [
        int(row.find_elements(By.TAG_NAME, "td")[2].text)
        for row in table.find_elements(By.CSS_SELECTOR, "tbody tr")[:20]
    ]
    assert counts == sorted(counts, reverse=True)
    assert head.get_attribute("aria-sort") == "descending"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of 1,200 papers, the oldest of them with a word that no other has, and a table with dates."""
    dates = pd.date_range("2020-01-01", periods=1200, freq="D")
    rows = [{"title": f"Paper {number}", "published": day} for number, day in enumerate(dates)]
    rows[0]["title"] = "The very first zebra"
    rows[0] |= {"comment": "<img src=x onerror=alert(1)> MICCAI", "code_url": "https://github.com/roe/zebra"}
    rows[1] |= {"title": "A second zebu", "code_url": "javascript:alert(1)"}
    papers = make_papers(*rows)
    names = pd.DataFrame({"paper_id": ["p1"], "position": [1], "name": ["A. Author"]})
    source = pd.DataFrame({"source": ["s"], "title": ["S"], "selection": ["all"], "share": ["full"]})
    table = pd.DataFrame({"date": ["2024-05-01", "2024-01-09", "2024", "2023-12"], "what": list("abcd")})
    body = "<h1>Many</h1>" + "".join(
        block.data
        for block in (
            show_text("{all} papers.", all=Linked(len(papers), papers_link("All"))),
            show_table(table, caption="Dates", search=True),
            embed_papers(papers, names, sources=source, facets={}),
        )
    )
    folder = tmp_path_factory.mktemp("many")
    (folder / "reports").mkdir()
    (folder / "reports" / "many.html").write_text(render_page(title="Many", body=Markup(body)), encoding="utf-8")
    return folder


def test_the_search_of_a_list_looks_in_papers_that_are_not_drawn(browser, many):
    open_page(browser, many, "many", "#papers?about=All")
    count = browser.find_element(By.ID, "drawer-count")
    WebDriverWait(browser, 10).until(lambda _: count.text == "1,200 papers, the 500 newest shown")
    browser.find_element(By.ID, "drawer-search").send_keys("zebra")
    WebDriverWait(browser, 10).until(lambda _: count.text == "1 of 1,200 papers")
    (item,) = browser.find_elements(By.CSS_SELECTOR, "#drawer-list li")
    assert item.text.split("\n")[0] == "The very first zebra"


def test_a_list_shows_comments_as_text_and_links_code_but_no_script(browser, many):
    open_page(browser, many, "many", "#papers?about=All")
    search = browser.find_element(By.ID, "drawer-search")
    count = browser.find_element(By.ID, "drawer-count")
    search.send_keys("zebra")
    WebDriverWait(browser, 10).until(lambda _: count.text == "1 of 1,200 papers")
    (item,) = browser.find_elements(By.CSS_SELECTOR, "#drawer-list li")
    assert "<img src=x onerror=alert(1)> MICCAI" in item.text
    assert not item.find_elements(By.TAG_NAME, "img")
    assert [link.get_attribute("href") for link in item.find_elements(By.TAG_NAME, "a")] == [
        "https://github.com/roe/zebra"
    ]
    search.clear()
    search.send_keys("zebu")
    WebDriverWait(browser, 10).until(lambda _: "zebu" in browser.find_element(By.ID, "drawer-list").text)
    (item,) = browser.find_elements(By.CSS_SELECTOR, "#drawer-list li")
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


def test_a_table_sorts_by_whole_dates_and_says_when_nothing_is_found(browser, many):
    open_page(browser, many, "many")
    browser.find_element(By.CSS_SELECTOR, "th button").click()
    cells = [cell.text for cell in browser.find_elements(By.CSS_SELECTOR, "tbody td:first-child")]
    assert cells == ["2024-05-01", "2024-01-09", "2024", "2023-12"]
    browser.find_element(By.CSS_SELECTOR, "th button").click()
    cells = [cell.text for cell in browser.find_elements(By.CSS_SELECTOR, "tbody td:first-child")]
    assert cells == ["2023-12", "2024", "2024-01-09", "2024-05-01"]
    search = browser.find_element(By.CSS_SELECTOR, "main input[type=search]")
    search.send_keys("nowhere")
    assert browser.find_element(By.CSS_SELECTOR, "output.found").text == "nothing found in 4"
    search.send_keys(Keys.CONTROL, "a")
    search.send_keys("2023")
    assert browser.find_element(By.CSS_SELECTOR, "output.found").text == "1 of 4"
