"""Marks on the fields and cells in which two people wrote without knowing of each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QToolButton, QWidget

from itadesk.app.language import _
from itadesk.app.row_words import value_words
from itadesk.app.session import Session
from itadesk.core.changelog import FieldKey, heads_of
from itadesk.ui import theme, wrapping
from itadesk.ui.prompts import Prompts
from itadesk.ui.safety.history import when_words
from itadesk.ui.wording import digits

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_SIZE, _CORNER = 20, 11  # pixels: what can be clicked, and the corner that is seen
_MOST_LETTERS = 240


class Mark(QToolButton):
    """A coloured corner at the top right of a field or a cell; `covers` says whose it is."""

    def __init__(self, parent: QWidget, covers: Callable[[QWidget], bool]) -> None:
        super().__init__(parent)
        self.covers = covers
        self.key: FieldKey = ("", "", "")
        self.setFixedSize(_SIZE, _SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # what is being typed is saved first

    def open(self) -> None:
        """Open the choice, as a click does, once what is being typed is saved and put away."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.click()

    def put(self, box: QRect) -> None:
        """Stand in the top right corner of this rectangle of the parent."""
        self.move(box.right() + 1 - _SIZE, box.top())

    def follow(self, field: QWidget) -> None:
        """Stay in the corner of a field of any size."""
        field.installEventFilter(self)
        self.put(field.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.put(watched.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.ACCENT if self.underMouse() else theme.WARNING))
        right = self.width() - 1
        corner = (QPointF(right - _CORNER, 1), QPointF(right, 1), QPointF(right, 1 + _CORNER))
        painter.drawPolygon(QPolygonF(corner))


class Conflicts:
    """Marks what is in conflict; a click on a mark opens the choice between the values."""

    def __init__(self, session: Session, prompts: Prompts) -> None:
        self.session = session
        self._prompts = prompts

    def mark(self, field: QWidget, key: FieldKey) -> None:
        """Mark a field that shows this value of the data, or take its mark away."""
        differs = key in self.session.state.conflicts
        mark = field.findChild(Mark, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if differs and mark is None:
            mark = self.new_mark(
                field, field, lambda focused: focused is field or field.isAncestorOf(focused)
            )
            mark.follow(field)
        if mark is not None:
            mark.setVisible(differs)
        if mark is not None and differs:
            self.show_key(mark, key)

    def new_mark(self, parent: QWidget, field: QWidget, covers: Callable[[QWidget], bool]) -> Mark:
        """A mark that opens the choice, after which `field` has the keyboard."""
        mark = Mark(parent, covers)
        mark.clicked.connect(lambda: self._choose(mark.key, field))
        return mark

    def show_key(self, mark: Mark, key: FieldKey) -> None:
        """Let a mark stand for this field, and say what else was written there."""
        mark.key = key
        text = self._other_values(key)
        mark.setToolTip(wrapping.shown(text))
        mark.setAccessibleName(text)
        mark.raise_()

    def _choose(self, key: FieldKey, field: QWidget) -> None:
        from itadesk.ui.safety.conflicts_dialog import ConflictsDialog

        if key in self.session.state.conflicts:
            self._prompts.show(ConflictsDialog(self.session, field.window(), only=key))
        field.setFocus()

    def _other_values(self, key: FieldKey) -> str:
        """What else was written, by whom and when, and what a click does."""
        heads = heads_of(self.session.history(key[0], key[1])).get(key, ())
        text = _("Another value is “{value}”, {who}")
        lines = [
            text.format(
                value=_shortened(digits(value_words(key[2], head.value))),
                who=when_words(head).replace("\n", " "),
            )
            for head in heads[1:]
            if head.value != heads[0].value
        ]
        return "\n".join([*lines, _("Click or press F8 to choose which stands.")])


class CellMarks(QObject):
    """Marks the cells of a table; `index_of` finds the cell that shows a value of the data.

    The marks follow their cells. Call `refresh` when the data changed.
    """

    def __init__(
        self,
        view: QAbstractItemView,
        conflicts: Conflicts,
        index_of: Callable[[FieldKey], QModelIndex],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._conflicts = conflicts
        self._index_of = index_of
        self._marks: dict[FieldKey, Mark] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._place)
        view.viewport().installEventFilter(self)

    def refresh(self) -> None:
        """Mark the cells that are in conflict now, and no others."""
        state = self._conflicts.session.state
        wanted = {key for key in state.conflicts if self._index_of(key).isValid()}
        for key in [key for key in self._marks if key not in wanted]:
            mark = self._marks.pop(key)
            mark.hide()
            mark.deleteLater()
        for key in wanted:
            if key not in self._marks:
                self._marks[key] = self._conflicts.new_mark(
                    self._view.viewport(), self._view, self._covers(key)
                )
            self._conflicts.show_key(self._marks[key], key)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whatever moves a cell paints the table anew."""
        if self._marks and event.type() == QEvent.Type.Paint:
            self._soon.start(0)
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        for key, mark in self._marks.items():
            box = self._view.visualRect(self._index_of(key))
            mark.put(box)
            mark.setVisible(box.isValid())

    def _covers(self, key: FieldKey) -> Callable[[QWidget], bool]:
        def is_at(focused: QWidget) -> bool:
            within = focused is self._view or self._view.isAncestorOf(focused)
            return within and self._view.currentIndex() == self._index_of(key)

        return is_at


def mark_at_keyboard(area: QWidget) -> Mark | None:
    """The mark of the field or cell that has the keyboard, if it has one."""
    focused = area.window().focusWidget()
    if focused is None:
        return None
    marks = (mark for mark in area.findChildren(Mark) if mark.isVisible())
    return next((mark for mark in marks if mark.covers(focused)), None)


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else f"{text[:_MOST_LETTERS]}…"
