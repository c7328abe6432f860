"""Named snapshots to compare with: kept on request, read when `params.yaml` names one."""

import json
import re
import shutil
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.topics.identity import Baseline
from analysis.workspace import FieldnotesError, baselines_folder, processed_folder, table_file

_TABLES = ("topics", "paper_topics")
_MODEL = ("examples.safetensors", "examples.json")


class BaselineError(FieldnotesError):
    """A baseline cannot be kept or read; the message says why and what to do."""


def save_baseline(name: str) -> Path:
    """Keep the topics of the last run under a name; all of it or nothing.

    Raises
    ------
    BaselineError
        If the name cannot be a folder's, is taken, or there is no run to keep.
    """
    target = baselines_folder() / name
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name):
        raise BaselineError(f"found the name {name!r}; use letters, digits, dots and hyphens, such as 2026-11")
    if target.exists():
        raise BaselineError(f"data/baselines/{name} is there already; choose another name, or delete it first")
    files = [table_file(table) for table in _TABLES] + [processed_folder("topic_model") / file for file in _MODEL]
    missing = [file.name for file in files if not file.is_file()]
    if missing:
        raise BaselineError(f"there is no finished run to keep ({', '.join(missing)} missing); run `make reports`")
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{name}."))
    try:
        for file in files:
            shutil.copyfile(file, scratch / file.name)
        scratch.chmod(0o755)
        scratch.rename(target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return target


def read_baseline(name: str, *, aliases: pd.DataFrame | None = None) -> Baseline | None:
    """The baseline of a name; None for one that holds nothing, as ``empty`` does.

    Parameters
    ----------
    name
        A folder of ``data/baselines/``.
    aliases
        The table `paper_aliases`: papers are known by ids that they had before.

    Raises
    ------
    BaselineError
        If there is none of that name, or it cannot be read.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    folder = baselines_folder() / name
    if not folder.is_dir():
        known = sorted(path.name for path in baselines_folder().iterdir() if path.is_dir())
        raise BaselineError(
            f"baseline: found {name!r}, known are {', '.join(known)}; keep one with `analysis baseline save`"
        )
    if not any((folder / file).exists() for file in (*(f"{table}.parquet" for table in _TABLES), *_MODEL)):
        return None
    try:
        topics = pd.read_parquet(folder / "topics.parquet")[["topic", "label", "size"]]
        paper_topics = pd.read_parquet(folder / "paper_topics.parquet")[["paper_id", "topic"]]
        centres = load_file(folder / _MODEL[0])["centres"]
        encoder = str(json.loads((folder / _MODEL[1]).read_text(encoding="utf-8"))["encoder"])
        _check(topics, paper_topics, centres)
    except (OSError, KeyError, TypeError, ValueError, SafetensorError) as error:
        raise BaselineError(f"data/baselines/{name} cannot be read ({error}); delete it and keep another") from None
    return Baseline(topics, _rename(paper_topics, aliases), centres, encoder)


def _check(topics: pd.DataFrame, paper_topics: pd.DataFrame, centres: np.ndarray) -> None:
    """Raise ValueError if the parts of a baseline do not fit each other."""
    count = int((topics["topic"] >= 0).sum())
    if centres.ndim != 2 or len(centres) != count or not np.isfinite(centres).all():
        raise ValueError(f"its {count} topics have centres of shape {centres.shape}")
    if topics["topic"].duplicated().any() or set(paper_topics["topic"]) != set(topics["topic"]):
        raise ValueError("its papers are of other topics than its list of topics")


def _rename(paper_topics: pd.DataFrame, aliases: pd.DataFrame | None) -> pd.DataFrame:
    """The topics of papers by the ids that they have now, each once."""
    if aliases is None:
        return paper_topics
    now = paper_topics["paper_id"].map(aliases.set_index("alias")["paper_id"])
    return paper_topics.assign(paper_id=now.fillna(paper_topics["paper_id"])).drop_duplicates("paper_id")
