"""The backups of a file by date, and what the chosen one holds."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from itadesk.app.backups import Backup, backups_of
from itadesk.app.holdings import everything_in, holdings
from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.meter import CancelledError
from itadesk.core.errors import UserError
from itadesk.ui import theme, worker
from itadesk.ui.prompts import Prompts
from itadesk.ui.safety.keeper import dated
from itadesk.ui.safety.text_table import TextTable
from itadesk.ui.wording import digits, number

_LIST_WIDTH, _DETAIL_WIDTH = 430, 330
_NUMBER_LETTERS = 13


class BackupList(QWidget):
    """Reads the backups beside a file and in the second place; only whole ones are offered.

    Signals: `filled` when they have been read; `chosen` with whether one is chosen.
    """

    filled = Signal()
    chosen = Signal(bool)

    def __init__(self, path: Path, second: Path | None, prompts: Prompts) -> None:
        super().__init__()
        self._prompts = prompts
        self._path = path
        self._second = second
        self.backups: tuple[Backup, ...] = ()
        heads = (_("Made"), _("Rows"), _("Changes"))
        width = self.fontMetrics().averageCharWidth() * _NUMBER_LETTERS
        self.table = TextTable(_("Backups"), heads, {1: width, 2: width})
        self._note = theme.label(_("Looking at the backups …"), "muted", wrap=True)
        self.details = theme.label(wrap=True)
        self.look = theme.button(_("Look inside …"), "magnifying-glass")
        self.look.setEnabled(False)
        self.look.clicked.connect(self.look_inside)
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

    def look_inside(self) -> None:
        """Show all that the chosen backup holds; nothing can be changed there."""
        from itadesk.ui.safety.look_dialog import LookDialog

        backup = self.backup
        if backup is None:
            return
        try:
            rows = worker.wait(self, partial(everything_in, backup.path), _("Reading …"))
        except CancelledError:
            return
        except UserError as error:
            self._refuse(error)
            return
        self._prompts.show(LookDialog(dated(backup.at), rows, self))

    def _show(self, backups: tuple[Backup, ...]) -> None:
        self.backups = backups
        rows = [(dated(each.at), number(each.rows), number(each.changes)) for each in backups]
        self.table.show_rows(rows, right=(1, 2))
        self._note.setVisible(not backups)
        self._note.setText(_("There is no good backup of this file."))
        if backups:
            self.table.selectRow(0)
            self.table.setFocus()
        self.filled.emit()

    def _on_row(self, row: int) -> None:
        self.chosen.emit(row >= 0)
        self.look.setEnabled(row >= 0)
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
        table.setSelectionBehavior(TextTable.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setMinimumWidth(_LIST_WIDTH)
        area = QScrollArea()
        area.setWidget(self.details)
        area.setWidgetResizable(True)
        area.setMinimumWidth(_DETAIL_WIDTH)
        self.details.setMargin(theme.S)
        right = QVBoxLayout()
        right.setSpacing(theme.S)
        right.addWidget(theme.label(_("What it holds"), "heading"))
        right.addWidget(area, 1)
        right.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
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
    return tuple(sorted(found.values(), key=lambda each: (each.at, each.clock), reverse=True))
