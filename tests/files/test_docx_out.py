from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from itadesk.core.report import (
    LANDSCAPE,
    Cell,
    Contents,
    Entry,
    Field,
    FieldLine,
    PageBreak,
    PageSetup,
    Paragraph,
    Picture,
    Report,
    Row,
    Run,
    Section,
    Space,
    Table,
    Together,
    bold,
    plain,
)
from itadesk.files.docx_out import docx_bytes

TRICKY = "ที่ น้ำ ป่า ฟื้น ญี่ปุ่น กตัญญู ฐานะ ปฏิบัติ เป็นปัจจุบัน ๆ ฯลฯ"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8ffff3f0005fe02fea735814d0000000049454e44ae426082"
)


def opened(*blocks: object, page: PageSetup | None = None) -> docx.document.Document:
    sections = (Section(tuple(blocks), page or PageSetup()),)  # type: ignore[arg-type]
    return docx.Document(io.BytesIO(docx_bytes(Report("ชื่อรายงาน", sections, "อบต.ป่าน้ำ"))))


def xml_of(*blocks: object) -> str:
    sections = (Section(tuple(blocks)),)  # type: ignore[arg-type]
    with zipfile.ZipFile(io.BytesIO(docx_bytes(Report("ชื่อ", sections)))) as archive:
        return archive.read("word/document.xml").decode()


def test_paragraphs_come_back_as_they_were() -> None:
    document = opened(plain(TRICKY), bold("หัวข้อ", heading=2), plain("เล็ก", size=12.0))
    assert [p.text for p in document.paragraphs] == [TRICKY, "หัวข้อ", "เล็ก"]
    assert document.paragraphs[1].style.name == "Heading 2"
    assert document.paragraphs[1].runs[0].bold
    assert document.paragraphs[2].runs[0].font.size.pt == 12.0


def test_a_list_mark_hangs_before_its_text() -> None:
    hanging = opened(plain("อบรม", label="(๑)", indent=25.0, hang=8.0)).paragraphs[0]
    assert hanging.text == "(๑)\tอบรม"
    form = hanging.paragraph_format
    assert form.left_indent.mm == pytest.approx(33.0, abs=0.1)
    assert form.first_line_indent.mm == pytest.approx(-8.0, abs=0.1)


def test_thai_is_a_complex_script_in_its_own_face_and_size() -> None:
    document = opened(Paragraph((Run("ป่า", bold=True, italic=True, size=20.0),), align="justify"))
    defaults = document.styles.element.find(qn("w:docDefaults"))
    fonts, language = (next(defaults.iter(qn(f"w:{name}"))) for name in ("rFonts", "lang"))
    assert fonts.get(qn("w:cs")) == "TH Sarabun New"
    assert language.get(qn("w:bidi")) == "th-TH"
    style = document.paragraphs[0].runs[0]._r.rPr
    values = {child.tag.split("}")[1]: child.get(qn("w:val")) for child in style}
    assert values == {"b": None, "bCs": None, "i": None, "iCs": None, "sz": "40", "szCs": "40",
                      "cs": None}  # fmt: skip
    assert document.paragraphs[0]._p.pPr.find(qn("w:jc")).get(qn("w:val")) == "thaiDistribute"


def test_a_table_keeps_its_merged_cells_and_repeats_its_head() -> None:
    head = (Row(tuple(Cell((bold(text),)) for text in ("ก", "ข", "ค"))),)
    rows = (
        Row((Cell((plain("สูง"),), rowspan=2), Cell((plain("๑"), plain("๒"))), Cell())),
        Row((None, Cell((plain("๓"),), shaded=True), Cell((plain("๔"),)))),
        Row((Cell((plain("กว้าง"),), colspan=3), None, None)),
    )
    table = opened(Table((1.0, 2.0, 1.0), rows, head, size=13.0)).tables[0]
    found = [[cell.text for cell in row.cells] for row in table.rows]
    assert found == [
        ["ก", "ข", "ค"], ["สูง", "๑\n๒", ""], ["สูง", "๓", "๔"], ["กว้าง", "กว้าง", "กว้าง"],
    ]  # fmt: skip
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1]._tr.trPr is None
    assert [round(column.width.mm) for column in table.columns] == [40, 80, 40]
    assert table.rows[1].cells[1].paragraphs[0].runs[0].font.size.pt == 13.0


def test_a_bar_is_a_shaded_paragraph_that_ends_at_its_share() -> None:
    table = opened(Table((1.0, 3.0), (Row((Cell(bar=0.25), Cell())),))).tables[0]
    bar, blank = (cell.paragraphs[0] for cell in table.rows[0].cells)
    assert bar._p.pPr.find(qn("w:shd")) is not None
    assert round(bar.paragraph_format.right_indent.mm) == 30
    assert blank._p.pPr.find(qn("w:shd")) is None


