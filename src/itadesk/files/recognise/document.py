"""Reads a whole document: every line and row goes to the reader that it is for, or is unplaced."""

from __future__ import annotations

from itadesk.core.findings import Finding
from itadesk.files.recognise.analysis import AnalysisReader
from itadesk.files.recognise.checklist import ChecklistReader
from itadesk.files.recognise.context import Context, begins_section, is_page_mark, is_title
from itadesk.files.recognise.heads import Columns, columns_of, like, same_heads
from itadesk.files.recognise.indicators import IndicatorReader
from itadesk.files.recognise.ledger import Ledger
from itadesk.files.recognise.measures import MeasureReader
from itadesk.files.recognise.memo import MemoReader
from itadesk.files.recognise.preamble import PreambleReader
from itadesk.files.recognise.scores import ScoreReader
from itadesk.files.source import Line, Row, Source, Table

_LONGEST_TITLE_END = 120


def find(source: Source) -> Finding:
    """Everything that a document says, found or accounted for."""
    reader = _Document()
    blocks = source.blocks
    for number, block in enumerate(blocks):
        if isinstance(block, Table):
            for row in block.rows:
                reader.row(row)
        else:
            after = blocks[number + 1] if number + 1 < len(blocks) else None
            reader.line(block, after.text if isinstance(after, Line) else "")
    return reader.finding()


class _Document:
    """The readers, and which of them is at work."""

    def __init__(self) -> None:
        self._ledger = Ledger()
        self._context = Context()
        self._columns: Columns | None = None
        self._measures = MeasureReader(self._ledger)
        self._checklist = ChecklistReader(self._ledger)
        self._indicators = IndicatorReader(self._ledger)
        self._scores = ScoreReader(self._ledger)
        self._analysis = AnalysisReader(self._ledger)
        self._memo = MemoReader(self._ledger)
        self._preamble = PreambleReader(self._ledger)
        self._after_title = False

    def finding(self) -> Finding:
        """All that has been read so far."""
        return Finding(
            office=self._context.office,
            year=self._context.year,
            measures=self._measures.measures(),
            items=self._checklist.items(),
            indicators=self._indicators.indicators(),
            scores=self._scores.scores(),
            levels=self._scores.levels(),
            issues=self._analysis.issues(),
            memos=self._memo.memos(),
            texts=self._preamble.texts(),
            pieces=tuple(self._ledger.pieces),
            notices=tuple(self._ledger.notices),
        )

    def line(self, line: Line, following: str = "") -> None:
        """A paragraph outside tables."""
        goes_on = self._after_title and line.follows and len(line.text) < _LONGEST_TITLE_END
        self._after_title = False
        if line.aside:
            if not self._is_furniture(line):
                self._ledger.unplaced(line.text, line.place, "page-edge")
        elif self._taken_elsewhere(line, following):
            return
        elif self._analysis.is_open and not begins_section(line.text):
            self._analysis.prose(line)
        elif self._context.read_group(line.text):
            self._ledger.heading(line.text, line.place)
        elif is_title(line.text) or goes_on:
            self._title(line)
        else:
            self._paragraph(line)

    def _taken_elsewhere(self, line: Line, following: str) -> bool:
        """Whether a memo took the line in, or it is a page number or a heading."""
        if self._memo.is_open and self._memo.take(line, following):
            return True
        if self._memo.begins(line):
            return True
        return self._is_furniture(line) or self._is_heading(line.text, line.place)

    def row(self, row: Row) -> None:
        """A row of a table."""
        self._after_title = False
        filled = [cell for cell in row.cells if cell]
        if len(filled) == 1 and self._is_heading(filled[0], row.place):
            return
        if self._memo.is_open and len(filled) == 1:
            self.line(Line(filled[0], row.place))
            return
        if self._is_heads(row):
            return
        alone = len(filled) == 1 and bool(row.cells[0])
        if alone and self._analysis.in_prose and not begins_section(filled[0]):
            for text in filled[0].split("\n"):
                self._analysis.prose(Line(text, row.place))
        elif self._columns and self._by_columns(self._columns, row):
            for text in self._columns.strays(row.cells):
                if not self._columns.kind.endswith("scores"):
                    self._ledger.unplaced(text, row.place, "unknown-column")
        elif alone:
            for text in filled[0].split("\n"):
                self.line(Line(text, row.place))
        else:
            for text in filled:
                self._ledger.unplaced(text, row.place, "no-row" if self._columns else "no-heads")

    def _is_furniture(self, line: Line) -> bool:
        """A page number, or a page's foot."""
        if not is_page_mark(line.text):
            return False
        self._ledger.heading(line.text, line.place)
        return True

    def _is_heading(self, text: str, place: str) -> bool:
        """A heading that tables or paragraphs stand under."""
        if self._analysis.heading(text, place, self._context.year):
            self._context.issue = text.removeprefix("ประเด็นที่").strip()
            return True
        if self._analysis.in_prose or not self._context.read_heading(text):
            return False
        self._ledger.heading(text, place)
        return True

    def _is_heads(self, row: Row) -> bool:
        """A row of column heads: new ones, or those of the open table again."""
        again = self._columns is not None and same_heads(row.cells, self._columns)
        found = None if again else columns_of(row.cells)
        if not again and found is None:
            return False
        for head in filter(None, row.cells):
            self._ledger.head(head, row.place)
        if again and self._columns:
            self._tell_changed_heads(row, self._columns)
        elif found:
            self._open(found)
        self._context.group_may_follow = False
        return True

    def _open(self, columns: Columns) -> None:
        """Begin a table with other heads than before."""
        self._columns = columns
        self._preamble.claim(columns, self._context.year)
        if columns.kind == "measures":
            self._measures.begin_table()
        if not columns.kind.endswith("scores"):
            if self._analysis.in_prose or columns.says("issue"):
                self._context.issue = ""
            self._analysis.close()
        self._scores.begin_table()

    def _tell_changed_heads(self, row: Row, columns: Columns) -> None:
        """Heads that change from page to page are one column, and worth a word."""
        for now, before in zip(row.cells, columns.heads, strict=True):
            if not like(now, before):
                self._ledger.tell("head-changed", first=before, now=now, place=row.place)

    def _by_columns(self, columns: Columns, row: Row) -> bool:
        """Give a row to the reader of its table."""
        context, place = self._context, row.place
        if columns.kind == "indicator-scores":
            return self._scores.indicator_row(row.cells, place, context)
        if columns.kind == "result-scores":
            return self._scores.result_row(row.cells, place, context)
        if columns.kind == "question-scores":
            code = self._scores.question_row(row.cells, place, context)
            if code:
                self._analysis.add_code(code)
            return code is not None
        cells = columns.cells(row.cells)
        if columns.kind == "measures":
            return self._measures.row(columns, cells, place, context)
        if columns.kind == "items":
            return self._checklist.row(cells, place, context)
        return self._indicators.row(cells, place, context)

    def _title(self, line: Line) -> None:
        if self._analysis.is_open:
            self._analysis.close()
            self._context.issue = ""
        self._context.read_title(line.text)
        self._ledger.heading(line.text, line.place)
        self._after_title = True

    def _paragraph(self, line: Line) -> None:
        if not self._context.title_seen:
            self._ledger.unplaced(line.text, line.place)
            return
        self._preamble.take(line)
        self._scores.read_total(line.text, self._context)
