"""Import: what a document holds, looked at before it is taken, and every text that has no place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from itadesk.app.checking import findings_of_import
from itadesk.app.import_words import told
from itadesk.app.importing import ENDINGS, Preview, preview, take
from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.session import Session
from itadesk.app.tables import compare_tables, is_tables_file, take_tables
from itadesk.core.errors import UserError
from itadesk.core.model import State
from itadesk.core.tables.differences import Comparison
from itadesk.core.years import years_of
from itadesk.ui import theme, worker
from itadesk.ui.dialogs import FormDialog
from itadesk.ui.import_lists import listings, place_words, table_of
from itadesk.ui.prompts import Prompts
from itadesk.ui.tables.differences import DifferencesDialog
from itadesk.ui.wording import digits, number, year_name

_WIDTH, _HEIGHT = 860, 660
_MOST_LINES = 6  # of what is told over the lists; the rest scrolls
_SERIOUS = "other-office"


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
    on_taken: Callable[[Preview | Comparison], None] = lambda _taken: None,
) -> None:
    """Look at a file's bytes, or at the text of a clipboard, and take it if the clerk wants to.

    `name` is what it is called; `year` is proposed where the document names none. `on_taken` hears
    of what was taken: of a workbook of our tables, its differences.
    """

    def show(looked_at: Preview | Comparison) -> None:
        if isinstance(looked_at, Comparison):
            changes = DifferencesDialog(name, looked_at, session.state, parent)
            if prompts.show(changes):
                taking = partial(take_tables, session, looked_at, changes.chosen)
                finish(taking, looked_at.only(changes.chosen))
            return
        dialog = ImportDialog(session.state, looked_at, data, prompts, parent)
        if prompts.show(dialog):
            taking = partial(take, session, dialog.looked_at, repaired=dialog.is_repaired)
            finish(taking, dialog.looked_at)

    def finish(taking: Callable[[], None], taken: Preview | Comparison) -> None:
        try:
            taking()
        except UserError as error:
            refuse(error)
        else:
            on_taken(taken)

    def refuse(error: UserError) -> None:
        prompts.warn(parent, _("Import"), sentence(error))

    look = partial(_first_look, session.state, session.file_uid, name, data, year)
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


def _first_look(
    state: State, file_uid: str, name: str, data: bytes | str, year: int
) -> Preview | Comparison:
    """What our own workbook has otherwise; else a preview for the years that a document names.

    A document that names no year is taken for `year`.
    """
    if isinstance(data, bytes) and is_tables_file(name, data):
        return compare_tables(state, file_uid, name, data)
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
        self.warnings = theme.label(tone="warning", wrap=True)
        self.summary = theme.label(wrap=True)
        self._lines = QScrollArea()
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
        serious = [told(line) for line in looked_at.lines if line.key == _SERIOUS]
        self._make_default(is_safe=not serious)
        serious += [
            _with_place(each.place, each.sentence) for each in findings_of_import(looked_at)
        ]
        lines = [told(line) for line in looked_at.lines if line.key != _SERIOUS]
        self.warnings.setText(digits("\n".join(serious)))
        self.warnings.setVisible(bool(serious))
        self.summary.setText(digits("\n".join(lines)))
        rows = min(len(lines), _MOST_LINES)
        self._lines.setFixedHeight(rows * self.summary.fontMetrics().lineSpacing() + theme.S)
        self.repair.setVisible(bool(looked_at.mends))
        text = _("Mend damaged Thai text in {n} places")
        self.repair.setText(text.format(n=number(len(looked_at.mends))))
        self.details.clear()
        for listing in listings(looked_at):
            title = f"{listing.title} ({number(len(listing.rows))})"
            self.details.addTab(table_of(listing), title)
        self.details.setVisible(self.details.count() > 0)

    def _make_default(self, *, is_safe: bool) -> None:
        """Enter takes the document in, unless it looks like another office's."""
        for button in (self.accept_button, self.cancel_button):
            button.setAutoDefault(False)
        (self.accept_button if is_safe else self.cancel_button).setDefault(True)

    def _build(self, body: QWidget) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.S)
        line.addWidget(theme.label(_("Take it into")))
        line.addWidget(self.year)
        line.addStretch(1)
        self.repair.setChecked(True)
        self._lines.setWidget(self.summary)
        self._lines.setWidgetResizable(True)
        self._lines.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addWidget(theme.label(self.looked_at.name, "title"))
        layout.addWidget(self.warnings)
        layout.addWidget(self._lines)
        layout.addLayout(line)
        layout.addWidget(self.repair)
        layout.addWidget(self.details, 1)
        layout.addStretch(0)


def _with_place(place: str, sentence_: str) -> str:
    return f"{place_words(place)}: {sentence_}" if place else sentence_
