"""A coverage-guided fuzzer finds nothing but documented errors."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.mutation import RECORDED
from tests.support import soak

RUNS = soak.count(3000, 500_000)
LIMIT = soak.seconds(120)


@pytest.mark.soak
@pytest.mark.timeout(LIMIT)
def test_guided_by_coverage(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number, line in enumerate(RECORDED.read_text(encoding="utf-8").splitlines()):
        (corpus / f"{number}").write_text(line, encoding="utf-8")
    arguments = (
        f"-runs={RUNS}",
        f"-seed={soak.SEED}",
        "-max_len=1000",
        f"-artifact_prefix={tmp_path}/",
        str(corpus),
    )
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.guided", *arguments],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    soak.figure(f"{RUNS} frames guided by coverage: {done.stderr.splitlines()[-1]}")
