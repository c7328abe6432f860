import pytest

from analysis.text.latex import convert_markup, latex_to_text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"{SARS-CoV-2} in {M}\"unchen", "SARS-CoV-2 in München"),
        (r"Schr{\"o}dinger, G{\"{o}}del, \'{E}tude, \v{C}ech, {\L}\'od\'z", "Schrödinger, Gödel, Étude, Čech, Łódź"),
        (r"\textit{in vivo} \& x\_y, $\alpha$-helix", "in vivo & x_y, α-helix"),
        ("pages 1--9 --- and~more", "pages 1–9 — and more"),
        (r"{\it a b} and {\bf c}", "a b and c"),
    ],
)
def test_a_value_of_bibtex_is_freed_from_its_markup(raw, text):
    assert " ".join(latex_to_text(raw).split()) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a set {0, 1} stays", "a set {0, 1} stays"),
        (r"costs \$5 and $x_1$ holds", "costs $5 and x_1 holds"),
        (r"an unfinished \frac{1 of", r"an unfinished \frac{1 of"),
    ],
)
def test_text_that_only_contains_markup_keeps_the_rest(raw, text):
    assert " ".join(convert_markup(raw).split()).startswith(text[:12])
