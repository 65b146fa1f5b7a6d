"""Days as the window says and reads them, in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itadesk.app.days import day_text, iso_text, read_day
from itadesk.app.language import set_language

DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("language", "medium", "long"),
    [("th", "๑ ต.ค. ๒๕๖๘", "๑ ตุลาคม ๒๕๖๘"), ("en", "1 Oct 2025", "1 October 2025")],
)
def test_a_day_is_said_in_the_windows_language(language: str, medium: str, long: str) -> None:
    set_language(language)
    assert iso_text("2025-10-01") == medium
    assert iso_text("2025-10-01", long=True) == long
    assert iso_text("") == ""


@given(DAYS, st.sampled_from(["th", "en"]), st.booleans())
def test_what_is_said_reads_back(day: date, language: str, long: bool) -> None:
    set_language(language)
    assert read_day(day_text(day, long=long)) == day


@pytest.mark.parametrize("text", ["31 Feb 2025", "1 Ju 2025", "1 Okt 2025", "ป่า", "Oct 2025"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_day(text)
