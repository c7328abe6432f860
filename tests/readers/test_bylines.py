"""Bylines as exports print them: who signed, and what of it is the family name."""

import pytest

from analysis.readers.bylines import read_author, read_names, split_byline


def parts(authors) -> list[tuple[str, str | None]]:
    return [(author.family or author.name, author.given) for author in authors]


@pytest.mark.parametrize(
    ("byline", "families"),
    [
        # One separator beside another.
        ("Kim A, Lee BC, van Dam D; RIVER Study Group.", ["Kim", "Lee", "van Dam", "RIVER Study Group"]),
        ("RIVER Study Group; Kim A, Lee BC.", ["RIVER Study Group", "Kim", "Lee"]),
        ("Kurz, Eva; Lang, Tim; Bach, Ute & Horn, Jan", ["Kurz", "Lang", "Bach", "Horn"]),
        ("Kurz, Eva & Lang, Tim", ["Kurz", "Lang"]),
        ("Kurz, E.\n and Lang, T.\n and Bach, N.-E.", ["Kurz", "Lang", "Bach"]),
        ("A. Kurz, T. Lang, and U. Bach", ["A. Kurz", "T. Lang", "U. Bach"]),
        ("Kurz, Eva und Lang, Tim", ["Kurz", "Lang"]),
        ("Иванова, Анна；Петров, Олег", ["Иванова", "Петров"]),
        ("خان، علي؛ حسن، سارة", ["خان", "حسن"]),
        ("山田 太郎、鈴木 花子", ["山田 太郎", "鈴木 花子"]),
        # Commas alone.
        ("Kurz E., Lang T., Bach U.", ["Kurz", "Lang", "Bach"]),
        ("Kurz, E., Lang, T., van der Bach, U.", ["Kurz", "Lang", "van der Bach"]),
        ("Kurz, Eva, Lang, Tim", ["Kurz", "Lang"]),
        ("Eva Kurz, Tim Lang", ["Eva Kurz", "Tim Lang"]),
        ("Gómez Ruiz, José Antonio", ["Gómez Ruiz"]),
        ("José Gómez, Ana Ruiz", ["José Gómez", "Ana Ruiz"]),
        ("van der Bach, Jan Piet", ["van der Bach"]),
        # Degrees, titles, notes.
        ("Eva Kurz, MD; Tim Lang, PhD", ["Eva Kurz", "Tim Lang"]),
        ("Eva Kurz, MD, MPH; Tim Lang, MBChB, PhD", ["Eva Kurz", "Tim Lang"]),
        ("Eva Kurz MD, Tim Lang PhD", ["Eva Kurz", "Tim Lang"]),
        ("Kurz, Eva, MD; Lang, Tim, PhD", ["Kurz", "Lang"]),
        ("Prof. Dr. Eva Kurz; Dr Tim Lang", ["Eva Kurz", "Tim Lang"]),
        ("Eva Kurz 1,2*; Tim Lang†", ["Eva Kurz", "Tim Lang"]),
        ("E Kurz, T van Lang, …", ["E Kurz", "T van Lang"]),
        # A degree's letters are initials where all names have some.
        ("Kurz MD, Lang E", ["Kurz", "Lang"]),
        # Groups.
        ("Kurz E, Lang T, for the RIVER Investigators", ["Kurz", "Lang", "RIVER Investigators"]),
        ("Kurz E, on behalf of the RIVER Group", ["Kurz", "RIVER Group"]),
        ("Department of Health and Care", ["Department of Health and Care"]),
        ("Bell and Anna Moor Foundation", ["Bell and Anna Moor Foundation"]),
        ("Ministry of Water, Soil and Air", ["Ministry of Water, Soil and Air"]),
        # Nobody.
        ("Kurz, Eva; et al.", ["Kurz"]),
        ("Kurz E, Lang T, et al", ["Kurz", "Lang"]),
        ("Kurz, Eva and others", ["Kurz"]),
        ("[Anonymous]", []),
        ("No author name available", []),
        ("nan", []),
        # As programs print lists.
        ("['Eva Kurz', \"Tim O'Lang\", 'Bach, Ute']", ["Eva Kurz", "Tim O'Lang", "Bach"]),
        ("['Eva Kurz' 'Tim Lang']", ["Eva Kurz", "Tim Lang"]),
        ("[{'name': 'Eva Kurz'}, {'family': 'Lang', 'given': 'Tim'}]", ["Eva Kurz", "Lang"]),
        ("[]", []),
    ],
)
def test_a_byline_names_these_people(byline, families):
    assert [family for family, _ in parts(split_byline(byline))] == families


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("Nowak Ł.", "Nowak", "Ł."),
        ("Petrenko O.Yu.", "Petrenko", "O.Yu."),
        ("Szabó Zs.", "Szabó", "Zs."),
        ("Çelik İ.", "Çelik", "İ."),
        ("Смирнов А.Б.", "Смирнов", "А.Б."),
        ("Смирнов А. Б.", "Смирнов", "А. Б."),
        ("van den Broek M-J", "van den Broek", "M-J"),
        ("Moor J Jr", "Moor Jr", "J"),
        ("Moor, John, III", "Moor III", "John"),
        ("Moor, Jr., J. T.", "Moor Jr.", "J. T."),
        ("B, Moor Anna", "Moor", "Anna B"),
        ("Silva, Rosa Maria da", "da Silva", "Rosa Maria"),
        ("Broek, Jan van den", "van den Broek", "Jan"),
        ("DOE, JANE", "DOE", "JANE"),
    ],
)
def test_an_initial_is_never_a_family_name(name, family, given):
    assert read_author(name)[1:3] == (family, given)


@pytest.mark.parametrize("name", ["Wei LI", "Eva Kurz", "Y. Kurz", "Xi Chen", "Иван Петров"])
def test_a_name_as_printed_stays_whole(name):
    assert read_author(name)[:3] == (name, None, None)


def test_capitals_are_initials_where_the_whole_list_is_written_so():
    assert parts(read_names(["Doe AL", "Kurz IO"], initials=True)) == [("Doe", "AL"), ("Kurz", "IO")]
    assert parts(read_names(["Doe AL", "Kurz KL", "Lang T"])) == [("Doe", "AL"), ("Kurz", "KL"), ("Lang", "T")]


@pytest.mark.parametrize(
    "nobody", ["Anonymous", "Anon.", "et al.", "And Others", "NCT04190000,", "ISRCTN12345678", "?"]
)
def test_nobody_is_no_author(nobody):
    assert read_author(nobody) is None


def test_a_name_of_its_own_line_may_hold_two_only_beyond_doubt():
    assert parts(read_names(["Gómez Ruiz, José Antonio", "Lang, Tim"])) == [
        ("Gómez Ruiz", "José Antonio"), ("Lang", "Tim"),
    ]  # fmt: skip
    assert parts(read_names(["Kurz, E., Lang, T."])) == [("Kurz", "E."), ("Lang", "T.")]
    assert parts(read_names(["Kurz, Eva; Lang, Tim"])) == [("Kurz", "Eva"), ("Lang", "Tim")]
