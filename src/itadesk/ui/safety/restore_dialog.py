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
from itadesk.app.passwords import locked_among
from itadesk.app.restoring import Restored, restore, restore_copy
from itadesk.core.errors import UserError
from itadesk.ui import theme, worker
from itadesk.ui.dialogs import FormDialog, fit
from itadesk.ui.prompts import Prompts
from itadesk.ui.safety.backup_list import BackupList
from itadesk.ui.safety.password_dialog import password_of
from itadesk.ui.wording import number

_WIDTH, _HEIGHT = 940, 580
COPIES = "itadesk (*.itadesk)"


class RestoreDialog(FormDialog):
    """Choose the backup, or a copy from elsewhere, to go back to; accepted, `work` does it."""

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
        self._path = path
        self._second = second
        self._prompts = prompts
        self._copy: tuple[Path, str] | None = None
        self.other = theme.button(_("Another copy, such as one on a stick …"), "folder-open")
        self.other.clicked.connect(self._choose_copy)
        body = QWidget()
        super().__init__(parent, _("Restore"), body, _("Restore this"))
        self.layout_of_body = QVBoxLayout(body)
        self.layout_of_body.setContentsMargins(0, 0, 0, 0)
        self.layout_of_body.setSpacing(theme.M)
        self.layout_of_body.addWidget(theme.label(said, wrap=True))
        self.layout_of_body.addWidget(self.list, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.S)
        self.buttons.addWidget(self.other)
        self.buttons.addStretch(1)
        self.layout_of_body.addLayout(self.buttons)
        fit(self, _WIDTH, _HEIGHT)
        self.accept_button.setEnabled(False)
        self.list.chosen.connect(self.accept_button.setEnabled)
        QTimer.singleShot(0, self, self.list.read)

    @property
    def work(self) -> Callable[[], Restored] | None:
        """What goes back to the choice once the file is closed; None where nothing was chosen."""
        if self._copy is not None:
            return partial(restore_copy, self._path, *self._copy, second=self._second)
        chosen = self.list.backup
        if chosen is None:
            return None
        return partial(restore, self._path, chosen.path, second=self._second)

    def _choose_copy(self) -> None:
        copy = self._prompts.choose_file(self, _("Restore"), COPIES)
        if copy is None:
            return
        is_locked = bool(locked_among((copy,), self._path))
        password = password_of(copy, self._prompts, self) if is_locked else ""
        if password is not None:
            self._copy = (copy, password)
            self.accept()


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
        self.setWindowTitle(_("The file cannot be opened"))
        self.save_damaged = theme.button(_("Save the damaged file …"), "copy")
        self.save_damaged.clicked.connect(self._save_damaged)
        self.save_readable = theme.button(_("Save what can be read …"), "file-text")
        self.save_readable.clicked.connect(self._save_readable)
        self.kept = theme.label(tone="muted", wrap=True)
        for place, button in enumerate((self.save_damaged, self.save_readable), 1):
            button.setEnabled(path.is_file())
            self.buttons.insertWidget(place, button)
        self.layout_of_body.addWidget(self.kept)

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
            self.kept.setText(_mended_words(path.name, mended[0]))

    def _does(self, work: Callable[[], None]) -> bool:
        """Do something in the background; False, after saying why, where it cannot be done."""
        try:
            worker.wait(self, work)
        except UserError as error:
            self._prompts.warn(self, _("The file cannot be opened"), sentence(error))
            return False
        return True


def _mended_words(name: str, mended: Mended) -> str:
    """What came of mending: how much could be read, and what the new file lacks."""
    said = [_("Saved {file}: {n} rows could be read.").format(file=name, n=number(mended.rows))]
    if mended.without_history:
        lost = _("{n} of them without their history.")
        said.append(lost.format(n=number(mended.without_history)))
    if not mended.same_office:
        said.append(_("It cannot be merged with copies of the damaged file."))
    return " ".join(said)
