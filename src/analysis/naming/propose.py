"""Ask for what has no proposal yet, check each answer, and keep it before the next question."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.naming.ask import NamingError, ask
from analysis.naming.check import find_fault_of_name, find_fault_of_summary, is_text
from analysis.naming.proposals import Proposal, read_proposals, write_proposals
from analysis.workspace import Settings, names_file, read_table

# Texts that a question quotes; titles tell enough.
_TITLES = 8
# Letters of an answer that are kept.
_LONGEST = 800
_OUTLIER = -1


class Question(NamedTuple):
    """What is asked about a topic or field, and what holds an answer against its papers."""

    about: str
    told: str
    text: str
    find_fault: Callable[[str], str]


def propose_all(settings: Settings, *, fields: bool = False) -> Iterator[Proposal]:
    """Names for all topics of the last run, and summaries of fields, that have no proposal yet.

    Parameters
    ----------
    settings
        With the section `naming`.
    fields
        Whether fields are asked about as well.

    Raises
    ------
    NamingError
        If no program is named, or it cannot be asked.
    analysis.workspace.TableError
        If the pipeline has not run.
    """
    section = settings.naming  # type: ignore[attr-defined]
    if not section.command:
        raise NamingError("naming.command: nothing is named; say in params.yaml which program to ask")
    asker = partial(ask, command=section.command, model=section.model, patience=section.patience)
    by = " ".join(filter(None, (section.command, section.model)))
    topics, papers = read_table("topics"), read_table("papers", columns=["paper_id", "title", "abstract"])
    held = read_table("paper_topics").sort_values("paper_id").groupby("topic")["paper_id"].agg(list)
    yield from propose_names(asker, topics.assign(paper_ids=topics["topic"].map(held)), papers, by=by)
    if fields:
        defined = settings.model_dump(mode="json")["fields"]
        yield from propose_summaries(asker, defined, read_table("paper_fields"), papers, by=by)


def propose_names(
    asker: Callable[[str], str], topics: pd.DataFrame, papers: pd.DataFrame, *, by: str
) -> Iterator[Proposal]:
    """Names for topics that have no proposal; each is kept in ``data/names/topics.csv`` as it comes.

    Parameters
    ----------
    asker
        From a question to an answer.
    topics
        The table, with a column `paper_ids`: the papers of each.
    papers
        The table.
    by
        Who is asked.

    Yields
    ------
    Proposal
        The new ones.
    """
    file, text_of = names_file("topics"), _texts(papers)
    asked = {proposal.about for proposal in read_proposals(file)}
    questions = [
        _ask_for_name(row, text_of)
        for row in topics[topics["topic"] != _OUTLIER].itertuples()
        if not asked & set(row.paper_ids)
    ]
    yield from _propose(file, questions, asker, by, shorten=_take_name)


def propose_summaries(
    asker: Callable[[str], str],
    fields: Mapping[str, Mapping[str, Any]],
    members: pd.DataFrame,
    papers: pd.DataFrame,
    *,
    by: str,
) -> Iterator[Proposal]:
    """Summaries for fields that have no proposal; each is kept in ``data/names/fields.csv`` as it comes.

    Parameters
    ----------
    asker, papers, by
        As for `propose_names`.
    fields
        The fields of ``params.yaml``.
    members
        The table `paper_fields`.

    Yields
    ------
    Proposal
        The new ones.
    """
    file, text_of = names_file("fields"), _texts(papers)
    asked = {proposal.about for proposal in read_proposals(file)}
    ids = members.sort_values(["score", "paper_id"], ascending=[False, True]).groupby("field")["paper_id"].agg(list)
    questions = [
        _ask_for_summary(name, field["title"], [text_of[paper] for paper in ids[name]])
        for name, field in fields.items()
        if name in ids and name not in asked
    ]
    yield from _propose(file, questions, asker, by, shorten=_take_summary)


def _propose(
    file: Path, questions: Sequence[Question], asker: Callable[[str], str], by: str, *, shorten: Callable[[str], str]
) -> Iterator[Proposal]:
    for question in questions:
        answer = shorten(asker(question.text))
        fault = question.find_fault(answer)
        if fault:
            # Once more, with what was wrong.
            answer = shorten(asker(f"{question.text}\n\nNot “{answer}”: {fault}."))
            fault = question.find_fault(answer)
        note = f"{question.told}" + (f"; {fault}" if fault else "")
        kept = answer[:_LONGEST] if is_text(answer) else ""
        made = Proposal(question.about, kept, "unfit" if fault else "proposed", by, note)
        write_proposals(file, [*read_proposals(file), made])
        yield made


def _ask_for_name(row: Any, text_of: Mapping[str, tuple[str, str]]) -> Question:
    terms, texts = list(row.terms), [" ".join(text_of[paper]) for paper in row.paper_ids]
    titles = [text_of[paper][0] for paper in row.central_papers]
    text = (
        "Papers were grouped by their abstracts. Give this group a name of two to five words, in the words of its "
        "papers, as a researcher of the field would call it. Answer with the name alone.\n\n"
        f"Terms of the group: {', '.join(terms)}\n\nTitles of its most central papers:\n" + _list(titles)
    )
    return Question(
        row.central_papers[0], f"terms: {', '.join(terms)}", text, lambda name: find_fault_of_name(name, terms, texts)
    )


def _ask_for_summary(name: str, title: str, texts: Sequence[tuple[str, str]]) -> Question:
    text = (
        f"Say in at most three plain sentences what the papers of the field “{title}” work on, in their own words. No "
        "praise, no figures. Answer with the sentences alone.\n\nTitles of its papers, the surest first:\n"
        + _list([title for title, _ in texts[: 3 * _TITLES]])
    )
    whole = [" ".join(each) for each in texts]
    return Question(name, f"{len(texts)} papers", text, lambda summary: find_fault_of_summary(summary, whole))


def _list(titles: Sequence[str]) -> str:
    return "\n".join(f"- {title}" for title in titles)


def _texts(papers: pd.DataFrame) -> dict[str, tuple[str, str]]:
    return {
        row.paper_id: (row.title, row.abstract if isinstance(row.abstract, str) else "") for row in papers.itertuples()
    }


def _take_name(answer: str) -> str:
    r"""The last line of an answer, without what models put around a name.

    Examples
    --------
    >>> _take_name('Here is one:\n\n**Name:** "Slide encoders."')
    'Slide encoders'
    """
    lines = [line.strip() for line in answer.splitlines() if line.strip()]
    bare = re.sub(r"^[*_#\s-]*(?:name\b[*_\s]*:)?", "", lines[-1], flags=re.IGNORECASE) if lines else ""
    return bare.strip(" \t*_\"'“”‘’.:")


def _take_summary(answer: str) -> str:
    return " ".join(answer.replace("*", "").split()).strip('"“” ')
