"""What an edit of a field's definition changes: the papers it gains and loses, with the sentences that decide."""

from typing import NamedTuple

import pandas as pd

from analysis.trends.fields import assign_fields
from analysis.workspace import FieldnotesError, Settings, SettingsError, read_table, table_file


class TrialError(FieldnotesError):
    """An edit cannot be tried; the message says what is missing."""


class Trial(NamedTuple):
    """Papers of the field as `params.yaml` now says, and those gained and lost since the last run.

    `gained` and `lost` have `paper_id`, `title`, `score`, `evidence`, `sentence`.
    """

    now: int
    before: int
    gained: pd.DataFrame
    lost: pd.DataFrame


def try_field(name: str, settings: Settings) -> Trial:
    """Find the papers of a field anew and compare them with those of the last run.

    Parameters
    ----------
    name
        Of a field in ``params.yaml``.
    settings
        As they now are.

    Raises
    ------
    SettingsError
        If there is no such field, or it names a method that is not in the lexicon.
    TrialError
        If there is no run to compare with.
    """
    if name not in settings.fields:
        known = ", ".join(settings.fields)
        raise SettingsError(f"params.yaml defines no field {name!r} (found: {known}); add it under `fields:`")
    if not table_file("paper_methods").is_file():
        raise TrialError("there is no finished run to try a field on; run `make reports` first")
    papers, mentions, entries = (read_table(table) for table in ("papers", "paper_methods", "methods"))
    definition = settings.fields[name].model_dump(mode="json")
    now = assign_fields(papers, mentions, entries, {name: definition})
    known = table_file("paper_fields").is_file()
    before = read_table("paper_fields") if known else now.iloc[:0]
    before = before[before["field"] == name]
    return Trial(len(now), len(before), _only_in(now, before, papers), _only_in(before, now, papers))


def _only_in(one: pd.DataFrame, other: pd.DataFrame, papers: pd.DataFrame) -> pd.DataFrame:
    own = one[~one["paper_id"].isin(other["paper_id"])].merge(papers[["paper_id", "title"]], on="paper_id")
    columns = ["paper_id", "title", "score", "evidence", "sentence"]
    return own.sort_values(["score", "paper_id"], ascending=[False, True], ignore_index=True)[columns]
