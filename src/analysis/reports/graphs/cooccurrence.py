"""What papers name together, as a picture and as tables; `item` is the column: "method", "keyword"."""

import pandas as pd

from analysis.reports.graphs.layout import Drawn
from analysis.reports.pages import Linked, papers_link

# The rate of false discoveries: of the pairs that are told, one in twenty is expected to be chance.
_SURE = 0.05


def choose_items(nodes: pd.DataFrame, edges: pd.DataFrame, *, item: str, most: int) -> Drawn:
    """What to draw: the items of the most papers that are joined to another, and the edges among them."""
    joined = nodes[nodes["degree"] > 0].sort_values(["weight", item], ascending=[False, True]).head(most)
    names = set(joined[item])
    inside = edges[edges[f"{item}_a"].isin(names) & edges[f"{item}_b"].isin(names)]
    inside = strongest_of_each(inside, item=item, most=4)
    return Drawn(joined.reset_index(drop=True), inside.reset_index(drop=True))


def strongest_of_each(edges: pd.DataFrame, *, item: str, most: int) -> pd.DataFrame:
    """The edges that are among the `most` strongest of one of their ends: all of them would hide each other."""
    ends = [f"{item}_a", f"{item}_b"]
    ordered = edges.sort_values(["strength", "papers", *ends], ascending=[False, False, True, True])
    listed = ordered.reset_index(names="edge").melt(["edge"], ends, value_name="end", ignore_index=False)
    listed = listed.sort_index(kind="stable")
    return edges.loc[sorted(listed.loc[listed.groupby("end").cumcount() < most, "edge"].unique())]


def dress_items(drawn: Drawn, *, item: str) -> pd.DataFrame:
    """What the picture shows of each item, indexed by item."""
    dressed = drawn.nodes.set_index(item)
    return dressed.assign(name=dressed.index, papers=dressed["weight"], group=dressed["community"])


def pair_rows(edges: pd.DataFrame, *, item: str, most: int) -> pd.DataFrame:
    """The pairs that chance makes least likely, the surest first, and how much more often than by chance they meet."""
    ends = [f"{item}_a", f"{item}_b"]
    above = edges[edges["strength"] > 1]
    surest = above.sort_values(["q_value", "strength", *ends], ascending=[True, False, True, True]).head(most)
    pairs = list(zip(surest[ends[0]], surest[ends[1]], surest["papers"], strict=True))
    return pd.DataFrame(
        {
            item: surest[ends[0]].to_numpy(),
            "and": surest[ends[1]].to_numpy(),
            "papers with both": [Linked(n, _both(a, b, item=item)) for a, b, n in pairs],
            "times chance": [f"{value:.1f}" for value in surest["strength"]],
            "PMI": [f"{value:.2f}" for value in surest["pmi"]],
            "chance of as many": [say_chance(value) for value in surest["q_value"]],
        }
    )


def rising_rows(compared: pd.DataFrame, *, item: str, most: int) -> pd.DataFrame:
    """The pairs that the later half of the papers name more often than chance allows, the surest first.

    Parameters
    ----------
    compared
        From `analysis.graphs.compare_pairs`.
    """
    sure = compared[compared["q_value"] <= _SURE].head(most)
    pairs = list(zip(sure["a"], sure["b"], sure["before"] + sure["after"], strict=True))
    return pd.DataFrame(
        {
            item: sure["a"].to_numpy(),
            "and": sure["b"].to_numpy(),
            "papers with both": [Linked(n, _both(a, b, item=item)) for a, b, n in pairs],
            "earlier half": sure["before"].to_numpy(),
            "later half": sure["after"].to_numpy(),
            "chance of as many": [say_chance(value) for value in sure["q_value"]],
        }
    )


def say_surest(edges: pd.DataFrame, *, item: str) -> str:
    """The pair that chance makes least likely.

    Examples
    --------
    >>> rows = pd.DataFrame({"method_a": ["CT", "CT"], "method_b": ["MRI", "ViT"], "papers": [9, 4],
    ...     "strength": [1.2, 3.0], "q_value": [0.2, 0.001]})
    >>> say_surest(rows, item="method")
    'Surest pair: CT and ViT, in 4 papers, 3.0 times what chance lets expect'
    """
    ends = [f"{item}_a", f"{item}_b"]
    above = edges[edges["strength"] > 1]
    if above.empty:
        return ""
    first = above.sort_values(["q_value", "strength", *ends], ascending=[True, False, True, True]).iloc[0]
    papers = f"{first['papers']:,} {'paper' if first['papers'] == 1 else 'papers'}"
    times = f"{first['strength']:.1f} times what chance lets expect"
    return f"Surest pair: {first[ends[0]]} and {first[ends[1]]}, in {papers}, {times}"


def say_chance(q_value: float) -> str:
    """A corrected chance as a table tells it.

    Examples
    --------
    >>> say_chance(0.034), say_chance(0.0000001), say_chance(1.0)
    ('0.034', '< 0.001', '1.000')
    """
    return "< 0.001" if q_value < 0.001 else f"{q_value:.3f}"


def _both(one: str, other: str, *, item: str) -> str:
    return papers_link(f"{one} and {other}", **{item: [one, other]})
