"""Rows that were entered twice, and words copied from another row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias, TypeVar

from itadesk.core.checker.finding import Finding, Scope, facts
from itadesk.core.checker.texts import Text, texts_of
from itadesk.core.measures import step_groups_of
from itadesk.core.model import (
    TABLE_OF,
    Evidence,
    Item,
    Measure,
    Memo,
    Record,
    State,
    StepGroup,
    placed,
)
from itadesk.thai.keys import search_key

Same: TypeAlias = tuple[object, ...]
R = TypeVar("R", bound=Record)

# Shorter lines, and lines in many rows, are forms of words and no slips.
_LONG_ENOUGH = 50
_FORM_OF_WORDS = 4


def rows_twice(scope: Scope) -> Iterator[Finding]:
    """Measures, step groups, links and memos that say the same as one before them."""
    state = scope.state
    yield from _twice(placed(state.all(Measure)), "title", lambda m: _measure_key(state, m))
    yield from _twice(placed(state.all(StepGroup)), "steps", _group_key)
    yield from _twice(placed(state.all(Evidence)), "url", _link_key)
    yield from _twice(placed(state.all(Memo)), "subject", _memo_key)


def copied_texts(scope: Scope) -> Iterator[Finding]:
    """Lines of what was done that stand in another item or measure of the year as well."""
    lines: dict[tuple[int, str], list[tuple[Text, int, int]]] = defaultdict(list)
    for text in texts_of(scope.state):
        if text.role != "answer":
            continue
        start = 0
        for line in text.text.splitlines(keepends=True):
            bare = line.strip()
            key = search_key(bare)
            if len(key) >= _LONG_ENOUGH:
                begin = start + line.index(bare)
                lines[text.year, key].append((text, begin, begin + len(bare)))
            start += len(line)
    for found in lines.values():
        owners = dict.fromkeys(text.owner for text, _, _ in found)
        if not 1 < len(owners) < _FORM_OF_WORDS:
            continue
        first = found[0][0]
        label = _label(scope.state, first)
        for text, begin, end in found:
            if text.owner != first.owner:
                yield text.finding("text-copied", begin, end, facts(other=label))


def _label(state: State, text: Text) -> str:
    """What the row that a text belongs to is called."""
    item = state.get(Item, text.owner)
    measure = state.get(Measure, text.owner)
    return item.code if item else measure.title if measure else text.owner.partition("/")[2]


def _twice(rows: Iterable[R], field: str, key_of: Callable[[R], Same | None]) -> Iterator[Finding]:
    """The rows whose key is that of a row before them; a key None is no key."""
    seen: dict[Same, R] = {}
    for row in rows:
        key = key_of(row)
        if key is None:
            continue
        if key not in seen:
            seen[key] = row
            continue
        text: str = getattr(row, field)
        told = facts(other=seen[key].id, said=text[:60])
        year: int = getattr(row, "year", 0)
        yield Finding(
            "row-twice", TABLE_OF[type(row)], row.id, field, year, 0, len(text), text, told
        )


def _measure_key(state: State, row: Measure) -> Same | None:
    groups = step_groups_of(state, row.id)
    steps = tuple(search_key(f"{g.steps} {g.outputs} {g.outcome}") for g in groups)
    title = search_key(row.title)
    return (row.year, row.indicator, title, steps) if title else None


def _group_key(row: StepGroup) -> Same | None:
    key = search_key(f"{row.steps} {row.outputs} {row.outcome}")
    return (row.measure, key) if key else None


def _link_key(row: Evidence) -> Same | None:
    return (row.item, row.url.strip(), row.click_path) if row.url.strip() else None


def _memo_key(row: Memo) -> Same | None:
    return (row.year, row.number, row.date, search_key(row.subject)) if row.subject else None
