"""Asking for works by identifier, against a server on this machine that answers as OpenAlex and Crossref do."""

import datetime as dt
import json

import pandas as pd
import pytest
import yaml

from analysis.collect.by_ids import Ids, choose_folder, collect_ids, read_ids, say_plan
from analysis.collect.client import CollectError, PoliteClient
from analysis.collect.lacking import find_lacking, find_next
from analysis.corpus.sources import read_corpus
from analysis.workspace import raw_folder

TODAY = dt.date(2026, 5, 1)
FACTS = {"title": "What is known", "selection": "facts"}


def openalex(citing: int = 0):
    """OpenAlex with any work that is asked for, each of which so many works cite."""

    def answer(_: str, asked: dict[str, str]):
        name, _, values = asked["filter"].partition(":")
        if name == "cites":
            start = 0 if asked["cursor"] == "*" else int(asked["cursor"])
            works = [
                {"id": f"https://openalex.org/W9{n:05d}", "title": f"Citing {n}"}
                for n in range(start, min(start + 200, citing))
            ]
            following = str(start + 200)
        else:
            works = [
                {"id": f"https://openalex.org/W{10000 + n}", "doi": value, "title": value}
                for n, value in enumerate(values.split("|"))
            ]
            following = "more"
        body = {"meta": {"count": len(works), "next_cursor": following}, "results": works}
        return 200, {}, json.dumps(body).encode()

    return answer  # fmt: skip


@pytest.fixture
def client(clock):
    return PoliteClient(interval=0.2, sleep=clock.sleep, clock=clock)


def test_ids_are_read_from_any_text_a_line_each(tmp_path):
    file = tmp_path / "ids.csv"
    file.write_text('doi,openalex\n10.1000/A,\n"https://doi.org/10.1000/b",\n10.1000/c,W2042111\n10.1000/a,\nnothing\n')
    assert read_ids(file) == Ids(("10.1000/a", "10.1000/b"), ("W2042111",))
    sici = "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"
    file.write_text(f"{sici}\n10.3390/W12041234\n10.1000/d 10.1000/e\n10.1000/f,g\n")
    assert read_ids(file) == Ids((sici, "10.3390/w12041234", "10.1000/d", "10.1000/e", "10.1000/f,g"))
    file.write_text("nothing\n")
    with pytest.raises(CollectError, match="names no DOI"):
        read_ids(file)
    with pytest.raises(CollectError, match="there is no file"):
        read_ids(tmp_path / "gone.txt")


def test_works_come_fifty_at_a_time_and_are_facts_about_papers(project, serve, client):
    server, folder = serve(openalex()), raw_folder("mine") / "completed-openalex"
    ids = Ids((*(f"10.1000/{n}" for n in range(120)), "10.1000/with,comma"))
    assert collect_ids(ids, folder, described=FACTS, client=client, base_url=server.url, today=TODAY) == 121
    assert [asked["filter"].count("|") + 1 for asked in server.asked] == [1, 50, 50, 20]
    assert len(list(folder.glob("*.json"))) == 4
    source = yaml.safe_load((folder / "source.yaml").read_text())
    assert (source["selection"], source["captured_on"]) == ("facts", TODAY)
    assert len(read_corpus(raw_folder("mine")).records) == 121


def test_a_stopped_run_goes_on_and_asks_for_nothing_twice(project, serve, client):
    server, folder = serve(openalex()), raw_folder("mine") / "some"
    ids = Ids(tuple(f"10.1000/{n}" for n in range(120)))
    answer, calls = openalex(), []

    def fails_at_the_third(path, asked):
        calls.append(asked)
        return (403, {}, b"spent") if len(calls) == 3 else answer(path, asked)

    failing = serve(fails_at_the_third)
    with pytest.raises(CollectError, match="refuses the question"):
        collect_ids(ids, folder, described=FACTS, client=client, base_url=failing.url)
    before = {file.name: file.read_bytes() for file in folder.glob("*.json")}
    assert len(before) == 2
    assert collect_ids(ids, folder, described=FACTS, client=client, base_url=server.url) == 120
    assert len(server.asked) == 1
    assert all((folder / name).read_bytes() == content for name, content in before.items())
    assert collect_ids(ids, folder, described=FACTS, client=client, base_url="http://127.0.0.1:1") == 120
    with pytest.raises(CollectError, match="another question"):
        collect_ids(Ids(("10.1000/x",)), folder, described=FACTS, client=client, base_url=server.url)


