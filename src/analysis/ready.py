"""Before a run: the corpus chosen, what a killed run left put right, and what would stop the run told."""

import difflib
import os
import re
import sys
from pathlib import Path

import pandas as pd

from analysis.corpus import SourceError, Unseen, check_sources, find_exports, find_unseen
from analysis.methods import LexiconError, read_lexicon
from analysis.naming import read_proposals
from analysis.workspace import (
    FOLDER_LETTERS,
    FieldnotesError,
    OverridesError,
    Settings,
    baselines_folder,
    find_root,
    lexicon_folder,
    names_file,
    overrides_file,
    own_params_file,
    prepare_params,
    raw_folder,
    read_decided,
    read_replacements,
    read_settings,
    say,
    set_corpus,
    table_file,
    unseen_file,
    write_text,
)

_WRITTEN = ("data/processed", "data/cache", "reports")


class NotReadyError(FieldnotesError):
    """A run would fail; the message lists why, and what to do about each."""


def make_ready() -> None:
    """Heal what a killed run left, complete ``params.yaml``, check it and the folders that it names.

    Raises
    ------
    NotReadyError
        With one line for each thing that would stop a run.
    """
    from analysis.pipeline import heal_project, list_own_pages, remove_leftovers

    for told in heal_project():
        _tell(told)
    prepare_settings()
    settings = read_settings()
    check_ready(settings)
    prepare_raw(settings.corpus)
    remove_leftovers(settings.fields, list_own_pages())


def choose_corpus(corpus: str) -> None:
    """Write into ``params.yaml`` which folder of ``data/raw/`` the pipeline reads, and say so.

    Raises
    ------
    NotReadyError
        If there is no such folder.
    """
    found = _list_folders(find_root() / "data" / "raw")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", corpus):
        raise NotReadyError(f"there is no corpus {corpus!r} (found: {found}); {FOLDER_LETTERS}")
    if not raw_folder(corpus).is_dir():
        raise NotReadyError(f"there is no folder data/raw/{corpus} (found: {found}); make it and put exports in it")
    prepare_settings()
    set_corpus(corpus)
    prepare_raw(corpus)
    _tell(f"corpus: {read_settings().corpus}")


def prepare_settings() -> None:
    """Make or complete ``params.yaml``, and say so."""
    is_new = not own_params_file().exists()
    added = prepare_params()
    if is_new:
        _tell("params.yaml is now here, a copy of params.default.yaml: your settings")
    elif added:
        _tell(f"params.yaml lacked {', '.join(added)}: added as params.default.yaml has it")


def check_ready(settings: Settings) -> None:
    """Check all that a run reads and writes.

    Raises
    ------
    NotReadyError
        With one line for each thing that would stop a run.
    """
    checks = (check_corpus, check_lexicon, check_overrides, check_names, check_baseline, check_folders)
    problems = [problem for check in checks for problem in check(settings)]
    if problems:
        raise NotReadyError(
            "\n  - ".join(["the pipeline cannot run:", *problems]) if len(problems) > 1 else problems[0]
        )


def check_corpus(settings: Settings) -> list[str]:
    """Problems with the corpus folder and its ``source.yaml`` files; a source that ends after `as_of` is none."""
    folder = raw_folder(settings.corpus)
    if not folder.is_dir():
        found = _list_folders(folder.parent)
        return [f"corpus: there is no folder data/raw/{settings.corpus} (found: {found})"]
    try:
        captured = check_sources(find_exports(folder).files, folder)
    except SourceError as error:
        return [str(error)]
    if settings.as_of and captured and settings.as_of > max(captured):
        return [f"as_of: {settings.as_of} lies after the last capture ({max(captured)}); take an earlier day, or none"]
    return []


def prepare_raw(corpus: str) -> None:
    """Tell DVC what to pass over in the raw files, and keep a line for what is read and it cannot track."""
    folder = raw_folder(corpus)
    try:
        unseen = find_unseen(find_exports(folder), folder)
    except SourceError:
        # An empty folder is told before a run, not here.
        unseen = Unseen()
    ignore = folder.parent / ".dvcignore"
    if unseen.ignored:
        write_text(ignore, unseen.ignored)
    else:
        ignore.unlink(missing_ok=True)
    if not unseen_file().is_file() or unseen_file().read_text(encoding="utf-8") != unseen.contents:
        write_text(unseen_file(), unseen.contents)


def check_overrides(settings: Settings) -> list[str]:
    """Lines of ``data/overrides/`` that cannot be obeyed; what depends on the papers is told by the stages."""
    from analysis.topics import read_topic_decisions

    readers = [
        *((read_decided, name, {"things": name}) for name in ("works", "authors")),
        *((read_replacements, name, {}) for name in ("keywords", "institutions")),
        (read_topic_decisions, "topics", {}),
    ]
    problems = []
    for read, name, more in readers:
        try:
            read(overrides_file(name), **more)
        except OverridesError as error:
            problems.append(f"data/overrides/{error}")
    return problems


def check_names(settings: Settings) -> list[str]:
    """Lines of ``data/names/`` that cannot be read."""
    problems = []
    for kind in ("topics", "fields"):
        try:
            read_proposals(names_file(kind))
        except OverridesError as error:
            problems.append(f"data/names/{error}")
    return problems


def check_lexicon(settings: Settings) -> list[str]:
    """Problems with the lexicon, and methods of fields that it does not hold."""
    own = lexicon_folder()
    try:
        entries = read_lexicon(own if own.is_dir() else None).entries
    except LexiconError as error:
        return [str(error)]
    known = {name.lower(): name for name in entries["method"]}
    problems = []
    for field, definition in settings.fields.items():
        for method in definition.methods:
            if method in known.values():
                continue
            near = difflib.get_close_matches(method.lower(), known, n=1)
            hint = f"did you mean {known[near[0]]!r}?" if near else "add it to data/lexicon, or use a phrase"
            problems.append(f"params.yaml: fields.{field}.methods names {method!r}, which no lexicon has; {hint}")
    return problems


def check_baseline(settings: Settings) -> list[str]:
    """Problems with the baseline; one that was made from another corpus is told, and is none."""
    kept = baselines_folder() / settings.baseline
    if not kept.is_dir():
        found = _list_folders(kept.parent)
        return [
            f"baseline: there is no folder data/baselines/{settings.baseline} (found: {found}); "
            "`analysis baseline save NAME` keeps one, `baseline: empty` compares with none"
        ]
    before, now = kept / "paper_topics.parquet", table_file("paper_topics")
    if before.is_file() and now.is_file():
        shared = set(pd.read_parquet(before, columns=["paper_id"])["paper_id"])
        common = shared & set(pd.read_parquet(now, columns=["paper_id"])["paper_id"])
        if shared and len(common) < 0.05 * len(shared):
            held = f"{len(common)} of the {len(shared)} papers of the baseline {settings.baseline}"
            say(
                f"note: the last run has {held}; "
                "made from another corpus, it tells of topics that are gone where only the papers are"
            )
    return []


def check_folders(settings: Settings) -> list[str]:
    """Folders that a run writes into and may not."""
    places = [find_root(), *(find_root() / name for name in _WRITTEN)]
    shut = [place for place in places if place.is_dir() and not os.access(place, os.W_OK)]
    return [f"{place} is not writable; change its owner or its rights" for place in shut]


def _list_folders(place: Path) -> str:
    names = sorted(path.name for path in place.iterdir() if path.is_dir()) if place.is_dir() else []
    return ", ".join(names) or "none"


def _tell(text: str) -> None:
    say(text, file=sys.stdout)
