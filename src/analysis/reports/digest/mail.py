"""The digest as a message that any mail program opens, as text and as HTML; nothing is sent."""

import hashlib
import textwrap
from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.reports.digest.summary import describe_search, digest_sentence
from analysis.reports.pages import Linked, fill

_WIDTH = 76
# A domain that is nobody's (RFC 2606); a mail program puts its own sender in place of it.
_FROM = "Fieldnotes <digest@fieldnotes.invalid>"


def write_mail(searches: pd.DataFrame, entries: pd.DataFrame, figures: Mapping[str, Any]) -> bytes:
    """A message of the digest.

    Parameters
    ----------
    searches
        The table `digest_searches`.
    entries
        From `tell_entries`.
    figures
        Those of the digest stage.

    Returns
    -------
    bytes
        As RFC 5322 has it, marked as not yet sent; the same digest gives the same bytes.
    """
    message = EmailMessage(policy=SMTP)
    count = figures["found"]
    message["Subject"] = f"{count:,} new paper{'' if count == 1 else 's'} in {figures['corpus']}"
    message["From"] = _FROM
    message["Date"] = format_datetime(pd.Timestamp(figures["day"] or 0).tz_localize("UTC").to_pydatetime())
    message["X-Unsent"] = "1"
    text, page = tell_text(searches, entries, figures), tell_html(searches, entries, figures)
    seen = hashlib.sha256((text + page).encode()).hexdigest()[:32]
    message["Message-ID"] = f"<{seen}@fieldnotes.invalid>"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    # Chance would choose it.
    message.set_boundary(f"=_{seen}")
    return message.as_bytes()


def tell_text(searches: pd.DataFrame, entries: pd.DataFrame, figures: Mapping[str, Any]) -> str:
    """The digest as plain text."""
    parts = [_wrap(_plain(digest_sentence(figures, searches)))]
    for row in searches.itertuples():
        parts += [f"{row.search}\n{'=' * min(len(row.search), _WIDTH)}", _wrap(_plain(describe_search(row)))]
        for entry in entries[entries["search"] == row.search].itertuples():
            about = " · ".join(part for part in (entry.date, entry.venue) if part)
            rest = [f"(see “{entry.above}”, above)"] if entry.above else [entry.by, about]
            why = f"Why here: {entry.why}" if entry.why else ""
            summary = "" if entry.above else entry.summary
            lines = [f"{entry.place}. {entry.title}", *rest, entry.link, why, summary]
            # Addresses stay whole.
            parts.append("\n".join(line if line == entry.link else _wrap(line) for line in lines if line))
    return "\n\n".join(parts) + "\n"


def tell_html(searches: pd.DataFrame, entries: pd.DataFrame, figures: Mapping[str, Any]) -> str:
    """The digest as HTML without styles, scripts or pictures."""
    parts = [f"<p>{fill(*_without_links(digest_sentence(figures, searches)))}</p>"]
    for row in searches.itertuples():
        parts.append(fill("<h2>{name}</h2>", {"name": row.search}))
        parts.append(f"<p>{fill(*_without_links(describe_search(row)))}</p>")
        items = [_tell_item(entry) for entry in entries[entries["search"] == row.search].itertuples()]
        parts += [f"<ol>{''.join(items)}</ol>"] if items else []
    body = "\n".join(parts)
    return f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"></head><body>\n{body}\n</body></html>\n'


def _tell_item(entry: Any) -> str:
    about = " · ".join(part for part in (entry.by, entry.date, entry.venue) if part)
    values = {
        "title": Linked(entry.title, entry.link) if entry.link else entry.title,
        "about": f"(see “{entry.above}”, above)" if entry.above else about,
        "why": entry.why,
        "summary": "" if entry.above else entry.summary,
    }
    lines = ["<strong>{title}</strong>", "{about}", "<em>Why here: {why}</em>", "{summary}"]
    lines = [line for line, value in zip(lines, values.values(), strict=True) if value]
    return f"<li><p>{fill('<br>'.join(lines), values)}</p></li>"


def _without_links(told: tuple[str, dict[str, object]]) -> tuple[str, dict[str, object]]:
    """A message is read far from the pages."""
    template, values = told
    return template, {name: value.text if isinstance(value, Linked) else value for name, value in values.items()}


def _plain(told: tuple[str, dict[str, object]]) -> str:
    return Markup(fill(*told)).striptags()


def _wrap(text: str) -> str:
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
