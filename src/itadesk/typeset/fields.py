"""The lines of a memo's head: bold labels, and values typed on dots."""

from __future__ import annotations

from typing import NamedTuple

from itadesk.core.report import Field, FieldLine
from itadesk.typeset.fonts import Fonts
from itadesk.typeset.lines import StyledText, broken, hard_lines, segments
from itadesk.typeset.pages import Pages
from itadesk.typeset.paragraphs import MM, Line, Mark, line_box

_BETWEEN_FIELDS = 2 * MM
_DOTS_BELOW_BASELINE = 1.6


class _FieldPlace(NamedTuple):
    """One field's lines, and from where to where its dots run."""

    lines: list[Line]
    left: float
    right: float


class LaidFields:
    """Fields side by side on common baselines; a long value goes on below its beginning."""

    keep_with_next = False

    def __init__(
        self, block: FieldLine, fonts: Fonts, own_words: frozenset[str], width: float
    ) -> None:
        self._label = fonts.style(block.label_size, bold=True)
        self._value = fonts.style(block.value_size)
        self._own_words = own_words
        self._box = line_box({self._label, self._value})
        self._fields: list[_FieldPlace] = []
        whole = sum(field.width for field in block.fields)
        left = 0.0
        for field in block.fields:
            right = left + width * field.width / whole
            gap = _BETWEEN_FIELDS if field is not block.fields[-1] else 0.0
            self._fields.append(self._field(field, left, right - gap))
            left = right
        self._count = max((len(field.lines) for field in self._fields), default=0)
        self.height = self.least = self._count * self._box[1]

    def _field(self, field: Field, left: float, right: float) -> _FieldPlace:
        label = self._label.segment(f"{field.label} ")
        start = left + label.advance
        rows = [
            row
            for text in hard_lines([StyledText(field.value, self._value)])
            for row in broken(segments(text, self._own_words), right - start, right - start)
        ]
        above, height = self._box
        lines = [
            Line(start, above, height, 0.0, row, Mark(left, label) if index == 0 else None)
            for index, row in enumerate(rows)
        ]
        return _FieldPlace(lines, start, right)

    def place(self, pages: Pages) -> None:
        if self.height > pages.room and not pages.at_top:
            pages.next_page()
        above, height = self._box
        for index in range(self._count):
            for field in self._fields:
                if index < len(field.lines):
                    pages.carried(field.lines[index])
                    pages.sheet.line(pages.left, pages.y, field.lines[index])
                    y = pages.y + above + _DOTS_BELOW_BASELINE
                    pages.sheet.dots(pages.left + field.left, pages.left + field.right, y)
            pages.y += height
