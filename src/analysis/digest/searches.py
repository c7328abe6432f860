"""Saved searches: those of ``params.yaml``, and the fields that are followed."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

# What new papers that no search finds stand under, and all papers where nothing is searched for.
OTHERS, EVERYTHING = "In no search", "All papers"


class Wanted(NamedTuple):
    """A saved search: its name, words to look for, and values by filter."""

    name: str
    words: str
    filters: dict[str, list[str]]


def list_searches(
    searches: Mapping[str, Mapping[str, Any]], fields: Mapping[str, Mapping[str, Any]], *, follow_fields: bool
) -> list[Wanted]:
    """The searches of a digest in their order: those of one's own, then the fields.

    Parameters
    ----------
    searches
        As ``params.yaml`` has them, by name.
    fields
        The fields that are followed; a search may name one by its name or by its title.
    follow_fields
        Whether each field is a search of its own.

    Examples
    --------
    >>> fields = {"fusion": {"title": "Multimodal fusion"}}
    >>> list_searches({"CT": {"words": "fusion", "field": ["fusion"]}}, fields, follow_fields=True)
    [Wanted(name='CT', words='fusion', filters={'field': ['Multimodal fusion']}),
     Wanted(name='Multimodal fusion', words='', filters={'field': ['Multimodal fusion']})]
    >>> list_searches({}, {}, follow_fields=True)
    [Wanted(name='All papers', words='', filters={})]
    """
    titles = {name: field["title"] for name, field in fields.items()}
    found = [Wanted(name, search.get("words") or "", _filters(search, titles)) for name, search in searches.items()]
    if follow_fields:
        # Two fields may have one title, and a search may be called like a field.
        taken = {wanted.name for wanted in found}
        for name, title in titles.items():
            shown = title if title not in taken else f"{title} ({name})"
            taken.add(shown)
            found.append(Wanted(shown, "", {"field": [title]}))
    return found or [Wanted(EVERYTHING, "", {})]


def address_of(wanted: Wanted) -> str:
    """The state of the library that shows a search, as its address bar holds it.

    Examples
    --------
    >>> address_of(Wanted("CT", "late fusion", {"modality": ["CT", "MRI"]}))
    'q=late%20fusion&modality=CT&modality=MRI'
    """
    asked = ([("q", wanted.words)] if wanted.words else []) + [
        (name, value) for name, values in wanted.filters.items() for value in values
    ]
    return urlencode(asked, quote_via=quote)


def tell_search(wanted: Wanted, titles: Mapping[str, str]) -> str:
    """What a search looks for, in words.

    Examples
    --------
    >>> tell_search(Wanted("CT", "late fusion", {"modality": ["CT", "MRI"]}), {"modality": "Modality"})
    'words: late fusion; modality: CT or MRI'
    """
    parts = [f"words: {wanted.words}"] if wanted.words else []
    parts += [f"{titles[name].lower()}: {' or '.join(values)}" for name, values in wanted.filters.items()]
    return "; ".join(parts)


def _filters(search: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, list[str]]:
    named = {name.replace("_", "-"): list(values) for name, values in search.items() if name != "words" and values}
    return {name: _titled(values, titles) if name == "field" else values for name, values in named.items()}


def _titled(values: Sequence[str], titles: Mapping[str, str]) -> list[str]:
    return [titles.get(value, value) for value in values]
