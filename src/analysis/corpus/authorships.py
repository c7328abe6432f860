"""Who signed which paper, at which place in its byline, under which name."""

import pandas as pd

from analysis.readers import Author, read_author
from analysis.text import clean_orcid, clean_text, is_nobody, move_particles, proper_case, split_name


def build_authorships(records: pd.DataFrame) -> pd.DataFrame:
    """The authors of each paper in order, from its record that names the most, most fully.

    Parameters
    ----------
    records
        `paper_id`, `authors`, a tuple of `analysis.readers.Author` each, and `is_fact`: a byline of facts counts
        where it names more than those of sources that list the paper.

    Returns
    -------
    pandas.DataFrame
        The table `authorships`.
    """
    facts = records.get("is_fact", False)
    listed = records[["paper_id", "authors"]].assign(
        is_fact=facts,
        authors=records["authors"].map(lambda authors: [each for each in authors if not is_nobody(each.name)]),
    )
    counted = listed.assign(count=listed["authors"].map(len))
    counted = counted[counted["count"] > 0]
    counted["letters"] = counted["authors"].map(lambda authors: sum(len(author.name) for author in authors))
    order = ["count", "is_fact", "letters"]
    counted = counted.sort_values(order, ascending=[False, True, False], kind="stable")
    parts = {author: split_author(author) for authors in counted["authors"] for author in authors}
    counted["authors"] = counted["authors"].map(lambda authors: [parts[author] for author in authors])
    chosen = counted.groupby("paper_id", sort=False)["authors"].agg(_complete).reset_index()
    chosen["position"] = chosen["authors"].map(lambda authors: list(range(1, len(authors) + 1)))
    rows = chosen.explode(["authors", "position"], ignore_index=True)
    split = pd.DataFrame(list(rows["authors"]), columns=Author._fields, index=rows.index)
    return pd.concat([rows[["paper_id", "position"]], split], axis=1)


def _complete(bylines: pd.Series) -> list[Author]:
    """The first byline, with what the others know of the same names at the same places.

    Examples
    --------
    >>> one, other = [Author("A. Roe", "Roe", "A.")], [Author("Ann Roe", "Roe", "Ann", affiliation="MIT")]
    >>> _complete(pd.Series([one, other]))[0].affiliation
    'MIT'
    """
    first, *others = bylines
    for byline in others:
        if len(byline) == len(first):
            first = [_fill(one, other) for one, other in zip(first, byline, strict=True)]
    return first


def _same_name(one: Author, other: Author) -> bool:
    """Whether family names agree, and given names in their first letter: bylines may be in two orders."""
    families = [(author.family or "").casefold() for author in (one, other)]
    letters = [(author.given or "")[:1].casefold() for author in (one, other)]
    return families[0] != "" and families[0] == families[1] and ("" in letters or letters[0] == letters[1])


def _fill(one: Author, other: Author) -> Author:
    if not _same_name(one, other):
        return one
    known = {field: getattr(one, field) or getattr(other, field) for field in ("orcid", "author_key")}
    # The ids of institutions go with the addresses that they are listed beside.
    placed = one if one.affiliation else other
    return one._replace(**known, affiliation=placed.affiliation, ror=placed.ror)


def split_author(author: Author) -> Author:
    """An author with all parts of the name, cleaned.

    Examples
    --------
    >>> split_author(Author("MÜLLER, Ana"))[:3], split_author(Author("World Bank", "World Bank"))[:3]
    (('Ana MÜLLER', 'Müller', 'Ana'), ('World Bank', 'World Bank', None))
    """
    name = clean_text(author.name) or author.name
    family, given = clean_text(author.family), clean_text(author.given)
    if not family:
        read = read_author(name) or Author(name)
        name, (family, given) = read.name, (read.family, read.given) if read.family else split_name(read.name)
    if given:
        # Where the given name shouts, so does the shortest family name.
        family = family.title() if family.isupper() and proper_case(given) != given else proper_case(family)
        family, given = move_particles(family, proper_case(given))
    orcid, affiliation = clean_orcid(author.orcid), clean_text(author.affiliation)
    return Author(name, family, given, orcid, affiliation, clean_text(author.author_key), author.ror)
