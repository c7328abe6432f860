"""Collecting against a server on this machine that answers as the services do, and as they should not."""

import datetime as dt
import email.utils
import json
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from analysis.collect.answer import Query
from analysis.collect.client import CollectError, PoliteClient
from analysis.collect.fetch import collect
from analysis.corpus.sources import read_corpus
from analysis.workspace.paths import raw_folder

Answer = tuple[int, dict[str, str], bytes]
JANUARY = Query("slides", dt.date(2024, 1, 1), dt.date(2024, 1, 31))
WINTER = Query("slides", dt.date(2024, 1, 1), dt.date(2024, 2, 29))


def arxiv(per_month: int) -> Callable[[str, dict[str, str]], Answer]:
    """ArXiv with so many papers a month."""

    def answer(_: str, asked: dict[str, str]) -> Answer:
        month = asked["search_query"].split("submittedDate:[")[1][:6]
        start, size = int(asked["start"]), int(asked["max_results"])
        entries = "".join(
            f"<entry><id>http://arxiv.org/abs/{month[2:]}.{number:05d}v1</id><title>Paper {number} of {month}</title>"
            f"<published>{month[:4]}-{month[4:]}-07T00:00:00Z</published><summary>Text.</summary></entry>"
            for number in range(start, min(start + size, per_month))
        )
        feed = (
            '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:o="http://a9.com/-/spec/opensearch/1.1/">'
            f"<id>http://arxiv.org/api/x</id><o:totalResults>{per_month}</o:totalResults>{entries}</feed>"
        )
        return 200, {}, feed.encode()

    return answer


def openalex(count: int, size: int = 200) -> Callable[[str, dict[str, str]], Answer]:
    def answer(_: str, asked: dict[str, str]) -> Answer:
        start = 0 if asked["cursor"] == "*" else int(asked["cursor"])
        works = [
            {"id": f"https://openalex.org/W{n}", "title": f"Work {n}", "publication_date": "2024-01-05"}
            for n in range(start, min(start + size, count))
        ]
        body = {"meta": {"count": count, "next_cursor": str(start + size) if works else None}, "results": works}
        return 200, {}, json.dumps(body).encode()

    return answer


def pubmed(ids: dict[str, list[int]]) -> Callable[[str, dict[str, str]], Answer]:
    """PubMed with ids by day of entry."""

    def answer(path: str, asked: dict[str, str]) -> Answer:
        if path.endswith("esearch.fcgi"):
            found = [i for day, here in ids.items() if asked["mindate"] <= day <= asked["maxdate"] for i in here]
            listed = [str(i) for i in found[: int(asked["retmax"])]]
            return 200, {}, json.dumps({"esearchresult": {"count": str(len(found)), "idlist": listed}}).encode()
        articles = "".join(
            f"<PubmedArticle><MedlineCitation><PMID>{i}</PMID><Article><ArticleTitle>Paper {i}</ArticleTitle></Article>"
            "</MedlineCitation></PubmedArticle>"
            for i in asked["id"].split(",")
        )
        return 200, {}, f"<PubmedArticleSet>{articles}</PubmedArticleSet>".encode()

    return answer


def run(service: str, query: Query, server: Any, clock: Any, *, interval: float = 3.0) -> int:
    client = PoliteClient(interval=interval, sleep=clock.sleep, clock=clock, timeout=2)
    folder = raw_folder("mine") / service
    return collect(service, query, folder, client=client, base_url=server.url, today=dt.date(2024, 3, 1))


def papers_on_disk() -> list[str]:
    records = read_corpus(raw_folder("mine")).records
    return sorted(records["source_id"])


def test_folders_whose_names_look_alike_know_nothing_of_each_other(project, serve, clock):
    server = serve(openalex(5))
    counts = []
    for place in (raw_folder("mine") / "arxiv-old", raw_folder("mine-arxiv") / "old"):
        client = PoliteClient(interval=0.2, sleep=clock.sleep, clock=clock, timeout=2)
        query = WINTER._replace(text=place.name)
        counts.append(collect("openalex", query, place, client=client, base_url=server.url, today=dt.date(2024, 3, 1)))
        assert place.joinpath("source.yaml").is_file()
    assert counts == [5, 5]


