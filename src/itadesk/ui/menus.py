"""The window's menus, and the keys that belong to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from itadesk.app.language import _, language
from itadesk.app.session import Session
from itadesk.ui.work_area import TABS, tab_title

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from itadesk.ui.main_window import MainWindow

Keys = QKeySequence.StandardKey | str | None


class Menus:
    """Fills the menu bar of a window anew, in the language at hand."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._needs_file: list[QAction] = []
        window.menuBar().clear()
        self._fill_file()
        self._fill_edit()
        self._fill_office()
        self._fill_view()
        self._fill_help()

    def set_open(self, *, is_open: bool) -> None:
        """Offer what needs an open file, or do not."""
        for action in self._needs_file:
            action.setEnabled(is_open)

    def show_steps(self, session: Session | None) -> None:
        """Say what can be taken back and made again."""
        for action, text, label, possible in (
            (
                self.undo,
                _("Undo"),
                session.undo_label if session else "",
                session is not None and session.can_undo,
            ),
            (
                self.redo,
                _("Redo"),
                session.redo_label if session else "",
                session is not None and session.can_redo,
            ),
        ):
            action.setText(f"{text}: {label}" if label else text)
            action.setEnabled(possible)

    def _fill_file(self) -> None:
        window = self._window
        menu = window.menuBar().addMenu(_("&File"))
        self._add(menu, _("New office file …"), window.new_file, QKeySequence.StandardKey.New)
        self._add(menu, _("Open …"), window.choose_and_open, QKeySequence.StandardKey.Open)
        self._recent = menu.addMenu(_("Used lately"))
        menu.aboutToShow.connect(self._fill_recent)
        menu.addSeparator()
        self._add(menu, _("Import …"), window.importer.choose, "Ctrl+I", needs_file=True)
        export = _("Export tables to Excel …")
        self._add(menu, export, window.export_tables, "Ctrl+E", needs_file=True)
        key = QKeySequence.StandardKey.Print
        self._add(menu, _("Print reports"), lambda: window.show_tab("print"), key, needs_file=True)
        menu.addSeparator()
        safety = window.safety
        self._add(menu, _("Copy to USB …"), safety.copy, "Ctrl+U", needs_file=True)
        self._add(menu, _("Merge copies …"), safety.merge, None, needs_file=True)
        self._add(menu, _("Conflicts …"), window.show_conflicts, "F8", needs_file=True)
        self._add(menu, _("Restore …"), safety.restore, None, needs_file=True)
        self._add(menu, _("Name and second backup …"), safety.edit_settings, None)
        menu.addSeparator()
        self._add(menu, _("Close the file"), window.close_file, "Ctrl+W", needs_file=True)
        self._add(menu, _("Quit"), window.close, "Ctrl+Q")

    def _fill_edit(self) -> None:
        window = self._window
        menu = window.menuBar().addMenu(_("&Edit"))
        self.undo = self._add(menu, _("Undo"), window.undo, QKeySequence.StandardKey.Undo)
        self.redo = self._add(menu, _("Redo"), window.redo, None)
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        menu.addSeparator()
        paste = _("Paste a table from Word or Excel …")
        self._add(menu, paste, window.importer.take_clipboard, "Ctrl+Shift+V", needs_file=True)
        menu.addSeparator()
        self._add(menu, _("Search"), window.search, QKeySequence.StandardKey.Find, needs_file=True)

    def _fill_office(self) -> None:
        window = self._window
        menu = window.menuBar().addMenu(_("&Office"))
        self._add(menu, _("Office, units and people …"), window.edit_office, None, needs_file=True)
        self._add(menu, _("Start a fiscal year …"), window.start_year, None, needs_file=True)

    def _fill_view(self) -> None:
        window = self._window
        menu = window.menuBar().addMenu(_("&View"))
        for number, name in enumerate(TABS, start=1):
            self._add(
                menu,
                tab_title(name),
                partial(window.show_tab, name),
                f"Ctrl+{number}",
                needs_file=True,
            )
        menu.addSeparator()
        larger = self._add(menu, _("Larger text"), lambda: window.change_text_size(1), None)
        larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        self._add(menu, _("Smaller text"), lambda: window.change_text_size(-1), "Ctrl+-")
        self._add(menu, _("Normal text size"), lambda: window.change_text_size(0), "Ctrl+0")
        menu.addSeparator()
        languages = menu.addMenu(_("Language"))
        for code, title in (("th", "ไทย"), ("en", "English")):
            action = self._add(languages, title, partial(window.change_language, code), None)
            action.setCheckable(True)
            action.setChecked(code == language())

    def _fill_help(self) -> None:
        menu = self._window.menuBar().addMenu(_("&Help"))
        self.guide = self._add(
            menu, _("Guide"), self._show_guide, QKeySequence.StandardKey.HelpContents
        )
        self._add(menu, _("Keys"), self._show_keys, "Shift+F1")
        self._add(menu, _("About itadesk"), self._show_about, None)

    def _fill_recent(self) -> None:
        self._recent.clear()
        for name in self._window.settings.recent:
            path = Path(name)
            action = self._recent.addAction(f"{path.stem}  ({path.parent})")
            action.triggered.connect(lambda _on, chosen=path: self._window.open_file(chosen))
        self._recent.setEnabled(not self._recent.isEmpty())

    def _show_guide(self) -> None:
        from itadesk.ui.guide_dialog import GuideDialog

        work = self._window.work
        self._window.prompts.show(GuideDialog(work.current if work else "start", self._window))

    def _show_keys(self) -> None:
        from itadesk.ui.keys_dialog import KeysDialog

        self._window.prompts.show(KeysDialog(self._window))

    def _show_about(self) -> None:
        from itadesk import __version__

        text = _(
            "itadesk {version}\n\nThe ITA work of a tambon office on one computer, without a "
            "network. Licence: MIT. Typeface: Sarabun (SIL Open Font License)."
        )
        title = _("About itadesk")
        self._window.prompts.tell(self._window, title, text.format(version=__version__))

    def _add(
        self,
        menu: QMenu,
        text: str,
        action: Callable[[], object],
        keys: Keys,
        *,
        needs_file: bool = False,
    ) -> QAction:
        result = menu.addAction(text)
        result.triggered.connect(lambda _checked: action())
        if keys is not None:
            result.setShortcut(QKeySequence(keys))
        if needs_file:
            self._needs_file.append(result)
        return result
