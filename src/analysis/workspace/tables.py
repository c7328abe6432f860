"""Tables on disk: read, checked, sorted by key and written whole or not at all."""

import difflib
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.workspace.errors import FieldnotesError
from analysis.workspace.files import write_atomically
from analysis.workspace.paths import table_file
from analysis.workspace.shapes import Table, all_shapes

_DTYPES = {"str": "str", "int": "int64", "float": "float64", "bool": "bool", "date": "datetime64[s]", "int?": "Int64"}


class TableError(FieldnotesError):
    """A table is missing or does not have its shape; the message says where and what to do."""


def read_table(name: str, *, columns: list[str] | None = None, root: Path | str | None = None) -> pd.DataFrame:
    """Read a table, or a slice of one such as ``trends/topic``.

    Parameters
    ----------
    name
        Name of the table (see `list_tables`).
    columns
        The columns to read; all when omitted.
    root
        A workspace, or a folder in it; that of the working directory when omitted.

    Returns
    -------
    pandas.DataFrame
        The rows in order of the table's key.

    Raises
    ------
    TableError
        If the file is not there or a column is not in it.
    """
    path = table_file(name, root=root)
    if not path.is_file():
        near = difflib.get_close_matches(name, all_shapes(), n=1)
        hint = f"did you mean {near[0]}?" if near and name not in all_shapes() else "run `dvc repro`"
        raise TableError(f"table {name!r} is not there (looked for {path.name} in {path.parent}); {hint}")
    try:
        frame = pd.read_parquet(path, columns=columns)
    except (KeyError, ValueError, OSError) as error:
        raise TableError(f"table {name!r} cannot be read: {error}; run `dvc repro`") from None
    lists = [column for column in frame if len(frame) and isinstance(frame[column].iloc[0], np.ndarray)]
    return frame.assign(**{column: frame[column].map(list) for column in lists if column != "vector"})


def list_tables(*, root: Path | str | None = None) -> pd.DataFrame:
    """The tables that there are, each with its rows, its columns and the room that writes it.

    Parameters
    ----------
    root
        A workspace, or a folder in it; that of the working directory when omitted.

    Returns
    -------
    pandas.DataFrame
        Indexed by table: `rows` (missing where no run has written it), `key`, `columns`.
    """
    from pyarrow import parquet

    rows = []
    for name, shape in sorted(all_shapes().items()):
        path = table_file(name, root=root)
        count = parquet.read_metadata(path).num_rows if path.is_file() else None
        rows.append((name, count, ", ".join(shape.key), ", ".join(shape.columns)))
    table = pd.DataFrame(rows, columns=["table", "rows", "key", "columns"])
    return table.astype({"rows": "Int64"}).set_index("table")


def write_table(name: str, frame: pd.DataFrame, *, schema: str | None = None) -> None:
    """Check a table against its schema, sort it by its key and write it atomically.

    Parameters
    ----------
    name
        Name of the table or slice.
    frame
        Rows with at least the columns of the schema; more columns are kept.
    schema
        Name of the schema when the file is a slice of another table.

    Raises
    ------
    TableError
        If the rows do not have the shape; names table, column, rule and the first rows.
    """
    shape = all_shapes()[schema or name]
    checked = check_table(schema or name, frame)
    ordered = checked.sort_values(list(shape.key), kind="stable", ignore_index=True)
    write_atomically(table_file(name), lambda target: _write_parquet(ordered, shape, target))


def _write_parquet(frame: pd.DataFrame, shape: Table, target: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    table = pa.Table.from_pandas(frame, preserve_index=False)
    for column, kind in shape.columns.items():
        # What a list holds cannot be seen where all of them are empty.
        if kind == "list":
            place = table.schema.get_field_index(column)
            lists = pa.array(frame[column].tolist(), type=pa.list_(pa.string()))
            table = table.set_column(place, column, lists)
    parquet.write_table(table, target, compression="zstd")


def check_table(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with the column types of table `name`, or say what does not fit."""
    shape = all_shapes()[name]
    missing = [column for column in shape.columns if column not in frame]
    if missing:
        found = ", ".join(map(str, frame.columns)) or "no columns"
        raise TableError(f"table {name!r} lacks {', '.join(missing)} (found: {found})")
    extra = [column for column in frame if column not in shape.columns]
    typed = frame[[*shape.columns, *extra]].copy()
    for column, kind in shape.columns.items():
        if kind != "vector":
            typed[column] = _cast(name, column, kind, typed[column])
    _validate(name, shape, typed)
    return typed


def list_values(rows: pd.DataFrame, *, by: str | list[str], column: str) -> pd.Series:
    """The distinct values of a column for each group, as sorted lists.

    Examples
    --------
    >>> rows = pd.DataFrame({"paper_id": ["q", "p", "q", "q"], "source": ["b", "a", "a", "b"]})
    >>> list_values(rows, by="paper_id", column="source").to_dict()
    {'p': ['a'], 'q': ['a', 'b']}
    """
    keys = [by] if isinstance(by, str) else by
    distinct = rows[[*keys, column]].dropna(subset=column).drop_duplicates().sort_values([*keys, column])
    return distinct.groupby(by)[column].agg(list)


def _cast(name: str, column: str, kind: str, values: pd.Series) -> pd.Series:
    if kind == "list":
        wrong = values[~values.map(pd.api.types.is_list_like).astype(bool)]
        if len(wrong):
            raise TableError(f"table {name!r}, column {column!r} should hold lists (found {wrong.iloc[0]!r})")
        return pd.Series([list(value) for value in values], index=values.index, dtype=object)
    dtype = _DTYPES.get(kind) or _DTYPES[kind.rstrip("?")]
    try:
        if values.isna().any() and not kind.endswith("?"):
            rows = values[values.isna()].index[:3].tolist()
            raise TableError(f"table {name!r}, column {column!r} may not be empty; first rows without a value: {rows}")
        return values.astype(dtype)
    except (TypeError, ValueError, pd.errors.OutOfBoundsDatetime) as error:
        if isinstance(error, TableError):
            raise
        raise TableError(f"table {name!r}, column {column!r} should be {kind}: {error}") from None


def _validate(name: str, shape: Table, frame: pd.DataFrame) -> None:
    for column, allowed in shape.allowed.items():
        wrong = frame[column].notna() & ~frame[column].isin(allowed)
        if wrong.any():
            found = frame.loc[wrong, column].iloc[0]
            _refuse(name, shape, frame[wrong], f"column {column!r} holds {found!r} (allowed: {', '.join(allowed)})")
    repeated = frame.duplicated(list(shape.key), keep=False)
    if repeated.any():
        _refuse(name, shape, frame[repeated], f"its key {', '.join(shape.key)} stands more than once")
    if "vector" in shape.columns.values() and len({np.shape(vector) for vector in frame["vector"]}) > 1:
        raise TableError(f"table {name!r}: vectors differ in length")


def _refuse(name: str, shape: Table, rows: pd.DataFrame, why: str) -> None:
    raise TableError(f"table {name!r}: {why}; first rows: {rows[[*shape.key]].head(3).to_dict('records')}")
