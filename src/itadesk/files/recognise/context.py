"""Lines that say what stands below them: titles, years, the office, tools, indicators, issues."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from itadesk.core.findings import FoundOffice
from itadesk.files.recognise.words import squeezed
from itadesk.thai.digits import to_arabic

Heading: TypeAlias = Literal["tool", "indicator", "sub-indicator", "section"]

LONGEST_TITLE = 220
LONGEST_HEADING = 160
_LONGEST_PAGE_MARK = 80
_NUMBERED = r"(?:\d{1,2}\s*[.)]?\s*)?"
_TITLE = re.compile(
    _NUMBERED + r"(?:รายงานผล|รายงานสรุป|รายงานการ|การวิเคราะห์|สรุปผล|ผลการประเมิน|ข้อมูลรายละเอียด"
    r"|วิธี(?:การ)?นำผล|การนำผล|แนวทางการนำผล|มาตรการส่งเสริม|ตามมาตรการ|แผนปฏิบัติการ|แผนการ|และความโปร่งใส"
    r"|เพื่อส่งเสริม|(?:ใน|ประจำ)*ปีงบประมาณ|หน่วยงาน\s*ประจำ|ภายในหน่วยงาน|เพื่อจัดทำ|พ\.\s?ศ\s?\.|ประเด็นการประเมิน"
    r"|แบบตรวจ|แบบรายงาน|แบบวัด|เอกสารประกอบ|คำนำ|สารบัญ|บทสรุป|ของหน่วยงาน)"
)
_SECTION = re.compile(
    r"\d{1,2}\s*[.)]?\s*(?:วิธี(?:การ)?นำผล|การนำผล|แนวทางการนำผล|มาตรการส่งเสริม|แผนปฏิบัติการ|สรุปผลการประเมิน"
    r"|ผลการประเมิน|ข้อมูลรายละเอียด)|รายงานผลการดำเนิน|มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายใน.*ปีงบประมาณ"
)
_PARAGRAPH = re.compile(r"(?:ตามที่|จากการ|จากผล|ด้วย|เนื่องจาก|เพื่อให้|ทั้งนี้)")
_YEAR = re.compile(r"(?:ปีงบประมาณ|ประจำปี|ปี|^)\s*(?:พ\s?\.?\s?ศ\s?\.?)?\s*(25[4-9]\d)(?!\d)")
_TOOL = re.compile(r"เครื่องมือ(?:การประเมิน)?\s*:?\s*(?=.*(?:[IEO]\s?IT|Integrity))", re.IGNORECASE)
_TOOL_NAME = re.compile(
    r"เครื่องมือการประเมิน\s+(?:Internal|External|Open Data) Integrity and Transparency Assessment"
    r"\s*:\s*([IEO]IT)"
)
_INDICATOR = re.compile(r"ตัวชี้วัด(?:ที่)?\s*(\d{1,2})(?![.\d])\s*[.:]?\s*(.*)", re.DOTALL)
_SUB_INDICATOR = re.compile(
    r"ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*(?P<code>\d{1,2}\.\d{1,2})\s*[.:]?\s*(?P<name>.*)", re.DOTALL
)
_SECTION_HEAD = re.compile(r"ประเด็นการประเมิน(?:ของ)?\s*[IEO]IT\b.*", re.IGNORECASE)
_CONTINUED = re.compile(r"\s*\(\s*ต่อ\s*\)\s*$")
_ISSUE = re.compile(r"ประเด็นที่\s*(\d{1,2})(?!\d)\s*[.:]?\s*(.*)", re.DOTALL)
_PAGE = re.compile(
    r"[-–\s]*(?:หน้า(?:ที่)?\s*)?[0-9๐-๙]{0,3}(?:\s*/\s*[0-9๐-๙]{1,3})?[-–\s]*|/.{1,60}\.{3,}"
)
_KINDS = (
    (r"องค์(?:การ|กร)บริหารส่วนตำบล", "องค์การบริหารส่วนตำบล", "อบต."),
    (r"อบต\s?\.", "องค์การบริหารส่วนตำบล", "อบต."),
    (r"เทศบาลตำบล", "เทศบาลตำบล", "เทศบาลตำบล"),
    (r"ทต\s?\.", "เทศบาลตำบล", "เทศบาลตำบล"),
)
_PLACES = re.compile(
    r"(?:อำเภอ|(?<![ก-๎.])อ\.)\s*(?P<amphoe>[ก-๎]+)\s*"
    r"(?:(?:จังหวัด|จ\.)\s*(?P<province>[ก-๎]+))?"
)
_ONLY_OFFICE = re.compile(
    r"(?:ของ\s*)?(?:องค์(?:การ|กร)บริหารส่วน(?:ตำบล|จังหวัด)|อบต\s?\.|เทศบาล(?:ตำบล|เมือง|นคร)|ทต\s?\.)\s*[ก-๎]+"
    r"|(?:ของ\s*)?(?:อำเภอ|จังหวัด|อ\.|จ\.|ตำบล)\s*[ก-๎]+"
)


@dataclass(slots=True)
class Context:
    """What the headings so far say about what comes next."""

    year: int | None = None
    tool: str = ""
    indicator: str = ""
    sub_code: str = ""
    sub_name: str = ""
    group: str = ""
    issue: str = ""
    office: FoundOffice = field(default_factory=FoundOffice)
    title_seen: bool = False
    group_may_follow: bool = False

    def read_title(self, text: str) -> None:
        """Take the year and the office out of a title."""
        self.title_seen = True
        self.year = year_in(text) or self.year
        self.office = _with(self.office, text)

    def read_heading(self, text: str) -> Heading | None:
        """Take in a heading that tables stand under; None where the line is no such heading."""
        if len(text) > LONGEST_HEADING:
            return None
        plain = to_arabic(text)
        if _SECTION_HEAD.fullmatch(text):
            return "section"
        if found := _SUB_INDICATOR.fullmatch(plain):
            self._enter_sub(found["code"], text[found.start("name") :])
            return "sub-indicator"
        if _INDICATOR.fullmatch(plain):
            self.indicator = _CONTINUED.sub("", text)
            return "indicator"
        if _TOOL.match(text):
            known = _TOOL_NAME.fullmatch(text)
            self.tool, self.indicator = known[1] if known else text, ""
            return "tool"
        return None

    def read_group(self, text: str) -> bool:
        """Take in the group's name that may stand between a sub-indicator and its table."""
        may = self.group_may_follow and len(text) <= LONGEST_HEADING
        self.group_may_follow = False
        if may:
            self.group = _CONTINUED.sub("", text)
        return may

    def _enter_sub(self, code: str, name: str) -> None:
        goes_on = bool(_CONTINUED.search(name)) and code == self.sub_code
        self.sub_code, self.sub_name = code, _CONTINUED.sub("", name).strip()
        self.group = self.group if goes_on else ""
        self.group_may_follow = True