def test_arxiv_is_paged_month_by_month_and_read_back_whole(project, serve, clock):
    server = serve(arxiv(450))
    assert run("arxiv", WINTER, server, clock) == 900
    assert [asked["start"] for asked in server.asked] == ["0", "200", "400", "0", "200", "400"]
    found = papers_on_disk()
    assert (len(found), len(set(found))) == (900, 900)


def test_openalex_follows_the_cursor_to_its_end(project, serve, clock, monkeypatch):
    monkeypatch.setenv("OPENALEX_API_KEY", "secret")
    server = serve(openalex(450))
    assert run("openalex", JANUARY, server, clock) == 450
    assert len(papers_on_disk()) == 450
    assert {asked["api_key"] for asked in server.asked} == {"secret"}
    assert server.asked[0]["filter"] == "from_publication_date:2024-01-01,to_publication_date:2024-01-31"
    assert "secret" not in "".join(path.read_text() for path in project.rglob("*") if path.is_file())


@pytest.mark.slow
def test_pubmed_halves_a_month_that_holds_too_many(project, serve, clock):
    days = {"2024/01/03": list(range(1, 6_001)), "2024/01/30": list(range(6_001, 12_001))}
    server = serve(pubmed(days))
    assert run("pubmed", JANUARY, server, clock, interval=0.1) == 12_000
    found = papers_on_disk()
    assert (len(found), len(set(found))) == (12_000, 12_000)


@pytest.mark.parametrize("service", ["arxiv", "openalex", "pubmed"])
def test_troubles_on_the_way_lose_nothing_and_never_break_the_rate(service, project, serve, clock):
    answers = {"arxiv": arxiv(250), "openalex": openalex(250), "pubmed": pubmed({"2024/01/03": list(range(1, 251))})}
    server = serve(answers[service])
    later = email.utils.format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=30), usegmt=True)
    server.troubles = [
        (429, {"Retry-After": "7"}, b"slow down"),
        (429, {}, b"slow down"),
        (429, {"Retry-After": later}, b"slow down"),
        (500, {}, b"oops"),
        "hang up",
        (200, {}, b'{"meta": {"count": 250}, "resul'),
        (200, {}, b"<feed><entry>"),
    ]
    assert run(service, JANUARY, server, clock) == 250
    assert len(set(papers_on_disk())) == 250
    gaps = [after - before for before, after in zip(server.times, server.times[1:], strict=False)]
    assert min(gaps) >= 3.0
    assert gaps[0] >= 7.0
    assert 25 <= gaps[2] <= 31


@pytest.mark.parametrize("service", ["arxiv", "openalex", "pubmed"])
def test_a_run_that_was_stopped_goes_on_where_it_was(service, project, serve, clock, monkeypatch):
    days = {"2024/01/03": list(range(1, 301)), "2024/02/03": list(range(301, 601))}
    server = serve({"arxiv": arxiv(300), "openalex": openalex(600), "pubmed": pubmed(days)}[service])
    written = 0

    class Killed(BaseException):
        pass

    def stop_at_the_second_page(path, write):
        nonlocal written
        written += 1
        if written == 2:
            raise Killed
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path)

    with monkeypatch.context() as patch:
        patch.setattr("analysis.collect.fetch.write_atomically", stop_at_the_second_page)
        with pytest.raises(Killed):
            run(service, WINTER, server, clock)
    assert not (raw_folder("mine") / service / "source.yaml").exists()
    before = len(server.asked)
    assert run(service, WINTER, server, clock) == 600
    found = papers_on_disk()
    assert (len(found), len(set(found))) == (600, 600)
    asked_first = [tuple(sorted(asked.items())) for asked in server.asked[:before]]
    again = [tuple(sorted(asked.items())) for asked in server.asked[before:]]
    assert len(set(asked_first) & set(again)) <= 1, "only the page that was not written is asked for again"
    assert run(service, WINTER, server, clock) == 600, "a finished run asks for nothing more"


