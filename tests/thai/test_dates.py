from __future__ import annotations

import contextlib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itadesk.thai.dates import (
    FoundDate,
    Period,
    find_dates,
    fiscal_year,
    fiscal_year_end,
    fiscal_year_start,
    long_date,
    medium_date,
    parse_date,
    parse_period,
    short_period,
)

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
ANY_DAY = st.dates(date(1900, 1, 1), date(2300, 12, 31))
DAY_OF_THE_2500S = st.dates(date(1957, 1, 1), date(2056, 12, 31))
DIGITS = st.sampled_from(["thai", "arabic"])
FIRST_OF_OCTOBER_2568 = date(2025, 10, 1)


@pytest.mark.parametrize(
    "text",
    [
        "1/10/68",
        "01/10/2568",
        "1-10-2568",
        "1.10.68",
        "1/10/2025",
        "2025-10-01",
        "1 ต.ค. 2568",
        "๑ ต.ค.๖๘",
        "๑ ต.ค ๖๘",
        "๑ตค๖๘",
        "1 ต. ค. 68",
        "๑ ตุลาคม ๒๕๖๘",
        "  ๑   ตุลาคม\u00a0๒๕๖๘ ",
        "วันที่ ๑ เดือนตุลาคม พ.ศ. ๒๕๖๘",
        "ณ วันที่ ๑ ตุลาคม พ.ศ.๒๕๖๘",
        "วันพุธที่ ๑ ตุลาคม ๒๕๖๘",
        "1 ตุลาคม ค.ศ. 2025",
        "1 ตุลาคม พ.ศ. 68",
    ],
)
def test_whatever_a_clerk_types_is_the_same_day(text):
    assert parse_date(text) == FIRST_OF_OCTOBER_2568


@pytest.mark.parametrize(
    "text",
    ["", "ตุลาคม", "๑ ตุลาคม", "1/10", "1/10-68", "1/10/681", "๑ ตุลาคม ๒๕๖๘ ถึง", "1 October 2025"],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match="not a date"):
        parse_date(text)


@pytest.mark.parametrize(
    "text", ["29/2/68", "31 เม.ย. 2568", "0/1/68", "1/13/68", "1 ม.ค. ค.ศ. 68", "0000-01-01"]
)
def test_a_day_that_does_not_exist_is_refused(text):
    with pytest.raises(ValueError, match="no such day"):
        parse_date(text)


def test_the_leap_day_counts_by_the_christian_year():
    assert parse_date("๒๙ ก.พ. ๒๕๖๗") == date(2024, 2, 29)


def test_dates_are_printed_as_papers_print_them():
    assert long_date(FIRST_OF_OCTOBER_2568) == "๑ ตุลาคม ๒๕๖๘"
    assert medium_date(FIRST_OF_OCTOBER_2568) == "๑ ต.ค. ๒๕๖๘"
    assert long_date(FIRST_OF_OCTOBER_2568, digits="arabic") == "1 ตุลาคม 2568"


@given(ANY_DAY, DIGITS)
def test_long_and_medium_dates_read_back(day, digits):
    assert parse_date(long_date(day, digits=digits)) == day
    assert parse_date(medium_date(day, digits=digits)) == day
    assert parse_date(day.isoformat()) == day


@given(DAY_OF_THE_2500S)
def test_years_of_two_digits_are_read(day):
    assert parse_date(f"{day.day}/{day.month}/{(day.year + 543) % 100:02d}") == day


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_value_error(text):
    for parse in (parse_date, parse_period):
        with contextlib.suppress(ValueError):
            parse(text)


def test_dates_are_found_where_they_stand():
    text = "เมื่อ ๑ ต.ค.๖๗ – ๓๐ ก.ย.๖๘ และ (๑๕ มกราคม ๒๕๖๘) ข้อ 1/10/68 ครั้งที่ ๘/๒๕๖๘ 31/2/2568 1.2.68"
    found = find_dates(text)
    assert [(text[each.start : each.end], each.date) for each in found] == [
        ("๑ ต.ค.๖๗", date(2024, 10, 1)),
        ("๓๐ ก.ย.๖๘", date(2025, 9, 30)),
        ("๑๕ มกราคม ๒๕๖๘", date(2025, 1, 15)),
        ("1/10/68", FIRST_OF_OCTOBER_2568),
    ]


