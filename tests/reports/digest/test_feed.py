"""What RFC 4287 asks of a feed, checked element by element."""

import re

import pandas as pd
from lxml import etree

from analysis.reports.digest.feed import write_feed

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "</title><script>alert(1)</script> & \x0b"
ENTRIES = pd.DataFrame(
    {"search": ["a", "a", "b & <c>"], "place": [1, 2, 1], "paper_id": ["p", "q", "p"],
     "title": [HOSTILE, "Two", HOSTILE], "authors": [["Ann", "Bo"], [], ["Ann", "Bo"]],
     "published": pd.to_datetime(["2024-05-01", None, "2024-05-01"]),
     "link": ["https://example.org/?a=1&b=2", "", "https://example.org/?a=1&b=2"], "why": ["has “x”", "", "near"],
     "summary": ["Short.", "", "Short."]}
)  # fmt: skip


def texts(element, name):
    return [found.text for found in element.findall(ATOM + name)]


def test_a_feed_has_what_the_format_asks_for():
    feed = etree.fromstring(write_feed(ENTRIES, corpus="demo", day="2024-06-01"))
    assert feed.tag == f"{ATOM}feed"
    assert texts(feed, "title") == ["New papers in demo"]
    assert texts(feed, "updated") == ["2024-06-01T00:00:00Z"]
    entries = feed.findall(f"{ATOM}entry")
    ids = texts(feed, "id") + [name for entry in entries for name in texts(entry, "id")]
    assert len(ids) == len(set(ids)) == 3
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", name) for name in ids)
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            (text,) = texts(element, name)
            assert text
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", texts(element, "updated")[0])
    # An author of the feed stands for entries without one; a summary for one without a link.
    assert feed.find(f"{ATOM}author/{ATOM}name").text
    assert all(entry.find(f"{ATOM}link") is not None or texts(entry, "summary") for entry in entries)


def test_a_paper_of_two_searches_is_one_entry_with_both_reasons():
    feed = etree.fromstring(write_feed(ENTRIES, corpus="demo", day=None))
    one, two = feed.findall(f"{ATOM}entry")
    assert [found.get("term") for found in one.findall(f"{ATOM}category")] == ["a", "b & <c>"]
    assert texts(one, "summary") == ["a: has “x”\nb & <c>: near\nShort."]
    assert one.find(f"{ATOM}link").get("href") == "https://example.org/?a=1&b=2"
    assert [author[0].text for author in one.findall(f"{ATOM}author")] == ["Ann", "Bo"]
    assert (texts(two, "updated"), texts(two, "summary")) == (["1970-01-01T00:00:00Z"], ["a"])


def test_a_title_is_text_and_an_entry_keeps_its_id_in_another_digest():
    feeds = [write_feed(rows, corpus="demo", day=None) for rows in (ENTRIES, ENTRIES.head(1))]
    first, second = (etree.fromstring(feed).find(f"{ATOM}entry") for feed in feeds)
    assert texts(first, "title") == ["</title><script>alert(1)</script> & "]
    assert len(first.find(f"{ATOM}title")) == 0
    assert texts(first, "id") == texts(second, "id")


def test_nothing_new_is_a_feed_as_well():
    feed = etree.fromstring(write_feed(ENTRIES.head(0), corpus="demo", day=None))
    assert feed.findall(f"{ATOM}entry") == []
