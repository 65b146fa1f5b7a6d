"""A report as a Word file that can be edited on: real headings, lists, tables, page numbers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, assert_never

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from itadesk.core.report import (
    Block,
    Contents,
    Entry,
    FieldLine,
    PageBreak,
    PageSetup,
    Paragraph,
    Picture,
    Report,
    Run,
    Section,
    Space,
    Table,
    Together,
)
from itadesk.core.xml_text import writable
from itadesk.files.fixed_zip import with_fixed_times
from itadesk.files.word_table import table_of
from itadesk.files.word_text import (
    FONT,
    Element,
    add_field,
    add_text,
    bookmark_of,
    element,
    paragraph_of,
    twips,
)

if TYPE_CHECKING:
    from docx.document import Document

_MADE = datetime(2000, 1, 1)
_NUMBER_FROM_TOP = 12.0
_LINE = 7.0
_NUMBER_TO_TEXT = 9.2  # as in the PDF, a line and a quarter from one's top to the other's
_CONTENTS_INDENT = 8.0
_THAI_DIGITS = " \\* ThaiArabic"
_POINTS_IN_MM = 72 / 25.4
_ANCHOR = (
    '<wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0"'
    ' locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    "</wp:anchor>"
)


def docx_bytes(report: Report) -> bytes:
    """The report as .docx; the same report gives the same bytes."""
    document = docx.Document()
    _set_language_and_font(document)
    properties = document.core_properties
    properties.title, properties.author = (
        writable(report.title)[:255],
        writable(report.office)[:255],
    )
    properties.comments, properties.language = "", "th-TH"
    properties.created = properties.modified = _MADE
    for number, section in enumerate(report.sections):
        if number:
            _begin_section(document)
        _set_page(document, section.page, is_first=number == 0)
        width = section.page.width - section.page.left - section.page.right
        for block in section.blocks:
            for made in _elements(document, block, section, width):
                _append(document, made)
    data = io.BytesIO()
    document.save(data)
    return with_fixed_times(data.getvalue())


def _begin_section(document: Document) -> None:
    """A section after this one; the empty paragraph that ends this one takes no room."""
    document.add_section()
    ending = document.element.body[-2]
    ending.find(qn("w:pPr")).insert(0, element("spacing", line="20", lineRule="exact", after="0"))


def _append(document: Document, made: Element) -> None:
    """Put it after everything but the last section's page setup, which ends the body."""
    body = document.element.body
    body.insert(len(body) - 1, made)


def _elements(
    document: Document, block: Block, section: Section, width: float, *, keep: bool = False
) -> Iterator[Element]:
    """The paragraphs and tables that a block is in Word."""
    match block:
        case Paragraph():
            yield paragraph_of(block, section.size, keep=keep)
        case FieldLine():
            yield _field_line(block, width)
        case Table():
            yield table_of(block, width)
            yield _gap(0.1)
        case Contents():
            for entry in block.entries:
                yield _contents_line(entry, section.size, width)
        case Space():
            yield _gap(block.height)
        case PageBreak():
            broken = element("p")
            run = element("r")
            run.append(element("br", type="page"))
            broken.append(run)
            yield broken
        case Picture():
            if block.data:
                yield _picture(document, block)
        case Together():
            last = len(block.blocks) - 1
            for place, inner in enumerate(block.blocks):
                yield from _elements(document, inner, section, width, keep=place < last)
        case _:
            assert_never(block)


def _field_line(line: FieldLine, width: float) -> Element:
    """Labels, and values on a dotted line that runs to the end of each field's share."""
    made = element("p")
    style, tabs = element("pPr"), element("tabs")
    total = sum(field.width for field in line.fields)
    end = 0.0
    for field in line.fields:
        end += width * field.width / total
        tabs.append(element("tab", val="left", pos=twips(end)))
    style.append(tabs)
    style.append(element("spacing", before="0", after="0"))
    made.append(style)
    for field in line.fields:
        add_text(made, field.label, line.label_size, bold=True)
        add_text(made, f"  {field.value}\t", line.value_size, underline="dotted")
    return made


def _contents_line(entry: Entry, size: float, width: float) -> Element:
    """An entry, dots, and a field that Word and LibreOffice fill with the page."""
    made, style, tabs = element("p"), element("pPr"), element("tabs")
    tabs.append(element("tab", val="right", leader="dot", pos=twips(width)))
    style.append(tabs)
    style.append(element("ind", left=twips(_CONTENTS_INDENT * (entry.level - 1))))
    made.append(style)
    add_text(made, f"{entry.text}\t", size)
    add_field(made, f"PAGEREF {bookmark_of(entry.anchor)}{_THAI_DIGITS}", "", size)
    return made


