"""A report as lines that a person can compare: one a paragraph, styles in brackets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from itadesk.core.report import (
    Block,
    Cell,
    Contents,
    FieldLine,
    Paragraph,
    Report,
    Row,
    Space,
    Table,
    Together,
)


def as_lines(report: Report) -> Iterator[str]:
    """The whole report; what is at its default is not said."""
    yield f"{report.title} | {report.office}"
    for section in report.sections:
        page = section.page
        margins = (page.top_of_first, page.top, page.right, page.bottom, page.left)
        cue = "cue" if page.cue else ""
        size = f"{page.width:g}x{page.height:g}"
        yield f"SECTION {size} {margins} {section.size:g}pt {page.number} {cue}".rstrip()
        for block in section.blocks:
            yield from _block(block, "")


def _block(block: Block, indent: str) -> Iterator[str]:
    match block:
        case Paragraph():
            yield indent + _paragraph(block)
        case FieldLine():
            yield indent + " ".join(f"{field.label}: {field.value};" for field in block.fields)
        case Space():
            yield f"{indent}SPACE {block.height:g}"
        case Together():
            yield f"{indent}TOGETHER"
            for inner in block.blocks:
                yield from _block(inner, f"{indent}  ")
        case Table():
            yield f"{indent}TABLE {block.widths} {block.size:g}pt {block.carried}"
            for row in block.head:
                yield from _row(row, f"{indent}  HEAD")
            for row in block.rows:
                yield from _row(row, f"{indent}  ROW")
        case _:
            yield indent + repr(block)


def _row(row: Row, name: str) -> Iterator[str]:
    yield name + (" sticky" if row.sticky else "")
    for cell in row.cells:
        yield from _cell(cell, " " * len(name))


def _cell(cell: Cell | None, indent: str) -> Iterator[str]:
    if cell is None:
        yield f"{indent}^"
        return
    spans = f" {cell.colspan}x{cell.rowspan}" if (cell.colspan, cell.rowspan) != (1, 1) else ""
    bar = f" bar {cell.bar:.3f}" if cell.bar else ""
    yield f"{indent}CELL{spans}{' shaded' if cell.shaded else ''}{bar}"
    for paragraph in cell.paragraphs:
        yield f"{indent}  {_paragraph(paragraph)}"


def _paragraph(paragraph: Paragraph) -> str:
    marks = [
        paragraph.align if paragraph.align != "left" else "",
        "bold" if paragraph.runs and all(run.bold for run in paragraph.runs) else "",
        f"{paragraph.size:g}pt" if paragraph.size else "",
        f"pitch {paragraph.pitch:g}" if paragraph.pitch else "",
        f"h{paragraph.heading}" if paragraph.heading else "",
        f">{paragraph.indent:g}" if paragraph.indent else "",
        f">>{paragraph.first_indent:g}" if paragraph.first_indent else "",
        f"+{paragraph.space_before:g}" if paragraph.space_before else "",
        "keep" if paragraph.keep_with_next else "",
        f"«{paragraph.label}» {paragraph.hang:g}" if paragraph.label else "",
    ]
    style = " ".join(mark for mark in marks if mark)
    text = "".join(run.text for run in paragraph.runs)
    return f"[{style}] {text}" if style else text


def texts(blocks: Iterable[Block]) -> Iterator[str]:
    """The text of every paragraph, label, value and entry, in order."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block.text
            case FieldLine():
                yield from (text for field in block.fields for text in (field.label, field.value))
            case Table():
                cells = [cell for row in (*block.head, *block.rows) for cell in row.cells if cell]
                yield from (paragraph.text for cell in cells for paragraph in cell.paragraphs)
            case Contents():
                yield from (entry.text for entry in block.entries)
            case Together():
                yield from texts(block.blocks)
