"""What was planted beside what was found."""

from typing import Any

import pandas as pd

from analysis.planted.files import TRUTH
from analysis.workspace import raw_folder, read_json


def read_truth(corpus: str) -> dict[str, Any] | None:
    """What was planted in a corpus; None where it is of real papers."""
    file = raw_folder(corpus) / TRUTH
    return read_json(file) if file.is_file() else None


def compare_growth(truth: dict[str, Any], growth: pd.DataFrame) -> pd.DataFrame:
    """For each planted label what was planted and what was found.

    Parameters
    ----------
    truth
        As `read_truth` gives it.
    growth
        The table `growth`.

    Returns
    -------
    pandas.DataFrame
        `label`, `sort`, `papers` and `growth` as planted; `counted`, `found`, `low`, `high`, `verdict` as found;
        `inside`, whether the interval holds the planted growth (missing for bursts, whose share has no growth).
    """
    planted = pd.DataFrame(truth["labels"])
    found = growth.loc[growth["kind"] == "method", ["label", "counted", "growth", "low", "high", "verdict"]]
    table = planted.merge(found.rename(columns={"growth": "found"}), on="label", how="left")
    held = (table["low"] <= table["growth"]) & (table["growth"] <= table["high"])
    known = table["found"].notna() & (table["sort"] != "burst")
    table["inside"] = held.astype(object).where(known, None)
    return table.drop(columns=["burst_from", "burst_to"])


def growth_rows(table: pd.DataFrame, growth: pd.DataFrame) -> pd.DataFrame:
    """What `compare_growth` gives, as a page shows it."""
    from analysis.reports.pages import Linked, papers_link, show_growth

    found = growth[growth["kind"] == "method"].set_index("label")
    return pd.DataFrame(
        {
            "label": [Linked(row.label, papers_link(row.label, method=row.label)) for row in table.itertuples()],
            "planted": table["sort"].to_numpy(),
            "papers planted": table.get("papers", pd.Series(dtype=int)).to_numpy(),
            "growth planted": [f"×{1 + value:.2f}" for value in table.get("growth", [])],
            "found": [
                show_growth(found.loc[row.label]) if row.label in found.index else "not found"
                for row in table.itertuples()
            ],
            "inside": [{True: "yes", False: "no", None: ""}[value] for value in table.get("inside", [])],
        }
    )


def compare_bursts(truth: dict[str, Any], bursts: pd.DataFrame) -> pd.DataFrame:
    """For each planted burst its months, those found, their overlap (Jaccard); last those that nobody planted."""
    rows = []
    for label in truth["labels"]:
        if label["sort"] != "burst":
            continue
        planted = _months(label["burst_from"], label["burst_to"])
        own = bursts[(bursts["kind"] == "method") & (bursts["label"] == label["label"])]
        found = [_months(row.first, row.last) for row in own.itertuples()]
        best = max(found, key=lambda months: len(months & planted) / len(months | planted), default=set())
        overlap = len(best & planted) / len(best | planted)
        rows.append(
            {
                "label": label["label"],
                "planted": f"{label['burst_from'][:7]} to {label['burst_to'][:7]}",
                "found": f"{_name(min(best))} to {_name(max(best))}" if best else "none",
                "overlap": round(overlap, 2),
            }
        )
    planted_labels = {label["label"] for label in truth["labels"] if label["sort"] == "burst"}
    for row in bursts[(bursts["kind"] == "method") & ~bursts["label"].isin(planted_labels)].itertuples():
        months = _months(row.first, row.last)
        found = f"{_name(min(months))} to {_name(max(months))}"
        rows.append({"label": row.label, "planted": "none", "found": found, "overlap": 0.0})
    return pd.DataFrame(rows)


def compare_topics(truth: dict[str, Any], paper_topics: pd.DataFrame, papers: pd.DataFrame) -> float:
    """How well topics agree with those planted (adjusted mutual information, 1 at best)."""
    from sklearn.metrics import adjusted_mutual_info_score

    rows = papers[["paper_id", "doi"]].dropna().merge(paper_topics[["paper_id", "topic"]], on="paper_id")
    planted = rows["doi"].map(truth["topics"])
    known = planted.notna()
    return float(adjusted_mutual_info_score(planted[known], rows.loc[known, "topic"]))


def _months(first: Any, last: Any) -> set[int]:
    one, other = pd.Timestamp(first), pd.Timestamp(last)
    return set(range(one.year * 12 + one.month - 1, other.year * 12 + other.month))


def _name(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02d}"
