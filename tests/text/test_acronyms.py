import pytest

from analysis.text.acronyms import find_long_forms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We use vision transformers (ViTs) here.", {"ViTs": "vision transformers"}),
        ("the Pathological Semantic Injector (PSI; ours)", {"PSI": "Pathological Semantic Injector"}),
        ("NLPs (nanostructured lipid particles) carry drugs", {"NLPs": "nanostructured lipid particles"}),
        ("area under the curve (AUC = 0.9)", {"AUC": "area under the curve"}),
        ("androgenetic alopecia (AGA)", {"AGA": "androgenetic alopecia"}),
        ("an electrocardiogram (ECG)", {"ECG": "electrocardiogram"}),
        # Letters that are not there, no capital at all, a figure, another clause.
        ("deep ensembles (DEX)", {}),
        ("two groups (two)", {}),
        ("as before (see Fig. 2)", {}),
        ("It achieved superior performance (AUC 0.9).", {}),
        ("Cover mass. (CM) is short", {}),
    ],
)
def test_what_an_abbreviation_stands_for(text, found):
    assert find_long_forms(text) == found


def test_the_first_long_form_of_an_abbreviation_counts():
    text = "Magnetic resonance (MR) and mixed reality (MR)."
    assert find_long_forms(text) == {"MR": "Magnetic resonance"}
