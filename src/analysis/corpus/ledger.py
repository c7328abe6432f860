"""What became of each raw record."""

import pandas as pd


def build_ledger(records: pd.DataFrame, rejects: pd.DataFrame) -> pd.DataFrame:
    """One row for each raw record and each reject: where it stood and what became of it.

    Parameters
    ----------
    records
        Cleaned and linked records with `work` and `paper_id`, missing where `problem` says why there is none or
        `left_out` by which rule the paper is not analysed; the first record of a work is the one that is kept or
        filtered.
    rejects
        What the readers could not read.

    Returns
    -------
    pandas.DataFrame
        The table `ledger`.
    """
    place = ["record_id", "source", "file", "line", "source_id"]
    columns = [*place, "work", "paper_id", "evidence", "score", "changed", "flagged", "problem", "left_out"]
    kept = records[columns].copy()
    usable = kept["problem"].isna()
    first = usable & ~kept["work"].where(usable).duplicated()
    kept["outcome"] = "merged"
    kept.loc[first, "outcome"] = "kept"
    kept.loc[first & kept["left_out"].notna(), "outcome"] = "filtered"
    kept.loc[~usable, "outcome"] = "rejected"
    reasons = {"kept": "a paper", "merged": "the same work as another record"}
    told = kept["outcome"].map(reasons).where(usable, kept["problem"])
    kept["reason"] = told.where(kept["outcome"] != "filtered", kept["left_out"])
    nothing = dict.fromkeys(("source_id", "paper_id", "changed", "flagged"))
    texts = rejects["text"].str.slice(0, 200)
    lost = rejects.assign(outcome="rejected", evidence=texts, score=float("nan"), **nothing)
    return pd.concat([kept.drop(columns=["problem", "left_out", "work"]), lost.drop(columns="text")], ignore_index=True)


def check_sums(ledger: pd.DataFrame, papers: pd.DataFrame, *, records: int, rejects: int) -> None:
    """Make sure that no raw record was lost.

    Raises
    ------
    ValueError
        If the ledger has not one row for each record and reject, or other papers than the table of papers.
    """
    if len(ledger) != records + rejects or ledger["record_id"].duplicated().any():
        raise ValueError(f"the ledger does not add up: {len(ledger)} rows for {records} records and {rejects} rejects")
    named = set(ledger["paper_id"].dropna())
    if named != set(papers["paper_id"]) or (ledger["outcome"] == "kept").sum() != len(papers):
        raise ValueError(f"the ledger does not add up: it names {len(named)} papers of {len(papers)}")
