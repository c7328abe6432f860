"""Topics of a corpus: what many runs agree on, named by BERTopic."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.naming import Proposal
from analysis.topics.changes import report_changes
from analysis.topics.clusters import OUTLIER
from analysis.topics.consensus import Consensus
from analysis.topics.grouping import Clustering, group_papers, look_around
from analysis.topics.guide import add_given, count_asked, find_seeded, match_names, pull_to_seeds
from analysis.topics.identity import Baseline, keep_labels, match_topics, number_topics
from analysis.topics.labels import list_paper_terms, list_topics, spell_words
from analysis.topics.layout import map_papers, measure_trust
from analysis.topics.neighbours import default_neighbours
from analysis.topics.outliers import assign_outliers, topic_centres
from analysis.topics.overrides import TopicDecision, obey_topic_decisions
from analysis.topics.proposed import take_proposed
from analysis.topics.quality import measure_coherence, measure_topics
from analysis.topics.representation import name_topics
from analysis.topics.settings import TopicsSettings
from analysis.topics.terms import term_documents, topic_texts
from analysis.topics.tree import build_tree
from analysis.workspace import FieldnotesError


class TopicsError(FieldnotesError):
    """The corpus cannot be given topics; the message says why and what to do."""


class FittedTopics(NamedTuple):
    """What the topics stage writes: five tables, the fitted BERTopic model (None for one topic), the scorecard.

    `vectors` are those of the papers, in the order of `paper_topics`.
    """

    topics: pd.DataFrame
    paper_topics: pd.DataFrame
    paper_terms: pd.DataFrame
    topic_tree: pd.DataFrame
    topic_changes: pd.DataFrame
    model: Any
    figures: dict[str, Any]
    vectors: np.ndarray
    outlier_similarity: float


class Grouped(NamedTuple):
    """Papers whose topics are known and not yet named.

    `members` says of each paper topic, similarity, confidence and place on the map; `steadiness` of each topic in how
    many runs it was found.
    """

    papers: pd.DataFrame
    vectors: np.ndarray
    members: pd.DataFrame
    steadiness: pd.DataFrame


def fit_topics(
    papers: pd.DataFrame,
    vectors: np.ndarray,
    settings: TopicsSettings | None = None,
    *,
    seed: int,
    meanings: Mapping[str, np.ndarray] | None = None,
    baseline: Baseline | None = None,
    decisions: Sequence[TopicDecision] = (),
    proposals: Sequence[Proposal] = (),
    encoder: str = "",
) -> FittedTopics:
    """Fit topics to papers. The order of the rows changes nothing.

    Parameters
    ----------
    papers
        `paper_id`, `title`, `abstract`, and `language` where it is known, in the order of `vectors`.
    vectors
        Shape (papers, dimensions), rows of length 1.
    settings
        How papers are grouped, as the section `topics` of ``params.yaml`` says it; its defaults when omitted.
    seed
        Start of every random number.
    meanings
        The vectors of the names of topics that are given by name (`zero_shot`), in the space of `vectors`.
    baseline
        A run whose topics keep their numbers and names; largest first when None.
    decisions
        What a person decided about topics (see `analysis.topics.overrides`).
    proposals
        Names that a program proposed (see `analysis.naming`); what a person gave goes before them.
    encoder
        What made the vectors: the centres of a baseline are compared only if it is the same.

    Returns
    -------
    FittedTopics
        `paper_topics` in order of `paper_id`.

    Raises
    ------
    TopicsError
        If there are no papers, the vectors are not theirs or no numbers, or a name has none.
    """
    settings = settings or TopicsSettings()
    papers, vectors = _sort(papers, vectors)
    least = settings.min_papers or default_topic_size(len(papers))
    wide = min(settings.neighbours or default_neighbours(len(papers)), max(len(papers) - 1, 1))
    how = Clustering(settings.clusterer, settings.topics, least, wide, settings.runs, seed)
    seeded = find_seeded(papers, settings.guided)
    asked = _look_up(settings.zero_shot, meanings or {})
    given = match_names(vectors, asked, similarity=settings.zero_shot_similarity, min_papers=least)
    pulled = pull_to_seeds(vectors, seeded)
    near = look_around(pulled, how)
    found, names = add_given(group_papers(near, pulled, given < 0, how), given, settings.zero_shot)
    members = _place_outliers(papers, vectors, found, set(names), settings.outlier_similarity)
    members, found, names = obey_topic_decisions(members, found, names, decisions)
    members, steadiness = _number(vectors, members, found, baseline, encoder)
    members[["x", "y"]] = map_papers(pulled, near, seed=seed)
    labels = {int(steadiness["topic"][place]): name for place, name in names.items()}
    fitted = _describe(Grouped(papers, vectors, members, steadiness), labels, settings, baseline, proposals)
    asked_for = count_asked(seeded, settings.guided, given, settings.zero_shot)
    made_by = {"encoder": encoder, "baseline_encoder": baseline.encoder if baseline else encoder}
    figures = found.figures | fitted.figures | asked_for | made_by | {"mapped": near is not None}
    return fitted._replace(
        # Six digits are what every processor reproduces of a logarithm and a mean.
        figures={name: round(value, 6) if isinstance(value, float) else value for name, value in figures.items()},
        vectors=vectors, outlier_similarity=settings.outlier_similarity,
    )  # fmt: skip


def default_topic_size(papers: int) -> int:
    """The smallest topic worth naming: 4 of 67 papers, 35 of 5,000, 158 of 100,000.

    Examples
    --------
    >>> [default_topic_size(count) for count in (10, 67, 5_000, 100_000)]
    [3, 4, 35, 158]
    """
    return max(3, round(papers**0.5 / 2))


def _sort(papers: pd.DataFrame, vectors: np.ndarray) -> tuple[pd.DataFrame, np.ndarray]:
    """Papers and vectors in order of `paper_id`, so that the order they come in changes nothing."""
    if len(papers) == 0:
        raise TopicsError("the corpus holds no paper; put exports with titles into its folder in data/raw")
    if len(papers) != len(vectors):
        raise TopicsError(f"{len(papers)} papers but {len(vectors)} vectors; run `dvc repro embed`")
    if not np.isfinite(vectors).all():
        raise TopicsError("some vectors hold values that are no numbers; delete data/cache and run `dvc repro embed`")
    order = np.argsort(papers["paper_id"].to_numpy(dtype=object), kind="stable")
    return papers.iloc[order].reset_index(drop=True), np.ascontiguousarray(vectors[order])


def _look_up(names: Sequence[str], meanings: Mapping[str, np.ndarray]) -> np.ndarray:
    missing = [name for name in names if name not in meanings]
    if missing:
        raise TopicsError(
            f"zero_shot: no vector in `meanings` of {', '.join(missing)}; see `analysis.embed.embed_names`"
        )
    return np.array([meanings[name] for name in names])


def _place_outliers(
    papers: pd.DataFrame, vectors: np.ndarray, found: Consensus, closed: set[int], least: float
) -> pd.DataFrame:
    """The topic of each paper as the runs found it and with outliers placed; none joins a `closed` one."""
    members = pd.DataFrame({"paper_id": papers["paper_id"].to_numpy(), "fitted_topic": found.topic})
    members["topic"], members["similarity"] = assign_outliers(vectors, found.topic, threshold=least, closed=closed)
    return members.assign(confidence=found.confidence)


def _number(
    vectors: np.ndarray, members: pd.DataFrame, found: Consensus, baseline: Baseline | None, encoder: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The same by the topics' final numbers, and how steady each topic is."""
    # Numbers follow the sizes with outliers placed.
    sizes = np.bincount(members["topic"].to_numpy() + 1, minlength=len(found.found) + 1)[1:]
    numbers = np.empty(len(sizes), dtype=int)
    numbers[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
    if baseline:
        _, centres = topic_centres(vectors, members["topic"].to_numpy())
        matches = match_topics(members, centres, baseline, encoder=encoder)
        # Those that the baseline does not know get the next free numbers, the largest first.
        order = np.argsort(numbers)
        numbers[order] = number_topics(order, matches, baseline)
    steadiness = pd.DataFrame({"topic": numbers, "found": found.found, "stability": found.stability})
    renumbered = {
        column: np.where(members[column] == OUTLIER, OUTLIER, numbers[members[column]])
        for column in ("topic", "fitted_topic")
    }
    return members.assign(**renumbered), steadiness


def _describe(
    grouped: Grouped,
    labels: dict[int, str],
    settings: TopicsSettings,
    baseline: Baseline | None,
    proposals: Sequence[Proposal],
) -> FittedTopics:
    """Terms, labels, tree, changes and scorecard; `labels` are given by a person."""
    papers, vectors, members, steadiness = grouped
    texts = topic_texts(papers)
    documents = term_documents(
        texts, _list_languages(papers), topics=members["topic"].to_numpy(), without=settings.stop_words
    )
    words = spell_words(name_topics(documents, vectors, members["topic"], terms=settings.terms), members, texts)
    labels = keep_labels(words, baseline) | take_proposed(proposals, members, words.shown, texts) | labels
    paper_terms = list_paper_terms(documents, members, words)
    topics = list_topics(members, words, paper_terms, terms=settings.terms, given=labels)
    _, centres = topic_centres(vectors, members["topic"].to_numpy())
    tree = build_tree(topics, centres, words)
    topics["parent"] = topics["topic"].map(tree.set_index("node")["parent"])
    topics = topics.merge(steadiness, on="topic", how="left")
    figures = measure_topics(members, topics) | _cohere(grouped, documents, texts, topics, terms=settings.terms)
    figures["map_trustworthiness"] = measure_trust(vectors, members[["x", "y"]].to_numpy())
    changes = report_changes(topics, members, baseline, strata=_list_strata(papers))
    return FittedTopics(topics, members, paper_terms, tree, changes, words.model, figures, vectors, np.nan)


def _list_strata(papers: pd.DataFrame) -> pd.DataFrame | None:
    """The source of each paper, of several that of the most papers, and its year."""
    if not {"sources", "published"} <= set(papers.columns):
        return None
    listed = papers[["paper_id", "published", "sources"]].explode("sources").rename(columns={"sources": "source"})
    listed["papers"] = listed.groupby("source")["paper_id"].transform("size")
    ordered = listed.sort_values(["paper_id", "papers", "source"], ascending=[True, False, True])
    return ordered.drop_duplicates("paper_id").assign(year=lambda rows: rows["published"].dt.year.astype("Int64"))[
        ["paper_id", "source", "year"]
    ]


def _list_languages(papers: pd.DataFrame) -> list[str | None]:
    if "language" not in papers:
        return [None] * len(papers)
    return [None if pd.isna(language) else language for language in papers["language"]]


def _cohere(
    grouped: Grouped, documents: list[str], texts: list[str], topics: pd.DataFrame, *, terms: int
) -> dict[str, float]:
    """Coherence of the terms, and what it was before outliers joined."""
    members = grouped.members
    figures = measure_coherence(list_words(topics), texts)
    before = members.assign(topic=members["fitted_topic"])
    earlier = figures
    if (before["topic"] != members["topic"]).any():
        words = name_topics(documents, grouped.vectors, before["topic"], terms=terms)
        held = list_paper_terms(documents, before, words)
        earlier = measure_coherence(list_words(list_topics(before, words, held, terms=terms, given={})), texts)
    return figures | {f"{name}_before_outliers_joined": value for name, value in earlier.items()}


def list_words(topics: pd.DataFrame, *, most: int = 10) -> list[list[str]]:
    """The first words of each topic's terms: coherence is known for single words, so phrases are taken apart."""
    cells = topics.loc[topics["topic"] != OUTLIER, "terms"]
    return [list(dict.fromkeys(word for term in cell for word in term.split()))[:most] for cell in cells]
