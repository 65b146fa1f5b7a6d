"""The search field and the list of what it found, under it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QPainter
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from itadesk.app.language import _
from itadesk.core.model import State
from itadesk.ui import icons, theme
from itadesk.ui.search.hits import Hit, Place, find
from itadesk.ui.wording import number

HIT_ROLE = Qt.ItemDataRole.UserRole
_PAUSE = 150  # milliseconds without a key
_LEAST_WIDTH, _ROWS = 520, 7
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


def place_word(place: Place) -> str:
    """The tab on which a found row stands."""
    words = {"oit": _("OIT"), "scores": _("Scores"), "measures": _("Measures"), "memo": _("Memos")}
    return words[place]


class HitsModel(QAbstractListModel):
    """What was found; one line that says so where nothing was."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()
        self._is_asked = False

    def set_hits(self, hits: tuple[Hit, ...], *, asked: bool) -> None:
        self.beginResetModel()
        self._hits = hits
        self._is_asked = asked
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if parent.isValid():
            return 0
        return len(self._hits) or int(self._is_asked)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if self._hits else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not self._hits:
            return _("Nothing found") if role == Qt.ItemDataRole.DisplayRole else None
        hit = self._hits[index.row()]
        if role == HIT_ROLE:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{hit.title} · {place_word(hit.place)} {number(hit.year)}"
        return None


class SearchField(QLineEdit):
    """Finds while it is typed in; ↓ and Enter choose.

    Signals: `chosen` with the `Hit`.
    """

    chosen = Signal(Hit)

    def __init__(self, state: Callable[[], State | None]) -> None:
        super().__init__()
        self._state = state
        self.model = HitsModel(self)
        self.setPlaceholderText(_("Search all years"))
        self.setAccessibleName(_("Search"))
        self.setClearButtonEnabled(True)
        glass = QAction(icons.icon("magnifying-glass", theme.MUTED), "", self)
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self._completer = QCompleter(self.model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_ROWS)
        self.popup = QListView()
        self._completer.setPopup(self.popup)
        self.popup.setItemDelegate(_HitDelegate(self.popup))
        self.popup.setMinimumWidth(_LEAST_WIDTH)
        self._completer.setWidget(self)
        self._completer.activated[QModelIndex].connect(self._on_chosen)  # type: ignore[index]
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.search)
        self.textEdited.connect(self._timer.start)
        self.returnPressed.connect(self.search)

    def search(self) -> None:
        """Look for what is typed now."""
        self._timer.stop()
        state = self._state()
        asked = bool(self.text().strip()) and state is not None
        hits = find(state, self.text()) if state is not None else ()
        self.model.set_hits(hits, asked=asked)
        if asked:
            self._completer.complete(self._under())
        else:
            self.popup.hide()

    def _under(self) -> QRect:
        width = max(self.width(), _LEAST_WIDTH)
        return QRect(self.width() - width, 0, width, self.height())

    def _on_chosen(self, index: QModelIndex) -> None:
        hit = index.data(HIT_ROLE)
        if isinstance(hit, Hit):
            self.chosen.emit(hit)


class _HitDelegate(QStyledItemDelegate):
    """Two lines: what was found, and where."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = 2 if index.data(HIT_ROLE) else 1
        return QSize(0, lines * option.fontMetrics.height() + theme.S)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit = index.data(HIT_ROLE)
        if not isinstance(hit, Hit):
            super().paint(painter, option, index)
            return
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.ACCENT_SOFT))
        line = option.fontMetrics.height()
        box = option.rect.adjusted(theme.S, theme.XS, -theme.S, 0)
        where = f"{place_word(hit.place)} {number(hit.year)}"
        below = f"{where} · {hit.snippet}" if hit.snippet else where
        painter.setFont(option.font)
        for row, text, colour in ((0, hit.title, theme.TEXT), (1, below, theme.MUTED)):
            painter.setPen(QColor(colour))
            elided = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            place = QRect(box.left(), box.top() + row * line, box.width(), line)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, elided)
        painter.restore()
