"""What is in a field: what changes among its papers, what they are tested on, what is newly combined."""

import numpy as np
import pandas as pd

from analysis.reports.pages import Linked, papers_link, rank_growth

Sentence = tuple[str, dict[str, object]]
_DATA_KINDS = ["dataset", "modality", "cancer"]
# What is newly combined is how papers work, not what they work on.
_COMBINED = (
    "architecture", "foundation model", "learning paradigm", "technique", "loss/objective", "fusion strategy",
    "explainability", "generative model",
)  # fmt: skip


def inside_rows(inside: pd.DataFrame, *, most: int) -> pd.DataFrame:
    """A row for each label with the strongest evidence of change inside the field, the surest first."""
    known = inside[inside["growth"].notna()]
    surest = known.assign(rank=~known["verdict"].isin(["rising", "falling"]))
    surest = surest.sort_values(["rank", "q_value", "p_value", "kind", "label"]).head(most)
    return pd.DataFrame(
        {
            "label": [_link(row.kind, row.label) for row in surest.itertuples()],
            "kind": surest["kind"].to_numpy(),
            "papers": surest["counted"].to_numpy(),
            "share of the field a year later": [rank_growth(row) for _, row in surest.iterrows()],
        }
    )


def describe_inside(inside: pd.DataFrame) -> Sentence:
    """What changes among the field's papers, in one sentence."""
    known = int(inside["growth"].notna().sum())
    if not known:
        return "The field has too few papers for the change of anything inside it to be told.", {}
    counts = inside["verdict"].value_counts()
    return (
        "Of {known:label} with enough papers of the field, {rising} rise and {falling} fall beyond chance.",
        {"known": known, "rising": int(counts.get("rising", 0)), "falling": int(counts.get("falling", 0))},
    )


def named_data(named: pd.DataFrame, *, total: int, most: int) -> pd.DataFrame:
    """A row for each dataset, modality or cancer that two papers name, of `total`, those of the most papers first."""
    kinds = named[named["kind"].isin(_DATA_KINDS)]
    kinds = kinds[kinds["role"] != "proposed"].drop_duplicates(["paper_id", "method"])
    counts = kinds.groupby(["kind", "method"]).size().rename("papers").reset_index()
    counts = counts[counts["papers"] >= 2].sort_values(["papers", "method"], ascending=[False, True])
    counts = counts.groupby("kind").head(most)
    counts = counts.sort_values("kind", key=lambda kind: kind.map(_DATA_KINDS.index), kind="stable")
    return pd.DataFrame(
        {
            "kind": counts["kind"].to_numpy(),
            "name": [_link("method", name) for name in counts["method"]],
            "papers": counts["papers"].to_numpy(),
            "of the field": [_show_part(count / total) for count in counts["papers"]],
        }
    )


