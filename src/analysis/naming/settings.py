"""The section `naming` of ``params.yaml``: no stage reads it, `analysis propose-names` does."""

from typing import Self

from pydantic import model_validator

from analysis.naming.ask import is_address, is_here
from analysis.workspace import Count, Name, Section


class NamingSettings(Section):
    """The program that is asked for names."""

    command: Name | None = None
    model: Name | None = None
    patience: Count = 120

    @model_validator(mode="after")
    def _stays_on_this_machine(self) -> Self:
        if self.command and is_address(self.command):
            if not is_here(self.command):
                raise ValueError(f"command: found {self.command!r}; titles are sent to services on localhost alone")
            if not self.model:
                raise ValueError("model: a service is asked for a model of a name; give it")
        return self
