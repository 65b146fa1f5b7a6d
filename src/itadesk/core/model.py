"""What an office keeps: one frozen dataclass a table, and `State`, all current rows at once.

Every row has an `id`. Rows that two copies of a file may both make (a year, its items, its
scores) have ids that say what they are, "2568/O4", so that both copies mean the same row; rows a
person adds have random ids. `place` orders rows; it is a fraction so that a row moves alone.
Dates are ISO text ("2025-10-01") or empty. `responsible` is free text naming units.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Literal, TypeAlias, TypeVar

Value: TypeAlias = str | int | float | bool | None
Status: TypeAlias = Literal["todo", "done", "na"]


@dataclass(frozen=True, slots=True)
class Office:
    """The one row "office". `kind` is "อบต." or "เทศบาลตำบล"; `letter_prefix` begins ที่.

    `garuda` is the SHA-256 of the attached picture, empty for paper with a printed head. The
    memo's margins are millimetres and its size is the office's points; the defaults are the rule
    (แบบที่ ๒๙ of ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖ and its typing rules).
    `paper_font` names the family that papers are set in, empty for the program's own.
    """

    id: str = "office"
    name: str = ""
    kind: str = ""
    tambon: str = ""
    amphoe: str = ""
    province: str = ""
    letter_prefix: str = ""
    phone: str = ""
    web: str = ""
    garuda: str = ""
    memo_left: float = 30.0
    memo_right: float = 20.0
    memo_top: float = 15.0
    memo_bottom: float = 20.0
    memo_size: float = 16.0
    paper_font: str = ""
    thai_digits: bool = True


@dataclass(frozen=True, slots=True)
class Unit:
    """A สำนัก or กอง of the office."""

    id: str
    name: str = ""
    place: float = 0.0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs; `rank` (จำเอก) stands on the signature line, not in the brackets."""

    id: str
    rank: str = ""
    name: str = ""
    post: str = ""
    place: float = 0.0


@dataclass(frozen=True, slots=True)
class Year:
    """A fiscal year (Buddhist era); `id` is "2568". `confirmed` False: the list has no full source.

    `form_title` is empty for a year that has no OIT list. `level` is the result as it was
    published, empty where it is to be worked out from the scores. The weights are what the office
    says that each tool carries of 100, for a year whose weights no form knows.
    """

    id: str
    year: int = 0
    form_title: str = ""
    form_note: str = ""
    confirmed: bool = True
    level: str = ""
    weight_iit: float | None = None
    weight_eit: float | None = None
    weight_oit: float | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One OIT item of one year, "2568/O4": what is asked, copied from the form, and the answer.

    `was` names last year's items that it continues ("2567/O34 2567/O35").
    """

    id: str
    year: int = 0
    code: str = ""
    number: int = 0
    name: str = ""
    indicator: str = ""
    indicator_name: str = ""
    group: str = ""
    points: float | None = None
    data_year: int | None = None
    depends_on: str = ""
    was: str = ""
    status: str = "todo"
    reason: str = ""
    progress: str = ""
    responsible: str = ""
    due: str = ""
    done_on: str = ""


@dataclass(frozen=True, slots=True)
class Component:
    """One thing an item must show, "2568/O4/2"; a part of a component has a `parent` component."""

    id: str
    item: str = ""
    place: float = 0.0
    text: str = ""
    parent: str = ""
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an item can be seen: a web address and the clicks that lead there, or a file.

    `attachment` is the SHA-256 of an attached file and `file_name` what it was called.
    """

    id: str
    item: str = ""
    place: float = 0.0
    url: str = ""
    click_path: str = ""
    file_name: str = ""
    attachment: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorProgress:
    """What was done about an IIT or EIT indicator, "2566/1"."""

    id: str
    year: int = 0
    number: int = 0
    name: str = ""
    guideline: str = ""
    responsible: str = ""
    period: str = ""
    status: str = "todo"
    progress: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """A score as the office has it, "2567/i1"; keys are those of `core.scoring`."""

    id: str
    year: int = 0
    key: str = ""
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """One of the seven issues of a year, "2567/1"; `codes` are its questions and items.

    `defect`, `develop` and `keep` are the paragraphs on the three bands of scores, and what is
    called a draft is what the program wrote there: a paragraph that still equals its draft is
    nobody's own words.
    """

    id: str
    year: int = 0
    number: int = 0
    name: str = ""
    codes: str = ""
    defect: str = ""
    develop: str = ""
    keep: str = ""
    defect_draft: str = ""
    develop_draft: str = ""
    keep_draft: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of a year's plan; what is done and what came of it stand in its step groups.

    `items` and `score_key` link it to OIT items and to the score that caused it.
    """

    id: str
    year: int = 0
    place: float = 0.0
    issue: str = ""
    tool: str = ""
    indicator: str = ""
    title: str = ""
    reason: str = ""
    period: str = ""
    responsible: str = ""
    suggestion: str = ""
    remark: str = ""
    items: str = ""
    score_key: str = ""


@dataclass(frozen=True, slots=True)
class StepGroup:
    """Steps of a measure with their outputs and outcome; one line a step or an output."""

    id: str
    measure: str = ""
    place: float = 0.0
    steps: str = ""
    outputs: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Memo:
    """A บันทึกข้อความ. `status` is "draft" or "signed"; `closing` ends the text."""

    id: str
    year: int = 0
    place: float = 0.0
    department: str = ""
    number: str = ""
    date: str = ""
    subject: str = ""
    addressee: str = ""
    closing: str = ""
    status: str = "draft"


@dataclass(frozen=True, slots=True)
class MemoSection:
    """A part of a memo's text: one line a paragraph; a line that begins as a list is a list."""

    id: str
    memo: str = ""
    place: float = 0.0
    heading: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Endorsement:
    """One signature of a memo's chain; the first is its maker's and has no `to`.

    `remarks` are lines such as "-เพื่อโปรด....."; `choices` are lines that get a tick box.
    """

    id: str
    memo: str = ""
    place: float = 0.0
    to: str = ""
    remarks: str = ""
    choices: str = ""
    rank: str = ""
    name: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class ReportText:
    """The office's own words for a part of a report, "2566/measures-result/preamble".

    `year` 0 holds for every year that has no words of its own.
    """

    id: str
    year: int = 0
    report: str = ""
    part: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """One entry of the register of what was printed, and its signed scan once there is one.

    `sha256` is that of the printed PDF; `scan` that of the attached scan, `signed_on` its date.
    """

    id: str
    year: int = 0
    report: str = ""
    layout: str = ""
    memo: str = ""
    title: str = ""
    printed_at: str = ""
    pages: int = 0
    sha256: str = ""
    scan: str = ""
    signed_on: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """Why what the checker found is to stay; `id` is the finding's key, `kind` what was found.

    `at` is when it was waived (UTC, ISO). The key holds the text itself: another text at the same
    place is found anew.
    """

    id: str
    kind: str = ""
    reason: str = ""
    at: str = ""


