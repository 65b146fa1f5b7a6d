"""P22, P23: whatever is typed stays text: in every field, on paper, in Word and in Excel."""

from __future__ import annotations

import contextlib
import io
import itertools
import re
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pytest
from tests.core.editing import taken
from tests.core.reports.test_nothing_lost import printed_text
from tests.typeset.material import by_pdfium, without_spaces

from itadesk.app.printing import Format, build, rendered, report_titles
from itadesk.app.sample import sample_edits
from itadesk.app.tables import export_tables
from itadesk.core.changelog import Edit
from itadesk.core.errors import UserError
from itadesk.core.model import FIELDS, State
from itadesk.core.report import Report
from itadesk.typeset.pdf import render
from itadesk.typeset.plain import report_of

YEAR = 2568
# What Excel, Word, a paragraph's markup or a shell might take for more than text.
TRAPS = (
    '=HYPERLINK("http://example.com";"น้ำ")',
    "+1+cmd|'/C calc'!A1",
    "-2+3 ป่า",
    "@SUM(A1:A9) ฟื้น",
    "\t=1+1 ที่",
    '=DDE("cmd";"/C calc";"1") กตัญญู',
    "{ DDEAUTO c:\\\\windows\\\\cmd.exe } ฐานะ",
    '<img src="/etc/passwd"/><b>ญี่ปุ่น</b> &amp; <a href="file:///etc/passwd">',
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]> &y; ปฏิบัติ",
    "]]></w:t></w:r><w:fldSimple w:instr='DDE'/> เป็นปัจจุบัน",
    "{0} %s $(id) `id` ☐ ☑",
)
# Fields whose values have a form of their own: no free text gets into them.
FORMED = {
    "office": {"kind", "garuda"},
    "year": {"level"},
    "item": {"code", "indicator", "depends_on", "was", "status", "due", "done_on"},
    "component": {"item", "parent"},
    "evidence": {"item", "attachment"},
    "indicator_progress": {"status"},
    "score": {"key"},
    "issue": {"codes"},
    "measure": {"tool", "items", "score_key"},
    "step_group": {"measure"},
    "memo": {"date", "status"},
    "memo_section": {"memo"},
    "endorsement": {"memo"},
}
ITEMS = ("2568/O1", "2568/O2", "2568/O3")
REPORTS = tuple(name for name, _title in report_titles())


@cache
def hostile() -> State:
    """The sample office with a trap in every field of text, in one of its letters' places."""
    traps = itertools.cycle(TRAPS)
    edits = [edit for edit in sample_edits() if is_few(edit)]
    rows = dict.fromkeys((edit.table, edit.row) for edit in edits)
    for table, row in rows:
        for field, kinds in FIELDS[table].items():
            if str in kinds and field not in FORMED.get(table, ()):
                edits.append(Edit(table, row, field, next(traps)))
    return taken((*edits, Edit("item", ITEMS[-1], "status", "todo")))


def is_few(edit: Edit) -> bool:
    """Three items are enough."""
    large = ("item", "component", "evidence")
    return edit.table not in large or "/".join(edit.row.split("/")[:2]) in ITEMS


def built(name: str) -> Report:
    """A paper of the year that it can be printed of."""
    for year in (YEAR, YEAR - 1):
        with contextlib.suppress(UserError):
            return build(hostile(), year, name)
    pytest.fail(f"the sample office has no {name}")


def printed(name: str, fmt: Format) -> bytes:
    return rendered(hostile(), built(name), fmt)


def parts_of(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: archive.read(name).decode("utf-8", "replace")
            for name in archive.namelist()
            if name.endswith((".xml", ".rels", ".vml"))
        }


def check_nothing_runs(data: bytes) -> None:
    """Nothing in an Office file is a formula, a field but for page numbers, or from elsewhere."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = " ".join(archive.namelist())
    assert not re.search("externalLink|vbaProject|oleObject|embeddings|connections|afchunk", names)
    for text in parts_of(data).values():
        assert not re.search(r"<(\w+:)?f[ >]|<ddeLink|<oleLink|<w:altChunk|<w:fldSimple", text)
        assert not re.search(r"TargetMode\s*=\s*.External", text)
        for code in re.findall(r"<w:instrText[^>]*>([^<]*)<", text):
            assert re.match(r" ?(PAGE|NUMPAGES|PAGEREF _?\w+)\b", code), code


@pytest.mark.parametrize("fmt", ["xlsx", "docx"])
@pytest.mark.parametrize("report", REPORTS)
def test_p22_nothing_in_an_exported_paper_runs(report: str, fmt: Format) -> None:
    data = printed(report, fmt)
    check_nothing_runs(data)
    if fmt == "docx":
        docx.Document(io.BytesIO(data))
        return
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert any(trap in str(cell.value) for cell in cells for trap in TRAPS)


def test_p22_nothing_in_exported_tables_runs(tmp_path: Path) -> None:
    path = tmp_path / "ตาราง.xlsx"
    export_tables(hostile(), YEAR, "ab" * 16, path)
    check_nothing_runs(path.read_bytes())


@pytest.mark.parametrize("report", REPORTS)
def test_p23_every_letter_of_a_paper_is_on_its_pages(report: str) -> None:
    wanted = Counter(without_spaces(printed_text(built(report))))
    found = Counter(without_spaces(by_pdfium(printed(report, "pdf"))))
    assert wanted - found == Counter()


@pytest.mark.parametrize("word", ["ก" * 10_000, "กตัญญู" * 1_700, "W" * 10_000, "a<&" * 3_000])
def test_p23_a_word_of_ten_thousand_letters_is_all_on_the_pages(word: str) -> None:
    data = render(report_of(f"ที่ {word} ป่า", 16.0, 160.0)).data
    assert without_spaces(by_pdfium(data)) == f"ที่{word}ป่า"


def test_p23_what_the_face_cannot_draw_takes_nothing_else_with_it() -> None:
    data = render(report_of("น้ำ😀ป่า \u200bฟื้น\u0300 𝔸 漢 ญี่ปุ่น", 16.0, 160.0)).data
    found = without_spaces(by_pdfium(data))
    assert all(word in found for word in ("น้ำ", "ป่า", "ฟื้น", "ญี่ปุ่น"))
