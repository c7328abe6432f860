"""The stage `institutions` has no knobs in ``params.yaml``."""

from analysis.workspace import Section


class InstitutionsSettings(Section):
    """Nothing to set."""
