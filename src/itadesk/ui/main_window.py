"""The main window: the start page, or an open office file with its menus and status bar."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from itadesk.app.language import _, set_language
from itadesk.app.messages import sentence
from itadesk.app.places import is_same_file
from itadesk.app.session import ENDING, Changed, Session
from itadesk.app.settings import Settings, save_settings
from itadesk.core.errors import UserError
from itadesk.ui import fonts, theme, worker
from itadesk.ui.dropped import dropped_file
from itadesk.ui.importer import Importer
from itadesk.ui.menus import Menus
from itadesk.ui.prompts import Prompts
from itadesk.ui.safety.actions import Safety
from itadesk.ui.start_page import StartPage
from itadesk.ui.status_bar import StatusBar
from itadesk.ui.work_area import TabName, WorkArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent


_KINDS = f"itadesk (*{ENDING})"
_MOST_RECENT = 8
_FIRST_SIZE = (1280, 720)


class MainWindow(QMainWindow):
    """Opens and closes office files; the work itself happens in the `WorkArea`."""

    def __init__(self, settings: Settings, prompts: Prompts | None = None) -> None:
        super().__init__()
        self.settings = settings
        self.prompts = prompts or Prompts()
        self.session: Session | None = None
        self.work: WorkArea | None = None
        self._changed: Changed = frozenset()
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.status = StatusBar()
        self.setStatusBar(self.status)
        self.setAcceptDrops(True)
        self.resize(*_FIRST_SIZE)
        if settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))
        self._by = settings.name or _login_name()
        self.safety = Safety(self)
        self.safety.told.connect(self.status.show_backup)
        self.status.conflicts_wanted.connect(self.safety.show_conflicts)
        self.importer = Importer(self)
        self._translate()

    # opening and closing

    def open_file(self, path: Path) -> bool:
        """Open an office file in place of the one at hand; False, after saying why, if not."""
        if self.session is not None and is_same_file(path, self.session.path):
            return True
        session = self.safety.open(path, self._by)
        if session is None or not self.show_session(session):
            return False
        self._remember(session.path)
        self.safety.merge_stick()
        return True

    def choose_and_open(self) -> None:
        """Ask for an office file and open it."""
        path = self.prompts.choose_file(self, _("Open an office file"), _KINDS)
        if path is not None:
            self.open_file(path)

    def new_file(self) -> None:
        """Ask what a new office file begins with and where to keep it, and open it."""
        from itadesk.ui.new_office_dialog import NewOfficeDialog

        dialog = NewOfficeDialog(self)
        if not self.prompts.show(dialog):
            return
        path = self.prompts.choose_new_file(
            self, _("Where to keep the office file"), dialog.suggested_name, _KINDS
        )
        if path is None:
            return
        path = path if path.suffix == ENDING else Path(f"{path}{ENDING}")
        try:
            session = Session.new(path, dialog.edits(), by=self._by)
        except UserError as error:
            self.say_why_not(error)
        else:
            if self.show_session(session):
                self._remember(path)

    def close_file(self) -> bool:
        """Back up and go back to the start page; False if the clerk stays.

        The clerk is asked where there is no backup, or a text could not be saved.
        """
        if not self._may_leave_text() or not self.safety.may_close():
            return False
        if self.session is not None:
            self.session.close()
        self.session = None
        self.safety.closed()
        self._show_file()
        return True

    def say_why_not(self, error: UserError) -> None:
        """Tell what could not be done, and why; a file that others changed can be reopened."""
        text = sentence(error)
        if error.key != "file-changed" or self.session is None:
            self.prompts.warn(self, "itadesk", text)
        elif self.prompts.ask(self, "itadesk", text, _("Open the file again")):
            path = self.session.path
            if self.close_file():
                self.open_file(path)

    def show_session(self, session: Session, *, kept: bool = True) -> bool:
        """Show an open file in place of the one at hand; False if the clerk stays with that.

        `kept` False: for pictures only, without a lock and without backups.
        """
        if not self.close_file():
            self.safety.not_opened()
            session.close()
            return False
        self.session = session
        session.subscribe(self._on_changed)
        self._show_file()
        if kept:
            self.safety.opened(session)
        return True

    def _may_leave_text(self) -> bool:
        """Save what is being typed; where that fails, ask whether it may be lost."""
        if self.work is None:
            return True
        try:
            self.work.flush()
        except UserError as error:
            lost = _("The text typed last is not saved and would be lost. Close all the same?")
            text = f"{sentence(error)}\n\n{lost}"
            if not self.prompts.ask(self, "itadesk", text, _("Close without the text")):
                return False
            self.work.give_up_text()
        return True

    def _remember(self, path: Path) -> None:
        recent = tuple(dict.fromkeys([str(path), *self.settings.recent]))[:_MOST_RECENT]
        self.keep(replace(self.settings, recent=recent))

    # what the menus do

    def undo(self) -> None:
        """Take the last action back; what is being typed is saved first and is that action."""
        self._step(_("Taken back: {action}"), lambda session: session.can_undo, Session.undo)

    def redo(self) -> None:
        """Make the action that was taken back again."""
        self._step(_("Made again: {action}"), lambda session: session.can_redo, Session.redo)

    def _step(
        self, text: str, is_possible: Callable[[Session], bool], step: Callable[[Session], str]
    ) -> None:
        """Take a step, show what it changed, and leave the keyboard where it was."""
        session, work = self.session, self.work
        if session is None or work is None:
            return
        keyboard = work.keyboard()
        work.flush()
        if is_possible(session):
            self.notify(text.format(action=step(session)))
            if work.show_changed(self._changed):
                return
        if keyboard is not None and shiboken6.isValid(keyboard):
            keyboard.setFocus()

    def start_year(self) -> None:
        """Ask for a fiscal year and start it."""
        from itadesk.thai.dates import fiscal_year
        from itadesk.ui.new_year_dialog import NewYearDialog
        from itadesk.ui.wording import year_name

        if self.session is None or self.work is None:
            return
        dialog = NewYearDialog(self.session.state, fiscal_year(date.today()), self)
        if self.prompts.show(dialog):
            label = _("Start {year}").format(year=year_name(dialog.year))
            self.session.apply(dialog.edits(), label)
            self.work.set_year(dialog.year)

    def edit_office(self) -> None:
        """Show the office, its units and people."""
        from itadesk.ui.office_dialog import OfficeDialog

        if self.session is not None:
            self.prompts.show(OfficeDialog(self.session, self, self.prompts))

    def export_tables(self) -> None:
        """Write tables to a workbook, to be changed there and imported again."""
        from itadesk.ui.tables.exporting import export

        export(self)

    def show_tab(self, name: TabName) -> None:
        """Bring a tab of the open file to the front."""
        if self.work is not None:
            self.work.show_tab(name)

    def search(self) -> None:
        """Put the keyboard into the search field."""
        if self.work is not None:
            self.work.header.search.setFocus()
            self.work.header.search.selectAll()

    def show_conflicts(self) -> None:
        """Show where two people differ: in the field with the keyboard, or else everywhere."""
        from itadesk.ui.safety.conflict_marks import mark_at_keyboard

        mark = mark_at_keyboard(self.work) if self.work is not None else None
        if mark is not None:
            mark.open()
        else:
            self.safety.show_conflicts()

    def change_text_size(self, step: int) -> None:
        """Larger (1), smaller (-1) or as at first (0); remembered."""
        now = self.settings.text_size
        size = fonts.next_size(now, step) if step else fonts.DEFAULT_SIZE
        application = QApplication.instance()
        if size != now and isinstance(application, QApplication):
            theme.set_text_size(application, size)
            self.keep(replace(self.settings, text_size=size))

    def change_language(self, language: str) -> None:
        """Show every text in Thai ("th") or English ("en"); remembered."""
        year = self.work.year if self.work is not None else None
        if self.work is not None:
            self.work.flush()
        set_language(language)
        self.keep(replace(self.settings, language=language))
        self._translate()
        self.safety.tell_backup()
        if self.work is not None and year is not None:
            self.work.set_year(year)

    def keep(self, settings: Settings) -> None:
        """Remember settings; a disk that refuses costs no work and is not worth a question."""
        self.settings = settings
        try:
            save_settings(settings)
        except UserError as error:
            self.notify(sentence(error))

    def use_name(self, name: str) -> None:
        """Keep the changes from now on under this name; remembered."""
        if name != self.settings.name:
            self.keep(replace(self.settings, name=name))
        self._by = name or _login_name()
        if self.session is not None:
            self.session.by = self._by

    def notify(self, text: str) -> None:
        """Say something in the status bar for a while."""
        self.status.notify(text)

    # what is shown

    def _translate(self) -> None:
        self.menus = Menus(self)
        self._show_file()

    def _show_file(self) -> None:
        self.prompts.folder = self.session.path.parent if self.session else None
        page = self._page()
        for index in reversed(range(self._stack.count())):
            old = self._stack.widget(index)
            if old is not None:
                self._stack.removeWidget(old)
                old.deleteLater()
        self._stack.addWidget(page)
        self.menus.set_open(is_open=self.session is not None)
        self._show_state()

    def _page(self) -> QWidget:
        self.work = None
        if self.session is None:
            start = StartPage()
            start.show_recent([Path(name) for name in self.settings.recent])
            start.name.setText(self.settings.name)
            start.name_given.connect(self.use_name)
            start.new_wanted.connect(self.new_file)
            start.open_wanted.connect(self.choose_and_open)
            start.file_wanted.connect(self.open_file)
            return start
        parts = dict(self.settings.parts)
        self.work = WorkArea(self.session, self.prompts, self.settings.tab, parts)
        self.work.part_shown.connect(self._remember_part)
        self.work.tab_shown.connect(self._remember_tab)
        self.work.office_wanted.connect(self.edit_office)
        self.work.year_wanted.connect(self.start_year)
        self.work.import_wanted.connect(self.importer.choose)
        self.work.clipboard_wanted.connect(self.importer.take_clipboard)
        self.work.copy_wanted.connect(self.safety.copy)
        return self.work

    def _remember_tab(self, name: str) -> None:
        """Kept with the window's place when it closes."""
        self.settings = replace(self.settings, tab=name)

    def _remember_part(self, name: str, shown: bool) -> None:
        parts = {**dict(self.settings.parts), name: shown}
        self.settings = replace(self.settings, parts=tuple(parts.items()))

    def _show_state(self) -> None:
        """Show the file, when it was saved, and what can be taken back."""
        session = self.session
        self.setWindowTitle(f"{session.path.stem} – itadesk" if session else "itadesk")
        self.status.show_session(session)
        self.menus.show_steps(session)

    def _on_changed(self, changed: Changed, source: object) -> None:
        self._changed = changed
        self._show_state()

    # Qt's own names from here on

    def closeEvent(self, event: QCloseEvent) -> None:
        if worker.is_waiting() or not self.close_file():
            event.ignore()
            return
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self.keep(replace(self.settings, geometry=geometry))
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path is None:
            return
        event.acceptProposedAction()
        if path.suffix == ENDING:
            self.open_file(path)
        elif self.session is not None:
            self.importer.take_file(path)


def _login_name() -> str:
    """Who is logged in, as the system says."""
    return os.environ.get("USERNAME") or os.environ.get("USER") or ""
