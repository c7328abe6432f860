"""Of each mention of an author where it was written: institutions and countries."""

import re
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from analysis.institutions.countries import find_country, is_country
from analysis.institutions.names import find_institution, institution_key
from analysis.workspace import list_values


class Placed(NamedTuple):
    """The tables `institutions` and `paper_institutions`."""

    institutions: pd.DataFrame
    paper_institutions: pd.DataFrame


def place_mentions(authorships: pd.DataFrame, *, replacements: Mapping[str, str] | None = None) -> Placed:
    """The institutions and countries of each mention that has an address.

    Parameters
    ----------
    authorships
        `paper_id`, `position`, `affiliation`: several addresses of one mention are parted by semicolons; `ror`: their
        institutions' ids, parted likewise, where a source gives them.
    replacements
        What a person decided to write in place of an institution, in any of its spellings; an empty text leaves it out.

    Returns
    -------
    Placed
        `paper_institutions`: for each address of a mention the institution and the country, either of which may not be
        known; `institutions`: under the spelling that most mentions have, with its variants and papers.
    """
    rows = _list_addresses(authorships)
    decided = {institution_key(name, None): instead for name, instead in (replacements or {}).items()}
    places = {text: (_name(text, decided), find_country(text)) for text in rows["address"].unique()}
    rows["name"] = rows["address"].map(lambda text: places[text][0]).astype("str")
    rows["country"] = rows["address"].map(lambda text: places[text][1]).astype("str")
    # What a source gives an id for is an institution, whatever it is called.
    called = rows["address"].str.split(", ").str[0]
    rows["name"] = rows["name"].where(rows["name"].notna() | rows["ror"].isna(), called)
    named = rows["name"].notna()
    rows["country"] = rows["country"].fillna(
        _countries_elsewhere(rows[named]).reindex(rows["name"]).set_axis(rows.index)
    )
    keys = {
        (name, country): institution_key(name, None if pd.isna(country) else country)
        for name, country in rows.loc[named, ["name", "country"]].drop_duplicates().itertuples(index=False)
    }
    pairs = zip(rows.loc[named, "name"], rows.loc[named, "country"], strict=True)
    rows["key"] = pd.Series([keys[pair] for pair in pairs], index=rows.index[named], dtype="str")
    # What a person wrote in place of an institution is none that a source knows.
    rows["ror"] = _rors_of_keys(rows).mask(rows["name"].isin(set(decided.values())), None)
    rows["key"] = rows["ror"].where(rows["ror"].notna() & named, rows["key"])
    rows["institution"] = rows["key"].map(_usual_names(rows[named])).astype("str")
    columns = ["paper_id", "position", "address", "institution", "country"]
    return Placed(
        _list_institutions(rows[named]), rows[columns].drop_duplicates().sort_values(columns[:3], ignore_index=True)
    )


def _list_addresses(authorships: pd.DataFrame) -> pd.DataFrame:
    """A row for each address of a mention, with the id of its institution where as many are given as addresses."""
    known = authorships.dropna(subset="affiliation").reindex(columns=["paper_id", "position", "affiliation", "ror"])
    unique = {text: split_addresses(text) for text in known["affiliation"].unique()}
    addresses = known["affiliation"].map(unique)
    rors = [text.split("; ") if isinstance(text, str) else [] for text in known["ror"]]
    pairs = [
        list(zip(each, ids if len(ids) == len(each) else [""] * len(each), strict=True))
        for each, ids in zip(addresses, rors, strict=True)
    ]
    rows = known[["paper_id", "position"]].assign(pair=pairs).explode("pair").dropna(subset="pair")
    split = pd.DataFrame(rows.pop("pair").tolist(), columns=["address", "ror"], index=rows.index, dtype="str")
    return rows.join(split.replace({"ror": {"": None}})).reset_index(drop=True)


def _rors_of_keys(rows: pd.DataFrame) -> pd.Series:
    """The id of each row's institution: its own, else the one that all rows of the same spelling and country have."""
    agreed = rows.dropna(subset=["key", "ror"]).groupby("key")["ror"].agg(["nunique", "first"])
    of_key = rows["key"].map(agreed.loc[agreed["nunique"] == 1, "first"])
    return rows["ror"].where(rows["ror"].notna(), of_key)


def _name(address: str, decided: Mapping[str, str]) -> str | None:
    name = find_institution(address)
    return (decided.get(institution_key(name, None), name) or None) if name else None


def _countries_elsewhere(rows: pd.DataFrame) -> pd.Series:
    """By name of an institution the country that all its other addresses agree on."""
    keys = rows["name"].map({name: institution_key(name, None) for name in rows["name"].unique()})
    known = rows.assign(key=keys).dropna(subset="country")
    agreed = known.groupby("key")["country"].agg(["nunique", "first"])
    agreed = agreed[agreed["nunique"] == 1]["first"]
    return pd.Series(keys.map(agreed).to_numpy(), index=rows["name"]).groupby(level=0).first()


def split_addresses(text: str) -> list[str]:
    """The addresses of one mention: parted by semicolons, or by commas behind a country that another address follows.

    Examples
    --------
    >>> split_addresses("Univ Rzeszów, Poland, Doctoral School, Univ Rzeszów, Poland; MIT")
    ['Univ Rzeszów, Poland', 'Doctoral School, Univ Rzeszów, Poland', 'MIT']
    """
    return [address for piece in re.split(r";\s*", text) for address in _split_by_countries(piece)]


def _split_by_countries(text: str) -> list[str]:
    found: list[str] = []
    begun: list[str] = []
    for part in re.split(r",\s*", text):
        begun.append(part)
        if len(begun) > 1 and is_country(part):
            found.append(", ".join(begun))
            begun = []
    rest = ", ".join(begun).strip(" .")
    # A postcode or an address of a mailbox behind the country begins no other address.
    another = rest and (not found or re.search(r"[^\W\d_]{4}", rest.split("@")[0]))
    return [*found, rest] if another else found


def _usual_names(rows: pd.DataFrame) -> dict[str, str]:
    """For each key the spelling of most mentions, of those the longest; told from a namesake by its country."""
    counts = rows.groupby(["key", "name"]).size().rename("count").reset_index()
    counts["length"] = counts["name"].str.len()
    order = counts.sort_values(["key", "count", "length", "name"], ascending=[True, False, False, True])
    usual = order.drop_duplicates("key").set_index("key")["name"]
    shared = usual.duplicated(keep=False)
    country = rows.drop_duplicates("key").set_index("key")["country"]
    return {
        key: f"{name} ({country[key]})" if shared[key] and pd.notna(country[key]) else name
        for key, name in usual.items()
    }


def _list_institutions(rows: pd.DataFrame) -> pd.DataFrame:
    groups = rows.groupby("institution", sort=True)
    return pd.DataFrame(
        {
            "country": groups["country"].first(),
            "ror": groups["ror"].first(),
            "variants": list_values(rows, by="institution", column="name"),
            "papers": groups["paper_id"].nunique(),
        }
    ).reset_index()
