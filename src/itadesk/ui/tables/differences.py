"""What a workbook of tables has otherwise than the file, each with a tick, before it is taken."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QTableWidgetItem, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.table_words import here, refused_words, there, what, where
from itadesk.core.model import State
from itadesk.core.tables.differences import Comparison, Difference
from itadesk.ui import theme
from itadesk.ui.dialogs import FormDialog
from itadesk.ui.safety.text_table import TextTable
from itadesk.ui.wording import counted, digits, number

_WIDTH, _HEIGHT = 1080, 690
_REFUSED_HEIGHT = 96
_WHERE = 0
_WHERE_WIDTH, _WHAT_WIDTH = 190, 270


class DifferencesTable(TextTable):
    """One row a difference; its tick says whether it is taken. Space changes it.

    Signals: `ticked` after ticks were set or taken away.
    """

    ticked = Signal()

    def __init__(self, comparison: Comparison, state: State) -> None:
        self.differences = comparison.differences
        heads = (_("Where"), _("What"), _("In this file"), _("In the workbook"))
        widths = {_WHERE: _WHERE_WIDTH, 1: _WHAT_WIDTH}
        super().__init__(_("What differs"), heads, widths)
        # Values stand as they are written: ๑ and 1 may be all that differs.
        self.show_rows(
            [(digits(where(d)), what(d, state), here(d), there(d)) for d in self.differences]
        )
        items = (self.item(row, _WHERE) for row in range(self.rowCount()))
        self._ticks: list[QTableWidgetItem] = [item for item in items if item is not None]
        usual = comparison.usual
        for row, difference in enumerate(self.differences):
            self._ticks[row].setFlags(self._ticks[row].flags() | Qt.ItemFlag.ItemIsUserCheckable)
            self.choose(row, take=difference in usual)
            if difference not in usual:
                self._warn(row)
        if self.differences:
            self.setCurrentCell(0, _WHERE)
        self.itemChanged.connect(lambda _item: self.ticked.emit())

    @property
    def chosen(self) -> frozenset[Difference]:
        """What is ticked."""
        checked = Qt.CheckState.Checked
        return frozenset(
            difference
            for row, difference in enumerate(self.differences)
            if self._ticks[row].checkState() == checked
        )

    def choose(self, row: int, *, take: bool) -> None:
        """Tick a row, or take its tick away."""
        state = Qt.CheckState.Checked if take else Qt.CheckState.Unchecked
        self._ticks[row].setCheckState(state)

    def choose_all(self, *, take: bool) -> None:
        """Tick every row, or none."""
        with QSignalBlocker(self):
            for row in range(len(self.differences)):
                self.choose(row, take=take)
        self.ticked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentRow()
        if event.key() == Qt.Key.Key_Space and row >= 0:
            self.choose(row, take=self.differences[row] not in self.chosen)
        else:
            super().keyPressEvent(event)

    def _warn(self, row: int) -> None:
        for column in range(self.columnCount()):
            item = self.item(row, column)
            if item is not None:
                item.setBackground(QColor(theme.WARNING_SOFT))


class DifferencesDialog(FormDialog):
    """Shows a comparison; accepted, `chosen` is to be taken."""

    def __init__(
        self, name: str, comparison: Comparison, state: State, parent: QWidget | None = None
    ) -> None:
        self._comparison = comparison
        self.table = DifferencesTable(comparison, state)
        body = QWidget()
        super().__init__(parent, _("Import"), body, _("Take it in"))
        self._build(body, name)
        self.resize(_WIDTH, _HEIGHT)
        self.table.ticked.connect(self._count)
        self._count()

    @property
    def chosen(self) -> frozenset[Difference]:
        """The differences to take."""
        return self.table.chosen

    def _count(self) -> None:
        count = len(self.chosen)
        self.accept_button.setText(_("Take it in ({n})").format(n=number(count)))
        self.accept_button.setEnabled(count > 0)

    def _build(self, body: QWidget, name: str) -> None:
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addWidget(theme.label(name, "title", wrap=True))
        warnings = self._warnings()
        if warnings:
            layout.addWidget(theme.label("\n".join(warnings), "warning", wrap=True))
        if self.table.differences:
            layout.addLayout(self._choosing())
            layout.addWidget(self.table, 1)
        else:
            layout.addWidget(theme.label(_("The workbook changes nothing.")))
        if self._comparison.refused:
            layout.addWidget(theme.label(_("Cannot be taken in:")))
            layout.addWidget(self._refused(), 0 if self.table.differences else 1)
        told = _("A backup is made first, and one undo takes all of it back.")
        layout.addWidget(theme.label(told, "muted", wrap=True))

    def _warnings(self) -> list[str]:
        both = sum(each.both for each in self._comparison.changed)
        gone = len(self._comparison.missing)
        said = (
            counted(
                both,
                _("{n} cell was changed here too since the export. It stays unless you tick it."),
                _("{n} cells were changed here too since the export. They stay unless ticked."),
            ),
            counted(
                gone,
                _("{n} row is not in the workbook any more. It is deleted only if you tick it."),
                _("{n} rows are not in the workbook any more. They are deleted only if ticked."),
            ),
        )
        return [text for text, count in zip(said, (both, gone), strict=True) if count]

    def _choosing(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.S)
        told = _("What differs ({n}). What is ticked is taken.")
        line.addWidget(theme.label(told.format(n=number(len(self.table.differences)))))
        line.addStretch(1)
        for text, take in ((_("Tick all"), True), (_("Tick none"), False)):
            button = theme.button(text)
            button.clicked.connect(lambda _on, all_=take: self.table.choose_all(take=all_))
            line.addWidget(button)
        return line

    def _refused(self) -> QScrollArea:
        lines = [f"{where(each)} · {refused_words(each)}" for each in self._comparison.refused]
        area = QScrollArea()
        area.setWidget(theme.label(digits("\n".join(lines)), wrap=True))
        area.setWidgetResizable(True)
        area.setMinimumHeight(_REFUSED_HEIGHT)
        if self.table.differences:
            area.setMaximumHeight(_REFUSED_HEIGHT)
        return area
