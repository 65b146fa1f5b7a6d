"""Cells to and from the clipboard, as Word and Excel give and take them."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextDocument, QTextTable, QTextTableCell

from itadesk.ui import wrapping

Block = tuple[tuple[str, ...], ...]
_CELL_STYLE = "mso-number-format:'\\@';white-space:pre-wrap"


def mime_of(block: Sequence[Sequence[str]]) -> QMimeData:
    """Cells as tab-separated text (quoted as Excel does) and as a table for Word."""
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(block)
    rows = "".join(
        "<tr>" + "".join(f'<td style="{_CELL_STYLE}">{_marked_up(cell)}</td>' for cell in row)
        + "</tr>"
        for row in block
    )  # fmt: skip
    mime = QMimeData()
    mime.setText(wrapping.plain(text.getvalue()))
    mime.setHtml(wrapping.plain(f'<meta charset="utf-8"><table border="1">{rows}</table>'))
    return mime


def block_in(mime: QMimeData) -> Block:
    """The cells on the clipboard: a table of Word's or Excel's, or lines parted by tabs."""
    if mime.hasHtml() and (block := _table_in(mime.html())):
        return block
    text = wrapping.plain(mime.text()).replace("\r\n", "\n").removesuffix("\n")
    if "\t" not in text and '"' not in text:
        return ((text,),) if text else ()
    lines = csv.reader(io.StringIO(text), delimiter="\t")
    return tuple(tuple(cell.strip() for cell in line) for line in lines)


def is_one_text(block: Block) -> bool:
    """Whether there is only one cell."""
    return len(block) == 1 and len(block[0]) == 1


def _marked_up(text: str) -> str:
    return html.escape(text).replace("\n", '<br style="mso-data-placement:same-cell">')


def _table_in(markup: str) -> Block:
    """The first table of a page; a cell that reaches over others leaves them blank."""
    document = QTextDocument()
    document.setHtml(markup)
    frames = document.rootFrame().childFrames()
    table = next((frame for frame in frames if isinstance(frame, QTextTable)), None)
    if table is None:
        return ()
    return tuple(
        tuple(_text_of(table.cellAt(row, column), row, column) for column in range(table.columns()))
        for row in range(table.rows())
    )


def _text_of(cell: QTextTableCell, row: int, column: int) -> str:
    if (cell.row(), cell.column()) != (row, column):
        return ""
    cursor = cell.firstCursorPosition()
    cursor.setPosition(cell.lastCursorPosition().position(), cursor.MoveMode.KeepAnchor)
    text = cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n")
    lines = (line.strip() for line in wrapping.plain(text).replace("\u00a0", " ").split("\n"))
    return "\n".join(line for line in lines if line)
