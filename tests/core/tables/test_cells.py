from __future__ import annotations

from datetime import date, datetime, time
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.tables.workbooks import THAI

from itadesk.core.tables.cells import (
    WORDS,
    Kind,
    RawCell,
    cell_of,
    fingerprint,
    loses,
    settled,
    value_of,
)

DAYS = st.dates(max_value=date(2900, 12, 31))


@given(THAI)
def test_any_text_comes_back(text: str) -> None:
    assert value_of("text", cell_of("text", text)) == text


@given(DAYS)
def test_any_day_comes_back_and_is_a_day_where_excel_has_it(day: date) -> None:
    cell = cell_of("day", day.isoformat())
    assert isinstance(cell, date) == (date(1900, 3, 1) <= day <= date(2400, 12, 31))
    if day.year > 2400:
        assert cell == day.isoformat()
        return
    assert value_of("day", cell) == day.isoformat()


@given(st.floats(min_value=0, max_value=100))
def test_a_score_comes_back_to_fifteen_digits(score: float) -> None:
    back = value_of("score", cell_of("score", score))
    assert isinstance(back, float)
    assert back == pytest.approx(score, rel=1e-14)
    assert cell_of("score", back) == cell_of("score", score)


@pytest.mark.parametrize(("kind", "words"), WORDS.items())
def test_every_word_says_its_value(kind: Kind, words: dict[str | bool, str]) -> None:
    assert [value_of(kind, cell_of(kind, value)) for value in words] == list(words)


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("day", datetime(2025, 10, 1, 0, 0), "2025-10-01"),
        ("day", date(2568, 10, 1), "2025-10-01"),
        ("day", "๑ ต.ค. ๒๕๖๘", "2025-10-01"),
        ("day", " ", ""),
        ("score", "๙๕.๒๐", 95.2),
        ("score", 100, 100.0),
        ("number", "", None),
        ("whole", 2568.0, 2568),
        ("tick", "✓", True),
        ("tick", "X", True),
        ("tick", True, True),
        ("tick", None, False),
        ("status", " ดำเนินการ แล้ว\n", "done"),
        ("text", 1234567890123, "1234567890123"),
        ("text", 812345678.0, "812345678"),
        ("text", 1.5, "1.5"),
        ("text", True, "True"),
        ("text", date(2025, 10, 1), "๑ ตุลาคม ๒๕๖๘"),
        ("text", time(13, 30), "13.30"),
        ("text", "ป่า\r\nน้ำ\rญี่ปุ่น", "ป่า\nน้ำ\nญี่ปุ่น"),
        ("text", None, ""),
    ],
)
def test_a_cell_is_read_as_the_clerk_means_it(kind: Kind, cell: RawCell, value: object) -> None:
    found = value_of(kind, cell)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("day", "พรุ่งนี้"),
        ("day", 45000),
        ("score", 101),
        ("score", -1),
        ("score", "ดี"),
        ("number", date(2025, 1, 1)),
        ("number", True),
        ("whole", 1.5),
        ("tick", "อาจจะ"),
        ("status", None),
        ("memo-status", "done"),
    ],
)
def test_what_is_none_of_its_kind_is_refused_and_stands_as_text(kind: Kind, cell: RawCell) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - what it says is not for people
        value_of(kind, cell)
    assert settled(kind, cell) is None or isinstance(settled(kind, cell), str)


@given(st.one_of(THAI, st.integers(-(10**12), 10**12), st.floats(-1e6, 1e6), DAYS))
@settings(max_examples=60)
def test_what_settles_stays(cell: RawCell) -> None:
    for kind in get_args(Kind):
        once = settled(kind, cell)
        assert fingerprint(settled(kind, once)) == fingerprint(once)


def test_fingerprints_tell_kinds_apart() -> None:
    cells = (None, "", "1", 1, "2025-10-01", date(2025, 10, 1), "None", 1.5, "1.5")
    assert len({fingerprint(cell) for cell in cells}) == len(cells)


def test_only_unprintable_characters_are_lost() -> None:
    assert not loses("ที่ น้ำ ๆ ฯ\r\n\tป่า")
    assert loses("ป่า\x07")
    assert cell_of("text", "ป่า\x07\x0b") == "ป่า"
