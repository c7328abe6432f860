"""Themes of keywords as they are told: where they stand, how sure that is, what they become."""

import numpy as np
import pandas as pd

from analysis.reports.pages import Linked, papers_link


def place_themes(themes: pd.DataFrame, cloud: pd.DataFrame) -> pd.Series:
    """By community, in what share of papers drawn anew a theme stands in the quadrant that it is said to.

    Parameters
    ----------
    themes, cloud
        From `analysis.keywords.map_themes` and `resample_themes`.

    Examples
    --------
    >>> themes = pd.DataFrame({"community": [1, 2], "centrality": [5.0, 1.0], "density": [3.0, 1.0]})
    >>> cloud = pd.DataFrame({"community": [1, 2, 1, 2], "draw": [0, 0, 1, 1], "centrality": [5.0, 1, 1, 5],
    ...     "density": [3.0, 1, 3, 1]})
    >>> place_themes(themes, cloud).to_dict()
    {1: 0.5, 2: 0.5}
    """
    if cloud.empty:
        return pd.Series(dtype="float")
    drawn = cloud[["centrality", "density"]].ge(cloud.groupby("draw")[["centrality", "density"]].transform("median"))
    said = themes.set_index("community")[["centrality", "density"]]
    said = said.ge(said.median())
    same = [
        np.array_equal(row, said.loc[name].to_numpy())
        for name, row in zip(cloud["community"], drawn.to_numpy(), strict=True)
    ]
    return pd.Series(same, index=cloud["community"]).groupby(level=0).mean().rename_axis(None)


def link_themes(themes: pd.DataFrame) -> dict[int, str]:
    """The address of the papers of each theme, by community."""
    return {row.community: papers_link(f"Theme {row.theme}", theme=row.community) for row in themes.itertuples()}


def theme_rows(themes: pd.DataFrame, places: pd.Series) -> pd.DataFrame:
    """Each theme with its measures and how sure its quadrant is."""
    return pd.DataFrame(
        {
            "theme": themes["theme"].to_numpy(),
            "papers": [
                Linked(int(count), papers_link(f"Theme {theme}", theme=community))
                for theme, community, count in zip(themes["theme"], themes["community"], themes["papers"], strict=True)
            ],
            "keywords": themes["keywords"].to_numpy(),
            "centrality": [f"{value:.1f}" for value in themes["centrality"]],
            "density": [f"{value:.1f}" for value in themes["density"]],
            "it is": themes["quadrant"].to_numpy(),
            "so in papers drawn anew": [
                f"{100 * places[name]:.0f} %" if name in places else "" for name in themes["community"]
            ],
        }
    )


def say_themes(themes: pd.DataFrame, places: pd.Series) -> str:
    """How many themes have a place that papers drawn anew confirm.

    Examples
    --------
    >>> say_themes(pd.DataFrame({"community": [1, 2, 3]}), pd.Series({1: 0.95, 2: 0.5, 3: 0.9}))
    '3 themes, 2 of them in one quadrant in nine of ten sets of papers drawn anew'
    """
    if themes.empty:
        return ""
    sure = int((places.reindex(themes["community"]) >= 0.9).sum())
    count = f"{len(themes)} theme" + ("s" if len(themes) != 1 else "")
    return f"{count}, {sure or 'none'} of them in one quadrant in nine of ten sets of papers drawn anew"


def slice_names(themes: pd.DataFrame) -> list[str]:
    """The slices by their first and last month."""
    days = themes.drop_duplicates("slice").sort_values("slice")
    return [f"{row.first:%Y-%m} to {row.last:%Y-%m}" for row in days.itertuples()]


def cross_slices(links: pd.DataFrame, themes: pd.DataFrame, number: int, *, most: int = 12) -> pd.DataFrame:
    """Keywords that lead from the themes of one slice to those of the next: a row and a column for each theme.

    Parameters
    ----------
    links, themes
        From `analysis.keywords.evolve_themes`.
    number
        The earlier slice.
    most
        Themes of each slice, those of the most papers.
    """
    ranked = themes.sort_values(["papers", "theme"], ascending=[False, True])
    rows, columns = (ranked.loc[ranked["slice"] == at, "theme"].head(most).tolist() for at in (number, number + 1))
    own = links[links["slice"] == number]
    table = own.pivot_table(index="theme", columns="next", values="shared", aggfunc="sum", fill_value=0)
    return table.reindex(index=rows, columns=columns, fill_value=0).astype("int64")


def say_evolution(links: pd.DataFrame, themes: pd.DataFrame) -> str:
    """How many of the last slice's themes share keywords with one before."""
    if themes.empty:
        return ""
    last = themes["slice"].max()
    if themes["slice"].eq(last).all():
        return ""
    own = themes.loc[themes["slice"] == last, "theme"]
    old = own.isin(links.loc[links["slice"] == last - 1, "next"]).sum()
    return f"{old} of {len(own)} themes of the last slice share keywords with one of the slice before"
