"""Measures proposed from weak scores, and what became of the scores that measures came from.

A measure remembers the score that caused it (`Measure.score_key`, a key of the year before its
own) and the items of its own year that it is about (`Measure.items`, "O8 O9").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from itadesk.core.analysis import Placed
from itadesk.core.changelog import Edit, made
from itadesk.core.checklist import items_of
from itadesk.core.measures import measures_of
from itadesk.core.model import Issue, Item, Measure, State, StepGroup
from itadesk.core.ordering import place_at
from itadesk.core.phrases import AnalysisPhrases, MeasurePhrase, MeasurePhrases
from itadesk.core.question_form import QuestionForm
from itadesk.thai.dates import Period, fiscal_year_end, fiscal_year_start, short_period
from itadesk.thai.digits import thai_number, to_arabic, to_thai

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A measure that a weak score proposes for the plan of `year`.

    `steps` are numbered lines. `items` are the ids of this year's items that it is about.
    `planned`: the plan has a measure of this title for the same score already.
    """

    id: str
    year: int
    title: str
    steps: str
    responsible: str
    period: str
    reason: str
    issue: str
    tool: str
    indicator: str
    items: tuple[str, ...]
    score_key: str
    planned: bool


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """The score that caused a measure, before and after it; None while it is not known."""

    key: str
    before: float | None
    after: float | None

    @property
    def difference(self) -> float | None:
        """By how much the score rose, to the hundredth."""
        if self.before is None or self.after is None:
            return None
        return round(self.after - self.before, 2)


def weak(placed: Iterable[Placed]) -> tuple[Placed, ...]:
    """What scored below 100, the lowest first."""
    found = [entry for entry in placed if entry.score is not None and entry.score < 100]
    return tuple(sorted(found, key=lambda entry: entry.score or 0.0))


def proposals(
    state: State,
    year: int,
    entries: Iterable[Placed],
    form: QuestionForm,
    phrases: tuple[AnalysisPhrases, MeasurePhrases],
) -> tuple[Proposal, ...]:
    """Measures for the plan of `year` from questions and items scored the year before.

    Of an issue's entries give those that are `weak`; a measure that several of them propose
    stands once and remembers the first.
    """
    topics, bank = phrases
    found: dict[str, Proposal] = {}
    for entry in entries:
        topic = topics.topic(entry.code, entry.name)
        for measure in bank.for_topic(topic.id):
            items = _items_about(state, year, entry, topics, measure)
            if measure.id not in found:
                made_now = _proposal(state, year, entry, form, measure, bank.reason, items)
                found[measure.id] = made_now
    return tuple(found.values())


def measure_proposed(
    state: State, chosen: Iterable[Proposal], new_id: Callable[[], str]
) -> list[Edit]:
    """The edits that put these proposals behind the year's measures of their issue, else last."""
    edits: list[Edit] = []
    plans: dict[int, list[Measure]] = {}
    for proposal in chosen:
        rows = plans.setdefault(proposal.year, list(measures_of(state, proposal.year)))
        behind = [index for index, row in enumerate(rows, start=1) if row.issue == proposal.issue]
        index = behind[-1] if behind else len(rows)
        measure = Measure(
            new_id(),
            year=proposal.year,
            place=place_at(rows, index),
            issue=proposal.issue,
            tool=proposal.tool,
            indicator=proposal.indicator,
            title=proposal.title,
            reason=proposal.reason,
            period=proposal.period,
            responsible=proposal.responsible,
            items=" ".join(item.partition("/")[2] for item in proposal.items),
            score_key=proposal.score_key,
        )
        rows.insert(index, measure)
        edits += made(measure, "measure")
        group = StepGroup(new_id(), measure=measure.id, place=1.0, steps=proposal.steps)
        edits += made(group, "step_group")
    return edits


