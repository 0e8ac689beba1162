# `make lab` and `make test` are all that a newcomer needs. They make what they need themselves.
PYTHON ?= python3
# More arguments for pytest, as in: make test PYTEST_ARGS="-k slider --no-cov"
# (a part of the suite cannot reach the coverage that the whole has to)
PYTEST_ARGS ?=
# More arguments for JupyterLab, as in: make lab LAB_ARGS="--no-browser --port 9000"
LAB_ARGS ?=
# `make gallery OPEN=1` opens the gallery in a browser.
OPEN ?=

# Some containers say that Python is to keep nothing that it has compiled: then each kernel, server
# and program of the tests would compile all of the package anew.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
BIN := $(VENV)/bin
MADE := $(VENV)/.made
CLIENT := pgwidgets/static/Widgets.js
CLIENT_SOURCES := $(shell find static -name node_modules -prune -o -type f -print)
INSTALLED := pyproject.toml hatch_build.py tools/environment.py \
	$(shell find jupyter_ext/etc -type f)

# JupyterLab refuses to run as root unless told; in a container root is often the only user.
ALLOW_ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)

# One more than there are processors: many tests wait for a browser or a kernel.
WORKERS := $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help venv client generate browser check test soak lab gallery bench clean

help:
	@echo 'make lab       open JupyterLab on the notebooks'
	@echo 'make test      check everything and run the whole test suite'
	@echo 'make gallery   serve the gallery of widgets and print its URL; OPEN=1 opens it'
	@echo 'make soak      the long runs of which make test runs a slice; says what it measured'
	@echo 'make check     lint, types, generated code'
	@echo 'make generate  write the code that comes from the catalog'
	@echo 'make client    build the browser client'
	@echo 'make bench     measure speed'
	@echo 'make venv      make the environment in $(VENV)'
	@echo 'make clean     remove everything that was made'

venv: $(MADE)

$(MADE): $(INSTALLED)
	$(PYTHON) tools/environment.py $(VENV)

# Order-only: making the environment has just built the client.
$(CLIENT): $(CLIENT_SOURCES) tools/client.py | $(MADE)
	$(BIN)/python tools/client.py build

client: $(MADE)
	$(BIN)/python tools/client.py build

generate: $(MADE)
	$(BIN)/python -m pgwidgets.catalog.generate

browser: $(MADE)
	$(BIN)/python tools/browser.py

check: $(MADE)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	@# Beside each other: they take the longest, and a processor each.
	$(BIN)/mypy & types=$$!; $(BIN)/python tools/client.py check; client=$$?; \
		wait $$types && exit $$client
	$(BIN)/python -m pgwidgets.catalog.generate --check

test: $(CLIENT) browser check
	$(BIN)/python -m pytest --cov --numprocesses $(WORKERS) --dist loadgroup $(PYTEST_ARGS)

# One after the other: some of them measure.
soak: $(CLIENT) browser
	PGWIDGETS_SOAK=1 $(BIN)/python -m pytest -m soak -rP $(PYTEST_ARGS)

lab: $(CLIENT)
	$(BIN)/jupyter lab $(ALLOW_ROOT) --ServerApp.root_dir=notebooks $(LAB_ARGS)

gallery: $(CLIENT)
	$(BIN)/python -m pgwidgets gallery $(if $(OPEN),--open)

bench: $(CLIENT) browser
	$(BIN)/python -m tests.benchmarks

clean:
	rm -rf $(VENV) build dist pgwidgets/static static/node_modules \
		tests/jupyter/hub/node_modules test-results
	rm -rf .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
