"""A slip in YAML is told by file, line and key."""

import pytest

from analysis.workspace.yaml_files import YamlError, read_yaml


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a: 1\nb: [\n", "x.yaml, line 3: not valid YAML"),
        (b"a: 1\na: 2\n", "x.yaml, line 2: not valid YAML: a stands here twice"),
        (b"fields:\n  x: {title: A}\n  x: {title: B}\n", "x.yaml, line 3: not valid YAML: x stands here twice"),
        (b"a: 1\nday: 2025-02-30\n", "line 2: not valid YAML: day: 2025-02-30 is no date of the calendar"),
        (b"a: 1\nb: caf\xe9\n", "x.yaml, line 2: not valid UTF-8; save the file as UTF-8"),
        (b"a: \x00\n", "x.yaml"),
        (
            b"a: !!python/object/apply:os.system [ls]\n",
            "x.yaml, line 1: not valid YAML: could not determine a constructor",
        ),
        (b"[" * 5000, "x.yaml"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(tmp_path, data, told):
    path = tmp_path / "x.yaml"
    path.write_bytes(data)
    with pytest.raises(YamlError) as error:
        read_yaml(path)
    assert told in str(error.value)


def test_what_can_be_read_is_what_yaml_says(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: [1, 2]\nday: 2025-02-28\n")
    assert read_yaml(path)["a"] == [1, 2]
    assert str(read_yaml(path)["day"]) == "2025-02-28"
