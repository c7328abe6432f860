"""Made-up works outside a planted corpus, and how databases would write citations of them and of its papers."""

from typing import NamedTuple

import numpy as np
import pandas as pd

_WORKS, _OUTSIDE = 60, 6
_JOURNALS = (
    ("Journal of Made-up Sciences", "J MADE UP SCI"), ("Annals of Planted Data", "ANN PLANTED DATA"),
    ("Imaginary Letters", "IMAGINARY LETT"), ("Proceedings of the Academy of Fiction", "P ACAD FICTION"),
    ("Transactions on Invented Systems", "T INVENT SYST"),
)  # fmt: skip
_WORDS = (
    "patterns limits origins models measures stability structure growth change memory texture motion depth noise "
    "signals surfaces boundaries fragments gradients layers networks kernels clusters filters"
).split()


class Outside(NamedTuple):
    """A work outside the corpus."""

    family: str
    given: str
    year: int
    title: str
    journal: int
    volume: int
    page: int
    doi: str


def make_outside(topics: list[str], names: list[str], dice: np.random.Generator) -> dict[str, list[Outside]]:
    """Works outside the corpus for each topic, the first ones cited the most, among them an old one."""
    works: dict[str, list[Outside]] = {}
    for topic in topics:
        own = []
        for number in range(_WORKS):
            given, family = names[dice.integers(0, len(names))].split()
            year = 1974 if number == 0 else int(dice.integers(2000, 2021))
            words = " ".join(dice.choice(_WORDS, 4, replace=False))
            own.append(
                Outside(
                    family,
                    given,
                    year,
                    f"{words.capitalize()} of {topic}",
                    int(dice.integers(0, len(_JOURNALS))),
                    int(dice.integers(1, 90)),
                    int(dice.integers(100, 3000)),
                    f"10.8888/{topic}.{number}".replace(" ", "-"),
                )
            )
        works[topic] = own
    return works


def cite_outside(works: list[Outside], dice: np.random.Generator) -> list[tuple[str, str]]:
    """What one paper cites of the works of its topic: each work's DOI, and the text that names it."""
    chances = 1 / np.arange(1, len(works) + 1)
    places = dice.choice(len(works), _OUTSIDE, replace=False, p=chances / chances.sum())
    return [(works[place].doi, write_citation(works[place], int(dice.integers(0, 4)))) for place in sorted(places)]


def write_citation(work: Outside, form: int) -> str:
    """A work as Web of Science writes it, with and without DOI, as Scopus does, or as its DOI alone.

    Examples
    --------
    >>> work = Outside("Bola", "Kami", 1974, "Limits of noise", 2, 9, 301, "10.8888/n.0")
    >>> write_citation(work, 0), write_citation(work, 2)
    ('Bola K, 1974, IMAGINARY LETT, V9, P301', 'Bola, Kami, Limits of noise, Imaginary Letters, 9, pp. 301-312, (1974)')
    """
    full, short = _JOURNALS[work.journal]
    told = f"{work.family} {work.given[0]}, {work.year}, {short}, V{work.volume}, P{work.page}"
    title = f"{work.family}, {work.given}, {work.title}, {full}, {work.volume}"
    pages = f"pp. {work.page}-{work.page + 11}, ({work.year})"
    return (told, f"{told}, DOI {work.doi}", f"{title}, {pages}", work.doi)[form]


def compare_citations(truth: dict[str, object], citations: pd.DataFrame, papers: pd.DataFrame) -> dict[str, int]:
    """How many planted citations were found, and how many were found that nobody planted.

    Parameters
    ----------
    truth
        As `analysis.planted.read_truth` gives it.
    citations, papers
        The tables.

    Returns
    -------
    dict
        `planted`, `found`, `wrong`: citations among the papers; `outside` works cited, `whole` (found as one work with
        all of its spellings and no other's) and `parts` (found in several parts).
    """
    doi = papers.set_index("paper_id")["doi"]
    known = citations.assign(citing=citations["paper_id"].map(doi), cited_doi=citations["work_id"].map(doi))
    inside = known[known["cited_doi"].notna()]
    found = set(zip(inside["citing"], inside["cited_doi"], strict=True))
    planted = {(citing, cited) for citing, cites in truth["references"].items() for cited in cites}  # type: ignore[attr-defined]
    spelled = pd.Series(truth["spellings"], dtype="str")  # type: ignore[arg-type]
    outside = known[known["cited"].isin(spelled.index) & known["cited_doi"].isna()]
    pairs = pd.DataFrame({"doi": outside["cited"].map(spelled), "work": outside["work_id"]}).drop_duplicates()
    parts, mixed = pairs.groupby("doi").size(), pairs.groupby("work").size()
    whole = pairs[pairs["doi"].map(parts).eq(1) & pairs["work"].map(mixed).eq(1)]
    return {
        "planted": len(planted), "found": len(planted & found), "wrong": len(found - planted),
        "outside": pairs["doi"].nunique(), "whole": len(whole), "parts": int((parts > 1).sum()),
    }  # fmt: skip
