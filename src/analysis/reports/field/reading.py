"""What to read of a field, in what order and why; what its abstracts conclude and what they leave open."""

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.reports.pages import Linked, papers_link, show_dates
from analysis.text import split_sentences

_OPEN = re.compile(
    r"\bremains? (?:an? )?(?:largely |highly |poorly |still )?(?:open|unclear|unexplored|underexplored|under-explored"
    r"|unknown|unresolved|unaddressed|poorly understood|insufficient\w*)\b|\bopen (?:question|challenge|problem)s?\b"
    r"|\bfuture (?:work|research|studies)\b|\b(?:is|are) (?:still )?lacking\b|\b(?:is|are) under-?explored\b"
    r"|\bha(?:s|ve) not (?:yet )?been\b|\bfurther (?:work|research|validation) (?:is|are)\b",
    re.IGNORECASE,
)
# What a paper says to have solved is no longer open; praise of one's own is no conclusion.
_SOLVED = re.compile(
    r"\bwe (?:propose|introduce|present|develop|address|fill)"
    r"|\bto (?:address|tackle|bridge|overcome|fill|solve|mitigate)\b|\bovercom\w+|\baddress(?:es|ing)\b",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"\bour (?:method|approach|model|framework|network|system)\b|\b(?:effectiveness|superiority|efficacy) of\b"
    r"|\b(?:two|three|several|key|interesting) (?:key )?findings\b|\bstate-of-the-art\b",
    re.IGNORECASE,
)
_CONCLUDES = re.compile(
    r"\b(?:we (?:find|found|show|demonstrate|observe|conclude)|our (?:results|findings|experiments|analysis|evaluation)"
    r"|results (?:show|demonstrate|reveal|indicate|suggest)|findings (?:show|reveal|indicate|suggest))\b",
    re.IGNORECASE,
)


def central_papers(papers: pd.DataFrame, embeddings: pd.DataFrame) -> pd.Series:
    """How near each paper of the field is to the field's middle (cosine), by `paper_id`, the nearest first.

    Parameters
    ----------
    papers
        Of the field.
    embeddings
        `paper_id`, `vector`.
    """
    own = embeddings[embeddings["paper_id"].isin(papers["paper_id"])].sort_values("paper_id")
    if own.empty:
        return pd.Series(dtype=float)
    vectors = np.array(own["vector"].tolist(), dtype=np.float64)
    middle = vectors.mean(axis=0)
    cosine = vectors @ middle / (np.linalg.norm(vectors, axis=1) * np.linalg.norm(middle))
    found = pd.Series(np.round(cosine, 6), index=own["paper_id"].to_numpy())
    return found.sort_index().sort_values(ascending=False, kind="stable")


def reading_list(
    members: pd.DataFrame,
    papers: pd.DataFrame,
    central: pd.Series,
    *,
    cited: pd.Series,
    counted_by: str,
    each: int = 4,
) -> pd.DataFrame:
    """What to read first, and why: reviews and benchmarks, what is cited most, what is most central, what is newest.

    Parameters
    ----------
    members
        `paper_id`, `score` of the field's papers.
    papers
        The table `papers`.
    central
        As `central_papers` gives it.
    cited
        Citations as one source counts them, indexed by `paper_id`.
    counted_by
        What that source is called.
    each
        Papers for each reason at most; a paper stands under the first that holds.
    """
    inside = papers.merge(members[["paper_id", "score"]], on="paper_id")
    inside["central"] = inside["paper_id"].map(central).fillna(0)
    order = ["score", "central", "paper_id"]
    reviews, benchmarks = (
        inside[inside["type"] == kind].sort_values(order, ascending=[False, False, True])
        for kind in ("review", "benchmark")
    )
    inside["cited"] = inside["paper_id"].map(cited).fillna(0)
    leading = inside[inside["cited"] > 0].sort_values(["cited", "paper_id"], ascending=[False, True])
    middle = inside[inside["central"] > 0].sort_values(["central", "paper_id"], ascending=[False, True])
    newest = inside[inside["published"].notna()].sort_values(["published", "paper_id"], ascending=[False, True])
    reasons = [
        *((row, row.type) for row in reviews.head(each).itertuples()),
        *((row, row.type) for row in benchmarks.head(each).itertuples()),
        *((row, _say_cited(row.cited, counted_by)) for row in leading.head(each).itertuples()),
        *((row, "closest to what the field's papers have in common") for row in middle.head(each).itertuples()),
        *((row, "among the newest") for row in newest.head(each).itertuples()),
    ]
    seen: dict[str, tuple[object, str]] = {}
    for row, reason in reasons:
        seen.setdefault(row.paper_id, (row, reason))
    chosen = inside.set_index("paper_id").loc[list(seen)].reset_index()
    return pd.DataFrame(
        {
            "no.": range(1, len(chosen) + 1),
            "paper": [Linked(row.title, papers_link("Paper", id=row.paper_id)) for row in chosen.itertuples()],
            "date": show_dates(chosen),
            "why": [reason for _, reason in seen.values()],
        }
    )


def _say_cited(count: float, counted_by: str) -> str:
    return f"cited {count:,.0f} {'time' if count == 1 else 'times'}, as {counted_by} counts"


def open_questions(papers: pd.DataFrame, central: pd.Series, *, most: int) -> pd.DataFrame:
    """Sentences in which abstracts name what is open or limited, of the most central papers first, one of each."""
    return _quote(papers, central, _OPEN, without=_SOLVED, most=most)


def conclusions(papers: pd.DataFrame, central: pd.Series, *, most: int) -> pd.DataFrame:
    """What papers that judge conclude, in their own words: the last sentence that says so, one of each."""
    return _quote(papers, central, _CONCLUDES, without=_PRAISE, most=most, last=True)


def _quote(
    papers: pd.DataFrame,
    central: pd.Series,
    pattern: re.Pattern[str],
    *,
    without: re.Pattern[str],
    most: int,
    last: bool = False,
) -> pd.DataFrame:
    ordered = papers.assign(rank=papers["paper_id"].map(central).fillna(0))
    ordered = ordered.sort_values(["rank", "paper_id"], ascending=[False, True])
    rows = []
    for paper in ordered.itertuples():
        found = [text for text in _matching(paper.abstract, pattern) if without.search(text) is None]
        if found:
            rows.append((found[-1 if last else 0], Linked(paper.title, papers_link("Paper", id=paper.paper_id))))
        if len(rows) == most:
            break
    return pd.DataFrame(rows, columns=["in their words", "paper"])


def _matching(abstract: object, pattern: re.Pattern[str]) -> Iterator[str]:
    if isinstance(abstract, str):
        yield from (text for _, text in split_sentences(abstract) if pattern.search(text))
