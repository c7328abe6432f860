"""A cited work of which a source tells the parts, written in one line."""

import re


def write_cited(
    *,
    author: str | None = None,
    year: str | None = None,
    venue: str | None = None,
    volume: str | None = None,
    page: str | None = None,
    title: str | None = None,
    doi: str | None = None,
    others: tuple[str, ...] = (),
) -> str | None:
    """A cited work as Web of Science writes it, with its title in quotes behind it; None where nothing is told.

    Parameters
    ----------
    author, year, venue, volume, page, title, doi
        What the source tells of the work.
    others
        Further identifiers as they stand in a text, such as ``PMID 31665416``.

    Examples
    --------
    >>> write_cited(author="Green", year="2008", venue="Nano Lett", volume="8", page="3126", title="Polymers")
    'Green, 2008, Nano Lett, V8, P3126, “Polymers”'
    >>> write_cited(doi="10.1/x"), write_cited(author="Roe", title="Wells"), write_cited()
    ('10.1/x', 'Roe, “Wells”', None)
    """
    first = re.match(r"\w+", page or "")
    parts = [
        author,
        year,
        venue and venue.replace(", ", " "),
        f"V{volume}" if volume else None,
        f"P{first[0]}" if first else None,
        f"DOI {doi}" if doi else None,
        *others,
        f"“{title.replace('“', '').replace('”', '')}”" if title else None,
    ]
    told = [part for part in parts if part]
    return doi if doi and len(told) == 1 else ", ".join(told) or None
