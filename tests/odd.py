"""Corpora of almost nothing, and of texts that would do harm if they were taken for anything but text."""

import gzip
import json
import subprocess
from pathlib import Path

from samples import copy_project, environment

# What runs in a page says so by `hacked`, or by asking for something.
PAYLOADS = (
    "<script>hacked=1</script>",
    "</script><script>hacked=2</script>",
    '"><script>hacked=3</script>',
    "'><img src=x onerror=hacked=4>",
    "<img src=x onerror=\"hacked='5'\">",
    "<svg onload=hacked=6>",
    "<svg><script>hacked=7</script></svg>",
    "</title><script>hacked=8</script>",
    "</textarea><script>hacked=9</script>",
    "</style><script>hacked=10</script>",
    "<style>*{display:none}</style>",
    "<iframe srcdoc='<script>parent.hacked=12</script>'></iframe>",
    "<a href=javascript:hacked=13>click</a>",
    "[click](javascript:hacked=14)",
    "javascript:hacked=15",
    "data:text/html,<script>hacked=16</script>",
    "<body onload=hacked=17>",
    "<details open ontoggle=hacked=18>",
    "<input autofocus onfocus=hacked=19>",
    "<meta http-equiv=refresh content='0;url=https://example.org'>",
    "<link rel=stylesheet href=https://example.org/x.css>",
    "<base href=https://example.org/>",
    "<!-- <script>hacked=23</script>",
    "<![CDATA[<script>hacked=24</script>]]>",
    "&lt;script&gt;hacked=25&lt;/script&gt;",
    "&#60;script&#62;hacked=26&#60;/script&#62;",
    "{{ 7 * 7 }} {% for x in y %}",
    "${7*7} #{7*7} <%= 7 %>",
    "{hacked.__class__} {0} {values}",
    "$\\href{javascript:hacked=30}{x}$ \\input{/etc/passwd}",
    "\u202egnp.exe\u202c turned",
    "\u2066hidden\u2069 \u200bwidth\u200b \ufeffmark",
    "nul \x00 bell \x07 escape \x1b[31mred\x1b[0m",
    "\x1b]8;;https://example.org\x07link\x1b]8;;\x07",
    "W" * 10_000,
    '=HYPERLINK("https://example.org","x")',
    "+1+1 @SUM(A1) -2",
    "line\u2028separator\u2029paragraph",
    "\U0001f4a9 \U0001f468\u200d\U0001f469\u200d\U0001f467 \u0301\u0301\u0301\u0301",
    "`hacked=40` ${alert`1`}",
)

ODD: dict[str, list[dict[str, object]]] = {
    "one paper": [
        {
            "title": "A single paper on slides",
            "abstract": "We study slides with a Slidograph.",
            "year": 2024,
            "doi": "10.1234/a",
        },
        {"title": "What a person knows to be the same", "year": 2024, "doi": "10.1234/b"},
    ],
    "hostile papers": [
        {"title": "Alone"},
        {
            "title": "No authors, no date",
            "abstract": "A text about <b>nothing</b>.",
            "keywords": ["<b>Nothing</b>", "nothing else"],
        },
        {"abstract": "Nobody knows its title."},
        *(
            {
                "title": f"Paper {number} on slides: {payload}",
                "abstract": f"We propose Net{number} for whole slide images. {payload} It is a transformer.",
                "authors": [{"name": f"Ann {payload}"[:300], "affiliation": f"Univ {payload}, Oxford, UK"[:300]}, "Bo Li"],
                "venue": payload[:200],
                "keywords": ["slides", payload[:200]],
                "url": payload,
                "comment": payload,
            }
            for number, payload in enumerate(PAYLOADS)
        ),
    ],
}  # fmt: skip


def prepare_odd(folder: Path, rows: list[dict[str, object]]) -> Path:
    """A clone whose corpus is a few rows and a file that is no text."""
    copy_project(folder)
    raw = folder / "data" / "raw" / "odd"
    raw.mkdir()
    with gzip.open(raw / "papers.jsonl.gz", "wt") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    (raw / "notes.pdf").write_bytes(b"%PDF-1.4\x00\xff")
    settings = folder / "params.yaml"
    settings.write_text(settings.read_text().replace("corpus: demo", "corpus: odd"))
    (folder / "data/overrides/works.csv").write_text("a,b,decision\ndoi:10.1234/a,doi:10.1234/b,same\n")
    columns = "method,kind,parents,introduced,aliases,context"
    (folder / "data/lexicon/mine.csv").write_text(f"{columns}\nSlidograph,architecture,,,,\n")
    subprocess.run(["analysis", "new-page", "mine"], cwd=folder, env=environment(folder), check=True)
    return folder
