"""The tab of the measures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QLayout,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from itadesk.app.language import _
from itadesk.app.session import Session, new_id
from itadesk.core.changelog import Edit, FieldKey
from itadesk.core.errors import UserError
from itadesk.core.measures import has_result, measure_added, measures_of, step_group_added
from itadesk.core.memo_drafts import measure_draft
from itadesk.core.model import Measure, StepGroup
from itadesk.ui import theme
from itadesk.ui.cells.clipboard import Block, block_in, is_one_text, mime_of
from itadesk.ui.cells.copied import has_known_heads
from itadesk.ui.flow import FlowLayout
from itadesk.ui.measures import editing
from itadesk.ui.measures.details import MeasureDetails
from itadesk.ui.measures.model import MeasuresModel
from itadesk.ui.measures.pasting import columns_for, pasted, pasted_everywhere
from itadesk.ui.measures.rows import Column, MeasureRow, Shown, columns_of, rows_of
from itadesk.ui.measures.view import MeasuresView
from itadesk.ui.memo.beginning import begin_memo
from itadesk.ui.progress.pane import ProgressPane
from itadesk.ui.prompts import Prompts
from itadesk.ui.safety.conflict_marks import CellMarks, Conflicts
from itadesk.ui.safety.history import show_history
from itadesk.ui.tab import Tab, toggles
from itadesk.ui.wording import counted, number

_LARGE_TEXT = 18  # points from which the strip under the table begins folded
_VIEWS: tuple[Shown, ...] = ("plan", "results")
_INDICATORS = len(_VIEWS)  # the button after those of the views


class MeasuresTab(Tab):
    """The year's measures with what else is kept of them, and what is done about indicators."""

    TABLES = frozenset(
        {"indicator_progress", "measure", "step_group", "issue", "year", "score", "item"}
    )

    def __init__(
        self, session: Session, year: int, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, year, prompts, parent)
        conflicts = Conflicts(session, prompts)
        self.model = MeasuresModel(self._write, self)
        self.view = MeasuresView(self.model)
        self._marks = CellMarks(self.view, conflicts, self._index_of)
        self.details = MeasureDetails(conflicts)
        self.progress = ProgressPane(session, prompts)
        self.unfold = QPushButton(_("More of the measure"))
        self._count = theme.label(tone="muted")
        self._buttons = QButtonGroup(self)
        self._stack = QStackedLayout()
        self._build()
        self._add_actions()
        self._buttons.idClicked.connect(self._on_button)
        self.progress.paper_wanted.connect(self.paper_wanted)
        self.progress.clipboard_wanted.connect(self.clipboard_wanted)
        self.view.cell_changed.connect(self._on_cell)
        self.show_columns("results")
        self.begin(self.view)

    def set_year(self, year: int) -> None:
        """Show another fiscal year."""
        self.flush()
        self._year = year
        self.details.show_choices(self._session.state, year)
        self._refresh()
        self.view.go_first()

    def show_columns(self, shown: Shown) -> None:
        """Show the columns of the plan, or those of its results."""
        self.flush()
        self._buttons.button(_VIEWS.index(shown)).setChecked(True)
        self.model.set_columns(columns_of(shown))
        self._marks.refresh()
        self._show_page()

    def show_indicators(self) -> None:
        """Show what is done about the indicators of the surveys."""
        self.flush()
        self._buttons.button(_INDICATORS).setChecked(True)
        self._show_page()

    def go_to(self, table: str, row: str) -> bool:
        """Choose the measure that this row is, or belongs to; False if it is not of this year."""
        if table == "indicator_progress":
            self.show_indicators()
            return self.progress.go(row)
        group = self._session.state.get(StepGroup, row) if table == "step_group" else None
        measure = group.measure if group else row
        if table not in ("measure", "step_group"):
            return False
        found = self.model.find(measure, group.id if group else "")
        if found < 0:
            return False
        if self._buttons.checkedId() == _INDICATORS:
            self.show_columns("results")
        self.view.go(found, "steps" if group else "title")
        return True

    def flush(self) -> None:
        """Save what is being typed."""
        self.view.flush()
        self.details.flush()
        self.progress.flush()

    # what the clerk does

    def add_measure(self) -> None:
        """A blank measure after the current one, ready to be named."""
        cell = self.view.current_cell()
        state = self._session.state
        index = cell.row.number if cell else len(measures_of(state, self._year))
        row = new_id()
        edits = measure_added(state, self._year, index, row, new_id())
        self._apply(edits, _("Add a measure"))
        self._go_and_write(row, "", "title")

    def add_group(self) -> None:
        """A blank step group after the current one."""
        cell = self.view.current_cell()
        if cell is None:
            return
        row, group = cell.row, new_id()
        edits = step_group_added(self._session.state, row.measure.id, row.order + 1, group)
        self._apply(edits, _("Add a step group"))
        self._go_and_write(row.measure.id, group, "steps")

    def remove(self) -> None:
        """Remove the chosen step groups; their measures where a measure's own cell is current."""
        cell = self.view.current_cell()
        if cell is not None:
            self._remove(whole=not cell.column.of_group)

    def copy(self) -> None:
        QGuiApplication.clipboard().setMimeData(mime_of(self.view.chosen_block()))

    def paste(self) -> None:
        """Put what is on the clipboard into the cells; a table with heads becomes measures."""
        mime = QGuiApplication.clipboard().mimeData()
        block = block_in(mime)
        chosen = self.view.chosen_cells()
        if self._has_heads(mime, block):
            self.clipboard_wanted.emit()
        elif is_one_text(block) and len(chosen) > 1:
            self._apply(pasted_everywhere(block[0][0], chosen, new_id), _("Paste"))
        elif block:
            self._paste_block(block)

    def paste_table(self) -> None:
        """Import a table with heads; the rows of another become new measures at the end."""
        mime = QGuiApplication.clipboard().mimeData()
        block = block_in(mime)
        if self._has_heads(mime, block):
            self.clipboard_wanted.emit()
        elif block and not is_one_text(block):
            self._paste_block(block, at_end=True)
        else:
            text = _(
                "The clipboard holds no table, so nothing was pasted. "
                "Press Ctrl+V in a cell to paste text."
            )
            self._prompts.warn(self, _("Paste"), text)

    def clear(self) -> None:
        self._apply(editing.cleared(self.view.chosen_cells()), _("Clear cells"))

    def cut(self) -> None:
        self.copy()
        self.clear()

    def fill_down(self) -> None:
        cells = self.view.chosen_cells()
        above = self._cell_above(cells[0]) if cells else None
        self._apply(editing.filled_down(cells, above, new_id), _("Fill down"))

    def move_row(self, step: int) -> None:
        """Move the current step group or measure up (negative) or down."""
        cell = self.view.current_cell()
        if cell is not None:
            self._apply(editing.moved(self._session.state, cell, step), _("Move"))

    def write_memo(self) -> None:
        """Begin a memo about the current cell's measure, and go there."""
        self.flush()
        cell = self.view.current_cell()
        state = self._session.state
        measure = state.get(Measure, cell.row.measure.id) if cell else None
        if measure is not None:
            draft = measure_draft(state, measure)
            memo = begin_memo(self._session, self._year, draft)
            self.row_wanted.emit(self._year, "memo", memo)

    def show_history(self) -> None:
        """Show who changed the current measure, when and how."""
        cell = self.view.current_cell()
        if cell is not None:
            show_history(self._session, self._prompts, ("measure", cell.row.measure.id), self)

    def _write(self, row: MeasureRow, column: Column, text: str) -> None:
        edits = editing.written(row, column, text, new_id)
        self._session.apply(edits, _("Write in a cell"), typing=len(edits) == 1)

    def _remove(self, *, whole: bool) -> None:
        rows = [cell.row for cell in self.view.chosen_cells()]
        label = _("Remove a measure") if whole else _("Remove a step group")
        self._apply(editing.removed(self._session.state, rows, whole=whole), label)

    def _apply(self, edits: Sequence[Edit], label: str) -> None:
        """Save what is being typed, and then these edits; what is refused keeps all as it is."""
        self.flush()
        if edits:
            self._session.apply(edits, label)

    def _go_and_write(self, measure: str, group: str, field: str) -> None:
        row = self.model.find(measure, group)
        self.view.go(row, field)
        self.view.setFocus()
        self.view.edit(self.view.currentIndex())

    def _has_heads(self, mime: QMimeData, block: Block) -> bool:
        return len(block) > 1 and has_known_heads(mime, self._session.state, self._year)

    def _paste_block(self, block: Block, *, at_end: bool = False) -> None:
        chosen = self.view.selectedIndexes() or [self.view.currentIndex()]
        row = max(min(index.row() for index in chosen), 0)
        first = max(min(index.column() for index in chosen), 0)
        if at_end:
            row, first = len(self.model.rows), 0
        columns = columns_for(block, self.model.columns[first:])
        edits, over = pasted(block, self.model.rows, row, columns, self._year, new_id)
        self._apply(edits, _("Paste"))
        if over:
            text = _("{n} texts found no column and were not pasted.").format(n=number(over))
            self._prompts.warn(self, _("Paste"), text)

    def _cell_above(self, cell: editing.Cell) -> editing.Cell | None:
        row = self.model.find(cell.row.measure.id, cell.row.group.id)
        start = row if cell.column.of_group else self.model.first_row_of(row)
        for number_ in range(start - 1, -1, -1):
            above = self.model.row_at(number_)
            if above is not None:
                return editing.Cell(above, cell.column)
        return None

    # what is shown

    def _refresh(self) -> None:
        state = self._session.state
        self.model.set_rows(rows_of(state, self._year))
        self.details.show_causes(state, self._year)
        self._marks.refresh()
        measures = measures_of(state, self._year)
        done = sum(has_result(state, measure.id) for measure in measures)
        text = counted(len(measures), _("{n} measure"), _("{n} measures"))
        self._count.setText(
            _("{measures} · {n} with results").format(measures=text, n=number(done))
        )
        self.progress.show_year(self._year)
        self._show_page()
        self._show_details()

    def _index_of(self, key: FieldKey) -> QModelIndex:
        """The cell that shows a field of a measure or a step group."""
        table, row, field = key
        fields = [column.field for column in self.model.columns]
        group = self._session.state.get(StepGroup, row) if table == "step_group" else None
        number_ = self.model.find(group.measure, row) if group else self.model.find(row)
        if table not in ("measure", "step_group") or field not in fields or number_ < 0:
            return QModelIndex()
        return self.model.index(number_, fields.index(field))

    def _on_button(self, chosen: int) -> None:
        if chosen == _INDICATORS:
            self.show_indicators()
        else:
            self.show_columns(_VIEWS[chosen])

    def _show_page(self) -> None:
        """The measures, what to do while there are none, or the indicators."""
        on_measures = self._buttons.checkedId() != _INDICATORS
        of_measures = self._table if self.model.rows else self._none
        self._stack.setCurrentWidget(of_measures if on_measures else self.progress)
        for widget in self._of_measures:
            widget.setVisible(on_measures)
        for widget in (self.progress.summary, self.progress.paper):
            widget.setVisible(not on_measures)
        page = self.view if self.model.rows else self._none
        self.setFocusProxy(page if on_measures else self.progress)

    def parts(self) -> dict[str, QAbstractButton]:
        """The strip under the table."""
        return {"measures.details": self.unfold}

    def _fold(self, shown: bool) -> None:
        """Show the strip under the table, or leave its room to the table."""
        self.details.flush()
        self.details.setVisible(shown)

    def _on_cell(self) -> None:
        try:
            self._show_details()
        except UserError:
            QTimer.singleShot(0, self, self._go_back)
            raise

    def _go_back(self) -> None:
        """To the measure whose text, in the strip below, is not saved."""
        row = self.model.find(self.details.measure)
        if row >= 0:
            self.view.go(row)

    def _show_details(self) -> None:
        cell = self.view.current_cell()
        shown = (cell.row.measure.id, number(cell.row.number)) if cell else ("", "")
        self.details.show_measure(*shown)

    # how it is laid out

    def _add_actions(self) -> None:
        view = self.view
        view.add_usual_actions(self)
        view.add_action(_("Add a measure"), "Ins", self.add_measure)
        view.add_action(_("Add a step group"), "Ctrl+Return Ctrl+Enter", self.add_group)
        view.add_action(_("Move up"), "Alt+Up", lambda: self.move_row(-1))
        view.add_action(_("Move down"), "Alt+Down", lambda: self.move_row(1))
        view.add_separator()
        view.add_action(_("Remove the step group"), "", lambda: self._remove(whole=False))
        view.add_action(_("Remove the measure"), "", lambda: self._remove(whole=True))
        view.add_action(_("Remove (the cell's row)"), "Ctrl+Del", self.remove)
        view.add_separator()
        view.add_action(_("Write a memo about this"), "F9", self.write_memo)
        view.add_action(_("History …"), "", self.show_history)

    def _build(self) -> None:
        self._table = QWidget()
        below = QVBoxLayout(self._table)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.S)
        below.addWidget(self.view, 1)
        below.addWidget(self.details)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.L, theme.M, theme.L, theme.S)
        layout.setSpacing(theme.S)
        layout.addLayout(self._head())
        layout.addLayout(self._stack, 1)
        self._none = _nothing()
        for keys, do in (("Ins", self.add_measure), ("Ctrl+V", self.paste)):
            here = Qt.ShortcutContext.WidgetShortcut
            QShortcut(QKeySequence(keys), self._none, do, context=here)
        for page in (self._table, self._none, self.progress):
            self._stack.addWidget(page)  # a stack without a window would show it as one

    def _head(self) -> QLayout:
        line = FlowLayout(theme.S)
        texts = (_("Plan"), _("Results"), _("IIT and EIT indicators"))
        for button in toggles(self._buttons, texts):
            line.add(button)
        for summary in (self._count, self.progress.summary):
            line.add(summary, stretch=True)
        self.unfold.setCheckable(True)
        self.unfold.toggled.connect(self._fold)
        self.unfold.setChecked(self.font().pointSize() < _LARGE_TEXT)
        self._fold(self.unfold.isChecked())
        paste = theme.button(_("Paste from Word / Excel"), "clipboard-text")
        paste.clicked.connect(self.paste_table)
        add = theme.button(_("Measure"), "plus", accent=True)
        add.clicked.connect(self.add_measure)
        for widget in (self.unfold, paste, add, self.progress.paper):
            line.add(widget)
        self._of_measures = (self._count, self.unfold, paste, add)
        return line


def _nothing() -> QWidget:
    """What to do while there are no measures; it takes the keyboard in the table's place."""
    result = QWidget()
    result.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    text = _("No measures yet. Copy the table from Word or Excel and press Paste, or add one.")
    layout = QVBoxLayout(result)
    layout.setContentsMargins(theme.XL, theme.XL, theme.XL, theme.XL)
    layout.addWidget(theme.label(text, "muted", wrap=True), 0, Qt.AlignmentFlag.AlignTop)
    return result
