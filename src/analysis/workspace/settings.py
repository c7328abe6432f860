"""``params.yaml`` read and checked: every knob, its type, its bounds."""

import datetime as dt
import difflib
import re
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from analysis.workspace.paths import params_file
from analysis.workspace.schemas import METHOD_KINDS, OTHER_KINDS

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
# Words, or several groups of words joined by &; each holds a letter or digit.
Phrase = Annotated[str, StringConstraints(pattern=r"^[^&]*\w[^&]*(&[^&]*\w[^&]*)*$")]
FolderName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
Count = Annotated[int, Field(ge=1)]
Proportion = Annotated[float, Field(gt=0, lt=1)]


class SettingsError(ValueError):
    """A setting is missing, unknown or out of bounds; the message says which and what to do."""


class Section(BaseModel):
    """A group of settings; anything it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class FieldDefinition(Section):
    """What makes a paper part of a field."""

    title: Name
    phrases: list[Phrase] = []
    methods: list[Name] = []


# Fields of a record that a column of one's own table can be named for.
ColumnField = Literal[
    "id", "title", "abstract", "authors", "date", "year", "month", "venue", "volume", "issue", "pages", "first_page",
    "last_page", "language", "type", "doi", "arxiv_id", "pmid", "openalex_id", "url", "keywords", "categories",
    "references", "cited_by",
]  # fmt: skip


class Embed(Section):
    """How text becomes vectors."""

    engine: Literal["openvino", "student", "sentence-transformers"] = "openvino"
    precision: Literal["bf16", "f32"] = "bf16"
    model: Name = "sentence-transformers/all-MiniLM-L6-v2"
    sample: Annotated[int, Field(ge=1000, le=30_000)] = 8000
    floor: Annotated[float, Field(ge=0, le=1)] = 0.7


def _distinct(names: list[str]) -> list[str]:
    if len(set(names)) < len(names):
        raise ValueError("the same name stands twice")
    return names


class Topics(Section):
    """How papers are grouped."""

    clusterer: Literal["leiden", "hdbscan"] = "leiden"
    topics: Annotated[int, Field(ge=2)] | None = None
    min_papers: Annotated[int, Field(ge=2)] | None = None
    neighbors: Annotated[int, Field(ge=2)] | None = None
    runs: Annotated[int, Field(ge=4, le=200)] = 20
    outlier_similarity: Annotated[float, Field(ge=-1, le=1)] = 0.3
    terms: Annotated[int, Field(ge=3, le=30)] = 10
    guided: list[Annotated[list[Phrase], Field(min_length=1)]] = []
    zero_shot: Annotated[list[Name], AfterValidator(_distinct)] = []
    zero_shot_similarity: Annotated[float, Field(ge=0, le=1)] = 0.25


class Authors(Section):
    """How the co-author graph is built and measured."""

    weighting: Literal["newman", "full"] = "newman"
    max_authors: Annotated[int, Field(ge=2)] = 50
    pivots: Count = 300


class Methods(Section):
    """How the method graph is built."""

    min_shared_papers: Count = 2
    graph_kinds: Annotated[list[Literal[*METHOD_KINDS, *OTHER_KINDS]], Field(min_length=1)]


class Trends(Section):
    """What growth needs to be estimated, and when it counts."""

    period: Literal["auto", "month", "quarter", "year"] = "auto"
    min_papers: Count = 20
    min_periods: Annotated[int, Field(ge=3)] = 6
    false_discovery_rate: Proportion = 0.1


class Rows(Section):
    """How long the tables of a report are."""

    rows: Count


class ReportCorpus(Section):
    """How long the tables of the corpus report are."""

    merges: Count = 40
    rejects: Count = 5000


class ReportTopics(Section):
    """What the topics report shows."""

    central_papers: Count = 3
    map_papers: Count = 10_000


class ReportGraph(Section):
    """How much of a graph a report draws."""

    nodes: Annotated[int, Field(ge=2, le=2000)]
    rows: Count


class Run(Section):
    """How notebooks are run."""

    cell_timeout: Count = 7200


class Settings(Section):
    """All of ``params.yaml``."""

    corpus: FolderName
    as_of: dt.date | None
    baseline: FolderName = "empty"
    seed: Annotated[int, Field(ge=0, lt=2**32)]
    columns: dict[ColumnField, list[Name]] = {}
    fields: Annotated[dict[Slug, FieldDefinition], Field(min_length=1)]
    embed: Embed
    topics: Topics
    authors: Authors
    methods: Methods
    trends: Trends
    report_corpus: ReportCorpus = Field(alias="report-corpus")
    report_overview: Rows = Field(alias="report-overview")
    report_topics: ReportTopics = Field(alias="report-topics")
    report_authors: ReportGraph = Field(alias="report-authors")
    report_methods: ReportGraph = Field(alias="report-methods")
    report_field: Rows = Field(alias="report-field")
    run: Run


# What a stage is told beside its own section of params.yaml.
SHARED_PARAMETERS: dict[str, tuple[str, ...]] = {
    "corpus": ("corpus", "columns"),
    "embed": ("corpus",),
    "topics": ("seed", "baseline"),
    "authors": ("seed",),
    "methods": ("seed",),
    "trends": ("as_of", "fields"),
    "report-overview": ("fields",),
    "report-topics": ("baseline",),
}


def read_settings(path: Path | None = None) -> Settings:
    """Read and check the settings.

    Parameters
    ----------
    path
        A YAML file; ``params.yaml`` of the project when omitted.

    Raises
    ------
    SettingsError
        If the file is not YAML, or a key is unknown, missing or out of bounds.
    """
    path = path or params_file()
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise SettingsError(f"{path.name} is not valid YAML: {' '.join(str(error).split())}") from None
    if not isinstance(raw, dict):
        raise SettingsError(f"{path.name} holds no settings (found {type(raw).__name__}); restore it with git")
    try:
        return Settings.model_validate(raw)
    except ValidationError as error:
        lines = "\n".join(f"  - {_explain(problem)}" for problem in error.errors())
        raise SettingsError(f"{path.name} has settings that cannot be used:\n{lines}") from None


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
    >>> from analysis.workspace.settings import read_settings, stage_parameters
    >>> stage_parameters(read_settings(), "corpus")
    {'corpus': 'demo', 'columns': {}}
    """
    values = settings.model_dump(mode="json")
    base, _, field = stage.partition("@")
    own = values.get(base.replace("-", "_"), {})
    parameters = {name: values[name] for name in SHARED_PARAMETERS.get(base, ())}
    parameters |= own if isinstance(own, dict) else {}
    if field:
        if field not in settings.fields:
            known = ", ".join(settings.fields) or "none"
            raise SettingsError(f"params.yaml defines no field {field!r} (found: {known}); add it under `fields:`")
        parameters |= {"name": field, "title": settings.fields[field].title}
    return parameters


