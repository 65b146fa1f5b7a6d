"""Going back to a backup: from the menu, or from a file that cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.mending import Mended, keep_damaged, mend
from itadesk.app.messages import sentence
from itadesk.core.errors import UserError
from itadesk.ui import theme, worker
from itadesk.ui.dialogs import FormDialog, fit
from itadesk.ui.prompts import Prompts
from itadesk.ui.safety.backup_list import BackupList
from itadesk.ui.wording import number

_WIDTH, _HEIGHT = 940, 580


class RestoreDialog(FormDialog):
    """Choose the backup to go back to; accepted, `backup` is its path."""

    def __init__(
        self,
        path: Path,
        second: Path | None,
        said: str,
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        self.list = BackupList(path, second, prompts)
        self.said = said
        body = QWidget()
        super().__init__(parent, _("Restore"), body, _("Restore this"))
        self.layout_of_body = QVBoxLayout(body)
        self.layout_of_body.setContentsMargins(0, 0, 0, 0)
        self.layout_of_body.setSpacing(theme.M)
        self.layout_of_body.addWidget(theme.label(said, wrap=True))
        self.layout_of_body.addWidget(self.list, 1)
        fit(self, _WIDTH, _HEIGHT)
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
        super().__init__(path, second, sentence(error), prompts, parent)
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
        if path is not None and self._does(partial(keep_damaged, self._path, path)):
            self.kept.setText(_("Saved: {file}").format(file=path.name))

    def _save_readable(self) -> None:
        suggested = f"{self._path.stem}-readable{self._path.suffix}"
        path = self._prompts.choose_new_file(self, _("Save what can be read"), suggested, "*")
        if path is None:
            return
        mended: list[Mended] = []
        if self._does(lambda: mended.append(mend(self._path, path))):
            told = _("Saved {file}: {n} rows could be read.")
            self.kept.setText(told.format(file=path.name, n=number(mended[0].rows)))

    def _does(self, work: Callable[[], None]) -> bool:
        """Do something in the background; False, after saying why, where it cannot be done."""
        try:
            worker.wait(self, work)
        except UserError as error:
            self._prompts.warn(self, _("The file cannot be opened"), sentence(error))
            return False
        return True
