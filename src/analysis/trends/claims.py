"""Sentences that can be quoted: what was counted, of how many, how sure, in what scope, by which checks."""

import hashlib
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.counts import fingerprint
from analysis.trends.shares import share_interval

_COLUMNS = [
    "claim_id", "kind", "label", "sentence", "papers", "total", "low", "high", "scope", "checks", "corpus",
]  # fmt: skip
_OF = {
    "field": "of the field", "topic": "of the topic", "method": "that name the method", "modality": "that name",
    "cancer": "that name", "keyword": "with the keyword", "community": "by the authors around",
}  # fmt: skip
_TOLD = {"rising": "rises", "falling": "falls", "steady": "is steady"}


def make_claims(
    papers: pd.DataFrame,
    sources: pd.DataFrame,
    paper_fields: pd.DataFrame,
    growth: pd.DataFrame,
    bursts: pd.DataFrame,
    fields: Mapping[str, Mapping[str, Any]],
    *,
    drifting: bool,
) -> pd.DataFrame:
    """The sentences of the reports that can be quoted.

    Parameters
    ----------
    papers, sources, paper_fields, growth, bursts
        The tables of that name.
    fields
        With the `title` of each.
    drifting
        Whether growth was estimated within what drifts.

    Returns
    -------
    pandas.DataFrame
        The table `claims`: `papers` (k) of `total` (n: all papers for a field, else those of the label), the
        95 % interval `low` to `high` of the share, or of the share a year later as a multiple; `scope`; `checks`; and
        `corpus`, a fingerprint of the papers it is about.
    """
    scope, mark = find_scope(sources, papers), fingerprint(papers)
    held = paper_fields["field"].value_counts()
    rows = [
        _claim_size(name, field["title"], int(held[name]), len(papers))
        for name, field in fields.items()
        if name in held
    ]
    titles = {name: field["title"] for name, field in fields.items()}
    tested = int((~growth["kind"].eq("field") & growth["q_value"].notna()).sum())
    sure = growth[growth["verdict"].isin(list(_TOLD))]
    rows += [_claim_growth(row, titles, tested=tested, drifting=drifting) for row in sure.itertuples()]
    rows += [_claim_burst(row, titles) for row in bursts.itertuples()]
    claims = pd.DataFrame(rows, columns=[name for name in _COLUMNS if name not in ("claim_id", "scope", "corpus")])
    claims["scope"], claims["corpus"] = scope, mark
    claims["claim_id"] = [_name(sentence, mark) for sentence in claims["sentence"]]
    return claims[_COLUMNS].sort_values("claim_id", ignore_index=True)


def find_scope(sources: pd.DataFrame, papers: pd.DataFrame) -> str:
    """Of what a claim may speak: of the literature that a query finds only if every source states query and window.

    Examples
    --------
    >>> sources = pd.DataFrame({"source": ["s"], "selection": ["ranking"], "query": [None], "covers_from": [None]})
    >>> find_scope(sources, pd.DataFrame({"sources": [["s"]]}))
    'this corpus'
    """
    listed = set(papers["sources"].explode().dropna())
    used = sources[sources["source"].isin(listed) & (sources["selection"] != "facts")]
    stated = used["selection"].isin(["all"]) & used["query"].notna() & used["covers_from"].notna()
    return "the literature that these queries find" if len(used) and stated.all() else "this corpus"


def _claim_size(name: str, title: str, count: int, total: int) -> dict[str, Any]:
    low, high = (value.fillna(0)[0] for value in share_interval(pd.Series([count]), pd.Series([total])))
    share = 100 * count / max(total, 1)
    sentence = (
        f"{count:,} of {total:,} papers ({share:.1f} %, 95 % interval {100 * low:.1f} to {100 * high:.1f}) belong to "
        f"the field {title}."
    )
    checks = ["papers found by words in sentences on their own work"]
    return _row("field", name, sentence, count, total, low, high, checks)


def _claim_growth(row: Any, titles: Mapping[str, str], *, tested: int, drifting: bool) -> dict[str, Any]:
    name = titles.get(row.label, row.label) if row.kind == "field" else row.label
    sentence = (
        f"The share of papers {_OF[row.kind]} {name} {_TOLD[row.verdict]}: ×{1 + row.growth:.2f} a year (95 % "
        f"interval {1 + row.low:.2f} to {1 + row.high:.2f}), from {row.counted:,} papers in {row.periods} complete "
        "periods."
    )
    checks = ["shares, not counts", "complete periods only", "within each source"]
    if row.assumed:
        checks.append("windows of sources assumed from the dates seen")
    if row.kind != "community":
        checks.append("how far groups of co-authors go together")
    if row.kind != "field" and row.verdict != "steady":
        checks.append(f"corrected for {tested:,} labels (q = {row.q_value:.3f})")
    if drifting:
        checks.append("within what drifts in the collection")
    if not pd.isna(row.ratio):
        checks.append(f"latest periods beside earlier ones: ×{row.ratio:.2f}")
    return _row(row.kind, row.label, sentence, row.counted, row.papers, 1 + row.low, 1 + row.high, checks)


def _claim_burst(row: Any, titles: Mapping[str, str]) -> dict[str, Any]:
    name = titles.get(row.label, row.label) if row.kind == "field" else row.label
    sentence = (
        f"From {row.first:%Y-%m} to {row.last:%Y-%m} papers {_OF[row.kind]} {name} were ×{row.times:.1f} as common "
        f"as in the other periods{' so far' if row.running else ''} ({row.papers:,} papers)."
    )
    checks = [f"shuffled dates give such a burst rarely (q = {row.q_value:.3f})"]
    return _row(row.kind, row.label, sentence, row.papers, row.papers, None, None, checks)


def _row(
    kind: str,
    label: str,
    sentence: str,
    papers: int,
    total: int,
    low: float | None,
    high: float | None,
    checks: list[str],
) -> dict[str, Any]:
    low, high = (None if value is None else round(float(value), 6) for value in (low, high))
    known = {"kind": kind, "label": label, "sentence": sentence, "papers": papers, "total": total}
    return known | {"low": low, "high": high, "checks": checks}


def _name(sentence: str, mark: str) -> str:
    return hashlib.sha256(f"{mark} {sentence}".encode()).hexdigest()[:12]