def _explain(problem: Any) -> str:
    """One validation problem in the words of someone editing the file."""
    place = [str(part) for part in problem["loc"] if part != "[key]"]
    key = ".".join(place)
    if problem["type"] == "missing":
        return f"{key} is missing; add it (git diff params.yaml shows what changed)"
    found = problem["input"]
    shown = repr(found) if not isinstance(found, dict | list) else f"a {type(found).__name__}"
    if problem["type"] == "extra_forbidden":
        known = _known_keys(place[:-1])
        near = difflib.get_close_matches(place[-1], known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known here: {', '.join(known)}"
        return f"{key} is not a setting (found {shown}); {hint}"
    if problem["type"] == "string_pattern_mismatch":
        if place[-2:-1] == ["phrases"]:
            return f"{key}: found {shown}; write words on both sides of each &"
        return f"{key}: found {shown}; use letters, digits and hyphens, such as multimodal-fusion"
    allowed = re.findall(r"'([^']+)'", problem.get("ctx", {}).get("expected", ""))
    near = difflib.get_close_matches(str(found), allowed, n=1)
    hint = f" (did you mean {near[0]}?)" if near else ""
    return f"{key}: found {shown}; {problem['msg'][0].lower()}{problem['msg'][1:]}{hint}"


def _known_keys(place: list[str]) -> list[str]:
    """The names allowed at one place of the settings."""
    model: Any = Settings
    for part in place:
        fields = {info.alias or name: info for name, info in getattr(model, "model_fields", {}).items()}
        model = fields[part].annotation if part in fields else FieldDefinition
    fields = getattr(model, "model_fields", FieldDefinition.model_fields)
    return [info.alias or name for name, info in fields.items()]
