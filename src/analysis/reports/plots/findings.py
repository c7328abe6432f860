"""What a figure shows, as the sentence above it: no more than was counted, ties told as ties."""

import pandas as pd

# Of more than this many equals none is named.
_NAMED = 2


def say_first(counts: pd.Series, total: int | None = None) -> str:
    """Which of several has the most papers.

    Examples
    --------
    >>> say_first(pd.Series({"MRI": 12, "CT": 4}), 67)
    'MRI comes first, with 12 of 67 papers'
    >>> say_first(pd.Series({"MRI": 4, "CT": 4}))
    'MRI and CT come first, with 4 papers each'
    >>> say_first(pd.Series({"a": 1, "b": 1, "c": 1}))
    'None leads: 3 have 1 paper each'
    >>> say_first(pd.Series({"MRI": 4}))
    'Only MRI has any, 4 papers'
    """
    top = counts.max()
    leaders = [str(name) for name in counts.index[counts == top]]
    shown = f"{top:,g} of {total:,} papers" if total else f"{top:,g} {'paper' if top == 1 else 'papers'}"
    if len(counts) == 1:
        return f"Only {leaders[0]} has any, {shown}"
    if len(leaders) == 1:
        return f"{leaders[0]} comes first, with {shown}"
    if len(leaders) <= _NAMED:
        return f"{' and '.join(leaders)} come first, with {shown} each"
    return f"None leads: {len(leaders)} have {shown} each"


def say_densest(counts: pd.DataFrame) -> str:
    """Which two of a table meet most often; what stands on the diagonal of a table of pairs is no meeting.

    Examples
    --------
    >>> say_densest(pd.DataFrame({"CT": [3, 1], "MRI": [0, 1]}, index=["ViT", "U-Net"]))
    'ViT and CT meet most often, in 3 papers'
    >>> say_densest(pd.DataFrame({"a": [9, 2], "b": [2, 4]}, index=["a", "b"]))
    'a and b meet most often, in 2 papers'
    >>> say_densest(pd.DataFrame({"x": [1, 1, 1]}, index=list("abc")))
    'No two stand out: 3 pairs meet in 1 paper each'
    """
    pairs = counts.stack()
    pairs = pairs[pairs > 0]
    if set(counts.index) == set(counts.columns):
        ends = pairs.index.to_frame().astype(str)
        pairs = pairs[(ends[0] < ends[1]).to_numpy()]
    if pairs.empty:
        return "No two meet in a paper"
    top = int(pairs.max())
    shown = f"{top:,} {'paper' if top == 1 else 'papers'}"
    best = pairs.index[pairs == top]
    if len(best) == 1:
        return f"{best[0][0]} and {best[0][1]} meet most often, in {shown}"
    return f"No two stand out: {len(best)} pairs meet in {shown} each"


def say_latest(trends: pd.DataFrame) -> str:
    """The share of the label of the most papers in its last complete period, with its interval.

    Parameters
    ----------
    trends
        Rows of `count_trends`: `label`, `name`, `period`, `papers`, `share`, `low`, `high`, `partial`.
    """
    whole = trends[~trends["partial"].astype(bool)]
    if whole.empty:
        return "No period is complete yet"
    largest = whole.groupby("label")["papers"].sum().sort_values(ascending=False, kind="stable").index[0]
    last = whole[whole["label"] == largest].sort_values("period").iloc[-1]
    low, high = (f"{100 * last[end]:.1f}" for end in ("low", "high"))
    return f"{last['name']}: {100 * last['share']:.1f} % of the papers from {last['period']:%Y-%m} on ({low} to {high})"


def say_directions(growth: pd.DataFrame) -> str:
    """How many of the labels drawn rise or fall beyond chance.

    Examples
    --------
    >>> say_directions(pd.DataFrame({"verdict": ["rising", "unclear", "falling", "unclear"]}))
    'Of 4 drawn, 1 rises and 1 falls beyond chance'
    >>> say_directions(pd.DataFrame({"verdict": ["unclear"]}))
    'Of 1 drawn, none rises or falls beyond chance'
    """
    rising, falling = (int((growth["verdict"] == verdict).sum()) for verdict in ("rising", "falling"))
    if not rising and not falling:
        return f"Of {len(growth):,} drawn, none rises or falls beyond chance"
    rise, fall = ("rises" if rising == 1 else "rise"), ("falls" if falling == 1 else "fall")
    return f"Of {len(growth):,} drawn, {rising} {rise} and {falling} {fall} beyond chance"


def say_bursts(bursts: pd.DataFrame) -> str:
    """The burst that is told first.

    Examples
    --------
    >>> day = pd.Timestamp("2024-03-01")
    >>> say_bursts(pd.DataFrame({"name": ["CT"], "first": [day], "times": [2.04], "running": [True]}))
    'CT had 2.0 times its usual share from 2024-03 on, and still has'
    """
    first = bursts.iloc[0]
    still = ", and still has" if first["running"] else ""
    return f"{first['name']} had {first['times']:.1f} times its usual share from {first['first']:%Y-%m} on{still}"


def say_covered(coverage: pd.DataFrame) -> str:
    """For how many sources and periods it is known that they hold everything they would select.

    Examples
    --------
    >>> rows = pd.DataFrame({"title": ["A", "A", "B"], "period": ["2024", "2025", "2025"]})
    >>> say_covered(rows.assign(covered=[True, False, False]))
    '1 of 2 sources covers any period drawn; 1 of 2 periods is covered by one'
    """
    covered = coverage[coverage["covered"].astype(bool)]
    sources, periods = covered["title"].nunique(), covered["period"].nunique()
    if covered.empty:
        return "No source covers any of the periods drawn"
    cover, are = ("covers" if sources == 1 else "cover"), ("is" if periods == 1 else "are")
    return (
        f"{sources} of {coverage['title'].nunique()} sources {cover} any period drawn; {periods} of "
        f"{coverage['period'].nunique()} periods {are} covered by one"
    )
