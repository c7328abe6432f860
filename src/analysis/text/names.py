"""Author names: what their parts are, and the form under which two spellings meet."""

import re
from functools import cache, lru_cache

from anyascii import anyascii

# Words that bodies which sign papers have in their names, in the languages that the databases hold most of.
_BODIES = (
    "collaboration collaborations collaborators consortium consortia consorcio group groups groupe grupo gruppo gruppe "
    "arbeitsgruppe network networks initiative investigators society societies gesellschaft organisation "
    "organization committee comité comite commission council alliance association asociación associazione federation "
    "foundation fundación stiftung agency authority department ministry ministerio ministère ministerium "
    "institute institutes instituto institut university universidad universidade université universität università "
    "academy center centers centre centres hospital laboratory laboratories programme program project "
    "registry secretariat verein verband bundesamt société sociedad sociedade trialists "
    "corporation"
).split()
# Words that are people's family names too: the name of a body says of what or of where it is.
_ALSO_PEOPLE = "bureau|union|college|forum|team|trial|bank"
_GROUP = re.compile(
    rf"\b(?:{'|'.join(_BODIES)}|task force)\b|,\s*(?:inc|ltd|llc|gmbh)\b|\b(?:inc|ltd|gmbh)\.$"
    rf"|\b(?:{_ALSO_PEOPLE})\s+(?:of|for)\b|^(?:the|world|national|international|european|royal|study)\b.*\b(?:{_ALSO_PEOPLE})\b"
    rf"|\b(?:core|study|writing|research|project)\s+(?:{_ALSO_PEOPLE})\b",
    re.IGNORECASE,
)
# What stands where an author should and is none: nobody's name, or the number of a registered trial.
_NOBODY = re.compile(
    r"\W*(?:anon|anonymous|an[oó]nimo|anonyme|et al|(?:and )?(?:many |several )?others?|and co-?workers|u\.? ?a"
    r"|no authors?(?: name)?(?: (?:listed|available|found|given|provided|specified))?|various(?: authors)?"
    r"|(?:authors? )?(?:unknown|not (?:available|known|listed))|n/a|n\. ?n|null|nan|none"
    r"|(?:nct|isrctn|chictr|actrn|ctri|drks|jprn|umin|kct|irct|jrct|euctr|eudract|pactr|rbr|tctr|ntr)\W?\w*\d[\w/-]*)\W*",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:jr|sr|jnr|snr|i{2,3}|iv|2nd|3rd)\.?", re.IGNORECASE)
# Degrees that the names library does not list.
_MORE_DEGREES = frozenset(
    "mbbs bmbs mbbch frcs frcp frcpc frcpath frcr fracs fracp mrcp mrcs fesc faha frs mres mhs bsn msn dnp med llb "
    "mtech btech mpharm mstat mbiol habil cand".split()
)
# Of two letters, the degrees that are hardly the initials of a given name.
_SURE_DEGREES = frozenset({"md", "rn"})
_TITLE = re.compile(
    r"^(?:(?:prof|professor|professora|dr|dott|doctor|mr|mrs|ms|sir|dame|ing|priv|doz)\b\.?[\s-]*)+(?=\S)",
    re.IGNORECASE,
)
# What follows a name and is no part of it: notes, addresses, roles, and the mark of a name cut short.
_NOTES = re.compile(
    r"(?:\s*[,(]?\s*(?:[*†‡§¶‖#✉]+|[\u00b9\u00b2\u00b3\u2070-\u2079]+|(?<!\w)\d{1,11})\)?|(?<=\d)\s?,?\s?[a-z]"
    r"|\s*\((?:eds?|editors?|hrsg|author|contributor)\.?\)|\s*[,;]+|\s*(?:…|\.\.\.))+$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"^(?:and|&|by|for|on behalf of|in collaboration with|representing)\s+(?:the\s+)?", re.IGNORECASE)
_PARTICLES = (
    r"(?:van|von|der|den|de|da|do|dos|das|di|del|della|dello|du|des|la|le|lo|ter|ten|te|vom|zu|zum|zur|af|av|al|el|bin"
    r"|ibn|ben|abu|st|y|e)"
)
# Particles that a list of names has moved behind the given name: "Silva, Ana Beatriz da".
_MOVED = re.compile(
    rf"(.*?\S)\s+((?:van|von|der|den|de|da|do|dos|das|di|del|della|du|ter|ten|zu|af|av)(?:\s{_PARTICLES})*)"
)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,4}(?:\.[\s-]*|[\s-]+|$))+")
# Two to four plain words, none of which a names library would read as a title, a particle or a suffix.
_PLAIN = re.compile(r"(?:[^\W\d_][\w'’-]*\.?\s){1,3}[^\W\d_][^\W\d_'’-]*(?:[-'’][^\W\d_]+)*")
_TELLING = re.compile(
    rf"(?:^|\s)(?:{_PARTICLES}|mac|vel|i|jr|sr|ii|iii|iv|v|phd|md|dr|prof|professor|mr|mrs|ms|sir|esq|dds|rn|mph|msc|bsc)"
    r"\.?(?=\s|$)",
    re.IGNORECASE,
)
# Scripts whose names begin with the family.
_FAMILY_BEFORE_GIVEN = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+(?:\s[^\x00-\u2fff]+)")


