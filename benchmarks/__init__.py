"""Measured speed and quality: ``make bench`` writes ``docs/BENCH.md``."""
