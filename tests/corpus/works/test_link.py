import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.works.link import author_key, link_works
from analysis.planted import make_records
from analysis.readers.record import Author

TITLE = "a survey of slide encoders for stains and scanners"
OTHER = "co author graphs and what they can tell us of a field"
SMITH, JONES = (Author("Ann Smith"), Author("Bo Jones")), (Author("Cy Jones"), Author("Di Okafor"))


def records(*rows: dict[str, object]) -> pd.DataFrame:
    columns = {
        "title_key": None, "year": None, "arxiv_id": None, "doi": None, "pmid": None, "openalex_id": None, "authors": (),
        "venue": None, "volume": None, "pages": None, "abstract": None, "source": "s",
    }  # fmt: skip
    named = [{**columns, "record_id": f"r{number}", **row} for number, row in enumerate(rows)]
    return pd.DataFrame(named).astype({"year": "Float64"})


def groups(links: pd.DataFrame) -> list[list[int]]:
    return sorted(list(rows.index) for _, rows in links.groupby("work"))


def linked(*rows: dict[str, object]) -> list[list[int]]:
    return groups(link_works(records(*rows)))


def test_one_identifier_in_common_makes_one_work_through_a_chain():
    links = link_works(records({"arxiv_id": "1", "title_key": "a"}, {"arxiv_id": "1", "pmid": "9"}, {"pmid": "9"}))
    assert groups(links) == [[0, 1, 2]]
    assert links["evidence"].tolist() == ["same arxiv_id", "same arxiv_id", "same pmid"]
    assert links["score"].tolist() == [30, 30, 30]


def test_one_full_title_and_year_make_one_work_when_one_side_lacks_the_identifier():
    links = link_works(records({"title_key": TITLE, "year": 2024, "arxiv_id": "1"}, {"title_key": TITLE, "year": 2024}))
    assert groups(links) == [[0, 1]]
    assert links["evidence"][0] == "same title, same year"


def test_a_preprint_and_its_published_version_are_one_work():
    preprint = {"title_key": TITLE, "year": 2023, "arxiv_id": "2301.00001", "authors": SMITH}
    journal = {"title_key": TITLE, "year": 2025, "doi": "10.1016/j.x", "venue": "Medical Image Analysis", "volume": "9",
               "pages": "1-9", "authors": SMITH}  # fmt: skip
    assert linked(preprint, journal) == [[0, 1]]


def test_a_conference_paper_and_its_journal_version_stay_two_works():
    conference = {"title_key": TITLE, "year": 2023, "venue": "VLDB", "authors": SMITH}
    journal = {"title_key": TITLE, "year": 2024, "venue": "Information Systems", "authors": SMITH}
    assert linked(conference, journal) == [[0], [1]]


def test_one_title_with_two_arxiv_ids_stays_two_works():
    assert linked({"title_key": TITLE, "arxiv_id": "1"}, {"title_key": TITLE, "arxiv_id": "2"}) == [[0], [1]]


def test_one_doi_shared_by_different_titles_does_not_merge_them():
    shared = {"doi": "10.1186/abstracts", "year": 2020, "venue": "Diabetologia"}
    rows = [{**shared, "title_key": TITLE, "authors": SMITH}, {**shared, "title_key": OTHER, "authors": JONES}]
    assert linked(*rows) == [[0], [1]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("on the shape of graphs and their communities part i", "on the shape of graphs and their communities part ii"),
        (
            "overview of the shared task on slides and stains 2019",
            "overview of the shared task on slides and stains 2020",
        ),
        (TITLE, f"reply to {TITLE}"),
        (TITLE, f"erratum {TITLE}"),
        (
            "effects of insulin on artery lesions in diabetic rats",
            "effects of insulin on artery lesions in diabetic mice",
        ),
        ("editorial", "editorial"),
    ],
)
def test_what_only_looks_alike_stays_apart(one, other):
    """Same year and venue, one author in common: parts, years, notices, sister papers, editorials with one title."""
    same = {"year": 2020, "venue": "Lancet", "authors": (Author("Li Wu"),)}
    assert linked({**same, "title_key": one}, {**same, "title_key": other}) == [[0], [1]]


@pytest.mark.parametrize(
    "other",
    [
        "a survey of slide encoders for stains and scaners",
        "survey of slide encoders for stains and scanners",
        "a survey of slide encoders",
        "a survey of slide encoder for stain and scanner",
    ],
)
def test_misspelt_shortened_and_inflected_titles_are_one_work_by_the_same_authors(other):
    same = {"year": 2020, "authors": SMITH}
    assert linked({**same, "title_key": TITLE}, {**same, "title_key": other}) == [[0, 1]]


