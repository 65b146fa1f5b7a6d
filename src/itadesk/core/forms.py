"""Form packs as data: OIT lists, IIT/EIT questions with their scoring rules, report layouts.

Only the shapes; `form_parse` reads them from TOML. Texts keep {FY} and {PFY} until `filled`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Orientation: TypeAlias = Literal["portrait", "landscape"]
Carried: TypeAlias = Literal["blank", "repeat"]
Group: TypeAlias = Literal["", "issue", "indicator"]
LayoutKind: TypeAlias = Literal["measures", "items", "indicators"]
ColumnAlign: TypeAlias = Literal["left", "center", "right"]
Standing: TypeAlias = Literal["confirmed", "unconfirmed", "unknown"]


@dataclass(frozen=True, slots=True)
class Component:
    """One thing an item must show, and the list under it (shown as (๑), (๒) …)."""

    text: str
    sub: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """A sub-indicator such as 9.1 of main indicator 9; `name` is "" where no source states it."""

    code: str
    name: str
    main: str
    source: str
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the public disclosure list; "" and None mean that no source states it.

    `depends_on` names items of the same list: when one of them scores 0 this one scores 0 too.
    `was` holds ids of last year's items (`"2567/O34"`) that this one goes on from.
    `points` is what the item is worth; `data_year` the year its data must be of.
    """

    id: str
    code: str
    number: int
    name: str
    source: str
    indicator: str = ""
    group: str = ""
    points: float | None = None
    points_source: str = ""
    data_year: int | None = None
    depends_on: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    was_source: str = ""
    components: tuple[Component, ...] = ()
    components_source: str = ""
    component_note: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OitForm:
    """The disclosure list of one fiscal year (B.E.); `note` says in Thai what is unconfirmed."""

    year: int
    title: str
    confirmed: bool
    note: str
    sources: tuple[tuple[str, str], ...]
    mains: tuple[tuple[str, str], ...]
    indicators: tuple[Indicator, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Tool:
    """IIT, EIT or OIT and the main indicators it measures."""

    code: str
    name: str
    name_en: str
    indicators: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a survey that is scored on its own (EIT part 1 and 2)."""

    tool: str
    number: int
    code: str
    label: str
    source: str


@dataclass(frozen=True, slots=True)
class MainIndicator:
    """One of the ten indicators; `variants` are other wordings that offices print."""

    code: str
    name: str
    tool: str
    source: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A survey question; `parts` is () where the survey is not divided."""

    code: str
    text: str
    indicator: str
    source: str
    parts: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """One of the seven issues of the analysis, with the survey questions under it."""

    number: int
    name: str
    questions: tuple[str, ...]
    source: str
    variants: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class IssueItems:
    """Which OIT items stand under which issue in one year: pairs of issue number and item codes."""

    year: int
    inferred: bool
    source: str
    items: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A band of the analysis: scores from `low` up to the next band; `printed` is the wording."""

    number: int
    name: str
    low: float
    printed: str
    source: str


@dataclass(frozen=True, slots=True)
class Weights:
    """How many of the total's 100 points each tool carries in one year."""

    year: int
    shares: tuple[tuple[str, int], ...]
    inferred: bool
    source: str


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """Items whose mean is a sub-indicator; the sub-indicators' mean is the main indicator."""

    code: str
    indicator: str
    items: tuple[str, ...]
    confirmed: bool
    source: str


@dataclass(frozen=True, slots=True)
class Formula:
    """How scores add up, in words (`text`) and as item groups.

    `confirmed_for` are the years it was proved for, `unconfirmed_for` the years it is used for
    without proof. `items_unconfirmed_for` are years whose item groups come from that year's list.
    """

    text: str
    confirmed_for: tuple[int, ...]
    unconfirmed_for: tuple[int, ...]
    items_unconfirmed_for: tuple[int, ...]
    item_scores: tuple[float, ...]
    groups: tuple[ItemGroup, ...]
    source: str


@dataclass(frozen=True, slots=True)
class LevelRule:
    """A result level: the total at least `total_from`, and every tool at least `tools_from`."""

    name: str
    total_from: float
    tools_from: float | None = None


@dataclass(frozen=True, slots=True)
class Levels:
    """The result levels of a span of years, best first; the first rule that holds names it.

    `unconfirmed_from` is the first year that is only presumed to keep them.
    """

    first_year: int
    last_year: int | None
    unconfirmed_from: int | None
    tools: tuple[str, ...]
    rules: tuple[LevelRule, ...]
    source: str


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """The surveys, the issues and the scoring rules that one or several years use."""

    id: str
    title: str
    note: str
    confirmed_for: tuple[int, ...]
    applies_to: tuple[int, ...]
    sources: tuple[tuple[str, str], ...]
    tools: tuple[Tool, ...]
    parts: tuple[Part, ...]
    indicators: tuple[MainIndicator, ...]
    questions: tuple[Question, ...]
    issues: tuple[Issue, ...]
    issue_items: tuple[IssueItems, ...]
    bands: tuple[Band, ...]
    weights: tuple[Weights, ...]
    formula: Formula
    levels: tuple[Levels, ...]

    def standing(self, year: int) -> Standing:
        """Say whether these questions are known to be the year's, only presumed, or neither."""
        if year in self.confirmed_for:
            return "confirmed"
        return "unconfirmed" if year in self.applies_to else "unknown"


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """A column: its printed head, what stands in it, its width in mm, and how it is set."""

    head: str
    field: str
    width: float
    align: ColumnAlign = "left"


@dataclass(frozen=True, slots=True)
class Layout:
    """How one table report is laid out on paper.

    `title_lines`, `cover_lines` and `preamble` (paragraphs parted by line ends) hold placeholders
    of `PLACEHOLDERS`. `group` is the heading put above rows of one issue or indicator; `carried`
    says what a measure's own cells show after a page break. `checkboxes` are the wordings of ☐, ☑.
    A column with the field `issue` is one merged cell for neighbouring measures of one issue.
    """

    id: str
    name: str
    kind: LayoutKind
    title_lines: tuple[str, ...]
    preamble: str
    orientation: Orientation
    group: Group
    carried: Carried
    columns: tuple[LayoutColumn, ...]
    cover_lines: tuple[str, ...] = ()
    section_title: str = ""
    checkboxes: tuple[str, ...] = ()
    size: float = 14.0
    source: str = ""


PLACEHOLDERS = frozenset(
    {"year", "last_year", "office", "tambon", "amphoe", "province", "score", "level"}
)
LAYOUT_FIELDS: dict[LayoutKind, frozenset[str]] = {
    "measures": frozenset(
        {
            "number", "title", "title_numbered", "issue", "indicator", "reason_steps", "steps",
            "period", "responsible", "outputs", "outcome", "suggestion", "remark",
        }
    ),
    "items": frozenset({"code", "name", "components", "responsible", "progress"}),
    "indicators": frozenset({"indicator", "approach", "responsible", "period", "progress"}),
}


def questions_for(year: int, forms: Iterable[QuestionForm]) -> QuestionForm:
    """Choose the form for `year`: confirmed, else presumed, else the nearest year's.

    Ask the chosen form's `standing(year)` before its questions are shown as the year's own.
    """
    standings: dict[Standing, int] = {"confirmed": 0, "unconfirmed": 1, "unknown": 2}
    return min(
        forms,
        key=lambda form: (
            standings[form.standing(year)],
            min(abs(year - known) for known in form.confirmed_for),
        ),
    )
