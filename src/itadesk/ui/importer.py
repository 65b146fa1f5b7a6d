"""What the clerk brings into the open file from documents, tables and the clipboard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from itadesk.app.language import _
from itadesk.app.reading import read_source
from itadesk.core.errors import UserError

if TYPE_CHECKING:
    from itadesk.app.importing import Preview
    from itadesk.core.tables.differences import Comparison
    from itadesk.ui.main_window import MainWindow


class Importer:
    """Shows what there is to take, takes it if the clerk wants to, and goes to what was taken."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def choose(self) -> None:
        """Ask for a file with tables and show what is in it."""
        from itadesk.ui.import_dialog import import_kinds

        path = self._window.prompts.choose_file(self._window, _("Import"), import_kinds())
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Show what a file holds, and take it if the clerk wants to."""
        try:
            data = read_source(path)
        except UserError as error:
            self._window.say_why_not(error)
        else:
            self._take(path.name, data)

    def take_clipboard(self) -> None:
        """Show what a table copied in Word or Excel holds, and take it if the clerk wants to."""
        mime = QGuiApplication.clipboard().mimeData()
        self._take(_("Clipboard"), mime.html() if mime.hasHtml() else mime.text())

    def _take(self, name: str, data: bytes | str) -> None:
        from itadesk.ui.import_dialog import import_data

        window = self._window
        if window.session is None or window.work is None:
            return
        window.work.flush()
        if window.safety.back_up_first():
            year = window.work.year
            import_data(window, window.session, window.prompts, year, name, data, self._show)

    def _show(self, taken: Preview | Comparison) -> None:
        """Say what was taken, and go to the first row of it."""
        from itadesk.core.tables.differences import Comparison
        from itadesk.ui.import_dialog import years_taken
        from itadesk.ui.import_lists import first_taken

        window = self._window
        if window.work is None or window.session is None:
            return
        if isinstance(taken, Comparison):
            window.notify(_("The changes from Excel were taken in."))
            rows = frozenset((each.table, each.row) for each in taken.differences)
            window.work.show_changed(rows)
            return
        years = years_taken(taken)
        first = first_taken(window.session.state, taken)
        if first is not None:
            window.work.open_row(*first)
        elif years and window.work.year not in years:
            window.work.set_year(years[0])
        window.notify(_("Imported {file}").format(file=taken.name))
