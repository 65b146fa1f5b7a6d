"""A table whose cells are written in as in Excel; what is done to them is its owner's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    Qt,
)
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from itadesk.app.language import _
from itadesk.ui import theme
from itadesk.ui.cells.editor import BEFORE, DOWN, NEXT, CellDelegate, CellEditor
from itadesk.ui.cells.painter import Index
from itadesk.ui.cells.refused import KeepsRefused
from itadesk.ui.menu_action import offer


class CellsOwner(Protocol):
    """What can be done with the chosen cells of a table."""

    def copy(self) -> None: ...

    def cut(self) -> None: ...

    def paste(self) -> None: ...

    def fill_down(self) -> None: ...

    def clear(self) -> None: ...


class CellsView(KeepsRefused, QTableView):
    """Enter goes down, Tab goes on, a letter begins to write, F2 goes on writing.

    The owner hangs its actions on the view: they are its menu, and their keys work while the
    table has the keyboard.
    """

    def __init__(
        self, name: str, parent: QWidget | None = None, draw: type[CellDelegate] = CellDelegate
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.delegate = draw(self)
        self.delegate.moved.connect(self._step)
        self.setItemDelegate(self.delegate)

    def set_up(self, model: QAbstractTableModel) -> None:
        """Show a model, once whatever resizing needs is there."""
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(theme.L)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(theme.XL + theme.S)

    def add_action(self, text: str, keys: str, do: Callable[[], None]) -> QAction:
        """An action of the context menu, with keys that work while the table has the keyboard."""
        return offer(self, text, keys, do)

    def add_usual_actions(self, owner: CellsOwner) -> None:
        """The actions that the cells of every such table have, with Excel's keys."""
        self.add_action(_("Copy"), "Ctrl+C", owner.copy)
        self.add_action(_("Cut"), "Ctrl+X", owner.cut)
        self.add_action(_("Paste"), "Ctrl+V", owner.paste)
        self.add_action(_("Fill down"), "Ctrl+D", owner.fill_down)
        self.add_action(_("Clear cells"), "Del", owner.clear)
        self.add_separator()

    def add_separator(self) -> None:
        line = QAction(self)
        line.setSeparator(True)
        self.addAction(line)

    def choose(self, index: QModelIndex) -> None:
        """Choose only this cell, whatever keys are held down."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def _step(self, where: str) -> None:
        """Go on from a cell that has been written in."""
        action = {
            DOWN: self.CursorAction.MoveDown,
            NEXT: self.CursorAction.MoveNext,
            BEFORE: self.CursorAction.MovePrevious,
        }[where]
        self.choose(self.moveCursor(action, Qt.KeyboardModifier.NoModifier))

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not plain and self.state() != QAbstractItemView.State.EditingState:
            self._step(DOWN)
            return
        self.delegate.overwrites = event.key() != Qt.Key.Key_F2
        super().keyPressEvent(event)
        self.delegate.overwrites = False

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """A key that leads to a cell chooses it, with Ctrl too, so that none acts out of sight."""
        command = super().selectionCommand(index, event)
        if command == QItemSelectionModel.SelectionFlag.NoUpdate and isinstance(event, QKeyEvent):
            return QItemSelectionModel.SelectionFlag.ClearAndSelect
        return command

    def edit(  # type: ignore[override]
        self,
        index: Index,
        trigger: QAbstractItemView.EditTrigger = QAbstractItemView.EditTrigger.AllEditTriggers,
        event: QEvent | None = None,
    ) -> bool:
        """Begin to write; a cell near the foot goes up to make room for the editor."""
        began = super().edit(index, trigger, event)  # type: ignore[arg-type]  # Qt takes none
        editor = self.indexWidget(index)
        if began and isinstance(editor, CellEditor):
            missing = editor.y() + editor.least_room() - self.viewport().height()
            if missing > 0:
                bar = self.verticalScrollBar()
                bar.setMaximum(max(bar.maximum(), bar.value() + missing))
                bar.setValue(bar.value() + missing)
                editor.fit()
        return began

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid() and not self.selectionModel().isSelected(index):
            self.choose(index)
        menu = QMenu(self)
        menu.addActions(self.actions())
        menu.exec(event.globalPos())
