"""Who is who: ORCIDs of the ACL Anthology hidden and recovered, and namesakes made by giving people one name.

The weights of `analysis.authors.evidence` were fitted here by `fit_weights`: a logistic regression of pairs of mentions
of every other person who has an ORCID and two papers, five people at a time under one name. The other half of the
people is held out from the weights; thresholds and the scale of confidence were chosen with all ORCIDs in sight.

The Anthology's own ids of people stand where names are shared or written in several ways, over decades. How evidence
fades with years and when variants join was chosen on one half of the family names. An id that other ids extend
("wei-liu" beside "wei-liu-kcl") is a page for whoever is not told apart, and left out.
"""

import gzip
import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.measure import REFERENCE
from benchmarks.rows import Row, absent

_ACL = REFERENCE / "corpora" / "acl_anthology.jsonl.gz"
_IMPORTS = REFERENCE / "gold" / "imports"
_EXPORTS = ("leomeng_wos_scopus/scopus.csv", "litstudy/scopus.csv", "openalex_pages/json_chunk_1_results_page_1.json")
_NAMES = [("Wei", "Wang"), ("Jing", "Zhang"), ("Hao", "Chen"), ("Yang", "Liu"), ("Maria", "Garcia"), ("John", "Smith")]
_TOGETHER = 5
_PIECES = ("shared", "around", "text", "venue", "affiliation", "affiliations_known")


def authors() -> list[Row]:
    """People of the ACL Anthology: 359,402 mentions, of which 10,375 have an ORCID that is hidden; ids of exports."""
    if not _ACL.is_file():
        return [absent("authors against hidden ORCIDs", _ACL)]
    mentions, papers = read_acl()
    vectors = _embed(papers)
    gold, fitted = mentions["orcid"], _fitted_half(mentions)
    started = time.perf_counter()
    found = _identify(mentions.assign(orcid=None), papers, vectors)
    seconds = time.perf_counter() - started
    several = gold.groupby([mentions["given"].fillna(""), mentions["family"]]).transform("nunique") > 1
    rows = [
        Row("all mentions", "identify_authors", f"{len(mentions):,} in {seconds:.0f} s", "< 180 s", seconds < 180),
        _row("with an ORCID", found["author_id"], gold, 0.99),
        _row("of names that several people have", found["author_id"], gold[several], 0.88),
        _row("with an ORCID, people held out", found["author_id"], gold[~gold.isin(fitted)], 0.99),
        _row(
            "of names that several people have, people held out",
            found["author_id"],
            gold[several & ~gold.isin(fitted)],
            0.88,
        ),
        *_calibration(found, gold[~gold.isin(fitted)]),
        *_against_ids(found, mentions),
        _time_graph(found),
    ]
    rows += [_namesakes(mentions, papers, vectors, fitted, people) for people in (4, 10, 20)]
    return [*rows, *map(_hidden_ids, _EXPORTS)]


def read_acl() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Mentions and papers of the ACL Anthology, in the order of the file."""
    with gzip.open(_ACL, "rt", encoding="utf-8") as lines:
        works = {work["id"]: work for work in map(json.loads, lines)}
    rows = [
        (
            key,
            place,
            each.get("first"),
            each["last"],
            each.get("orcid"),
            "; ".join(each.get("affiliation") or []) or None,
            each.get("id"),
        )
        for key, work in works.items()
        for place, each in enumerate(work.get("authors", []), start=1)
    ]
    mentions = pd.DataFrame(rows, columns=["paper_id", "position", "given", "family", "orcid", "affiliation", "id"])
    mentions["name"] = (mentions["given"].fillna("") + " " + mentions["family"]).str.strip()
    papers = pd.DataFrame(
        {
            "paper_id": list(works),
            "title": [work["title"] for work in works.values()],
            "abstract": [work.get("abstract") for work in works.values()],
            "venue": [(work.get("venue") or [None])[0] for work in works.values()],
            "published": pd.to_datetime([f"{work['year']}-01-01" for work in works.values()]),
        }
    )
    return mentions.assign(author_key=None), papers


def fit_weights(mentions: pd.DataFrame, papers: pd.DataFrame, vectors: pd.DataFrame) -> dict[str, float]:
    """The weights that tell pairs of mentions of one person from pairs of two."""
    from sklearn.linear_model import LogisticRegression

    from analysis.authors import evidence as room
    from analysis.authors.names import list_names

    place = list_names(mentions).place
    known = room.gather_evidence(mentions.assign(name=place), papers, vectors=vectors)
    pieces, same = [], []
    for group, people in _mixed(mentions, _fitted_half(mentions), seed=1):
        upper = np.triu_indices(len(group), 1)
        odds = [
            room.weigh_pairs(known, group, group, names=np.unique(place[group]), weights=weights, clip=False)[upper]
            for weights in (
                room.Weights(**dict.fromkeys(room.Weights._fields, 0.0) | {piece: 1.0}) for piece in _PIECES
            )
        ]
        pieces.append(np.stack(odds, axis=1))
        same.append((people[:, None] == people)[upper])
    model = LogisticRegression(C=10, max_iter=3000, class_weight="balanced")
    model.fit(np.concatenate(pieces), np.concatenate(same))
    return {"start": float(model.intercept_[0])} | dict(zip(_PIECES, model.coef_[0].tolist(), strict=True))


def _fitted_half(mentions: pd.DataFrame) -> np.ndarray:
    counts = mentions["orcid"].value_counts()
    people = np.sort(counts[counts >= 2].index.to_numpy())
    np.random.default_rng(0).shuffle(people)
    return people[::2]


def _mixed(mentions: pd.DataFrame, people: np.ndarray, *, seed: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Places of the mentions of five people at a time, and whose each is."""
    shuffled = np.random.default_rng(seed).permutation(people)
    places = mentions.groupby("orcid").indices
    for at in range(0, len(shuffled) - _TOGETHER + 1, _TOGETHER):
        own = [places[orcid] for orcid in shuffled[at : at + _TOGETHER]]
        yield np.concatenate(own), np.repeat(np.arange(_TOGETHER), [len(each) for each in own])


