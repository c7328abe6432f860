"""Spellings of one keyword become one."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from analysis.keywords.shapes import KEYWORD_KINDS
from analysis.text import find_long_forms, fold
from analysis.workspace import list_values

_EXPLAINED = re.compile(r"^(.{4,}?)\s*\(([^()]{2,12})\)$")
_GREEK = re.compile(r"[α-ωΑ-Ω]")
_BRITISH = (("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("our\\b", "or"), ("aem", "em"), ("oe", "e"))
_LONGEST_ABBREVIATION = 6
# Of the papers that spell an abbreviation out, this part has to agree on what it stands for.
_AGREE = 0.8


class Merged(NamedTuple):
    """The tables `keywords` and `paper_keywords`."""

    keywords: pd.DataFrame
    paper_keywords: pd.DataFrame


def merge_keywords(
    labels: pd.DataFrame,
    papers: pd.DataFrame,
    *,
    kinds: Sequence[str] = ("keyword",),
    thesaurus: Mapping[str, str] | None = None,
) -> Merged:
    """Merge the spellings of keywords.

    One are: what differs in capitals, hyphens, marks, British or American spelling, or singular and plural; what is
    explained in brackets and what is not ("whole slide image (WSI)"); an abbreviation and what most papers here that
    spell it out say that it stands for. A thesaurus wins over all of these.

    Parameters
    ----------
    labels
        `paper_id`, `kind`, `value`.
    papers
        `paper_id`, `title`, `abstract`, to see what abbreviations stand for.
    kinds
        Which of `KEYWORD_KINDS` count; where a paper has a keyword in several, the first of these is kept. If no paper
        has one of these, the first of the others that any has counts.
    thesaurus
        From `analysis.workspace.read_replacements`.

    Returns
    -------
    Merged
        `keywords` with `keyword` (the commonest spelling), `variants` and `papers`; `paper_keywords` with `paper_id`,
        `keyword`, `kind` and the `text` that stands there.

    Examples
    --------
    >>> labels = pd.DataFrame(
    ...     {"paper_id": list("pqr"), "kind": "keyword", "value": ["Whole-slide images", "whole slide image", "MIL"]}
    ... )
    >>> papers = pd.DataFrame({"paper_id": list("pqr"), "title": "A title", "abstract": None})
    >>> merge_keywords(labels, papers).keywords[["keyword", "papers"]].values.tolist()
    [['whole slide image', 2], ['MIL', 1]]
    """
    there = set(labels["kind"])
    if not there.intersection(kinds):
        kinds = [kind for kind in KEYWORD_KINDS if kind in there][:1]
    own = labels[labels["kind"].isin(kinds)].rename(columns={"value": "text"})
    texts = pd.Series(own["text"].unique(), dtype="str")
    decided = dict(thesaurus or {})
    target = texts.map(lambda text: decided.get(text.lower(), text))
    keys = target.map(key_of)
    spelled = _spell_out(papers, keys)
    keys = keys.map(lambda key: spelled.get(key, key))
    by_text = pd.DataFrame({"text": texts, "key": keys, "target": target})
    rows = own.merge(by_text[by_text["target"] != ""], on="text")
    rows["order"] = rows["kind"].map({kind: place for place, kind in enumerate(kinds)})
    rows = rows.sort_values(["paper_id", "key", "order", "text"]).drop_duplicates(["paper_id", "key"])
    rows["keyword"] = rows["key"].map(_name(rows))
    counts = rows.groupby("keyword")["paper_id"].nunique().rename("papers")
    variants = list_values(rows, by="keyword", column="text").rename("variants")
    keywords = pd.concat([variants, counts], axis=1).rename_axis("keyword").reset_index()
    keywords = keywords.sort_values(["papers", "keyword"], ascending=[False, True], ignore_index=True)
    return Merged(keywords, rows[["paper_id", "keyword", "kind", "text"]].reset_index(drop=True))


def key_of(text: str) -> str:
    """What spellings of one keyword have in common.

    Examples
    --------
    >>> key_of("Tumour cells"), key_of("tumor-cell"), key_of("Whole Slide Images (WSIs)"), key_of("5α-reductase")
    ('tumor cell', 'tumor cell', 'whole slide image', '5 alpha reductase')
    """
    plain = _GREEK.sub(lambda found: f" {_name_letter(found[0])} ", _EXPLAINED.sub(r"\1", text.strip()))
    plain = re.sub(r"[^\w\s+#&]+", " ", fold(plain).replace("-", " "))
    for british, american in _BRITISH:
        plain = re.sub(british, american, plain)
    words = plain.split()
    return " ".join([*words[:-1], _singular(words[-1])]) if words else text.strip().lower()


def _name_letter(letter: str) -> str:
    return unicodedata.name(letter).rpartition(" ")[2].lower()


def _singular(word: str) -> str:
    if len(word) < 4 or re.search(r"(ss|us|is|ics)$", word) or not word.endswith("s"):
        return word
    return re.sub(r"ies$", "y", word) if word.endswith("ies") else re.sub(r"(?<=x|z)es$|(?<=ch|sh|ss)es$|s$", "", word)


def _spell_out(papers: pd.DataFrame, keys: pd.Series) -> dict[str, str]:
    """By the key of an abbreviation, the key of the keyword that it stands for in most papers that spell it out."""
    known = set(keys)
    texts = papers["title"].fillna("") + ". " + papers["abstract"].fillna("")
    pairs = [(key_of(short), key_of(long)) for text in texts for short, long in find_long_forms(text).items()]
    told = pd.DataFrame(pairs, columns=["short", "long"])
    told = told[told["short"].isin(known)]
    counts = told.groupby(["short", "long"]).size().rename("papers").reset_index()
    share = counts["papers"] / counts.groupby("short")["papers"].transform("sum")
    agreed = counts[(share >= _AGREE) & counts["long"].isin(known) & (counts["papers"] >= 2)]
    return dict(zip(agreed["short"], agreed["long"], strict=True))


def _name(rows: pd.DataFrame) -> dict[str, str]:
    """By key, what to write: what the thesaurus says, else the commonest spelling that needs no explanation.

    Capitals of a title or of a whole phrase say nothing where another has it without them ("alopecia", not "Alopecia"),
    unless most have them ("DNA").
    """
    written = rows["target"].map(lambda text: _lower_loud(_EXPLAINED.sub(r"\1", text)))
    named = rows[["key"]].assign(written=written, small=written.str.lower(), matches=written.map(key_of) == rows["key"])
    named["papers"] = named.groupby(["key", "small"])["written"].transform("size")
    named["own"] = named.groupby(["key", "written"])["small"].transform("size")
    titled = written.str.capitalize().eq(written) & written.str[:1].str.isupper() | written.str.istitle()
    loud = titled | (written.str.isupper() & (named["own"] < _AGREE * named["papers"]))
    named["loud"] = loud | (~loud & ~written.str.isupper() & (named["own"] < (1 - _AGREE) * _shouted(named, written)))
    ordered = named.sort_values(
        ["key", "matches", "papers", "loud", "own", "written"],
        ascending=[True, False, False, True, False, True],
    )
    return ordered.drop_duplicates("key").set_index("key")["written"].to_dict()


def _shouted(named: pd.DataFrame, written: pd.Series) -> pd.Series:
    """How many rows of the same letters are in capitals."""
    return written.str.isupper().groupby([named["key"], named["small"]]).transform("sum")


def _lower_loud(text: str) -> str:
    """A phrase in capitals throughout, as some databases write them, in small letters; short ones are abbreviations."""
    return text.lower() if text.isupper() and (" " in text or len(text) > _LONGEST_ABBREVIATION) else text
