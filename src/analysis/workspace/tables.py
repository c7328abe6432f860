"""Tables on disk: read, checked, sorted by key and written whole or not at all."""

import shutil
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from analysis.workspace.files import write_atomically
from analysis.workspace.paths import table_file
from analysis.workspace.schemas import TABLES, Table

_DTYPES = {"str": "str", "int": "int64", "float": "float64", "bool": "bool", "date": "datetime64[s]", "int?": "Int64"}


class TableError(ValueError):
    """A table is missing or does not have its shape; the message says where and what to do."""


def read_table(name: str, *, columns: list[str] | None = None) -> pd.DataFrame:
    """Read a table, or a slice of one such as ``trends/topic``.

    Parameters
    ----------
    name
        Name of the table (see `analysis.workspace.schemas.TABLES`).
    columns
        The columns to read; all when omitted.

    Returns
    -------
    pandas.DataFrame
        The rows in order of the table's key.

    Raises
    ------
    TableError
        If the file is not there or a column is not in it.
    """
    path = table_file(name)
    if not path.is_file():
        raise TableError(f"table {name!r} is not there (looked for {path.name} in {path.parent}); run `dvc repro`")
    try:
        return pd.read_parquet(path, columns=columns)
    except (KeyError, ValueError, OSError) as error:
        raise TableError(f"table {name!r} cannot be read: {error}; run `dvc repro`") from None


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
    shape = TABLES[schema or name]
    checked = check_table(schema or name, frame)
    ordered = checked.sort_values(list(shape.key), kind="stable", ignore_index=True)
    write_atomically(table_file(name), lambda target: ordered.to_parquet(target, index=False, compression="zstd"))


def check_table(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with the column types of table `name`, or say what does not fit."""
    shape = TABLES[name]
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


def empty_table(name: str) -> pd.DataFrame:
    """A table without rows, with the right columns and types."""
    return check_table(name, pd.DataFrame({column: [] for column in TABLES[name].columns}))


def write_slices(paper_fields: pd.DataFrame, trends: pd.DataFrame, growth: pd.DataFrame, *, fields: list[str]) -> None:
    """Write the parts of tables that single reports read, so that a change of one field reruns only its report.

    ``fields/<name>`` holds a field's papers; ``trends/topic``, ``trends/method`` and ``trends/field-<name>`` hold
    trends and growth of a kind or of one field. Slices of fields that are gone are removed.
    """
    joined = trends.merge(
        growth.rename(columns={"papers": "label_papers", "low": "growth_low", "high": "growth_high"}),
        on=["kind", "label"],
        how="left",
    )
    for folder in ("fields", "trends"):
        shutil.rmtree(table_file(f"{folder}/any").parent, ignore_errors=True)
    for kind in ("topic", "method"):
        write_table(f"trends/{kind}", joined[joined["kind"] == kind], schema="trends")
    for name in fields:
        write_table(f"fields/{name}", paper_fields[paper_fields["field"] == name], schema="paper_fields")
        own = joined[(joined["kind"] == "field") & (joined["label"] == name)]
        write_table(f"trends/field-{name}", own, schema="trends")


def join_values(values: Iterable[Any]) -> str:
    """Several values in one cell: distinct, sorted, joined by ``"; "``."""
    return "; ".join(sorted({str(value) for value in values if not pd.isna(value)}))


def join_groups(rows: pd.DataFrame, *, by: str | list[str], column: str) -> pd.Series:
    """`join_values` of a column for each group; only groups with several values are joined one by one."""
    distinct = rows.drop_duplicates([*([by] if isinstance(by, str) else by), column])
    several = distinct.duplicated(by, keep=False)
    single = distinct[~several].set_index(by)[column].astype(object)
    joined = distinct[several].groupby(by)[column].agg(join_values).astype(object)
    return pd.concat([single, joined]).sort_index()


def _cast(name: str, column: str, kind: str, values: pd.Series) -> pd.Series:
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
    import pandera.pandas as pa

    checks = {column: pa.Check.isin(list(values)) for column, values in shape.allowed.items()}
    schema = pa.DataFrameSchema(
        {
            column: pa.Column(nullable=kind.endswith("?"), checks=checks.get(column))
            for column, kind in shape.columns.items()
        },
        unique=list(shape.key),
        name=name,
    )
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        first = cases.iloc[0]
        rows = sorted({int(row) for row in cases["index"].dropna()})[:3]
        sample = frame.loc[rows, [*shape.key]].to_dict("records")
        raise TableError(
            f"table {name!r}, column {first['column']!r} breaks the rule {first['check']} "
            f"(found {first['failure_case']!r}); first rows: {sample}"
        ) from None
    if "vector" in shape.columns.values() and len({np.shape(vector) for vector in frame["vector"]}) > 1:
        raise TableError(f"table {name!r}: vectors differ in length")
