"""The overview's sentences and rows on change: what drifts, rises, falls, bursts, and how well forecasts did."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.periods import find_windows, list_papers
from analysis.reports.pages import Linked, papers_link, rank_growth, show_interval, show_times
from analysis.trends import ATTRIBUTES, KINDS, VERDICTS

Sentence = tuple[str, dict[str, object]]


def describe_growth(growth: pd.DataFrame) -> list[Sentence]:
    """One line for each kind: how many labels have which verdict, and why."""
    lines: list[Sentence] = []
    for kind in KINDS:
        verdicts = growth.loc[growth["kind"] == kind, "verdict"].value_counts()
        parts = [f"{verdicts[name]:,} {name}" for name in VERDICTS if name in verdicts]
        if parts:
            noun = _PLURALS.get(kind, f"{kind}s").capitalize()
            lines.append(("{kind}: {verdicts}.", {"kind": noun, "verdicts": "; ".join(parts)}))
    of_source = growth.loc[growth["verdict"] == "confounded with source", "basis"]
    if len(of_source):
        # Why is the same for all of them; what follows is of one label.
        reason = of_source.iloc[0].split("; ")[0]
        lines.append(("{verdict}: {reason}.", {"verdict": "Confounded with source", "reason": reason}))
    if (growth["verdict"] == "confounded with selection").any():
        lines.append(("{verdict}: {reason}.", {"verdict": "Confounded with selection", "reason": _OF_SELECTION}))
    return lines or [("No label to judge.", {})]


_OF_SELECTION = "what changes among all papers alike is not sure once papers are compared within what drifts"
_PLURALS = {"modality": "modalities", "community": "communities of authors"}


def strongest_changes(growth: pd.DataFrame, fields: Mapping[str, Mapping[str, Any]], *, most: int) -> pd.DataFrame:
    """The labels with the strongest evidence of change, what changes beyond chance first, the fastest on top.

    Returns
    -------
    pandas.DataFrame
        Rows of `growth` with `name` as shown and `link` to their papers.
    """
    known = growth[growth["growth"].notna()]
    sure = known["verdict"].isin(["rising", "falling"])
    known = known.assign(rank=~sure).sort_values(["rank", "q_value", "p_value", "kind", "label"]).head(most)
    named = known.assign(name=known["kind"] + ": " + name_labels(known, fields))
    named["link"] = [link_label(row, row.name) for row in named.itertuples(index=False)]
    order = named.sort_values(["growth", "kind", "label"], ascending=[False, True, True], ignore_index=True)
    return order.drop(columns="rank")


def name_labels(rows: pd.DataFrame, fields: Mapping[str, Mapping[str, Any]]) -> pd.Series:
    """Labels as people name them: of fields the title."""
    titles = rows["label"].map({name: field["title"] for name, field in fields.items()})
    return titles.where(rows["kind"] == "field").fillna(rows["label"])


def link_label(row: Any, name: str) -> str:
    """The address of the papers of a label."""
    return papers_link(name, **{row.kind: row.label})


def change_rows(growth: pd.DataFrame, fields: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    """A row for each label that rises or falls beyond chance, the surest first, with what speaks for it."""
    sure = growth[growth["verdict"].isin(["rising", "falling"])].sort_values(["q_value", "p_value", "kind", "label"])
    names = name_labels(sure, fields)
    return pd.DataFrame(
        {
            "label": [Linked(name, link_label(row, name)) for name, row in zip(names, sure.itertuples(), strict=True)],
            "kind": sure["kind"].to_numpy(),
            "papers": sure["counted"].to_numpy(),
            "share a year later": [rank_growth(row) for _, row in sure.iterrows()],
            "drawn": [show_times(1 + value) for value in sure["drawn"]],
            "latest periods, and the year before": [_show_windows(row) for row in sure.itertuples()],
            "q": [f"{value:.3f}" for value in sure["q_value"]],
        }
    )


def _show_windows(row: Any) -> str:
    if pd.isna(row.ratio):
        return "no such periods"
    interval = "no interval" if pd.isna(row.ratio_low) else show_interval(row.ratio_low, row.ratio_high)
    return f"{row.later:.0f} papers after {row.earlier:.0f}: {show_times(row.ratio)} ({interval})"


def describe_drift(drift: pd.DataFrame) -> list[Sentence]:
    """What changes in what was collected: a line for each attribute that drifts, naming its values that move most."""
    lines: list[Sentence] = []
    for attribute, rows in drift[drift["drifts"].astype(bool)].groupby("attribute", sort=False):
        moved = rows.assign(moved=(rows["late"] - rows["early"]).abs()).sort_values("moved", ascending=False).head(3)
        ends = rows["first"].min(), rows["last"].max()
        told = [
            f"{row.value} from {100 * row.early:.0f} % to {100 * row.late:.0f} %{_say_break(row, *ends)}"
            for row in moved.itertuples()
        ]
        values = {"attribute": ATTRIBUTES[attribute], "told": ", ".join(told), "v": f"{rows['v'].iloc[0]:.2f}"}
        lines.append(
            (
                "What was collected drifts by {attribute}: {told} of the papers, from the first third of the periods "
                "to the last (Cramér's V {v}). Growth is therefore estimated within each {attribute}, and put "
                "together.",
                values,
            )
        )
    return lines


def _say_break(row: Any, first: pd.Timestamp, last: pd.Timestamp) -> str:
    """Where a value begins after the first period or ends before the last, since when."""
    begins = "" if row.first == first else f"none before {row.first:%Y-%m}"
    ends = "" if row.last == last else f"none after {row.last:%Y-%m}"
    said = ", ".join(filter(None, (begins, ends)))
    return f" ({said})" if said else ""


def describe_selection(sources: pd.DataFrame, papers: pd.DataFrame, coverage: pd.DataFrame) -> list[Sentence]:
    """What sources of unknown selection stand in the way of, and what would help."""
    windows = find_windows(sources, papers)
    held = list_papers(papers).groupby("source").size()
    lines: list[Sentence] = []
    for row in sources[sources["selection"] == "unknown"].itertuples():
        window = windows.loc[row.source]
        known = bool(window["assumed"])
        days = "" if not known else f"{window['covers_from']:%Y-%m-%d} to {window['covers_to']:%Y-%m-%d}"
        told = (
            f"its window is taken from the dates seen ({days})"
            if known
            else f"its papers ({held.get(row.source, 0):,}) are too few to take a window from, and count in no growth"
        )
        lines.append(
            (
                "How the papers of {title} were selected is not known: {told}. What rises here rises among these "
                "papers, and may do so by how they were selected. If the source holds every paper of a span of time "
                "that its query finds, say so in the source.yaml beside its files (selection: all, covers_from, "
                "covers_to).",
                {"title": row.title, "told": told},
            )
        )
    return lines


def burst_rows(bursts: pd.DataFrame, fields: Mapping[str, Mapping[str, Any]], *, most: int) -> pd.DataFrame:
    """The strongest bursts, in order of time, with `name`, `end` (the day after) and `link` to their papers."""
    chosen = bursts.sort_values(["q_value", "weight", "kind", "label"], ascending=[True, False, True, True]).head(most)
    chosen = chosen.sort_values(["first", "kind", "label"], ignore_index=True)
    named = chosen.assign(name=chosen["kind"] + ": " + name_labels(chosen, fields))
    named["end"] = named["last"] + pd.Timedelta(days=1)
    named["link"] = [link_label(row, row.name) for row in named.itertuples(index=False)]
    return named


def describe_skill(backtest: pd.DataFrame) -> list[Sentence]:
    """How well forecasts did in the past, one line a kind, beside two simple ways."""
    lines: list[Sentence] = []
    for kind, rows in backtest.groupby("kind", sort=False):
        by = rows.set_index("method")
        own, others = by.loc["forecast"], by.loc[["persistence", "linear"]]
        ahead = own["log_score"] > others["log_score"].max()
        # Of few labels the ten likeliest are nearly all.
        many = own["labels"] >= 30
        values = {
            "kind": _PLURALS.get(kind, f"{kind}s").capitalize(),
            "origins": int(own["origins"]),
            "in80": f"{100 * own['coverage_80']:.0f}",
            "in95": f"{100 * own['coverage_95']:.0f}",
            "verdict": "better than" if ahead else "no better than the better of",
            "forecasts": int(own["forecasts"]),
            "precision": f"{100 * own['precision']:.0f}",
            "base": f"{100 * own['base_rate']:.0f}",
        }
        lines.append(
            (
                "{kind}: from {origins} earlier dates, {in80} % of what came lay in the 80 % intervals and {in95} % in "
                "the 95 % ones ({forecasts:forecast}); {verdict} both the last share and a line through the shares "
                "(log score)."
                + (" Of the ten likeliest to rise {precision} % rose, of all {base} %." if many else "")
                + (" Optimistic: these labels were found with the later papers too." if own["optimistic"] else ""),
                values,
            )
        )
    return lines or [("From these sources no share can be forecast.", {})]
