"""Where a text stands in a longer one, however both were typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itadesk.thai.finding import searched
from itadesk.thai.keys import search_key

TRICKY = ("ที่", "น้ำ", "ป่า", "ฟื้น", "ญี่ปุ่น", "กตัญญู", "ฐานะ", "ปฏิบัติ", "เป็นปัจจุบัน")
LETTERS = "กทนปญฏเแโะาำิีึืุู่้๊๋็์ํๆฯ ๒๕25Aa\r\n(.-"


def found(query: str, text: str) -> list[str]:
    return [text[start:end] for start, end in searched(text).find(query)]


@pytest.mark.parametrize("word", TRICKY)
def test_a_word_is_found_wherever_it_stands(word: str) -> None:
    assert found(word, f"และ{word}กับ {word}\r\n{word}") == [word] * 3


@pytest.mark.parametrize(
    ("query", "text", "places"),
    [
        ("2568", "ปี ๒๕๖๘ และ 2568", ["๒๕๖๘", "2568"]),
        ("น้ำ", "น\u0e4d\u0e49า", ["น\u0e4d\u0e49า"]),  # nikhahit, tone, า
        ("แผน", "เเผน", ["เเผน"]),
        ("ดำเนินการ", "ดำเนิน\r\nการ", ["ดำเนิน\r\nการ"]),
        ("ita", "ITA", ["ITA"]),
        ("  ", "ก  ข", []),
        ("", "กข", []),
        ("ฟื้น", "ฟืน", []),
        ("กก", "กกกก", ["กก", "กก"]),
    ],
)
def test_what_a_reader_calls_the_same_is_found(query: str, text: str, places: list[str]) -> None:
    assert found(query, text) == places


@settings(max_examples=100)
@given(st.text(LETTERS, max_size=30), st.text(LETTERS, max_size=30), st.sampled_from(TRICKY))
def test_what_is_found_has_the_key_of_what_was_looked_for(
    before: str, after: str, word: str
) -> None:
    text = f"{before} {word} {after}"
    places = found(word, text)
    assert places
    assert all(search_key(word) in search_key(place) for place in places)
