"""The IIT and EIT surveys, the seven issues and the scoring rules as data, read from TOML text.

A year without a form of its own uses another year's, which then stands as unconfirmed for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from itadesk.core.form_reader import FormReader

Standing: TypeAlias = Literal["confirmed", "unconfirmed", "unknown"]


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
    """A survey question; a higher score is always better, whatever the question asks."""

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
    source: str
    questions: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IssueCodes:
    """The OIT items of one issue."""

    issue: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IssueItems:
    """Which OIT items stand under which issue in one year; `inferred` where no source says so."""

    year: int
    inferred: bool
    source: str
    items: tuple[IssueCodes, ...]
    note: str = ""


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
    source: str
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """OIT items whose mean is a sub-indicator; these' mean is the main indicator.

    `inferred` where the split into sub-indicators has no proof.
    """

    code: str
    indicator: str
    items: tuple[str, ...]
    source: str
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """How scores add up: `text` in words, and the groups of the OIT items.

    The means hold for `confirmed_for`, and without proof for `unconfirmed_for`. In a year of
    `items_unconfirmed_for` the groups are those of that year's own list; in any other year but
    the confirmed ones nobody knows how items add up.
    """

    text: str
    source: str
    confirmed_for: tuple[int, ...]
    item_scores: tuple[float, ...]
    groups: tuple[ItemGroup, ...]
    unconfirmed_for: tuple[int, ...] = ()
    items_unconfirmed_for: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LevelRule:
    """A result level: the total at least `total_from`, and every tool at least `tools_from`."""

    name: str
    total_from: float
    tools_from: float | None = None


@dataclass(frozen=True, slots=True)
class Levels:
    """The result levels of the years from `first_year` on, best first; the first that holds counts.

    `tools` are the score keys that `tools_from` is compared with. From `unconfirmed_from` on the
    levels are only presumed.
    """

    first_year: int
    rules: tuple[LevelRule, ...]
    source: str
    last_year: int | None = None
    unconfirmed_from: int | None = None
    tools: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """All of one `forms/questions` file; `sources` are pairs of a short key and the source."""

    title: str
    confirmed_for: tuple[int, ...]
    sources: tuple[tuple[str, str], ...]
    tools: tuple[Tool, ...]
    indicators: tuple[MainIndicator, ...]
    questions: tuple[Question, ...]
    issues: tuple[Issue, ...]
    bands: tuple[Band, ...]
    formula: Formula
    levels: tuple[Levels, ...]
    applies_to: tuple[int, ...] = ()
    note: str = ""
    parts: tuple[Part, ...] = ()
    issue_items: tuple[IssueItems, ...] = ()
    weights: tuple[Weights, ...] = ()

    def standing(self, year: int) -> Standing:
        """Whether these questions are known to be the year's, only presumed, or neither."""
        if year in self.confirmed_for:
            return "confirmed"
        return "unconfirmed" if year in self.applies_to else "unknown"


_KEYS = {
    "tools": "tool",
    "indicators": "indicator",
    "questions": "question",
    "issues": "issue",
    "bands": "band",
    "parts": "part",
    "weights": "weight",
}


def questions_for(year: int, forms: Iterable[QuestionForm]) -> QuestionForm:
    """The form for `year`: a confirmed one, else a presumed one, else the nearest year's.

    Ask its `standing(year)` before showing its questions as that year's own.
    """
    order: dict[Standing, int] = {"confirmed": 0, "unconfirmed": 1, "unknown": 2}
    return min(
        forms,
        key=lambda form: (
            order[form.standing(year)],
            min(abs(year - known) for known in form.confirmed_for),
        ),
    )


def parse_questions(text: str, file: str = "") -> QuestionForm:
    """Read the surveys and rules; whatever is wrong raises `UserError("form-broken")`."""
    reader = FormReader(file)
    form = reader.parse(QuestionForm, text, _KEYS)
    _check_sources(reader, form)
    _check_surveys(reader, form)
    _check_issues(reader, form)
    _check_rules(reader, form)
    return form


