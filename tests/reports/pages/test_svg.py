import re

from matplotlib.figure import Figure

from analysis.reports.pages.svg import figure_to_svg


def draw(*, left: float = 0.1, value: float = 1.0) -> Figure:
    figure = Figure()
    figure.add_axes((left, 0.1, 0.8, 0.8)).plot([0, value], [0, 1])
    return figure


def test_the_last_digit_of_a_place_changes_nothing():
    assert figure_to_svg(draw(), alt="A line.") == figure_to_svg(draw(left=0.1 + 1e-13), alt="A line.")


def test_drawings_that_differ_share_no_ids_and_all_references_lead_somewhere():
    drawings = [figure_to_svg(draw(), alt="A line.", salt=salt) for salt in ("wide", "narrow")]
    drawings.append(figure_to_svg(draw(value=2.5), alt="A line."))
    ids = [set(re.findall(r'\bid="([^"]+)"', drawing)) for drawing in drawings]
    assert all(ids)
    assert len(set.union(*ids)) == sum(map(len, ids))
    for drawing, own in zip(drawings, ids, strict=True):
        assert set(re.findall(r"url\(#([^)]+)\)", drawing)) <= own
