"""The systems of a field: what each says of its data, size, base and code; which models are used together."""

import re
from typing import Any

import pandas as pd

from analysis.counts import cross_papers
from analysis.reports.pages import Linked, papers_link, show_dates
from analysis.text import split_sentences

_AMOUNT = re.compile(
    r"\b\d[\d.,]*\s?(?:k|K|M|B|thousand|million|billion)?\+?\s+(?:[\w&-]+\s){0,4}?"
    r"(?:whole[- ]slide images|WSIs|slides|patches|tiles|images|image[-–](?:text|caption) pairs|pairs|patients|cases"
    r"|studies|scans|volumes|reports|samples|participants|videos|questions)\b"
)
_TRAINS = re.compile(r"\b(?:pre-?train|train|learn|curat|corpus|dataset|develop|built)\w*", re.IGNORECASE)
_TESTS = re.compile(
    r"\b(?:evaluat|validat|benchmark|test(?:ed|ing)?\b|disjoint|external|held.out|across \d)", re.IGNORECASE
)
_HELD_AGAINST = re.compile(r"\b(?:outperform|surpass|exceed|beat|than|compar|versus|vs\b|against)\w*", re.IGNORECASE)
_SIZE = re.compile(r"\b\d[\d.]*\s?(?:M|B|million|billion)[- ](?:parameters?|params)\b|\b\d[\d.]*B\b")
_CODE = re.compile(r"https?://(?:www\.)?(?:github\.com|gitlab\.com|huggingface\.co|zenodo\.org)/[\w./-]*[\w/-]")


def single_models(mentions: pd.DataFrame, entries: pd.DataFrame) -> pd.DataFrame:
    """Mentions of single foundation models that a paper uses or compares, not of classes of them.

    Parameters
    ----------
    mentions
        `paper_id`, `method`, `kind`, `role`.
    entries
        `method` and `parents` of the lexicon: what is the parent of another is a class.
    """
    classes = set(entries["parents"].explode().dropna())
    own = mentions[(mentions["kind"] == "foundation model") & (mentions["role"] != "proposed")]
    return own[~own["method"].isin(classes) & ~own["method"].str.endswith("foundation model")]


def count_named(line: pd.DataFrame, papers: pd.DataFrame) -> pd.DataFrame:
    """The systems with `named_by`: how many other papers of the corpus name each, written as its own does.

    Parameters
    ----------
    line
        From `line_of_systems`.
    papers
        `paper_id`, `title`, `abstract` of the whole corpus.

    Examples
    --------
    >>> papers = pd.DataFrame({"paper_id": ["p", "q", "r"], "title": ["UNI", "Beyond UNI", "UNIT"], "abstract": ""})
    >>> count_named(pd.DataFrame({"system": ["UNI"], "paper_id": ["p"]}), papers)["named_by"].tolist()
    [1]
    """
    if line.empty:
        return line.assign(named_by=pd.Series(dtype=int))
    names = sorted(set(line["system"]), key=lambda name: (-len(name), name))
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w-])")
    texts = (papers["title"].fillna("") + ". " + papers["abstract"].fillna("")).set_axis(papers["paper_id"])
    naming = texts.map(lambda text: sorted(set(pattern.findall(text)))).explode().dropna()
    counts = naming.value_counts()
    own = set(zip(naming.index, naming, strict=True))
    named = [
        int(counts.get(row.system, 0)) - ((row.paper_id, row.system) in own) for row in line.itertuples(index=False)
    ]
    return line.assign(named_by=named)


def choose_systems(line: pd.DataFrame, *, most: int) -> pd.DataFrame:
    """The systems that most other papers name, of equals the newest, in order of date.

    Parameters
    ----------
    line
        From `count_named`.
    """
    first = line.sort_values(["named_by", "published", "paper_id"], ascending=[False, False, True], kind="stable")
    return first.head(most).sort_values(["published", "paper_id"], ignore_index=True)