@given(st.lists(ANY_DAY, max_size=4))
def test_every_printed_date_is_found(days):
    text = "-".join(map(long_date, days))
    assert [each.date for each in find_dates(text)] == days


def test_found_dates_of_one_day_side_by_side():
    assert find_dates("๑ ม.ค. ๖๘") == (FoundDate(0, 9, date(2025, 1, 1)),)


FISCAL_2568 = Period(date(2024, 10, 1), date(2025, 9, 30))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("๑ ต.ค.๖๗ – ๓๐ ก.ย.๖๘", date(2024, 10, 1), date(2025, 9, 30)),
        ("ต.ค. ๖๕ ถึง ก.ย. ๖๖", date(2022, 10, 1), date(2023, 9, 30)),
        ("ต.ค. ๖๔ - ก.ย. ๖๕", date(2021, 10, 1), date(2022, 9, 30)),
        ("(๑ ต.ค ๖๕ - ๓๑ มี.ค. ๖๖)", date(2022, 10, 1), date(2023, 3, 31)),
        ("วันที่ ๓๑ ตุลาคม ถึงวันที่ ๓๑ มีนาคม ๒๕๖๘", date(2024, 10, 31), date(2025, 3, 31)),
        ("วันที่ ๓๑ ตุลาคมถึง วันที่ ๓๑ มีนาคม ๒๕๖๘", date(2024, 10, 31), date(2025, 3, 31)),
        ("วันที่ ๓๑ ตุลาคม- วันที่ ๓๐ มีนาคม ๒๕๖๗", date(2023, 10, 31), date(2024, 3, 30)),
        ("ไตรมาสที่ ๑ .๑ ตุลาคม ๒๕๖๗- .๓๑ มีนาคม ๒๕๖๘", date(2024, 10, 1), date(2025, 3, 31)),
        ("ไตรมาสที่ ๑ (ต.ค. – ธ.ค. ๒๕๖๗)", date(2024, 10, 1), date(2024, 12, 31)),
        ("ระหว่างเดือน ๑ ตุลาคม ๒๕๖๗ – ๓๐ กันยายน ๒๕๖๘", date(2024, 10, 1), date(2025, 9, 30)),
        ("(ตั้งแต่เดือน ตุลาคม ๒๕๖๗-เดือน กันยายน ๒๕๖๘)", date(2024, 10, 1), date(2025, 9, 30)),
        ("๗ -๒๘ กุมภาพันธ์ ๒๕๖๘", date(2025, 2, 7), date(2025, 2, 28)),
        ("เดือน กุมภาพันธ์ ๒๕๖๗", date(2024, 2, 1), date(2024, 2, 29)),
        ("1/10/67-30/9/68", date(2024, 10, 1), date(2025, 9, 30)),
        ("2024-10-01 ถึง 2025-09-30", date(2024, 10, 1), date(2025, 9, 30)),
        ("๑ ต.ค. ๖๘", date(2025, 10, 1), date(2025, 10, 1)),
        ("ปีงบประมาณ พ.ศ.๒๕๖๗", date(2023, 10, 1), date(2024, 9, 30)),
        ("ตลอดปีงบประมาณ ๒๕๖๖", date(2022, 10, 1), date(2023, 9, 30)),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๖-๒๕๗๐", date(2022, 10, 1), date(2027, 9, 30)),
        ("ไตรมาส ๒/๒๕๖๖", date(2023, 1, 1), date(2023, 3, 31)),
        ("รอบ ๖ เดือนหลังของปีงบประมาณ พ.ศ. ๒๕๖๖", date(2023, 4, 1), date(2023, 9, 30)),
    ],
)
def test_periods_that_say_their_year(text, start, end):
    assert parse_period(text) == Period(start, end)
    assert parse_period(text, 2575) == Period(start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("ตลอดปีงบประมาณ", date(2024, 10, 1), date(2025, 9, 30)),
        ("ตลอดทั้งปี", date(2024, 10, 1), date(2025, 9, 30)),
        ("ไตรมาสที่ ๑", date(2024, 10, 1), date(2024, 12, 31)),
        ("ไตรมาส ๒-๔", date(2025, 1, 1), date(2025, 9, 30)),
        ("ต.ค. – ธ.ค.", date(2024, 10, 1), date(2024, 12, 31)),
        ("๑ ต.ค. – ๓๐ ก.ย.", date(2024, 10, 1), date(2025, 9, 30)),
        ("มกราคม", date(2025, 1, 1), date(2025, 1, 31)),
        ("๖ เดือนแรก", date(2024, 10, 1), date(2025, 3, 31)),
    ],
)
def test_periods_that_need_the_fiscal_year(text, start, end):
    assert parse_period(text, 2568) == Period(start, end)
    with pytest.raises(ValueError, match="no year"):
        parse_period(text)


