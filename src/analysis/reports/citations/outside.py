"""What the corpus cites and does not hold, and the years that it cites most."""

import pandas as pd

from analysis.reports.pages import Linked, papers_link

Sentence = tuple[str, dict[str, object]]


def outside_rows(works: pd.DataFrame, *, most: int) -> pd.DataFrame:
    """The works outside the corpus that the most papers cite."""
    ranked = works[~works["in_corpus"]].sort_values(["citations", "work_id"], ascending=[False, True]).head(most)
    return pd.DataFrame(
        {
            "cited work": ranked["label"].to_numpy(),
            "cited here by": [
                Linked(int(count), papers_link(f"Papers that cite {label}", cites=work))
                for work, label, count in zip(ranked["work_id"], ranked["label"], ranked["citations"], strict=True)
            ],
            "spellings": ranked["spellings"].to_numpy(),
            "identifier": ranked["doi"].where(ranked["doi"] != "", ranked["openalex_id"]).to_numpy(),
        }
    )


def say_outside(works: pd.DataFrame, *, least: int) -> list[Sentence]:
    """How many works outside the corpus several papers cite: what the next search would ask for."""
    if works.empty:
        return []
    outside = works[~works["in_corpus"]]
    many = outside[outside["citations"] >= least]
    return [
        (
            "{many:work outside the corpus is|works outside the corpus are} cited by {least} papers here or more; "
            "of these the next search can ask for {named}, by a DOI or an OpenAlex id.",
            {
                "many": len(many),
                "least": least,
                "named": int(((many["doi"] != "") | (many["openalex_id"] != "")).sum()),
            },
        )
    ]


def peak_rows(explained: pd.DataFrame, peaks: pd.DataFrame) -> pd.DataFrame:
    """The years that stand out, with the works that make them.

    Parameters
    ----------
    explained, peaks
        From `analysis.citations.explain_peaks` and `find_peaks`.
    """
    told = explained.merge(peaks[["year", "citations", "expected", "q_value"]], on="year", suffixes=("", "_of_year"))
    return pd.DataFrame(
        {
            "year": told["year"].astype("int64").astype("str").to_numpy(),
            "citations": told["citations_of_year"].astype("int64").to_numpy(),
            "expected": [f"{value:.0f}" for value in told["expected"]],
            "q": ["< 0.001" if q < 0.001 else f"{q:.3f}" for q in told["q_value"]],
            "most cited of the year": told["label"].to_numpy(),
            "cited here by": [
                Linked(int(count), papers_link(f"Papers that cite {label}", cites=work))
                for work, label, count in zip(told["work_id"], told["label"], told["citations"], strict=True)
            ],
            "share of the year": [f"{100 * share:.0f} %" for share in told["share"]],
        }
    )
