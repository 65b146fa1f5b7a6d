"""What the checker finds: why, where, a way there, and a reason for what is to stay."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLayout, QLineEdit, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.session import Session
from itadesk.core.errors import UserError
from itadesk.core.model import State
from itadesk.ui import theme, worker
from itadesk.ui.places import tab_of
from itadesk.ui.prompts import Prompts
from itadesk.ui.row_list import Column, ListRow, RowList
from itadesk.ui.wording import counted, digits

if TYPE_CHECKING:
    from itadesk.app.checking import Told

_PLACE_LETTERS = 54


class FindingsPane(QWidget):
    """The findings of all years or one, the year's own first, those to stay below the others.

    Signals: `row_wanted` with the year, the table and the id of a row to go to; `counted` with
    the number of findings that are open.
    """

    row_wanted = Signal(int, str, str)
    counted = Signal(int)

    def __init__(self, session: Session, prompts: Prompts) -> None:
        super().__init__()
        self._session = session
        self._prompts = prompts
        self._task: worker.Task | None = None
        self._told: dict[str, Told] = {}
        self._year = 0
        self.every_year = QCheckBox(_("Every year of the file"))
        self.every_year.setChecked(True)
        self._summary = theme.label(wrap=True)
        self.list = RowList(
            _("Findings"), (Column(_("What was found")), Column(_("Where it is"), _PLACE_LETTERS))
        )
        self.go = theme.button(_("Go there"), "arrow-right", accent=True)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(_("Why it is to stay"))
        self.reason.setPlaceholderText(_("Why it is to stay"))
        self.waive = theme.button(_("Let it stay"))
        self.unwaive = theme.button(_("Tell of it again"))
        self._build()
        self._wire()
        self.setFocusProxy(self.list)

    def show_year(self, year: int) -> None:
        """Look through the file off the window's thread, and show what is found."""
        if self._task is not None:
            self._task.cancel()
        self._year = year
        state, only = self._session.state, None if self.every_year.isChecked() else year
        self._task = worker.run(self, partial(_look, state, only), self._show, self._fail)

    def _show(self, told: tuple[Told, ...]) -> None:
        self._task = None
        self._told = {each.finding.key: each for each in told}
        left = [each for each in told if not each.waived]
        left.sort(key=lambda each: each.finding.year not in (0, self._year))
        waived = [each for each in told if each.waived]
        rows = [_row(each) for each in left]
        if waived:
            rows.append(ListRow("", (_("To stay, with a reason"), "")))
            rows += [_row(each) for each in waived]
        self.list.fill(rows)
        text = counted(len(left), _("{n} finding"), _("{n} findings"))
        nothing = _("Nothing looks wrong in what is written. The papers can be printed.")
        self._summary.setText(text if left else nothing)
        self.counted.emit(len(left))
        self._on_chosen(self.list.current_key())

    def _fail(self, error: UserError) -> None:
        self._task = None
        self._summary.setText(sentence(error))

    def _on_chosen(self, key: str) -> None:
        told = self._told.get(key)
        self.go.setEnabled(told is not None and bool(tab_of(told.finding.table)))
        is_waived = told is not None and bool(told.waived)
        self.reason.setVisible(not is_waived)
        self.waive.setVisible(not is_waived)
        self.unwaive.setVisible(is_waived)
        self.reason.setEnabled(told is not None)
        self.waive.setEnabled(told is not None)

    def _open(self, key: str) -> None:
        told = self._told.get(key)
        if told is not None and tab_of(told.finding.table):
            found = told.finding
            self.row_wanted.emit(found.year or self._year, found.table, found.row)

    def _waive(self) -> None:
        from itadesk.app.checking import waive

        told = self._told.get(self.list.current_key())
        if told is None:
            return
        try:
            waive(self._session, told.finding, self.reason.text())
        except UserError as error:
            self._prompts.warn(self, _("Let it stay"), sentence(error))
            self.reason.setFocus()
            return
        self.reason.clear()

    def _unwaive(self) -> None:
        from itadesk.app.checking import unwaive

        told = self._told.get(self.list.current_key())
        if told is not None:
            unwaive(self._session, told.finding)

    def _wire(self) -> None:
        self.every_year.toggled.connect(lambda: self.show_year(self._year))
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._open)
        self.go.clicked.connect(lambda: self._open(self.list.current_key()))
        self.waive.clicked.connect(self._waive)
        self.reason.returnPressed.connect(self._waive)
        self.unwaive.clicked.connect(self._unwaive)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, 0, theme.L, theme.M)
        column.setSpacing(theme.S)
        head = QHBoxLayout()
        head.addWidget(self._summary, 1)
        head.addWidget(self.every_year)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addLayout(self._foot())

    def _foot(self) -> QLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.S)
        line.addWidget(self.go)
        line.addSpacing(theme.L)
        line.addWidget(self.reason, 1)
        line.addWidget(self.waive)
        line.addWidget(self.unwaive)
        return line


def _look(state: State, year: int | None) -> tuple[Told, ...]:
    """What is found in a year, or in all; the checker is loaded beside the window, too."""
    from itadesk.app.checking import findings

    return findings(state, year)


def _row(told: Told) -> ListRow:
    text = digits(told.sentence)
    if told.waived:
        text = _("{finding} – to stay: {reason}").format(finding=text, reason=told.waived)
    return ListRow(told.finding.key, (text, told.place))
