"""``params.yaml`` read and checked: what stages share here, each stage's own section in its room."""

import datetime as dt
import difflib
import pkgutil
import re
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, create_model, model_validator

import analysis
from analysis.workspace.errors import FieldnotesError
from analysis.workspace.paths import default_params_file, own_params_file
from analysis.workspace.yaml_files import YamlError, read_yaml

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
# Words, or several groups of words joined by &; each holds a letter or digit.
Phrase = Annotated[str, StringConstraints(pattern=r"^[^&]*\w[^&]*(&[^&]*\w[^&]*)*$")]
# What a folder that settings name may be called: the same on every system, in an address and in YAML.
FOLDER_LETTERS = (
    "the name of such a folder has the letters a to z, digits, dots, hyphens and underscores, no spaces or umlauts; "
    "rename the folder"
)
FolderName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
Count = Annotated[int, Field(ge=1)]
Proportion = Annotated[float, Field(gt=0, lt=1)]


class SettingsError(FieldnotesError):
    """A setting is missing, unknown or out of bounds; the message says which and what to do."""


class Section(BaseModel):
    """A group of settings; anything it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)

    # What a stage's notebook is told beside its own section.
    shared: ClassVar[tuple[str, ...]] = ()


class FieldDefinition(Section):
    """What makes a paper part of a field."""

    title: Name
    description: str = ""
    version: Count = 1
    # What a side such as <image> of a phrase stands for.
    words: dict[Slug, list[Phrase]] = {}
    phrases: list[Phrase] = []
    hints: list[Phrase] = []
    methods: list[Name] = []
    requires: list[Phrase] = []
    exclude: list[Phrase] = []
    systems: list[Phrase] = []
    facets: dict[Slug, dict[Slug, list[Phrase]]] = {}

    @model_validator(mode="after")
    def _words_are_known(self) -> Self:
        listed = [*self.phrases, *self.hints, *self.requires, *self.exclude, *self.systems]
        listed += [phrase for values in self.facets.values() for phrases in values.values() for phrase in phrases]
        for name in dict.fromkeys(re.findall(r"<([^>]*)>", " ".join(listed))):
            if name not in self.words:
                known = ", ".join(self.words) or "none"
                raise ValueError(f"a phrase names <{name}>, which `words` does not list (found: {known}); add it there")
        return self


# Fields of a record that a column of one's own table can be named for.
ColumnField = Literal[
    "id", "title", "other_title", "abstract", "authors", "date", "year", "month", "venue", "volume", "issue", "pages",
    "first_page", "last_page", "language", "type", "doi", "arxiv_id", "pmid", "openalex_id", "url", "keywords",
    "categories", "references", "cited_by",
]  # fmt: skip


class PaperFilter(Section):
    """Which papers are analysed; an empty rule lets all pass."""

    from_year: Annotated[int, Field(ge=1000, le=2999)] | None = None
    to_year: Annotated[int, Field(ge=1000, le=2999)] | None = None
    types: list[Name] = []
    languages: list[Name] = []
    venues: list[Name] = []
    sources: list[Name] = []
    phrases: list[Phrase] = []

    @model_validator(mode="after")
    def _years_are_in_order(self) -> Self:
        if self.from_year and self.to_year and self.from_year > self.to_year:
            raise ValueError(f"from_year {self.from_year} is after to_year {self.to_year}; no paper could pass")
        return self


class Run(Section):
    """How notebooks are run."""

    cell_timeout: Count = 7200


class Settings(Section):
    """What several stages share; `read_settings` adds a section for each stage, as its room defines it."""

    corpus: FolderName
    as_of: dt.date | None = None
    baseline: FolderName = "empty"
    seed: Annotated[int, Field(ge=0, lt=2**32)] = 7
    columns: dict[ColumnField, list[Name]] = {}
    filter: PaperFilter = PaperFilter()
    fields: Annotated[dict[Slug, FieldDefinition], Field(min_length=1)]
    run: Run = Run()


def read_settings(path: Path | None = None, *, stages: Iterable[str] | None = None) -> Settings:
    """Read and check the settings.

    Parameters
    ----------
    path
        A YAML file; ``params.yaml`` of the project when omitted, or what ships where there is none yet.
    stages
        The stages whose sections are checked; all when omitted. What stages share is always checked.

    Raises
    ------
    SettingsError
        If the file is not YAML, or a key is unknown, missing or out of bounds.
    """
    path = path or (own_params_file() if own_params_file().exists() else default_params_file())
    try:
        raw = read_yaml(path)
    except YamlError as error:
        raise SettingsError(str(error)) from None
    if not isinstance(raw, dict):
        raise SettingsError(
            f"{path.name} holds no settings (found {type(raw).__name__}); delete it to have it made anew"
        )
    known = [stage for stage in find_sections() if stage not in Settings.model_fields]
    asked = known if stages is None else [stage for stage in known if stage in set(stages)]
    model = _join_sections(asked)
    try:
        # A section whose last knob was taken out is empty to YAML, not missing.
        sections = {*known, "columns", "filter", "run"}
        given = {key: {} if value is None and key in sections else value for key, value in raw.items()}
        return model.model_validate({key: value for key, value in given.items() if key not in known or key in asked})
    except ValidationError as error:
        lines = "\n".join(f"  - {_explain(problem, model)}" for problem in error.errors())
        raise SettingsError(f"{path.name} has settings that cannot be used:\n{lines}") from None


def find_sections() -> dict[str, str]:
    """The stages that have a section in ``params.yaml``, each with the module that defines it.

    A stage's section is the class ``<Stage>Settings`` in the ``settings`` of its room: `TopicsSettings` in
    ``analysis.topics.settings``, `ReportTopicsSettings` in ``analysis.reports.topics.settings``.

    Examples
    --------
    >>> find_sections()["report-topics"]
    'analysis.reports.topics.settings'
    """
    places = {"": analysis, "report-": import_module("analysis.reports")}
    rooms = {
        prefix + room.name: f"{place.__name__}.{room.name}.settings"
        for prefix, place in places.items()
        for room in pkgutil.iter_modules(place.__path__)
        if room.ispkg and room.name != "workspace"
    }
    return {stage: module for stage, module in rooms.items() if find_spec(module)}


def stage_parameters(settings: Settings, stage: str) -> dict[str, Any]:
    """The parameters of one stage: its own section and what it shares with others.

    Parameters
    ----------
    settings
        All settings.
    stage
        A stage's name; ``report-field@NAME`` for the report of one field.

    Returns
    -------
    dict
        Plain values that papermill can write into a notebook.

    Examples
    --------
    >>> stage_parameters(read_settings(), "corpus")
    {'corpus': 'demo', 'columns': {}, 'filter': {'from_year': None, 'to_year': None, 'types': [], 'languages': [],
    'venues': [], 'sources': [], 'phrases': []}}
    """
    values = settings.model_dump(mode="json")
    base, _, field = stage.partition("@")
    section = _load_section(base)
    parameters = {name: values[name] for name in section.shared}
    if section.model_fields:
        parameters |= values[base.replace("-", "_")]
    if field:
        if field not in settings.fields:
            known = ", ".join(settings.fields) or "none"
            raise SettingsError(f"params.yaml defines no field {field!r} (found: {known}); add it under `fields:`")
        parameters |= {"name": field, "title": settings.fields[field].title, "definition": values["fields"][field]}
    return parameters


def _join_sections(stages: Iterable[str]) -> type[Settings]:
    """The shared settings with the sections of some stages."""
    sections = {stage.replace("-", "_"): (_load_section(stage), Field(alias=stage)) for stage in stages}
    return create_model("Settings", __base__=Settings, **sections)


def _load_section(stage: str) -> type[Section]:
    """A stage's section; of a stage with nothing to set an empty one."""
    module = find_sections().get(stage)
    return getattr(import_module(module), f"{stage.title().replace('-', '')}Settings") if module else Section


