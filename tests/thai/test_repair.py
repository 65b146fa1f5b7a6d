from __future__ import annotations

import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itadesk.thai.repair import normal, repair, repairs
from itadesk.thai.words import load_words

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
TRICKY = ["ที่", "น้ำ", "ป่า", "ฟื้น", "ญี่ปุ่น", "กตัญญู", "ฐานะ", "ปฏิบัติ", "เป็นปัจจุบัน"]
DAMAGE = [*"กนดทาำะํ่้ิีุู์เแ \n\t\u200b\u00a0\u00ad\uf70a\uf70f", *TRICKY, "ด าเนินการ", "ส านัก"]
DAMAGED = st.lists(st.sampled_from(DAMAGE), max_size=14).map("".join) | st.text(max_size=20)

CORRECT = [
    "องค์การบริหารส่วนตำบล (ชื่อตำบล) ได้รับหนังสือแจ้งผลการประเมินแล้ว จึงขอเสนอแผนของปีนี้ ดังนี้",
    "ให้ บริการ ประชาชน โดยไม่เลือก ปฏิบัติ ทั้งนี้ ผู้ มีส่วนได้ส่วนเสีย เข้ามา มีส่วน ร่วมได้ทุก ขั้นตอน",
    "๑. กองคลัง จัดทำ รายงานการใช้จ่าย งบประมาณ ทุกไตรมาส ๒. สำนักปลัด ลงประกาศ ณ ที่ทำการ",
    "นายสมศักดิ์ รักไทย และนางสาวกรรณิการ์ มาดี เป็นผู้รับผิดชอบ ติดต่อ นางมา ลัยทอง",
    "น้ำใจ ป่าไม้ ฟื้นฟู ญี่ปุ่น กตัญญู ฐานะ ปฏิบัติ เป็นปัจจุบัน ฤๅษี ธรรม์ สิทธิ์ พุทธัง",
    "สระ า วรรณยุกต์ ่ ้ ๊ ๋ ตัวอักษร ก ข ค ไม้ยมก ๆ ไปยาลน้อย ฯ ฯลฯ",
    "ต่าง ๆ อื่น ๆ นั้นๆ กรุงเทพฯ พ.ศ. ๒๕๖๘ ๑ ต.ค. ๖๗ – ๓๐ ก.ย. ๖๘ ข้อ O๑๒ www.abc.go.th",
    "ถ้ำ ถ้า ค่ำ ค่า น้ำ น้า ทำ ทา จำ จา ดำ ดา ตา กลม ตาก ลม มา กราบ",
    "ลำดับ\tมาตรการ\tผู้\tรับผิดชอบ\nบรรทัดใหม่\n\nบรรทัดสุดท้าย  ",
    "👨‍👩‍👧 ☐ ☑ E-Service Dos & Don'ts “คำพูด” 100 %",
]


