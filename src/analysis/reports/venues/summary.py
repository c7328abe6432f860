"""The report of venues: where papers appear, how they scatter, and what becomes of preprints."""

import pandas as pd

from analysis.productivity import Zones
from analysis.reports.pages import Linked, papers_link

Sentence = tuple[str, dict[str, object]]


def without_servers(papers: pd.DataFrame, versions: pd.DataFrame) -> pd.DataFrame:
    """The papers with the venue that published them: a preprint server is none.

    Parameters
    ----------
    papers
        `paper_id`, `venue`.
    versions
        The table `versions`.

    Examples
    --------
    >>> papers = pd.DataFrame({"paper_id": ["p", "q"], "venue": ["Wells", "arXiv"]})
    >>> versions = pd.DataFrame({"paper_id": ["p", "q"], "kind": ["published", "preprint"]})
    >>> without_servers(papers, versions)["venue"].tolist()
    ['Wells', None]
    """
    published = papers["paper_id"].isin(versions.loc[versions["kind"] == "published", "paper_id"])
    venue = papers["venue"].astype(object)
    return papers.assign(venue=venue.where(published & venue.notna(), None))


def venues_finding(papers: pd.DataFrame, zones: Zones, paired: pd.DataFrame) -> Sentence:
    """How many papers appeared where, and which venue has the most."""
    named = papers["venue"].notna()
    if not named.any():
        return (
            "None of {papers:paper} has a venue that published it, so nothing can be said of venues. "
            "{preprints:of them is a preprint|of them are preprints}. Exports of Web of Science, "
            "Scopus, PubMed, OpenAlex and Crossref name venues.",
            {"papers": len(papers), "preprints": len(paired)},
        )
    top = zones.venues.iloc[0]
    ties = int((zones.venues["papers"] == top["papers"]).sum())
    first = "The most are in {top}: {n}." if ties == 1 else "{ties} venues have the most, {n} each; one is {top}."
    return (
        "{named} of {papers:paper} appeared in one of {venues:venue|venues}. " + first,
        {
            "named": Linked(int(named.sum()), papers_link("Papers with a venue", has="venue")),
            "papers": len(papers),
            "venues": len(zones.venues),
            "top": top["venue"],
            "ties": ties,
            "n": Linked(int(top["papers"]), papers_link(top["venue"], venue=top["venue"])),
        },
    )


def describe_venues(papers: pd.DataFrame, paired: pd.DataFrame) -> list[Sentence]:
    """What the numbers rest on: preprints alone are in no venue, spellings and abbreviations are one."""
    if papers.empty:
        return []
    alone = int((~paired["is_published"]).sum())
    unknown = int(papers["venue"].isna().sum()) - alone
    told: list[Sentence] = [
        (
            "Spellings of a venue, abbreviations among them, are one where they can be no other of this corpus; a "
            "preprint server is no venue.",
            {},
        ),
        (
            "{alone:paper is|papers are} known as a preprint only; of {unknown:other paper|other papers} no venue is "
            "known.",
            {"alone": Linked(alone, papers_link("Papers known as a preprint only", version="preprint only")),
             "unknown": max(unknown, 0)},
        ),
    ]  # fmt: skip
    return told


def zone_rows(zones: Zones) -> pd.DataFrame:
    """Bradford's zones: venues and papers of each, and how their number would vary."""
    rows = zones.zones
    return pd.DataFrame(
        {
            "zone": [f"{zone} (core)" if zone == 1 else str(zone) for zone in rows["zone"]],
            "papers": rows["papers"].to_numpy(),
            "venues": rows["venues"].to_numpy(),
            "95 %": [f"{low:.0f} to {high:.0f}" for low, high in zip(rows["low"], rows["high"], strict=True)],
            "times the zone before": [f"{value:.1f}" if pd.notna(value) else "" for value in rows["multiplier"]],
        }
    )


