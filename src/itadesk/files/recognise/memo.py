"""A memo (บันทึกข้อความ): its head, its sections, its closing and the chain of those who sign."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from itadesk.core.findings import FoundEndorsement, FoundMemo, FoundSection
from itadesk.core.lists import lines_of
from itadesk.files.recognise.context import is_page_mark, is_title
from itadesk.files.recognise.ledger import Ledger
from itadesk.files.recognise.words import squeezed
from itadesk.files.source import EMPTY_BOX, TICKED_BOX, Line
from itadesk.thai.dates import fiscal_year, parse_date

_START = "บันทึกข้อความ"
_HEAD = re.compile(
    r"(?P<label>ส่วนราชการ|วันที่|เรื่อง(?!เดิม|พิจารณา)|เรียน|ที่(?![ก-๎]))\s*:?\s*(?P<value>.*)", re.DOTALL
)
_HEAD_FIELDS = {
    "ส่วนราชการ": "department",
    "ที่": "number",
    "วันที่": "date_text",
    "เรื่อง": "subject",
    "เรียน": "addressee",
}
_DATE_ON_NUMBER_LINE = re.compile(r"\s+วันที่\s+(?=[0-9๐-๙])")
_SECTION = re.compile(
    r"(?:[0-9๐-๙]{1,2}\s?[.)]\s*)?(?:เรื่องเดิม|ข้อเท็จจริง|ข้อพิจารณา|ข้อเสนอแนะ|ข้อเสนอ|ข้อกฎหมาย|ระเบียบ|กฎหมาย"
    r"|ต้นเรื่อง|บทวิเคราะห์|เรื่องเพื่อพิจารณา|สรุป)(?:\s*(?:/|และ|หรือ)?\s*(?:ข้อกฎหมาย|ระเบียบ|กฎหมาย|ข้อสั่งการ|ข้อเสนอแนะ"
    r"|ข้อพิจารณา|ข้อเสนอ|ที่เกี่ยวข้อง|เพื่อพิจารณา))*\s*:?"
)
_CLOSING = re.compile(r"จึงเรียนมา|จึงเสนอมา|จึงขอเรียน")
_CHOICE = re.compile(
    rf"[{EMPTY_BOX}{TICKED_BOX}\s()]*(?:ไม่)?(?:เห็นชอบ|อนุมัติ|เห็นควร|อนุญาต|ทราบ|ลงนามแล้ว)[\s.]*"
    rf"(?:[{EMPTY_BOX}{TICKED_BOX}].*)?"
)
_NAME = re.compile(r"(?:ลงชื่อ)?[\s.…]*\(\s*([^()]+?)\s*\)\s*")
_DOTS = re.compile(r"(?:\(?ลงชื่อ\)?)?[\s.…_]*")
_ON_BEHALF = re.compile(r"(?:รักษาราชการ|รักษาการ|ปฏิบัติหน้าที่|ปฏิบัติราชการ|ทำการแทน)")
_LONGEST_RANK = 40
_LONGEST_POST = 90
_LONGEST_REMARKS = 3_000


@dataclass(slots=True)
class _Section:
    """A section whose lines are still being read."""

    heading: str = ""
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Draft:
    """A memo that is still being read."""

    memo: FoundMemo = field(default_factory=FoundMemo)
    sections: list[_Section] = field(default_factory=list)
    links: list[FoundEndorsement] = field(default_factory=list)
    closed: bool = False


class MemoReader:
    """Collects memos from lines; `is_open` while lines may still belong to one."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._drafts: list[_Draft] = []
        self.is_open = False

    def begins(self, line: Line) -> bool:
        """Open a memo at its title; False for any other line."""
        if squeezed(line.text) != squeezed(_START):
            return False
        self._ledger.heading(line.text, line.place)
        self._drafts.append(_Draft())
        self.is_open = True
        return True

    def memos(self) -> tuple[FoundMemo, ...]:
        """Everything found."""
        return tuple(
            replace(
                draft.memo,
                sections=tuple(FoundSection(s.heading, "\n".join(s.lines)) for s in draft.sections),
                endorsements=tuple(draft.links),
            )
            for draft in self._drafts
        )

    def take(self, line: Line, following: str) -> bool:
        """Take a line in, `following` the text after it; False where the memo has ended."""
        draft = self._drafts[-1]
        if is_page_mark(line.text):
            self._ledger.heading(line.text, line.place)
        elif draft.closed:
            self.is_open = self._endorsement(draft, line, following)
            return self.is_open
        elif not draft.sections and self._head(draft, line):
            return True
        elif _CLOSING.match(line.text):
            draft.memo, draft.closed = replace(draft.memo, closing=line.text), True
        else:
            self._body(draft, line)
        return True

    def _head(self, draft: _Draft, line: Line) -> bool:
        """A line of the memo's head."""
        parts = _DATE_ON_NUMBER_LINE.split(line.text, maxsplit=1)
        texts = [parts[0], *(f"วันที่ {part}" for part in parts[1:])]
        read = [found for text in texts if (found := _HEAD.fullmatch(text))]
        names = {_HEAD_FIELDS[found["label"]]: found for found in read}
        if len(names) != len(texts) or any(getattr(draft.memo, name) for name in names):
            return False
        for name, found in names.items():
            self._ledger.heading(found["label"], line.place)
            self._set(draft, name, found["value"].strip(), line.place)
        return True

    def _set(self, draft: _Draft, name: str, value: str, place: str) -> None:
        draft.memo = replace(draft.memo, **{name: value})  # type: ignore[arg-type]
        if name != "date_text" or not value:
            return
        try:
            day = parse_date(value)
        except ValueError:
            draft.memo = replace(draft.memo, date_text="")
            self._ledger.unplaced(value, place, "not-a-date")
            return
        draft.memo = replace(draft.memo, date=day.isoformat(), year=fiscal_year(day))

    def _body(self, draft: _Draft, line: Line) -> None:
        """A section's heading, or a paragraph of the section that is open."""
        if _SECTION.fullmatch(line.text):
            draft.sections.append(_Section(line.text))
            return
        if not draft.sections:
            draft.sections.append(_Section())
        draft.sections[-1].lines.append(line.text)

    def _endorsement(self, draft: _Draft, line: Line, following: str) -> bool:
        """A line of the chain; False where it belongs to none."""
        link = draft.links[-1] if draft.links else FoundEndorsement()
        signed = bool(link.name)
        if named := _NAME.fullmatch(line.text):
            self._ledger.label(line.text[: named.start(1)], line.place)
            self._put(draft, replace(link if not signed else FoundEndorsement(), name=named[1]))
        elif _DOTS.fullmatch(line.text):
            self._ledger.label(line.text, line.place)
        elif signed and not link.post and _is_post(line.text):
            draft.links[-1] = replace(link, post=line.text)
        elif signed and _ON_BEHALF.match(line.text):
            draft.links[-1] = replace(link, post=f"{link.post} {line.text}".strip())
        else:
            return self._opinion(draft, line, following, link if not signed else None)
        return True

    def _opinion(
        self, draft: _Draft, line: Line, following: str, link: FoundEndorsement | None
    ) -> bool:
        """To whom, what is proposed or decided, or the rank over a name."""
        text = line.text
        current = link or FoundEndorsement()
        if text.startswith("เรียน") and len(text) <= _LONGEST_POST and not current.to:
            self._put(draft, replace(current, to=text))
        elif _CHOICE.fullmatch(text):
            self._put(draft, replace(current, choices=f"{current.choices}\n{text}".strip()))
        elif _NAME.fullmatch(following) and _is_rank(text) and not current.rank:
            self._put(draft, replace(current, rank=text))
        elif link or lines_of(text)[0].label or re.match(r"(?:เพื่อโปรด|เห็นควร|ความเห็น)", text):
            if is_title(text) or len(current.remarks) > _LONGEST_REMARKS:
                return False
            self._put(draft, replace(current, remarks=f"{current.remarks}\n{text}".strip()))
        else:
            return False
        return True

    def _put(self, draft: _Draft, link: FoundEndorsement) -> None:
        """The link in the place of the unsigned last one, or behind the signed ones."""
        if draft.links and not draft.links[-1].name:
            draft.links[-1] = link
        else:
            draft.links.append(link)


def _is_post(text: str) -> bool:
    is_other = text.startswith("เรียน") or _CHOICE.fullmatch(text)
    return len(text) <= _LONGEST_POST and not is_other


def _is_rank(text: str) -> bool:
    return len(text) <= _LONGEST_RANK and not lines_of(text)[0].label
