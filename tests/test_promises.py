"""What docs/safety.md promises to the clerk is tested, and the page says by which tests."""

from __future__ import annotations

from types import ModuleType

import pytest
from tests.packaging.scripts import script

MADE_ANEW = "run `python packaging/promises.py`"


@pytest.fixture(scope="module")
def promises() -> ModuleType:
    return script("promises")


def test_every_promise_of_the_page_has_its_tests_and_names_them(promises: ModuleType) -> None:
    page = promises.PAGE.read_text(encoding="utf-8")
    promised = [number for number, _promise in promises.ROW.findall(page)]
    assert promised == [f"P{number:02d}" for number in range(1, 29)]
    assert set(promised) == set(promises.proofs())
    assert promises.with_proofs(page) == page, MADE_ANEW


def test_the_numbers_begin_a_tests_name(promises: ModuleType) -> None:
    assert promises.numbers("test_p03_p04_a_full_stick") == ["P03", "P04"]
    assert promises.numbers("test_page_p03_p04") == []


def test_a_page_that_is_out_of_date_shows(promises: ModuleType) -> None:
    page = promises.with_proofs("| P01 | ไม่มีอะไรหาย | `gone/test_gone` |\n| P99 | ไม่มี | |\n")
    assert "gone" not in page
    assert "`faults/test_kill_points`" in page
    assert page.endswith("| P99 | ไม่มี |  |\n")
