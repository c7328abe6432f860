"""That the settings under which tests run as on an older processor do hide what this one has."""

import json
import subprocess
import sys

from samples import ROOT, environment

from benchmarks.processors import OLD_PROCESSOR

_TOLD = """
import json, os, numpy, threadpoolctl
from numpy._core._multiarray_umath import __cpu_features__ as features
blas = [each for each in threadpoolctl.threadpool_info() if each["internal_api"] == "openblas"]
print(json.dumps({"blas": [[each["architecture"], each["num_threads"]] for each in blas], "v3": features["X86_V3"]}))
"""


def test_numpy_and_blas_do_as_on_an_older_processor():
    output = subprocess.run(
        [sys.executable, "-c", _TOLD], env=environment(ROOT, **OLD_PROCESSOR), capture_output=True, text=True,
        check=True,
    ).stdout  # fmt: skip
    assert json.loads(output) == {"blas": [["Nehalem", 1]], "v3": False}
