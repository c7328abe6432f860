"""YAML that a person wrote, read so that a slip is told by file, line and key."""

from pathlib import Path
from typing import Any

import yaml

from analysis.workspace.errors import FieldnotesError

_DATE = "tag:yaml.org,2002:timestamp"


class YamlError(FieldnotesError):
    """A file is no YAML, or holds a key twice or a value that cannot be; the message says where."""


class _Loader(yaml.SafeLoader):
    """YAML's own types, with an error for a key that stands twice and for a date that is none."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{name} stands here twice", key.start_mark)
            seen.add(name)
            if value.tag == _DATE:
                self._check_date(name, value)
        return super().construct_mapping(node, deep=deep)

    def _check_date(self, name: str, value: yaml.Node) -> None:
        try:
            self.construct_yaml_timestamp(value)
        except ValueError as error:
            told = f"{name}: {value.value} is no date of the calendar ({error})"
            raise yaml.constructor.ConstructorError(None, None, told, value.start_mark) from None


def read_yaml(path: Path, *, name: str | None = None) -> Any:
    """What a YAML file holds.

    Parameters
    ----------
    path
        The file.
    name
        What messages call it; its name when omitted.

    Raises
    ------
    YamlError
        If it cannot be read.
    """
    name = name or path.name
    data = path.read_bytes()
    try:
        return _Loader(data.decode("utf-8-sig")).get_single_data()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise YamlError(f"{name}, line {line}: not valid UTF-8; save the file as UTF-8") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{name}, line {mark.line + 1}" if mark else name
        raise YamlError(f"{place}: not valid YAML: {error.problem or error.context}") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise YamlError(f"{name} is not valid YAML: {' '.join(str(error).split())}") from None
