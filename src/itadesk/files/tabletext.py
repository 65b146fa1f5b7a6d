"""Table text as it is pasted or saved: rows with tabs between cells, and paragraphs between tables.

Understands bits of HTML and Markdown that text taken out of PDFs is full of, cells in quotes as
Excel copies them, and tables drawn with | .
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from itadesk.core.errors import UserError
from itadesk.files.html_bits import plain
from itadesk.files.html_in import read_html
from itadesk.files.source import Block, Line, Row, Source, Table, tidy

MAX_LETTERS = 2_000_000
MAX_ROWS = 5_000
_IS_HTML = re.compile(r"<(html|table)\b", re.IGNORECASE)
_BOLD_TAIL = re.compile(r"(?<=[^\s*])\*\*(?=[^*]+\*\*$)")
_HEADING = re.compile(r"^#{1,6} +")
_DASH_BEFORE_NUMBER = re.compile(r"^- +(?=\(?[0-9๐-๙]{1,2}[.) ])")
_DRAWN = re.compile(r"^\|.*\|$")
_RULE = frozenset("|:- ")
_LONGEST_QUOTED = 200


def read_text(text: str, name: str) -> Source:
    """The lines and tables of a text; `name` says in an error where it came from.

    Raises:
        UserError: "import-too-large".
    """
    if len(text) > MAX_LETTERS:
        raise UserError("import-too-large", name=name)
    if _IS_HTML.search(text):
        return read_html(text)
    blocks: list[Block] = []
    rows: list[Row] = []
    after_blank = True
    for number, raw in _whole_lines(text, name):
        cells = _cells(raw)
        if cells is not None:
            if any(cells):
                rows.append(Row(cells, str(number)))
            continue
        if rows:
            blocks.append(Table(tuple(rows)))
            rows = []
            after_blank = True
        paragraphs = _paragraphs(raw)
        for nth, line in enumerate(paragraphs):
            blocks.append(Line(line, str(number), follows=not after_blank and nth == 0))
        after_blank = len(paragraphs) != 1
    if rows:
        blocks.append(Table(tuple(rows)))
    return Source(tuple(blocks))


def _whole_lines(text: str, name: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; a quoted cell that goes on over line ends is one line."""
    lines = re.split(r"\r\n|[\n\r\f\v\u2028\u2029]", text)
    if len(lines) > MAX_ROWS:
        raise UserError("import-too-large", name=name)
    index = 0
    while index < len(lines):
        end = _end_of_quoted(lines, index)
        yield index + 1, "\n".join(lines[index : end + 1])
        index = end + 1


def _end_of_quoted(lines: list[str], start: int) -> int:
    """The line on which the quoted cell ends that is open at the end of this line, or this line."""
    if not _opens(lines[start]):
        return start
    for end in range(start + 1, min(start + _LONGEST_QUOTED, len(lines))):
        if lines[end].count('"') % 2:
            closed = re.search(r'"(\t|$)', lines[end])
            return end if closed else start
    return start


def _opens(line: str) -> bool:
    """Whether a cell begins with a quote that this line does not close."""
    return bool(re.search(r'(^|\t)"', line)) and line.count('"') % 2 == 1


def _cells(raw: str) -> tuple[str, ...] | None:
    """The cells of a row; None where the line is no row of a table."""
    if "\t" in raw:
        return tuple(plain(_unquoted(cell)) for cell in raw.split("\t"))
    line = raw.strip()
    if _DRAWN.match(line) and line.count("|") > 2:
        if _is_rule(line):
            return ()
        return tuple(plain(cell) for cell in line[1:-1].split("|"))
    return None


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def _paragraphs(raw: str) -> list[str]:
    """A line outside tables as paragraphs, without Markdown's marks."""
    line = raw.strip()
    if _is_rule(line):
        return []
    marked = _BOLD_TAIL.sub("\n", _HEADING.sub("", line)).replace("**", "")
    return [_DASH_BEFORE_NUMBER.sub("", tidy(part)) for part in plain(marked).split("\n") if part]


def _is_rule(line: str) -> bool:
    """Whether a line is only drawn: --- or |---|:--|."""
    return "--" in line and set(line) <= _RULE
