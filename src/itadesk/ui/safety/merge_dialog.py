"""Merge: what other copies would bring, counted first, and a choice for each thing that differs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.merging import DryRun, count_lines, left_out_lines, title_of
from itadesk.app.row_words import field_words, value_words
from itadesk.core.changelog import FieldKey
from itadesk.core.merging import Difference, Side
from itadesk.ui import fonts, theme
from itadesk.ui.dialogs import FormDialog, fit
from itadesk.ui.safety.text_table import TextTable
from itadesk.ui.wording import counted, digits, number

_WIDTH, _HEIGHT = 1080, 690
_COUNTS_HEIGHT = 110
_TABLE_HEIGHT = 140
_WHAT, HERE, COMMON, OTHER = range(4)
_SIDES: dict[int, Side] = {HERE: "here", OTHER: "other"}
_WHAT_WIDTH = 220


class Differences(TextTable):
    """What differs, one row each: here, as both last agreed, in the copy.

    Left and right choose; what is chosen stands out. A conflict that nobody settles stays one.
    Signals: `chosen` after every choice.
    """

    chosen = Signal()

    def __init__(self, looked_at: DryRun) -> None:
        self.differences: Sequence[Difference] = looked_at.plan.differences
        heads = (_("What"), _("Here"), _("As both last agreed"), _("In the copy"))
        super().__init__(_("What differs"), heads, {_WHAT: _WHAT_WIDTH})
        self._plan = looked_at.plan
        self.choices: dict[FieldKey, Side] = {}
        self._fill()
        self.cellClicked.connect(self._on_click)

    def choose(self, row: int, side: Side) -> None:
        """Let this side stand."""
        self._choose((row,), side)

    def choose_all(self, side: Side) -> None:
        """Let the same side stand for everything that differs."""
        self._choose(range(len(self.differences)), side)

    def _choose(self, rows: Iterable[int], side: Side) -> None:
        for row in rows:
            self.choices[self.differences[row].key] = side
            self._show(row)
        self.chosen.emit()

    @property
    def unsettled(self) -> int:
        """How many conflicts nobody has settled."""
        return sum(
            difference.is_conflict and difference.key not in self.choices
            for difference in self.differences
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sides: dict[int, Side] = {Qt.Key.Key_Left: "here", Qt.Key.Key_Right: "other"}
        side = sides.get(event.key())
        if side is not None and self.currentRow() >= 0:
            self.choose(self.currentRow(), side)
        else:
            super().keyPressEvent(event)

    def _on_click(self, row: int, column: int) -> None:
        if column in _SIDES:
            self.choose(row, _SIDES[column])
        self.setCurrentCell(row, _WHAT)

    def _fill(self) -> None:
        self.show_rows([self._texts(difference) for difference in self.differences])
        for row in range(len(self.differences)):
            self._show(row)
        if self.differences:
            self.setCurrentCell(0, _WHAT)

    def _texts(self, difference: Difference) -> tuple[str, ...]:
        field = difference.field
        what = f"{title_of(self._plan, difference.key)}\n{field_words(field)}"
        values = (difference.here, difference.common, difference.other)
        return tuple(digits(text) for text in (what, *(value_words(field, v) for v in values)))

    def _show(self, row: int) -> None:
        """Make the side that will stand bold, and an unsettled conflict a warning."""
        difference = self.differences[row]
        chosen = self.choices.get(difference.key)
        stands = chosen or ("here" if difference.shown == difference.here else "other")
        is_open = difference.is_conflict and chosen is None
        for column, side in _SIDES.items():
            cell = self.item(row, column)
            if cell is None:
                continue
            is_shown = side == stands and not is_open
            cell.setFont(fonts.heading(self.font()) if is_shown else self.font())
            colour = theme.WARNING_SOFT if is_open else theme.ACCENT_SOFT
            cell.setBackground(QColor(colour if is_open or is_shown else theme.SURFACE))


class MergeDialog(FormDialog):
    """Counts, then what differs; accepted, `choices` settle some of it."""

    def __init__(self, looked_at: DryRun, parent: QWidget | None = None) -> None:
        self.table = Differences(looked_at)
        self.unsettled = theme.label(tone="warning", wrap=True)
        body = QWidget()
        super().__init__(parent, _("Merge"), body, _("Merge"))
        self._build(body, looked_at)
        fit(self, _WIDTH, _HEIGHT)
        self.accept_button.setEnabled(looked_at.has_news)
        self.table.chosen.connect(self._show_unsettled)
        self._show_unsettled()

    @property
    def choices(self) -> dict[FieldKey, Side]:
        """What was chosen, by field."""
        return self.table.choices

    def _show_unsettled(self) -> None:
        count = self.table.unsettled
        told = counted(
            count,
            _("{n} conflict is not settled: both values are kept until somebody chooses."),
            _("{n} conflicts are not settled: both values are kept until somebody chooses."),
        )
        self.unsettled.setText(told)
        self.unsettled.setVisible(count > 0)

    def _build(self, body: QWidget, looked_at: DryRun) -> None:
        names = ", ".join(copy.path.name for copy in looked_at.copies)
        lines = "\n".join(digits(line) for line in count_lines(looked_at.plan))
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addWidget(theme.label(names, "title", wrap=True))
        counts = QScrollArea()
        counts.setWidget(theme.label(lines, wrap=True))
        counts.setWidgetResizable(True)
        counts.setMaximumHeight(_COUNTS_HEIGHT)
        layout.addWidget(counts)
        for line in left_out_lines(looked_at):
            layout.addWidget(theme.label(digits(line), "warning", wrap=True))
        if looked_at.plan.differences:
            layout.addLayout(self._choosing())
            self.table.setMinimumHeight(_TABLE_HEIGHT)
            layout.addWidget(self.table, 1)
            layout.addWidget(self.unsettled)
        else:
            layout.addStretch(1)
        told = _("Nothing is lost: a backup is made first, and one undo takes the merge back.")
        layout.addWidget(theme.label(told, "muted", wrap=True))

    def _choosing(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.S)
        told = _("What differs ({n}): ← keeps what is here, → takes what is in the copy.")
        line.addWidget(theme.label(told.format(n=number(len(self.table.differences)))))
        line.addStretch(1)
        for text, side in ((_("All as here"), "here"), (_("All as in the copy"), "other")):
            button = theme.button(text)
            button.clicked.connect(lambda _on, chosen=side: self.table.choose_all(chosen))
            line.addWidget(button)
        return line
