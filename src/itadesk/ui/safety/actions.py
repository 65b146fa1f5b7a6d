"""What the clerk does to keep the work safe, from the menus and the header."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from itadesk.app.language import _
from itadesk.app.log import log_note
from itadesk.app.messages import sentence
from itadesk.app.session import Session
from itadesk.app.single_use import SingleUse
from itadesk.core.errors import UserError
from itadesk.ui import worker
from itadesk.ui.safety import drives
from itadesk.ui.safety.keeper import Keeper
from itadesk.ui.safety.opening import Opener, in_local_time

if TYPE_CHECKING:
    from itadesk.app.merging import DryRun
    from itadesk.core.changelog import FieldKey
    from itadesk.core.merging import Side
    from itadesk.ui.main_window import MainWindow

_COPIES = "itadesk (*.itadesk)"


class Safety(QObject):
    """Opens files with a lock and a way out of damage, keeps backups, copies, restores, merges.

    Signals: `told` with what the status bar is to say of backups, and whether it is a warning.
    """

    told = Signal(str, bool)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._opener = Opener(window, window.prompts, self._second, self._known)
        self._keeper: Keeper | None = None
        self._lock: SingleUse | None = None
        self._next_lock: SingleUse | None = None
        self._stick: Path | None = None

    # opening and closing

    def open(self, path: Path, by: str) -> Session | None:
        """The file, open and locked; None where it could not be, after saying why."""
        opened = self._opener.open(path, by)
        if opened is None:
            return None
        self._next_lock, self._stick = opened.lock, opened.stick
        return opened.session

    def opened(self, session: Session) -> None:
        """Keep this file from now on."""
        if self._next_lock is None:
            self._next_lock = SingleUse(session.path)
        self._lock, self._next_lock = self._next_lock, None
        self._keeper = Keeper(self._window, session, self._second)
        self._keeper.told.connect(self.told)
        self._keeper.start()

    def merge_stick(self) -> None:
        """Show what the copy on the stick has more, where the file was opened through it."""
        stick, self._stick = self._stick, None
        if stick is not None:
            self._merge((stick,))

    def may_close(self) -> bool:
        """Back up before the file is closed; where that fails the clerk decides."""
        if self._keeper is None:
            return True
        try:
            self._keeper.make()
        except UserError as error:
            told = _("{why}\n\nThe work is saved in the file, but there is no backup of it.")
            text = told.format(why=sentence(error))
            prompts = self._window.prompts
            if not prompts.ask(self._window, _("No backup"), text, _("Close anyway")):
                return False
            log_note(f"closed without a backup: {error.key}")
        return True

    def closed(self) -> None:
        """The file was closed: no more backups, and others may open it."""
        if self._keeper is not None:
            self._keeper.stop()
            self._keeper.deleteLater()
            self._keeper = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None
        self.told.emit("", False)

    def not_opened(self) -> None:
        """A file that was to be opened is not, after all."""
        if self._next_lock is not None:
            self._next_lock.release()
            self._next_lock = None

    def back_up_first(self) -> bool:
        """Back up before something large; False, after saying why, if that fails."""
        try:
            if self._keeper is not None:
                self._keeper.make()
        except UserError as error:
            self._window.say_why_not(error)
            return False
        return True

    # what the menus do

    def copy(self) -> None:
        """Ask for a stick or a folder and copy the file there; then show the receipt."""
        from itadesk.ui.safety.copy_dialog import CopyDialog

        session = self._ready()
        if session is None:
            return
        dialog = CopyDialog(drives.removable_drives, self._window.prompts, self._window)
        if self._window.prompts.show(dialog) and dialog.folder is not None:
            self._copy_to(session, dialog.folder)

    def restore(self) -> None:
        """Show the backups and go back to one."""
        from itadesk.ui.safety.restore_dialog import RestoreDialog

        session = self._ready()
        if session is None:
            return
        path = session.path
        told = _(
            "The file goes back to what it was then. What it holds now is backed up first, so "
            "you can come back."
        )
        dialog = RestoreDialog(path, self._second(), told, self._window)
        if not self._window.prompts.show(dialog) or dialog.backup is None:
            return
        if not self._window.close_file():
            return
        try:
            self._opener.restore(path, dialog.backup)
        except UserError as error:
            self._window.say_why_not(in_local_time(error))
        if self._window.open_file(path):
            self._window.notify(_("Restored"))

    def merge(self) -> None:
        """Ask for one or more copies and show what they would bring."""
        if self._ready() is None:
            return
        paths = self._window.prompts.choose_files(self._window, _("Merge copies"), _COPIES)
        if paths:
            self._merge(paths)

    def show_conflicts(self) -> None:
        """Show where two people differ."""
        from itadesk.ui.safety.conflicts_dialog import ConflictsDialog

        session = self._ready()
        if session is not None:
            self._window.prompts.show(ConflictsDialog(session, self._window))

    def edit_settings(self) -> None:
        """Ask who makes the changes, and for the second place of backups."""
        from itadesk.ui.safety.settings_dialog import SafetySettings

        window = self._window
        dialog = SafetySettings(window.settings, window.prompts, window)
        if window.prompts.show(dialog):
            window.keep(replace(window.settings, second_place=dialog.second_place))
            window.use_name(dialog.by)

    # in between

    def _ready(self) -> Session | None:
        """The open file with all that was typed in it."""
        if self._window.work is not None:
            self._window.work.flush()
        return self._window.session

    def _second(self) -> Path | None:
        chosen = self._window.settings.second_place
        return Path(chosen) if chosen else None

    def _known(self) -> Sequence[Path]:
        return [Path(name) for name in self._window.settings.recent]

    def _copy_to(self, session: Session, folder: Path) -> None:
        from itadesk.app.receipts import copied

        stop = threading.Event()
        try:
            session.seal()
        except UserError as error:
            self._window.say_why_not(error)
            return
        task = worker.run(
            self._window,
            partial(copied, folder, session.path, stop.is_set),
            self._show_receipt,
            self._window.say_why_not,
            _("Copying and reading back …"),
        )
        task.cancelled.connect(stop.set)

    def _show_receipt(self, lines: tuple[str, ...]) -> None:
        heading = _("Done. The stick can be pulled out after “Safely remove”.")
        self._show_paper(_("Receipt of a copy"), heading, lines)

    def _merge(self, paths: Sequence[Path]) -> None:
        from itadesk.app.merging import dry_run
        from itadesk.ui.safety.merge_dialog import MergeDialog

        session = self._ready()
        if session is None:
            return
        try:
            looked_at = _patiently(partial(dry_run, session, paths))
        except UserError as error:
            self._window.say_why_not(error)
            return
        dialog = MergeDialog(looked_at, self._window)
        if self._window.prompts.show(dialog):
            self._take_in(session, looked_at, dialog.choices)

    def _take_in(
        self, session: Session, looked_at: DryRun, choices: Mapping[FieldKey, Side]
    ) -> None:
        from itadesk.app.merging import merge, report_lines

        work = partial(merge, session, looked_at, choices, second=self._second())
        try:
            merged = _patiently(work)
        except UserError as error:
            self._window.say_why_not(error)
            return
        names = ", ".join(copy.path.name for copy in looked_at.copies)
        heading = _("Merged: {names}").format(names=names)
        self._show_paper(_("Report of a merge"), heading, report_lines(merged))

    def _show_paper(self, title: str, heading: str, lines: Sequence[str]) -> None:
        from itadesk.ui.safety.paper_dialog import PaperDialog

        window = self._window
        if window.session is not None:
            state = window.session.state
            window.prompts.show(PaperDialog(state, title, heading, lines, window.prompts, window))


def _patiently(work: partial[worker.T]) -> worker.T:
    """Work that needs the open file itself, under a waiting cursor."""
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        return work()
    finally:
        QApplication.restoreOverrideCursor()
