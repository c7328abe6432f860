"""The whole job: two clones, shuffled records, another hash seed and processor, the same tables and pages."""

import base64
import json
import re
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import networkx as nx
import pandas as pd
import pytest
from lxml import html
from odd import ODD
from samples import environment

FIELDS = ("pathology-foundation-models", "multimodal-fusion")


def repro(folder: Path, *arguments: str, hash_seed: str = "0") -> str:
    result = subprocess.run(
        ["dvc", "repro", *arguments],
        cwd=folder,
        env=environment(folder, PYTHONHASHSEED=hash_seed),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout[-4000:] + result.stderr[-4000:]
    return result.stdout


def stages_run(output: str) -> list[str]:
    return re.findall(r"Running stage '([^']+)'", output)


def outputs(folder: Path) -> dict[str, Path]:
    places = (folder / "data" / "processed", folder / "reports")
    return {
        path.relative_to(folder).as_posix(): path for place in places for path in place.rglob("*") if path.is_file()
    }


def test_shuffled_records_and_another_processor_give_the_same_bytes(clone, shuffled):
    first, second = outputs(clone), outputs(shuffled)
    assert set(first) == set(second)
    different = {name for name in first if first[name].read_bytes() != second[name].read_bytes()}
    # Only the lines differ, in the ledger, and in the library the order in which a ranking lists its papers.
    library = {"reports/executed/report-library.ipynb", "reports/library.html"}
    assert different <= {"data/processed/ledger.parquet", *library}
    shown = [found["reports/executed/report-library.ipynb"].read_text() for found in (first, second)]
    assert len({re.sub(r'\\"orders\\":\{.*?\}', "", text) for text in shown}) == 1
    ledgers = [
        pd.read_parquet(found["data/processed/ledger.parquet"]).drop(columns="line") for found in (first, second)
    ]
    pd.testing.assert_frame_equal(*ledgers)


def test_the_demo_is_67_papers_from_134_records(clone):
    tables = clone / "data" / "processed"
    papers, ledger = pd.read_parquet(tables / "papers.parquet"), pd.read_parquet(tables / "ledger.parquet")
    authorships = pd.read_parquet(tables / "authorships.parquet")
    assert len(papers) == 67
    assert papers[["title", "abstract", "published"]].notna().all().all()
    assert (papers["published"].dt.year.min(), papers["published"].dt.year.max()) == (2019, 2026)
    assert ledger["outcome"].value_counts().to_dict() == {"kept": 67, "merged": 67}
    assert (authorships["paper_id"].nunique(), len(authorships)) == (66, 586)
    labels = pd.read_parquet(tables / "labels.parquet")
    assert labels.groupby("kind").size()[["cancer", "method"]].to_dict() == {"cancer": 9, "method": 10}
    assert papers["summary"].notna().sum() == 10
    assert not papers["abstract"].str.contains(r"\\|\$[^\s$]+\$", regex=True).any()


def test_the_demo_claims_no_growth(clone):
    growth = pd.read_parquet(clone / "data" / "processed" / "growth.parquet")
    assert set(growth["verdict"]) <= {"too few papers", "confounded with source"}
    assert growth["growth"].isna().all()


def test_the_line_of_pathology_foundation_models_holds_the_known_ones(clone):
    page = (clone / "reports" / "fields" / "pathology-foundation-models.html").read_text()
    for system in ("RudolfV", "PLUTO", "PRISM", "mSTAR", "Phikon-v2", "Threads", "PixCell"):
        assert f">{system}</a>" in page


def test_every_page_is_there_and_names_no_place_on_this_machine(clone):
    pages = {
        "about",
        "index",
        "library",
        "digest",
        "overview",
        "corpus",
        "topics",
        "authors",
        "institutions",
        "keywords",
        "methods",
        "citations",
        "venues",
        *(f"fields/{name}" for name in FIELDS),
    }
    found = {
        path.relative_to(clone / "reports").with_suffix("").as_posix() for path in (clone / "reports").rglob("*.html")
    }
    pages |= {f"fields/{name}/summary" for name in FIELDS}
    assert found == pages
    for name in pages:
        text = (clone / "reports" / f"{name}.html").read_text()
        assert str(clone) not in text
        assert "Traceback" not in text


@pytest.mark.parametrize(
    "page", ["overview", "digest", "corpus", "topics", "authors", "methods", f"fields/{FIELDS[0]}"]
)
def test_every_link_finds_papers_as_many_as_its_text_says(clone, page):
    check_links(clone / "reports" / f"{page}.html")


def check_links(page: Path) -> None:
    """Whether there are links to papers, and each finds as many as its text says."""
    tree = html.fromstring(page.read_text(encoding="utf-8"))
    papers = json.loads(zlib.decompress(base64.b64decode(json.loads(tree.get_element_by_id("papers").text))))
    # On phones the names of bars are links, too, and may be years.
    anchors = tree.xpath("//a[not(ancestor::template[@class='narrow'])]")
    links = [(anchor.text_content().strip(), anchor.get("href", "")) for anchor in anchors]
    for holder in tree.find_class("data"):
        links += links_in(read_data(holder))
    links = {(text, link) for text, link in links if link.startswith("#papers?")}
    assert links
    for text, link in links:
        found = count_found(papers, link.removeprefix("#papers?"))
        said = re.search(r"^([\d,]+)(?:$| papers?$| of them)|\(([\d,]+)\)$", text)
        assert found > 0 or text == "0", (text, link)
        assert said is None or found == int((said[1] or said[2]).replace(",", "")), (text, link)


def read_data(holder: Any) -> Any:
    """The data of a table, a map or a graph."""
    data = json.loads(holder.text)
    return json.loads(zlib.decompress(base64.b64decode(data))) if isinstance(data, str) else data


def links_in(data: Any) -> list[tuple[str, str]]:
    """What the cells of a table, the dots of a map and those of a graph lead to, each with its text."""
    if "topics" in data:
        return [("", f"#papers?{urlencode({'id': paper_id})}") for paper_id in data["ids"]]
    if "facet" in data:
        return [("", f"#papers?{urlencode({data['facet']: value})}") for value in data["link"]]
    cells = [cell for row in data["rows"] for cell in row]
    found = []
    while cells:
        cell = cells.pop()
        if isinstance(cell, dict):
            cells += cell.get("n", cell.get("p", [cell.get("t")]))
            if "l" in cell:
                text = cell["a"]
                found.append((f"{text:,}" if isinstance(text, int) else str(text), cell["l"]))
    return found


def headline(clone: Path, page: str) -> list[int]:
    """The numbers of a page's main sentence."""
    tree = html.fromstring((clone / "reports" / f"{page}.html").read_text(encoding="utf-8"))
    text = tree.find_class("finding")[0].text_content()
    return [int(number.replace(",", "")) for number in re.findall(r"(?<![\w-])[\d,]*\d(?![\w-])", text)]


def test_main_sentences_are_what_another_way_of_counting_finds(clone):
    def read(name):
        return pd.read_parquet(clone / "data" / "processed" / f"{name}.parquet").to_dict("records")

    papers, wrote, ledger = read("papers"), read("paper_authors"), read("ledger")
    outcomes = [row["outcome"] for row in ledger]
    assert headline(clone, "corpus") == [
        len(ledger), len({row["paper_id"] for row in papers}),
        *(outcomes.count(outcome) for outcome in ("merged", "filtered", "rejected")),
    ]  # fmt: skip
    both = nx.Graph([(f"paper {row['paper_id']}", row["author_id"]) for row in wrote])
    groups = [sum(" " not in node for node in part) for part in nx.connected_components(both)]
    people, written = {row["author_id"] for row in wrote}, {row["paper_id"] for row in wrote}
    assert headline(clone, "authors") == [len(people), len(written), len(groups), max(groups)]
    named: dict[str, set[str]] = {}
    kinds = {row["method"] for row in read("methods") if row["is_method"] and row["kind"] != "proposed system"}
    for row in read("paper_methods"):
        if row["method"] in kinds:
            named.setdefault(row["method"], set()).add(row["paper_id"])
    anywhere = set.union(*named.values())
    assert headline(clone, "methods") == [len(anywhere), len(papers), len(named), max(map(len, named.values()))]
    years = sorted(row["published"].year for row in papers)
    assert headline(clone, "overview")[:3] == [len(papers), years[0], years[-1]]
    # Nothing is kept to compare with, so all is new; the fields are the searches.
    followed = {row["paper_id"] for row in read("paper_fields") if row["field"] in FIELDS}
    assert headline(clone, "digest") == [len(papers), len(FIELDS), len(followed)]
    for name in FIELDS:
        members = [row["paper_id"] for row in read("paper_fields") if row["field"] == name]
        assert headline(clone, f"fields/{name}")[:2] == [len(members), len(papers)]
        text = (clone / "reports" / "fields" / f"{name}.html").read_text()
        assert f"{100 * len(members) / len(papers):.1f} %" in text


@pytest.mark.parametrize("page", ["overview", "corpus", "topics", "authors", "methods", f"fields/{FIELDS[0]}"])
def test_titles_of_figures_say_what_their_numbers_say(clone, page):
    """Of bars the longest, of matrices the fullest cell off the diagonal, counted from what a reader can save."""
    tree = html.fromstring((clone / "reports" / f"{page}.html").read_text(encoding="utf-8"))
    checked = 0
    for figure in tree.xpath("//figure[contains(@class, 'drawing')][.//script[contains(@class, 'data')]]"):
        title = "".join(figure.xpath(".//figcaption/strong//text()"))
        data = read_data(figure.find_class("data")[0])
        if data["columns"][1:] == ["papers"] and " authors or fewer" not in title:
            top = max(row[1] for row in data["rows"])
            leaders = [str(row[0]) for row in data["rows"] if row[1] == top]
            assert f"{top:,} " in title
            assert all(name in title for name in leaders) if len(leaders) <= 2 else str(len(leaders)) in title
            checked += 1
        elif "meet" in title:
            cells = {
                (str(row[0]), column): value
                for row in data["rows"] for column, value in zip(data["columns"][1:], row[1:], strict=True)
            }  # fmt: skip
            names = {row for row, _ in cells}
            square = names == {column for _, column in cells}
            apart = {pair: value for pair, value in cells.items() if not square or pair[0] < pair[1]}
            top = max(apart.values())
            best = [pair for pair, value in apart.items() if value == top]
            assert f" {top:,} paper" in title
            assert all(name in title for name in best[0]) if len(best) == 1 else f"{len(best)} pairs" in title
            checked += 1
    assert checked or page in ("topics", "authors")


def count_found(papers: dict[str, Any], query: str) -> int:
    """The papers of a page that an address asks for, as the page itself finds them."""
    facets = papers["facets"] | {
        "id": {"values": papers["ids"], "papers": [[place] for place in range(len(papers["ids"]))]}
    }
    found = set(range(len(papers["ids"])))
    for facet, value in parse_qsl(query, keep_blank_values=True):
        if facet != "about":
            known = facets[facet]
            place = known["values"].index(value) if value in known["values"] else -1
            found &= {paper for paper, held in enumerate(known["papers"]) if place in held}
    return len(found)


def test_report_notebooks_run_as_they_are(clone):
    notebooks = sorted(str(path) for path in (clone / "notebooks").glob("report-*.ipynb"))
    notebooks.append(str(clone / "notebooks" / "template.ipynb"))
    plain = [sys.executable, "-m", "pytest", "-q", "--nbval-lax", "-p", "no:cacheprovider", "-c", "/dev/null"]
    output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    # Two at a time, for each waits for its kernel.
    runs = [
        subprocess.Popen([*plain, *notebooks[half::2]], cwd=clone, env=environment(clone), **output) for half in (0, 1)
    ]
    for run in runs:
        shown, _ = run.communicate()
        assert run.returncode == 0, shown[-4000:]


def test_a_second_run_does_nothing_and_a_new_field_runs_only_what_shows_it(shuffled):
    assert stages_run(repro(shuffled)) == []
    settings = shuffled / "params.yaml"
    before = settings.read_text()
    field = "  stain-work:\n    title: Stains & <b>dyes</b>\n    phrases: [stain]\n    methods: []\n"
    settings.write_text(before.replace("fields:\n", "fields:\n" + field))
    assert set(stages_run(repro(shuffled))) == {
        "trends",
        "report-overview",
        "report-field@stain-work",
        "report-citations",
        "report-library",
        "digest",
        "report-digest",
        "site",
    }
    page = (shuffled / "reports" / "fields" / "stain-work.html").read_text()
    assert "Stains &amp; &lt;b&gt;dyes&lt;/b&gt;" in page
    assert 'href="fields/stain-work.html"' in (shuffled / "reports" / "index.html").read_text()
    settings.write_text(before)
    assert set(stages_run(repro(shuffled))) <= {
        "trends", "report-overview", "report-citations", "report-library", "digest", "report-digest", "site",
    }  # fmt: skip
    assert not (shuffled / "reports" / "fields" / "stain-work.html").exists()
    assert stages_run(repro(shuffled)) == []


@pytest.mark.slow
def test_corpora_of_almost_nothing_still_give_every_page(odd):
    """One paper without authors; papers without dates, without authors, with hostile titles; an unreadable file.

    What a person says of works and methods is obeyed, and the tour of a page of one's own finds nothing to stop at.
    """
    for name, folder in odd.items():
        ledger = pd.read_parquet(folder / "data" / "processed" / "ledger.parquet")
        assert len(ledger) == len(ODD[name]) + 1
        assert ledger["reason"].str.contains("cannot be read").sum() == 1
        pages = [page.read_text() for page in (folder / "reports").rglob("*.html")]
        assert len(pages) == 18
        assert not any("<script>hacked" in page or "<img src=x" in page for page in pages)
    for page in ("institutions", "keywords"):
        check_links(odd["hostile papers"] / "reports" / f"{page}.html")
    tables = odd["one paper"] / "data" / "processed"
    assert len(pd.read_parquet(tables / "papers.parquet")) == 1
    assert "Slidograph" in set(pd.read_parquet(tables / "paper_methods.parquet")["method"])