def test_a_spent_quota_stops_with_what_to_do_and_keeps_what_was_fetched(project, serve, clock):
    server = serve(openalex(450))
    assert run("openalex", Query("x", dt.date(2024, 1, 1), dt.date(2024, 1, 2)), serve(openalex(1)), clock) == 1
    folder = raw_folder("mine") / "again"
    client = PoliteClient(interval=0.2, sleep=clock.sleep, clock=clock)
    pages = 0

    def answer_until_spent(path: str, asked: dict[str, str]) -> Answer:
        nonlocal pages
        pages += 1
        return openalex(450)(path, asked) if pages == 1 else (429, {"Retry-After": "36000"}, b"quota")

    spent = serve(answer_until_spent)
    with pytest.raises(CollectError, match=r"wait 10.0 hours.*quota is spent.*goes on from here"):
        collect("openalex", JANUARY, folder, client=client, base_url=spent.url)
    assert len(list(folder.glob("*.json"))) == 1
    assert collect("openalex", JANUARY, folder, client=client, base_url=server.url) == 450


def test_a_service_that_never_answers_is_given_up_with_its_reason(project, serve, clock):
    server = serve(lambda *_: (503, {}, b""))
    with pytest.raises(CollectError, match="failed 8 times in a row, last with status 503"):
        run("arxiv", JANUARY, server, clock)


def test_a_refused_question_is_not_repeated(project, serve, clock):
    server = serve(lambda *_: (400, {}, b"bad filter"))
    with pytest.raises(CollectError, match="refuses the question: status 400, bad filter"):
        run("openalex", JANUARY, server, clock)
    assert len(server.times) == 1


def test_an_empty_page_before_the_end_is_asked_for_again(project, serve, clock):
    server = serve(arxiv(250))
    empty = arxiv(250)("", {"search_query": "submittedDate:[202401", "start": "250", "max_results": "200"})
    server.troubles = [empty]
    assert run("arxiv", JANUARY, server, clock) == 250


def test_another_question_needs_another_folder(project, serve, clock):
    server = serve(arxiv(1))
    run("arxiv", JANUARY, server, clock)
    with pytest.raises(CollectError, match="another question.*slides.*--into"):
        run("arxiv", WINTER, server, clock)


def test_a_finished_run_claims_nothing_new_and_keeps_what_a_person_wrote(project, serve, clock):
    server = serve(arxiv(2))
    run("arxiv", WINTER, server, clock)
    description = raw_folder("mine") / "arxiv" / "source.yaml"
    description.write_text(description.read_text() + "# mine\n")
    asked, before = len(server.asked), description.read_text()
    client = PoliteClient(interval=3, sleep=clock.sleep, clock=clock)
    collect(
        "arxiv", WINTER, raw_folder("mine") / "arxiv", client=client, base_url=server.url, today=dt.date(2025, 1, 1)
    )
    assert (len(server.asked), description.read_text()) == (asked, before)


def test_a_question_without_an_end_is_gone_on_with_on_a_later_day(project, serve, clock):
    def answer_until_spent(path: str, asked: dict[str, str]) -> Answer:
        return openalex(450)(path, asked) if len(spent.times) == 1 else (429, {"Retry-After": "36000"}, b"")

    spent = serve(answer_until_spent)
    query, folder = Query("slides", dt.date(2024, 1, 1)), raw_folder("mine") / "open"
    client = PoliteClient(interval=0.2, sleep=clock.sleep, clock=clock)
    with pytest.raises(CollectError, match="quota"):
        collect("openalex", query, folder, client=client, base_url=spent.url, today=dt.date(2024, 3, 1))
    server = serve(openalex(450))
    assert collect("openalex", query, folder, client=client, base_url=server.url, today=dt.date(2024, 3, 2)) == 450
    said = yaml.safe_load((folder / "source.yaml").read_text())
    assert (said["covers_to"], said["captured_on"]) == (dt.date(2024, 3, 1), dt.date(2024, 3, 2))


def test_ids_of_which_pubmed_has_no_record_are_asked_for_again_and_then_said(project, serve, clock, capsys):
    def without_two(path: str, asked: dict[str, str]) -> Answer:
        asked = {**asked, "id": ",".join(i for i in asked.get("id", "").split(",") if i != "2")}
        return pubmed({"2024/01/03": [1, 2, 3]})(path, asked)

    server = serve(without_two)
    assert run("pubmed", JANUARY, server, clock) == 2
    assert [asked["id"] for asked in server.asked if "id" in asked] == ["1,2,3", "1,2,3"]
    assert "has no record of them: 2" in capsys.readouterr().err
    rule = yaml.safe_load((raw_folder("mine") / "pubmed" / "source.yaml").read_text())["rule"]
    assert rule.startswith("2 papers (1 more were found, but the service gave no record of them)")


