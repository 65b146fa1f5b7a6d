"""Going back to a backup: from the menu, or from a file that cannot be opened."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.salvaging import save_damaged, save_readable
from itadesk.core.errors import UserError
from itadesk.ui import theme, worker
from itadesk.ui.dialogs import FormDialog
from itadesk.ui.prompts import Prompts
from itadesk.ui.safety.backup_list import BackupList
from itadesk.ui.wording import number

_WIDTH, _HEIGHT = 940, 580


class RestoreDialog(FormDialog):
    """Choose the backup to go back to; accepted, `backup` is its path."""

    def __init__(
        self, path: Path, second: Path | None, said: str, parent: QWidget | None = None
    ) -> None:
        self.list = BackupList(path, second)
        self.said = said
        body = QWidget()
        super().__init__(parent, _("Restore"), body, _("Restore this"))
        self.layout_of_body = QVBoxLayout(body)
        self.layout_of_body.setContentsMargins(0, 0, 0, 0)
        self.layout_of_body.setSpacing(theme.M)
        self.layout_of_body.addWidget(theme.label(said, wrap=True))
        self.layout_of_body.addWidget(self.list, 1)
        self.resize(_WIDTH, _HEIGHT)
        self.accept_button.setEnabled(False)
        self.list.chosen.connect(self.accept_button.setEnabled)
        QTimer.singleShot(0, self, self.list.read)

    @property
    def backup(self) -> Path | None:
        """The backup that was chosen."""
        chosen = self.list.backup
        return chosen.path if chosen is not None else None


class RescueDialog(RestoreDialog):
    """What is wrong with a file in one sentence, its good backups, and ways to keep its rest."""

    def __init__(
        self,
        path: Path,
        second: Path | None,
        error: UserError,
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(path, second, sentence(error), parent)
        self._path = path
        self._prompts = prompts
        self.setWindowTitle(_("The file cannot be opened"))
        self.save_damaged = theme.button(_("Save the damaged file …"), "copy")
        self.save_damaged.clicked.connect(self._save_damaged)
        self.save_readable = theme.button(_("Save what can be read …"), "file-text")
        self.save_readable.clicked.connect(self._save_readable)
        self.kept = theme.label(tone="muted")
        line = QHBoxLayout()
        line.setSpacing(theme.S)
        for button in (self.save_damaged, self.save_readable):
            button.setEnabled(path.is_file())
            line.addWidget(button)
        line.addWidget(self.kept, 1)
        self.layout_of_body.addLayout(line)

    def _save_damaged(self) -> None:
        suggested = f"{self._path.stem}-damaged{self._path.suffix}"
        path = self._prompts.choose_new_file(self, _("Save the damaged file"), suggested, "*")
        if path is not None:
            self._save(path, partial(save_damaged, self._path, path))

    def _save_readable(self) -> None:
        suggested = f"{self._path.stem}.jsonl"
        path = self._prompts.choose_new_file(self, _("Save what can be read"), suggested, "*.jsonl")
        if path is not None:
            self._save(path, partial(save_readable, self._path, path))

    def _save(self, path: Path, work: partial[int]) -> None:
        try:
            count = worker.wait(self, work)
        except UserError as error:
            self._prompts.warn(self, _("The file cannot be opened"), sentence(error))
            return
        told = _("Saved {file}: {n} entries could be read.") if count else _("Saved: {file}")
        self.kept.setText(told.format(file=path.name, n=number(count)))
