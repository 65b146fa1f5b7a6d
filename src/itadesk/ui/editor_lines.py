"""Lines of editors that end between Thai words where Qt cannot find them by itself.

Labels and cells get invisible marks instead (`wrapping`); an editor's text must stay as typed.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QPlainTextDocumentLayout, QPlainTextEdit

from itadesk.ui import wrapping

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock, QTextLayout

_TO_SPARE = 0.5  # pixels, less than any letter is wide
_ANYWHERE = QTextOption.WrapMode.WrapAnywhere


def break_between_words(editor: QPlainTextEdit) -> None:
    """Makes the editor end its lines between words, and keeps them so as its text changes."""
    if not wrapping.breaks_thai():
        document = editor.document()
        document.setDocumentLayout(WordLines(document))


class WordLines(QPlainTextDocumentLayout):
    """Qt's layout, each block of which is laid anew as soon as its size is asked for.

    A block that has been laid anew is known by its wrap mode: Qt's own is the document's.
    """

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        found = super().blockBoundingRect(block)
        layout = block.layout() if block.isValid() else None
        if layout is None or layout.lineCount() < 2 or layout.textOption().wrapMode() == _ANYWHERE:
            return found
        _lay(layout, block.text())
        block.setLineCount(layout.lineCount())
        return super().blockBoundingRect(block)


def _lay(layout: QTextLayout, text: str) -> None:
    """Fills the lines as far as words go; a word wider than a line is broken anywhere."""
    first = layout.lineAt(0)
    width, left, top = first.width(), first.x(), 0.0
    option = layout.textOption()
    option.setWrapMode(_ANYWHERE)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLeadingIncluded(True)
        line.setLineWidth(width)
        end = _whole_words(text, line.textStart(), line.textStart() + line.textLength())
        if end < line.textStart() + line.textLength():
            edge = line.cursorToX(end)[0]  # type: ignore[index]  # a pair, which its stub hides
            line.setLineWidth(edge - line.x() + _TO_SPARE)
        line.setPosition(QPointF(left, top))
        top += line.height()
    layout.endLayout()


def _whole_words(text: str, start: int, room: int) -> int:
    """Where the line from `start` ends whose letters fit up to `room`."""
    visible, ends = _word_ends(text)
    fitting = bisect_right(visible, room) - 1
    return ends[fitting] if fitting >= 0 and ends[fitting] > start else room


@lru_cache(maxsize=256)
def _word_ends(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where words end, without and with the spaces after them, which hang over a line's edge.

    Counted in UTF-16 units, as Qt counts.
    """
    from itadesk.thai.words import breaks  # its word list is read only where needed

    parts = [text[start:end] for start, end in pairwise((0, *breaks(text)))]
    ends = tuple(accumulate(_units(part) for part in parts))
    spaces = (len(part) - len(part.rstrip()) for part in parts)
    return tuple(end - hanging for end, hanging in zip(ends, spaces, strict=True)), ends


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
