"""Reference files with one record damaged: the records that were not touched keep every field."""

import random
from pathlib import Path

import pandas as pd
import pytest

from analysis.readers.read import read_records
from analysis.readers.record import COLUMNS

pytestmark = pytest.mark.slow

EXPORTS = Path(__file__).parent / "exports"
NAMES = sorted(path.name for path in EXPORTS.iterdir())
FIELDS = [name for name in COLUMNS if name != "line"]


def damage(lines: list[str], dice: random.Random) -> list[str]:
    """Lines of a record with one thing wrong: a line lost, doubled, swapped or cut, or signs lost, added or changed."""
    lines = list(lines)
    at = dice.randrange(len(lines))
    kind = dice.choice(["lose", "double", "swap", "cut", "signs", "signs", "signs", "junk"])
    if kind == "lose":
        del lines[at]
    elif kind == "double":
        lines.insert(at, lines[at])
    elif kind == "swap":
        other = dice.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]
    elif kind == "cut":
        lines[at] = lines[at][: dice.randrange(len(lines[at]) + 1)].rstrip("\n") + "\n"
    elif kind == "junk":
        lines.insert(at, "".join(dice.choices("aZ 09-:;,.'%@#<>/|", k=30)) + "\n")
    else:
        for _ in range(dice.randrange(1, 6)):
            place = dice.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:place] + dice.choice("aZ9 -:;,.\t") + lines[at][place + dice.randrange(2) :]
        lines[at] = lines[at].rstrip("\n") + "\n"
    return lines


def contents(rows: pd.DataFrame) -> list[dict[str, object]]:
    """What records hold, wherever they stand."""
    return rows[FIELDS].astype(object).where(rows[FIELDS].notna(), None).to_dict("records")


def split_file(path: Path) -> tuple[list[str], list[int], list[dict[str, object]]]:
    """The lines of a file, where each of its records begins, and the records."""
    rows = read_records(path).records.sort_values("line")
    return path.read_text(encoding="utf-8").splitlines(keepends=True), rows["line"].tolist(), contents(rows)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_mutation_did_not_touch_stays_the_same(tmp_path, name):
    lines, starts, records = split_file(EXPORTS / name)
    # Each record has lines of its own, or a line would be damaged for both.
    assert len(set(starts)) == len(records) > 1
    dice = random.Random(name)
    for touched in (0, 1):
        first = starts[touched] - 1
        last = starts[touched + 1] - 1 if touched + 1 < len(starts) else len(lines)
        untouched = [record for at, record in enumerate(records) if at != touched]
        for _ in range(60):
            changed = [*lines[:first], *damage(lines[first:last], dice), *lines[last:]]
            path = tmp_path / name
            path.write_text("".join(changed), encoding="utf-8")
            found = read_records(path)
            kept = contents(found.records)
            told = " ".join(found.rejects["text"].astype(str))
            for record in untouched:
                assert record in kept or str(record["title"])[:40] in told or str(record["doi"]) in told, "".join(
                    changed[first:last]
                )
                others = [other for other in kept if other != record]
                for other in others:
                    assert str(record["title"]) not in str(other), "".join(changed[first:last])
