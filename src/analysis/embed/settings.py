"""The section `embed` of ``params.yaml``."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from analysis.workspace import Name, Section


class EmbedSettings(Section):
    """How text becomes vectors."""

    shared: ClassVar = ("corpus",)

    engine: Literal["auto", "openvino", "student", "sentence-transformers"] = "auto"
    precision: Literal["f32", "bf16"] = "f32"
    model: Name = "sentence-transformers/all-MiniLM-L6-v2"
    sample: Annotated[int, Field(ge=1000, le=30_000)] = 8000
    floor: Annotated[float, Field(ge=0, le=1)] = 0.7