def _time_graph(found: pd.DataFrame) -> Row:
    from analysis.graphs import build_coauthor_graph, measure_nodes

    started = time.perf_counter()
    graph = build_coauthor_graph(found.dropna(subset="author_id"), max_authors=50)
    built = time.perf_counter()
    measure_nodes(graph, seed=7)
    figure = f"built in {built - started:.1f} s, measured in {time.perf_counter() - built:.1f} s"
    what = f"graph of {len(graph):,} authors and {graph.number_of_edges():,} pairs"
    return Row(what, "build_coauthor_graph, measure_nodes", figure, "", None)


def _hidden_ids(export: str) -> Row:
    """The ids of people that a source gives, hidden and recovered: mentions of one paper alone are told by any rule."""
    from analysis.corpus import build_corpus, read_corpus

    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(_IMPORTS / export, Path(folder) / Path(export).name)
        corpus = build_corpus(read_corpus(Path(folder)))
    mentions = corpus.authorships
    found = _identify(mentions.assign(orcid=None, author_key=None), corpus.papers, _embed(corpus.papers))
    gold = mentions["author_key"].dropna()
    several = gold[gold.groupby(gold).transform("size") > 1]
    precision, recall, score = b_cubed(found["author_id"][gold.index], gold)
    joined = b_cubed(found["author_id"][several.index], several)[1]
    figure = (
        f"B³ F1 {score:.4f} (precision {precision:.4f}, recall {recall:.4f}; {len(gold):,} mentions); "
        f"recall {joined:.3f} of {len(several):,} mentions of people with two papers or more"
    )
    return Row(f"ids of {export}, hidden", "identify_authors", figure, "", None)


def _identify(mentions: pd.DataFrame, papers: pd.DataFrame, vectors: pd.DataFrame) -> pd.DataFrame:
    """`author_id` and `confidence` of each mention, in its order."""
    from analysis.authors import identify_authors

    found = identify_authors(mentions, papers, vectors=vectors).paper_authors
    return mentions[["paper_id", "position"]].merge(found, on=["paper_id", "position"], how="left")


def _row(what: str, found: pd.Series, gold: pd.Series, bar: float) -> Row:
    precision, recall, score = b_cubed(found[gold.dropna().index], gold.dropna())
    figure = f"B³ F1 {score:.4f} (precision {precision:.4f}, recall {recall:.4f}; {gold.notna().sum():,} mentions)"
    return Row(what, "identify_authors", figure, f">= {bar}", score >= bar)


def b_cubed(found: Any, gold: Any) -> tuple[float, float, float]:
    """Precision, recall and F1 of the groups that each mention is in (Bagga and Baldwin, 1998)."""
    both = pd.DataFrame({"found": np.asarray(found), "gold": np.asarray(gold)})
    size = both.groupby(["found", "gold"])["found"].transform("size")
    precision = float((size / both.groupby("found")["found"].transform("size")).mean())
    recall = float((size / both.groupby("gold")["gold"].transform("size")).mean())
    return precision, recall, 2 * precision * recall / (precision + recall)


