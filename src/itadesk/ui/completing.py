"""Completion in a field that holds several names: only the last one is completed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

_MARK = ", "


class NamesCompleter(QCompleter):
    """Offers names for what stands after the last comma of its field."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self.setModel(QStringListModel(self))
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        field.setCompleter(self)

    def set_names(self, names: tuple[str, ...]) -> None:
        model = self.model()
        if isinstance(model, QStringListModel) and tuple(model.stringList()) != names:
            model.setStringList(names)

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        before = self._field.text().rpartition(",")[0].strip()
        name = str(index.data())
        return f"{before}{_MARK}{name}" if before else name
