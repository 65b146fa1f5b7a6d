"""The history of a row: who changed what, when, from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.row_words import field_words, row_words, value_words
from itadesk.app.session import Session
from itadesk.core.changelog import EXISTS, Change
from itadesk.core.model import (
    Component,
    Endorsement,
    Evidence,
    MemoSection,
    State,
    StepGroup,
)
from itadesk.ui import theme
from itadesk.ui.dialogs import CloseDialog
from itadesk.ui.prompts import Prompts
from itadesk.ui.safety.keeper import dated
from itadesk.ui.safety.text_table import TextTable
from itadesk.ui.wording import digits

_WIDTH, _HEIGHT = 1080, 600
_WIDTHS = {0: 230, 1: 220}
RowKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One change, and the value that it wrote over; None where there was none."""

    change: Change
    before: Change | None


def steps_of(changes: Iterable[Change]) -> list[Step]:
    """The changes of rows, newest first, each with the newest of those that it replaces."""
    everything = {change.uid: change for change in changes}
    steps = []
    for change in everything.values():
        replaced = [everything[uid] for uid in change.replaces if uid in everything]
        same = [each for each in replaced if each.field == change.field]
        before = max(same, key=lambda each: (each.clock, each.uid), default=None)
        steps.append(Step(change, before))
    return sorted(steps, key=lambda each: (each.change.clock, each.change.uid), reverse=True)


def rows_with(state: State, table: str, row: str) -> list[RowKey]:
    """A row and the rows that are parts of it: of an item, a measure or a memo."""
    parts: dict[str, tuple[tuple[str, Iterable[object], str], ...]] = {
        "item": (
            ("component", state.all(Component), "item"),
            ("evidence", state.all(Evidence), "item"),
        ),
        "measure": (("step_group", state.all(StepGroup), "measure"),),
        "memo": (
            ("memo_section", state.all(MemoSection), "memo"),
            ("endorsement", state.all(Endorsement), "memo"),
        ),
    }
    found = [(table, row)]
    for kind, records, owner in parts.get(table, ()):
        found += [(kind, str(each.id)) for each in records if getattr(each, owner) == row]  # type: ignore[attr-defined]
    return found


def when_words(change: Change) -> str:
    """Who made a change and when, on two lines."""
    name = change.by or _("no name")
    try:
        at = datetime.fromisoformat(change.at_utc).astimezone()
    except ValueError:
        return name
    return f"{name}\n{dated(at)}"


class HistoryDialog(CloseDialog):
    """What became of a row and its parts, newest first."""

    def __init__(
        self, session: Session, rows: Sequence[RowKey], parent: QWidget | None = None
    ) -> None:
        state = session.state
        changes = [change for table, row in rows for change in session.history(table, row)]
        self.steps = [step for step in steps_of(changes) if _is_told(step)]
        heads = (_("Who and when"), _("What"), _("Before"), _("After"))
        self.table = TextTable(_("History"), heads, _WIDTHS)
        self.table.show_rows([_texts(state, step, rows[0]) for step in self.steps])
        body = QWidget()
        super().__init__(parent, _("History"), body)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.M)
        layout.addWidget(theme.label(digits(row_words(state, *rows[0])), "title", wrap=True))
        layout.addWidget(self.table, 1)
        self.resize(_WIDTH, _HEIGHT)


def show_history(session: Session, prompts: Prompts, row: RowKey, parent: QWidget) -> None:
    """Show the history of an item, a measure or a memo with all that belongs to it."""
    prompts.show(HistoryDialog(session, rows_with(session.state, *row), parent))


def _is_told(step: Step) -> bool:
    """Whether a change says anything to people: not how rows are ordered or belong together."""
    field = step.change.field
    return field != "place" and field_words(field) != field


def _texts(state: State, step: Step, main: RowKey) -> tuple[str, str, str, str]:
    change = step.change
    what = field_words(change.field)
    if (change.table, change.row) != main:
        what = f"{row_words(state, change.table, change.row)}\n{what}"
    before = "–" if step.before is None else value_words(change.field, step.before.value)
    if change.field == EXISTS and step.before is None:
        before = "–"
    after = value_words(change.field, change.value)
    return when_words(change), digits(what), digits(before), digits(after)
