"""Dates in the languages and orders that exports have."""

import pytest

from analysis.readers.dates import compose_date, iso_date, month_named


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("15.03.2021", "2021-03-15"),
        ("01.12.2020", "2020-12-01"),
        ("9/2015", "2015-09"),
        ("3. Mai 2020", "2020-05-03"),
        ("1er juillet 2018", "2018-07-01"),
        ("15 de agosto de 2017", "2017-08-15"),
        ("dezembro 2016", "2016-12"),
        ("12 марта 2019", "2019-03-12"),
        ("5 Ağustos 2021", "2021-08-05"),
        ("2021年3月15日", "2021-03-15"),
        ("2021년 3월", "2021-03"),
        ("May 3rd, 2020", "2020-05-03"),
        ("JAN-FEB 2010", "2010-01"),
        ("2020-Mar-03", "2020-03-03"),
        ("2021-03-15T00:00:00Z", "2021-03-15"),
        ("4/23/2024", "2024-04-23"),
        ("23/4/2024", "2024-04-23"),
        ("4/4/2024", "2024-04-04"),
        # Which is the month nobody can tell.
        ("4/3/2024", "2024"),
        ("05-04-2021", "2021"),
        ("2019-00-00", "2019"),
        # A month here and another one there.
        ("listopad 2020", "2020"),
        ("n.d.", None),
        ("in press", None),
        ("1402", None),
    ],
)
def test_a_date_is_read_as_far_as_it_can_be_told(text, date):
    assert iso_date(text) == date


def test_a_file_that_has_the_month_first_says_so():
    assert iso_date("4/3/2024", month_first=True) == "2024-04-03"


@pytest.mark.parametrize(
    ("year", "month", "date"),
    [(2012, "Oktober", "2012-10"), ("2012", "9~ dec", "2012-12-09"), (2020, "1--4 July", "2020-07"), (2020, 3.0, "2020-03"),
     (2021, "3月", "2021-03"), (2021, "SEP", "2021-09"), (2021, None, "2021"), (None, "May", None)],
)  # fmt: skip
def test_year_and_month_of_their_own_make_a_date(year, month, date):
    assert compose_date(year, month) == date


def test_the_months_of_english_go_before_those_of_other_languages():
    assert [month_named(word) for word in ("mar", "Sept", "marraskuu", "marzo", "mayor", "a")] == [
        3,
        9,
        11,
        3,
        None,
        None,
    ]
