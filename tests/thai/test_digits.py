from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itadesk.thai.digits import parse_number, thai_number, to_arabic, to_thai

PIECES = (
    "0 1 2568 89.94 1,234.50 - . / , : @ O12 i1 A4 PM2.5 081-234-5678 โทร. ต่อ www.x.go.th/1 "
    "ตัวชี้วัดย่อยที่ 9.1 และ ปี ข้อ ๑ ๒๕๖๘ E- a_ .pdf +66"
)
RUNNING = st.lists(st.sampled_from([*PIECES.split(), " "]), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("คะแนน 89.94 ในปี 2568", "คะแนน ๘๙.๙๔ ในปี ๒๕๖๘"),
        ("1,234.50 บาท เวลา 08.30-16.30 น.", "๑,๒๓๔.๕๐ บาท เวลา ๐๘.๓๐-๑๖.๓๐ น."),
        ("1.Facebook 2.E-Service (3) 4) 5/2568", "๑.Facebook ๒.E-Service (๓) ๔) ๕/๒๕๖๘"),
        ("ITA 2568 มี 25ข้อ 1๔ และ 10%", "ITA ๒๕๖๘ มี ๒๕ข้อ ๑๔ และ ๑๐%"),
        ("ตัวชี้วัดที่ 8 ได้ 92.5", "ตัวชี้วัดที่ ๘ ได้ ๙๒.๕"),
        ("โทรศัพท์ 3 เครื่อง", "โทรศัพท์ ๓ เครื่อง"),
        ("0 1 2 3 4 5 6 7 8 9", "๐ ๑ ๒ ๓ ๔ ๕ ๖ ๗ ๘ ๙"),
    ],
)
def test_numbers_become_thai(typed, printed):
    assert to_thai(typed) == printed


@pytest.mark.parametrize(
    "code",
    [
        "O12",
        "i1-i13",
        "e9",
        "A4",
        "ISO9001",
        "PM2.5",
        "COVID-19",
        "v1.2.3",
        "https://www.abc.go.th/2568/a?x=1",
        "www.abc1.go.th/9.1",
        "abc2.go.th",
        "clerk01@abc2.go.th",
        "report2568.pdf",
        "044-123456",
        "0-4481-2345",
        "02-123-4567",
        "08-1234-5678",
        "081 234 5678",
        "0812345678",
        "+66 81 234 5678",
        "โทร. 1567",
        "โทร. 044-123456 ต่อ 11",
        "ตัวชี้วัดย่อยที่ 9.1",
        "ตัวชี้วัดย่อยที่ 9.1, 9.2 และ 10.1",
    ],
)
def test_codes_stay_as_written(code):
    assert to_thai(code) == code
    assert to_thai(f"ข้อ 5 {code} ปี 2568") == f"ข้อ ๕ {code} ปี ๒๕๖๘"


@given(RUNNING)
def test_digits_never_lose_their_value(text):
    thai = to_thai(text)
    assert to_arabic(thai) == to_arabic(text)
    assert to_thai(thai) == thai
    assert to_arabic(to_arabic(text)) == to_arabic(text)


@given(st.text(max_size=60))
def test_any_text_keeps_its_length_and_everything_but_digits(text):
    assert to_arabic(to_thai(text)) == to_arabic(text)


@pytest.mark.parametrize("text", ["a" * 10**6, "1-" * 10**6, "0 " * 10**6, "a.1" * 10**6])
def test_long_runs_end_before_the_time_of_a_test_does(text):
    assert len(to_thai(text)) == len(text)


@pytest.mark.parametrize(
    ("value", "plain", "two"),
    [
        (89.94, "๘๙.๙๔", "๘๙.๙๔"),
        (100.0, "๑๐๐", "๑๐๐.๐๐"),
        (5, "๕", "๕.๐๐"),
        (0.0, "๐", "๐.๐๐"),
        (-3.25, "-๓.๒๕", "-๓.๒๕"),
        (2.675, "๒.๖๗๕", "๒.๖๘"),
        (1e20, "๑" + "๐" * 20, "๑" + "๐" * 20 + ".๐๐"),
        ("1,234.50", "๑,๒๓๔.๕๐", "๑๒๓๔.๕๐"),
    ],
)
def test_numbers_are_printed_plain_or_with_two_decimals(value, plain, two):
    assert thai_number(value) == plain
    assert thai_number(value, decimals=2) == two


@given(st.floats(-1e12, 1e12) | st.integers(-(10**12), 10**12))
def test_a_printed_number_reads_back(value):
    assert parse_number(thai_number(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("๘๙.๙๔", 89.94), (" 1,234,567.5 ", 1234567.5), ("๑,๐๐๐", 1000), ("−5", -5), ("๐", 0)],
)
def test_numbers_are_read_in_either_digits(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["", "ร้อย", "1,23", "1.2.3", "85%", "1 2", "nan", "inf", "٣"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="not a number"):
        parse_number(text)
    with pytest.raises(ValueError, match="not a number"):
        thai_number(text)


def test_a_number_without_end_is_refused():
    with pytest.raises(ValueError, match="not a number"):
        thai_number(float("nan"))
