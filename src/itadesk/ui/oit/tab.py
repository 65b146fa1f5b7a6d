"""The tab of the OIT checklist."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QMimeData, QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QLayout,
    QProgressBar,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from itadesk.app.language import _
from itadesk.app.session import Changed, Session
from itadesk.core.checklist import handed_out, items_of, progress_of, with_status
from itadesk.core.errors import UserError
from itadesk.core.memo_drafts import item_draft
from itadesk.core.model import Component, Evidence, Item, State, Status, Year
from itadesk.ui import theme
from itadesk.ui.flow import FlowLayout
from itadesk.ui.memo.beginning import begin_memo
from itadesk.ui.menu_action import offer
from itadesk.ui.oit.hand_out_dialog import HandOutDialog
from itadesk.ui.oit.model import ItemsModel
from itadesk.ui.oit.panel import ItemPanel
from itadesk.ui.oit.rows import (
    Filter,
    Which,
    ids_let_through,
    of_item,
    rows_of,
    units_known,
)
from itadesk.ui.oit.taking import take_dropped
from itadesk.ui.oit.view import ItemsView
from itadesk.ui.prompts import Prompts
from itadesk.ui.safety.conflict_marks import CellMarks, Conflicts
from itadesk.ui.safety.history import show_history
from itadesk.ui.tab import Tab, toggles
from itadesk.ui.wording import number, year_name

_WHICH: tuple[Which, ...] = ("all", "todo", "no_evidence")
_LIST_SHARE, _PANEL_SHARE = 900, 440
_UNIT_LETTERS = 10


class OitTab(Tab):
    """The year's items: list and filters at the left, the chosen item at the right."""

    TABLES = frozenset({"item", "component", "evidence", "unit", "year"})

    def __init__(
        self, session: Session, year: int, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, year, prompts, parent)
        self._filter = Filter()
        self._kept: frozenset[str] = frozenset()
        self._model = ItemsModel(self._tick, self._take, self)
        self.view = ItemsView(self._model)
        self._marks = CellMarks(
            self.view,
            Conflicts(session, prompts),
            lambda key: self._model.index_of(self._item_of(*key[:2])),
        )
        self.panel = ItemPanel(session, prompts)
        self._summary = theme.label()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Items done"))
        self._notice = theme.label(tone="warning", wrap=True)
        self._buttons = QButtonGroup(self)
        self._unit = QComboBox()
        self._none = theme.label(tone="muted", wrap=True)
        self._build()
        self._wire()
        self.begin(self.view)

    def set_year(self, year: int) -> None:
        """Show another fiscal year."""
        self.panel.flush()
        self._year = year
        self._choose_filter(Filter())
        self._choose_first()

    def go_to(self, table: str, row: str) -> bool:
        """Choose the item that this row is, or belongs to; False if it is not of this year."""
        item = self._item_of(table, row)
        if item and not self._model.index_of(item).isValid():
            self._choose_filter(Filter())
        index = self._model.index_of(item)
        if not index.isValid():
            return False
        self._choose(index)
        return True

    def flush(self) -> None:
        """Save what is being typed."""
        self.panel.flush()

    # what the clerk does

    def _tick(self, item: Item) -> None:
        status: Status = "todo" if item.status == "done" else "done"
        edits = with_status(item, status, date.today())
        self._session.apply(edits, of_item(_("Answer {item}"), self._session.state, item.id))

    def answer_chosen(self) -> None:
        """Answer the chosen items as done; as not done where all of them are.

        Among several, those that do not apply stay so.
        """
        chosen = self.view.chosen_items()
        items = [item for item in chosen if item.status != "na"] or chosen
        status: Status = "todo" if all(item.status == "done" for item in items) else "done"
        edits = [edit for item in items for edit in with_status(item, status, date.today())]
        self._session.apply(edits, self._of(items, _("Answer {item}"), _("Answer {n} items")))

    def hand_out(self) -> None:
        """Ask who is responsible for the chosen items, and by when."""
        self.flush()
        items = self.view.chosen_items()
        if not items:
            return
        units = units_known(self._session.state, self._year)
        dialog = HandOutDialog(len(items), units, self)
        if self._prompts.show(dialog):
            edits = handed_out(items, dialog.responsible.text(), dialog.due.iso)
            label = self._of(items, _("Hand out {item}"), _("Hand out {n} items"))
            self._session.apply(edits, label)

    def write_memo(self) -> None:
        """Begin a memo about the current item, and go there."""
        self.flush()
        item = self._session.state.get(Item, self._current())
        if item is not None:
            draft = item_draft(self._session.state, item)
            memo = begin_memo(self._session, self._year, draft)
            self.row_wanted.emit(self._year, "memo", memo)

    def _of(self, items: list[Item], one: str, several: str) -> str:
        if len(items) == 1:
            return of_item(one, self._session.state, items[0].id)
        return several.format(n=number(len(items)))

    def _take(self, item: Item, dropped: QMimeData) -> None:
        """Keep what is dropped on an item, and show the item."""
        take_dropped(self, self._session, self._prompts, item.id, dropped)
        self.go_to("item", item.id)

    def show_history(self) -> None:
        """Show who changed the chosen item, when and how."""
        self.panel.flush()
        if self._current():
            show_history(self._session, self._prompts, ("item", self._current()), self)

    def _choose_filter(self, chosen: Filter) -> None:
        self._filter = chosen
        self._buttons.button(_WHICH.index(chosen.which)).setChecked(True)
        self._kept = ids_let_through(self._session.state, self._year, chosen)
        self._fill_units()
        self._refresh()

    def _item_of(self, table: str, row: str) -> str:
        """The item that a row is, or belongs to; empty where it belongs to none."""
        state = self._session.state
        if table == "component" and (component := state.get(Component, row)):
            return component.item
        if table == "evidence" and (link := state.get(Evidence, row)):
            return link.item
        return row if table == "item" else ""

    def _choose(self, index: QModelIndex) -> None:
        self.view.choose(index)

    def _choose_first(self) -> None:
        first = self._model.first_item()
        if first.isValid():
            self._choose(first)
        else:
            self.panel.show_item("")

    # what is shown

    def _on_changed(self, changed: Changed, source: object) -> None:
        if {"unit", "year"}.intersection(table for table, _row in changed):
            self._fill_units()
        super()._on_changed(changed, source)

    def _refresh(self) -> None:
        state = self._session.state
        chosen = self.panel.item
        self._model.set_rows(rows_of(state, self._year, self._filter, self._kept))
        self._marks.refresh()
        index = self._model.index_of(chosen)
        if index.isValid():
            if self._model.item_at(self.view.currentIndex()) is None or chosen != self._current():
                self._choose(index)
            self.panel.show_item(chosen)
        else:
            self._choose_first()
        self._show_summary(state)

    def _current(self) -> str:
        item = self._model.item_at(self.view.currentIndex())
        return item.id if item else ""

    def _show_summary(self, state: State) -> None:
        items = items_of(state, self._year)
        done = progress_of(items)
        self._summary.setText(
            _("{done} of {all} items done").format(done=number(done.done), all=number(done.owed))
        )
        self._bar.setMaximum(max(done.owed, 1))
        self._bar.setValue(done.done if done.owed else 1)
        year = state.get(Year, str(self._year))
        unsure = year is not None and not year.confirmed
        self._notice.setVisible(unsure)
        if unsure and year is not None:
            self._notice.setText(year.form_note or _("The list of this year is not confirmed yet."))
        self._stack.setCurrentIndex(0 if items else 1)
        self._none.setText(
            _("No OIT list is known for {year}. Measures, scores and memos can be kept.").format(
                year=year_name(self._year)
            )
        )

    def _fill_units(self) -> None:
        units = units_known(self._session.state, self._year)
        self._unit.blockSignals(True)
        self._unit.clear()
        self._unit.addItem(_("Every unit"), "")
        for unit in units:
            self._unit.addItem(unit, unit)
        self._unit.setCurrentIndex(max(0, self._unit.findData(self._filter.unit)))
        self._unit.blockSignals(False)

    def _wire(self) -> None:
        selection = self.view.selectionModel()
        selection.currentChanged.connect(self._on_current)
        self.view.answer_wanted.connect(self.answer_chosen)
        self.view.details_wanted.connect(self.panel.enter)
        self._buttons.idClicked.connect(
            lambda number_: self._choose_filter(Filter(_WHICH[number_], self._filter.unit))
        )
        self._unit.activated.connect(
            lambda: self._choose_filter(Filter(self._filter.which, self._unit.currentData()))
        )
        for text, keys, action in (
            (_("Responsible and due date …"), "Ctrl+R", self.hand_out),
            (_("Write a memo about this"), "F9", self.write_memo),
            (_("History …"), "", self.show_history),
        ):
            offer(self.view, text, keys, action)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.panel)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.view.setFocus)

    def _on_current(self, index: QModelIndex) -> None:
        item = self._model.item_at(index)
        if item is None:
            return
        try:
            self.panel.show_item(item.id)
        except UserError:
            QTimer.singleShot(0, self, self._refresh)  # back to the item whose text is not saved
            raise

    # how it is laid out

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.L, theme.M, theme.M, theme.M)
        column.setSpacing(theme.S)
        column.addLayout(self._head())
        column.addWidget(self._notice)
        column.addWidget(self.view, 1)
        splitter = QSplitter()
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([_LIST_SHARE, _PANEL_SHARE])
        nothing = QWidget()
        around = QVBoxLayout(nothing)
        around.setContentsMargins(theme.XL, theme.XL, theme.XL, theme.XL)
        around.addWidget(self._none, 0, Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(splitter)
        self._stack.addWidget(nothing)

    def _head(self) -> QLayout:
        line = FlowLayout(theme.S)
        line.add(self._summary)
        line.add(self._bar, stretch=True)
        for button in toggles(self._buttons, (_("All"), _("Not done"), _("No evidence"))):
            line.add(button)
        self._unit.setAccessibleName(_("Unit"))
        self._unit.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._unit.setMinimumContentsLength(_UNIT_LETTERS)
        line.add(self._unit)
        return line
