"""Quiet charts: the ten indicators against 85 and 100, and the years side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from itadesk.app.language import _
from itadesk.ui import fonts, theme, wrapping
from itadesk.ui.scores.figures import score_text
from itadesk.ui.wording import digits

PASS, FULL = 85.0, 100.0
_BAR = 10
_MARK = 40  # room for the number under a line
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_TOP = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | int(
    Qt.TextFlag.TextWordWrap
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One indicator; `value` None where there is no score."""

    name: str
    value: float | None


@dataclass(frozen=True, slots=True)
class YearColumn:
    """One year's total, and what its level is called: by the names in use, then by others."""

    year: int
    total: float | None
    levels: Sequence[str]
    is_shown: bool


class _Chart(QWidget):
    """A drawing of a fixed height that follows the text size and is read out as a text."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def height_needed(self) -> int:
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        return QSize(320, self.height_needed())

    def minimumSizeHint(self) -> QSize:
        return QSize(220, self.height_needed())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def line(self) -> int:
        return self.fontMetrics().height()


class IndicatorChart(_Chart):
    """A bar for each indicator, with lines at 85 and 100; below 85 in the colour of warnings."""

    def __init__(self) -> None:
        super().__init__(_("Indicators against 85 and 100"))
        self._bars: Sequence[Bar] = ()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = bars
        self.setAccessibleDescription(
            "; ".join(f"{bar.name} {score_text(bar.value)}" for bar in bars)
        )
        self.updateGeometry()
        self.update()

    def height_needed(self) -> int:
        return self.line() * (len(self._bars) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self.fontMetrics()
        value_width = metrics.horizontalAdvance(score_text(FULL)) + theme.S
        names = max((metrics.horizontalAdvance(bar.name) for bar in self._bars), default=0)
        room = self.width() - value_width - theme.M
        left = min(names + theme.M, room * 7 // 10)
        field = QRectF(left, 0, room - left, self.line() * len(self._bars))
        self._draw_marks(painter, field)
        for place, bar in enumerate(self._bars):
            top = place * self.line()
            name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, left - theme.S)
            painter.setPen(QColor(theme.TEXT))
            painter.drawText(QRect(0, top, left, self.line()), _LEFT, name)
            self._draw_bar(painter, field, top, bar)
            if bar.value is not None:
                weak = bar.value < PASS
                painter.setPen(QColor(theme.WARNING if weak else theme.TEXT))
                text = QRect(self.width() - value_width, top, value_width, self.line())
                painter.drawText(text, _RIGHT, score_text(bar.value))

    def _draw_bar(self, painter: QPainter, field: QRectF, top: int, bar: Bar) -> None:
        drop = round(self.line() * 0.06)  # the middle of letters lies below that of their line
        middle = top + self.line() / 2 + drop
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.LINE))
        painter.drawRect(QRectF(field.left(), middle - 1, field.width(), 2))
        if bar.value:
            painter.setBrush(QColor(theme.WARNING if bar.value < PASS else theme.ACCENT))
            width = field.width() * bar.value / FULL
            painter.drawRoundedRect(QRectF(field.left(), middle - _BAR / 2, width, _BAR), 2, 2)

    def _draw_marks(self, painter: QPainter, field: QRectF) -> None:
        for value, side in ((PASS, _RIGHT), (FULL, _LEFT)):
            across = field.left() + field.width() * value / FULL
            painter.setPen(QPen(QColor(theme.FIELD_LINE), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(across, 0), QPointF(across, field.bottom()))
            painter.setPen(QColor(theme.MUTED))
            begin = across - _MARK if side == _RIGHT else across - 4
            label = QRectF(begin, field.bottom(), _MARK + 4, self.line())
            painter.drawText(label, side, digits(f"{value:g}"))


class YearsChart(_Chart):
    """The totals of the years side by side, each with its level by both systems of names."""

    def __init__(self) -> None:
        super().__init__(_("Totals by year"))
        self._years: Sequence[YearColumn] = ()

    def show_years(self, years: Sequence[YearColumn]) -> None:
        self._years = years
        self.setAccessibleDescription(
            "; ".join(" ".join((str(y.year), score_text(y.total), *y.levels)) for y in years)
        )
        self.update()

    def height_needed(self) -> int:
        return self.line() * 5 + 72

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.line()
        foot = self.height() - 4 * line
        room = foot - line
        painter.fillRect(QRectF(0, foot, self.width(), 1), QColor(theme.FIELD_LINE))
        across = QPen(QColor(theme.FIELD_LINE), 1, Qt.PenStyle.DashLine)
        painter.setPen(across)
        pass_line = foot - room * PASS / FULL
        painter.drawLine(QPointF(0, pass_line), QPointF(self.width(), pass_line))
        step = self.width() / max(len(self._years), 1)
        for place, year in enumerate(self._years):
            self._draw_year(painter, QRectF(place * step, 0, step, self.height()), foot, year)

    def _draw_year(self, painter: QPainter, field: QRectF, foot: int, year: YearColumn) -> None:
        line = self.line()
        if year.total is not None:
            height = (foot - line) * year.total / FULL
            width = min(field.width() * 0.4, 36)
            weak = year.total < PASS
            painter.setPen(Qt.PenStyle.NoPen)
            colour = theme.WARNING if weak else theme.ACCENT
            painter.setBrush(QColor(colour))
            bar = QRectF(field.center().x() - width / 2, foot - height, width, height)
            painter.drawRect(bar)
            painter.setPen(QColor(theme.TEXT))
            above = QRectF(field.left(), bar.top() - line, field.width(), line)
            painter.drawText(above, _MIDDLE, score_text(year.total))
        font = fonts.heading(self.font()) if year.is_shown else self.font()
        painter.setFont(font)
        painter.setPen(QColor(theme.TEXT))
        below = QRectF(field.left(), foot, field.width(), line)
        painter.drawText(below, _MIDDLE, digits(str(year.year)))
        painter.setFont(self.font())
        room = QRectF(field.left() + 1, foot + line, field.width() - 2, 3 * line)
        painter.drawText(room, _TOP, wrapping.shown("\n".join(year.levels)))
