from __future__ import annotations

from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itadesk.thai.digits import to_arabic, to_thai
from itadesk.thai.keys import matches, search_key, sort_key
from itadesk.thai.repair import normal

MARKED = st.text("กนำาํ่้ิุู์ฺเแะ ๆฯ-๑1aA\u0301\u200b", max_size=20) | st.text(max_size=20)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("น้ำ", "นํ้า"),
        ("น้ำ", "น้ํา"),
        ("น้ำ", "นำ้"),
        ("ที่", "ท่ี"),
        ("ผู้", "ผู้"),
        ("ประจำ", "ประจํา"),
        ("แผน", "เเผน"),
        ("ต่าง ๆ", "ต่างๆ"),
        ("กรุงเทพฯ", "กรุงเทพ"),
        ("พ.ศ. ๒๕๖๘", "พศ2568"),
        ("ข้อ O12", "ข้อo๑๒"),
        ("ก้้าว", "ก้าว"),
        ("หน่วย\u200bงาน", "หน่วยงาน"),
        ("(บรรจุ/โอน)", "บรรจุ โอน"),
    ],
)
def test_texts_that_read_the_same_have_the_same_key(one, other):
    assert search_key(one) == search_key(other)


def test_different_words_have_different_keys():
    words = "ที่ ที ถี น้ำ น้า นำ นา ป่า ปา ฟื้น ฟืน ญี่ปุ่น กตัญญู ฐานะ ปฏิบัติ 1 2"
    assert len({search_key(word) for word in words.split()}) == 17


@given(MARKED)
def test_the_stored_form_has_the_same_key(text):
    assert search_key(normal(text)) == search_key(text)
    assert search_key(search_key(text)) == search_key(text)


@given(MARKED)
def test_digits_are_alike(text):
    assert search_key(to_thai(text)) == search_key(to_arabic(text)) == search_key(text)


def test_marks_are_found_in_whatever_order_they_were_typed():
    assert {search_key("ก" + "".join(order)) for order in permutations("ิ่์")} == {"กิ่์"}


def test_a_query_matches_by_its_parts():
    text = "การจัดซื้อจัดจ้าง ข้อ O๒๐ ประจําปี 2568"
    assert matches("จัดจ้าง", text)
    assert matches("๒๕๖๘ ประจำปี o20", text)
    assert matches("  ", text)
    assert not matches("จัดจ้าง 2569", text)


DICTIONARY_ORDER = [
    *["1", "๒", "10", "A4", "i1", "i๒", "i10"],
    *["กก", "กฎ", "กตัญญู", "กระ", "กะ", "กัก", "กา", "กาน", "ก่าน", "ก้าน", "กำ", "กิน", "กี่"],
    *["เก", "เก็ง", "เก่ง", "เก้ง", "เกณฑ์", "แก", "แก่", "แก้", "โก้", "ใกล้", "ไก่"],
    *["ขา", "ข่า", "ข้า", "ฐานะ", "น้ำ", "ปฏิบัติ", "ป่า", "ฟื้น", "ไฟ", "ภาค", "ฮา"],
]


def test_words_sort_as_in_the_dictionary():
    backwards = DICTIONARY_ORDER[::-1]
    assert sorted(backwards, key=sort_key) == DICTIONARY_ORDER


def test_item_codes_sort_by_number():
    codes = ["O10", "ข้อ ๑๐", "O9", "ข้อ ๑๑.๒", "O1", "ข้อ ๒", "O2"]
    ordered = ["O1", "O2", "O9", "O10", "ข้อ ๒", "ข้อ ๑๐", "ข้อ ๑๑.๒"]
    assert sorted(codes, key=sort_key) == ordered


@given(st.lists(MARKED, max_size=6))
def test_any_texts_can_be_sorted(texts):
    ordered = sorted(texts, key=sort_key)
    assert all(sort_key(one) <= sort_key(other) for one, other in pairwise(ordered))
    backwards = texts[::-1]
    assert ordered == sorted(backwards, key=sort_key)


def test_a_very_long_number_sorts_too():
    assert sort_key("9" * 5000) < sort_key("1" + "0" * 5000)
