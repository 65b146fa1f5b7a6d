"""What was left blank and cannot be printed so."""

from __future__ import annotations

from collections.abc import Iterator

from itadesk.core.checker.finding import Finding, Scope, facts
from itadesk.core.measures import measures_of, step_groups_of
from itadesk.core.model import TABLE_OF, Item, Measure, Memo, Office, Record, State, Year

_OFFICE = ("name", "tambon", "amphoe", "province")
_MEMO = ("department", "subject", "addressee")


def blanks(scope: Scope) -> Iterator[Finding]:
    """Blank fields of the office, of measures that others of the year have, and of memos."""
    state = scope.state
    office = state.get(Office, "office")
    if office:
        yield from _blank(office, _OFFICE, 0)
    for year in sorted(state.all(Year), key=lambda year: year.year):
        yield from _measures(state, year.year)
    for memo in sorted(state.all(Memo), key=lambda memo: memo.id):
        sent = ("date",) if memo.status == "signed" else ()
        yield from _blank(memo, (*_MEMO, *sent), memo.year)
    for item in sorted(state.all(Item), key=lambda item: item.id):
        if item.status == "na":
            yield from _blank(item, ("reason",), item.year)


def _measures(state: State, year: int) -> Iterator[Finding]:
    """A column that no measure of the year fills is not used by the office."""
    rows = measures_of(state, year)
    used = [f for f in ("period", "responsible") if any(getattr(row, f) for row in rows)]
    with_steps = [row for row in rows if _has_steps(state, row)]
    for row in rows:
        yield from _blank(row, ("title", *used), year)
        groups = step_groups_of(state, row.id)
        if with_steps and row not in with_steps and groups:
            told = facts(field="steps")
            yield Finding("blank", "step_group", groups[0].id, "steps", year, facts=told)


def _has_steps(state: State, row: Measure) -> bool:
    return any(group.steps.strip() for group in step_groups_of(state, row.id))


def _blank(row: Record, fields: tuple[str, ...], year: int) -> Iterator[Finding]:
    for field in fields:
        if not getattr(row, field).strip():
            table = TABLE_OF[type(row)]
            yield Finding("blank", table, row.id, field, year, facts=facts(field=field))
