"""The scores of a year as a Qt table: what was typed, what is computed, where the two disagree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from itadesk.app.language import _
from itadesk.core.scores import ScoreLine
from itadesk.ui import theme
from itadesk.ui.scores.figures import key_name, score_text, suspects_text
from itadesk.ui.wording import digits

KEY, LABEL, TYPED, COMPUTED, POINTS, CHECK = range(6)
LINE_ROLE = Qt.ItemDataRole.UserRole
WEAK = 85.0

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NUMBERS = (TYPED, COMPUTED, POINTS)


class ScoresModel(QAbstractTableModel):
    """One row a score, wholes before parts. What is typed is handed to `on_typed(row, column)`."""

    def __init__(
        self, on_typed: Callable[[ScoreLine, int, str], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._on_typed = on_typed
        self._lines: tuple[ScoreLine, ...] = ()
        self._points: Mapping[str, float] = {}

    @property
    def lines(self) -> tuple[ScoreLine, ...]:
        return self._lines

    def set_lines(self, lines: tuple[ScoreLine, ...], points: Mapping[str, float]) -> None:
        """Show these scores; the view keeps its place if they are the same keys."""
        same = [(x.key, x.label) for x in lines] == [(x.key, x.label) for x in self._lines]
        if not same:
            self.beginResetModel()
        self._lines, self._points = lines, points
        if not same:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, CHECK))

    def row_of(self, key: str) -> int:
        """The row of a score, or -1."""
        return next((n for n, line in enumerate(self._lines) if line.key == key), -1)

    def line_at(self, index: Index) -> ScoreLine | None:
        return self._lines[index.row()] if index.isValid() else None

    def text_of(self, index: Index) -> str:
        """The text that an editor begins with, and that is copied."""
        line = self._lines[index.row()]
        value = self._points.get(line.key) if index.column() == POINTS else line.typed
        if index.column() in (TYPED, POINTS):
            return "" if value is None else f"{value:g}" if value == int(value) else f"{value:.2f}"
        return str(self.data(index) or "")

    # Qt's own names from here on

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return CHECK + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            heads = (
                _("Item"),
                _("Question or indicator"),
                _("Typed"),
                _("Computed"),
                _("Points"),
                _("Check"),
            )
            return heads[section]
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.line_at(index)
        if line is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_points = index.column() == POINTS and line.depth == "item"
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == TYPED or is_points else flags

    def setData(
        self,
        index: Index,
        value: Any,  # noqa: ANN401
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        line = self.line_at(index)
        if line is None or role != Qt.ItemDataRole.EditRole or str(value) == self.text_of(index):
            return False
        self._on_typed(line, index.column(), str(value))
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        line = self.line_at(index)
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, index.column())
        if role == Qt.ItemDataRole.EditRole:
            return self.text_of(index)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(index.column())
        if role == Qt.ItemDataRole.ForegroundRole:
            return _colour(line, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.key} {line.label} {self._text(line, index.column())}".strip()
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == CHECK:
            return suspects_text(line)
        return line if role == LINE_ROLE else None

    def _text(self, line: ScoreLine, column: int) -> str:
        if column == KEY:
            return _code(line)
        if column == LABEL:
            return line.label
        if column == TYPED:
            return score_text(line.typed)
        if column == COMPUTED:
            return score_text(line.computed.value) if line.computed else ""
        if column == POINTS:
            points = self._points.get(line.key)
            return "" if points is None else digits(f"{points:g}")
        return check_text(line)


def check_text(line: ScoreLine) -> str:
    """What is to be said about a score: a slip with both numbers, or a rule without a source."""
    if line.slip is not None:
        text = _("typed {typed}, computed {computed}")
        return text.format(
            typed=score_text(line.slip.typed), computed=score_text(line.slip.computed)
        )
    if line.computed is not None and not line.computed.confirmed:
        return _("rule not confirmed")
    return ""


def _code(line: ScoreLine) -> str:
    """The first cell of a row; a part of a survey is named by its label."""
    if line.depth in ("total", "indicator"):
        return key_name(line.key)
    return "" if line.depth == "part" else line.key


def _side(column: int) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter


def _colour(line: ScoreLine, column: int) -> QColor | None:
    value = line.typed if column == TYPED else line.computed.value if line.computed else None
    if (column == CHECK and line.slip is not None) or (
        column in (TYPED, COMPUTED) and value is not None and value < WEAK
    ):
        return QColor(theme.WARNING)
    return QColor(theme.MUTED) if column in (COMPUTED, CHECK) else None
