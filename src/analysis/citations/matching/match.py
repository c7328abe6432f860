"""Which citations name one work, and which of these works are papers of the corpus."""

import numpy as np
import pandas as pd

from analysis.citations.matching.evidence import ENOUGH, PERHAPS, weigh_pairs
from analysis.citations.matching.parse import parse_references
from analysis.citations.matching.traits import IDENTIFIERS, describe_papers, find_traits
from analysis.linking import distinct_pairs, group_rows, name_evidence, number_groups, override_pairs, pair_equals

# What two citations have to share to be compared; each part has to be told.
_BLOCKS = (
    ("family", "volume", "page"),
    ("family", "year", "page"),
    ("family", "year", "volume"),
    ("family", "initial", "year"),
    ("year", "volume", "page"),
    ("title",),
    ("beginning", "year"),
)
# A work has one of each of these: groups that have another are never joined through a third citation.
_ONE_OF_EACH = ("paper_id", "pmid")
_BEGINNING = 25


def match_references(
    references: pd.DataFrame,
    papers: pd.DataFrame,
    authorships: pd.DataFrame,
    *,
    aliases: pd.DataFrame | None = None,
    decisions: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Which work each cited text names.

    Texts are taken apart, those that share an identifier, a title, or two to three of author, year, volume and page are
    compared, and evidence for and against adds up (`analysis.citations.matching.evidence`). Pairs with enough of it are
    joined, the surest first; pairs with less only where neither text may be any other work. Author and year alone never
    do.
    The order of the rows has no influence.

    Parameters
    ----------
    references
        `paper_id`, `source` and `cited`: a row for each entry of a list of references.
    papers, authorships
        The tables of these names.
    aliases
        Further identifiers of papers, `paper_id` and `alias`.
    decisions
        What a person decided: texts or paper ids `a` and `b`, and whether they are the `same` work.

    Returns
    -------
    pandas.DataFrame
        A row for each distinct `cited`: its parts as `parse_references` gives them, `work` (a number), `paper_id` where
        the work is a paper of the corpus, `evidence` (what ties it to the text or paper that it is surest to be one
        with) and `score` (bits); the last three are missing where there is none.
    """
    parsed = parse_references(sorted(references["cited"].unique()))
    known = describe_papers(
        papers, authorships, pd.DataFrame(columns=["paper_id", "alias"]) if aliases is None else aliases
    )
    items = pd.concat([parsed.assign(paper_id=""), known.assign(cited="")], ignore_index=True)
    traits = find_traits(items)
    pairs = _compare(traits, items["paper_id"].to_numpy(object))
    names = (items["cited"] + "\x00" + items["paper_id"]).to_numpy(object)
    pairs = _decide(pairs, items, decisions)
    told = {"paper_id": items["paper_id"], "pmid": traits["pmid"]}
    single = {name: [value or None for value in told[name]] for name in _ONE_OF_EACH}
    group = group_rows(pairs, names, single, enough=ENOUGH)
    group = _join_alone(group, pairs, _find_lists(references, items), items["paper_id"])
    return _tell(items, pairs, group, len(parsed))


def _compare(traits: pd.DataFrame, paper_id: np.ndarray) -> pd.DataFrame:
    """The pairs worth comparing, with evidence and score; rows of one paper are one."""
    pairs = _find_pairs(traits)
    weights = weigh_pairs(traits, pairs)
    pairs["score"] = weights.sum(axis=1)
    pairs["evidence"] = name_evidence(weights)
    pairs = pairs[(pairs["score"] > -20) & ~_slips(pairs, weights, paper_id)]
    rows = pd.Series(np.arange(len(paper_id)))[paper_id != ""]
    first = rows.groupby(paper_id[paper_id != ""]).transform("first")
    own = pd.DataFrame({"a": first, "b": rows, "score": np.inf, "evidence": "one paper"})[
        lambda frame: frame["a"] != frame["b"]
    ]
    return pd.concat([pairs, own]).drop_duplicates(["a", "b"], keep="last", ignore_index=True)


def _slips(pairs: pd.DataFrame, weights: pd.DataFrame, paper_id: np.ndarray) -> np.ndarray:
    """Pairs of a text with a paper whose PMID it has, while its DOI is that of another paper: the number is a slip."""
    left, right = (paper_id[pairs[end]] != "" for end in "ab")
    text = np.where(left, pairs["b"], pairs["a"])
    by_doi = (left != right) & (weights["same doi"] > 0).to_numpy()
    by_number = (left != right) & (weights["same pmid"] > 0).to_numpy()
    return by_number & ~by_doi & np.isin(text, text[by_doi])


def _find_pairs(traits: pd.DataFrame) -> pd.DataFrame:
    keys = traits.assign(
        initial=traits["initials"].str[:1],
        beginning=traits["title"].str[:_BEGINNING].where(traits["title"].str.len() >= _BEGINNING, ""),
        year=traits["year"].astype("str").where(traits["year"] > 0, ""),
    )
    texts = (
        keys["title"]
        + "\x00"
        + keys["venue"]
        + "\x00"
        + keys["volume"]
        + "\x00"
        + keys["page"]
        + "\x00"
        + keys["family"]
    )
    order = texts.rank(method="first").to_numpy()
    found = []
    for names in (*_BLOCKS, *((name,) for name in IDENTIFIERS)):
        parts = [keys[name] for name in names]
        told = np.logical_and.reduce([(part != "").to_numpy() for part in parts])
        key = parts[0][told].str.cat([part[told] for part in parts[1:]], sep="\x00") if parts[1:] else parts[0][told]
        found.append(pair_equals(key.to_numpy(object), key.index.to_numpy(), order))
    return distinct_pairs(np.concatenate(found))


def _decide(pairs: pd.DataFrame, items: pd.DataFrame, decisions: pd.DataFrame | None) -> pd.DataFrame:
    """The pairs with what a person decided in place of what was found."""
    if decisions is None or decisions.empty:
        return pairs
    name = items["cited"].where(items["cited"] != "", items["paper_id"])
    row = pd.Series(items.index, index=name)[lambda rows: ~rows.index.duplicated()]
    return override_pairs(pairs, np.stack([row[decisions["a"]], row[decisions["b"]]]), decisions["same"])


def _find_lists(references: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    """The lists that each cited text stands in: `row` and `list`, a number for each paper and source."""
    row = pd.Series(items.index[items["cited"] != ""], index=items.loc[items["cited"] != "", "cited"])
    lists = pd.factorize(references["paper_id"] + "\x00" + references["source"])[0]
    return pd.DataFrame({"row": references["cited"].map(row).to_numpy(), "list": lists}).drop_duplicates()


def _join_alone(group: np.ndarray, pairs: pd.DataFrame, stands: pd.DataFrame, paper_id: pd.Series) -> np.ndarray:
    """Groups joined by less evidence where none of them may be any other: each is near each, and no list has two."""
    ends = np.sort(np.stack([group[pairs["a"]], group[pairs["b"]]]), axis=0)
    between = pd.DataFrame({"a": ends[0], "b": ends[1], "score": pairs["score"]})
    between = between[between["a"] != between["b"]].groupby(["a", "b"])["score"].agg(["min", "max"]).reset_index()
    edges = between[between["max"] >= PERHAPS]
    block = number_groups(int(group.max(initial=-1)) + 1, edges)
    size = np.bincount(block)
    edges = edges.assign(block=block[edges["a"]])
    told = edges.groupby("block")["min"].agg(["size", "min"])
    whole = told[(told["min"] >= PERHAPS) & (told["size"] == size[told.index] * (size[told.index] - 1) // 2)]
    named = pd.Series(block[group[(paper_id != "").to_numpy()]], paper_id[paper_id != ""])
    several = named.groupby(named.to_numpy()).apply(lambda found: found.index.nunique())
    twice = stands.assign(work=group[stands["row"]], block=block[group[stands["row"]]])
    twice = twice[twice["block"].isin(whole.index)].drop_duplicates(["list", "work"])
    refused = {*several.index[several > 1], *twice.loc[twice.duplicated(["list", "block"]), "block"]}
    joined = edges[edges["block"].isin(set(whole.index) - refused)]
    return number_groups(len(block), joined[["a", "b"]])[group]


def _tell(items: pd.DataFrame, pairs: pd.DataFrame, group: np.ndarray, count: int) -> pd.DataFrame:
    """The cited texts with their works, and what ties each to another."""
    told = items.assign(work=group)
    corpus = told[told["paper_id"] != ""].drop_duplicates("work").set_index("work")["paper_id"]
    texts = told.head(count).drop(columns="paper_id")
    texts["paper_id"] = texts["work"].map(corpus)
    within = pairs[(group[pairs["a"]] == group[pairs["b"]]) & (pairs["score"] >= PERHAPS)]
    both = pd.concat([within, within.rename(columns={"a": "b", "b": "a"})])
    both["is_paper"] = (items["paper_id"] != "").to_numpy()[both["b"]]
    both = both.sort_values(["is_paper", "score", "b"], ascending=[False, False, True]).drop_duplicates("a")
    surest = both.set_index("a")[["evidence", "score"]]
    return texts.join(surest)