def test_a_merged_cell_may_be_wide_and_high_at_once() -> None:
    rows = (
        Row((Cell((plain("ใหญ่"),), colspan=2, rowspan=2), None, Cell((plain("๑"),)))),
        Row((None, None, Cell((plain("๒"),)))),
        Row((Cell((plain("๓"),)), Cell((plain("๔"),)), Cell((plain("๕"),)))),
    )
    table = opened(Table((1.0, 1.0, 1.0), rows)).tables[0]
    found = [[cell.text for cell in row.cells] for row in table.rows]
    assert found == [["ใหญ่", "ใหญ่", "๑"], ["ใหญ่", "ใหญ่", "๒"], ["๓", "๔", "๕"]]


def test_a_memo_head_is_labels_and_values_on_dots() -> None:
    line = opened(FieldLine((Field("ที่", "กญ ๑"), Field("วันที่", "๑ ตุลาคม ๒๕๖๗")))).paragraphs[0]
    assert line.text == "ที่  กญ ๑\tวันที่  ๑ ตุลาคม ๒๕๖๗\t"
    assert [run.bold for run in line.runs] == [True, None, True, None]
    assert [tab.position.mm for tab in line.paragraph_format.tab_stops] == pytest.approx(
        [80.0, 160.0], abs=0.1
    )


def test_each_section_has_its_own_paper_and_page_numbers() -> None:
    memo = PageSetup(top=25.0, top_of_first=15.0, number="top")
    sections = (Section((plain("หนึ่ง"),), memo), Section((plain("สอง"),), LANDSCAPE))
    document = docx.Document(io.BytesIO(docx_bytes(Report("ชื่อ", sections))))
    first, second = document.sections
    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    assert (round(second.page_width.mm), round(second.page_height.mm)) == (297, 210)
    assert round(first.top_margin.mm) == 15
    assert first.different_first_page_header_footer
    assert "PAGE" in first.header._element.xml
    assert "PAGE" not in first.first_page_header._element.xml
    assert "PAGE" not in second.header._element.xml
    assert 'w:fmt="thaiNumbers"' in first._sectPr.xml


def test_kept_together_and_broken_pages_are_said_to_word() -> None:
    blocks = (Together((plain("๑"), plain("๒"))), PageBreak(), Space(5.0), plain("๓"))
    document = opened(*blocks)
    keeps = [p.paragraph_format.keep_with_next for p in document.paragraphs]
    assert keeps[:2] == [True, None]
    assert 'w:type="page"' in document.element.body.xml


def test_a_picture_keeps_its_height() -> None:
    shape = opened(Picture(PIXEL, 15.0)).inline_shapes[0]
    assert shape.height.mm == pytest.approx(15.0, abs=0.1)


@pytest.mark.parametrize("text", ["<w:p>&amp;", "{ PAGE }", "=1+1", "]]>", "INCLUDEPICTURE x"])
def test_data_is_never_markup_or_a_field(text: str) -> None:
    xml = xml_of(plain(text))
    assert opened(plain(text)).paragraphs[0].text == text
    assert "instrText" not in xml
    assert xml.count("<w:p>") == 1


@given(st.text(max_size=60))
@settings(max_examples=50)
def test_any_text_makes_a_file_that_opens(text: str) -> None:
    shown = opened(plain(text)).paragraphs[0].text
    unwritable = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
    assert shown == unwritable.sub("", text)


def test_the_same_report_gives_the_same_bytes_and_names_its_office() -> None:
    report = Report("ชื่อ", (Section((plain(TRICKY),)),), "อบต.ป่าน้ำ")
    assert docx_bytes(report) == docx_bytes(report)
    document = opened(plain("ก"))
    assert document.core_properties.title == "ชื่อรายงาน"
    assert document.core_properties.author == "อบต.ป่าน้ำ"
    assert document.core_properties.language == "th-TH"


def test_a_contents_line_asks_for_the_page_of_its_bookmark() -> None:
    xml = xml_of(Contents((Entry("หัวข้อ", "a"),)), plain("ที่นี่", anchor="a"))
    (name,) = re.findall(r'bookmarkStart [^>]*w:name="([^"]+)"', xml)
    assert f">PAGEREF {name} \\* ThaiArabic<" in xml
    assert 'w:leader="dot"' in xml


def test_text_stands_beside_a_memos_garuda_and_blank_ones_leave_nothing() -> None:
    xml = xml_of(Picture(PIXEL, 15.0, beside=True), plain("บันทึกข้อความ"))
    assert "<wp:anchor" in xml
    assert "<wp:inline" not in xml
    assert 'cy="540000"' in xml
    assert "<w:drawing" not in xml_of(Picture(b"", 15.0, beside=True), plain("ก"))
