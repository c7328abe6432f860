"""The section `topics` of ``params.yaml``."""

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from analysis.workspace import Name, Phrase, Section


def _distinct(names: list[str]) -> list[str]:
    if len(set(names)) < len(names):
        raise ValueError("the same name stands twice")
    return names


class TopicsSettings(Section):
    """How papers are grouped."""

    shared: ClassVar = ("seed", "baseline")

    clusterer: Literal["leiden", "hdbscan"] = "leiden"
    topics: Annotated[int, Field(ge=2)] | None = None
    min_papers: Annotated[int, Field(ge=2)] | None = None
    neighbours: Annotated[int, Field(ge=2)] | None = None
    runs: Annotated[int, Field(ge=4, le=200)] = 20
    outlier_similarity: Annotated[float, Field(ge=-1, le=1)] = 0.3
    terms: Annotated[int, Field(ge=3, le=30)] = 10
    stop_words: list[Name] = Field(default_factory=list)
    guided: list[Annotated[list[Phrase], Field(min_length=1)]] = Field(default_factory=list)
    zero_shot: Annotated[list[Name], AfterValidator(_distinct)] = Field(default_factory=list)
    namer: Literal["none", "command"] = "none"
    zero_shot_similarity: Annotated[float, Field(ge=0, le=1)] = 0.25
