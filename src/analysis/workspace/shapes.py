"""What a table is: its key, its columns, what is allowed in them. Each room has those that its stage writes.

Types: ``str``, ``int``, ``float``, ``bool``, ``date``, ``list`` (of texts) and ``vector`` (float32); a trailing ``?``
allows missing values.
"""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import NamedTuple

import analysis


class Table(NamedTuple):
    """The shape of one table."""

    key: tuple[str, ...]
    columns: dict[str, str]
    allowed: Mapping[str, tuple[str, ...]] = MappingProxyType({})


# What is measured of each node of a graph.
NODE_COLUMNS = {
    "weight": "int",
    "strength": "float",
    "degree": "int",
    "component": "int",
    "community": "int",
    "centrality": "float",
    "mean_year": "float?",
}
PAIR_COLUMNS = {
    "papers": "int",
    "weight": "int",
    "strength": "float",
    "pmi": "float",
    "q_value": "float",
}


@cache
def all_shapes() -> Mapping[str, Table]:
    """The shapes of all tables, gathered from the rooms.

    Examples
    --------
    >>> all_shapes()["paper_terms"].key
    ('paper_id', 'term')
    """
    rooms = [room.name for room in pkgutil.iter_modules(analysis.__path__, "analysis.") if room.ispkg]
    found = [import_module(f"{room}.shapes") for room in rooms if find_spec(f"{room}.shapes")]
    return MappingProxyType({name: table for module in found for name, table in getattr(module, "TABLES", {}).items()})
