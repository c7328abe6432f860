"""What changes inside a field: the growth of topics, methods and the like among its own papers."""

from collections.abc import Iterable

import pandas as pd

from analysis.trends.growth import estimate_growth
from analysis.trends.verdicts import DEFAULTS, Limits

# What is looked for inside a field; communities are people, and told apart.
_KINDS = ("topic", "method", "modality", "cancer")


def estimate_inside(
    labels: pd.DataFrame,
    papers: pd.DataFrame,
    coverage: pd.DataFrame,
    *,
    fields: Iterable[str],
    strata: pd.Series | None = None,
    groups: pd.Series | None = None,
    starts: pd.Series | None = None,
    limits: Limits = DEFAULTS,
    seed: int = 0,
) -> pd.DataFrame:
    """The growth of each label's share of the papers of each field.

    Parameters
    ----------
    labels
        `paper_id`, `kind`, `label`; the papers of kind ``field`` say which are of which.
    papers, coverage, strata, groups, starts, limits, seed
        As for `estimate_growth`.
    fields
        Their names.

    Returns
    -------
    pandas.DataFrame
        The table `growth_inside`: that of `estimate_growth` with `field`; corrected within each field.
    """
    parts = []
    for field in fields:
        own = labels.loc[(labels["kind"] == "field") & (labels["label"] == field), "paper_id"]
        inside = labels[labels["paper_id"].isin(own) & labels["kind"].isin(_KINDS)]
        members = papers[papers["paper_id"].isin(own)]
        options = {"strata": strata, "groups": groups, "starts": starts, "limits": limits, "seed": seed}
        parts.append(estimate_growth(inside, members, coverage, **options).assign(field=field))
    found = [part for part in parts if len(part)]
    return pd.concat(found or parts, ignore_index=True) if parts else pd.DataFrame(columns=["field"])
