"""Conflicts: where two people wrote without knowing of each other, and a choice for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.row_words import field_words, row_words, value_words
from itadesk.app.session import Session
from itadesk.core.changelog import EXISTS, Change, Edit, FieldKey, heads_of
from itadesk.core.model import FIELDS
from itadesk.ui import theme
from itadesk.ui.dialogs import CloseDialog
from itadesk.ui.safety.history import when_words
from itadesk.ui.safety.text_table import TextTable
from itadesk.ui.wording import digits

_WIDTH, _HEIGHT, _SHORT = 940, 560, 400
_WHAT_WIDTH, _WHO_WIDTH = 260, 230


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that people wrote into a field, and the edits that let it stand."""

    key: FieldKey
    change: Change
    edits: tuple[Edit, ...]


def sides_of(session: Session) -> tuple[Side, ...]:
    """Every value in conflict, those of one field together."""
    state = session.state
    found: list[Side] = []
    deleted = {key[:2] for key in state.conflicts if key[2] == EXISTS}
    for key in sorted(state.conflicts, key=lambda each: (each[:2], each[2] != EXISTS)):
        table, row, field = key
        if field != EXISTS and row not in state.tables.get(table, {}) and key[:2] in deleted:
            continue  # settled with the row itself
        history = session.history(table, row)
        heads = heads_of(history)
        if field == EXISTS:
            found.extend(_of_row(table, row, heads, history))
        else:
            found.extend(
                Side(key, head, (Edit(table, row, field, head.value),)) for head in heads[key]
            )
    return tuple(found)


def _of_row(
    table: str,
    row: str,
    heads: dict[FieldKey, tuple[Change, ...]],
    history: Sequence[Change],
) -> list[Side]:
    """Deleted by one, edited by another: both can be chosen; all of the row comes back with it."""
    key = (table, row, EXISTS)
    last = {change.field: change for change in history if change.field in FIELDS[table]}
    edited = [heads[table, row, name][0] for name in last if (table, row, name) in heads]
    last.update({head.field: head for head in edited})
    values = (Edit(table, row, name, change.value) for name, change in last.items())
    back = (Edit(table, row, EXISTS, True), *values)
    gone = (Edit(table, row, EXISTS, False),)
    sides = [Side(key, head, back if head.value is True else gone) for head in heads.get(key, ())]
    if edited and not any(side.edits is back for side in sides):
        newest = max(edited, key=lambda head: head.clock)
        sides.append(Side(key, newest, back))
    return sides


class ConflictsDialog(CloseDialog):
    """Lists each value with who wrote it; a button lets one stand. Undo brings both back.

    `only` is a field whose values are listed alone; the dialog closes once one of them stands.
    """

    def __init__(
        self, session: Session, parent: QWidget | None = None, only: FieldKey | None = None
    ) -> None:
        self._session = session
        self._only = only
        self.sides: tuple[Side, ...] = ()
        heads = (_("What"), _("Value"), _("Who and when"))
        self.table = TextTable(_("Conflicts"), heads, {0: _WHAT_WIDTH, 2: _WHO_WIDTH})
        self._none = theme.label(_("There are no conflicts."), "muted")
        body = QWidget()
        super().__init__(parent, _("Conflicts"), body)
        self._build(body)
        self.resize(_WIDTH, _HEIGHT if only is None else _SHORT)
        self.destroyed.connect(session.subscribe(lambda _changed, _source: self._show()))
        self._show()
        self.table.setFocus()

    def settle(self, row: int) -> None:
        """Let the value in this row of the list stand."""
        if 0 <= row < len(self.sides):
            self._session.apply(self.sides[row].edits, _("Settle a conflict"))
            if self._only is not None:
                self.accept()

    def _show(self) -> None:
        sides = sides_of(self._session)
        self.sides = tuple(side for side in sides if self._only in (None, side.key))
        self.table.show_rows(
            [
                self._texts(side, is_shown=before is None or before.key != side.key)
                for before, side in pairwise((None, *self.sides))
                if side is not None
            ]
        )
        first = 0
        for row, side in enumerate(self.sides):
            if side.key != self.sides[first].key:
                first = row
            if row > first:
                self.table.setSpan(first, 0, row - first + 1, 1)
        if self.sides:
            self.table.setCurrentCell(0, 1)
        self._none.setVisible(not self.sides)
        self.choose.setEnabled(bool(self.sides))

    def _texts(self, side: Side, *, is_shown: bool) -> tuple[str, str, str]:
        """What the row says; the first value of each field is the one that is shown meanwhile."""
        table, row, field = side.key
        is_there = any(edit.value is True for edit in side.edits if edit.field == EXISTS)
        value = is_there if field == EXISTS else side.change.value
        history = self._session.history(table, row)
        what = f"{row_words(self._session.state, table, row, history)}\n{field_words(field)}"
        who = when_words(side.change) + (f"\n{_('shown for now')}" if is_shown else "")
        return digits(what), digits(value_words(field, value)), who

    def _build(self, body: QWidget) -> None:
        table = self.table
        table.cellActivated.connect(lambda row, _column: self.settle(row))
        self.choose = theme.button(_("Let this value stand"), "check", accent=True)
        self.choose.clicked.connect(lambda: self.settle(table.currentRow()))
        told = _(
            "Two people wrote here without knowing of each other. Both values are kept; choose "
            "which one stands. Undo brings the choice back."
        )
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.M)
        layout.addWidget(theme.label(told, wrap=True))
        layout.addWidget(self._none)
        layout.addWidget(table, 1)
        layout.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
