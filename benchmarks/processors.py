"""The same papers under settings that hide from the libraries what this processor has."""

import gzip
import itertools
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from safetensors.numpy import save_file

from benchmarks.interruptions import results, wipe
from benchmarks.measure import REFERENCE, clone_project, environment
from benchmarks.rows import Row, absent

_MEDAI = REFERENCE / "corpora" / "medai_2025_2026.jsonl.gz"
_PAPERS = 1000
_OLD_NUMPY = {"NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL AVX512_SPR"}
_OLD_NUMBA = {"NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": ""}
_OLD_GLIBC = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F,-AVX512VL,-AVX512BW,-AVX512DQ"}
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS", "RAYON_NUM_THREADS"), "1")
# Everything hidden at once.
OLD_PROCESSOR = {
    "ONEDNN_MAX_CPU_ISA": "AVX2", "OPENBLAS_CORETYPE": "Nehalem", "ARROW_USER_SIMD_LEVEL": "NONE", **_OLD_NUMPY,
    **_OLD_NUMBA, **_OLD_GLIBC, **_ONE_THREAD,
}  # fmt: skip
SETTINGS: dict[str, dict[str, str]] = {
    "OpenVINO with AVX2 alone": {"ONEDNN_MAX_CPU_ISA": "AVX2"},
    "OpenVINO with AVX-512, no bf16": {"ONEDNN_MAX_CPU_ISA": "AVX512_CORE"},
    "OpenBLAS for Haswell": {"OPENBLAS_CORETYPE": "Haswell"},
    "OpenBLAS for Sandy Bridge": {"OPENBLAS_CORETYPE": "Sandybridge"},
    "OpenBLAS for Nehalem": {"OPENBLAS_CORETYPE": "Nehalem"},
    "NumPy without AVX2 and FMA": _OLD_NUMPY,
    "numba for any x86-64": _OLD_NUMBA,
    "the C library without AVX2 and FMA": _OLD_GLIBC,
    "one thread in BLAS and OpenMP": _ONE_THREAD,
    "all of these at once": OLD_PROCESSOR,
}


def processors() -> list[Row]:
    """Every table and page, vectors among them, made under settings that hide what the processor has."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        project = clone_project(Path(folder) / "fieldnotes")
        forget_vectors(project)
        rows += _compare(project, "shipped corpus")
        if not _MEDAI.is_file():
            return [*rows, absent("1,000 papers", _MEDAI)]
        _use_medai(project)
        return rows + _compare(project, f"{_PAPERS:,} papers")


def run_under(project: Path, variables: dict[str, str]) -> None:
    """Make everything from nothing, its vectors too."""
    wipe(project)
    shutil.rmtree(project / "data" / "cache", ignore_errors=True)
    subprocess.run(
        ["python", "-m", "analysis.cli", "run"],
        cwd=project, env=environment(project, **variables), check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def differences(before: Path, after: Path) -> Iterator[str]:
    """What differs between two projects' results; of tables the columns, each with its greatest difference."""
    one, other = results(before), results(after)
    for name in sorted(one.keys() | other.keys()):
        if one.get(name) == other.get(name):
            continue
        if name.endswith(".parquet") and name in one and name in other:
            yield f"{Path(name).stem} ({'; '.join(_columns(before / name, after / name)) or 'bytes alone'})"
        else:
            yield name


def _compare(project: Path, corpus: str) -> list[Row]:
    run_under(project, {})
    expected = project.parent / "expected"
    shutil.rmtree(expected, ignore_errors=True)
    for name in ("data/processed", "reports"):
        shutil.copytree(project / name, expected / name)
    rows = []
    for setting, variables in SETTINGS.items():
        run_under(project, variables)
        found = list(differences(expected, project))
        figure = f"{len(results(project))} files, {len(found)} differ{''.join(f'; {each}' for each in found[:12])}"
        print(f"{corpus}, {setting}: {figure}", flush=True)
        command = " ".join(f"{key}={value}" for key, value in variables.items())
        rows.append(Row(f"{corpus}: {setting}", command, figure, "0 differ", not found))
    return rows


def forget_vectors(project: Path) -> None:
    """Put no vectors in place of those that ship, so that all are computed."""
    empty = {"steps": np.zeros((0, 1), dtype=np.int16)}
    save_file(empty, project / "src" / "analysis" / "embed" / "shipped.safetensors", {"model": "", "hashes": "[]"})


def _use_medai(project: Path) -> None:
    raw = project / "data" / "raw" / "medai"
    raw.mkdir()
    with gzip.open(_MEDAI, "rb") as lines:
        (raw / "medai.jsonl").write_bytes(b"".join(itertools.islice(lines, 0, 5 * _PAPERS, 5)))
    settings = project / "params.yaml"
    settings.write_text(settings.read_text().replace("corpus: demo", "corpus: medai"))


def _columns(before: Path, after: Path) -> Iterator[str]:
    one, other = pd.read_parquet(before), pd.read_parquet(after)
    if len(one) != len(other) or list(one) != list(other):
        yield f"{len(one)} and {len(other)} rows"
        return
    for column in one:
        left, right = one[column], other[column]
        if left.dtype.kind == "f":
            gap = np.nanmax(np.abs(left.to_numpy() - right.to_numpy()), initial=0)
            if gap or (left.isna() != right.isna()).any():
                yield f"{column} by {gap:.2g}"
        else:
            several = sum(repr(a) != repr(b) for a, b in zip(left, right, strict=True))
            if several:
                yield f"{column} in {several} rows"
