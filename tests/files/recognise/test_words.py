from __future__ import annotations

import pytest

from itadesk.files.recognise.words import (
    Ticks,
    item_code,
    question_code,
    score_in,
    ticks_in,
    tool_in,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [("๐๑", "O1"), ("O๑", "O1"), ("ข้อ ๐๘", "O8"), ("ข้อ๐๙", "O9"), ("๐๔๓", "O43"), ("O12", "O12"),
     ("o 7", "O7"), ("12", "O12"), ("๐", ""), ("ป่า", ""), ("", ""), ("๒๕๖๘", "")],
)  # fmt: skip
def test_item_codes_as_scans_read_them(text: str, code: str) -> None:
    assert item_code(text) == code


@pytest.mark.parametrize(
    ("text", "tool", "code"),
    [("ข้อ i๑ งาน", "IIT", "i1"), ("i๑๐ งาน", "IIT", "i10"), ("1๔ งาน", "IIT", "i4"),
     ("ข้อ e ๙ ระบบ", "EIT", "e9"), ("e๑ งาน", "EIT", "e1"), ("ข้อ ๐๘ แผน", "OIT", "O8"),
     ("๐๒๐ ประมวล", "OIT", "O20"), ("-ข้อ O๑๔ ราย", "OIT", "O14"), ("แผน", "OIT", "")],
)  # fmt: skip
def test_question_codes_as_scans_read_them(text: str, tool: str, code: str) -> None:
    assert question_code(text, tool) == code  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "score"),
    [("๙๒.๒๓", 92.23), ("100", 100.0), ("๐", 0.0), ("๘๕ คะแนน", 85.0), ("๑๐๑", None), ("", None)],
)
def test_scores_are_from_0_to_100(text: str, score: float | None) -> None:
    assert score_in(text) == score


@pytest.mark.parametrize(
    ("text", "tool"), [("IIT", "IIT"), ("II T", "IIT"), ("Oit", "OIT"), ("IT", None)]
)
def test_tools_as_scans_read_them(text: str, tool: str | None) -> None:
    assert tool_in(text) == tool


@pytest.mark.parametrize(
    ("cell", "ticks"),
    [
        (
            "☐ ยังไม่ได้ดำเนินการ ☑ ดำเนินการ - อบรม",
            Ticks("☐ ยังไม่ได้ดำเนินการ ☑ ดำเนินการ", "done", "- อบรม"),
        ),
        (
            "☑ ยังไม่ได้ดำเนินการ\n☐ ดำเนินการ\nรอ",
            Ticks("☑ ยังไม่ได้ดำเนินการ\n☐ ดำเนินการ", "todo", "\nรอ"),
        ),
        ("☐ ยังไม่ได้ดำเนินการ ☐ ดำเนินการ", Ticks("☐ ยังไม่ได้ดำเนินการ ☐ ดำเนินการ", "todo", "")),
        ("☑ ไม่เกี่ยวข้อง", Ticks("☑ ไม่เกี่ยวข้อง", "na", "")),
        ("☑ ยังไม่ได้ดำเนินการ ☑ ดำเนินการ", Ticks("☑ ยังไม่ได้ดำเนินการ ☑ ดำเนินการ", None, "")),
        ("อบรมแล้ว", Ticks("", None, "อบรมแล้ว")),
        ("ติด ☑ ดำเนินการ", Ticks("", None, "ติด ☑ ดำเนินการ")),
    ],
)
def test_ticks_say_how_far_an_item_is(cell: str, ticks: Ticks) -> None:
    assert ticks_in(cell) == ticks
