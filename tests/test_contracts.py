"""What must agree across files: notebooks and settings, stages and imports, the two ways to install."""

import ast
import itertools
import json
import re
import subprocess
import tomllib

import pytest
import yaml
from imports import PACKAGE, imported_modules, needed_rooms, notebook_code, room_of, rooms_behind
from samples import ROOT, environment, outs_of

from analysis.methods.shapes import METHOD_KINDS
from analysis.pipeline.run import NOTEBOOKS
from analysis.reports.site.pages import REPORTS
from analysis.workspace.settings import read_settings, stage_parameters
from analysis.workspace.shapes import all_shapes

STAGES = yaml.safe_load((ROOT / "dvc.yaml").read_text())["stages"]
PIPELINE = sorted(path for path in (ROOT / "notebooks").glob("*.ipynb") if path.stem not in ("template", "planted"))
EVERY_NOTEBOOK = sorted((ROOT / "notebooks").glob("*.ipynb"))


# What belongs into the library, not into a notebook.
FORBIDDEN = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.While)


def notebook_of(stage: str) -> str:
    return NOTEBOOKS.get(stage, stage)


def parameters_of(path) -> dict[str, object]:
    cells = json.loads(path.read_text())["cells"]
    tagged = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    values: dict[str, object] = {}
    for cell in tagged:
        for node in ast.parse("".join(cell["source"])).body:
            values[node.targets[0].id] = ast.literal_eval(node.value)
    return values


@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage != "site"])
def test_a_notebooks_defaults_are_those_of_params_yaml(stage):
    settings = read_settings(ROOT / "params.default.yaml")
    field = "@multimodal-fusion" if stage == "report-field" else ""
    expected = stage_parameters(settings, stage + field)
    found = parameters_of(ROOT / "notebooks" / f"{notebook_of(stage)}.ipynb")
    # Dictionaries that a person fills have nothing of theirs in a notebook's defaults.
    expected |= {name: {} for name in ("fields", "definition") if name in expected}
    assert found == expected


def test_every_notebook_is_a_stage_and_every_stage_has_its_notebook():
    assert {notebook_of(stage) for stage in STAGES} - {"site"} == {path.stem for path in PIPELINE}


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_names_exactly_the_rooms_it_uses(stage):
    """Its own, those it imports, and those that these import."""
    code = "import analysis.pipeline.run"
    own = stage.replace("report-", "reports/")
    if stage == "site":
        code += "\nimport analysis.reports.site"
        own = "reports/site"
    else:
        notebook = f"notebooks/{notebook_of(stage)}.ipynb"
        code += "\n" + notebook_code(ROOT / notebook)
        assert notebook in STAGES[stage]["deps"]
    needed = needed_rooms(code) | ({own} if (PACKAGE / own).is_dir() else set())
    prefix = "src/analysis/"
    assert {dep.removeprefix(prefix) for dep in STAGES[stage]["deps"] if dep.startswith(prefix)} == needed


def test_between_rooms_only_faces_are_imported():
    """Inside a room files know each other; others see the names of its `__init__` alone."""
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        own = room_of(".".join(path.relative_to(PACKAGE).with_suffix("").parts))
        for module in imported_modules(path.read_text()):
            room = room_of(module)
            if room != own and room != f"{module}.py" and room != module.replace(".", "/"):
                wrong.append(f"{path.relative_to(PACKAGE)} imports {module}")
    assert wrong == []


def test_no_room_stands_on_one_that_stands_on_it():
    places = [path for path in PACKAGE.iterdir() if path.name != "__pycache__" and not path.name.startswith("reports")]
    rooms = [room_of(path.stem) for path in places] + [
        f"reports/{path.name}" for path in (PACKAGE / "reports").glob("*/")
    ]
    assert [room for room in rooms if any(room in rooms_behind(other) for other in needed_by(room))] == []


def needed_by(room: str) -> set[str]:
    return needed_rooms(f"import analysis.{room.removesuffix('.py').replace('/', '.')}") - {room}


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_names_exactly_the_tables_its_notebook_reads_and_writes(stage):
    if stage == "site":
        return
    code = notebook_code(ROOT / "notebooks" / f"{notebook_of(stage)}.ipynb")
    read = {name.replace("{name}", "${key}") for name in re.findall(r'read_table\(f?"([^"]+)"', code)}
    deps = {
        d.removeprefix("data/processed/").removesuffix(".parquet") for d in STAGES[stage]["deps"] if "processed/" in d
    }
    assert read == deps
    written = set(re.findall(r'write_table\(\s*"([^"]+)"', code))
    outs = {
        d.removeprefix("data/processed/").removesuffix(".parquet")
        for d in outs_of(STAGES[stage])
        if d.endswith("parquet")
    }
    assert written <= outs
    assert outs <= set(all_shapes())


def test_the_pages_stage_tells_dvc_of_every_page():
    assert {f"reports/{name}.html" for name, _ in REPORTS} < set(outs_of(STAGES["site"]))


