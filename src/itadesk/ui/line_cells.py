"""Cells of one line: a text that could not be saved stays in its editor, to be saved again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from itadesk.core.errors import UserError

Index = QModelIndex | QPersistentModelIndex
Save: TypeAlias = Callable[[Index, str], object]
_HINT = QAbstractItemDelegate.EndEditHint


class LineEditor(QLineEdit):
    """A line over the cell at `place`. `is_refused`: its text could not be saved."""

    def __init__(self, place: Index, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = QPersistentModelIndex(place)
        self.is_refused = False
        self.setFrame(False)


class LineDelegate(QStyledItemDelegate):
    """Hands each finished text to `save`; what that raises is raised from the event loop."""

    def __init__(self, view: QAbstractItemView, save: Save) -> None:
        super().__init__(view)
        self._save = save

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> LineEditor:
        return LineEditor(index, parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Not over a text that is being typed."""
        if isinstance(editor, LineEditor) and not editor.isModified():
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, LineEditor):
            try:
                self.save(editor)
            except UserError as error:
                QTimer.singleShot(0, partial(_raise, error))

    def save(self, editor: LineEditor) -> None:
        """Save the text of an editor.

        Raises:
            UserError: it could not be saved; the editor stays.
        """
        text = editor.text()
        editor.is_refused = text != str(editor.place.data(Qt.ItemDataRole.EditRole) or "")
        if editor.is_refused:
            self._save(editor.place, text)
            editor.is_refused = False


class KeepsRefused:
    """Before a table of Qt's among the bases of a view that has a `LineDelegate`."""

    def flush(self) -> None:
        """Save what is being typed.

        Raises:
            UserError: it could not be saved; the editor stays.
        """
        delegate = self._view().itemDelegate()
        for editor in self._editors():
            if isinstance(delegate, LineDelegate):
                delegate.save(editor)

    def finish(self) -> None:
        """Save what is being typed, and end the typing, before rows change places.

        Raises:
            UserError: as `flush`.
        """
        self.flush()
        for editor in self._editors():
            self.closeEditor(editor, _HINT.NoHint)

    def closeEditor(self, editor: QWidget, hint: _HINT) -> None:
        """Escape closes; else a text that could not be saved stays, and is gone back to."""
        is_given_up = hint == _HINT.RevertModelCache
        if isinstance(editor, LineEditor) and editor.is_refused and not is_given_up:
            QTimer.singleShot(0, editor, partial(self._return_to, editor))
        else:
            super().closeEditor(editor, hint)  # type: ignore[misc]

    def _return_to(self, editor: LineEditor) -> None:
        model = self._view().model()
        self._view().setCurrentIndex(model.index(editor.place.row(), editor.place.column()))
        editor.setFocus()

    def _editors(self) -> list[LineEditor]:
        found = self._view().viewport().findChildren(LineEditor)
        return [each for each in found if each.place.isValid() and not each.isHidden()]

    def _view(self) -> QAbstractItemView:
        assert isinstance(self, QAbstractItemView)  # noqa: S101  for the type checker
        return self


def _raise(error: UserError) -> None:
    raise error
