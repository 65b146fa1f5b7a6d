from __future__ import annotations

import pytest

from itadesk.app.language import set_language
from itadesk.app.row_words import field_words, value_words
from itadesk.core.model import FIELDS

# What rows belong to, what an announced list says, and what only the program writes.
NEVER_MET = {
    "item": {"year", "indicator_name", "group", "data_year", "depends_on", "was"},
    "component": {"item", "parent"},
    "evidence": {"item", "attachment"},
    "year": {"year", "form_title", "form_note", "confirmed"},
    "indicator_progress": {"year"},
    "score": {"year", "key"},
    "issue": {"year", "defect_draft", "develop_draft", "keep_draft"},
    "measure": {"year"},
    "step_group": {"measure"},
    "memo": {"year"},
    "memo_section": {"memo"},
    "endorsement": {"memo"},
    "report_text": {"year", "report", "part"},
    "printed_paper": {"year", "report", "layout", "memo", "printed_at", "pages", "sha256"},
    "waiver": {"at"},
}


def test_whatever_people_write_has_a_name() -> None:
    for table, fields in FIELDS.items():
        unnamed = {field for field in fields if field_words(field) == field}
        assert unnamed == NEVER_MET.get(table, set())


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("due", "2025-03-31", "๓๑ มี.ค. ๒๕๖๘"),
        ("date", "ปลายเดือน", "ปลายเดือน"),
        ("done_on", "", "–"),
        ("status", "signed", "ลงนามแล้ว"),
        ("status", "todo", "ยังไม่ดำเนินการ"),
        ("ticked", True, "ใช่"),
        ("scan", "3fa9c1d2" * 8, "แฟ้ม 3fa9c1d2"),
        ("garuda", "", "–"),
        ("progress", "2025-03-31", "2025-03-31"),
    ],
)
def test_values_are_told_as_people_read_them(field: str, value: str | bool, words: str) -> None:
    assert value_words(field, value) == words


def test_days_follow_the_language() -> None:
    set_language("en")
    assert value_words("due", "2025-03-31") == "31 Mar 2025"
