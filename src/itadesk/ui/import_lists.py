"""What the import dialog lists: what will be taken, and every text that asks for a look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from itadesk.app.import_words import reason
from itadesk.app.importing import Mend, Preview
from itadesk.app.language import _
from itadesk.core.findings import Piece
from itadesk.core.model import State
from itadesk.ui import wrapping
from itadesk.ui.wording import digits, number, status_word

_FIRST_WIDTH = 150


@dataclass(frozen=True, slots=True)
class Listing:
    """A title, the heads of two columns, and their rows; `even` makes the columns equal."""

    title: str
    heads: tuple[str, str]
    rows: tuple[tuple[str, str], ...]
    even: bool = False


def listings(looked_at: Preview) -> tuple[Listing, ...]:
    """What there is to look at, what will be taken first; lists without rows are left out."""
    where = (_("Where"), _("Text"))
    differences = tuple((d.code, f"{d.listed}\n→ {d.document}") for d in looked_at.differences)
    mends = tuple(_mend_row(mend) for mend in looked_at.mends)
    every = (
        Listing(_("To be taken"), (_("Kind"), _("Text")), tuple(_taken(looked_at))),
        Listing(_("Not understood, not taken"), where, _pieces(looked_at.unplaced)),
        Listing(_("No place in the file"), where, _pieces(looked_at.kept)),
        Listing(_("Repeated, taken once"), where, _pieces(looked_at.repeated)),
        Listing(_("Worded otherwise"), (_("Item"), _("Text")), differences),
        Listing(_("To be mended"), (_("Before"), _("After")), mends, even=True),
    )
    return tuple(each for each in every if each.rows)


def place_words(place: str) -> str:
    """Where a text stands in its document, as people say it."""
    return _("Line {n}").format(n=number(int(place))) if place.isdecimal() else digits(place)


def first_taken(state: State, taken: Preview) -> tuple[int, str, str] | None:
    """The year, table and id of the first row that an import brought; None where no tab has it."""
    codes = {item.code for item in taken.finding.items}
    for table in ("measure", "item", "indicator_progress", "memo", "score", "issue"):
        for edit in taken.edits:
            record = state.tables.get(table, {}).get(edit.row) if edit.table == table else None
            if record is not None and (table != "item" or getattr(record, "code", "") in codes):
                return int(getattr(record, "year", 0)), table, edit.row
    return None


def table_of(listing: Listing) -> QTableWidget:
    """A table to read, each row as high as its texts need."""
    table = QTableWidget(len(listing.rows), 2)
    table.setHorizontalHeaderLabels(list(listing.heads))
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    if listing.even:
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.setColumnWidth(0, _FIRST_WIDTH)
    for row, texts in enumerate(listing.rows):
        for column, text in enumerate(texts):
            cell = QTableWidgetItem(wrapping.shown(text))
            cell.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            table.setItem(row, column, cell)
    header.sectionResized.connect(table.resizeRowsToContents)
    table.resizeRowsToContents()
    return table


def _taken(looked_at: Preview) -> Iterator[tuple[str, str]]:
    """Measures and memos that are not in the file yet; answers, indicators, scores and issues."""
    found = looked_at.finding
    titles = {("measure", "title"): _("Measure"), ("memo", "subject"): _("Memo")}
    for edit in looked_at.edits:
        kind = titles.get((edit.table, edit.field))
        if kind and edit.value:
            yield kind, str(edit.value)
    for item in found.items:
        status = f" · {status_word(item.status)}" if item.status else ""
        yield _("Item"), f"{item.code} {item.name}{status}".strip()
    for indicator in found.indicators:
        yield _("Indicator"), f"{number(indicator.number)} {indicator.name}".strip()
    for score in found.scores:
        yield _("Score"), digits(f"{score.key} {score.label}: {score.value:.2f}")
    for issue in found.issues:
        yield _("Issue"), f"{number(issue.number)} {issue.name}".strip()


def _pieces(pieces: Iterable[Piece]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (place_words(piece.place), f"{piece.text}\n({reason(piece)})" if piece.why else piece.text)
        for piece in pieces
    )


def _mend_row(mend: Mend) -> tuple[str, str]:
    mended = mend.around.replace(mend.before, mend.after, 1)
    return f"…{mend.around}…", f"…{mended}…"
