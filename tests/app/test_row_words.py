from __future__ import annotations

import pytest

from itadesk.app.language import set_language
from itadesk.app.row_words import value_words


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("due", "2025-03-31", "๓๑ มี.ค. ๒๕๖๘"),
        ("date", "ปลายเดือน", "ปลายเดือน"),
        ("done_on", "", "–"),
        ("status", "signed", "ลงนามแล้ว"),
        ("status", "todo", "ยังไม่ดำเนินการ"),
        ("ticked", True, "ใช่"),
        ("progress", "2025-03-31", "2025-03-31"),
    ],
)
def test_values_are_told_as_people_read_them(field: str, value: str | bool, words: str) -> None:
    assert value_words(field, value) == words


def test_days_follow_the_language() -> None:
    set_language("en")
    assert value_words("due", "2025-03-31") == "31 Mar 2025"
