"""The items of a year under their indicators, as a Qt model of two levels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor

from itadesk.app.language import _
from itadesk.core.checklist import IndicatorGroup, lacks_evidence
from itadesk.core.model import Item
from itadesk.ui import theme
from itadesk.ui.oit.rows import Rows
from itadesk.ui.oit.taking import is_evidence
from itadesk.ui.wording import counted

CODE, NAME, UNITS, LINKS = range(4)
ITEM_ROLE = Qt.ItemDataRole.UserRole
GROUP_ROLE = Qt.ItemDataRole.UserRole + 1
NOTE_ROLE = Qt.ItemDataRole.UserRole + 2  # what stands for the name of a group that has none

_STATES = {
    "todo": Qt.CheckState.Unchecked,
    "done": Qt.CheckState.Checked,
    "na": Qt.CheckState.PartiallyChecked,
}
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ItemsModel(QAbstractItemModel):
    """Groups and their items. Ticks are handed to `on_tick`, and what is dropped to `on_drop`."""

    def __init__(
        self,
        on_tick: Callable[[Item], None],
        on_drop: Callable[[Item, QMimeData], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._on_tick = on_tick
        self._on_drop = on_drop
        self._rows = Rows((), {}, {}, {})

    def set_rows(self, rows: Rows) -> None:
        """Show these rows; the view keeps its place if they are the same items."""
        if _shape(self._rows) != _shape(rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows
        for number, group in enumerate(rows.groups):
            parent = self.index(number, 0)
            self.dataChanged.emit(parent, parent)
            last = self.index(len(group.items) - 1, LINKS, parent)
            self.dataChanged.emit(self.index(0, 0, parent), last)

    def index_of(self, item: str) -> QModelIndex:
        """Where the item with this id stands; an invalid index if it is not shown."""
        for number, group in enumerate(self._rows.groups):
            for row, each in enumerate(group.items):
                if each.id == item:
                    return self.index(row, CODE, self.index(number, 0))
        return QModelIndex()

    def first_item(self) -> QModelIndex:
        """The first item shown, or an invalid index."""
        return self.index(0, CODE, self.index(0, 0)) if self._rows.groups else QModelIndex()

    def item_at(self, index: Index) -> Item | None:
        """The item of a row; None for a group."""
        if not index.isValid() or index.internalId() == 0:
            return None
        return self._rows.groups[index.internalId() - 1].items[index.row()]

    def group_at(self, index: Index) -> IndicatorGroup | None:
        """The whole group of a group's row, filtered items included; None for an item."""
        if not index.isValid() or index.internalId() != 0:
            return None
        return self._rows.whole[self._rows.groups[index.row()].code]

    def tick(self, index: Index) -> None:
        """Answer the item of a row the other way."""
        item = self.item_at(index)
        if item is not None:
            self._on_tick(item)

    # Qt's own names from here on

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = _NOWHERE) -> Any:  # noqa: ANN401  Qt has two of this name
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if not parent.isValid():
            return len(self._rows.groups)
        if parent.internalId() == 0 and parent.column() == 0:
            return len(self._rows.groups[parent.row()].items)
        return 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return LINKS + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (_("Item"), _("Information"), _("Responsible"), _("Evidence"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled
        if self.item_at(index) is not None:
            flags |= Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
            flags |= Qt.ItemFlag.ItemIsDropEnabled
            if index.column() == CODE:
                flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        item = self.item_at(index)
        if item is not None:
            return self._item_data(item, index.column(), role)
        group = self.group_at(index)
        if group is None or index.column() != CODE:
            return None
        title = f"{group.code}  {group.name}".strip() or _("Items")
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title} {_note_of(group)}".strip()
        if role == NOTE_ROLE:
            return _note_of(group)
        return group if role == GROUP_ROLE else None

    def _item_data(self, item: Item, column: int, role: int) -> Any:  # noqa: ANN401
        pieces = self._rows.evidence.get(item.id, 0)
        if role == Qt.ItemDataRole.DisplayRole:
            if column == LINKS:
                return _evidence_words(pieces, self._rows.files.get(item.id, 0))
            return (item.code, item.name, item.responsible)[column]
        if role == Qt.ItemDataRole.CheckStateRole and column == CODE:
            return _STATES[item.status]
        if role == Qt.ItemDataRole.ForegroundRole and column == LINKS and not pieces:
            owes = item.status == "done" and lacks_evidence(item, self._rows.evidence)
            return QColor(theme.WARNING if owes else theme.FAINT)
        if role == Qt.ItemDataRole.ForegroundRole and item.status == "na":
            return QColor(theme.FAINT)
        return item if role == ITEM_ROLE else None

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list"]

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        return self.item_at(parent) is not None and is_evidence(data)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        item = self.item_at(parent)
        if item is not None:
            self._on_drop(item, data)
        return item is not None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        if role != Qt.ItemDataRole.CheckStateRole or self.item_at(index) is None:
            return False
        self.tick(index)
        return True


def _evidence_words(pieces: int, files: int) -> str:
    links = pieces - files
    said = [
        counted(links, _("{n} link"), _("{n} links")) if links else "",
        counted(files, _("{n} file"), _("{n} files")) if files else "",
    ]
    return "\n".join(filter(None, said)) or _("none yet")


def _note_of(group: IndicatorGroup) -> str:
    """The parts of the list that a group's items stand in, where the source names no group."""
    if group.name or not group.code:
        return ""
    return group.parts or _("(no name found in the source)")


def _shape(rows: Rows) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((group.code, tuple(item.id for item in group.items)) for group in rows.groups)
