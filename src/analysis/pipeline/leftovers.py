"""What stages that are gone have left behind."""

from collections.abc import Iterable

from analysis.workspace import executed_file


def remove_leftovers(fields: Iterable[str], own: Iterable[str]) -> None:
    """Delete executed notebooks of fields and of pages of one's own that are no longer in the pipeline.

    The front page depends on their folder, so this is done before a run, never by a stage.

    Parameters
    ----------
    fields, own
        Those that are.
    """
    kept = {f"report-field-{name}" for name in fields} | {f"mine-{name}" for name in own}
    folder = executed_file("any").parent
    for path in (*folder.glob("report-field-*.ipynb"), *folder.glob("mine-*.ipynb")):
        if path.stem not in kept:
            path.unlink()
