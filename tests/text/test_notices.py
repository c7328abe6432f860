"""Copyright notices go, abstracts stay."""

import pytest

from analysis.text import clean_abstract

ABSTRACT = "We count birds on forty lakes. Half of them are ducks."


@pytest.mark.parametrize(
    "notice",
    [
        "© 2018 IEEE.",
        "© 2019 Elsevier B.V.",
        "© 2019 Elsevier B.V. All rights reserved.",
        "Copyright © 2020 by the authors.",
        "© 2020 The Author(s) 2020. Published by Example University Press on behalf of the Society.",
        "(C) 2004 Elsevier Ltd. All rights reserved.",
        "Copyright (c) 2012 John Wiley & Sons, Ltd.",
        "© 2021, Springer Nature Limited.",
        "© 2021 by the authors. Licensee MDPI, Basel, Switzerland. This article is an open access article distributed "
        "under the terms and conditions of the Creative Commons Attribution (CC BY) license.",
        "Copyright of Lake Studies is the property of Example & Sons Ltd and its content may not be copied or emailed to "
        "multiple sites. However, users may print articles for individual use. This abstract may be abridged. No "
        "warranty is given about the accuracy of the copy. (Copyright applies to all Abstracts.)",
        "Crown Copyright (C) 2013 Published by Elsevier Ltd. All rights reserved.",
    ],
)
def test_a_notice_is_cut_wherever_it_stands(notice):
    one, two = "We count birds on forty lakes.", "Half of them are ducks."
    assert clean_abstract(f"{ABSTRACT} {notice}") == ABSTRACT
    assert clean_abstract(f"{notice} {ABSTRACT}") == ABSTRACT
    assert clean_abstract(f"{notice}{ABSTRACT}") == ABSTRACT
    assert clean_abstract(f"{one} {notice} {two}") == ABSTRACT


def test_a_notice_without_an_end_is_cut_at_the_abstract_or_the_end():
    assert clean_abstract(f"{ABSTRACT} © EDP Sciences, 2012") == ABSTRACT
    assert clean_abstract(f"© 2018 IEEE {ABSTRACT}") == ABSTRACT


@pytest.mark.parametrize(
    "text",
    [
        "Copyright law protects authors. We count cases of 2019.",
        "Copyright 2019 was amended by law. We say how.",
        "Of 40 patients (a) 10 and (c) 2000 controls were asked.",
        "We study how the © symbol is used in texts.",
    ],
)
def test_an_abstract_about_copyright_is_no_notice(text):
    assert clean_abstract(text) == text


def test_cleaning_twice_is_cleaning_once():
    once = clean_abstract(f"© 2018 IEEE. {ABSTRACT} All rights reserved.")
    assert clean_abstract(once) == once == ABSTRACT
