import pytest
import yaml
from samples import ROOT

from analysis.workspace import SettingsError, prepare_params, read_settings


def test_a_workspace_without_settings_gets_those_that_ship(project):
    (project / "params.yaml").unlink()
    assert read_settings().corpus == "demo"
    assert "topics" in prepare_params()
    assert (project / "params.yaml").read_bytes() == (project / "params.default.yaml").read_bytes()
    assert prepare_params() == []


def test_what_an_update_brings_is_added_and_what_is_set_stays(project):
    own, shipped = project / "params.yaml", project / "params.default.yaml"
    own.write_text(own.read_text().replace("seed: 7", "seed: 8 # mine"))
    before = own.read_text()
    shipped.write_text(
        shipped.read_text() + "\nunheard-of:\n  # Years that count.\n  window: 5\n\n# A day.\nuntil: null\n"
    )
    assert prepare_params() == ["unheard-of", "until"]
    assert own.read_text() == before + "\nunheard-of:\n  # Years that count.\n  window: 5\n\n# A day.\nuntil: null\n"
    assert prepare_params() == []


def test_settings_that_cannot_be_read_are_left_as_they_are(project):
    for text in ("seed: [7", "", "- a list\n", "{seed: 7}\n", "seed: 7\n...\n"):
        (project / "params.yaml").write_text(text)
        assert prepare_params() == []
        assert (project / "params.yaml").read_text() == text
    (project / "params.yaml").write_bytes(b"# caf\xe9\nseed: 7\n")
    assert prepare_params() == []
    with pytest.raises(SettingsError, match="line 1: not valid UTF-8"):
        read_settings()


def test_each_key_that_ships_is_found_with_its_comment(project):
    text = (ROOT / "params.default.yaml").read_text()
    (project / "params.yaml").write_text("corpus: demo\n")
    assert prepare_params() == [name for name in yaml.safe_load(text) if name != "corpus"]
    assert yaml.safe_load((project / "params.yaml").read_text()) == yaml.safe_load(text)
    assert all(line in (project / "params.yaml").read_text() for line in text.splitlines()[4:] if line)
