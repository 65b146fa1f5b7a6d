"""The analysis of scores by issue: its questions, and the paragraphs on the three bands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from itadesk.core.findings import FoundIssue
from itadesk.core.lists import lines_of
from itadesk.files.recognise.context import issue_in
from itadesk.files.recognise.ledger import Ledger
from itadesk.files.recognise.words import tool_in
from itadesk.files.source import Line

Band: TypeAlias = Literal["defect", "develop", "keep"]

_BAND_ROW = re.compile(r"วิเคราะห์\s*ข้อบกพร่อง.{0,80}รักษาระดับ")
_NAMES: Mapping[Band, str] = {
    "defect": r"ข้อบกพร่อง(?:\s*/\s*ข้อปรับปรุง)?|ข้อปรับปรุง|จุดอ่อน",
    "develop": r"(?:ข้อ|ประเด็น)ที่(?:ต้อง|ควร)พัฒนา|การพัฒนา|ข้อพัฒนา",
    "keep": r"(?:ข้อ|ประเด็น)ที่(?:ต้อง|ควร)รักษาระดับ|การรักษาระดับ|รักษาระดับ",
}
_BANDS = tuple(
    (band, re.compile(rf"[-•\s]*(?:{names})\s*(?::\s*|(?=\s)|$)")) for band, names in _NAMES.items()
)
_WRAPPED_FROM = 60
_LONGEST_PARAGRAPH = 10_000


@dataclass(slots=True)
class _Draft:
    """An issue that is still being read."""

    number: int
    name: str
    year: int | None
    codes: list[str] = field(default_factory=list)
    bands: dict[Band, list[str]] = field(default_factory=dict)
    band: Band | None = None
    sub_head: str = ""
    after_repeat: bool = False


class AnalysisReader:
    """Collects issues; `is_open` while lines may still belong to one."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._issues: dict[int, _Draft] = {}
        self._open: _Draft | None = None
        self._in_prose = False

    @property
    def is_open(self) -> bool:
        """Whether an issue's heading has been read and nothing has ended it."""
        return self._open is not None

    @property
    def in_prose(self) -> bool:
        """Whether the paragraphs of an issue have begun."""
        return self._open is not None and self._in_prose

    def issues(self) -> tuple[FoundIssue, ...]:
        """The issues that have questions or paragraphs."""
        return tuple(
            FoundIssue(
                draft.number,
                draft.year,
                draft.name,
                tuple(draft.codes),
                *("\n".join(draft.bands.get(band, ())) for band, _ in _BANDS),
            )
            for draft in self._issues.values()
            if draft.codes or draft.bands
        )

    def heading(self, text: str, place: str, year: int | None) -> bool:
        """Take in an issue's heading or the row over its paragraphs; False for any other text."""
        if _BAND_ROW.fullmatch(text):
            (self._ledger.repeated if self.in_prose else self._ledger.heading)(text, place)
            self._in_prose = self.is_open
            return True
        found = issue_in(text)
        if not found:
            return False
        number, name = found
        if self._open and self._open.number == number:
            self._ledger.repeated(text, place)
            return True
        self._ledger.heading(text, place)
        self._open = self._issues.setdefault(number, _Draft(number, name, year))
        self._in_prose = False
        return True

    def add_code(self, code: str) -> None:
        """A question or an item of the open issue."""
        if self._open and code not in self._open.codes:
            self._open.codes.append(code)

    def close(self) -> None:
        """What follows is no part of an issue."""
        self._open, self._in_prose = None, False

    def prose(self, line: Line) -> None:
        """Take in a paragraph of the open issue."""
        draft = self._open
        if draft is None:
            return
        text = self._without_band(draft, line)
        if not text:
            return
        if draft.band is None:
            self._ledger.unplaced(text, line.place, "which-band")
            return
        lines = draft.bands.setdefault(draft.band, [])
        tool = tool_in(text)
        if tool and draft.after_repeat and tool == draft.sub_head:
            self._ledger.repeated(text, line.place)
        elif line.follows and lines and _goes_on(lines[-1], text):
            lines[-1] = f"{lines[-1]} {text}"
        else:
            lines.append(text)
        draft.sub_head = tool or draft.sub_head
        draft.after_repeat = False

    def _without_band(self, draft: _Draft, line: Line) -> str:
        """The line's text after a band's name, if it begins with one."""
        for band, pattern in _BANDS:
            found = pattern.match(line.text)
            if not found:
                continue
            head = found[0].strip()
            draft.after_repeat = draft.band == band
            (self._ledger.repeated if draft.after_repeat else self._ledger.heading)(
                head, line.place
            )
            draft.band = band
            draft.bands.setdefault(band, [])
            draft.sub_head = draft.sub_head if draft.after_repeat else ""
            self._in_prose = True
            return line.text[found.end() :].strip()
        return line.text


def _goes_on(before: str, text: str) -> bool:
    """Whether a line without a blank one before it is the rest of a paragraph cut at its width."""
    is_wrapped = _WRAPPED_FROM <= len(before) < _LONGEST_PARAGRAPH
    return is_wrapped and not tool_in(text) and not lines_of(text)[0].label
