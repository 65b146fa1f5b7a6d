"""The command that writes tables of the office to an Excel workbook."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.table_words import losing_line
from itadesk.app.tables import export_tables
from itadesk.core.tables.book import TablesBook
from itadesk.core.tables.kinds import GROUPS, KIND_OF
from itadesk.ui import theme, worker
from itadesk.ui.dialogs import FormDialog
from itadesk.ui.printing.file_names import choose_path, usual_name
from itadesk.ui.wording import digits, year_name
from itadesk.ui.work_area import TabName, WorkArea, tab_title

if TYPE_CHECKING:
    from itadesk.ui.main_window import MainWindow
    from itadesk.ui.scores.tab import ScoresTab

_WIDTH = 520


class ExportDialog(FormDialog):
    """Asks whether all tables of a year are wanted, or those of one tab and of its own year."""

    def __init__(
        self, year: int, tab: TabName, tab_year: int, parent: QWidget | None = None
    ) -> None:
        self._group = GROUPS.get(tab, ())
        self._years = year, tab_year
        self.every = QRadioButton(_("Every table of {year}").format(year=year_name(year)))
        of_tab = _("The tables of the tab {tab}, {year}")
        self.of_tab = QRadioButton(of_tab.format(tab=tab_title(tab), year=year_name(tab_year)))
        (self.of_tab if self._group else self.every).setChecked(True)
        self.of_tab.setVisible(bool(self._group))
        told = _(
            "Change the cells in Excel or LibreOffice, save, and bring the file in by Import: only "
            "what was changed is taken, and you see it first. Grey columns only tell."
        )
        names = ", ".join(KIND_OF[table].title for table in self._group)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addWidget(self.of_tab)
        if names:
            layout.addWidget(theme.label(names, "muted", wrap=True))
        layout.addWidget(self.every)
        layout.addSpacing(theme.S)
        layout.addWidget(theme.label(told, "muted", wrap=True))
        layout.addStretch(1)
        super().__init__(parent, _("Export tables to Excel"), body, _("Choose a file name …"))
        self.setMinimumWidth(_WIDTH)

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that are wanted; none for all."""
        return self._group if self.of_tab.isChecked() else ()

    @property
    def year(self) -> int:
        """The year whose tables are wanted."""
        return self._years[self.of_tab.isChecked()]


def export(window: MainWindow) -> None:
    """Ask which tables and where to, and write them."""
    session, work = window.session, window.work
    if session is None or work is None:
        return
    work.flush()
    dialog = ExportDialog(work.year, work.current, _year_in_front(work), window)
    if not window.prompts.show(dialog):
        return
    title = _("Export tables to Excel")
    name = usual_name(session.path.stem, dialog.year, "xlsx")
    path = choose_path(window.prompts, window, title, name, "xlsx")
    if path is None:
        return
    writing = partial(
        export_tables, session.state, dialog.year, session.file_uid, path, dialog.tables
    )
    worker.run(
        window,
        writing,
        partial(_tell, window, path),
        lambda error: window.prompts.warn(window, title, sentence(error)),
        _("Writing the tables …"),
    )


def _year_in_front(work: WorkArea) -> int:
    """The year that the tab in front shows; scores have one of their own."""
    if work.current == "scores":
        return cast("ScoresTab", work.show_tab("scores")).scored_year
    return work.year


def _tell(window: MainWindow, path: Path, book: TablesBook) -> None:
    window.notify(_("Saved {file}.").format(file=path.name))
    losing = losing_line(book)
    if losing:
        window.prompts.tell(window, _("Export tables to Excel"), digits(losing))
