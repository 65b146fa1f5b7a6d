"""Writing in a cell, several lines at that, with the keys of Excel."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QPlainTextEdit,
    QStyleOptionViewItem,
    QWidget,
)

from itadesk.ui import theme
from itadesk.ui.autosave import PAUSE, is_redo
from itadesk.ui.cells.painter import CellPainter, Index
from itadesk.ui.cells.refused import CellText
from itadesk.ui.editor_lines import break_between_words
from itadesk.ui.growing_text import line_height, lines_of

DOWN, NEXT, BEFORE = "down", "next", "before"
_LEAST_LINES = 5  # in sight when writing begins
_EDGES = 2 * (2 + 3 + 1)  # frame, margin and a pixel to spare, above and below
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NEW_LINE = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class CellEditor(CellText, QPlainTextEdit):
    """Plain text over a cell; grows with the text.

    Signals: `finished(where)` when the text is done and the cell down, next or before is wanted;
    `given_up` when it is to be as it was; `paused` after a while without a key.
    """

    finished = Signal(str)
    given_up = Signal()
    paused = Signal()

    def __init__(self, place: Index, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.place = QPersistentModelIndex(place)
        break_between_words(self)
        self.original = ""
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(
            f"QPlainTextEdit {{ border: 2px solid {theme.ACCENT}; border-radius: 0; padding: 0; }}"
        )
        self.document().setDocumentMargin(3)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.paused)
        self.textChanged.connect(self._timer.start)
        self.textChanged.connect(self.fit)
        self._least = 0

    def written(self) -> str:
        return self.toPlainText()

    def show_text(self, text: str, *, chosen: bool) -> None:
        """Fill in a text; `chosen` marks it so that the next letter takes its place."""
        self.original = text
        self.setPlainText(text)
        self._timer.stop()
        if chosen:
            self.selectAll()
        else:
            self.moveCursor(QTextCursor.MoveOperation.End)

    def least_room(self) -> int:
        """How high the editor must be able to become."""
        return _LEAST_LINES * line_height(self) + _EDGES

    def set_least_height(self, height: int) -> None:
        self._least = height
        self.fit()

    def fit(self) -> None:
        """As high as the text, within what is in sight below the cell."""
        wanted = lines_of(self) * line_height(self) + _EDGES
        parent = self.parentWidget()
        room = parent.height() - self.y() if parent else wanted
        bars = Qt.ScrollBarPolicy
        fits = wanted <= max(room, self._least)
        self.setVerticalScrollBarPolicy(bars.ScrollBarAlwaysOff if fits else bars.ScrollBarAsNeeded)
        self.resize(self.width(), min(max(wanted, self._least), max(room, self._least)))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and is_redo(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        if key in _ENTER and held & _NEW_LINE:
            self.insertPlainText("\n")
            self.ensureCursorVisible()
        elif key in _ENTER and not held & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit(DOWN)
        elif key == Qt.Key.Key_Tab:
            self.finished.emit(NEXT)
        elif key == Qt.Key.Key_Backtab:
            self.finished.emit(BEFORE)
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif is_redo(event):
            self.redo()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: object) -> None:
        text = source.text()  # type: ignore[attr-defined]
        self.insertPlainText(text.replace("\r\n", "\n").replace("\t", " ").strip("\n"))


class CellDelegate(CellPainter):
    """Draws the cells and opens editors over them.

    Signals: `moved(where)` when an editor was left for another cell.
    """

    moved = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.overwrites = False

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = CellEditor(index, parent)
        editor.setFont(option.font)
        editor.show_text(str(index.data(Qt.ItemDataRole.EditRole)), chosen=self.overwrites)
        editor.finished.connect(lambda where: self._finish(editor, where))
        editor.given_up.connect(lambda: self._give_up(editor))
        editor.paused.connect(lambda: self.commitData.emit(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Nothing: a text from the data never takes the place of one that is being typed."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.save_soon_told(self.put)

    def put(self, place: Index, text: str) -> None:
        """Save the text of a cell.

        Raises:
            UserError: it could not be saved.
        """
        place.model().setData(place, text)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect)
        if isinstance(editor, CellEditor):
            editor.set_least_height(option.rect.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving saves, as always; the keys are the editor's own."""
        if event.type() == QEvent.Type.KeyPress:
            return False
        return super().eventFilter(watched, event)

    def _finish(self, editor: CellEditor, where: str) -> None:
        self.commitData.emit(editor)
        if not editor.is_refused:
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.moved.emit(where)

    def _give_up(self, editor: CellEditor) -> None:
        editor.setPlainText(editor.original)
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
