"""The command ``analysis``: a thin face over the library."""

import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from analysis.files import write_text
from analysis.paths import find_root, params_file, raw_folder
from analysis.settings import SettingsError, read_settings

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Fieldnotes: look at raw files, choose a corpus.")


@app.command()
def check(path: Annotated[Path, typer.Argument(help="A file of papers, or a folder of them.")]) -> None:
    """Say what a file holds: format, records, rejects with reasons, fields filled."""
    from analysis.readers import read_records
    from analysis.sources import find_exports

    if not path.exists():
        _stop(f"there is no file {path}")
    for file in find_exports(path) if path.is_dir() else [path]:
        read = read_records(file)
        typer.echo(f"{file}: {read.format}, {len(read.records)} records, {len(read.rejects)} rejects")
        filled = read.records.drop(columns="line").map(lambda value: value is not None and value != ()).sum()
        if len(read.records):
            typer.echo("  filled: " + ", ".join(f"{name} {count}" for name, count in filled.items() if count))
        for reject in read.rejects.itertuples():
            typer.echo(f"  line {reject.line}: {reject.reason}: {str(reject.text)[:100]}")


@app.command()
def use(corpus: Annotated[str, typer.Argument(help="A folder of data/raw/.")]) -> None:
    """Choose the corpus that the pipeline reads, by setting `corpus` in params.yaml."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", corpus) or not raw_folder(corpus).is_dir():
        known = sorted(path.name for path in (find_root() / "data" / "raw").iterdir() if path.is_dir())
        _stop(
            f"there is no folder data/raw/{corpus} (found: {', '.join(known) or 'none'}); make it and put exports in it"
        )
    text = params_file().read_text(encoding="utf-8")
    changed, count = re.subn(r"^corpus:.*$", f"corpus: {corpus}", text, flags=re.MULTILINE)
    if count != 1:
        _stop(f"params.yaml has {count} lines that begin with 'corpus:'; there should be one")
    if changed != text:
        write_text(params_file(), changed)
    typer.echo(f"corpus: {read_settings().corpus}")


def _stop(message: str) -> None:
    typer.echo(f"error: {message}", err=True)
    raise typer.Exit(1)


def main() -> None:
    """Run the command line; known problems are one line, not a traceback."""
    try:
        app()
    except (SettingsError, FileNotFoundError, ValueError) as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
