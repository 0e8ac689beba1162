"""Leaves out the coverage-guided fuzzer where it has no release: see pyproject.toml."""

from __future__ import annotations

from importlib.util import find_spec

collect_ignore = [] if find_spec("atheris") else ["test_guided.py"]
