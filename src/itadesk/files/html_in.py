"""A web page or what Word and Excel put on the clipboard as HTML: read, never run or fetched."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from itadesk.files.html_bits import TAG, TAGS, plain
from itadesk.files.source import Line, Row, Source, Table

_CLIPBOARD_HEAD = re.compile(r"^\s*Version:[^<]*(?=<)")
_SKIPPED = {"style", "script", "head", "template"}
_BLOCKS = {"p", "div", "br", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "center"}
_MAX_SPAN = 60


def read_html(text: str) -> Source:
    """A page or a clipboard fragment as lines and tables; a table in a cell is text of the cell."""
    reader = _Page()
    reader.feed(_CLIPBOARD_HEAD.sub("", text))
    reader.close()
    return reader.source()


class _Page(HTMLParser):
    """Collects text until a block or a cell ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[Line | Table] = []
        self._text: list[str] = []
        self._rows: list[Row] = []
        self._cells: list[str] = []
        self._below: dict[int, int] = {}
        self._span = (1, 1)
        self._in_cell = False
        self._in_row = False
        self._depth = 0
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raw = self.get_starttag_text() or ""
        if tag in _SKIPPED:
            self._skipped += 1
        elif tag == "table":
            self._skipped = 0
            self._flush_line()
            self._text += ["<br>"] * (self._depth > 0)
            self._depth += 1
        elif tag == "body":
            self._skipped = 0
        elif self._depth == 1 and tag == "tr":
            self._end_row()
            self._in_row = True
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            self._take_lines()
            self._in_row = True
            self._in_cell = True
            given = dict(attrs)
            self._span = (_span(given.get("colspan")), _span(given.get("rowspan")))
        elif tag in _BLOCKS and not self._depth:
            self._flush_line()
        if TAG.fullmatch(raw) and tag not in ("table", "td", "th", "tr"):
            self._text.append(raw)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipped = max(0, self._skipped - 1)
        elif tag == "table":
            self._end_table()
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
        elif self._depth == 1 and tag == "tr":
            self._end_row()
        elif tag in _BLOCKS and not self._depth:
            self._flush_line()
        elif re.fullmatch(TAGS, tag):
            self._text.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._text.append(html.escape(re.sub(r"\s+", " ", data), quote=False))

    def source(self) -> Source:
        """What has been read; a table that never ends is taken as far as it goes."""
        self._depth = min(self._depth, 1)
        self._end_table()
        self._flush_line()
        return Source(tuple(self._blocks))

    def _flush_line(self) -> None:
        if not self._depth:
            self._take_lines()

    def _take_lines(self) -> None:
        text = plain("".join(self._text))
        self._text = []
        for line in filter(None, text.split("\n")):
            self._blocks.append(Line(line, str(len(self._blocks) + 1)))

    def _end_cell(self) -> None:
        if not self._in_cell:
            return
        self._in_cell = False
        self._fill_from_above()
        columns, rows = self._span
        for column in range(len(self._cells), len(self._cells) + columns):
            if rows > 1:
                self._below[column] = rows - 1
        self._cells += [plain("".join(self._text)), *[""] * (columns - 1)]
        self._text, self._span = [], (1, 1)

    def _fill_from_above(self) -> None:
        while self._below.get(len(self._cells), 0):
            self._below[len(self._cells)] -= 1
            self._cells.append("")

    def _end_row(self) -> None:
        self._end_cell()
        self._take_lines()
        if not self._in_row:
            return
        self._in_row = False
        self._fill_from_above()
        if any(self._cells):
            self._rows.append(Row(tuple(self._cells), str(len(self._rows) + 1)))
        self._cells = []

    def _end_table(self) -> None:
        if self._depth > 1:
            self._text.append("<br>")
        elif self._depth == 1:
            self._end_row()
            if self._rows:
                self._blocks.append(Table(tuple(self._rows)))
            self._rows, self._below = [], {}
        self._depth = max(0, self._depth - 1)


def _span(value: str | None) -> int:
    return max(1, min(int(value), _MAX_SPAN)) if value and value.isdecimal() else 1
