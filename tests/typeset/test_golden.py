"""Tricky pages as pictures. `UPDATE_GOLDEN=1 pytest tests/typeset/test_golden.py` draws them anew:
look at each before it is committed."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw
from tests.typeset.material import PROSE, TRICKY_LINES, cells, head, report

from itadesk.core.report import (
    LANDSCAPE,
    Cell,
    Field,
    FieldLine,
    PageSetup,
    Paragraph,
    Picture,
    Report,
    Row,
    Run,
    Space,
    Table,
    Together,
    bold,
    plain,
)
from itadesk.typeset.pdf import render

FOLDER = Path(__file__).parents[1] / "golden"
SCALE = 0.9
MOST_CHANGED = 0.002


def emblem() -> bytes:
    """Something round where the garuda stands."""
    picture = Image.new("L", (94, 100), 255)
    ImageDraw.Draw(picture).ellipse((5, 5, 88, 94), outline=0, width=8)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def memo() -> Report:
    mixed = Paragraph(
        (
            Run(PROSE),
            Run("ตัวหนา ญี่ปุ่น ", bold=True),
            Run("ตัวเอน ฟื้นฟู ", italic=True),
            Run("ใหญ่ขึ้น ปี๊บ ", size=22),
            Run(PROSE * 2),
        ),
        align="justify",
        first_indent=25,
        space_before=2,
    )
    items = [Paragraph((Run(PROSE),), label=f"({n})", hang=8, indent=25) for n in "๑๒"]
    return report(
        Picture(emblem(), 15, beside=True),
        bold("บันทึกข้อความ", align="center", size=29),
        FieldLine((Field("ส่วนราชการ", "สำนักปลัด องค์การบริหารส่วนตำบลตัวอย่าง"),)),
        FieldLine((Field("ที่", "ตย ๑๒๓๔๕/๖๗"), Field("วันที่", "๑ ตุลาคม ๒๕๖๘"))),
        FieldLine((Field("เรื่อง", PROSE[:130]),)),
        plain("เรียน  นายกองค์การบริหารส่วนตำบลตัวอย่าง", space_before=2),
        Paragraph((Run("เรื่องเดิม", bold=True),), space_before=2, keep_with_next=True),
        mixed,
        *items,
        Paragraph((Run(PROSE),), label="-", hang=4, indent=33),
        *[mixed] * 3,
        Together((plain("จึงเรียนมาเพื่อโปรดพิจารณา"), Space(20), plain("(ชื่อ–นามสกุล)"))),
        page=PageSetup(top=15, number="top", cue=True),
    )


def measures() -> Report:
    titles = ("ลำดับที่", "มาตรการหรือกิจกรรม", "ขั้นตอน", "ระยะเวลา", "ผลการดำเนินการ (output)")
    band = Cell((bold("ประเด็นที่ ๑ กระบวนการปฏิบัติงาน"),), colspan=5, shaded=True)
    steps = Cell(
        tuple(Paragraph((Run(PROSE[: 30 + 9 * n]),), label=f"({n})", hang=6) for n in range(1, 13))
    )
    ticks = cells(f"☑ ดำเนินการ\n☐ ยังไม่ได้ดำเนินการ\n{PROSE}").cells[0]
    rows = (
        Row((band, None, None, None, None), sticky=True),
        Row(
            (
                Cell((plain("๑"),), rowspan=2),
                Cell((plain(PROSE),), rowspan=2),
                cells(PROSE).cells[0],
                Cell((plain("๑ ต.ค. ๖๗ – ๓๐ ก.ย. ๖๘"),), rowspan=2),
                ticks,
            )
        ),
        Row((None, None, steps, None, cells(PROSE * 2).cells[0])),
        cells("๒", PROSE, "ก", "ตลอดปีงบประมาณ", "ข"),
    )
    table = Table((0.3, 2.0, 3.0, 1.2, 2.5), rows, head(*titles))
    return report(bold("รายงานผลการดำเนินการ", align="center"), table, page=LANDSCAPE)


def signs() -> Report:
    lines = [plain(line, size=22) for line in TRICKY_LINES]
    drawn = plain("☐ ☑ ☒ ✓ ✔ ✗ ✘ ■ □ ▪ ○ ● ขาด: 漢 😀", size=29)
    return report(*lines, drawn, page=PageSetup(height=160, left=15, right=10))


PAGES = {
    "memo-1": (memo, 0),
    "memo-2": (memo, 1),
    "measures-1": (measures, 0),
    "measures-2": (measures, 1),
    "signs": (signs, 0),
}


@pytest.mark.parametrize("name", PAGES)
def test_page_looks_as_it_did(name: str) -> None:
    make, number = PAGES[name]
    page = pypdfium2.PdfDocument(render(make()).data)[number]
    drawn = page.render(scale=SCALE, grayscale=True).to_pil()
    file = FOLDER / f"{name}.png"
    if os.environ.get("UPDATE_GOLDEN"):
        FOLDER.mkdir(exist_ok=True)
        drawn.quantize(16).save(file, optimize=True)
    kept = Image.open(file).convert("L")
    assert drawn.size == kept.size
    changed = ImageChops.difference(drawn, kept).point(lambda level: 255 if level > 80 else 0)
    share = changed.histogram()[255] / (drawn.size[0] * drawn.size[1])
    assert share < MOST_CHANGED, f"{share:.2%} of {name} has changed"
