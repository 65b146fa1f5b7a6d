"""How far a year is: done of all, by indicator and unit, what is missing, and what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from itadesk.app.days import day_text
from itadesk.app.language import _
from itadesk.app.session import Session
from itadesk.core.overview import Overview, RowKey, Share, overview
from itadesk.ui import theme
from itadesk.ui.overview.words import days_words, missing_words
from itadesk.ui.places import row_name, tab_of
from itadesk.ui.row_list import Column, ListRow, RowList
from itadesk.ui.wording import number, year_name

_SHARES, _WORK, _ROWS = 9, 10, 10  # how the width is shared
_FIRST_LIST, _NEXT_LIST = 3, 2  # how the lists of a column share its height


class GlancePane(QWidget):
    """Numbers at the left; the one that is chosen shows its rows at the right, and they open.

    Signals: `row_wanted` with the table and the id of a row to go to.
    """

    row_wanted = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._found = overview(session.state, 0)
        self._shares: tuple[Share, ...] = ()
        self.done = theme.label(tone="big")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Items done"))
        share = (Column(""), Column("", 6, is_bar=True), Column("", 7, is_number=True))
        self.indicators = RowList(_("By indicator"), share, begins_chosen=False)
        self.units = RowList(_("By unit"), share, begins_chosen=False)
        self.missing = RowList(_("Still missing"), (Column(""), Column("", 5, is_number=True)))
        self.deadlines = RowList(
            _("Days to keep"), (Column(""), Column("", 13)), begins_chosen=False
        )
        self.rows = RowList(_("What is counted"), (Column(""),))
        self._counted = theme.label(tone="heading", wrap=True)
        self._nothing_missing = theme.label(tone="muted", wrap=True)
        self._no_days = theme.label(tone="muted", wrap=True)
        self._go = theme.button(_("Go there"), "arrow-right")
        self._build()
        self._wire()
        self.setFocusProxy(self.missing)

    def show_year(self, year: int, today: date) -> None:
        """Show a year as it stands."""
        self._found = overview(self._session.state, year, today)
        self._show_whole(self._found)
        self._shares = _with_whole(self._found)
        self.indicators.fill([_share_row(share) for share in self._shares])
        self.units.fill([_share_row(share) for share in self._found.units])
        self.missing.fill(
            [
                ListRow(count.kind, (missing_words(count.kind), number(count.number)))
                for count in self._found.missing
            ]
        )
        self._nothing_missing.setVisible(not self._found.missing)
        self.missing.setVisible(bool(self._found.missing))
        self._show_deadlines(self._found)
        self._show_chosen()

    def _show_chosen(self) -> None:
        """The rows of the number that is chosen."""
        if self.indicators.current_key():
            self._show_indicator(self.indicators.current_key())
        elif self.units.current_key():
            self._show_unit(self.units.current_key())
        else:
            self._show_counted(self.missing.current_key())

    def _show_whole(self, found: Overview) -> None:
        done, owed = len(found.whole.done), len(found.whole.owed)
        text = _("{done} of {all} items done")
        self.done.setText(text.format(done=number(done), all=number(owed)))
        if not owed:
            self.done.setText(year_name(found.year))
        self._bar.setMaximum(max(owed, 1))
        self._bar.setValue(done)

    def _show_deadlines(self, found: Overview) -> None:
        self._no_days.setVisible(not found.deadlines)
        self.deadlines.setVisible(bool(found.deadlines))
        self.deadlines.fill(
            [
                ListRow(
                    d.item.id,
                    (f"{d.item.code} {d.item.name}", f"{day_text(d.day)}\n{days_words(d)}"),
                )
                for d in found.deadlines
            ]
        )

    def _show_counted(self, kind: str) -> None:
        """The rows of a count."""
        self._choose_nothing_in(self.indicators, self.units)
        count = next((count for count in self._found.missing if count.kind == kind), None)
        if count is None:
            self._show_rows("", ())
        else:
            self._show_rows(missing_words(count.kind), count.rows)

    def _show_indicator(self, key: str) -> None:
        self._choose_nothing_in(self.missing, self.units)
        self._show_share(self._shares, key)

    def _show_unit(self, key: str) -> None:
        self._choose_nothing_in(self.missing, self.indicators)
        self._show_share(self._found.units, key)

    def _choose_nothing_in(self, *lists: RowList) -> None:
        """What is counted at the right belongs to one number only."""
        for each in lists:
            each.choose_none()

    def _show_share(self, shares: Sequence[Share], key: str) -> None:
        """What is still undone of a sub-indicator or a unit, and below it what is done."""
        share = next((share for share in shares if _key(share) == key), None)
        if share is not None:
            undone = [row for row in share.owed if row not in share.done]
            text = _("Not done yet: {name}").format(name=_share_name(share))
            self._show_rows(text, undone, share.done)

    def _show_rows(self, heading: str, rows: Sequence[RowKey], done: Sequence[RowKey] = ()) -> None:
        self._counted.setText(heading or _("Choose a number to see what it counts."))
        below = [ListRow("", (_("Done"),)), *map(self._row, done)] if done else []
        self.rows.fill([*map(self._row, rows), *below])
        self._on_row(self.rows.current_key())

    def _row(self, row: RowKey) -> ListRow:
        return ListRow("|".join(row), (row_name(self._session.state, *row),))

    def _on_row(self, key: str) -> None:
        self._go.setEnabled(bool(tab_of(key.partition("|")[0])))

    def _open(self, key: str) -> None:
        table, _bar, row = key.partition("|")
        if tab_of(table):
            self.row_wanted.emit(table, row)

    def _wire(self) -> None:
        self.missing.chosen.connect(self._show_counted)
        self.indicators.chosen.connect(self._show_indicator)
        self.units.chosen.connect(self._show_unit)
        self.rows.chosen.connect(self._on_row)
        self.rows.opened.connect(self._open)
        self.deadlines.opened.connect(lambda item: self.row_wanted.emit("item", item))
        self._go.clicked.connect(lambda: self._open(self.rows.current_key()))
        for numbers in (self.missing, self.indicators, self.units):
            numbers.opened.connect(lambda _key: self.rows.setFocus())

    def _build(self) -> None:
        self._nothing_missing.setText(_("Nothing is missing."))
        self._no_days.setText(
            _("No days are set. Set the day of an item in the OIT checklist to see it here.")
        )
        self._nothing_missing.hide()
        self._no_days.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.L, 0, theme.L, theme.M)
        line.setSpacing(theme.L)
        shares = _column(
            (self.done, self._bar),
            (theme.label(_("By indicator"), "heading"), self.indicators),
            (theme.label(_("By unit"), "heading"), self.units),
        )
        work = _column(
            (theme.label(_("Still missing"), "heading"), self._nothing_missing, self.missing),
            (theme.label(_("Days to keep"), "heading"), self._no_days, self.deadlines),
        )
        rows = _column((self._counted, self.rows))
        rows.addWidget(self._go, 0, Qt.AlignmentFlag.AlignLeft)
        for column, share in ((shares, _SHARES), (work, _WORK), (rows, _ROWS)):
            line.addLayout(column, share)


def _column(*groups: Sequence[QWidget]) -> QVBoxLayout:
    """Groups one above the other; lists take the room, the first the most of it."""
    column = QVBoxLayout()
    column.setSpacing(theme.S)
    room = _FIRST_LIST
    for widget in (widget for group in groups for widget in group):
        if isinstance(widget, RowList):
            column.addWidget(widget, room)
            room = _NEXT_LIST
        else:
            column.addWidget(widget)
    return column


def _with_whole(found: Overview) -> tuple[Share, ...]:
    """The sub-indicators under all items together, where there are any; no form may know them."""
    whole = (replace(found.whole, name=_("All items")),) if found.whole.owed else ()
    return (*whole, *(share for share in found.indicators if share.code))


def _share_row(share: Share) -> ListRow:
    counts = f"{number(len(share.done))}/{number(len(share.owed))}"
    return ListRow(_key(share), (_share_name(share), "", counts), share=float(share.share))


def _key(share: Share) -> str:
    return share.code or share.name or "-"


def _share_name(share: Share) -> str:
    return f"{share.code} {share.name}".strip() or _("No unit")
