"""Noun phrases that end in a given word, such as "dual-branch gating mechanism", found without a tagger of speech."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

# A phrase does not reach over these.
_FUNCTION_WORDS = frozenset(
    """a about above across after against all along also although among an and another any are around as at based be
    because been before behind being below between beyond both but by can could did do does down during each
    either every for from further had has have he hence how however i if in instead into is it its like many
    may might more most much must near neither no nor not of off on only onto or other our out over own per
    same shall she should since so some still such than that the their then there these they this those though
    through throughout thus to toward towards under unlike until up upon using very via was we well were what
    when where whereas which while who whom whose why will with within without would yet you your one two
    three four five six seven eight nine ten first second third several various different respective
    corresponding following called named dubbed termed""".split()
)
_VERBS = """
    achieve adapt address adopt advance aim align allow alleviate analyse analyze apply assess assign augment
    become build call capture combine compare comprise compute conduct consist construct contain contribute
    couple create demonstrate deploy derive describe design develop devise employ enable encourage enforce
    enhance ensure equip establish estimate evaluate examine exceed exhibit explore extend extract
    facilitate fail find focus follow formulate fuse generate get give guide help highlight implement impose
    improve include incorporate increase indicate integrate introduce investigate involve keep lack lead
    learn leverage maintain make mitigate need obtain offer outperform perform predict present preserve
    produce propose prove provide reach reduce rely remain replace report require result reveal seek serve
    show simulate solve study suffer suggest support surpass tackle take test train transform treat try
    unify use utilise utilize validate work yield
""".split()
# Words before the phrase that praise it or say nothing: "a novel and efficient …".
_EMPTY = frozenset(
    """accurate actual additional advanced appropriate available average best better careful common comparable
    comparative competitive complete complex comprehensive conventional core current custom customised
    customized dedicated detailed different diverse easy effective efficient end-to-end entire existing
    extensive external fast few final flexible full future general generic good great hard high identical
    independent initial innovative internal key large last lightweight limited main meaningful minimal
    modern multiple new novel numerous optimal optimised optimized original overall popular possible
    powerful practical pre-trained precise preliminary pretrained prior promising proper proposed
    proprietary rapid recent reliable rich robust scalable seamless separate shared significant similar
    simple single small sophisticated special specialised specialized specific stable standard
    state-of-the-art strong subsequent substantial successful suitable superior systematic tailored
    traditional typical underlying unified unique useful various whole widely-used""".split()
)
_MOST_WORDS = 5
_AROUND = ".,;:!?()[]{}\"'“”‘’"
_WORD = re.compile(r"\w[\w'’/-]*")


class NounPhrase(NamedTuple):
    """Where a phrase stands in a text, and its last word."""

    start: int
    end: int
    head: str


def list_heads(heads: Iterable[str]) -> dict[str, str]:
    """Words that a phrase may end in, by their forms in singular and plural.

    Examples
    --------
    >>> list_heads(["loss", "strategy"])
    {'loss': 'loss', 'losses': 'loss', 'strategy': 'strategy', 'strategies': 'strategy'}
    """
    forms = {}
    for head in heads:
        ending = head.endswith(("s", "x", "ch", "sh"))
        plural = head[:-1] + "ies" if re.search("[^aeo]y$", head) else head + ("es" if ending else "s")
        forms |= {head: head, plural: head}
    return forms


class Head(NamedTuple):
    """A word that a phrase may end in: which of the words, where it starts, what it is without marks around it."""

    place: int
    start: int
    text: str
    head: str


def find_heads(words: Sequence[str], heads: Mapping[str, str]) -> list[Head]:
    """The words that phrases may end in.

    Parameters
    ----------
    words
        Of a sentence or title, as blanks part them.
    heads
        From `list_heads`.
    """
    found, start = [], 0
    for place, word in enumerate(words):
        core = word.strip(_AROUND)
        head = heads.get(core.lower().rpartition("-")[2])
        if head is not None:
            found.append(Head(place, start + word.index(core), core, head))
        start += len(word) + 1
    return found


def find_noun_phrases(words: Sequence[str], heads: Iterable[Head]) -> list[NounPhrase]:
    """Phrases of at least one telling word and a head, in order; of one within another the longer.

    Parameters
    ----------
    words
        Of a sentence or title, as blanks part them.
    heads
        Those of them that phrases may end in, from `find_heads`.

    Examples
    --------
    >>> text = "We propose a novel dual-branch gating mechanism and the same mechanism again."
    >>> words = text.split(" ")
    >>> found = find_noun_phrases(words, find_heads(words, list_heads(["mechanism", "gating"])))
    >>> [text[each.start : each.end] for each in found]
    ['dual-branch gating mechanism']
    """
    found: list[NounPhrase] = []
    for place, start, core, head in heads:
        first = _first_word(words, place) if words[place].startswith(core) else place
        if first < place or "-" in core:
            begin = start - sum(len(word) + 1 for word in words[first:place])
            if found and found[-1].start >= begin:
                found.pop()
            found.append(NounPhrase(begin, start + len(core), head))
    return found


def _first_word(words: Sequence[str], place: int) -> int:
    """The first of the words before a place that belong to its phrase."""
    first = place
    while first > 0 and place - first < _MOST_WORDS:
        word = words[first - 1].lower()
        if _ends_phrase(word) or _WORD.fullmatch(word) is None:
            break
        first -= 1
    while first < place and words[first].lower() in _EMPTY:
        first += 1
    return first


def _ends_phrase(word: str) -> bool:
    return word in _FUNCTION_WORDS or word in _INFLECTED or word.endswith("ly") or word.isdigit()


def _inflect(verbs: Iterable[str]) -> frozenset[str]:
    forms = set()
    for verb in verbs:
        stem = verb.removesuffix("e")
        forms |= {verb, f"{verb}s", f"{verb}es", f"{stem}ing", f"{stem}ed", f"{verb}{verb[-1]}ed"}
        if verb.endswith("y"):
            forms |= {f"{verb[:-1]}ies", f"{verb[:-1]}ied"}
    return frozenset(forms | {"built", "found", "given", "led", "made", "shown", "taken"})


# What a verb shares with a noun that may stand within a phrase is not among these.
_INFLECTED = _inflect(_VERBS) - {"learning", "training", "support"}