def _explain(problem: Any, model: type[Settings]) -> str:
    """One validation problem in the words of someone editing the file."""
    place = [str(part) for part in problem["loc"] if part != "[key]"]
    key = ".".join(place)
    if problem["type"] == "missing":
        return f"{key} is missing; add it as params.default.yaml has it"
    if problem["type"] == "value_error":
        return f"{key}: {problem['ctx']['error']}"
    found = problem["input"]
    shown = repr(found) if not isinstance(found, dict | list) else f"a {type(found).__name__}"
    if problem["type"] == "extra_forbidden":
        known = _known_keys(place[:-1], model)
        near = difflib.get_close_matches(place[-1], known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known here: {', '.join(known)}"
        return f"{key} is not a setting (found {shown}); {hint}"
    if problem["type"] == "string_pattern_mismatch":
        if {"phrases", "hints", "requires", "exclude"} & set(place[-2:-1]):
            return f"{key}: found {shown}; write words on both sides of each &"
        if place[0] in {"corpus", "baseline"}:
            return f"{key}: found {shown}; {FOLDER_LETTERS}"
        return f"{key}: found {shown}; use letters, digits and hyphens, such as multimodal-fusion"
    if problem["type"] == "string_type" and isinstance(found, int | float | dt.date):
        return f'{key}: found {found}, which YAML takes for a number or a date; write it in quotes: "{found}"'
    allowed = re.findall(r"'([^']+)'", problem.get("ctx", {}).get("expected", ""))
    near = difflib.get_close_matches(str(found), allowed, n=1)
    hint = f" (did you mean {near[0]}?)" if near else ""
    return f"{key}: found {shown}; {problem['msg'][0].lower()}{problem['msg'][1:]}{hint}"


def _known_keys(place: list[str], model: Any) -> list[str]:
    """The names allowed at one place of the settings."""
    for part in place:
        fields = {info.alias or name: info for name, info in getattr(model, "model_fields", {}).items()}
        model = fields[part].annotation if part in fields else FieldDefinition
    fields = getattr(model, "model_fields", FieldDefinition.model_fields)
    return [info.alias or name for name, info in fields.items()]
