import pytest

from analysis.workspace import OverridesError, read_replacements


def test_a_thesaurus_of_vosviewer_and_one_with_commas_are_read(tmp_path):
    (tmp_path / "keywords.txt").write_text("label\treplace by\nAGA\tandrogenetic alopecia\narticle\t\n")
    (tmp_path / "keywords.csv").write_text('label,replace by\n"Hair, lost",hair loss\n')
    assert read_replacements(tmp_path / "keywords.csv") == {
        "aga": "androgenetic alopecia",
        "article": "",
        "hair, lost": "hair loss",
    }


def test_without_a_file_nothing_was_decided(tmp_path):
    assert read_replacements(tmp_path / "keywords.csv") == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a,b\nx,y\n", "lacks the columns label, replace by .found: a, b."),
        ("label,replace by\n,y\n", "line 2: no label"),
        ("label,replace by\nx,y\nX,z\n", "line 3: 'X' is replaced by 'z' here and by 'y'"),
    ],
)
def test_a_line_that_cannot_be_obeyed_is_told(tmp_path, text, told):
    (tmp_path / "keywords.csv").write_text(text)
    with pytest.raises(OverridesError, match=told):
        read_replacements(tmp_path / "keywords.csv")
