from __future__ import annotations

from collections.abc import Iterator

import pytest

from itadesk.app.language import language, set_language


@pytest.fixture(autouse=True)
def _in_thai() -> Iterator[None]:
    """Thai texts before and after each test."""
    if language() != "th":
        set_language("th")
    yield
    if language() != "th":
        set_language("th")
