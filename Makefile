# make reports        set up, run the pipeline, print where the front page is (CORPUS=name picks a folder of data/raw/)
# make check          set up, lint, run the tests that take no time: for each save
# make test           set up, run every test, name the ten slowest
# make lab            open JupyterLab on the same environment
# make lock           renew requirements.txt from pyproject.toml
# make audit          check the lock for packages with known weaknesses; needs a network
# make bench          measure speed and quality, write docs/BENCH.md
# make pictures       take a picture of every page, light and dark, at 1440, 768 and 390 pixels, into reports/pictures/
# make clean          remove what the pipeline made; raw files and cached vectors stay

UV_VERSION := 0.13.9
# What builds the environment is locked as well, with hashes.
BUILD := --require-hashes --requirement requirements-build.txt

# Each file of tests goes to one process.
TOGETHER := --numprocesses=auto --maxprocesses=4 --dist=loadfile

ENVIRONMENT :=

# An active conda environment that holds the package is used as it is; otherwise .venv is built from the lock.
ifneq ($(CONDA_PREFIX),)
CONDA_READY := $(shell python -c "import analysis, dvc" 2>/dev/null && echo yes)
endif
ifneq ($(CONDA_READY),yes)
ENVIRONMENT := .venv/ready
ifndef PYTHON
PYTHON := $(shell for python in python3 python3.13 python3.12 python3.11; do \
  $$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$python && break; done)
endif
export PATH := $(CURDIR)/.venv/bin:$(PATH)
endif

.PHONY: reports check test lab lock audit bench pictures clean setup

reports: setup
	@python -m analysis.cli run $(if $(CORPUS),--corpus "$(CORPUS)")

check: setup
	@python -m pytest $(TOGETHER) -m "not slow" --exitfirst

test: setup
	@python -m pytest $(TOGETHER) --durations=10

lab: setup
	@jupyter lab notebooks $(if $(filter 0,$(shell id -u)),--allow-root)

lock: setup
	@uv pip compile pyproject.toml --extra test --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --custom-compile-command "make lock" --quiet --output-file requirements.txt
	@printf 'uv==$(UV_VERSION)\nhatchling>=1.26\neditables>=0.5\n' | uv pip compile - --universal --python-version 3.11 --generate-hashes \
	  --constraint requirements.txt --no-emit-index-url --custom-compile-command "make lock" --quiet \
	  --output-file requirements-build.txt

# Known weaknesses of the locked packages; asks a service on the network, so it is no part of the tests.
audit: setup
	@uv tool run pip-audit --require-hashes --disable-pip --requirement requirements.txt --requirement requirements-build.txt

bench: setup
	@python -m benchmarks

pictures: setup
	@python -m benchmarks.pictures

clean:
	rm -rf data/processed reports .dvc/cache .dvc/tmp

setup: $(ENVIRONMENT) params.yaml

params.yaml: | $(ENVIRONMENT)
	@python -m analysis.cli ready

# Compiled at once: a system that keeps Python from writing bytecode would compile every library at each start.
.venv/ready: requirements.txt requirements-build.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "error: no Python 3.11, 3.12 or 3.13 found; install one, or name it: make PYTHON=/path/to/python" >&2; exit 1; }
	@echo "Setting up .venv with $$($(PYTHON) --version)"
	@rm -rf .venv
	@$(PYTHON) -m venv .venv >/dev/null 2>&1 || $(PYTHON) -m venv --clear --without-pip .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check $(BUILD) 2>/dev/null \
	  || $(PYTHON) -m pip --python .venv/bin/python install --quiet $(BUILD) \
	  || { echo "error: pip cannot install uv; check the network, and that Python has pip (Debian: apt install python3-pip)" >&2; exit 1; }
	@.venv/bin/uv pip sync --quiet --compile-bytecode --python .venv/bin/python requirements.txt requirements-build.txt
	@.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
	@touch $@
