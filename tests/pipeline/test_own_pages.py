import json
import shutil

import pytest
import yaml
from samples import ROOT, outs_of

from analysis.pipeline.own_pages import OwnPageError, create_page, list_own_pages


@pytest.fixture
def workspace(project):
    (project / "notebooks").mkdir()
    shutil.copy(ROOT / "notebooks" / "template.ipynb", project / "notebooks")
    return project


def test_a_new_page_is_the_tour_under_its_own_name_with_a_stage(workspace):
    first, second = create_page("my-question"), create_page("another")
    assert first == workspace / "notebooks" / "mine" / "my-question.ipynb"
    cells, tour = (json.loads(path.read_text())["cells"] for path in (first, ROOT / "notebooks" / "template.ipynb"))
    assert "".join(cells[0]["source"]).startswith("# My question\n")
    assert list_own_pages() == ["another", "my-question"]
    assert [cell["source"] for cell in cells[1:]] == [cell["source"] for cell in tour[1:]]
    stages = yaml.safe_load((second.parent / "dvc.yaml").read_text())["stages"]
    assert list(stages) == ["my-question", "another"]
    assert stages["another"]["cmd"].endswith("analysis.pipeline mine/another")
    assert outs_of(stages["another"]) == ["reports/mine/another.html", "reports/executed/mine-another.ipynb"]


def test_stages_that_a_person_has_changed_stay_and_what_cannot_be_extended_is_told(workspace):
    stages = workspace / "notebooks/mine/dvc.yaml"
    for emptied in ("stages:\n", "stages: {}\n", ""):
        stages.parent.mkdir(exist_ok=True)
        stages.write_text(emptied)
        create_page("2026")
        assert list(yaml.safe_load(stages.read_text())["stages"]) == ["2026"]
        (stages.parent / "2026.ipynb").unlink()
    assert list_own_pages() == ["2026"]
    with pytest.raises(OwnPageError, match="has a stage '2026' already"):
        create_page("2026")
    stages.write_text(stages.read_text() + "plots: []\n")
    with pytest.raises(OwnPageError, match="does not end with its stages"):
        create_page("more")
    assert sorted(path.name for path in stages.parent.iterdir()) == ["dvc.yaml"]


@pytest.mark.parametrize(
    ("name", "told"), [("My page", "use small letters"), ("../x", "use small"), ("one", "already")]
)
def test_a_name_that_cannot_be_or_is_taken_is_refused(workspace, name, told):
    create_page("one")
    with pytest.raises(OwnPageError, match=told):
        create_page(name)
    assert list(yaml.safe_load((workspace / "notebooks/mine/dvc.yaml").read_text())["stages"]) == ["one"]