def is_group(name: str) -> bool:
    """Whether a name is that of a body and not of a person.

    Examples
    --------
    >>> is_group("WELL Study Group"), is_group("World Health Organization"), is_group("Jane Doe")
    (True, True, False)
    """
    return _GROUP.search(name) is not None


def is_nobody(name: str) -> bool:
    """Whether a text that stands for an author names none.

    Examples
    --------
    >>> [is_nobody(name) for name in ("[Anonymous]", "et al.", "And Others", "NCT04190000", "Nan Li")]
    [True, True, True, True, False]
    """
    return not re.search(r"[^\W\d_]", name) or _NOBODY.fullmatch(name) is not None


def is_suffix(part: str) -> bool:
    """Whether a part of a name tells a son from his father."""
    return _SUFFIX.fullmatch(part.strip()) is not None


def is_initials(text: str) -> bool:
    """Whether a text is initials, in any script: capitals, each with or without a point, or two letters for one sound.

    Examples
    --------
    >>> [is_initials(text) for text in ("J.-C.", "KL", "Ł.", "E.Yu.", "Zs.", "В. Н.", "EIu")]
    [True, True, True, True, True, True, True]
    >>> [is_initials(text) for text in ("Li", "Jr.", "Anna", "van", "王", "JANE")]
    [False, False, False, False, False, False]
    """
    text = text.strip()
    if not _INITIALS.fullmatch(text) or is_suffix(text) or _TITLE.match(text + " x"):
        return False
    return all(map(_is_initial, re.findall(r"[^\W\d_]+\.?", text)))


def _is_initial(piece: str) -> bool:
    letters = piece.rstrip(".")
    if not letters[0].isupper():
        return False
    if piece.endswith("."):
        return (letters[1:].islower() and len(letters) <= 3) or letters.isupper()
    return (
        len(letters) == 1
        or (letters.isupper() and len(letters) <= 3)
        or (letters[:2].isupper() and not letters.isupper())
    )


@cache
def _degrees() -> frozenset[str]:
    from nameparser.config import CONSTANTS

    return frozenset(CONSTANTS.suffix_acronyms) | _MORE_DEGREES


def is_degree(part: str, *, sure: bool = False) -> bool:
    """Whether a part of a byline is one or several degrees.

    Parameters
    ----------
    part
        What stands between two commas, or a last word.
    sure
        Whether to take only what can hardly be the initials of a given name.

    Examples
    --------
    >>> is_degree("MD"), is_degree("MBChB PhD"), is_degree("M.Sc."), is_degree("MA", sure=True), is_degree("Jane")
    (True, True, True, False, False)
    """
    words = [word.replace(".", "").lower() for word in part.split()]
    known = bool(words) and all(word in _degrees() for word in words) and part[:1].isupper()
    short = sure and all(len(word) < 3 and word not in _SURE_DEGREES for word in words)
    # A name of one word that is spelled like a degree ("Ma", "Chi") has no second capital.
    return known and not short and sum(map(str.isupper, part)) > 1


def bare_name(name: str) -> str:
    """A name without titles before it and without notes, roles and stars behind it.

    Examples
    --------
    >>> bare_name("Prof. Dr. Max Roe"), bare_name("Jane A. Doe 1,2*"), bare_name("and the WELL Investigators.")
    ('Max Roe', 'Jane A. Doe', 'WELL Investigators')
    """
    name = " ".join(name.split())
    for _ in range(4):
        before = name
        name = _NOTES.sub("", _TITLE.sub("", _BEFORE.sub("", name))).strip()
        if name == before:
            break
    return name.rstrip(".") if is_group(name) and not re.search(r"(?:inc|ltd|co)\.$", name, re.IGNORECASE) else name


def move_particles(family: str, given: str) -> tuple[str, str]:
    """Family and given name with the particles that stand behind the given name before the family name.

    Examples
    --------
    >>> move_particles("Berg", "Jan van den"), move_particles("Doe", "Jane")
    (('van den Berg', 'Jan'), ('Doe', 'Jane'))
    """
    found = _MOVED.fullmatch(given)
    return (f"{found[2]} {family}", found[1]) if found else (family, given)


