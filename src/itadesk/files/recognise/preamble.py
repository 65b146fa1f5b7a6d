"""Paragraphs over the tables of a report: they are the office's own words for it."""

from __future__ import annotations

from collections.abc import Mapping

from itadesk.core.findings import FoundText
from itadesk.files.recognise.heads import Columns, Kind
from itadesk.files.recognise.ledger import Ledger
from itadesk.files.source import Line

_REPORTS: Mapping[Kind, str] = {
    "items": "oit-progress",
    "indicators": "indicator-progress",
    "indicator-scores": "score-analysis",
    "question-scores": "score-analysis",
    "result-scores": "score-summary",
}
_WRAPPED_FROM = 60


class PreambleReader:
    """Collects paragraphs until a table says whose they are."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._open: list[Line] = []
        self._found: dict[str, FoundText] = {}

    def take(self, line: Line) -> None:
        """A paragraph that no table has claimed yet."""
        self._open.append(line)

    def claim(self, columns: Columns, year: int | None) -> None:
        """A table begins: the paragraphs since the last one are its report's, the first time."""
        report = _report_of(columns)
        if report in self._found or not self._open:
            return
        text = "\n".join(_paragraphs(self._open))
        self._found[report] = FoundText(report, "preamble", text, year)
        self._open = []

    def texts(self) -> tuple[FoundText, ...]:
        """What has been claimed; the rest is kept."""
        for line in self._open:
            self._ledger.kept(line.text, line.place)
        return tuple(self._found.values())


def _report_of(columns: Columns) -> str:
    """The name of the report that prints such a table."""
    if columns.kind != "measures":
        return _REPORTS[columns.kind]
    shows_results = columns.says("outputs") or columns.says("outcome")
    return "measures-result" if shows_results else "measures-plan"


def _paragraphs(lines: list[Line]) -> list[str]:
    """The lines, those joined that are one paragraph cut at the paper's width."""
    result: list[str] = []
    for line in lines:
        if line.follows and result and len(result[-1]) >= _WRAPPED_FROM:
            result[-1] = f"{result[-1]} {line.text}"
        else:
            result.append(line.text)
    return result
