"""How much each piece of evidence weighs, in bits: the scale of `analysis.corpus.works.evidence`."""

import numpy as np

# A pair with at least this much evidence is one work.
ENOUGH = 10.0

WEIGHTS = {
    # A full title by its length in letters: short ones are shared by many works.
    "title per letter": 0.25,
    "title at most": 12.0,
    # Title and abstract tell the same story; together they count little more than a full title.
    "text at most": 13.0,
    # Two lists that each hold one record of this title.
    "title of one record in each source": 3.0,
    # Records that say the same of everything they say at all.
    "same in every field": 14.0,
    "title in another language": 1.0,
    "similar title": 8.0,
    "title without its subtitle": 6.0,
    "similar words": 4.0,
    "other title": -14.0,
    "other words in the title": -9.0,
    "other numbers in the title": -16.0,
    "numbers in one title only": -5.0,
    "another part of a series": -20.0,
    # One of three years or more, or of every issue, such as "Editorial".
    "a title that recurs": -4.0,
    "a notice about the other": -30.0,
    "same abstract": 8.0,
    "other abstract": -5.0,
    # Agreement on several names says more than on one, and on a list that the other only begins, less.
    "same several authors": 8.0,
    "same authors": 5.0,
    "some authors in common": 2.0,
    "other authors": -7.0,
    "same year": 2.0,
    "a year apart": -1.5,
    "two years apart": -8.0,
    "more years apart": -12.0,
    # Where and when a paper appeared speaks against another version of it, but not against its preprint.
    "preprint a year or two apart": 0.0,
    "same volume and pages": 5.0,
    "same pages": 3.0,
    "other pages": -5.0,
    "other volume": -4.0,
    "same venue": 1.0,
    "other venue": -7.0,
    "other venue and another year or page": -13.0,
    "same doi": 10.0,
    "other doi": -7.0,
    "same arxiv_id": 30.0,
    "other arxiv_id": -30.0,
    "same pmid": 30.0,
    "other pmid": -16.0,
    "same openalex_id": 30.0,
    "other openalex_id": -2.0,
}

Observed = dict[str, tuple[np.ndarray, float | np.ndarray]]


def named(**seen: np.ndarray) -> Observed:
    """Observations, as rows where they were made, under the names of their weights."""
    return {name.replace("_", " "): (value, WEIGHTS[name.replace("_", " ")]) for name, value in seen.items()}
