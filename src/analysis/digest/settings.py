"""The section `digest` of ``params.yaml``."""

from typing import Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from analysis.digest.searches import OTHERS
from analysis.workspace import Name, Section


def _list_values(given: Any) -> Any:
    """One value stands for a list of it; years may be numbers."""
    values = given if isinstance(given, list) else [given]
    return [str(value) if isinstance(value, int) and not isinstance(value, bool) else value for value in values]


Values = Annotated[list[Name], BeforeValidator(_list_values), Field(default_factory=list)]


class Search(Section):
    """A saved search: words, and values of the library's filters, any of a filter's and of all filters one."""

    model_config = ConfigDict(populate_by_name=True)

    words: Name | None = None
    topic: Values
    field: Values
    year: Values
    method: Values
    kind: Values
    modality: Values
    cancer: Values
    author: Values
    institution: Values
    country: Values
    venue: Values
    keyword: Values
    category: Values
    label_cancer: Values = Field(default_factory=list, alias="label-cancer")
    label_method: Values = Field(default_factory=list, alias="label-method")
    type: Values
    source: Values

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if not any(self.model_dump().values()):
            raise ValueError("asks for nothing; give `words`, or a filter such as `modality: CT`")
        return self


class DigestSettings(Section):
    """Which papers are new, and by which searches."""

    shared: ClassVar = ("as_of", "baseline", "corpus", "fields")

    follow_fields: bool = True
    searches: dict[Name, Search] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _names_are_free(self) -> Self:
        if OTHERS in self.searches:
            raise ValueError(f"searches: {OTHERS!r} is what papers of no search are called; choose another name")
        return self
