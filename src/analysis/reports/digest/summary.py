"""The digest as a page: what is new, search by search, with the reason for each paper."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.digest import OTHERS
from analysis.reports.pages import Block, Linked, fill, papers_link, show_text, show_together

# Why everything is new, by the state of the baseline.
_ALL_NEW = {
    "empty": "The baseline {baseline} holds nothing, so all {papers:paper} are new",
    "unknown": "There is no baseline {baseline}, so all {papers:paper} are new",
    "elsewhere": "The baseline {baseline} knows none of these papers, as of another corpus, so all {papers} are new",
}


def digest_sentence(figures: Mapping[str, Any], searches: pd.DataFrame) -> tuple[str, dict[str, object]]:
    """The main sentence: how many papers are new, and in how many searches.

    Parameters
    ----------
    figures
        Those of the digest stage.
    searches
        The table `digest_searches`.
    """
    count = {"searches": len(searches), "found": figures["found"], "verb": "finds" if len(searches) == 1 else "find"}
    values = {name: figures[name] for name in ("baseline", "papers", "new")}
    start = _ALL_NEW.get(figures["state"], "Since the baseline {baseline}, {new} of {papers:paper} are new")
    if not figures["new"]:
        return start.replace("{new} of {papers:paper} are new", "none of {papers:paper} is new") + ".", values
    return start + "; {searches:saved search|saved searches} {verb} {found} of them.", values | count


def show_searches(searches: pd.DataFrame, entries: pd.DataFrame) -> Block:
    """Each search with its new papers, the best first.

    Parameters
    ----------
    searches
        The table `digest_searches`.
    entries
        From `tell_entries`.
    """
    return show_together(
        *(_show_search(row, entries[entries["search"] == row.search]) for row in searches.itertuples())
    )


def show_others(digest: pd.DataFrame) -> Block:
    """How many new papers no search finds, with their list."""
    others = int((digest["search"] == OTHERS).sum())
    if not others:
        return show_text("Every new paper is in a saved search.")
    return show_text(
        "{papers:more paper} {verb} new and in no saved search.",
        papers=Linked(others, papers_link("New, in no saved search", search=OTHERS)),
        verb="is" if others == 1 else "are",
    )


def tell_files() -> tuple[str, dict[str, object]]:
    """Where feed and message are, as seen from the page."""
    return (
        "The same as {feed} for a feed reader, and as {mail} to send from any mail program. Searches stand under "
        "“digest” in params.yaml; “analysis baseline save NAME” keeps what is known by then.",
        {"feed": Linked("an Atom feed", "digest.xml"), "mail": Linked("a message", "digest.eml")},
    )


def describe_search(row: Any) -> tuple[str, dict[str, object]]:
    """What a search looks for and how much of it is new; what it asks for that no paper has.

    Parameters
    ----------
    row
        Of the table `digest_searches`.
    """
    start = "{asked}. " if row.told else ""
    template = start + ("{new} of {found:paper} {verb} new." if row.new else "Nothing new; {found:paper} in all.")
    template += " No paper here has {missing}: see how the library writes it." if len(row.missing) else ""
    values = {
        "asked": row.told[:1].upper() + row.told[1:],
        "new": Linked(row.new, papers_link(f"New: {row.search}", search=row.search)),
        "found": row.found,
        "verb": "is" if row.new == 1 else "are",
        "missing": list(row.missing),
    }
    return template, values


def _show_search(row: Any, entries: pd.DataFrame) -> Block:
    template, values = describe_search(row)
    library = Linked("See the library", f"library.html#{row.address}")
    left = row.new - len(entries)
    every = Linked("all that are new", papers_link(f"New: {row.search}", search=row.search))
    more = show_text("{left:more paper}: {every}.", left=left, every=every) if left and len(entries) else Block("")
    return show_together(
        Block(fill("<h2>{name}</h2>", {"name": row.search})),
        show_text(template + " {library}.", **values, library=library),
        _show_entries(list(entries.itertuples())),
        more,
    )


def _show_entries(entries: Sequence[Any]) -> Block:
    items = "".join(f'<li class="paper">{_show_entry(entry)}</li>' for entry in entries)
    return Block(f'<ol class="results">{items}</ol>' if items else "")


def _show_entry(entry: Any) -> str:
    about = " · ".join(part for part in (entry.date, entry.venue, entry.paper_id) if part)
    values = {
        "title": Linked(entry.title, papers_link("Paper", id=entry.paper_id)),
        "by": entry.by,
        "about": about,
        "why": entry.why,
        "summary": entry.summary,
        "above": entry.above,
    }
    lines = ['<p class="title">{title}</p>']
    lines += ['<p class="meta">{by}</p>'] if entry.by and not entry.above else []
    lines += ['<p class="meta">{about}</p>']
    lines += ['<p class="meta why">Why here: {why}</p>'] if entry.why else []
    # What a search above has shown is not shown again.
    if entry.above:
        lines += ['<p class="meta">Also in “{above}”, above.</p>']
    elif entry.summary:
        lines += ['<p class="summary">{summary}</p>']
    return fill("".join(lines), values)
