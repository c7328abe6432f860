import pytest

from analysis.workspace.settings import SettingsError, read_settings, stage_parameters


def change(project, old: str, new: str):
    path = project / "params.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return path


def test_the_shipped_settings_are_valid(project):
    assert read_settings().corpus == "demo"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("min_periods: 6", "min_period: 6", "trends.min_period is not a setting (found 6); did you mean min_periods?"),
        ("min_periods: 6", "min_periods: few", "trends.min_periods: found 'few'; input should be a valid integer"),
        ("min_periods: 6", "min_periods: 1", "trends.min_periods: found 1; input should be greater than or equal to 3"),
        (
            "weighting: newman",
            "weighting: neumann",
            "authors.weighting: found 'neumann'; input should be 'newman' or 'full'",
        ),
        ("seed: 7", "sed: 7", "sed is not a setting (found 7); did you mean seed?"),
        ("baseline: empty", "baseline: 2026-11-01", 'write it in quotes: "2026-11-01"'),
        (
            "corpus: demo",
            "corpus: 2024",
            "corpus: found 2024, which YAML takes for a number or a date; write it in quotes",
        ),
        ("corpus: demo", "corpus: ../secrets", "corpus: found '../secrets'"),
        (
            "  multimodal-fusion:",
            "  Multimodal Fusion:",
            "fields.Multimodal Fusion: found 'Multimodal Fusion'; use letters",
        ),
        ("    title: Multimodal fusion\n", "", "fields.multimodal-fusion.title is missing"),
        (
            "- fus* & modalit*",
            "- fus* & <modality>",
            "fields.multimodal-fusion: a phrase names <modality>, which `words` does not list (found: image, text, omics,",
        ),
        ("seed: 7", "seed: [7", "not valid YAML"),
    ],
)
def test_a_wrong_setting_is_named_with_what_was_found_and_what_is_allowed(project, old, new, message):
    change(project, old, new)
    with pytest.raises(SettingsError) as error:
        read_settings()
    assert message in str(error.value)


def test_all_wrong_settings_are_told_at_once(project):
    change(project, "min_periods: 6", "min_period: 6")
    change(project, "pivots: 3000", "pivots: 0")
    with pytest.raises(SettingsError) as error:
        read_settings()
    assert str(error.value).count("\n  - ") == 2


def test_a_section_without_knobs_has_its_defaults(project):
    change(project, "  # Labels shown in the chart of growth.\n  rows: 12\n", "")
    assert read_settings().report_overview.rows == 12


def test_an_empty_file_is_told_apart(project):
    (project / "params.yaml").write_text("")
    with pytest.raises(SettingsError, match="holds no settings"):
        read_settings()


def test_a_stage_gets_its_own_section_and_what_it_shares(project):
    settings = read_settings()
    own = stage_parameters(settings, "corpus")
    assert set(own) == {"corpus", "columns", "filter"}
    assert not any(own["filter"].values())
    assert stage_parameters(settings, "topics")["seed"] == 7
    assert set(stage_parameters(settings, "report-topics")) == {"baseline", "central_papers", "map_papers"}
    field = stage_parameters(settings, "report-field@multimodal-fusion")
    definition = field.pop("definition")
    assert field == {"rows": 15, "name": "multimodal-fusion", "title": "Multimodal fusion"}
    assert definition == settings.fields["multimodal-fusion"].model_dump(mode="json")


def test_an_unknown_field_is_named_with_those_there_are(project):
    with pytest.raises(SettingsError, match=r"no field 'x' \(found: pathology-foundation-models, multimodal-fusion,"):
        stage_parameters(read_settings(), "report-field@x")


def test_a_column_named_for_a_field_that_is_none_gets_a_hint(project):
    text = (project / "params.yaml").read_text()
    (project / "params.yaml").write_text(text.replace("columns: {}", "columns: {titel: [Artikel]}"))
    with pytest.raises(SettingsError, match=r"columns.titel: found 'titel'; .*did you mean title\?"):
        read_settings()


def test_the_fields_that_columns_can_be_named_for_are_those_the_reader_knows():
    from typing import get_args

    from analysis.readers.columns import KNOWN
    from analysis.workspace.settings import ColumnField

    assert set(get_args(ColumnField)) == set(KNOWN)
