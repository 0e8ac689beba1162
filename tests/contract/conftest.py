"""What the tests of the contract share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contract.kernel import Kernel


@pytest.fixture(scope="session")
def kernel() -> Iterator[Kernel]:
    process = Kernel()
    yield process
    process.stop()
