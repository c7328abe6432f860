import pytest
from nameparser import HumanName

from analysis.text.names import is_group, proper_case, split_name


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("Ana Müller", "Müller", "Ana"),
        ("Jeroen van der Laak", "van der Laak", "Jeroen"),
        ("Müller, Ana", "Müller", "Ana"),
        ("John Smith Jr.", "Smith Jr.", "John"),
        ("Martin Luther King III", "King III", "Martin Luther"),
        ("J. R. R. Tolkien", "Tolkien", "J. R. R."),
        ("The ATLAS Collaboration", "The ATLAS Collaboration", None),
        ("World Health Organization", "World Health Organization", None),
        ("王小明", "王小明", None),
        ("Aristotle", "Aristotle", None),
    ],
)
def test_a_name_is_split_as_its_bearer_would(name, family, given):
    assert split_name(name) == (family, given)


@pytest.mark.parametrize("name", ["Ana Müller", "Dylan Stefan Geva", "Mary-Jane O'Neill", "S. Kevin Zhou", "Xu Li"])
def test_the_short_way_gives_what_the_library_gives(name):
    parsed = HumanName(name)
    assert split_name(name) == (parsed.last, " ".join(filter(None, [parsed.first, parsed.middle])))


def test_a_family_name_in_capitals_is_written_as_elsewhere():
    assert [proper_case(name) for name in ("SMITH", "LI", "McCoy", "WORLD BANK")] == [
        "Smith",
        "LI",
        "McCoy",
        "WORLD BANK",
    ]


@pytest.mark.parametrize(
    "name", ["Bureau, Alexandre", "Mustafa Inc", "Inc, Mustafa", "Jane Union", "College, A.", "Ana Forum"]
)
def test_a_family_name_that_is_also_a_word_for_a_body_is_a_persons(name):
    assert not is_group(name)


@pytest.mark.parametrize(
    "name",
    [
        "Example, Inc",
        "Example Ltd.",
        "Bureau of Lakes",
        "European Union",
        "R Core Team",
        "WELL Study Group",
        "World Bank",
    ],
)
def test_a_body_is_no_person(name):
    assert is_group(name)