def before_after(
    measure: Measure, before: Mapping[str, float], after: Mapping[str, float]
) -> ScoreChange | None:
    """What became of the score that caused a measure; None where none did.

    `before` are the scores of the year before the measure's (`scores.year_scores`), `after` those
    of its own year. An item is followed to its number of that year by the items it is linked to.
    """
    if not measure.score_key:
        return None
    key = measure.score_key
    later = key
    if key.startswith("O"):
        later = next((item.rpartition("/")[2] for item in measure.items.split()), key)
    return ScoreChange(key, before.get(key), after.get(later))


def items_continuing(state: State, year: int, item: str) -> tuple[Item, ...]:
    """The items of `year` that go on from an item of an earlier year ("2567/O34")."""
    return tuple(row for row in items_of(state, year) if item in row.was.split())


def _items_about(
    state: State, year: int, entry: Placed, topics: AnalysisPhrases, measure: MeasurePhrase
) -> tuple[str, ...]:
    """The year's items that go on from the scored one, else those of the measure's topics."""
    if entry.code.startswith("O"):
        continuing = items_continuing(state, year, f"{year - 1}/{entry.code}")
        if continuing:
            return tuple(item.id for item in continuing)
    return tuple(
        item.id
        for item in items_of(state, year)
        if topics.topic(item.code, item.name).id in measure.topics
    )


def _proposal(
    state: State,
    year: int,
    entry: Placed,
    form: QuestionForm,
    measure: MeasurePhrase,
    reason: str,
    items: tuple[str, ...],
) -> Proposal:
    indicator = next((q.indicator for q in form.questions if q.code == entry.code), "")
    row = state.get(Item, f"{year - 1}/{entry.code}")
    if not indicator and row:
        indicator = row.indicator.partition(".")[0]
    tools = {known.code: known.tool for known in form.indicators}
    title = _filled(measure.title, year)
    same = [m for m in measures_of(state, year) if m.title == title and m.score_key == entry.key]
    return Proposal(
        id=measure.id,
        year=year,
        title=title,
        steps="\n".join(
            f"{thai_number(number)}.{_filled(step, year)}"
            for number, step in enumerate(measure.steps, start=1)
        ),
        responsible=_numbered(measure.units),
        period=_filled(measure.period, year) or _whole_year(year),
        reason=_reason(reason, year, entry),
        issue=_issue_words(state, year, entry.issue, form),
        tool=tools.get(indicator, "OIT" if entry.code.startswith("O") else ""),
        indicator=_indicator_words(form, indicator),
        items=items,
        score_key=entry.key,
        planned=bool(same),
    )


def _issue_words(state: State, year: int, issue: str, form: QuestionForm) -> str:
    """An issue as the year's plan words it, else by its number and name."""
    number = issue.partition("/")[2]
    for measure in measures_of(state, year):
        known = _NUMBER.search(to_arabic(measure.issue))
        if known and known[0] == number:
            return measure.issue
    row = state.get(Issue, issue)
    name = next((known.name for known in form.issues if str(known.number) == number), "")
    return to_thai(f"{number} ") + (row.name if row else name)


def _indicator_words(form: QuestionForm, code: str) -> str:
    """An indicator as it stands over measures: ตัวชี้วัดที่ ๗ and its name."""
    names = {known.code: known.name for known in form.indicators}
    return to_thai(f"ตัวชี้วัดที่ {code} ") + names[code] if code in names else code


def _reason(template: str, year: int, entry: Placed) -> str:
    score = entry.score or 0.0
    text = template.format(
        last_year=year - 1,
        code=entry.code,
        name=entry.name,
        score=thai_number(score, 0 if score == int(score) else 2),
    )
    return to_thai(" ".join(text.split()))


def _numbered(units: tuple[str, ...]) -> str:
    if len(units) < 2:
        return "".join(units)
    return "\n".join(f"{thai_number(n)}.{unit}" for n, unit in enumerate(units, start=1))


def _whole_year(year: int) -> str:
    return short_period(Period(fiscal_year_start(year), fiscal_year_end(year)))


def _filled(text: str, year: int) -> str:
    return to_thai(text.replace("{year}", str(year)))