def say_most_named(line: pd.DataFrame) -> str:
    """The system that most other papers name; without such the newest.

    Examples
    --------
    >>> days = pd.to_datetime(["2024-05-01", "2025-01-01"])
    >>> line = pd.DataFrame({"system": ["PRISM", "Threads"], "published": days, "named_by": [3, 1]})
    >>> say_most_named(line)
    'Of 2 named systems, the name PRISM stands in the most other papers (3)'
    >>> say_most_named(line.assign(named_by=0))
    'The newest of 2 named systems is Threads, of 2025-01'
    """
    if line.empty or line["named_by"].max() < 2 or (line["named_by"] == line["named_by"].max()).sum() > 1:
        return say_newest(line)
    first = line.loc[line["named_by"].idxmax()]
    told = f"the name {first['system']} stands in the most other papers ({first['named_by']:,})"
    return f"Of {len(line):,} named systems, {told}"


def system_rows(line: pd.DataFrame, papers: pd.DataFrame, models: pd.DataFrame) -> pd.DataFrame:
    """A row for each named system: what its abstract says of its data, its size, what it builds on, its code.

    Parameters
    ----------
    line
        From `count_named`.
    papers
        `paper_id`, `abstract`.
    models
        As `single_models` gives them.
    """
    abstracts = papers.set_index("paper_id")["abstract"]
    based = models[models["role"] == "used"]
    based = based.drop_duplicates(["paper_id", "method"]).groupby("paper_id")["method"].agg(", ".join)
    texts = [abstracts.get(paper) for paper in line["paper_id"]]
    return pd.DataFrame(
        {
            "date": show_dates(line),
            "system": [Linked(row.system, papers_link(row.system, id=row.paper_id)) for row in line.itertuples()],
            "named by others": line["named_by"].to_numpy(),
            "introduced as": line["sentence"].to_numpy(),
            "made with, of size, code": [
                [part for part in (_find_amounts(text), _find(text, _SIZE), _find_code(text)) if part] for text in texts
            ],
            "models it uses": [based.get(paper, "") for paper in line["paper_id"]],
        }
    )


def say_newest(line: pd.DataFrame) -> str:
    """The newest of the named systems.

    Examples
    --------
    >>> days = pd.to_datetime(["2024-05-01", "2025-01-01"])
    >>> say_newest(pd.DataFrame({"system": ["PRISM", "Threads"], "published": days}))
    'The newest of 2 named systems is Threads, of 2025-01'
    """
    if line.empty:
        return ""
    last = line.iloc[-1]
    if len(line) == 1:
        return f"The only named system is {last['system']}, of {last['published']:%Y-%m}"
    return f"The newest of {len(line):,} named systems is {last['system']}, of {last['published']:%Y-%m}"


def models_together(models: pd.DataFrame, *, most: int) -> pd.DataFrame:
    """How many papers name each two models, the most frequent ones: on the diagonal each by itself.

    Empty where fewer than two models are named by two papers: one alone is together with none.
    """
    counts = models.groupby("method")["paper_id"].nunique().rename("papers").reset_index()
    leading = (
        counts[counts["papers"] >= 2].sort_values(["papers", "method"], ascending=[False, True])["method"].head(most)
    )
    rows = models[models["method"].isin(leading)]
    return cross_papers(rows, by=("method", "method")) if len(leading) > 1 else pd.DataFrame()


def _find_amounts(abstract: object) -> str:
    """Amounts of data in sentences that speak of training or of a dataset."""
    if not isinstance(abstract, str):
        return ""
    told = [text for _, text in split_sentences(abstract) if _TRAINS.search(text) and not _TESTS.search(text)]
    found = [" ".join(match.split()) for text in told for match in _AMOUNT.findall(text)]
    return "; ".join(list(dict.fromkeys(found))[:3])


def _find(abstract: object, pattern: re.Pattern[str]) -> str:
    if not isinstance(abstract, str):
        return ""
    told = [
        text[: held.start()] if (held := _HELD_AGAINST.search(text)) else text for _, text in split_sentences(abstract)
    ]
    return "; ".join(dict.fromkeys(found for text in told for found in pattern.findall(text)))


def _find_code(abstract: object) -> Any:
    found = _CODE.search(abstract) if isinstance(abstract, str) else None
    return Linked(found.group().split("://")[1], found.group()) if found else ""