def test_every_table_is_written_by_exactly_one_stage():
    outs = [out for stage in STAGES.values() for out in outs_of(stage) if out.endswith(".parquet")]
    assert len(outs) == len(set(outs))
    assert {out.removeprefix("data/processed/").removesuffix(".parquet") for out in outs} == set(all_shapes())


@pytest.mark.parametrize("stage", STAGES)
def test_the_lock_is_an_input_of_every_stage(stage):
    assert "requirements.txt" in STAGES[stage]["deps"]


@pytest.mark.parametrize("path", EVERY_NOTEBOOK, ids=lambda path: path.stem)
def test_notebooks_narrate(path):
    """No functions, no classes, no outputs, short cells under a heading or sentence, a kernel that papermill finds."""
    notebook = json.loads(path.read_text())
    assert notebook["metadata"]["kernelspec"]["language"] == "python"
    assert notebook["cells"][0]["cell_type"] == "markdown"
    kinds = [cell["cell_type"] for cell in notebook["cells"]]
    assert ("code", "code") not in set(itertools.pairwise(kinds)), "a sentence above each cell"
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            source = "".join(cell["source"])
            assert not cell["outputs"]
            assert cell["execution_count"] is None
            made = [node for node in ast.walk(ast.parse(source)) if isinstance(node, FORBIDDEN)]
            assert made == []
            assert not re.search(r"""["'](?:\.\.?|data|reports|src)/""", source), "paths come from the workspace"
            assert len(source.splitlines()) <= 20


def names_and_bounds(requirements: list[str]) -> dict[str, str]:
    conda_names = {"python-igraph": "igraph", "ruamel.yaml.clib": "ruamel-yaml-clib"}
    pairs = (re.match(r"([\w.-]+?)\s*([<>=!~].*)?$", line).groups(default="") for line in requirements)
    return {conda_names.get(name, name): bounds for name, bounds in pairs}


def test_the_conda_environment_holds_the_names_and_bounds_of_the_package():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = names_and_bounds(project["dependencies"] + project["optional-dependencies"]["test"])
    listed = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    by_pip = listed[-1]["pip"]
    assert by_pip[-1] == "-e ."
    found = names_and_bounds([line for line in listed[:-1] if line != "pip"] + by_pip[:-1])
    assert found.pop("python") == project["requires-python"]
    assert found == wanted


def test_the_lock_pins_every_package_with_hashes_and_names_no_index():
    lock = (ROOT / "requirements.txt").read_text()
    pins = re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = names_and_bounds(project["dependencies"] + project["optional-dependencies"]["test"])
    assert set(wanted) <= set(pins)
    assert lock.count("--hash=sha256:") >= len(pins)
    assert "://" not in lock
    assert "index-url" not in lock
    assert not {"torch", "sentence-transformers", "openvino-telemetry"} & set(pins)


def test_every_knob_has_its_sentence():
    lines = (ROOT / "params.default.yaml").read_text().splitlines()
    bare = [
        line
        for before, line in zip(["", *lines], lines, strict=False)
        if re.match(r"( {2})?[a-z_]+: ", line) and not before.strip().startswith("#") and "title:" not in line
    ]
    assert bare == []


def test_graph_kinds_are_kinds_of_the_lexicon():
    kinds = read_settings(ROOT / "params.default.yaml").methods.graph_kinds
    assert set(kinds) <= {*METHOD_KINDS, "modality"}


def test_a_knob_that_a_person_leaves_out_has_the_value_that_ships(tmp_path):
    """What is told in the file and what the code takes without it is the same; only corpus and fields are one's own."""
    shipped = yaml.safe_load((ROOT / "params.default.yaml").read_text())
    sections = {name for name, value in shipped.items() if isinstance(value, dict) and name != "fields"}
    bare = {"corpus": shipped["corpus"], "fields": shipped["fields"]} | dict.fromkeys(sections)
    (tmp_path / "params.yaml").write_text(yaml.safe_dump(bare))
    left_out, given = (read_settings(path) for path in (tmp_path / "params.yaml", ROOT / "params.default.yaml"))
    assert left_out.model_dump() == given.model_dump()


def test_telemetry_is_off():
    assert "analytics = false" in (ROOT / ".dvc" / "config").read_text()


@pytest.mark.parametrize("check", [["check"], ["format", "--check"]], ids=["lint", "format"])
def test_the_code_is_clean(check):
    ruff = subprocess.run(
        ["ruff", *check, "."], cwd=ROOT, env=environment(ROOT), capture_output=True, text=True, check=False
    )
    assert ruff.returncode == 0, ruff.stdout


@pytest.mark.parametrize("stage", STAGES)
def test_what_a_stage_writes_stays_until_it_is_written_anew(stage):
    """A stage that fails leaves the tables of the last good run."""
    assert [list(out.values()) for out in STAGES[stage]["outs"]] == [[{"persist": True}]] * len(STAGES[stage]["outs"])
