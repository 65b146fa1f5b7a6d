"""What the clerk does to keep the work safe, from the menus and the header."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from itadesk.app.language import _
from itadesk.app.log import log_note
from itadesk.app.messages import sentence
from itadesk.app.meter import CancelledError, Meter
from itadesk.app.passwords import locked_among
from itadesk.app.session import Session
from itadesk.app.single_use import SingleUse
from itadesk.core.errors import UserError
from itadesk.ui import worker
from itadesk.ui.safety import drives
from itadesk.ui.safety.keeper import Keeper
from itadesk.ui.safety.opening import Opener, Stick, in_local_time
from itadesk.ui.safety.password_dialog import password_of

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
        self._opener = Opener(
            window, window.prompts, self._second, self._known, lambda: window.session
        )
        self._keeper: Keeper | None = None
        self._lock: SingleUse | None = None
        self._next_lock: SingleUse | None = None
        self._stick: Stick | None = None

    # opening and closing

    def open(self, path: Path, by: str) -> Session | None:
        """The file, open and locked; None where it could not be, after saying why."""
        opened = self._opener.open(path, by)
        if isinstance(opened, Stick):
            self._merge((opened.path,), {opened.path: opened.password})
            return None
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
            self._merge((stick.path,), {stick.path: stick.password})

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

    def tell_backup(self) -> None:
        """Say of the last backup anew, as after a change of language."""
        if self._keeper is not None:
            self._keeper.tell()

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
            self._copy_to(session, (dialog.folder,), dialog.password)

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
        dialog = RestoreDialog(path, self._second(), told, self._window.prompts, self._window)
        if not self._window.prompts.show(dialog) or dialog.work is None:
            return
        if not self._window.close_file():
            return
        try:
            self._opener.restore(path, dialog.work)
        except UserError as error:
            self._window.say_why_not(in_local_time(error))
        if self._window.open_file(path):
            self._window.notify(_("Restored"))

    def merge(self) -> None:
        """Ask for one or more copies and show what they would bring."""
        session = self._ready()
        if session is None:
            return
        paths = self._window.prompts.choose_files(self._window, _("Merge copies"), _COPIES)
        passwords: dict[Path, str] = {}
        for path in locked_among(paths, session.path):
            password = password_of(path, self._window.prompts, self._window)
            if password is None:
                return
            passwords[path] = password
        if paths:
            self._merge(paths, passwords)

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

    def _copy_to(self, session: Session, folders: Sequence[Path], password: str) -> None:
        from itadesk.app.receipts import copied

        stop = threading.Event()
        try:
            session.seal()
        except UserError as error:
            self._window.say_why_not(error)
            return
        task = worker.run(
            self._window,
            partial(copied, folders, session.path, password, stop.is_set),
            self._show_receipt,
            self._window.say_why_not,
            _("Copying and reading back …"),
        )
        task.cancelled.connect(stop.set)

    def _show_receipt(self, lines: tuple[str, ...]) -> None:
        heading = _("Done. The stick can be pulled out after “Safely remove”.")
        self._show_paper(_("Receipt of a copy"), heading, lines)

    def _merge(self, paths: Sequence[Path], passwords: Mapping[Path, str]) -> None:
        from itadesk.app.merging import dry_run
        from itadesk.ui.safety.merge_dialog import MergeDialog

        session = self._ready()
        if session is None:
            return
        meter = Meter(len(paths))
        work = partial(dry_run, session, paths, passwords, meter)
        looked_at = self._waited(work, _("Reading the copies …"), meter)
        if looked_at is None:
            return
        dialog = MergeDialog(looked_at, self._window)
        if self._window.prompts.show(dialog):
            self._take_in(session, looked_at, dialog.choices)

    def _take_in(
        self, session: Session, looked_at: DryRun, choices: Mapping[FieldKey, Side]
    ) -> None:
        from itadesk.app.merging import merge, report_lines

        meter = Meter()
        work = partial(merge, session, looked_at, choices, second=self._second(), meter=meter)
        merged = self._waited(work, _("Merging …"), meter)
        if merged is None:
            return
        session.tell(merged.changed)
        if self._keeper is not None:
            self._keeper.notice()
        names = ", ".join(copy.path.name for copy in looked_at.copies)
        heading = _("Merged: {names}").format(names=names)
        title = _("Report of a merge")
        if self._show_paper(
            title, heading, report_lines(merged), _("Copy the result to the stick")
        ):
            folders = dict.fromkeys(copy.path.parent for copy in looked_at.copies)
            self._copy_to(session, tuple(folders), looked_at.copies[0].password)

    def _waited(self, work: Callable[[], worker.T], label: str, meter: Meter) -> worker.T | None:
        """The answer of work on the open file, which is not used meanwhile; None without one."""
        try:
            return worker.wait(self._window, work, label, meter)
        except CancelledError:
            return None
        except UserError as error:
            self._window.say_why_not(error)
            return None

    def _show_paper(
        self, title: str, heading: str, lines: Sequence[str], further: str = ""
    ) -> bool:
        """Show what was done; whether the clerk wants what the button `further` says."""
        from itadesk.ui.safety.paper_dialog import PaperDialog

        window = self._window
        if window.session is None:
            return False
        state = window.session.state
        dialog = PaperDialog(state, title, heading, lines, window.prompts, window, further)
        window.prompts.show(dialog)
        return dialog.goes_on
