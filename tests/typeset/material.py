"""Thai that breaks printing, and other programs' reading of a PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from unicodedata import normalize

import pypdfium2
import pytest

from itadesk.core.report import Block, Cell, PageSetup, Report, Row, Section, bold, plain

TRICKY_WORDS = [
    "ที่",
    "น้ำ",
    "ป่า",
    "ฟื้น",
    "ญี่ปุ่น",
    "กตัญญู",
    "ฐานะ",
    "ปฏิบัติ",
    "เป็นปัจจุบัน",
    "กี่",
    "ปี๊บ",
    "ป้าย",
    "ฝั่ง",
    "ฟ้า",
    "บิ๊ก",
    "ค่ำ",
    "ช้ำ",
]

TRICKY_LINES = (
    "ที่ประชุมฟื้นฟูน้ำและป่า ญี่ปุ่น กตัญญู ฐานะ ปฏิบัติหน้าที่ให้เป็นปัจจุบัน",
    "พ.ศ. ๒๕๖๘ (๑ ต.ค. ๖๗ – ๓๐ ก.ย. ๖๘) ต่าง ๆ ฯลฯ จำนวน ๑๒๐ คน ร้อยละ ๙๑.๔๕",
    "☐ ยังไม่ได้ดำเนินการ ☑ ดำเนินการ ตัวชี้วัดย่อยที่ 9.1 ข้อ O12",
    "ดูที่ https://www.example.go.th/ita/2568/o12.pdf?ปี=๒๕๖๘ หรือ E-Service",
    "ป้ายที่ปิดผู้ปู่ ฎุ ฏู ฐู ญู ปี้ ปื้ ฟี่ ฝิ่น พ่อ แม่ ใหญ่ ไม้ เก๊ โต๊ะ ก๋วยเตี๋ยว",
    "“เท่าเทียม” ‘ไม่เลือกปฏิบัติ’ ก–ข — … • ½ ° ฿๑,๒๓๔.๕๐",
    "การ์ตูน สัมภาษณ์ พันธุ์ สวัสดิ์ ศาสตร์ ชำนาญ ช้ำ ค่ำ ถ้ำ ตํ่า",
    "<b>ไม่ใช่ตัวหนา</b> & <img src='x'> %s {0} \\n",
)

PROSE = (
    "การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงานเพื่อให้ประชาชนรับทราบ"
    "ข้อมูลข่าวสารอย่างครบถ้วนและเป็นปัจจุบัน ผ่านช่องทางที่หลากหลาย สะดวก เข้าถึงง่าย "
    "เจ้าหน้าที่ปฏิบัติหน้าที่ด้วยความกตัญญูต่อหน้าที่ ฟื้นฟูแหล่งน้ำและป่าชุมชนตามแบบญี่ปุ่น "
)


def report(*blocks: Block, page: PageSetup | None = None, size: float = 16.0) -> Report:
    return Report("ทดสอบ", (Section(blocks, page=page or PageSetup(), size=size),))


def cells(*texts: str) -> Row:
    """A row with a cell a text; a line end parts paragraphs."""
    return Row(tuple(Cell(tuple(plain(line) for line in text.split("\n"))) for text in texts))


def head(*texts: str) -> tuple[Row, ...]:
    return (Row(tuple(Cell((bold(text, align="center"),), shaded=True) for text in texts)),)


def without_spaces(text: str) -> str:
    return re.sub(r"\s+", "", normalize("NFC", text).replace("ํา", "ำ"))


def by_pdfium(data: bytes) -> str:
    return "\n".join(pages_by_pdfium(data))


def pages_by_pdfium(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


def by_poppler(data: bytes, folder: Path) -> str:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext of poppler-utils is not installed")
    file = folder / "read.pdf"
    file.write_bytes(data)
    command = [program, "-enc", "UTF-8", str(file), "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")


def seed_lines(folder: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Each real document's name and its texts, a cell each, without the HTML bits."""
    return [(path.name, _texts(path.read_text("utf-8"))) for path in sorted(folder.glob("*.txt"))]


def seed_table(folder: Path) -> tuple[Row, list[Row]]:
    """Head and 24 body rows of the seven-column table of document 000."""
    (path,) = folder.glob("000_*.txt")
    rows = [line.split("\t") for line in path.read_text("utf-8").split("\n") if "\t" in line]
    stripped = [tuple("\n".join(_texts(cell)) for cell in row) for row in rows]
    (first, *_), body = stripped, [row for row in stripped if not row[0].startswith("ลำดับ")]
    return head(*first)[0], [cells(*row) for row in body]


def _texts(source: str) -> tuple[str, ...]:
    parts = re.split(r"[\n\t]|</?(?:p|br|li|ul|ol|table|tr|td|th)\b[^>]*>", source)
    plain_parts = (re.sub(r"<[^>]*>", "", part).strip() for part in parts)
    return tuple(part for part in plain_parts if part)


@cache
def pixels(data: bytes, page: int, scale: float) -> object:
    """A page as a greyscale picture."""
    return pypdfium2.PdfDocument(data)[page].render(scale=scale, grayscale=True).to_pil()
