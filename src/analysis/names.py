"""Author names: their parts, and the form under which two spellings meet."""

import re
from functools import lru_cache

from anyascii import anyascii


@lru_cache(maxsize=200_000)
def split_name(name: str) -> tuple[str, str | None]:
    """Family and given part of a printed name.

    Examples
    --------
    >>> split_name("Dylan Stefan Chan Geva"), split_name("van der Laak, Jeroen"), split_name("H. R. Tizhoosh")
    (('Geva', 'Dylan Stefan Chan'), ('van der Laak', 'Jeroen'), ('Tizhoosh', 'H. R.'))
    """
    if re.search(r"\b(collaboration|consortium|group|team|network|initiative|investigators)\b", name.lower()):
        return name, None
    from nameparser import HumanName

    parsed = HumanName(name)
    family = " ".join(part for part in (parsed.last, parsed.suffix) if part)
    given = " ".join(part for part in (parsed.title, parsed.first, parsed.middle) if part)
    return (family, given or None) if family else (name, None)


def name_key(family: str, given: str | None) -> str:
    """A name's letters in one case without accents: given names whole, then family name.

    Examples
    --------
    >>> name_key("Müller", "Klaus-Robert"), name_key("Zhou", "S. Kevin")
    ('klaus robert muller', 's kevin zhou')
    """
    return " ".join(re.findall(r"[a-z0-9]+", anyascii(f"{given or ''} {family}").lower()))


def has_full_given_name(given: str | None) -> bool:
    """Whether a given name is more than initials."""
    return any(len(part) > 1 for part in re.findall(r"\w+", given or ""))
