"""Word and Excel files of our own writing, and archives that no office would send."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

import docx
import openpyxl

HEADS = (
    "ลำดับที่",
    "มาตรการ/กิจกรรม",
    "ขั้นตอนการดำเนินการ",
    "ระยะเวลา",
    "ผู้รับผิดชอบ",
    "ผลการดำเนินการ (output)",
    "ผลลัพธ์",
)
TITLE = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"


def table_text(*rows: Sequence[str], heads: Sequence[str] = HEADS, title: str = TITLE) -> str:
    """A report as it is pasted: a title and a table with tabs."""
    return "\n".join((title, "", "\t".join(heads), *("\t".join(row) for row in rows)))


def word_file(*rows: Sequence[str], title: str = TITLE) -> docx.document.Document:
    """A Word document with a title and a table of these rows."""
    document = docx.Document()
    document.add_paragraph(title)
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return document


def word_bytes(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def excel_bytes(*rows: Sequence[object], merge: str = "") -> bytes:
    """An Excel workbook with one sheet of these rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def archive(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return stream.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same archive with one part added or put in the place of the one of that name."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {entry: source.read(entry) for entry in source.namelist()}
    return archive(parts | {name: content})