@lru_cache(maxsize=500_000)
def split_name(name: str) -> tuple[str, str | None]:
    """Family and given part of a printed name.

    Examples
    --------
    >>> split_name("Dylan Stefan Chan Geva"), split_name("van der Laak, Jeroen"), split_name("H. R. Tizhoosh")
    (('Geva', 'Dylan Stefan Chan'), ('van der Laak', 'Jeroen'), ('Tizhoosh', 'H. R.'))
    >>> split_name("Petrov E.Yu."), split_name("王 小明")
    (('Petrov', 'E.Yu.'), ('王', '小明'))
    """
    if is_group(name):
        return name, None
    if _FAMILY_BEFORE_GIVEN.fullmatch(name):
        family, _, given = name.partition(" ")
        return family, given
    if initials_last(name):
        return split_initials(name)
    # The library takes a third of a millisecond, and most names leave it nothing to decide.
    if _PLAIN.fullmatch(name) and not _TELLING.search(name):
        given, _, family = name.rpartition(" ")
        return family, given
    from nameparser import HumanName

    parsed = HumanName(name)
    family = " ".join(part for part in (parsed.last, parsed.suffix) if part)
    given = " ".join(part for part in (parsed.title, parsed.first, parsed.middle) if part)
    return (family, given or None) if family else (name, None)


def initials_last(name: str, *, capitals: bool = False) -> bool:
    """Whether a name without comma ends in its initials.

    Parameters
    ----------
    name
        A name without comma and suffix.
    capitals
        Whether two or three capitals with a vowel are initials too, as they are where every name is written so; as
        often they are a family name that shouts ("Wei LI").

    Examples
    --------
    >>> initials_last("Doe KL"), initials_last("Wei LI"), initials_last("Doe AL", capitals=True), initials_last("J. D.")
    (True, False, True, False)
    """
    words = name.split()
    at = _first_initial(words)
    if not 0 < at < len(words) or is_initials(words[0]):
        return False
    last = words[at:]
    unclear = len(last) == 1 and last[0].isalpha() and len(last[0]) > 1 and re.search("[AEIOUY]", anyascii(last[0]))
    return capitals or not unclear


def split_initials(name: str) -> tuple[str, str]:
    """Family name and initials of a name that ends in its initials."""
    words = name.split()
    at = _first_initial(words)
    return " ".join(words[:at]), " ".join(words[at:])


def _first_initial(words: list[str]) -> int:
    """Where the initials at the end of a name begin; the number of words where there are none."""
    at = len(words)
    while at and is_initials(words[at - 1]):
        at -= 1
    return at


def proper_case(name: str) -> str:
    """A name that is all capitals, as it is written elsewhere.

    Examples
    --------
    >>> proper_case("ÁLVAREZ-MANZANEDA"), proper_case("LI"), proper_case("IBM"), proper_case("McCoy")
    ('Álvarez-Manzaneda', 'LI', 'IBM', 'McCoy')
    """
    return name.title() if name.isupper() and len(name) > 3 and " " not in name and "." not in name else name


def name_key(family: str, given: str | None) -> str:
    """A name's letters in one case without accents, particles' case, hyphens and spaces: given names, then family name.

    Examples
    --------
    >>> name_key("Müller", "Klaus-Robert"), name_key("Zhou", "S. Kevin"), name_key("da Silva", "Ana Beatriz")
    ('klausrobert muller', 'skevin zhou', 'anabeatriz dasilva')
    """
    parts = ("".join(re.findall(r"[a-z0-9]+", anyascii(part or "").lower())) for part in (given, family))
    return " ".join(filter(None, parts))


def find_initials(given: str) -> str:
    """The initials of given names, as capitals without accents.

    Examples
    --------
    >>> [find_initials(name) for name in ("J.-C.", "JJ", "Jian-Shu", "O'Tar T.", "Élodie", "A. Kumar", "")]
    ['JC', 'JJ', 'JS', 'OT', 'E', 'AK', '']
    """
    if is_initials(given):
        return "".join(letter for letter in anyascii(given) if letter.isupper())
    return "".join(anyascii(word)[:1] for word in re.findall(r"[^\W\d_](?:[^\W\d_]|['’])*", given)).upper()


def has_full_given_name(given: str | None) -> bool:
    """Whether a given name is more than initials."""
    return bool(given) and not is_initials(given) and any(len(part) > 1 for part in re.findall(r"\w+", given))
