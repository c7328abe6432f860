"""Which identifiers of mentions can be trusted to tell who is who."""

import pandas as pd


def trust_identifiers(mentions: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    """Identifiers that say who is who; the others are none.

    One that several authors of a paper have is nobody's. Of one that stands on names with neither family nor first
    given name in common, only those count that share one of both with its commonest name.

    Parameters
    ----------
    mentions
        `paper_id`, `name` (the place in `names`), `orcid`, `author_key`.
    names
        From `analysis.authors.names.list_names`.

    Returns
    -------
    pandas.DataFrame
        `orcid` and `author_key`, with the index of `mentions`.
    """
    parts = pd.DataFrame(
        {
            "family": names["loose"].iloc[mentions["name"]].to_numpy(),
            "given": names["given"].map(lambda given: given[0] if given else "").iloc[mentions["name"]].to_numpy(),
        },
        index=mentions.index,
    )
    return pd.DataFrame({column: _trust(mentions[column], mentions, parts) for column in ("orcid", "author_key")})


def _trust(identifiers: pd.Series, mentions: pd.DataFrame, parts: pd.DataFrame) -> pd.Series:
    known = identifiers.dropna()
    shared = pd.DataFrame({"id": known, "paper": mentions["paper_id"].loc[known.index]})
    known = known[~known.isin(shared.loc[shared.duplicated(), "id"])]
    counts = mentions["name"].loc[known.index].groupby([known, mentions["name"].loc[known.index]]).size()
    counts.index.names = ["id", "name"]
    common = counts.reset_index(name="count").sort_values(["id", "count", "name"], ascending=[True, False, True])
    leading = common.drop_duplicates("id").set_index("id")["name"]
    first = mentions.drop_duplicates("name").set_index("name").index
    by_name = parts.loc[mentions.drop_duplicates("name").index].set_axis(first)
    own, usual = parts.loc[known.index], by_name.loc[leading.loc[known]].set_axis(known.index)
    alike = (own["family"] == usual["family"]) | ((own["given"] == usual["given"]) & (own["given"].str.len() > 1))
    return known[alike].reindex(identifiers.index)