@pytest.mark.parametrize(
    "text",
    ["", "-", "ตามแผน", "ปี ๒๕๖๘", "ไตรมาส ๕", "ไตรมาส ๔-๒", "๑", "๒-๓", "๓๑ ก.พ. - ๑ มี.ค. ๖๘"],
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match=r"not a period|no such days|ends before"):
        parse_period(text, 2568)


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="ends before"):
        Period(date(2025, 1, 2), date(2025, 1, 1))
    with pytest.raises(ValueError, match="no such days"):
        parse_period("๓๐ ก.ย. ๖๘ – ๑ ต.ค. ๖๗")


def test_periods_are_printed_as_papers_print_them():
    assert short_period(FISCAL_2568) == "๑ ต.ค.๖๗ – ๓๐ ก.ย.๖๘"
    assert short_period(FISCAL_2568, digits="arabic") == "1 ต.ค.67 – 30 ก.ย.68"
    assert short_period(Period(date(2025, 1, 1), date(2025, 1, 1))) == "๑ ม.ค.๖๘"


@given(DAY_OF_THE_2500S, DAY_OF_THE_2500S, DIGITS)
def test_printed_periods_read_back(one_day, other_day, digits):
    period = Period(min(one_day, other_day), max(one_day, other_day))
    assert parse_period(short_period(period, digits=digits)) == period


@given(st.integers(2501, 2599))
def test_all_the_year_is_its_fiscal_year(year):
    period = Period(fiscal_year_start(year), fiscal_year_end(year))
    assert parse_period(f"ต.ค. {year - 2501:02d} – ก.ย. {year - 2500:02d}") == period
    assert parse_period("ตลอดปีงบประมาณ", year) == period


@given(ANY_DAY)
def test_every_day_lies_in_its_fiscal_year_and_in_one_of_its_quarters(day):
    year = fiscal_year(day)
    assert fiscal_year_start(year) <= day <= fiscal_year_end(year)
    assert fiscal_year_end(year) + timedelta(days=1) == fiscal_year_start(year + 1)
    quarters = [parse_period(f"ไตรมาสที่ {number}", year) for number in (1, 2, 3, 4)]
    assert sum(span.start <= day <= span.end for span in quarters) == 1


def test_the_fiscal_year_turns_on_the_first_of_october():
    assert fiscal_year(date(2025, 9, 30)) == 2568
    assert fiscal_year(FIRST_OF_OCTOBER_2568) == 2569


def test_the_periods_of_the_five_documents_are_read():
    if not SEEDS.is_dir():
        pytest.skip(f"the five documents are not at {SEEDS}")
    cells = [
        cell.strip()
        for path in sorted(SEEDS.glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        for cell in line.split("\t")
    ]
    shapes = ("๑ ต.ค.๖๗ –", "ต.ค. ๖๕ ถึง", "ต.ค. ๖๔ -", "ตลอดปีงบ", "ไตรมาส", "วันที่ ๓๑ ตุลาคม")
    periods = [cell for cell in cells if cell.startswith(shapes) and len(cell) < 60]
    assert len(periods) >= 40
    unread = [cell for cell in periods if not _readable(cell)]
    assert unread == []


def _readable(cell: str) -> bool:
    try:
        return bool(parse_period(cell, 2568))
    except ValueError:
        return False