def test_the_manifest_describes_the_source(project, serve, clock):
    run("arxiv", WINTER, serve(arxiv(2)), clock)
    said = yaml.safe_load((raw_folder("mine") / "arxiv" / "source.yaml").read_text())
    assert (said["query"], said["selection"], said["share"]) == ("slides", "all", "full")
    assert (said["covers_from"], said["covers_to"]) == (dt.date(2024, 1, 1), dt.date(2024, 2, 29))
    assert said["captured_on"] == dt.date(2024, 3, 1)
    assert said["rule"].startswith("4 papers, first submitted in the window; fieldnotes 0.1")


def impatient(clock, **limits) -> PoliteClient:
    return PoliteClient(interval=0.0, sleep=clock.sleep, clock=clock, timeout=5, **limits)


def test_a_cursor_that_comes_again_ends_with_a_word_and_keeps_what_came(project, serve, clock):
    page = json.dumps({"results": [{"id": "https://openalex.org/W1", "title": "A"}], "meta": {"next_cursor": "same"}})
    server = serve(lambda path, asked: (200, {}, page.encode()))
    folder = raw_folder("mine") / "openalex"
    with pytest.raises(CollectError, match="the same cursor again after page 2"):
        collect("openalex", JANUARY, folder, client=impatient(clock), base_url=server.url)
    assert (folder / "openalex-00001.json").is_file()


def test_an_answer_without_end_is_given_up(project, serve, clock):
    server = serve(lambda path, asked: (200, {}, b" " * 50_000))
    with pytest.raises(CollectError, match="more than 10,000 bytes in one answer"):
        collect(
            "openalex", JANUARY, raw_folder("mine") / "a", client=impatient(clock, largest=10_000), base_url=server.url
        )


def test_a_small_answer_that_unpacks_without_end_is_given_up(project, serve, clock):
    import gzip

    server = serve(lambda path, asked: (200, {"Content-Encoding": "gzip"}, gzip.compress(b" " * 5_000_000)))
    with pytest.raises(CollectError, match="more than 1,000,000 bytes in one answer"):
        collect(
            "openalex",
            JANUARY,
            raw_folder("mine") / "a",
            client=impatient(clock, largest=1_000_000),
            base_url=server.url,
        )


def test_an_answer_that_trickles_is_given_up(project, serve, clock):
    server = serve(lambda path, asked: (200, {}, b" " * 50_000))
    with pytest.raises(CollectError, match="took longer than -1 s"):
        collect("openalex", JANUARY, raw_folder("mine") / "a", client=impatient(clock, longest=-1), base_url=server.url)


def test_a_service_that_sends_to_another_host_is_not_followed(project, serve, clock):
    server = serve(lambda path, asked: (302, {"Location": "http://elsewhere.invalid/works"}, b""))
    with pytest.raises(CollectError, match="sends to another host, elsewhere.invalid"):
        collect("openalex", JANUARY, raw_folder("mine") / "a", client=impatient(clock), base_url=server.url)


def test_a_service_that_moved_on_its_host_is_followed(project, serve, clock):
    def answer(path: str, asked: dict[str, str]) -> Answer:
        if path != "/new":
            return 302, {"Location": "/new"}, b""
        return 200, {}, json.dumps({"results": [], "meta": {}}).encode()

    server = serve(answer)
    assert collect("openalex", JANUARY, raw_folder("mine") / "a", client=impatient(clock), base_url=server.url) == 0


@pytest.mark.parametrize(
    "body", [b"[]", b"{}", b'{"results": {}}', b'{"results": [], "meta": []}', b"null", b"1e999", b"[" * 9_999]
)
def test_odd_json_is_an_answer_that_cannot_be_read(project, serve, clock, body):
    server = serve(lambda path, asked: (200, {}, body))
    with pytest.raises(CollectError, match="failed 8 times in a row, last with an answer that cannot be read"):
        collect("openalex", JANUARY, raw_folder("mine") / "a", client=impatient(clock), base_url=server.url)