def test_yearly_repeats_of_a_title_stay_apart():
    assert linked(*({"title_key": TITLE, "year": year, "authors": SMITH} for year in (2018, 2020, 2022))) == [
        [0],
        [1],
        [2],
    ]


def test_records_without_title_and_identifier_are_works_of_their_own():
    assert linked({}, {}, {"title_key": ""}, {"title_key": ""}) == [[0], [1], [2], [3]]


def test_two_works_are_not_joined_through_a_third_record():
    """Record 1 has the DOI of one and the title of another, whose arXiv id differs."""
    rows = (
        {"arxiv_id": "1", "doi": "10.1/x", "title_key": TITLE, "year": 2020, "authors": SMITH},
        {"doi": "10.1/x", "title_key": TITLE, "year": 2020, "authors": SMITH},
        {"arxiv_id": "2", "title_key": TITLE, "year": 2020, "authors": SMITH},
    )
    assert linked(*rows) == [[0, 1], [2]]


def test_a_person_decides_against_all_evidence():
    frame = records({"title_key": TITLE, "doi": "10.1/x"}, {"title_key": TITLE, "doi": "10.1/x"}, {"title_key": OTHER})
    decisions = pd.DataFrame({"a": ["r0", "r2"], "b": ["r1", "r0"], "same": [False, True]})
    links = link_works(frame, decisions)
    assert groups(links) == [[0, 2], [1]]
    assert links["evidence"][2] == "decided by a person"


def test_the_venues_of_a_corpus_show_which_names_are_one():
    """Three papers of the same year and authors are in both names, so a fourth in both is one work too."""
    pairs = []
    for number in range(4):
        same = {"title_key": f"{word(number)} {TITLE}", "authors": SMITH, "year": 2000 + number}
        pairs += [{**same, "venue": "SIGMOD Conference"}, {**same, "venue": "Management of Data"}]
    links = link_works(records(*pairs))
    assert groups(links) == [[0, 1], [2, 3], [4, 5], [6, 7]]
    assert "same venue" in links["evidence"][0]


def word(number: int) -> str:
    return ("alpha", "beta", "gamma", "delta")[number]


def test_a_byline_of_thousands_is_compared_by_its_first_names():
    many = tuple(Author(f"{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}family, A.") for n in range(3_000))
    assert len(author_key(many).split()) <= 40


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "title_key": st.sampled_from([None, TITLE, OTHER, "editorial", f"{TITLE} part i", f"{TITLE} part ii"]),
            "year": st.sampled_from([None, 2019, 2020, 2022]),
            "arxiv_id": st.sampled_from([None, None, "1", "2"]),
            "doi": st.sampled_from([None, None, "x", "y"]),
            "authors": st.sampled_from([(), SMITH, JONES]),
            "venue": st.sampled_from([None, "VLDB", "Lancet"]),
        }
    ),
    min_size=1,
    max_size=8,
)


@pytest.mark.slow
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_records_has_no_say(rows, random):
    order = list(range(len(rows)))
    random.shuffle(order)
    frame = records(*rows)
    straight = link_works(frame)
    shuffled = link_works(frame.iloc[order].reset_index(drop=True)).set_axis(order).sort_index()
    assert groups(straight) == groups(shuffled)
    assert straight[["evidence", "score"]].equals(shuffled[["evidence", "score"]])


def test_planted_copies_are_found_and_no_works_are_mixed():
    planted = make_records(3_000, seed=3, copies=0.3)
    planted["work"] = link_works(planted)["work"]
    copied = planted.groupby("truth").filter(lambda rows: len(rows) > 1)
    assert (copied.groupby("truth")["work"].nunique() == 1).mean() > 0.995
    assert (planted.groupby("work")["truth"].nunique() == 1).all()


@pytest.mark.parametrize(
    "notice", ["author correction", "publisher correction", "retraction note", "additional file 1 of", "reply to"]
)
def test_a_notice_about_a_paper_with_a_long_title_stays_apart(notice):
    title = f"{TITLE} in a multicentre retrospective study of patients with rare tumours of the lung and liver"
    same = {"year": 2021, "venue": "Nature Medicine", "authors": (*SMITH, *JONES)}
    assert linked({**same, "title_key": title}, {**same, "title_key": f"{notice} {title}"}) == [[0], [1]]


