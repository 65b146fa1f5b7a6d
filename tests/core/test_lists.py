from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itadesk.core.lists import Line, lines_of

MARKS = ["๑.", "๑. ", "๑ ", "1. ", "(๑) ", "(1)", "๑) ", "- ", "-", "• ", "๑.๑ ", "๑๒.", "", "  "]
WORDS = [
    "ที่",
    "น้ำ",
    "ป่า",
    "ฟื้น",
    "ญี่ปุ่น",
    "กตัญญู",
    "ฐานะ",
    "ปฏิบัติ",
    "เป็นปัจจุบัน",
    "๑ ต.ค. ๖๗",
    "O12",
    "(๒)",
    "-",
]
TEXTS = st.lists(
    st.tuples(st.sampled_from(MARKS), st.lists(st.sampled_from(WORDS), max_size=5)), max_size=8
).map(lambda lines: "\n".join(mark + " ".join(words) for mark, words in lines))


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(TEXTS | st.text())
def test_nothing_is_lost_or_added(text: str) -> None:
    assert letters("".join(line.label + line.text for line in lines_of(text))) == letters(text)


@given(TEXTS)
def test_a_level_is_at_most_one_deeper_than_the_line_before(text: str) -> None:
    level = 1
    for line in lines_of(text):
        assert line.level <= level + 1
        assert (line.level > 0) == bool(line.label)
        level = line.level


@pytest.mark.parametrize(
    ("text", "label", "body"),
    [
        ("๑.จัดทำคู่มือ", "๑.", "จัดทำคู่มือ"),
        ("๑ จัดทำคู่มือ", "๑", "จัดทำคู่มือ"),
        ("12. ที่", "12.", "ที่"),
        ("(๑) น้ำ", "(๑)", "น้ำ"),
        ("(ก) น้ำ", "(ก)", "น้ำ"),
        ("๒) ป่า", "๒)", "ป่า"),
        ("-เพื่อโปรด.....", "-", "เพื่อโปรด....."),
        ("– ฟื้น", "–", "ฟื้น"),
        ("• ฐานะ", "•", "ฐานะ"),
        ("๑.๑ กตัญญู", "๑.๑", "กตัญญู"),
        ("๑.๒.๓ กตัญญู", "๑.๒.๓", "กตัญญู"),
        ("☐ เห็นชอบ", "☐", "เห็นชอบ"),
    ],
)
def test_marks_hang(text: str, label: str, body: str) -> None:
    assert lines_of(text) == (Line(body, label, 1),)


@pytest.mark.parametrize(
    "text",
    [
        "๑ ต.ค. ๖๗ – ๓๐ ก.ย. ๖๘",
        "๑ ตุลาคม ๒๕๖๗",
        "๑ ครั้ง",
        "๕ คนแรก",
        "๒๕๖๗ เป็นปีแรก",
        "๐๘.๓๐ – ๑๖.๓๐ น.",
        "๑๓.๓๐ – ๑๖.๓๐ น.",
        "๑๓.๓๐ น. ประชุม",
        "....",
        "-----",
        "ที่ทำการ",
        "ก.พ. กำหนด",
    ],
)
def test_dates_times_and_counts_are_no_list(text: str) -> None:
    assert lines_of(text) == (Line(text),)


def test_bare_numbers_are_a_list_only_in_their_order() -> None:
    assert [line.label for line in lines_of("๑ อบรม\n๒ ประชุม\n๗ วันอันตราย\n๓ ติดตาม")] == [
        "๑", "๒", "", "๓",
    ]  # fmt: skip


def test_lists_nest_by_the_kind_of_their_mark() -> None:
    text = "๑. ก่อน\n(๑) หนึ่ง\n(๒) สอง\n- ย่อย\n๒. หลัง\nเนื้อความ\n(๑) ใหม่"
    assert [line.level for line in lines_of(text)] == [1, 2, 2, 3, 1, 0, 1]


def test_a_text_may_begin_in_the_midst_of_a_list() -> None:
    text = "(๑๑) ท้ายรายการก่อน\n- ย่อย\n๓. รายการใหม่\n(๑) ย่อย"
    assert [line.level for line in lines_of(text)] == [2, 3, 1, 2]


def test_numbers_may_stand_in_a_dashed_list() -> None:
    assert [line.level for line in lines_of("- หนึ่ง\n๑. ก\n๒. ข\n- สอง")] == [1, 2, 2, 1]


def test_a_bare_number_before_a_report_is_no_count() -> None:
    assert [line.label for line in lines_of("๑ รายงานผล\n๒ รายการ")] == ["๑", "๒"]
    assert [line.label for line in lines_of("๑ ราย")] == [""]
