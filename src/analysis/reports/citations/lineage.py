"""Main paths, the papers that the corpus is built on, and disruption, as they are told."""

import networkx as nx
import pandas as pd

from analysis.citations import TooFewReferences, measure_disruption, place_in_time
from analysis.reports.pages import Linked, papers_link

Sentence = tuple[str, dict[str, object]]
# Papers of so few years stand by quarter, where the dates of so many tell it.
_FEW_YEARS = 6
_MOST = 0.8


def dress_lineage(
    chosen: nx.DiGraph, main: nx.DiGraph, papers: pd.DataFrame, authorships: pd.DataFrame, local: pd.Series
) -> pd.DataFrame:
    """The papers of a picture of years: where each stands, what it is called, how often it is cited here.

    Parameters
    ----------
    chosen
        The papers drawn and the citations among them.
    main
        The main paths.
    papers
        `paper_id`, `title`, `published`, `date_precision`; papers without a date are left out.
    authorships
        `paper_id`, `position`, `family`.
    local
        Citations of each paper here.

    Returns
    -------
    pandas.DataFrame
        Indexed by paper: `year` (with quarters where papers are of few years, most known to the month), `row`, `name`
        (the title), `short` (first author and year), `local`, `is_main`.
    """
    known = papers.set_index("paper_id")
    drawn = known.loc[known.index.isin(list(chosen)) & known["published"].notna()]
    years = drawn["published"].dt.year.astype("int64")
    placed = place_in_time(chosen, _place_by_quarter(drawn, years))
    first = authorships[authorships["position"] == 1].set_index("paper_id")["family"].reindex(placed.index)
    title = known["title"].reindex(placed.index)
    return placed.assign(
        name=title,
        short=first.fillna(title.str[:20]) + " " + years.reindex(placed.index).astype("str"),
        local=local.reindex(placed.index).fillna(0).astype("int64"),
        is_main=[node in main for node in placed.index],
    )


def _place_by_quarter(drawn: pd.DataFrame, years: pd.Series) -> pd.Series:
    """The year of each paper, with its quarter where that helps; one dated to the year stands in the middle of it."""
    exact = drawn["date_precision"].isin(["day", "month"])
    if drawn.empty or years.max() - years.min() >= _FEW_YEARS or exact.mean() < _MOST:
        return years
    return years + ((drawn["published"].dt.quarter - 1) / 4).where(exact, 0.5)


def say_lineage(graph: nx.DiGraph, dropped: int, main: nx.DiGraph, papers: pd.DataFrame) -> list[Sentence]:
    """How many papers are joined by citations, what was left out to be without circles, and how long the paths are."""
    if graph.number_of_edges() == 0:
        return [("No paper here cites another one, so there are no paths to follow.", {})]
    told: list[Sentence] = [
        (
            "{joined} of {papers:paper} cite a paper of this corpus or are cited by one, in "
            "{citations:citation|citations}; a path can only lead through papers that the search found.",
            {"joined": graph.number_of_nodes(), "papers": len(papers), "citations": graph.number_of_edges()},
        ),
    ]
    if main.number_of_edges():
        told.append(
            (
                "{main:paper lies|papers lie} on the main paths: along their citations lead the most ways from a first "
                "paper to a last one (search path count, key routes).",
                {"main": main.number_of_nodes()},
            )
        )
    else:
        told.append(("No path is the main one: as many ways lead along too many citations.", {}))
    if dropped:
        told.append(
            (
                "{dropped:citation|citations} between papers that cite each other in a circle {lead} from a later "
                "paper to an earlier one and {are} left out.",
                {
                    "dropped": dropped,
                    "lead": "leads" if dropped == 1 else "lead",
                    "are": "is" if dropped == 1 else "are",
                },
            )
        )
    return told


def try_disruption(
    citations: pd.DataFrame, papers: pd.DataFrame, *, whole: pd.Series, seed: int
) -> tuple[pd.DataFrame, list[Sentence]]:
    """Disruption as `analysis.citations.measure_disruption` has it, or why it is not told."""
    nothing = pd.DataFrame(columns=["paper_id", "alone", "together", "around", "disruption", "low", "high"])
    if citations.empty:
        return nothing, []
    try:
        measured = measure_disruption(citations, papers, whole=whole, seed=seed)
    except TooFewReferences as error:
        return nothing, [("Disruption is not told: {why}.", {"why": str(error)})]
    if measured.empty:
        few = "Disruption is not told: no paper that lists references is cited by ten dated papers of the corpus."
        return nothing, [(few, {})]
    return measured, []


def disruption_rows(measured: pd.DataFrame, papers: pd.DataFrame, *, most: int) -> pd.DataFrame:
    """Papers by disruption, with intervals and what was counted."""
    known = papers.set_index("paper_id")["title"]
    shown = measured.head(most)
    return pd.DataFrame(
        {
            "paper": [Linked(known[paper], papers_link(known[paper], id=paper)) for paper in shown["paper_id"]],
            "disruption": [f"{value:+.2f}" for value in shown["disruption"]],
            "95 %": [f"{low:+.2f} to {high:+.2f}" for low, high in zip(shown["low"], shown["high"], strict=True)],
            "cite it alone": shown["alone"].to_numpy(),
            "with its references": shown["together"].to_numpy(),
            "these only": shown["around"].to_numpy(),
        }
    )
