"""The scores of a year: the table to type and paste into, and what they add up to beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLayout, QSplitter, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.session import Session
from itadesk.core.changelog import Edit, FieldKey
from itadesk.core.checklist import items_of
from itadesk.core.errors import UserError
from itadesk.core.scores import Depth, ScoreLine, key_of, score_set, scores_pasted
from itadesk.thai.digits import parse_number
from itadesk.ui import theme
from itadesk.ui.cells.clipboard import Block, block_in, is_one_text, mime_of
from itadesk.ui.prompts import Prompts
from itadesk.ui.safety.conflict_marks import CellMarks, Conflicts
from itadesk.ui.scores.figures import Scored, key_name
from itadesk.ui.scores.model import POINTS, TYPED, ScoresModel
from itadesk.ui.scores.side import SidePanel
from itadesk.ui.scores.table import ScoresView

_TOOL: tuple[Depth, ...] = ("total", "tool")
_DEPTHS: tuple[tuple[Depth, ...], ...] = (
    ("total", "tool", "part", "indicator", "sub", "question", "item"),
    (*_TOOL, "indicator"),
    _TOOL,
)
_TABLE_SHARE, _SIDE_SHARE = 860, 440
_MOST_REFUSED = 5


class ScoresPane(QWidget):
    """Everything typed is kept at once.

    Signals: `measures_wanted` with the key of the score that measures are asked for.
    """

    measures_wanted = Signal(str)

    def __init__(self, session: Session, prompts: Prompts) -> None:
        super().__init__()
        self._session = session
        self._prompts = prompts
        self._shown: Scored | None = None
        self._depth = QComboBox()
        self._depth.setAccessibleName(_("Which scores"))
        self._hint = theme.label(tone="muted", wrap=True)
        self.model = ScoresModel(self._write, self)
        self.view = ScoresView(self.model)
        self._marks = CellMarks(self.view, Conflicts(session, prompts), self._index_of)
        self.side = SidePanel(session)
        self._build()
        self._add_actions()
        self.setFocusProxy(self.view)

    def show_scores(self, shown: Scored) -> None:
        """Show a year's scores."""
        is_new = self._shown is None or self._shown.year != shown.year
        self._shown = shown
        depths = _DEPTHS[self._depth.currentIndex()]
        points = {
            item.code: item.points
            for item in items_of(self._session.state, shown.year)
            if item.points is not None
        }
        lines = tuple(line for line in shown.lines if line.depth in depths)
        self.model.set_lines(lines, points)
        self._marks.refresh()
        self.view.show_points(shown.asks_points)
        self.side.show_scores(shown)
        self._hint.setVisible(not shown.has_scores)
        if is_new or not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0, TYPED))

    def go(self, key: str) -> bool:
        """Choose a score; False where the year has none of this key."""
        if self.model.row_of(key) < 0 and self._depth.currentIndex():
            self._depth.setCurrentIndex(0)
            self._on_depth()
        return self.view.go(key)

    def flush(self) -> None:
        """Save what is being typed."""
        self.view.flush()
        self.side.says.flush()

    # what the clerk does

    def paste(self) -> None:
        """Scores from Excel: rows of key and score, or scores alone from the current row down."""
        block = _rows_on_clipboard()
        line = self.view.current_line()
        if not block or self._shown is None:
            return
        if self.view.currentIndex().column() == POINTS:
            self._paste_points(block)
            return
        edits, refused = scores_pasted(
            self._session.state,
            self._shown.year,
            line.key if line else "",
            block,
            [shown.key for shown in self.model.lines],
        )
        self._apply(edits, _("Paste scores"))
        if refused:
            self._say_refused(refused)

    def copy(self) -> None:
        cells = self.view.chosen()
        columns = sorted({c.column() for c in cells if not self.view.isColumnHidden(c.column())})
        rows = sorted({c.row() for c in cells})
        QGuiApplication.clipboard().setMimeData(
            mime_of([[self.model.text_of(self.model.index(r, c)) for c in columns] for r in rows])
        )

    def clear(self) -> None:
        """Take the chosen scores away."""
        self._fill(dict.fromkeys(self._chosen_lines(), ""), _("Clear scores"))

    def fill_down(self) -> None:
        """The first chosen score in all chosen rows."""
        chosen = self._chosen_lines()
        if chosen:
            self._fill(dict.fromkeys(chosen, self._text(chosen[0])), _("Fill down"))

    def propose(self) -> None:
        """Ask for measures for the current score."""
        line = self.view.current_line()
        if line is not None:
            self.measures_wanted.emit(line.key)

    def _write(self, line: ScoreLine, column: int, text: str) -> None:
        name = _("Score of {name}").format(name=key_name(line.key))
        self._apply(self._edits(line.key, column, text), name)

    def _fill(self, texts: dict[tuple[str, int], str], label: str) -> None:
        edits: list[Edit] = []
        try:
            for (key, column), text in texts.items():
                edits += self._edits(key, column, text)
        except UserError as error:
            self._prompts.warn(self, _("Scores"), sentence(error))
            return
        self._apply(edits, label)

    def _edits(self, key: str, column: int, text: str) -> list[Edit]:
        year = self._shown.year if self._shown else 0
        try:
            value = parse_number(text) if text.strip(" -") else None
        except ValueError as error:
            raise UserError("score-not-a-number", code=key, value=text) from error
        if column == POINTS:
            return [Edit("item", f"{year}/{key}", "points", value)]
        return score_set(self._session.state, year, key, value)

    def _paste_points(self, block: Sequence[Sequence[str]]) -> None:
        start = self.view.currentIndex().row()
        rows = [line for line in self.model.lines[start:] if line.depth == "item"]
        texts = {
            (line.key, POINTS): next((cell for cell in reversed(cells) if cell.strip()), "")
            for line, cells in zip(rows, block, strict=False)
        }
        self._fill(texts, _("Paste points"))

    def _chosen_lines(self) -> list[tuple[str, int]]:
        found = []
        for cell in self.view.chosen():
            line = self.model.line_at(cell)
            if line is not None and cell.flags() & Qt.ItemFlag.ItemIsEditable:
                found.append((line.key, cell.column()))
        return found

    def _text(self, cell: tuple[str, int]) -> str:
        return self.model.text_of(self.model.index(self.model.row_of(cell[0]), cell[1]))

    def _apply(self, edits: Sequence[Edit], label: str) -> None:
        if edits:
            self._session.apply(edits, label)

    def _say_refused(self, refused: Sequence[str]) -> None:
        text = _("These rows are no scores of this year and were not pasted:")
        rows = [*refused[:_MOST_REFUSED], *(["…"] if len(refused) > _MOST_REFUSED else [])]
        if any(self.model.row_of(f"{key_of(row.split()[0])}/1") >= 0 for row in refused):
            rows.append(_("e1 to e9 have two scores each: side by side, or in rows e1/1 and e1/2."))
        self._prompts.warn(self, _("Paste scores"), "\n".join([text, *rows]))

    # how it is laid out

    def _index_of(self, key: FieldKey) -> QModelIndex:
        """The cell that shows a score or an item's points."""
        table, row, field = key
        column = {("score", "value"): TYPED, ("item", "points"): POINTS}.get((table, field), -1)
        year, _slash, score = row.partition("/")
        place = self.model.row_of(score)
        if self._shown is None or year != str(self._shown.year) or place < 0 or column < 0:
            return QModelIndex()
        return self.model.index(place, column)

    def _on_depth(self) -> None:
        if self._shown is not None:
            self.show_scores(self._shown)

    def _add_actions(self) -> None:
        self.view.add_action(_("Copy"), "Ctrl+C", self.copy)
        self.view.add_action(_("Paste"), "Ctrl+V", self.paste)
        self.view.add_action(_("Fill down"), "Ctrl+D", self.fill_down)
        self.view.add_action(_("Clear scores"), "Del", self.clear)
        self.view.add_action(_("Propose measures"), "Ctrl+M", self.propose)

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.L, 0, theme.M, theme.M)
        column.setSpacing(theme.S)
        column.addLayout(self._head())
        self._hint.setText(
            _(
                "No scores of this year yet. Type them at any depth, or copy the columns of "
                "question and score in Excel and press Paste."
            )
        )
        column.addWidget(self._hint)
        column.addWidget(self.view, 1)
        splitter = QSplitter()
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.side)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([_TABLE_SHARE, _SIDE_SHARE])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _head(self) -> QLayout:
        for text in (_("Every question and item"), _("Indicators"), _("Tools and total")):
            self._depth.addItem(text)
        self._depth.activated.connect(self._on_depth)
        paste = theme.button(_("Paste from Excel"), "clipboard-text")
        paste.clicked.connect(self.paste)
        propose = theme.button(_("Propose measures"), "lightbulb")
        propose.setToolTip(_("Measures for the chosen row"))
        propose.clicked.connect(self.propose)
        line = QHBoxLayout()
        line.setSpacing(theme.S)
        line.addWidget(self._depth)
        line.addStretch(1)
        line.addWidget(paste)
        line.addWidget(propose)
        return line


def _rows_on_clipboard() -> Block:
    """The cells on the clipboard; a column of its own is a row a line."""
    block = block_in(QGuiApplication.clipboard().mimeData())
    if is_one_text(block):
        return tuple((line,) for line in block[0][0].split("\n"))
    return block