Record: TypeAlias = (
    Office
    | Unit
    | Person
    | Year
    | Item
    | Component
    | Evidence
    | IndicatorProgress
    | Score
    | Issue
    | Measure
    | StepGroup
    | Memo
    | MemoSection
    | Endorsement
    | ReportText
    | PrintedPaper
    | Waiver
)

TABLES: Mapping[str, type[Record]] = MappingProxyType(
    {
        "office": Office,
        "unit": Unit,
        "person": Person,
        "year": Year,
        "item": Item,
        "component": Component,
        "evidence": Evidence,
        "indicator_progress": IndicatorProgress,
        "score": Score,
        "issue": Issue,
        "measure": Measure,
        "step_group": StepGroup,
        "memo": Memo,
        "memo_section": MemoSection,
        "endorsement": Endorsement,
        "report_text": ReportText,
        "printed_paper": PrintedPaper,
        "waiver": Waiver,
    }
)
TABLE_OF: Mapping[type, str] = MappingProxyType({v: k for k, v in TABLES.items()})

_PYTHON_TYPES: Mapping[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (float, int),
    "bool": (bool,),
    "float | None": (float, int, type(None)),
    "int | None": (int, type(None)),
}

# What a field of each table may hold, "id" left out: it names the row and never changes.
FIELDS: Mapping[str, Mapping[str, tuple[type, ...]]] = MappingProxyType(
    {
        table: MappingProxyType(
            {f.name: _PYTHON_TYPES[str(f.type)] for f in fields(kind) if f.name != "id"}
        )
        for table, kind in TABLES.items()
    }
)

R = TypeVar("R", bound=Record)


def fits(table: str, field: str, value: Value) -> bool:
    """Whether `value` is of a type that this field holds (a bool is not a number)."""
    allowed = FIELDS.get(table, {}).get(field, ())
    if isinstance(value, bool):
        return bool in allowed
    return isinstance(value, allowed) if allowed else False


@dataclass(frozen=True, slots=True)
class State:
    """All current rows of a file, and the fields on which two people differ.

    Never changed: `with_rows` gives the next state and shares what did not change.
    """

    tables: Mapping[str, Mapping[str, Record]]
    conflicts: frozenset[tuple[str, str, str]] = frozenset()

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every row of a kind, in no order."""
        return tuple(self.tables.get(TABLE_OF[kind], {}).values())  # type: ignore[arg-type]

    def get(self, kind: type[R], row: str) -> R | None:
        """The row with this id, or None where there is none."""
        return self.tables.get(TABLE_OF[kind], {}).get(row)  # type: ignore[return-value]

    def with_rows(
        self,
        rows: Mapping[tuple[str, str], Record | None],
        conflicts: frozenset[tuple[str, str, str]] | None = None,
    ) -> State:
        """The state after these rows took these values; None removes a row."""
        tables = dict(self.tables)
        for table in {table for table, _ in rows}:
            tables[table] = dict(tables.get(table, {}))
        for (table, row), record in rows.items():
            target: dict[str, Record] = tables[table]  # type: ignore[assignment]
            if record is None:
                target.pop(row, None)
            else:
                target[row] = record
        return replace(
            self,
            tables=tables,
            conflicts=self.conflicts if conflicts is None else conflicts,
        )


EMPTY = State(tables=MappingProxyType({}))


def placed(rows: Iterable[R]) -> tuple[R, ...]:
    """Rows in their order; rows at one place stay in a fixed order by id."""
    return tuple(sorted(rows, key=lambda row: (getattr(row, "place", 0.0), row.id)))
