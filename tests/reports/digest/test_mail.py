import email
from email import policy

import pandas as pd

from analysis.reports.digest.mail import write_mail

SEARCHES = pd.DataFrame(
    {"search": ["Survival", "CT"], "told": ["words: survival", "modality: CT"], "address": ["q=s", "modality=CT"],
     "found": [3, 1], "new": [1, 1], "missing": [["the word “x”"], []]}
)  # fmt: skip
ENTRIES = pd.DataFrame(
    {"search": ["Survival", "CT"], "place": [1, 1], "paper_id": "p", "title": "A <b>title</b> of Schrödinger & 中文",
     "authors": [["Ann"]] * 2, "by": "Ann", "date": "2024-05", "venue": "V", "link": "https://example.org/" + "x" * 90,
     "why": ["has “survival”", "modality: CT"], "summary": "It is <i>short</i>.", "above": ["", "Survival"]}
)  # fmt: skip
FIGURES = {
    "corpus": "demo",
    "day": "2024-06-01",
    "baseline": "then",
    "state": "kept",
    "papers": 5,
    "new": 2,
    "found": 1,
}


def written(**more):
    return write_mail(SEARCHES, ENTRIES, FIGURES | more)


def test_a_mail_program_reads_text_and_page():
    data = written()
    message = email.message_from_bytes(data, policy=policy.default)
    assert message["Subject"] == "1 new paper in demo"
    assert message["Date"].datetime.isoformat() == "2024-06-01T00:00:00+00:00"
    assert message["X-Unsent"] == "1"
    assert not message.defects
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    # RFC 5322: lines end in CR LF and have at most 998 letters; seven bits of each byte.
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert data.isascii()


def test_the_text_has_all_that_is_new_with_its_reason():
    message = email.message_from_bytes(written(), policy=policy.default)
    text = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
    first, second = text.partition("\nCT\n")[::2]
    assert "Since the baseline then, 2 of 5 papers are new; 2 saved searches find 1 of\nthem." in first
    assert "Words: survival. 1 of 3 papers is new. No paper here has the word “x”" in " ".join(first.split())
    assert "1. A <b>title</b> of Schrödinger & 中文\nAnn\n2024-05 · V\nhttps://example.org/" in first
    assert "Why here: has “survival”\nIt is <i>short</i>." in first
    assert "(see “Survival”, above)" in second
    assert "It is" not in second


def test_the_page_takes_nothing_in_a_title_for_markup():
    page = email.message_from_bytes(written(), policy=policy.default).get_body(("html",)).get_content()
    assert "A &lt;b&gt;title&lt;/b&gt; of Schrödinger &amp; 中文" in page
    assert "<b>" not in page
    assert page.count("<a ") == 2
    assert "library.html" not in page


def test_the_same_digest_is_the_same_bytes_and_needs_no_day():
    assert written() == written()
    message = email.message_from_bytes(written(day=None), policy=policy.default)
    assert message["Date"].datetime.year == 1970
