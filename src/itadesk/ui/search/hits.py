"""Which rows of a file hold the words that are looked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias, get_args

from itadesk.core.indicators import TABLE
from itadesk.core.model import (
    Component,
    Evidence,
    IndicatorProgress,
    Issue,
    Item,
    Measure,
    Memo,
    MemoSection,
    Score,
    State,
    StepGroup,
)
from itadesk.thai.keys import search_key

Place: TypeAlias = Literal["oit", "scores", "measures", "memo"]
MOST_HITS = 60
_SNIPPET_LETTERS = 90


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that was found: where it is, what it is called, the text that has the words."""

    place: Place
    year: int
    table: str
    row: str
    title: str
    snippet: str


def find(state: State, query: str) -> tuple[Hit, ...]:
    """The rows whose texts have every word of the query, newest year first; each row once."""
    wanted = [search_key(part) for part in query.split()]
    if not any(wanted):
        return ()
    found: dict[tuple[str, str], Hit] = {}
    for hit, texts in _rows(state):
        keys = [_key(text) for text in texts]
        whole = "\n".join(keys)
        if (hit.table, hit.row) not in found and all(part in whole for part in wanted):
            snippet = _first_with(texts, keys, wanted)
            found[hit.table, hit.row] = _with_snippet(hit, snippet)
    order = get_args(Place)
    hits = sorted(found.values(), key=lambda hit: (-hit.year, order.index(hit.place)))
    return tuple(hits[:MOST_HITS])


def _rows(state: State) -> Iterator[tuple[Hit, tuple[str, ...]]]:
    yield from _items(state)
    yield from _scores(state)
    yield from _issues(state)
    yield from _measures(state)
    yield from _indicators(state)
    yield from _memos(state)


def _items(state: State) -> Iterator[tuple[Hit, tuple[str, ...]]]:
    more: dict[str, list[str]] = {}
    for component in state.all(Component):
        more.setdefault(component.item, []).append(component.text)
    for link in state.all(Evidence):
        more.setdefault(link.item, []).extend((link.url, link.click_path, link.file_name))
    for item in sorted(state.all(Item), key=lambda item: (item.year, item.number)):
        title = f"{item.code}  {item.name}"
        texts = (title, item.progress, item.responsible, item.reason, *more.get(item.id, ()))
        yield Hit("oit", item.year, "item", item.id, title, ""), texts


def _scores(state: State) -> Iterator[tuple[Hit, tuple[str, ...]]]:
    from itadesk.ui.scores.figures import key_name, scored  # large, and not needed to open a window

    for year in sorted({score.year for score in state.all(Score)}):
        for line in scored(state, year).lines:
            if line.typed is not None:
                title = f"{key_name(line.key)}  {line.label}".strip()
                row = f"{year}/{line.key}"
                yield Hit("scores", year, "score", row, title, ""), (title, f"{line.typed:.2f}")


def _issues(state: State) -> Iterator[tuple[Hit, tuple[str, ...]]]:
    for row in sorted(state.all(Issue), key=lambda row: (row.year, row.number)):
        texts = (f"{row.number}. {row.name}", row.defect, row.develop, row.keep)
        yield Hit("scores", row.year, "issue", row.id, texts[0], ""), texts


def _measures(state: State) -> Iterator[tuple[Hit, tuple[str, ...]]]:
    more: dict[str, list[str]] = {}
    for group in state.all(StepGroup):
        more.setdefault(group.measure, []).extend((group.steps, group.outputs, group.outcome))
    for row in sorted(state.all(Measure), key=lambda row: (row.year, row.place)):
        texts = (
            *(row.title, row.issue, row.indicator, row.tool, row.reason, row.responsible),
            *(row.suggestion, row.remark),
            *more.get(row.id, ()),
        )
        yield Hit("measures", row.year, "measure", row.id, row.title, ""), texts


def _indicators(state: State) -> Iterator[tuple[Hit, tuple[str, ...]]]:
    for row in sorted(state.all(IndicatorProgress), key=lambda row: (row.year, row.number)):
        title = f"{row.number}. {row.name}"
        texts = (title, row.guideline, row.responsible, row.progress)
        yield Hit("measures", row.year, TABLE, row.id, title, ""), texts


def _memos(state: State) -> Iterator[tuple[Hit, tuple[str, ...]]]:
    more: dict[str, list[str]] = {}
    for section in state.all(MemoSection):
        more.setdefault(section.memo, []).extend((section.heading, section.body))
    for memo in sorted(state.all(Memo), key=lambda memo: (memo.year, memo.place)):
        texts = (memo.subject, memo.number, memo.addressee, *more.get(memo.id, ()))
        yield Hit("memo", memo.year, "memo", memo.id, memo.subject, ""), texts


def _first_with(texts: tuple[str, ...], keys: list[str], wanted: list[str]) -> str:
    """The first text besides the title that has a wanted word, around that word."""
    for text, key in list(zip(texts, keys, strict=True))[1:]:
        if any(part and part in key for part in wanted):
            return _around(text, wanted)
    return ""


def _around(text: str, wanted: list[str]) -> str:
    """The line of a text that has a wanted word, shortened."""
    lines = [line.strip() for line in text.splitlines()]
    line = next((each for each in lines if any(p and p in _key(each) for p in wanted)), text)
    return line if len(line) <= _SNIPPET_LETTERS else f"{line[:_SNIPPET_LETTERS]}…"


def _with_snippet(hit: Hit, snippet: str) -> Hit:
    return Hit(hit.place, hit.year, hit.table, hit.row, hit.title, snippet)


@lru_cache(maxsize=20_000)
def _key(text: str) -> str:
    return search_key(text)