def pairwise(found: Any, gold: Any) -> tuple[float, float, float]:
    """Precision, recall and F1 of the pairs of mentions that are in one group."""
    both = pd.DataFrame({"found": np.asarray(found), "gold": np.asarray(gold)})
    right, said, true = (
        float((sizes * (sizes - 1) / 2).sum())
        for sizes in (both.groupby(keys).size() for keys in (["found", "gold"], "found", "gold"))
    )
    precision, recall = right / max(said, 1), right / max(true, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def _against_ids(found: pd.DataFrame, mentions: pd.DataFrame) -> Iterator[Row]:
    ids = mentions["id"].dropna()
    listed = sorted(set(ids))
    open_ended = {one for one in listed for other in listed if other.startswith(f"{one}-")}
    gold = ids[~ids.isin(open_ended)]
    names = (mentions["given"].fillna("") + " " + mentions["family"]).str.lower()
    shared = gold.groupby(names.loc[gold.index]).transform("nunique") > 1
    second = mentions.loc[gold.index, "family"].map(_in_second_half)
    for what, own in [
        ("the Anthology's own ids, names held out", gold[second]),
        ("the same, names worked on", gold[~second]),
        ("names that several ids have, held out", gold[second & shared]),
    ]:
        by_name, ours = (b_cubed(groups.loc[own.index], own) for groups in (names, found["author_id"]))
        figure = "B³ F1 {2:.3f} (precision {0:.3f}, recall {1:.3f}".format(*ours)
        yield Row(what, "identify_authors", f"{figure}; {len(own):,} mentions); full name {by_name[2]:.3f}", "", None)


def _in_second_half(family: str) -> bool:
    return int(hashlib.sha256(family.encode()).hexdigest(), 16) % 2 == 1


def _calibration(found: pd.DataFrame, gold: pd.Series) -> Iterator[Row]:
    """How many mentions of which confidence stand with mentions of the same person."""
    known = found.join(gold.rename("gold").dropna(), how="inner")
    size, same = (
        known.groupby("author_id")["gold"].transform("size"),
        known.groupby(["author_id", "gold"])["gold"].transform("size"),
    )
    with_others = known[size > 1].assign(right=((same - 1) / (size - 1))[size > 1])
    for part, rows in with_others.groupby(
        pd.cut(with_others["confidence"], [0, 0.9, 0.95, 0.98, 0.99, 1]), observed=True
    ):
        figure = f"{rows['right'].mean():.3f} right of {len(rows):,}, said {rows['confidence'].mean():.3f}"
        yield Row(f"confidence in {part}", "identify_authors", figure, "", None)


def _namesakes(
    mentions: pd.DataFrame, papers: pd.DataFrame, vectors: pd.DataFrame, fitted: np.ndarray, people: int
) -> Row:
    """People of two papers or more given one name, so many at a time, in a corpus of their papers alone."""
    counts = mentions["orcid"].value_counts()
    listed = np.sort(counts[(counts >= 2) & ~counts.index.isin(fitted)].index.to_numpy())
    chosen = np.random.default_rng(people).permutation(listed)[: people * len(_NAMES)]
    name = {orcid: _NAMES[at // people] for at, orcid in enumerate(chosen)}
    own = mentions[mentions["paper_id"].isin(mentions.loc[mentions["orcid"].isin(name), "paper_id"])].reset_index(
        drop=True
    )
    gold = own["orcid"].where(own["orcid"].isin(name))
    hidden = own.assign(orcid=None)
    for at, part in enumerate(("given", "family")):
        hidden[part] = [name[orcid][at] if orcid in name else kept for orcid, kept in zip(gold, own[part], strict=True)]
    hidden["name"] = hidden["given"].fillna("") + " " + hidden["family"]
    inside = papers[papers["paper_id"].isin(own["paper_id"])]
    found = _identify(hidden, inside, vectors[vectors["paper_id"].isin(inside["paper_id"])])["author_id"]
    known = gold.notna()
    precision, recall, score = pairwise(found[known], gold[known])
    alone = pairwise(hidden.loc[known, "name"], gold[known])[2]
    figure = f"pairwise F1 {score:.3f} (precision {precision:.3f}, recall {recall:.3f}); names alone {alone:.3f}"
    return Row(
        f"{people} held-out people of each of {len(_NAMES)} names", "identify_authors", figure, ">= .80", score >= 0.8
    )


def _embed(papers: pd.DataFrame) -> pd.DataFrame:
    from analysis.embed import EmbedSettings, choose_encoder, embed_papers

    return embed_papers(papers, choose_encoder(papers, EmbedSettings(), corpus="acl_anthology"))