def _gap(height: float) -> Element:
    """An empty paragraph of this height; one after each table keeps tables apart in Word."""
    made, style = element("p"), element("pPr")
    points = max(round(height * _POINTS_IN_MM * 20), 20)
    style.append(element("spacing", before="0", after="0", line=str(points), lineRule="exact"))
    made.append(style)
    return made


def _picture(document: Document, picture: Picture) -> Element:
    paragraph = document.add_paragraph()
    paragraph.add_run().add_picture(io.BytesIO(picture.data), height=Mm(picture.height))
    made = paragraph._p  # noqa: SLF001 - python-docx's own way to its XML
    document.element.body.remove(made)
    if picture.beside:
        _float(made)
    return made


def _float(paragraph: Element) -> None:
    """Let the text that follows stand beside the picture of this paragraph."""
    style = element("pPr")
    style.append(element("spacing", before="0", after="0", line="20", lineRule="exact"))
    paragraph.insert(0, style)
    (inline,) = paragraph.iter(qn("wp:inline"))
    anchor = parse_xml(_ANCHOR)
    extent, *others = list(inline)
    anchor.append(extent)
    anchor.append(OxmlElement("wp:wrapNone"))
    anchor.extend(others)
    inline.getparent().replace(inline, anchor)


def _set_language_and_font(document: Document) -> None:
    """One face, Thai as the language of complex script, no space that nobody asked for."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    fonts = element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    language = element("lang", val="en-US", eastAsia="en-US", bidi="th-TH")
    style = element("rPr")
    style.extend((fonts, element("sz", val="32"), element("szCs", val="32"), language))
    run_defaults = defaults.find(qn("w:rPrDefault"))
    run_defaults.clear()
    run_defaults.append(style)
    spacing = element("spacing", before="0", after="0", line="240", lineRule="auto")
    paragraph_style = element("pPr")
    paragraph_style.append(spacing)
    paragraph_defaults = defaults.find(qn("w:pPrDefault"))
    paragraph_defaults.clear()
    paragraph_defaults.append(paragraph_style)
    for level in range(1, 10):
        heading = document.styles[f"Heading {level}"].element
        for part in ("w:rPr", "w:pPr"):
            found = heading.find(qn(part))
            if found is not None:
                heading.remove(found)
        style, outline = element("pPr"), element("outlineLvl", val=str(level - 1))
        style.extend((element("keepNext"), outline))
        heading.append(style)


def _set_page(document: Document, page: PageSetup, *, is_first: bool) -> None:
    section = document.sections[-1]
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.bottom_margin = Mm(page.bottom)
    section.top_margin = Mm(page.top if page.top_of_first is None else page.top_of_first)
    section.header_distance = section.footer_distance = Mm(_NUMBER_FROM_TOP)
    settings = section._sectPr  # noqa: SLF001
    for name in ("w:type", "w:pgNumType"):
        for old in settings.findall(qn(name)):
            settings.remove(old)
    settings.find(qn("w:pgMar")).addnext(
        element("pgNumType", fmt="thaiNumbers" if page.thai_digits else "decimal")
    )
    section.different_first_page_header_footer = is_first
    header, footer = section.header, section.footer
    header.is_linked_to_previous = footer.is_linked_to_previous = False
    if is_first:
        _clear(section.first_page_header._element)  # noqa: SLF001
    if page.number == "top":
        _number(header._element, page, own_top=page.top_of_first is not None)  # noqa: SLF001
    else:
        _clear(header._element)  # noqa: SLF001
    if page.number == "bottom":
        _number(footer._element, page, own_top=False)  # noqa: SLF001
    else:
        _clear(footer._element)  # noqa: SLF001


def _clear(part: Element) -> None:
    """One paragraph of almost no height."""
    for old in list(part):
        part.remove(old)
    part.append(_gap(0.1))


def _number(part: Element, page: PageSetup, *, own_top: bool) -> None:
    """The page number between hyphens, in the middle; its digits are those of the section.

    LibreOffice would make a letter (ข) of a field that asks for Thai digits itself. Word pushes
    the text down past a tall header: so only the first page has its own top.
    """
    for old in list(part):
        part.remove(old)
    made = paragraph_of(Paragraph((Run("- "),), align="center"), 16.0)
    if own_top:
        above = max(page.top - _NUMBER_TO_TEXT - _NUMBER_FROM_TOP, 0.0)
        spacing = made.find(qn("w:pPr")).find(qn("w:spacing"))
        spacing.set(qn("w:before"), twips(above))
        below = max(page.top - _NUMBER_FROM_TOP - above - _LINE, 0.0)
        spacing.set(qn("w:after"), twips(below))
    add_field(made, "PAGE", "๒" if page.thai_digits else "2", 16.0)
    add_text(made, " -", 16.0)
    part.append(made)