def test_another_question_has_a_folder_of_its_own_and_the_same_one_goes_on_where_it_was(project, serve, client):
    """A corpus that has grown lacks other things: completing it again is another question."""
    server, base = serve(openalex()), raw_folder("mine") / "completed-openalex"
    first, second = Ids(("10.1000/a", "10.1000/b")), Ids(("10.1000/b",))
    places = []
    for ids in (first, second, first, second):
        places.append(choose_folder(base, ids, service="openalex"))
        collect_ids(ids, places[-1], described=FACTS, client=client, base_url=server.url, today=TODAY)
    assert [place.name for place in places] == ["completed-openalex", "completed-openalex-2"] * 2
    assert len(server.asked) == 2


def test_a_service_that_gives_the_same_cursor_again_is_not_asked_for_ever(project, serve, client):
    works = [{"id": f"https://openalex.org/W9{n:05d}", "title": f"Citing {n}"} for n in range(200)]
    body = json.dumps({"meta": {"count": 900, "next_cursor": "more"}, "results": works}).encode()
    server, folder = serve(lambda path, asked: (200, {}, body)), raw_folder("mine") / "snowball"
    with pytest.raises(CollectError, match="the same cursor again"):
        collect_ids(
            Ids((), ("W20421",)), folder, relation="citing", described=FACTS, client=client, base_url=server.url
        )


def test_who_cites_works_is_asked_by_their_openalex_ids(project, serve, client):
    server, folder = serve(openalex(citing=430)), raw_folder("mine") / "snowball"
    ids = Ids(("10.1000/a",), ("W20421",))
    found = collect_ids(ids, folder, relation="citing", described=FACTS, client=client, base_url=server.url)
    assert found == 430
    assert [asked["filter"] for asked in server.asked] == ["doi:10.1000/a", *["cites:W20421|W10000"] * 3]
    assert len(list(folder.glob("*.json"))) == 3


def test_crossref_is_asked_by_doi(project, serve, client):
    body = {
        "message-type": "work-list",
        "message": {"items": [{"DOI": "10.1000/a", "title": ["Wells"], "indexed": {}}]},
    }
    server, folder = serve(lambda path, asked: (200, {}, json.dumps(body).encode())), raw_folder("mine") / "crossref"
    ids = Ids(("10.1000/a", "10.1000/b"))
    assert collect_ids(ids, folder, service="crossref", described=FACTS, client=client, base_url=server.url) == 1
    assert server.asked[0]["filter"] == "doi:10.1000/a,doi:10.1000/b"
    assert read_corpus(raw_folder("mine")).records["title"].tolist() == ["Wells"]


def test_a_refused_key_or_spent_quota_is_known_before_the_start(serve, client, capsys, monkeypatch):
    monkeypatch.delenv("OPENALEX_API_KEY", raising=False)
    server = serve(lambda path, asked: (403, {}, b"quota is spent"))
    with pytest.raises(CollectError, match="quota is spent"):
        say_plan(Ids(("10.1000/a",)), service="openalex", client=client, base_url=server.url)
    told = capsys.readouterr().err
    assert "OpenAlex will be asked about 1 work in 1 request" in told
    assert "no key in OPENALEX_API_KEY" in told


def test_what_is_lacking_is_asked_for_by_doi():
    papers = pd.DataFrame({"paper_id": list("pqr"), "doi": ["10.1/p", "10.1/q", None], "abstract": ["A", "B", None]})
    authorships = pd.DataFrame({"paper_id": ["p", "q"], "affiliation": ["MIT", None]})
    references = pd.DataFrame({"paper_id": ["q"]})
    counts = pd.DataFrame({"paper_id": ["p", "q"], "cited_by": [1, 2]})

    def lacking(*wanted):
        return find_lacking(papers, authorships, references, counts, wanted=list(wanted)).dois

    assert lacking("abstract", "citations") == ()
    assert lacking("references") == ("10.1/p",)
    assert lacking("references", "affiliations") == ("10.1/p", "10.1/q")


def test_backwards_asks_for_what_many_cite_and_forwards_for_who_cites_the_corpus():
    works = pd.DataFrame(
        {"work_id": list("abcd"), "doi": ["10.1/a", "10.1/b", "", "10.1/d"], "openalex_id": ["", "", "W20422", ""],
         "in_corpus": [False, False, False, True], "citations": [3, 2, 5, 9]}
    )  # fmt: skip
    papers = pd.DataFrame({"paper_id": ["p", "q"], "doi": ["10.1/p", None], "openalex_id": [None, "W20423"]})
    assert find_next(works, papers, least=3) == Ids(("10.1/a",), ("W20422",))
    assert find_next(works, papers, least=3, forwards=True) == Ids(("10.1/p",), ("W20423",))
