"""The list of words keeps up with what an office keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from itadesk.core.model import TABLES

WORDS = Path(__file__).parents[1] / "docs" / "words.md"


@pytest.mark.parametrize("name", sorted(kind.__name__ for kind in TABLES.values()))
def test_every_kind_of_row_has_its_word(name: str) -> None:
    assert f"`{name}`" in WORDS.read_text(encoding="utf-8")
