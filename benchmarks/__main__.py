"""Measure and write ``docs/BENCH.md``: ``python -m benchmarks`` for all, with names for some of the parts."""

import sys

from benchmarks.report import PARTS, write_report

if __name__ == "__main__":
    unknown = sorted(set(sys.argv[1:]) - set(PARTS))
    if unknown:
        sys.exit(f"unknown part: {', '.join(unknown)} (known: {', '.join(PARTS)})")
    write_report(sys.argv[1:] or list(PARTS))