@pytest.mark.parametrize(
    ("damaged", "mended", "kind"),
    [
        ("ผลการด าเนินการ", "ผลการดำเนินการ", "sara_am"),
        ("ส านักปลัด", "สำนักปลัด", "sara_am"),
        ("จ ากัด", "จำกัด", "sara_am"),
        ("ประจ า", "ประจำ", "sara_am"),
        ("น  ้า", "น้ำ", "sara_am"),
        ("น ้าประปา", "น้ำประปา", "sara_am"),
        ("ประจําหมู่", "ประจำหมู่", "sara_am"),
        ("นํ้า", "น้ำ", "sara_am"),
        ("ด ำเนินการ", "ดำเนินการ", "floating"),
        ("กรรมก าร", "กรรมการ", "floating"),
        ("พื้นที ่ดิน", "พื้นที่ดิน", "floating"),
        ("ข ึ ้น", "ขึ้น", "floating"),
        ("คำสั\n่ง", "คำสั่ง", "floating"),
        ("ก้้าว", "ก้าว", "doubled"),
        ("ทีี่", "ที่", "doubled"),
        ("นํำ", "นำ", "doubled"),
        ("ท่ี", "ที่", "order"),
        ("นำ้", "น้ำ", "order"),
        ("กา้วหน้า", "ก้าวหน้า", "order"),
        ("เเผน", "แผน", "sara_ae"),
        ("ป\uf713า", "ป่า", "old_font"),
        ("กตัญ\uf70fู", "กตัญญู", "old_font"),
        ("การท\uf702\uf70aดี", "การที่ดี", "old_font"),
        ("หน่วย\u200bงาน", "หน่วยงาน", "invisible"),
        ("ดี\u00adมาก", "ดีมาก", "invisible"),
        ("ข้อ\u00a0๑", "ข้อ ๑", "invisible"),
        ("ผู้บังคับบัญชาทุ กระดับชั้น", "ผู้บังคับบัญชาทุกระดับชั้น", "space"),
        ("สำนั กงาน", "สำนักงาน", "space"),
    ],
)
def test_damage_is_mended_and_named(damaged, mended, kind):
    assert repair(damaged) == mended
    assert {each.kind for each in repairs(damaged)} == {kind}
    assert repair(f"ทั้งนี้ {damaged} และอื่น ๆ") == f"ทั้งนี้ {mended} และอื่น ๆ"


def test_aa_after_a_space_is_read_by_what_else_is_damaged():
    assert repair("ถ ้า") == "ถ้ำ"
    assert repair("ที ่นี่ ถ ้าฝน") == "ที่นี่ ถ้าฝน"


@pytest.mark.parametrize("text", CORRECT)
def test_correct_text_is_left_alone(text):
    assert repairs(text) == ()


@pytest.mark.parametrize("word", TRICKY)
def test_tricky_words_are_left_alone(word):
    for text in (word, f" {word} ", f"{word}{word}", f"การ {word} ใหม่", f"{word}\n{word}"):
        assert repair(text) == text


def test_listed_words_are_left_alone_together_and_apart():
    listed = load_words().read_text("utf-8").split("\n")[::31]
    assert [word for word in listed if repair(word) != word] == []
    spaced = [" ".join(pair) for pair in pairwise(listed)]
    assert [pair for pair in spaced if repair(pair) != pair] == []


@given(DAMAGED)
def test_repairing_twice_changes_nothing_more(text):
    once = repair(text)
    assert repair(once) == once
    assert repairs(once) == ()


@given(DAMAGED)
def test_repairs_say_exactly_what_changes(text):
    found = repairs(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    mended = text
    for each in reversed(found):
        assert text[each.start : each.end] == each.before != each.after
        mended = mended[: each.start] + each.after + mended[each.end :]
    assert mended == repair(text)


@given(DAMAGED)
def test_tabs_and_line_structure_stay(text):
    assert repair(text).count("\t") == text.count("\t")


@given(DAMAGED)
def test_normal_is_stable_and_composed(text):
    once = normal(text)
    assert normal(once) == once
    assert unicodedata.normalize("NFC", once) == once
    assert "ํา" not in once
    assert "\r" not in once


def test_normal_keeps_words_and_unifies_lines():
    assert normal("น้ํา\r\nประจํา\rนํ้า") == "น้ำ\nประจำ\nน้ำ"
    assert all(normal(text) == text for text in CORRECT)


def test_long_text_is_mended_before_the_time_of_a_test_ends():
    text = "ผลการด าเนินการ ของ หน่วยงาน ทุ กระดับชั้น " * 2000
    assert len(repairs(text)) == 4000


def test_the_five_documents_hold_no_false_alarm():
    if not SEEDS.is_dir():
        pytest.skip(f"the five documents are not at {SEEDS}")
    texts = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    found = [each.after for text in texts for each in repairs(text)]
    assert found == ["ดำเนินการ"] * 6 + ["ำ", "ทุก"]
