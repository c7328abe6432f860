"""How people work together over the years, what their communities write about, and what leading authors do."""

import pandas as pd

from analysis.reports.authors.identity import name_authors
from analysis.reports.pages import Linked, papers_link, show_author

# An author is new who wrote nothing here in so many years before.
LOOK_BACK = 3
_SHOWN = 3


def collaboration_rows(papers: pd.DataFrame, paper_authors: pd.DataFrame) -> pd.DataFrame:
    """A row for each year: papers, how many sign them, how many one alone, how many authors are new.

    An author is new who wrote nothing here in the three years before; that can only be told where there are papers of
    each of these.
    """
    years = papers.set_index("paper_id")["published"].dt.year.dropna().astype(int)
    own = paper_authors[["paper_id", "author_id"]].assign(year=paper_authors["paper_id"].map(years)).dropna()
    own = own.drop_duplicates().astype({"year": int})
    sizes = own.groupby(["year", "paper_id"]).size()
    by_year = sizes.groupby("year").agg(
        papers="size", mean="mean", median="median", alone=lambda size: (size == 1).mean()
    )
    active = own[["author_id", "year"]].drop_duplicates().sort_values(["author_id", "year"])
    gap = active.groupby("author_id")["year"].diff()
    new = (gap.isna() | (gap > LOOK_BACK)).groupby(active["year"]).mean()
    known = [{year - back for back in range(1, LOOK_BACK + 1)} <= set(by_year.index) for year in by_year.index]
    return pd.DataFrame(
        {
            "year": [str(year) for year in by_year.index],
            "papers": [Linked(n, papers_link(f"Papers of {year}", year=year)) for year, n in by_year["papers"].items()],
            "authors a paper": [f"{value:.1f}" for value in by_year["mean"]],
            "median": [f"{value:g}" for value in by_year["median"]],
            "one author alone": [f"{value:.0%}" for value in by_year["alone"]],
            "new authors": [
                f"{new[year]:.0%}" if told else "" for year, told in zip(by_year.index, known, strict=True)
            ],
        }
    ).iloc[::-1]


def name_communities(
    author_nodes: pd.DataFrame, paper_authors: pd.DataFrame, paper_topics: pd.DataFrame, topics: pd.DataFrame
) -> dict[int, str]:
    """By community of authors a name: its number, and the topic that its papers have most above the corpus.

    Of topics that a fifth of a community's papers are of; a community of fewer than three papers has its number alone.
    """
    labels = topics.set_index("topic")["label"].str.split(" · ").str[0]
    topic = paper_topics[paper_topics["topic"] >= 0].set_index("paper_id")["topic"]
    share = topic.value_counts(normalize=True)
    members = paper_authors.merge(author_nodes[["author_id", "community"]], on="author_id")
    members = members[["paper_id", "community"]].drop_duplicates()
    members["topic"] = members["paper_id"].map(topic)
    counts = members.groupby("community")["paper_id"].size()
    held = members.dropna(subset="topic").groupby(["community", "topic"]).size().rename("papers").reset_index()
    numbers = {int(number): str(number) for number in author_nodes["community"].unique()}
    if held.empty:
        return numbers
    held["share"] = held["papers"] / held["community"].map(counts)
    held["above"] = held["share"] / held["topic"].map(share)
    told = held[(held["share"] >= 0.2) & (held["papers"] >= 2) & (held["community"].map(counts) >= 3)]
    told = told.sort_values(["community", "above", "topic"], ascending=[True, False, True]).drop_duplicates("community")
    named = {int(row.community): f"{int(row.community)}: {labels[row.topic]}" for row in told.itertuples()}
    return numbers | named


def profile_rows(
    papers: pd.DataFrame,
    authors: pd.DataFrame,
    paper_authors: pd.DataFrame,
    paper_topics: pd.DataFrame,
    topics: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    most: int,
) -> pd.DataFrame:
    """A row for each author with the most papers here: with whom, on what, with which methods, the most first.

    What their papers are on lately is told where the topic of most of the later half is not that of the earlier.

    Parameters
    ----------
    papers, authors, paper_authors, paper_topics, topics
        The tables of that name.
    mentions
        Of `paper_methods` those to be told of.
    """
    shown = authors.sort_values(["papers", "name"], ascending=[False, True]).head(most)
    own = paper_authors.loc[paper_authors["author_id"].isin(shown["author_id"]), ["paper_id", "author_id"]]
    others = own.merge(paper_authors, on="paper_id", suffixes=("", "_other"))
    others = others[others["author_id"] != others["author_id_other"]]
    names = name_authors(authors)
    labels = topics[topics["topic"] >= 0].set_index("topic")["label"]
    of_topic = own.merge(paper_topics[paper_topics["topic"] >= 0], on="paper_id")
    named = own.merge(mentions[["paper_id", "method"]].drop_duplicates(), on="paper_id")
    dated = of_topic.assign(date=of_topic["paper_id"].map(papers.set_index("paper_id")["published"]))
    columns = {
        "writes with": _most_frequent(others["author_id"], others["author_id_other"].map(names)),
        "on": _most_frequent(of_topic["author_id"], of_topic["topic"].map(labels)),
        "lately on": _turn_to(dated.dropna(subset="date"), labels),
        "with": _most_frequent(named["author_id"], named["method"]),
    }
    return pd.DataFrame(
        {
            "author": [show_author(row) for row in shown.itertuples()],
            "papers": [Linked(row.papers, papers_link(row.name, author=row.author_id)) for row in shown.itertuples()],
            **{name: [told.get(author, "") for author in shown["author_id"]] for name, told in columns.items()},
        }
    )


def _turn_to(dated: pd.DataFrame, labels: pd.Series) -> dict[str, str]:
    """By author of four dated papers or more the topic of most of the later half, if it is another than before."""
    ordered = dated.sort_values(["author_id", "date", "paper_id"])
    place, size = ordered.groupby("author_id").cumcount(), ordered.groupby("author_id")["topic"].transform("size")
    found = [
        ordered[half].groupby("author_id")["topic"].agg(lambda topics: topics.mode().iloc[0])
        for half in ((size >= 4) & (place < size // 2), (size >= 4) & (place >= size - size // 2))
    ]
    both = pd.concat(found, axis=1, keys=["before", "after"])
    turned = both.loc[both["before"] != both["after"], "after"]
    return turned.map(labels).to_dict()


def _most_frequent(author: pd.Series, value: pd.Series) -> dict[str, str]:
    """By author the most frequent values with their numbers."""
    counts = pd.DataFrame({"author": author, "value": value}).value_counts().rename("papers").reset_index()
    ordered = counts.sort_values(["author", "papers", "value"], ascending=[True, False, True])
    top = ordered.groupby("author").head(_SHOWN)
    told = top["value"].astype("str") + " (" + top["papers"].astype("str") + ")"
    return told.groupby(top["author"]).agg("; ".join).to_dict()
