"""A cell's text that could not be saved stays in its editor, to be saved again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from itadesk.core.errors import UserError
from itadesk.ui.cells.painter import Index

_HINT = QAbstractItemDelegate.EndEditHint


class CellText:
    """What an editor is besides a widget: the text of the cell at `place`.

    `is_refused`: it could not be saved.
    """

    place: QPersistentModelIndex
    is_refused = False

    def written(self) -> str:
        """The text as it stands in the editor."""
        raise NotImplementedError

    def save(self, put: Callable[[Index, str], object]) -> None:
        """Hand the text to `put`, unless the cell has it already.

        Raises:
            UserError: what `put` raises; then `is_refused`.
        """
        text = self.written()
        self.is_refused = text != str(self.place.data(Qt.ItemDataRole.EditRole) or "")
        if self.is_refused:
            put(self.place, text)
            self.is_refused = False

    def save_soon_told(self, put: Callable[[Index, str], object]) -> None:
        """Save; what could not be saved is raised from the event loop, as Qt passes none on."""
        try:
            self.save(put)
        except UserError as error:
            QTimer.singleShot(0, partial(_raise, error))


class KeepsRefused:
    """Before a table of Qt's among the bases of a view whose editors are `CellText`.

    The view's delegate has `put`, which saves the text of a cell.
    """

    def flush(self) -> None:
        """Save what is being typed.

        Raises:
            UserError: it could not be saved; the editor stays.
        """
        for editor in self._editors():
            editor.save(self._view().itemDelegate().put)  # type: ignore[attr-defined]

    def finish(self) -> None:
        """Save what is being typed, and end the typing, before rows change places.

        Raises:
            UserError: as `flush`.
        """
        self.flush()
        for editor in self._editors():
            if isinstance(editor, QWidget):
                self.closeEditor(editor, _HINT.NoHint)

    def closeEditor(self, editor: QWidget, hint: _HINT) -> None:
        """Escape closes; else a text that could not be saved stays, and is gone back to."""
        is_given_up = hint == _HINT.RevertModelCache
        if isinstance(editor, CellText) and editor.is_refused and not is_given_up:
            QTimer.singleShot(0, editor, partial(self._return_to, editor))
        else:
            super().closeEditor(editor, hint)  # type: ignore[misc]

    def _return_to(self, editor: CellText) -> None:
        view, place = self._view(), editor.place
        view.setCurrentIndex(view.model().index(place.row(), place.column()))
        if isinstance(editor, QWidget):
            editor.setFocus()

    def _editors(self) -> list[CellText]:
        """Those that are open."""
        children = self._view().viewport().findChildren(QWidget)
        open_ones = (child for child in children if not child.isHidden())
        return [each for each in open_ones if isinstance(each, CellText) and each.place.isValid()]

    def _view(self) -> QAbstractItemView:
        assert isinstance(self, QAbstractItemView)  # noqa: S101  for the type checker
        return self


def _raise(error: UserError) -> None:
    raise error