def venue_rows(zones: Zones, impact: pd.DataFrame, paired: pd.DataFrame) -> pd.DataFrame:
    """Every venue: papers, zone, how many were preprints first, mean citations beside their years.

    Parameters
    ----------
    zones
        From `analysis.productivity.find_zones`.
    impact
        From `analysis.productivity.compare_groups` by venue.
    paired
        From `analysis.productivity.pair_versions`.
    """
    scores = impact.set_index("venue")
    preprints = paired.loc[paired["is_published"], "venue"].value_counts()
    venues = zones.venues
    return pd.DataFrame(
        {
            "venue": venues["venue"].to_numpy(),
            "papers": [
                Linked(int(count), papers_link(name, venue=name))
                for name, count in zip(venues["venue"], venues["papers"], strict=True)
            ],
            "zone": venues["zone"].to_numpy(),
            "preprints first": venues["venue"].map(preprints).fillna(0).astype("int64").to_numpy(),
            "citations here": [
                f"{scores['mean'][name]:.2f} ({scores['low'][name]:.2f} to {scores['high'][name]:.2f})"
                if name in scores.index
                else ""
                for name in venues["venue"]
            ],
        }
    )


def preprint_rows(followed: pd.DataFrame) -> pd.DataFrame:
    """By year of the preprint how many were published, with intervals; years that are still open say so."""
    return pd.DataFrame(
        {
            "year": followed["year"].astype("str").to_numpy(),
            "preprints": [
                Linked(int(count), papers_link(f"Preprints of {year}", preprint=year))
                for year, count in zip(followed["year"], followed["preprints"], strict=True)
            ],
            "known to be published": followed["published"].to_numpy(),
            "share": [f"{100 * share:.0f} %" for share in followed["share"]],
            "95 %": [f"{100 * row.low:.0f} to {100 * row.high:.0f}" for row in followed.itertuples()],
            "median months": [f"{months:.0f}" if pd.notna(months) else "" for months in followed["median"]],
            "so far": ["still open" if is_open else "" for is_open in followed["is_open"]],
        }
    )


def say_preprints(paired: pd.DataFrame) -> list[Sentence]:
    """How many preprints are known to be published, and what that rests on."""
    if paired.empty:
        return [("No paper here is known as a preprint.", {})]
    published = int(paired["is_published"].sum())
    told: list[Sentence] = [
        (
            "{published} of {preprints:preprint|preprints} {is_or_are} known to be published; others may be, where no "
            "record here tells.",
            {
                "published": Linked(published, papers_link("Preprints that were published", version="both")),
                "preprints": len(paired),
                "is_or_are": "is" if 1 in (published, len(paired)) else "are",
            },
        )
    ]
    months = paired["months"].dropna()
    if len(months):
        told.append(
            (
                "Of {n:paper|papers} with both dates half were published within {median:month|months}, the middle half "
                "between {low} and {high}.",
                {
                    "n": len(months),
                    "median": round(months.median()),
                    "low": f"{months.quantile(0.25):.0f}",
                    "high": f"{months.quantile(0.75):.0f}",
                },
            )
        )
    return told


def say_zones(zones: Zones) -> str:
    """How few venues hold how much of the papers.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"zone": [1, 2, 3], "venues": [2, 8, 30], "papers": [36, 32, 32],
    ...     "low": [1, 6, 25], "high": [3, 9, 31]})
    >>> say_zones(Zones(pd.DataFrame({"venue": range(40)}), table))
    '36 % of the papers with a venue stand in 2 of 40 venues; a third of papers drawn anew in 1 to 3'
    """
    if zones.zones.empty:
        return ""
    core = zones.zones.iloc[0]
    if core["zone"] > 1:
        return "Two thirds or more of the papers with a venue stand in one"
    share = core["papers"] / zones.zones["papers"].sum()
    drawn = f"{core['low']:.0f}" if core["low"] == core["high"] else f"{core['low']:.0f} to {core['high']:.0f}"
    return (
        f"{100 * share:.0f} % of the papers with a venue stand in {core['venues']:,.0f} of {len(zones.venues):,} "
        f"venues; a third of papers drawn anew in {drawn}"
    )


def tell_apart(names: pd.Series) -> pd.Series:
    """Names of people, those of namesakes with a number, for a picture that has no room for more.

    Examples
    --------
    >>> import pandas as pd
    >>> tell_apart(pd.Series(["Wei Wang", "Ann Roe", "Wei Wang"])).tolist()
    ['Wei Wang (1)', 'Ann Roe', 'Wei Wang (2)']
    """
    number = names.groupby(names).cumcount() + 1
    return names.where(~names.duplicated(keep=False), names + " (" + number.astype("str") + ")")
