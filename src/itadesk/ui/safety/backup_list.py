"""The backups of a file by date, and what the chosen one holds."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from itadesk.app.backups import Backup, backups_of
from itadesk.app.holdings import holdings
from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.core.errors import UserError
from itadesk.ui import theme, worker
from itadesk.ui.safety.keeper import dated
from itadesk.ui.wording import digits, number

_LIST_WIDTH, _DETAIL_WIDTH = 430, 330


class BackupList(QWidget):
    """Reads the backups beside a file and in the second place; only whole ones are offered.

    Signals: `filled` when they have been read; `chosen` with whether one is chosen.
    """

    filled = Signal()
    chosen = Signal(bool)

    def __init__(self, path: Path, second: Path | None) -> None:
        super().__init__()
        self._path = path
        self._second = second
        self.backups: tuple[Backup, ...] = ()
        self.table = QTableWidget(0, 3)
        self._note = theme.label(_("Looking at the backups …"), "muted", wrap=True)
        self.details = theme.label(wrap=True)
        self._build()
        self.table.currentCellChanged.connect(lambda row, *_others: self._on_row(row))

    def read(self) -> None:
        """Read every backup from end to end, in the background."""
        work = partial(_sound_backups, self._path, self._second)
        worker.run(self, work, self._show, self._refuse)

    @property
    def backup(self) -> Backup | None:
        """The chosen one."""
        row = self.table.currentRow()
        return self.backups[row] if 0 <= row < len(self.backups) else None

    def _show(self, backups: tuple[Backup, ...]) -> None:
        self.backups = backups
        self.table.setRowCount(len(backups))
        for row, backup in enumerate(backups):
            texts = (dated(backup.at), number(backup.rows), number(backup.changes))
            for column, text in enumerate(texts):
                cell = QTableWidgetItem(text)
                if column:
                    cell.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.table.setItem(row, column, cell)
        self.table.resizeRowsToContents()
        self._note.setVisible(not backups)
        self._note.setText(_("There is no good backup of this file."))
        if backups:
            self.table.selectRow(0)
            self.table.setFocus()
        self.filled.emit()

    def _on_row(self, row: int) -> None:
        self.chosen.emit(row >= 0)
        backup = self.backup
        if backup is not None:
            self.details.setText(_("Reading …"))
            show = partial(self._show_details, backup)
            worker.run(self, partial(holdings, backup.path), show, self._refuse)

    def _show_details(self, backup: Backup, lines: tuple[str, ...]) -> None:
        if self.backup is backup:
            self.details.setText(digits("\n".join((*lines, str(backup.path.parent)))))

    def _refuse(self, error: UserError) -> None:
        self.details.setText(sentence(error))

    def _build(self) -> None:
        table = self.table
        table.setAccessibleName(_("Backups"))
        table.setHorizontalHeaderLabels([_("Made"), _("Rows"), _("Changes")])
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.setMinimumWidth(_LIST_WIDTH)
        self.details.setMinimumWidth(_DETAIL_WIDTH)
        right = QVBoxLayout()
        right.setSpacing(theme.S)
        right.addWidget(theme.label(_("What it holds"), "heading"))
        right.addWidget(self.details, 1)
        line = QHBoxLayout()
        line.setSpacing(theme.L)
        line.addWidget(table, 3)
        line.addLayout(right, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addWidget(self._note)
        layout.addLayout(line, 1)


def _sound_backups(path: Path, second: Path | None) -> tuple[Backup, ...]:
    """Every whole backup, newest first; one that is in both places is offered once."""
    found = {backup.path.name: backup for backup in backups_of(path) if backup.sound}
    if second is not None:
        for backup in backups_of(path, second):
            if backup.sound:
                found.setdefault(backup.path.name, backup)
    return tuple(sorted(found.values(), key=lambda each: each.at, reverse=True))