def is_title(text: str) -> bool:
    """Whether a line reads as part of a title or as a section's title."""
    plain = to_arabic(text)
    if len(text) > LONGEST_TITLE or _PARAGRAPH.match(text):
        return False
    return bool(_TITLE.match(plain)) or is_office(text)


def is_office(text: str) -> bool:
    """Whether a line names the office or its place and nothing else."""
    rest = text.strip()
    while found := _ONLY_OFFICE.match(rest):
        rest = rest[found.end() :].strip()
        if not rest:
            return True
    return False


def begins_section(text: str) -> bool:
    """Whether a line is the title of a new part, even amid an issue's paragraphs."""
    return len(text) <= LONGEST_TITLE and bool(_SECTION.match(to_arabic(text)))


def is_page_mark(text: str) -> bool:
    """Whether a line is only a page number, or the next page's first words at a page's foot."""
    return len(text) <= _LONGEST_PAGE_MARK and bool(_PAGE.fullmatch(text))


def issue_in(text: str) -> tuple[int, str] | None:
    """The number and name in a heading "ประเด็นที่ ๑ …"."""
    found = _ISSUE.fullmatch(to_arabic(text)) if len(text) <= LONGEST_HEADING else None
    return (int(found[1]), text[found.start(2) :].strip()) if found else None


def year_in(text: str) -> int | None:
    """The last fiscal year that a title names."""
    found = _YEAR.findall(to_arabic(text))
    return int(found[-1]) if found else None


def _with(office: FoundOffice, text: str) -> FoundOffice:
    """The office with what this title says and earlier ones left open."""
    if not office.name:
        for pattern, full, kind in _KINDS:
            if found := re.search(pattern + r"\s*([ก-๎]+)", text):
                tambon = found[1]
                office = replace(office, name=f"{full}{tambon}", kind=kind, tambon=tambon)
                break
    places = _PLACES.search(text)
    if places and not office.amphoe and (places["province"] or squeezed(office.name)):
        office = replace(office, amphoe=places["amphoe"], province=places["province"] or "")
    return office
