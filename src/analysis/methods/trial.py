"""What an entry of the lexicon would change, and which phrases could be one."""

import csv
import io
from typing import NamedTuple

import pandas as pd

from analysis.methods.lexicon import COLUMNS, read_lexicon
from analysis.methods.shapes import DISCOVERED_KINDS
from analysis.methods.tagger import Tagger
from analysis.text import fold
from analysis.workspace import FieldnotesError, lexicon_folder, read_table, table_file, write_text


class MethodTrialError(FieldnotesError):
    """There is nothing to try an entry on; the message says what is missing."""


class MethodTrial(NamedTuple):
    """What an entry changes.

    `gained` are the papers that then name it (`paper_id`, `title`, `text`); `lost` tells how many papers fewer name
    each other entry (`method`, `papers`). `line` is the entry as the lexicon's files hold it.
    """

    gained: pd.DataFrame
    lost: pd.DataFrame
    line: str


def try_method(name: str, *, kind: str = "technique", aliases: str = "", context: str = "") -> MethodTrial:
    """Find an entry in the papers of the last run as if the lexicon held it.

    Parameters
    ----------
    name, kind, aliases, context
        As in the lexicon's files.

    Raises
    ------
    MethodTrialError
        If there is no finished run.
    LexiconError
        If the kind is unknown.
    """
    _require("papers")
    own = lexicon_folder()
    row = dict.fromkeys(COLUMNS, "") | {"method": name, "kind": kind, "aliases": aliases, "context": context}
    before, after = Tagger(read_lexicon(own)), Tagger(read_lexicon(own, also=[row]))
    papers = read_table("papers", columns=["paper_id", "title", "abstract"])
    gained, lost = [], []
    for paper in _that_may_name(papers, [name, *aliases.split(";")]).itertuples():
        abstract = None if pd.isna(paper.abstract) else paper.abstract
        then, now = (tagger.find(paper.title, abstract) for tagger in (before, after))
        texts = {"title": paper.title, "abstract": abstract or ""}
        spans = [texts[part][each.start : each.end] for part in now for each in now[part] if each.method == name]
        if spans:
            gained.append((paper.paper_id, paper.title, spans[0]))
        names = [{each.method for part in found.values() for each in part} for found in (then, now)]
        lost += sorted(names[0] - names[1] - {name})
    counts = pd.Series(lost, dtype="str").value_counts().rename_axis("method").reset_index(name="papers")
    return MethodTrial(pd.DataFrame(gained, columns=["paper_id", "title", "text"]), counts, _to_lines([row]))


def propose_entries(*, least: int = 3) -> pd.DataFrame:
    """Phrases and named parts of several papers that could be entries, those of the most papers first.

    Returns
    -------
    pandas.DataFrame
        `method`, `papers`.

    Raises
    ------
    MethodTrialError
        If there is no finished run.
    """
    _require("paper_methods")
    mentions = read_table("paper_methods", columns=["paper_id", "method", "kind"])
    found = mentions[mentions["kind"].isin(DISCOVERED_KINDS)]
    papers = found.groupby("method")["paper_id"].nunique().rename("papers").reset_index()
    return papers[papers["papers"] >= least].sort_values(
        ["papers", "method"], ascending=[False, True], ignore_index=True
    )


def find_ambiguous(*, least: int = 2) -> pd.DataFrame:
    """Abbreviations of the lexicon that papers of the last run spell out as something else, those of the most first.

    There they count for no entry; where papers do not spell them out they may, and a ``?`` before the form in the
    lexicon asks for a word of context.

    Parameters
    ----------
    least
        Papers that do so at least.

    Returns
    -------
    pandas.DataFrame
        `form`, `method`, `papers`, and `stands_for` in the most of them.

    Raises
    ------
    MethodTrialError
        If there is no finished run.
    """
    _require("papers")
    tagger = Tagger(read_lexicon(lexicon_folder()))
    papers = read_table("papers", columns=["title", "abstract"])
    texts = zip(papers["title"], papers["abstract"].astype(object).where(papers["abstract"].notna(), None), strict=True)
    found = [row for title, abstract in texts for row in tagger.find_other_meanings(title, abstract)]
    table = pd.DataFrame(found, columns=["form", "method", "stands_for"]).astype("str")
    table["stands_for"] = table["stands_for"].str.lower()
    counts = table.groupby(["form", "method"])["stands_for"].agg(
        papers="size", stands_for=lambda own: own.mode().iloc[0]
    )
    counts = counts[counts["papers"] >= least].reset_index()
    return counts.sort_values(["papers", "form", "method"], ascending=[False, True, True], ignore_index=True)


def write_entries(proposed: pd.DataFrame, *, kind: str = "technique") -> str:
    """Write lines for the lexicon to ``data/lexicon/proposed.csv``, and say where; a line there already stays."""
    file = lexicon_folder() / "proposed.csv"
    kept = file.read_text(encoding="utf-8").strip("\n") if file.is_file() else ""
    text = (kept or ",".join(COLUMNS)) + "\n"
    there = {row["method"].lower() for row in csv.DictReader(io.StringIO(text))}
    rows = [{"method": name, "kind": kind} for name in proposed["method"] if name.lower() not in there]
    write_text(file, text + _to_lines(rows))
    return file.name


def _to_lines(rows: list[dict[str, str]]) -> str:
    lines = io.StringIO()
    csv.DictWriter(lines, COLUMNS, restval="", lineterminator="\n").writerows(rows)
    return lines.getvalue()


def _that_may_name(papers: pd.DataFrame, forms: list[str]) -> pd.DataFrame:
    """Papers with the letters of a form in their text; whether they name it is for the tagger to say."""
    texts = (papers["title"] + " " + papers["abstract"].fillna("")).map(fold)
    wanted = [fold(form.lstrip("?=").strip()) for form in forms if form.strip("?= ")]
    # Plurals and other spellings share the first letters.
    begins = {form[: max(4, len(form) - 6)] for form in wanted}
    return papers[texts.map(lambda text: any(begin in text for begin in begins))]


def _require(table: str) -> None:
    if not table_file(table).is_file():
        raise MethodTrialError("there is no finished run to look at; run `make reports` first")