def new_pairs(
    named: pd.DataFrame, mentions: pd.DataFrame, papers: pd.DataFrame, entries: pd.DataFrame, *, most: int
) -> pd.DataFrame:
    """Pairs of methods that the field's papers join, and that no paper of the corpus joined in its first half.

    A pair of few papers may meet late by chance alone: of k papers that join it, all lie in the later half with the
    chance of its part of all papers to the power k. What is left after a correction for the number of pairs (Benjamini
    and Hochberg, 1995) is new.

    Parameters
    ----------
    named, mentions
        `paper_id`, `method`, `kind`: of the field's papers, and of all.
    papers
        All papers, with `published`.
    entries
        `method` and `parents` of the lexicon: a method with what it is a kind of is no pair.
    most
        Rows.

    Returns
    -------
    pandas.DataFrame
        Pairs whose both methods were there before, by number of papers.
    """
    from scipy.stats import false_discovery_control

    columns = ["method", "and", "papers with both", "first in", "q"]
    dates = papers.set_index("paper_id")["published"].dropna().sort_values()
    if len(dates) < 2:
        return pd.DataFrame(columns=columns)
    since = dates.iloc[len(dates) // 2]
    pairs = _pair_methods(mentions, entries).assign(published=lambda rows: rows["paper_id"].map(dates)).dropna()
    if pairs.empty:
        return pd.DataFrame(columns=columns)
    met = pairs.groupby(["method", "method_other"]).agg(first=("published", "min"), papers=("paper_id", "size"))
    met = met[met["papers"] >= 2].reset_index()
    known = mentions.assign(published=mentions["paper_id"].map(dates)).groupby("method")["published"].min()
    old = (met["method"].map(known) < since) & (met["method_other"].map(known) < since)
    late = float((dates >= since).mean())
    chance = np.where(met["first"] >= since, late ** met["papers"], 1.0)
    met["q"] = false_discovery_control(chance) if len(met) else chance
    inside = _pair_methods(named, entries).groupby(["method", "method_other"]).size().rename("inside").reset_index()
    fresh = met[old & (met["q"] < 0.1)].merge(inside, on=["method", "method_other"])
    fresh = fresh.sort_values(["inside", "first", "method"], ascending=[False, True, True]).head(most)
    links = [
        papers_link(f"{row.method} and {row.method_other}", method=[row.method, row.method_other])
        for row in fresh.itertuples()
    ]
    return pd.DataFrame(
        {
            "method": fresh["method"].to_numpy(),
            "and": fresh["method_other"].to_numpy(),
            "papers with both": [Linked(count, link) for count, link in zip(fresh["inside"], links, strict=True)],
            "first in": fresh["first"].dt.strftime("%Y-%m").to_numpy(),
            "q": [f"{value:.3f}" for value in fresh["q"]],
        },
        columns=columns,
    )


def _pair_methods(mentions: pd.DataFrame, entries: pd.DataFrame) -> pd.DataFrame:
    """`paper_id`, `method`, `method_other`: what papers join, without a method and what it is a kind of."""
    rows = mentions[mentions["kind"].isin(_COMBINED)][["paper_id", "method"]].drop_duplicates()
    pairs = rows.merge(rows, on="paper_id", suffixes=("", "_other"))
    pairs = pairs[pairs["method"] < pairs["method_other"]]
    above = ancestors(entries)
    kin = [
        other in above.get(one, set()) or one in above.get(other, set())
        for one, other in zip(pairs["method"], pairs["method_other"], strict=True)
    ]
    return pairs[~np.array(kin, dtype=bool)]


def ancestors(entries: pd.DataFrame) -> dict[str, set[str]]:
    """Of each method everything it is a kind of, over all levels.

    Examples
    --------
    >>> entries = pd.DataFrame({"method": ["a", "b", "c"], "parents": [["b"], ["c"], []]})
    >>> sorted(ancestors(entries)["a"])
    ['b', 'c']
    """
    import networkx as nx

    pairs = entries.explode("parents").dropna(subset="parents")
    graph = nx.from_pandas_edgelist(pairs, "method", "parents", create_using=nx.DiGraph)
    return {method: nx.descendants(graph, method) for method in graph}


def modality_pairs(named: pd.DataFrame, entries: pd.DataFrame, *, most: int) -> pd.DataFrame:
    """A row for each pair of modalities that two papers name together: how they are joined, and for what.

    Parameters
    ----------
    named
        Mentions of the field's papers.
    entries
        `method` and `parents` of the lexicon: a kind of image with what it is a kind of, or with a sister, is no pair.
    most
        Rows.

    Returns
    -------
    pandas.DataFrame
        The pair, its papers, and the fusion strategies and tasks that most of these name, with their papers.
    """
    of = named[["paper_id", "method", "kind"]].drop_duplicates()
    modality = of[of["kind"] == "modality"][["paper_id", "method"]]
    pairs = modality.merge(modality, on="paper_id", suffixes=("", "_other"))
    pairs = pairs[pairs["method"] < pairs["method_other"]]
    family = {row.method: {row.method, *row.parents} for row in entries.itertuples()}
    apart = [
        family.get(a, {a}).isdisjoint(family.get(b, {b}))
        for a, b in zip(pairs["method"], pairs["method_other"], strict=True)
    ]
    pairs = pairs[np.array(apart, dtype=bool)]
    counts = pairs.groupby(["method", "method_other"]).size().rename("papers").reset_index()
    counts = counts[counts["papers"] >= 2].sort_values(["papers", "method"], ascending=[False, True]).head(most)
    rows = []
    for pair in counts.itertuples():
        both = pairs[(pairs["method"] == pair.method) & (pairs["method_other"] == pair.method_other)]["paper_id"]
        link = papers_link(f"{pair.method} and {pair.method_other}", method=[pair.method, pair.method_other])
        rows.append(
            {
                "modality": pair.method,
                "with": pair.method_other,
                "papers": Linked(pair.papers, link),
                "how": _leading(of, both, "fusion strategy"),
                "for": _leading(of, both, "task"),
            }
        )
    return pd.DataFrame(rows)


def _leading(of: pd.DataFrame, papers: pd.Series, kind: str) -> str:
    inside = of[of["paper_id"].isin(papers) & (of["kind"] == kind)]
    counts = inside.groupby("method").size().rename("papers").reset_index()
    counts = counts.sort_values(["papers", "method"], ascending=[False, True]).head(3)
    return ", ".join(f"{row.method} ({row.papers})" for row in counts.itertuples())


def _link(kind: str, label: str) -> Linked:
    facet = "topic" if kind == "topic" else "method"
    return Linked(label, papers_link(label, **{facet: label}))


def _show_part(part: float) -> str:
    return f"{100 * part:.0f} %" if part >= 0.01 else "<1 %"
