from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itadesk.files.recognise.split import last_number, split_lists


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        ("๑. ป่า ๒. น้ำ ๓. ฟื้น", "๑. ป่า|๒. น้ำ|๓. ฟื้น"),
        ("๑.สำนักปลัด ๒.กองคลัง", "๑.สำนักปลัด|๒.กองคลัง"),
        ("๑. ครู (๑) ป่า (๒) น้ำ ๒. หมอ (๑) ที่", "๑. ครู|(๑) ป่า|(๒) น้ำ|๒. หมอ|(๑) ที่"),
        ("๖) ที่หก (๗) ที่เจ็ด", "๖) ที่หก|(๗) ที่เจ็ด"),
        ("๑ ป้าย ๒ แผน ๓ประกาศ", "๑ ป้าย|๒ แผน|๓ประกาศ"),
        ("๑ ป้าย ๓ ช่องทาง", "๑ ป้าย ๓ ช่องทาง"),
        ("๑ จัดให้มี ๒ ช่องทาง", "๑ จัดให้มี ๒ ช่องทาง"),
        ("๑ ตามข้อ ๒ ของระเบียบ", "๑ ตามข้อ ๒ ของระเบียบ"),
        ("๑ ระเบียบ ข้อ ๒๑ ๒ แต่งตั้ง", "๑ ระเบียบ ข้อ ๒๑|๒ แต่งตั้ง"),
        ("กองคลัง ดำเนินการ ๑.จัดทำ ๒.ประกาศ", "กองคลัง ดำเนินการ|๑.จัดทำ|๒.ประกาศ"),
        ("ตัวชี้วัดที่ ๙.๔ ได้ ๙๑.๔๕ คะแนน", "ตัวชี้วัดที่ ๙.๔ ได้ ๙๑.๔๕ คะแนน"),
        ("ประชุม ๑ ต.ค. ๖๗ - ๓๐ ก.ย. ๖๘", "ประชุม ๑ ต.ค. ๖๗ - ๓๐ ก.ย. ๖๘"),
        ("ครั้งที่ ๑. และครั้งที่ ๒. แล้ว", "ครั้งที่ ๑. และครั้งที่ ๒. แล้ว"),
        ("- ชื่อ - นามสกุล - รูปถ่าย", "- ชื่อ - นามสกุล|- รูปถ่าย"),
        ("- ป่า - น้ำ -ฟื้น on -site E- Service", "- ป่า|- น้ำ|-ฟื้น on -site E- Service"),
        ("ช่องทาง ได้แก่ - เว็บไซต์ - ป้าย", "ช่องทาง ได้แก่|- เว็บไซต์|- ป้าย"),
        ("ยืม - คืน ของหลวง", "ยืม - คืน ของหลวง"),
        ("- ครอบคลุม (๑ ต.ค. ๖๕ - ๓๑ มี.ค. ๖๖)", "- ครอบคลุม (๑ ต.ค. ๖๕ - ๓๑ มี.ค. ๖๖)"),
        ("- แสดง (๑) ที่ (๒) น้ำ - เป็นปัจจุบัน", "- แสดง|(๑) ที่|(๒) น้ำ|- เป็นปัจจุบัน"),
        ("เวลา ๐๘.๐๐- ๑๖.๓๐ น.", "เวลา ๐๘.๐๐- ๑๖.๓๐ น."),
    ],
)
def test_lists_within_a_line_are_parted(cell: str, lines: str) -> None:
    assert split_lists(cell).split("\n") == lines.split("|")


def test_numbers_go_on_from_the_row_above() -> None:
    assert split_lists("(๔) แผนที่ ๕. ข่าว", last=4).split("\n") == ["(๔) แผนที่", "๕. ข่าว"]
    assert split_lists("(๔) แผนที่ ๕. ข่าว", last=2) == "(๔) แผนที่ ๕. ข่าว"


@pytest.mark.parametrize(("text", "number"), [("๑. ก\n(๑) ข\n๒. ค", 2), ("- ก", 0), ("", 0)])
def test_the_last_number_is_of_the_outer_list(text: str, number: int) -> None:
    assert last_number(text) == number


TEXTS = st.lists(
    st.sampled_from(
        ["๑", "๒.", "(๓)", "4)", "-", " ", "\n", "ที่", "น้ำ", "(", ")", "ข้อ", "A", "ต.ค."]
    )
).map("".join)


@given(TEXTS)
def test_only_spaces_and_line_ends_change(text: str) -> None:
    assert re.sub(r"\s", "", split_lists(text)) == re.sub(r"\s", "", text)
