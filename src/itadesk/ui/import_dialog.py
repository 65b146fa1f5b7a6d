"""Import: what a document holds, looked at before it is taken, and every text that has no place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from itadesk.app.import_words import reason, told
from itadesk.app.importing import ENDINGS, Preview, preview, take
from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.session import Session
from itadesk.core.errors import UserError
from itadesk.core.findings import Piece
from itadesk.core.model import State
from itadesk.core.years import years_of
from itadesk.ui import theme, worker, wrapping
from itadesk.ui.dialogs import FormDialog
from itadesk.ui.prompts import Prompts
from itadesk.ui.wording import digits, number, year_name

_WIDTH, _HEIGHT = 860, 660
_PLACE_WIDTH = 150


def import_kinds() -> str:
    """The files that can be imported, as a filter of the file dialog."""
    patterns = " ".join(f"*{ending}" for ending in ENDINGS)
    return f"{_('Reports and tables')} ({patterns})"


def import_data(
    parent: QWidget,
    session: Session,
    prompts: Prompts,
    year: int,
    name: str,
    data: bytes | str,
    on_taken: Callable[[Preview], None] = lambda _taken: None,
) -> None:
    """Look at a file's bytes, or at the text of a clipboard, and take it if the clerk wants to.

    `name` is what it is called; `year` is proposed where the document names none. `on_taken` hears
    of what was taken.
    """

    def show(looked_at: Preview) -> None:
        dialog = ImportDialog(session.state, looked_at, data, prompts, parent)
        if prompts.show(dialog):
            take_it(dialog)

    def take_it(dialog: ImportDialog) -> None:
        try:
            take(session, dialog.looked_at, repaired=dialog.is_repaired)
        except UserError as error:
            refuse(error)
        else:
            on_taken(dialog.looked_at)

    def refuse(error: UserError) -> None:
        prompts.warn(parent, _("Import"), sentence(error))

    look = partial(_first_look, session.state, name, data, year)
    worker.run(parent, look, show, refuse, _("Reading the document …"))


def years_taken(looked_at: Preview) -> tuple[int, ...]:
    """The fiscal years that an import fills, newest first."""
    found = looked_at.finding
    years = {measure.year for measure in found.measures}
    years |= {item.year for item in found.items}
    years |= {indicator.year for indicator in found.indicators}
    years |= {memo.year for memo in found.memos}
    started = {int(edit.row) for edit in looked_at.edits if edit.table == "year"}
    return tuple(sorted(started | {year for year in years if year}, reverse=True))


def _first_look(state: State, name: str, data: bytes | str, year: int) -> Preview:
    """A preview for the years that the document names, or for `year` where it names none."""
    try:
        return preview(state, name, data)
    except UserError as error:
        if error.key != "import-which-year":
            raise
        return preview(state, name, data, year)


class ImportDialog(FormDialog):
    """Shows a preview; accepted, `looked_at` is to be taken."""

    def __init__(
        self,
        state: State,
        looked_at: Preview,
        data: bytes | str,
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        self.looked_at = looked_at
        self._state = state
        self._data = data
        self._prompts = prompts
        self._summary = theme.label(wrap=True)
        self.year = QComboBox()
        self.year.setAccessibleName(_("Fiscal year"))
        self.repair = QCheckBox()
        self.details = QTabWidget()
        body = QWidget()
        super().__init__(parent, _("Import"), body, _("Take it in"))
        self._build(body)
        self.resize(_WIDTH, _HEIGHT)
        self._fill_years()
        self._show()
        self.year.activated.connect(self._look_again)

    @property
    def is_repaired(self) -> bool:
        """Whether damaged text is to be mended."""
        return self.repair.isVisibleTo(self) and self.repair.isChecked()

    def _look_again(self) -> None:
        self.accept_button.setEnabled(False)
        work = partial(
            preview, self._state, self.looked_at.name, self._data, self.year.currentData()
        )
        worker.run(self, work, self._take_look, self._refuse)

    def _take_look(self, looked_at: Preview) -> None:
        self.looked_at = looked_at
        self.accept_button.setEnabled(True)
        self._show()

    def _refuse(self, error: UserError) -> None:
        self._prompts.warn(self, _("Import"), sentence(error))

    def _fill_years(self) -> None:
        self.year.addItem(_("the years that the document names"), None)
        for year in years_of(self._state):
            self.year.addItem(year_name(year.year), year.year)

    def _show(self) -> None:
        looked_at = self.looked_at
        self._summary.setText("\n".join(digits(told(line)) for line in looked_at.lines))
        self.repair.setVisible(bool(looked_at.mends))
        text = _("Mend damaged Thai text in {n} places")
        self.repair.setText(text.format(n=number(len(looked_at.mends))))
        self.details.clear()
        for title, rows in _lists(looked_at):
            if rows:
                self.details.addTab(_table(rows), f"{title} ({number(len(rows))})")
        self.details.setVisible(self.details.count() > 0)

    def _build(self, body: QWidget) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.S)
        line.addWidget(theme.label(_("Take it into")))
        line.addWidget(self.year)
        line.addStretch(1)
        self.repair.setChecked(True)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addWidget(theme.label(self.looked_at.name, "title"))
        layout.addWidget(self._summary)
        layout.addLayout(line)
        layout.addWidget(self.repair)
        layout.addWidget(self.details, 1)
        layout.addStretch(0)


def _lists(looked_at: Preview) -> tuple[tuple[str, list[tuple[str, str]]], ...]:
    """What there is to look at: titles, and rows of where and what."""
    return (
        (_("Not understood, not taken"), _rows(looked_at.unplaced)),
        (_("No place in the file"), _rows(looked_at.kept)),
        (_("Repeated, taken once"), _rows(looked_at.repeated)),
        (
            _("Worded otherwise"),
            [(d.code, f"{d.listed}\n→ {d.document}") for d in looked_at.differences],
        ),
        (
            _("To be mended"),
            [(f"{m.before} → {m.after}", f"…{m.around}…") for m in looked_at.mends],
        ),
    )


def _rows(pieces: Iterable[Piece]) -> list[tuple[str, str]]:
    return [
        (piece.place, f"{piece.text}\n({reason(piece)})" if piece.why else piece.text)
        for piece in pieces
    ]


def _table(rows: list[tuple[str, str]]) -> QTableWidget:
    table = QTableWidget(len(rows), 2)
    table.setHorizontalHeaderLabels([_("Where"), _("Text")])
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    table.setColumnWidth(0, _PLACE_WIDTH)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            cell = QTableWidgetItem(wrapping.shown(text))
            cell.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            table.setItem(row, column, cell)
    header.sectionResized.connect(table.resizeRowsToContents)
    table.resizeRowsToContents()
    return table
