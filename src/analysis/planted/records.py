"""Corpora with planted truth: records of which it is known which are one work."""

import numpy as np
import pandas as pd

from analysis.readers import Author

_SYLLABLES = np.array(
    "ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu ra re ri ro ru".split()
)
_VENUES = np.array(
    [f"Journal of Synthetic {name}" for name in ("Imaging", "Graphs", "Topics", "Methods", "Counting", "Stains")]
)
_FIRST_YEAR, _YEARS = 2000, 25


def make_records(count: int, *, seed: int, copies: float = 0.2) -> pd.DataFrame:
    """Cleaned records of which a share are second, differing records of a work that has one already.

    A copy differs as exports do: it has no DOI, or a misspelt title, or one without its last words, or no authors, or
    is a preprint of the year before with an arXiv id.

    Parameters
    ----------
    count
        Records in all.
    seed
        Of every random choice.
    copies
        Share of records that are copies.

    Returns
    -------
    pandas.DataFrame
        What `analysis.corpus.works.link.link_works` takes, and `truth`, the number of the work.

    Examples
    --------
    >>> records = make_records(10, seed=1)
    >>> len(records), records["truth"].nunique()
    (10, 8)
    """
    dice = np.random.default_rng(seed)
    originals = count - int(count * copies)
    works = _make_works(originals, dice)
    copied = works.iloc[dice.choice(originals, count - originals, replace=False)].reset_index(drop=True)
    records = pd.concat([works, _alter(copied, dice)], ignore_index=True)
    records["record_id"] = [f"r{number:08d}" for number in range(count)]
    return records.iloc[dice.permutation(count)].reset_index(drop=True)


def _make_works(count: int, dice: np.random.Generator) -> pd.DataFrame:
    words = _make_words(20_000, dice)
    lengths = dice.integers(6, 13, count)
    # Words as frequent as in a language: the thousandth as rare as a thousandth of the first.
    chances = 1 / np.arange(1, len(words) + 1)
    drawn = words[dice.choice(len(words), lengths.sum(), p=chances / chances.sum())]
    titles = [" ".join(part) for part in np.split(drawn, np.cumsum(lengths)[:-1])]
    people = [f"{name.title()}" for name in _make_words(40_000, dice)]
    authors = dice.integers(0, len(people), (count, 3))
    numbers = np.arange(count)
    return pd.DataFrame(
        {
            "title_key": titles,
            "year": _FIRST_YEAR + dice.integers(0, _YEARS, count),
            "authors": [tuple(Author(f"A. {people[place]}", people[place], "A.") for place in row) for row in authors],
            "venue": _VENUES[dice.integers(0, len(_VENUES), count)],
            "volume": dice.integers(1, 60, count).astype(str),
            "pages": dice.integers(1, 2_000, count).astype(str),
            "doi": [f"10.1000/{number}" for number in numbers],
            "arxiv_id": None,
            "pmid": None,
            "openalex_id": None,
            "abstract": None,
            "source": "first",
            "truth": numbers,
        }
    )


def _make_words(count: int, dice: np.random.Generator) -> np.ndarray:
    """Distinct words of three to five syllables, in a random order."""
    drawn = _SYLLABLES[dice.integers(0, len(_SYLLABLES), (count * 2, 5))]
    lengths = dice.integers(3, 6, count * 2)
    words = pd.unique(
        np.array(["".join(row[:length]) for row, length in zip(drawn, lengths, strict=True)], dtype=object)
    )
    return words[:count]


def _alter(copies: pd.DataFrame, dice: np.random.Generator) -> pd.DataFrame:
    """Copies as another source has them, each differing in one of five ways."""
    kind = dice.integers(0, 5, len(copies))
    altered = copies.assign(source="second")
    titles = altered["title_key"]
    altered["title_key"] = np.select(
        [kind == 1, kind == 2], [titles.map(_misspell), titles.str.rsplit(" ", n=2).str[0]], titles
    )
    altered["doi"] = altered["doi"].where(kind == 4)
    altered.loc[kind == 3, "authors"] = pd.Series([()] * len(altered))
    preprint = kind == 0
    altered.loc[preprint, ["venue", "volume", "pages"]] = None
    altered["year"] -= preprint.astype(int)
    altered["arxiv_id"] = altered["truth"].map("{:09d}".format).where(preprint)
    return altered


def _misspell(title: str) -> str:
    """A title with two neighbouring letters swapped, in its middle."""
    middle = len(title) // 2
    return title[:middle] + title[middle + 1] + title[middle] + title[middle + 2 :]
