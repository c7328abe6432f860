"""The command ``analysis``: a thin face over the library."""

import re
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.collect import register_commands
from analysis.workspace import (
    FOLDER_LETTERS,
    FieldnotesError,
    RootError,
    find_root,
    quote_name,
    read_settings,
    say,
)

if TYPE_CHECKING:
    from analysis.readers import Columns

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Fieldnotes: look at raw files, bring them into place, collect papers, choose a corpus, start a page.",
)
baseline = typer.Typer(no_args_is_help=True, help="Runs to compare with.")
app.add_typer(baseline, name="baseline")
register_commands(app)


@app.command()
def check(path: Annotated[Path, typer.Argument(help="A file of papers, or a folder of them.")]) -> None:
    """Say what a file holds: format, records, rejects with reasons, fields filled."""
    from analysis.collect import describe_found, look_at
    from analysis.corpus import find_exports

    if not path.exists():
        _stop(f"there is no file {path}")
    files, left_out = find_exports(path) if path.is_dir() else ([path], [])
    found = []
    for file in files:
        found.append(look_at(file, columns=_columns()))
        _tell("\n".join(describe_found(found[-1])))
    for each in left_out:
        _tell(f"{each.path}: not read, {each.reason}")
    records = sum(each.records for each in found)
    if len(found) > 1:
        _tell(f"{len(found)} files: {records:,} records, {sum(len(each.rejects) for each in found):,} rejects")
    if not records:
        _stop("nothing here can be read")


@app.command()
def add(
    path: Annotated[Path, typer.Argument(help="An export, or a folder of them.")],
    to: Annotated[str, typer.Option(help="Corpus and source, such as mine/scopus.")],
) -> None:
    """Copy an export into data/raw/, describe its source, and say what was found."""
    from analysis.collect import add_export, describe_found

    folder, found = add_export(path, to, columns=_columns())
    for each in found:
        _tell("\n".join(describe_found(each)))
    place = folder.relative_to(find_root())
    _tell(f"in place: {place}; say what was asked of whom in {place}/source.yaml, then")
    _tell(f"  make reports CORPUS={to.strip('/').split('/')[0]}")


@app.command("try-field")
def try_field(
    name: Annotated[str, typer.Argument(help="A field of params.yaml.")],
    rows: Annotated[int, typer.Option(help="Papers shown of those gained and of those lost.")] = 15,
) -> None:
    """Say which papers an edit of a field in params.yaml gains and loses, with the sentences that decide."""
    from analysis.trends import try_field as find

    trial = find(name, read_settings(stages=[]))
    _tell(f"{name}: {trial.now:,} papers, {trial.before:,} in the last run")
    for told, papers in (("gained", trial.gained), ("lost", trial.lost)):
        _tell(f"{told}: {len(papers):,}" + (f", the first {rows}" if len(papers) > rows else ""))
        for paper in papers.head(rows).itertuples():
            _tell(f"  {paper.score:.2f}  {paper.title}")
            _tell(f"        names {', '.join(paper.evidence)}: {paper.sentence}")


@app.command("try-method")
def try_method(
    name: Annotated[str, typer.Argument(help='Of the entry, such as "attention-based MIL".')],
    aliases: Annotated[str, typer.Option(help="Its other forms, as in the lexicon: ABMIL;?=Atlas.")] = "",
    context: Annotated[str, typer.Option(help="Words that settle forms after ?, apart by ;.")] = "",
    kind: Annotated[str, typer.Option(help="One of the kinds of the lexicon.")] = "technique",
    rows: Annotated[int, typer.Option(help="Papers shown.")] = 15,
) -> None:
    """Say which papers would name an entry of the lexicon, and which other entries would lose papers to it."""
    from analysis.methods import try_method as find

    trial = find(name, kind=kind, aliases=aliases, context=context)
    part = f", the first {rows}" if len(trial.gained) > rows else ""
    _tell(f"{name}: {len(trial.gained):,} papers name it{part}")
    for paper in trial.gained.head(rows).itertuples():
        _tell(f"  {paper.title}\n        as {paper.text}")
    for other in trial.lost.itertuples():
        _tell(f"{other.method}: {other.papers:,} papers fewer")
    if len(trial.gained):
        _tell(f"to keep it, a line in data/lexicon/, such as\n  {trial.line.rstrip()}")


@app.command("propose-methods")
def propose_methods(
    least: Annotated[int, typer.Option(help="Papers that a phrase stands in at least.")] = 3,
    write: Annotated[bool, typer.Option("--write", help="Write them to data/lexicon/proposed.csv.")] = False,
) -> None:
    """List phrases that the lexicon lacks and papers share, and write them as lines for it."""
    from analysis.methods import propose_entries, write_entries

    proposed = propose_entries(least=least)
    for each in proposed.itertuples():
        _tell(f"{each.papers:>6,}  {each.method}")
    if proposed.empty:
        _tell(f"no phrase stands in {least} papers")
    elif write:
        _tell(f"written to data/lexicon/{write_entries(proposed)}: take out what is no method, then `make reports`")
    else:
        _tell("with --write they become lines of data/lexicon/proposed.csv")


@app.command("check-methods")
def check_methods(
    least: Annotated[int, typer.Option(help="Papers that spell an abbreviation out otherwise at least.")] = 2,
) -> None:
    """Check the lexicon: clashes, missing parents, and abbreviations that papers here use for something else."""
    from analysis.methods import find_ambiguous

    found = find_ambiguous(least=least)
    for each in found.itertuples():
        _tell(f"{each.papers:>6,}  {each.form}, of {each.method}: {each.stands_for}")
    told = f"{len(found)} abbreviations mean something else in papers"
    _tell(f"no form stands for two entries, every parent is there; {told}")


