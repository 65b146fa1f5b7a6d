from __future__ import annotations

import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from tests.files.making import excel_bytes, with_part, word_bytes, word_file

from itadesk.core.errors import UserError
from itadesk.files import docx_in
from itadesk.files.docx_in import read_docx
from itadesk.files.source import Line, Source, Table

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def cells(source: Source) -> list[tuple[str, ...]]:
    return [row.cells for block in source.blocks if isinstance(block, Table) for row in block.rows]


def lines(source: Source) -> list[str]:
    return [block.text for block in source.blocks if isinstance(block, Line) and not block.aside]


def test_paragraphs_and_tables_come_in_order() -> None:
    document = word_file(("ที่", "ชื่อ"), ("๑", "ญี่ปุ่น\nน้ำ"), title="ก่อน")
    document.add_paragraph("หลัง")
    source = read_docx(word_bytes(document), "x.docx")
    assert [type(block) for block in source.blocks] == [Line, Table, Line]
    assert lines(source) == ["ก่อน", "หลัง"]
    assert cells(source) == [("ที่", "ชื่อ"), ("๑", "ญี่ปุ่น\nน้ำ")]


def test_merged_cells_are_said_once() -> None:
    document = word_file(("ก", "ข", "ค"), ("ง", "จ", "ฉ"), ("ช", "ซ", "ฌ"))
    table = document.tables[0]
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 2).merge(table.cell(2, 2))
    assert cells(read_docx(word_bytes(document), "x.docx")) == [
        ("ก\nข", "", "ค"),
        ("ง", "จ", "ฉ\nฌ"),
        ("ช", "ซ", ""),
    ]


def test_numbers_that_word_makes_are_read() -> None:
    document = word_file(("ที่", "ขั้นตอน"), ("", ""))
    cell = document.tables[0].cell(1, 1)
    for text, style in (("อบรม", "List Number"), ("ประชุม", "List Number"), ("ป้าย", "List Bullet")):
        cell.add_paragraph(text, style=style)
    assert cells(read_docx(word_bytes(document), "x.docx"))[1] == ("", "1. อบรม\n2. ประชุม\n- ป้าย")


def test_thai_list_numbers_are_read_in_thai() -> None:
    document = word_file(("ก", "ข"))
    document.add_paragraph("น้ำ", style="List Number")
    document.add_paragraph("ป่า", style="List Number")
    for level in document.part.numbering_part.element.iter(qn("w:lvl")):
        level.find(qn("w:numFmt")).set(qn("w:val"), "thaiNumbers")
        level.find(qn("w:lvlText")).set(qn("w:val"), "(%1)")
    assert lines(read_docx(word_bytes(document), "x.docx"))[1:] == ["(๑) น้ำ", "(๒) ป่า"]


@pytest.mark.parametrize(
    ("xml", "box"),
    [
        ('<w:r {w}><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r {w}><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', "☐"),
        ('<w:r {w}><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "☑"),
        (
            (
                '<w:sdt {w} {w14}><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'
                "</w:sdtPr><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>"
            ),
            "☑",
        ),
        (
            (
                '<w:sdt {w} {w14}><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>'
                "</w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>"
            ),
            "☐",
        ),
        (
            (
                '<w:r {w}><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>'
                '<w:default w:val="1"/>'
                "</w:checkBox></w:ffData></w:fldChar></w:r>"
            ),
            "☑",
        ),
    ],
)
def test_ticks_are_read_however_word_keeps_them(xml: str, box: str) -> None:
    document = word_file(("ก", "ข"))
    paragraph = document.tables[0].cell(0, 1).paragraphs[0]
    paragraph._p.insert(0, parse_xml(xml.format(w=nsdecls("w"), w14=W14)))
    paragraph.runs[-1].text = " ดำเนินการ"
    assert cells(read_docx(word_bytes(document), "x.docx"))[0][1] == f"{box} ดำเนินการ"


def test_rows_in_content_controls_are_read_and_deleted_text_is_not() -> None:
    document = word_file(("ก", "ข"), ("ค", "ง"))
    table = document.tables[0]
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    control.append(content)
    content.append(table.rows[1]._tr)
    table._tbl.append(control)
    deleted = "<w:del {w}><w:r><w:delText>ลบ</w:delText></w:r></w:del>".format(w=nsdecls("w"))
    document.paragraphs[0]._p.append(parse_xml(deleted))
    source = read_docx(word_bytes(document), "x.docx")
    assert cells(source) == [("ก", "ข"), ("ค", "ง")]
    assert "ลบ" not in lines(source)[0]


def test_the_edge_of_pages_is_read_apart() -> None:
    document = word_file(("ก", "ข"))
    document.sections[0].header.paragraphs[0].text = "หัวกระดาษ"
    source = read_docx(word_bytes(document), "x.docx")
    asides = [block.text for block in source.blocks if isinstance(block, Line) and block.aside]
    assert asides == ["หัวกระดาษ"]


def test_a_table_in_a_cell_is_text_of_the_cell() -> None:
    document = word_file(("ก", "ข"))
    inner = document.tables[0].cell(0, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "น้ำ", "ป่า"
    assert cells(read_docx(word_bytes(document), "x.docx")) == [("ก", "ข\nน้ำ ป่า")]


GOOD = word_bytes(word_file(("ที่", "น้ำ")))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        GOOD[: len(GOOD) // 2],
        excel_bytes(("ก", "ข")),
        with_part(GOOD, "word/document.xml", b"<broken"),
        with_part(GOOD, "word/document.xml", b""),
        with_part(GOOD, "[Content_Types].xml", b"<Types/>"),
        with_part(GOOD, "word/_rels/document.xml.rels", b"<x/>"),
    ],
)
def test_what_is_no_word_document_is_refused(data: bytes) -> None:
    with pytest.raises(UserError) as caught:
        read_docx(data, "ป่า.docx")
    assert caught.value.key == "import-not-readable"
    assert caught.value.facts == {"name": "ป่า.docx"}


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_in, "MAX_ROWS", 2)
    with pytest.raises(UserError) as caught:
        read_docx(word_bytes(word_file(*[("ก", "ข")] * 3)), "x.docx")
    assert caught.value.key == "import-too-large"
