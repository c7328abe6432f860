"""Which bursts a chart shows."""

import pandas as pd

from analysis.reports.pages import papers_link


def list_bursts(
    bursts: pd.DataFrame, *, kind: str, facet: str, most: int, names: pd.Series | None = None
) -> pd.DataFrame:
    """The surest bursts of one kind, in order of time, as `plot_bursts` draws them.

    Parameters
    ----------
    bursts
        The table `bursts`.
    kind, facet
        Of the labels, and by which facet their papers are listed.
    most
        Bursts drawn, the surest first.
    names
        What each label is called, indexed by label.

    Returns
    -------
    pandas.DataFrame
        The rows with `name`, `end` (the day after the last period) and `link`.

    Examples
    --------
    >>> days = pd.to_datetime(["2024-01-01", "2024-03-31"])
    >>> bursts = pd.DataFrame({"kind": ["term"], "label": ["wells"], "first": days[:1], "last": days[1:],
    ...     "weight": [3.0], "q_value": [0.01]})
    >>> list_bursts(bursts, kind="term", facet="term", most=5)[["name", "link"]].values.tolist()
    [['wells', '#papers?term=wells&about=wells']]
    """
    ranked = bursts.sort_values(["q_value", "weight", "label", "first"], ascending=[True, False, True, True])
    own = ranked[ranked["kind"] == kind]
    chosen = own.head(most).sort_values(["first", "label"], ignore_index=True)
    called = chosen["label"] if names is None else chosen["label"].map(names).fillna(chosen["label"])
    named = chosen.assign(name=called, end=chosen["last"] + pd.Timedelta(days=1))
    links = [papers_link(row.name, **{facet: row.label}) for row in named.itertuples(index=False)]
    return named.assign(link=pd.Series(links, dtype="str"))