@app.command("propose-names")
def propose_names(
    fields: Annotated[bool, typer.Option("--fields", help="Ask for summaries of fields as well.")] = False,
) -> None:
    """Ask a program of your own for names of topics, and keep what fits their papers in data/names/."""
    from analysis.naming import propose_all
    from analysis.pipeline import refuse_during_run

    refuse_during_run()
    settings = read_settings(stages=["naming", "topics"])
    made = []
    for proposal in propose_all(settings, fields=fields):
        made.append(proposal)
        _tell(f"{proposal.state:<9} {proposal.text}" + (f"  ({proposal.note})" if proposal.state == "unfit" else ""))
    if not made:
        _tell("every topic has its proposal; delete lines of data/names/ to have them asked again")
    elif settings.topics.namer == "command":
        _tell("kept in data/names/; look at them, then `make reports`")
    else:
        _tell("kept in data/names/; look at them, set `topics.namer` in params.yaml to `command`, then `make reports`")


@app.command()
def plant(
    name: Annotated[str, typer.Argument(help="Of the corpus, such as planted.")],
    papers: Annotated[int, typer.Option(help="Made-up papers, 500 or more.")] = 3000,
    seed: Annotated[int, typer.Option(help="The same gives the same corpus.")] = 1,
) -> None:
    """Make up a corpus of which it is known what rises, falls and bursts, and a page that shows what was found."""
    from analysis.pipeline import create_page, list_own_pages
    from analysis.planted import plant as write

    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name):
        _stop(f"found the name {name!r}; {FOLDER_LETTERS}")
    folder = write(name, papers=papers, seed=seed)
    if "planted" not in list_own_pages():
        create_page("planted", template="planted", title=None)
    _tell(f"planted: {folder.relative_to(find_root())}, the truth in its truth.json; now\n  make reports CORPUS={name}")


@baseline.command("save")
def save_baseline(name: Annotated[str, typer.Argument(help="Such as 2026-11.")]) -> None:
    """Keep the topics of the last run under a name, to compare later runs with."""
    from analysis.topics import save_baseline as keep

    folder = keep(name)
    place, line = folder.relative_to(find_root()), f"baseline: {quote_name(name)}"
    _tell(f"kept: {place}; write `{line}` in params.yaml to compare with it")


@app.command()
def use(corpus: Annotated[str, typer.Argument(help="A folder of data/raw/.")]) -> None:
    """Choose the corpus that the pipeline reads, by setting `corpus` in params.yaml."""
    from analysis.pipeline import refuse_during_run
    from analysis.ready import choose_corpus

    refuse_during_run()
    choose_corpus(corpus)


@app.command("new-page")
def new_page(name: Annotated[str, typer.Argument(help="Such as my-question.")]) -> None:
    """Start a notebook of your own that becomes a page beside the reports."""
    from analysis.pipeline import create_page

    place = create_page(name).relative_to(find_root())
    _tell(f"{place} is a tour to change as you like (make lab opens it); make reports turns it into a page")


@app.command()
def bundle(
    target: Annotated[Path, typer.Argument(help="The zip file to write.")] = Path("fieldnotes.zip"),
) -> None:
    """Put pages and tables into one file for a colleague, without abstracts that may not be shared."""
    from analysis.bundle import write_bundle

    files, shut = write_bundle(target, corpus=read_settings(stages=[]).corpus)
    left_out = f"; abstracts of {shut:,} papers are left out, as their sources ask" if shut else ""
    _tell(f"{target}: {files:,} files{left_out}")


@app.command()
def api() -> None:
    """List what ``import analysis`` gives a notebook, in Markdown: docs/API.md is this."""
    from analysis.face import list_face

    _tell(list_face())


@app.command()
def ready() -> None:
    """Heal what a killed run left, complete params.yaml, and check it and the folders it names; before `dvc repro`."""
    from analysis.pipeline import only_run
    from analysis.ready import make_ready

    with only_run("analysis ready"):
        make_ready()


@app.command()
def run(
    corpus: Annotated[str | None, typer.Option(help="A folder of data/raw/, chosen before the run.")] = None,
) -> None:
    """Run every stage that is out of date, as `make reports` does: `ready`, then `dvc repro`, one run at a time."""
    from analysis.pipeline import only_run, reproduce
    from analysis.ready import choose_corpus, make_ready

    with only_run("the pipeline"):
        if corpus:
            choose_corpus(corpus)
        make_ready()
        status = reproduce()
    if status:
        raise typer.Exit(status)
    _tell(f"Open {find_root() / 'reports' / 'index.html'}")


def _tell(text: str) -> None:
    say(text, file=sys.stdout)


def _columns() -> "Columns":
    """The column names of params.yaml; none outside a project."""
    try:
        return read_settings().columns
    except RootError:
        return {}


def _stop(message: str) -> None:
    say(f"error: {message}")
    raise typer.Exit(1)


def main() -> None:
    """Run the command line; known problems are one line, not a traceback."""
    from analysis.pipeline import tie_to_starter

    if sys.argv[1:2] == ["run"]:
        tie_to_starter()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        app()
    except FieldnotesError as error:
        say(f"error: {error}")
        sys.exit(1)


if __name__ == "__main__":
    main()