def _check_sources(reader: FormReader, form: QuestionForm) -> None:
    known = [key for key, _ in form.sources]
    sourced: dict[str, Iterable[str]] = {
        "tool": (tool.source for tool in form.tools),
        "part": (part.source for part in form.parts),
        "indicator": (indicator.source for indicator in form.indicators),
        "question": (question.source for question in form.questions),
        "issue": (issue.source for issue in form.issues),
        "issue_items": (items.source for items in form.issue_items),
        "band": (band.source for band in form.bands),
        "weight": (weights.source for weights in form.weights),
        "formula": [form.formula.source, *(group.source for group in form.formula.groups)],
        "levels": (levels.source for levels in form.levels),
    }
    for where, sources in sourced.items():
        reader.known(f"{where}: source", sources, known)


def _check_surveys(reader: FormReader, form: QuestionForm) -> None:
    tools = [tool.code for tool in form.tools]
    indicators = [indicator.code for indicator in form.indicators]
    parts = [str(part.number) for part in form.parts]
    reader.fiscal_years("confirmed_for", form.confirmed_for)
    reader.fiscal_years("applies_to", form.applies_to)
    reader.no_repeats("confirmed_for", (*form.confirmed_for, *form.applies_to))
    reader.no_repeats("tool", tools)
    reader.no_repeats("indicator", indicators)
    reader.no_repeats("part", parts)
    reader.no_repeats("question", [question.code for question in form.questions])
    reader.known("part: tool", [part.tool for part in form.parts], tools)
    for tool in form.tools:
        reader.known(f"tool ({tool.code}): indicators", tool.indicators, indicators)
    for indicator in form.indicators:
        owners = [tool.code for tool in form.tools if indicator.code in tool.indicators]
        if owners != [indicator.tool]:
            reader.fail(f"indicator ({indicator.code}): tool", "reference", indicator.tool)
    for question in form.questions:
        where = f"question ({question.code})"
        reader.known(f"{where}: indicator", [question.indicator], indicators)
        reader.known(f"{where}: parts", map(str, question.parts), parts)
        fellows = [other for other in form.questions if other.indicator == question.indicator]
        if question.parts != fellows[0].parts:
            reader.fail(f"{where}: parts", "reference", list(question.parts))


def _check_issues(reader: FormReader, form: QuestionForm) -> None:
    numbers = [issue.number for issue in form.issues]
    if numbers != list(range(1, len(numbers) + 1)):
        reader.fail("issue: number", "order", numbers)
    asked = [question.code for question in form.questions]
    for issue in form.issues:
        reader.known(f"issue ({issue.number}): questions", issue.questions, asked)
    reader.no_repeats("issue_items: year", [items.year for items in form.issue_items])
    for items in form.issue_items:
        where = f"issue_items ({items.year}): items"
        issues = [entry.issue for entry in items.items]
        reader.no_repeats(where, issues)
        reader.known(where, map(str, issues), map(str, numbers))


def _check_rules(reader: FormReader, form: QuestionForm) -> None:
    indicators = [indicator.code for indicator in form.indicators]
    tools = [tool.code for tool in form.tools]
    lows = [band.low for band in form.bands]
    if lows[0] != 0 or any(low >= high for low, high in pairwise(lows)):
        reader.fail("band: low", "order", lows)
    reader.no_repeats("weight: year", [weights.year for weights in form.weights])
    for weights in form.weights:
        where = f"weight ({weights.year}): shares"
        reader.known(where, tools, [code for code, _ in weights.shares])
        reader.known(where, [code for code, _ in weights.shares], tools)
        if sum(share for _, share in weights.shares) != 100:
            reader.fail(where, "range", sum(share for _, share in weights.shares))
    groups = form.formula.groups
    reader.known("formula: groups", [group.indicator for group in groups], indicators)
    reader.no_repeats("formula: groups", [code for group in groups for code in group.items])
    reader.no_repeats("levels", [levels.first_year for levels in form.levels])
    for levels in form.levels:
        where = f"levels ({levels.first_year}): rules"
        totals = [rule.total_from for rule in levels.rules]
        if totals[-1] != 0 or totals != sorted(totals, reverse=True):
            reader.fail(where, "order", totals)
