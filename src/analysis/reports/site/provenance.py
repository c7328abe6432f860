"""Where a page comes from: the corpus, its day, the program, and the settings that are not those that ship."""

import subprocess
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.workspace import Settings, default_params_file, find_root, own_params_file, read_yaml


class Provenance(NamedTuple):
    """What a page that is sent alone says of itself."""

    corpus: str
    papers: int
    as_of: str
    program: str
    commit: str
    fingerprint: str
    sources: tuple[Mapping[str, str], ...]
    changed: Mapping[str, str]

    def told(self) -> str:
        """The corpus in a line.

        Examples
        --------
        >>> Provenance("demo", 67, "2026-05-01", "0.1.0", "", "ab", (), {}).told()
        'corpus demo, 67 papers to 2026-05-01'
        """
        count = f"{self.papers:,} paper{'' if self.papers == 1 else 's'}"
        return f"corpus {self.corpus}, {count}" + (f" to {self.as_of}" if self.as_of else "")

    def cited(self, title: str) -> str:
        """How a page is cited."""
        commit = f", commit {self.commit}" if self.commit else ""
        return f"“{title}”. Fieldnotes {self.program}{commit}; {self.told()} (fingerprint {self.fingerprint})."


def trace(settings: Settings, papers: pd.DataFrame, sources: pd.DataFrame, *, fingerprint: str) -> Provenance:
    """What the pages of a run say of where they come from.

    Parameters
    ----------
    settings
        As read; `as_of` is the day the analysis speaks from, else the day of the latest paper.
    papers, sources
        The tables of that name.
    fingerprint
        Of the papers.
    """
    latest = papers["published"].max()
    as_of = settings.as_of or (None if pd.isna(latest) else latest.date())
    told = sources[["title", "licence", "share", "captured_on", "records"]].astype({"captured_on": "str"})
    rows = tuple(
        {name: "" if pd.isna(value) else str(value) for name, value in row.items()} for row in told.to_dict("records")
    )
    return Provenance(
        settings.corpus,
        len(papers),
        as_of.isoformat() if as_of else "",
        version("fieldnotes"),
        find_commit(find_root()),
        fingerprint,
        rows,
        find_changed(),
    )


def find_commit(root: Path) -> str:
    """The commit that a workspace stands at, "with changes" where tracked files differ; nothing outside of git."""
    try:
        top = _git(root, "rev-parse", "--show-toplevel")
        if not top or Path(top).resolve() != root.resolve():
            return ""
        changed = _git(root, "status", "--porcelain", "--untracked-files=no")
        return _git(root, "rev-parse", "--short=10", "HEAD") + (" with changes" if changed else "")
    except (OSError, subprocess.SubprocessError):
        return ""


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, timeout=20, check=True)
    return done.stdout.strip()


def find_changed() -> dict[str, str]:
    """The settings whose values are not those that ship: their names with dots, and what they are."""
    if not own_params_file().exists():
        return {}
    own, shipped = (flatten(read_yaml(path)) for path in (own_params_file(), default_params_file()))
    names = [name for name in {**own, **shipped} if own.get(name) != shipped.get(name) and name != "corpus"]
    return {name: _tell(own[name]) if name in own else "left out" for name in names}


def flatten(values: Any, *, above: str = "") -> dict[str, Any]:
    """Settings by their names with dots; a field is one setting.

    Examples
    --------
    >>> flatten({"seed": 7, "topics": {"runs": 20}, "fields": {"a": {"title": "A"}}})
    {'seed': 7, 'topics.runs': 20, 'fields.a': {'title': 'A'}}
    """
    if not isinstance(values, dict) or above.count(".") > 1 or (above.startswith("fields.") and above.count(".") == 1):
        return {above: values}
    rows: dict[str, Any] = {}
    for name, value in values.items():
        rows |= flatten(value, above=f"{above}.{name}" if above else str(name))
    return rows


def _tell(value: Any) -> str:
    text = "a definition of one's own" if isinstance(value, dict) else str(value)
    return text if len(text) <= 80 else text[:79] + "…"
