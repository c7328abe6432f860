"""The report of institutions and countries: what is counted of addresses, and how."""

import pandas as pd

from analysis.counts import cross_papers
from analysis.reports.pages import Linked, papers_link

Sentence = tuple[str, dict[str, object]]
_COUNTED = {
    "full": "A paper counts once for each country and institution that it has an address of.",
    "fractional": "A paper is one in all: each of its addresses has an equal part.",
}


def institutions_finding(places: pd.DataFrame, papers: pd.DataFrame) -> Sentence:
    """Of how many papers an address is known, from how many countries, how many of several."""
    if places.empty:
        return (
            "None of {papers:paper} has an address here, so nothing can be said of institutions and countries. Exports "
            "of Web of Science, Scopus, OpenAlex, PubMed and IEEE give addresses.",
            {"papers": len(papers)},
        )
    known = places.dropna(subset="country")
    countries = known.groupby("paper_id")["country"].nunique()
    return (
        "{addressed} of {papers:paper} have an address here. They come from {countries:country|countries}; "
        "{several} of {known} with a known country have addresses of more than one.",
        {
            "addressed": Linked(places["paper_id"].nunique(), papers_link("Papers with addresses", has="address")),
            "papers": len(papers),
            "countries": known["country"].nunique(),
            "several": Linked(int((countries > 1).sum()), papers_link("Papers of several countries", has="several")),
            "known": len(countries),
        },
    )


def describe_places(places: pd.DataFrame, authorships: pd.DataFrame, *, counting: str) -> list[Sentence]:
    """What the numbers rest on: mentions with an address, addresses with a country, how papers are counted."""
    if places.empty:
        return []
    mentions = places[["paper_id", "position"]].drop_duplicates()
    return [
        (
            "{mentions} of {all} names on papers have an address; of {addresses:address|addresses}, {countries} say "
            "their country and {institutions} an institution.",
            {
                "mentions": len(mentions),
                "all": len(authorships),
                "addresses": len(places),
                "countries": int(places["country"].notna().sum()),
                "institutions": int(places["institution"].notna().sum()),
            },
        ),
        (_COUNTED[counting], {}),
    ]


def count_places(places: pd.DataFrame, *, by: str, counting: str) -> pd.Series:
    """Papers by country or institution, the most first.

    Parameters
    ----------
    places
        `paper_id` and the column `by`, a row for each address.
    by
        ``country`` or ``institution``.
    counting
        ``full``: a paper counts once for each value; ``fractional``: each of a paper's addresses has an equal part.

    Examples
    --------
    >>> places = pd.DataFrame({"paper_id": ["p", "p", "p", "q"], "country": ["Chad", "Chad", "Peru", "Peru"]})
    >>> count_places(places, by="country", counting="full").to_dict()
    {'Peru': 2, 'Chad': 1}
    >>> count_places(places, by="country", counting="fractional").round(2).to_dict()
    {'Peru': 1.33, 'Chad': 0.67}
    """
    known = places.dropna(subset=by)
    if counting == "full":
        counts = known.groupby(by)["paper_id"].nunique()
    else:
        part = 1 / known.groupby("paper_id")["paper_id"].transform("size")
        counts = part.groupby(known[by]).sum().round(3)
    ordered = counts.rename("papers").reset_index().sort_values(["papers", by], ascending=[False, True])
    return ordered.set_index(by)["papers"]


def country_rows(places: pd.DataFrame, counts: pd.Series, *, most: int) -> pd.DataFrame:
    """A row for each country: papers, of these of this country alone, and those with others.

    Parameters
    ----------
    places
        `paper_id`, `country` by name.
    counts
        From `count_places`.
    most
        Rows.
    """
    pairs = places.dropna(subset="country")[["paper_id", "country"]].drop_duplicates()
    alone = pairs.groupby("paper_id")["country"].transform("size") == 1
    single, total = pairs[alone].groupby("country").size(), pairs.groupby("country").size()
    shown = counts.head(most)
    return pd.DataFrame(
        {
            "country": shown.index.to_numpy(),
            "papers": [Linked(count, papers_link(name, country=name)) for name, count in shown.items()],
            "of this country alone": single.reindex(shown.index, fill_value=0).to_numpy(),
            "with other countries": (total - single.reindex(total.index, fill_value=0)).reindex(shown.index).to_numpy(),
        }
    )


def countries_together(places: pd.DataFrame, *, most: int) -> pd.DataFrame:
    """How many papers have addresses of each two countries: on the diagonal each by itself."""
    pairs = places.dropna(subset="country")[["paper_id", "country"]].drop_duplicates()
    counts = count_places(pairs, by="country", counting="full")
    leading = counts[counts >= 2].head(most).index
    rows = pairs[pairs["country"].isin(leading)]
    return cross_papers(rows, by=("country", "country")) if len(leading) > 1 else pd.DataFrame()


def institution_rows(institutions: pd.DataFrame, counts: pd.Series, *, most: int) -> pd.DataFrame:
    """A row for each institution of the most papers: country, papers, other spellings.

    Parameters
    ----------
    institutions
        The table `institutions`, its countries by name.
    counts
        From `count_places`.
    most
        Rows.
    """
    shown = counts.head(most)
    known = institutions.set_index("institution").loc[shown.index]
    return pd.DataFrame(
        {
            "institution": shown.index.to_numpy(),
            "country": known["country"].fillna("").to_numpy(),
            "papers": [Linked(count, papers_link(name, institution=name)) for name, count in shown.items()],
            "also written as": [
                ", ".join(sorted(set(variants) - {name})) for name, variants in known["variants"].items()
            ],
        }
    )


def institutions_together(places: pd.DataFrame, *, most: int) -> pd.DataFrame:
    """A row for each two institutions that share two papers or more, the most first."""
    rows = places.dropna(subset="institution")[["paper_id", "institution"]].drop_duplicates()
    pairs = rows.merge(rows, on="paper_id", suffixes=("", "_other"))
    pairs = pairs[pairs["institution"] < pairs["institution_other"]]
    counts = pairs.groupby(["institution", "institution_other"]).size().rename("papers").reset_index()
    counts = counts[counts["papers"] >= 2].sort_values(["papers", "institution"], ascending=[False, True]).head(most)
    links = [
        papers_link(
            f"{row.institution} and {row.institution_other}", institution=[row.institution, row.institution_other]
        )
        for row in counts.itertuples()
    ]
    return pd.DataFrame(
        {
            "institution": counts["institution"].to_numpy(),
            "and": counts["institution_other"].to_numpy(),
            "papers": [Linked(count, link) for count, link in zip(counts["papers"], links, strict=True)],
        }
    )
