"""The indicators of a year to write and tick, with the keys of Excel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.packs import question_form
from itadesk.app.session import Session
from itadesk.core.changelog import Edit, FieldKey
from itadesk.core.indicators import TABLE, indicators_to_fill, indicators_written
from itadesk.core.model import IndicatorProgress
from itadesk.ui import theme
from itadesk.ui.cells.clipboard import Block, block_in, is_one_text, mime_of
from itadesk.ui.cells.copied import has_known_heads
from itadesk.ui.progress.model import FIELDS, NUMBER, STATUS, ProgressModel
from itadesk.ui.progress.view import ProgressView
from itadesk.ui.prompts import Prompts
from itadesk.ui.safety.conflict_marks import CellMarks, Conflicts
from itadesk.ui.safety.history import show_history
from itadesk.ui.wording import number, status_word

Texts = Mapping[tuple[int, str], str]


class ProgressPane(QWidget):
    """A row for each indicator of the IIT and EIT surveys; everything typed is kept at once.

    `summary` and `paper` are for the line above it, which its owner lays out.
    Signals: `paper_wanted` with the name of the report to show; `clipboard_wanted` to import the
    table that was copied.
    """

    paper_wanted = Signal(str)
    clipboard_wanted = Signal()

    def __init__(self, session: Session, prompts: Prompts) -> None:
        super().__init__()
        self._session = session
        self._prompts = prompts
        self._year = 0
        self.model = ProgressModel(self._write, self)
        self.view = ProgressView(self.model)
        self._marks = CellMarks(self.view, Conflicts(session, prompts), self._index_of)
        self.summary = theme.label(tone="muted")
        self.paper = theme.button(_("See it on paper"), "printer")
        self.paper.clicked.connect(lambda: self.paper_wanted.emit("indicator-progress"))
        self._build()
        self._add_actions()
        self.setFocusProxy(self.view)

    def show_year(self, year: int) -> None:
        """Show a fiscal year as it stands."""
        is_new = year != self._year
        self._year = year
        rows = indicators_to_fill(self._session.state, question_form(year), year)
        self.model.set_rows(rows)
        self._marks.refresh()
        done = sum(row.status == "done" for row in rows)
        text = _("{done} of {all} indicators done")
        self.summary.setText(text.format(done=number(done), all=number(len(rows))))
        self.paper.setEnabled(any(self._is_kept(row) for row in rows))
        if is_new and rows:
            self.view.go(rows[0].id)

    def go(self, row: str) -> bool:
        """Choose an indicator; False where the year has none with this id."""
        return self.view.go(row)

    def flush(self) -> None:
        """Save what is being typed."""
        self.view.flush()

    # what the clerk does

    def copy(self) -> None:
        cells = self.view.chosen_cells()
        fields = [field for field in FIELDS if field in {field for _row, field in cells}]
        rows = sorted({row for row, _field in cells})
        block = [[self.model.text_at(row, field) for field in fields] for row in rows]
        QGuiApplication.clipboard().setMimeData(mime_of(block))

    def cut(self) -> None:
        self.copy()
        self.clear()

    def clear(self) -> None:
        """Empty the chosen cells, and untick the chosen boxes."""
        cells = self.view.chosen_cells()
        texts = {cell: status_word("todo") if cell[1] == STATUS else "" for cell in cells}
        self._put(texts, _("Clear cells"))

    def fill_down(self) -> None:
        """Each column's first text in all chosen cells; a lone cell takes the one above."""
        cells = self.view.chosen_cells()
        rows = [row for row, _field in cells]
        first = min(rows, default=0) - int(len(set(rows)) == 1)
        if first >= 0:
            texts = {cell: self.model.text_at(first, cell[1]) for cell in cells}
            self._put(texts, _("Fill down"))

    def paste(self) -> None:
        """One text into every chosen cell, a block from the first on; with heads it is imported."""
        mime = QGuiApplication.clipboard().mimeData()
        block = block_in(mime)
        cells = self.view.chosen_cells()
        if len(block) > 1 and has_known_heads(mime, self._session.state, self._year):
            self.clipboard_wanted.emit()
        elif is_one_text(block):
            self._put(dict.fromkeys(cells, block[0][0]), _("Paste"))
        elif block and cells:
            self._paste_block(block, cells)

    def _paste_block(self, block: Block, cells: Sequence[tuple[int, str]]) -> None:
        top = min(row for row, _field in cells)
        left = min(FIELDS.index(field) for _row, field in cells)
        texts = {
            (row, field): text
            for row, line in enumerate(block[: len(self.model.rows) - top], start=top)
            for field, text in zip(FIELDS[left:], line, strict=False)
        }
        self._put(texts, _("Paste"))

    def show_history(self) -> None:
        """Show who changed the current indicator, when and how."""
        rows = self.model.rows
        if self.view.currentIndex().isValid():
            key = (TABLE, rows[self.view.currentIndex().row()].id)
            show_history(self._session, self._prompts, key, self)

    def _put(self, texts: Texts, label: str) -> None:
        """Write these texts into their cells; a word that is no status leaves its box alone."""
        statuses = {status_word(status): status for status in ("todo", "done", "na")}
        edits = []
        for (row, field), text in texts.items():
            value = statuses.get(text.strip()) if field == STATUS else text
            if field != NUMBER and value is not None:
                edits.append(Edit(TABLE, self.model.rows[row].id, field, value))
        self._save(edits, label)

    def _write(self, row: IndicatorProgress, field: str, value: str) -> None:
        label = _("Tick an indicator") if field == STATUS else _("Write in a cell")
        self._save([Edit(TABLE, row.id, field, value)], label, typing=field != STATUS)

    def _save(self, edits: Sequence[Edit], label: str, *, typing: bool = False) -> None:
        if edits:
            wanted = indicators_written(self._session.state, self.model.rows, edits)
            self._session.apply(wanted, label, typing=typing and len(wanted) == 1)

    def _index_of(self, key: FieldKey) -> QModelIndex:
        """The cell that shows this field."""
        table, row, field = key
        place = self.model.find(row)
        if table != TABLE or field not in FIELDS or place < 0:
            return QModelIndex()
        return self.model.index(place, FIELDS.index(field))

    def _is_kept(self, row: IndicatorProgress) -> bool:
        return self._session.state.get(IndicatorProgress, row.id) is not None

    # how it is laid out

    def _add_actions(self) -> None:
        view = self.view
        view.add_usual_actions(self)
        view.add_action(_("History …"), "", self.show_history)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addWidget(self.view, 1)
        hint = _("F2 edit · Alt+Enter new line · Space ticks · Ctrl+D fill down")
        layout.addWidget(theme.label(hint, "caption"))
