"""The lexicon compiled: where a text names its entries."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from analysis.methods.lexicon import Form, Lexicon, is_name
from analysis.text import find_long_forms, fold

# How like one of an entry's own long forms the long form of an abbreviation has to be, of 100.
_ALIKE = 60


class Mention(NamedTuple):
    """One place where a text names an entry."""

    start: int
    end: int
    method: str
    kind: str
    ambiguous: bool


class Tagger:
    """The lexicon compiled for finding all its forms in one pass over a text.

    Parameters
    ----------
    lexicon
        The entries and forms to look for.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._kinds = dict(zip(lexicon.entries["method"], lexicon.entries["kind"], strict=True))
        parents = {parent for cell in lexicon.entries["parents"] for parent in cell}
        models = lexicon.entries["kind"].isin(["foundation model", "architecture"])
        self._models = set(lexicon.entries.loc[models, "method"]) - parents
        self._context = {
            method: re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + ")")
            for method, words in lexicon.context.items()
            if words
        }
        self._spelled = _spell(lexicon.forms)
        self._named = defaultdict(set)
        for form in lexicon.forms:
            self._named[form.text].add(form.method)
        self._as_written = _compile([form for form in lexicon.forms if form.as_written])
        self._in_any_case = _compile([form for form in lexicon.forms if not form.as_written])

    def find(self, title: str, abstract: str | None) -> dict[str, list[Mention]]:
        """All mentions by part: the longest where two overlap, ambiguous forms only where something supports them."""
        texts = {"title": title, "abstract": abstract or ""}
        long_forms = find_long_forms(f"{title}. {abstract or ''}")
        found = {part: self._find_forms(text, long_forms) for part, text in texts.items()}
        unsure = {mention.method for mentions in found.values() for mention in mentions if mention.ambiguous}
        if unsure:
            sure = {mention.method for mentions in found.values() for mention in mentions if not mention.ambiguous}
            whole = fold(" ".join(texts.values()))
            left_out = {method for method in unsure - sure if not self._has_context(method, whole)}
            found = {part: [m for m in mentions if m.method not in left_out] for part, mentions in found.items()}
        return {part: keep_longest(mentions) for part, mentions in found.items()}

    def find_other_meanings(self, title: str, abstract: str | None) -> list[tuple[str, str, str]]:
        """Abbreviations of entries that a paper spells out as something else: abbreviation, entry, what it stands for.

        Examples
        --------
        >>> from analysis.methods import read_lexicon
        >>> text = "We load NLPs (nanostructured lipid particles)."
        >>> Tagger(read_lexicon()).find_other_meanings("Carriers", text)
        [('NLPs', 'natural language processing', 'nanostructured lipid particles')]
        """
        long_forms = find_long_forms(f"{title}. {abstract or ''}")
        return [
            (short, method, long)
            for short, long in long_forms.items()
            for method in sorted(self._named.get(short, ()))
            if not self._stands_for(short, long_forms, method)
        ]

    def names_one_model(self, method: str) -> bool:
        """Whether an entry is a single model rather than a class of them or a tool."""
        return method in self._models

    def _has_context(self, method: str, text: str) -> bool:
        return method in self._context and self._context[method].search(text) is not None

    def _stands_for(self, short: str, long_forms: dict[str, str], method: str) -> bool:
        """Whether a short form that the paper spells out stands for an entry."""
        if "-" in short or method not in self._spelled:
            return True
        from rapidfuzz import fuzz

        plain = fold(long_forms[short]).replace("-", " ")
        return method in self._named.get(plain, ()) or any(
            fuzz.token_set_ratio(plain, form) >= _ALIKE for form in self._spelled[method]
        )

    def _find_forms(self, text: str, long_forms: dict[str, str]) -> list[Mention]:
        mentions = []
        for automaton, as_written in ((self._as_written, True), (self._in_any_case, False)):
            if automaton is None:
                continue
            folded = fold(text, as_written=as_written)
            for last, (length, method, ambiguous) in automaton.iter(folded):
                end = last + 1
                start = end - length
                # Whether it begins and ends where words do; written out, for nine of ten that are found do not.
                if (start and folded[start - 1].isalnum()) or folded[end : end + 1].isalnum():
                    continue
                if text[start:end] not in long_forms or self._stands_for(text[start:end], long_forms, method):
                    mentions.append(Mention(start, end, method, self._kinds[method], ambiguous))
        return mentions


def _spell(forms: Iterable[Form]) -> dict[str, list[str]]:
    """The forms of several words of each entry; those that hold another of its names spell nothing out."""
    names, spelled = defaultdict(set), defaultdict(list)
    for form in forms:
        if form.as_written and is_name(form.text):
            names[form.method].add(form.text.lower().rstrip("s"))
    for form in forms:
        plain = form.text.lower().replace("-", " ")
        if " " in plain and not any(name in plain.replace(" ", "") for name in names[form.method]):
            spelled[form.method].append(plain)
    return dict(spelled)


def _compile(forms: list[Form]) -> Any:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for form in forms:
        automaton.add_word(form.text, (len(form.text), form.method, form.ambiguous))
    automaton.make_automaton()
    return automaton if forms else None


def keep_longest(mentions: list[Mention]) -> list[Mention]:
    """Mentions that do not overlap; of those that do, the one that starts first, then the longest."""
    if len(mentions) < 2:
        return mentions
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.method)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