@pytest.mark.parametrize(("one", "other"), [("men", "women"), ("ct", "mri"), ("dna", "rna")])
def test_one_other_word_counts_whichever_record_comes_first(one, other):
    rows = [
        {
            "title_key": f"segmentation of the prostate in {word} images of young patients",
            "year": 2020,
            "authors": SMITH,
            "doi": word,
        }
        for word in (one, other)
    ]
    more = [{"title_key": f"{one} and {other}"}, {"title_key": f"on {one} or {other}"}]
    assert linked(*rows, *more)[:2] == [[0], [1]]
    assert linked(*rows[::-1], *more)[:2] == [[0], [1]]


def test_a_doi_alone_is_enough_where_nothing_speaks_against_it():
    assert linked({"doi": "10.1/x", "abstract": "Text."}, {"doi": "10.1/x", "title_key": TITLE, "year": 2020}) == [
        [0, 1]
    ]


SPANISH = "cribado del lago en consultas rurales"
ENGLISH = "screening of the lake in rural clinics"
PLACE = {"doi": "10.1000/lake.3", "year": 2010, "volume": "12", "pages": "101-109", "venue": "Lagos", "authors": SMITH}


def test_a_title_in_two_languages_is_one_work_by_doi_place_and_people():
    assert linked({**PLACE, "title_key": SPANISH, "language": "es"}, {**PLACE, "title_key": ENGLISH}) == [[0, 1]]
    texts = (
        "Se examinaron cuarenta lagos de la provincia durante dos veranos, y en uno de cada cinco se hallaron patos.",
        "Forty lakes of the province were looked at over two summers, and ducks were found on one in every five of them.",
    )
    one, other = (
        {**PLACE, "title_key": title, "abstract": text} for title, text in zip((SPANISH, ENGLISH), texts, strict=True)
    )
    assert linked({**one, "language": "es"}, other) == [[0, 1]]


def test_the_other_title_of_a_record_is_a_title_of_its_work():
    record = {"title_key": ENGLISH, "other_title_key": SPANISH, "year": 2010, "authors": SMITH}
    assert linked(record, {"title_key": SPANISH, "year": 2010, "authors": SMITH}) == [[0, 1]]


def test_records_that_each_have_the_title_of_the_other_are_one_work():
    one = {"title_key": ENGLISH, "other_title_key": SPANISH, "year": 2010, "authors": SMITH}
    assert linked(one, {**one, "title_key": SPANISH, "other_title_key": ENGLISH}) == [[0, 1]]


def test_chapters_under_the_doi_of_their_book_stay_apart():
    book = {"doi": "10.1000/book", "year": 2016, "authors": SMITH, "venue": "Calm lakes"}
    rows = [{**book, "title_key": title} for title in ("preface", "advances in the calm of lakes", "calm lakes")]
    assert linked(*rows) == [[0], [1], [2]]
    pages = [{**book, "title_key": title, "pages": pages} for title, pages in ((SPANISH, "1-4"), (ENGLISH, "5-30"))]
    assert linked(*pages) == [[0], [1]]


@pytest.mark.parametrize(
    "sparse",
    [
        {"title_key": "annual report", "year": 2012},
        {"title_key": "introduction", "year": 2009, "authors": SMITH},
        {"title_key": "payments for lakes"},
        {
            "title_key": "editorial",
            "year": 2014,
            "authors": SMITH,
            "venue": "Lake Notes",
            "volume": "7",
            "pages": "1-2",
        },
    ],
)
def test_one_sparse_record_in_two_lists_is_one_work(sparse):
    assert linked({**sparse, "source": "a"}, {**sparse, "source": "b"}) == [[0, 1]]
    assert linked({**sparse, "source": "a"}, {**sparse, "source": "b", "year": 1999}) == [[0], [1]]


def test_a_bare_title_that_every_journal_has_is_never_enough():
    assert linked({"title_key": "editorial", "source": "a"}, {"title_key": "editorial", "source": "b"}) == [[0], [1]]


def test_a_doi_from_an_address_does_not_speak_against_the_stated_one():
    same = {"title_key": TITLE, "year": 2012, "authors": SMITH, "volume": "1", "pages": "1-9"}
    read_out, stated = {"doi": "10.1002/central/cn-1", "doi_stated": False}, {"doi": "10.1186/x", "doi_stated": True}
    evidence = link_works(records({**same, **read_out}, {**same, **stated}))["evidence"]
    assert "other doi" not in evidence[0]
