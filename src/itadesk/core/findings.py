"""What an import found in a document, before any of it is taken: pure data, nothing left out.

Every word of the document stands in exactly one place: in a found thing, or in a `Piece` that
says what else became of it. Years are None where the document does not name them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from itadesk.core.model import Status

# head: a column's head. heading: a title, or a heading that says what stands below it.
# kept: a paragraph that no report has room for. repeated: said before, taken once.
Role: TypeAlias = Literal["head", "heading", "kept", "repeated", "unplaced"]
Facts: TypeAlias = tuple[tuple[str, str | int | float], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that became no found thing. `why` is a message key for what is unplaced or repeated."""

    role: Role
    text: str
    place: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell about an import: a message `key` and the facts that fill its sentence."""

    key: str
    facts: Facts = ()


def notice(key: str, **facts: str | int | float) -> Notice:
    """A notice from facts by name."""
    return Notice(key, tuple(facts.items()))


@dataclass(frozen=True, slots=True)
class FoundOffice:
    """The office that the titles name; `kind` is "อบต." or "เทศบาลตำบล" or empty."""

    name: str = ""
    kind: str = ""
    tambon: str = ""
    amphoe: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """Steps with their outputs and outcome, one printed row."""

    steps: str = ""
    outputs: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class FoundMeasure:
    """A measure; `number` is as written. `issue`, `tool` and `indicator` stood in headings."""

    year: int | None = None
    number: str = ""
    issue: str = ""
    tool: str = ""
    indicator: str = ""
    title: str = ""
    reason: str = ""
    period: str = ""
    responsible: str = ""
    suggestion: str = ""
    remark: str = ""
    groups: tuple[FoundGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundComponent:
    """One thing an item must show, and its parts."""

    text: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundItem:
    """An OIT item by its code (O8).

    `ticks` are the boxes with their words as printed; `status` is None where they tell nothing.
    """

    code: str
    year: int | None = None
    name: str = ""
    indicator: str = ""
    indicator_name: str = ""
    group: str = ""
    components: tuple[FoundComponent, ...] = ()
    responsible: str = ""
    ticks: str = ""
    status: Status | None = None
    progress: str = ""


@dataclass(frozen=True, slots=True)
class FoundIndicator:
    """What was done about an indicator; `label` is what stood before its name."""

    number: int
    year: int | None = None
    label: str = ""
    name: str = ""
    guideline: str = ""
    responsible: str = ""
    period: str = ""
    ticks: str = ""
    status: Status | None = None
    progress: str = ""


@dataclass(frozen=True, slots=True)
class FoundScore:
    """A score by the keys of `core.scoring`; `label` is the wording printed beside it."""

    key: str
    value: float
    year: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class FoundLevel:
    """The result of a year as the document names it (ผ่านดี)."""

    level: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class FoundIssue:
    """An issue's analysis; `name` stood in a heading, `codes` are its questions and items."""

    number: int
    year: int | None = None
    name: str = ""
    codes: tuple[str, ...] = ()
    defect: str = ""
    develop: str = ""
    keep: str = ""


@dataclass(frozen=True, slots=True)
class FoundSection:
    """A part of a memo."""

    heading: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class FoundEndorsement:
    """A signature of a memo's chain."""

    to: str = ""
    remarks: str = ""
    choices: str = ""
    rank: str = ""
    name: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class FoundMemo:
    """A memo; `date` is ISO text, `date_text` as it was written."""

    year: int | None = None
    department: str = ""
    number: str = ""
    date: str = ""
    date_text: str = ""
    subject: str = ""
    addressee: str = ""
    sections: tuple[FoundSection, ...] = ()
    closing: str = ""
    endorsements: tuple[FoundEndorsement, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundText:
    """Paragraphs over a report's tables; `report` and `part` are those of `ReportText`."""

    report: str
    part: str
    text: str
    year: int | None = None


Found: TypeAlias = FoundMeasure | FoundItem | FoundIndicator | FoundScore | FoundIssue | FoundMemo


@dataclass(frozen=True, slots=True)
class Finding:
    """All that was found in one document."""

    office: FoundOffice = FoundOffice()
    year: int | None = None
    measures: tuple[FoundMeasure, ...] = ()
    items: tuple[FoundItem, ...] = ()
    indicators: tuple[FoundIndicator, ...] = ()
    scores: tuple[FoundScore, ...] = ()
    levels: tuple[FoundLevel, ...] = ()
    issues: tuple[FoundIssue, ...] = ()
    memos: tuple[FoundMemo, ...] = ()
    texts: tuple[FoundText, ...] = ()
    pieces: tuple[Piece, ...] = ()
    notices: tuple[Notice, ...] = ()

    def pieces_as(self, role: Role) -> tuple[Piece, ...]:
        """The pieces of one role, in the document's order."""
        return tuple(piece for piece in self.pieces if piece.role == role)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that found things say they are of, each once, oldest first."""
        found = (thing.year for thing in self.things())
        return tuple(sorted({year for year in found if year is not None}))

    def is_empty(self) -> bool:
        """Whether nothing was found that could be taken."""
        return not any(True for _ in self.things())

    def things(self) -> Iterator[Found]:
        """Everything that can be taken for its own sake, kind by kind."""
        yield from self.measures
        yield from self.items
        yield from self.indicators
        yield from self.scores
        yield from self.issues
        yield from self.memos


def thai_letters(text: str) -> Counter[str]:
    """How often each Thai letter, vowel and tone mark stands in a text; digits and ฿ are none."""
    return Counter(c for c in text if "\u0e01" <= c <= "\u0e4e" and c != "\u0e3f")
