"""OIT lists and report layouts as data, read from TOML text and checked to the last key.

Texts keep {FY} and {PFY} for the year and the one before; `years` fills them when it copies a list.
The surveys and the scoring rules are in `question_form`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

from itadesk.core.form_reader import FormReader

Orientation: TypeAlias = Literal["portrait", "landscape"]
Carried: TypeAlias = Literal["blank", "repeat"]
Group: TypeAlias = Literal["", "issue", "indicator"]
LayoutKind: TypeAlias = Literal["measures", "items", "indicators"]
ColumnAlign: TypeAlias = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Component:
    """One thing an item must show, and the list under it (printed as (๑), (๒) …)."""

    text: str
    sub: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """A sub-indicator (9.1) of main indicator `main` (9); `name` is "" where no source states it.

    `inferred` is true where no source puts these items under it in so many words.
    """

    code: str
    name: str = ""
    main: str = ""
    source: str = ""
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the public disclosure list; "" and None mean that no source states it.

    `source` is that of the name, the group and the data year. `depends_on` names items of the
    same list: when one of them scores 0, so does this one. `was` holds the ids of last year's
    items ("2567/O34") that it goes on from. `data_year` is the year its data must be of.
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
    """The disclosure list of one fiscal year (B.E.); `note` says in Thai what is unconfirmed.

    `sources` are pairs of a short key, which facts name as their `source`, and the source itself.
    `mains` are pairs of code and name of the main indicators.
    """

    year: int
    title: str
    count: int
    confirmed: bool
    sources: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    note: str = ""
    mains: tuple[tuple[str, str], ...] = ()
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """A column: its printed head, what stands in it, its share of the width, how it is set."""

    head: str
    field: str
    width: float
    align: ColumnAlign = "left"


@dataclass(frozen=True, slots=True)
class Layout:
    """How one table is laid out on paper.

    `title_lines`, `cover_lines`, `section_title` and `preamble` (paragraphs parted by line ends)
    hold placeholders of `PLACEHOLDERS`; {score} and {level} are those of {year}.
    `group` is what gets a heading of its own above its rows; a column with the field `issue`
    instead is one merged cell for neighbours of one issue. `carried` says what a measure's own
    cells show after a page break. `checkboxes` are the wordings beside the boxes for not yet done
    and done. `size` is the table's type size.
    """

    id: str
    name: str
    kind: LayoutKind
    title_lines: tuple[str, ...]
    columns: tuple[LayoutColumn, ...]
    preamble: str = ""
    orientation: Orientation = "landscape"
    group: Group = ""
    carried: Carried = "blank"
    cover_lines: tuple[str, ...] = ()
    section_title: str = ""
    checkboxes: tuple[str, ...] = ()
    size: float = 14.0
    source: str = ""


PLACEHOLDERS = frozenset(
    {"year", "last_year", "office", "tambon", "amphoe", "province", "score", "level"}
)
LAYOUT_FIELDS: Mapping[LayoutKind, frozenset[str]] = MappingProxyType(
    {
        "measures": frozenset(
            {
                "number", "title", "title_numbered", "issue", "indicator", "reason_steps", "steps",
                "period", "responsible", "outputs", "outcome", "suggestion", "remark",
                "score_change",
            }
        ),
        "items": frozenset({"code", "name", "components", "responsible", "progress"}),
        "indicators": frozenset({"indicator", "guideline", "responsible", "period", "progress"}),
    }
)  # fmt: skip
_OIT_KEYS = {"items": "item", "indicators": "indicator", "mains": "main"}
_LAYOUT_KEYS = {"columns": "column"}


def parse_oit(text: str, file: str = "") -> OitForm:
    """Read an OIT list; whatever is wrong raises `UserError("form-broken")`, see `form_reader`."""
    reader = FormReader(file)
    form = reader.parse(OitForm, text, _OIT_KEYS)
    reader.fiscal_years("year", [form.year])
    if form.count != len(form.items):
        reader.fail("count", "range", len(form.items))
    mains = [code for code, _ in form.mains]
    codes = [indicator.code for indicator in form.indicators]
    reader.no_repeats("indicator", codes)
    for indicator in form.indicators:
        where = f"indicator ({indicator.code})"
        reader.known(f"{where}: main", [indicator.main], mains)
        reader.known(f"{where}: source", [indicator.source], _keys(form.sources))
    for place, item in enumerate(form.items, start=1):
        _check_item(reader, form, item, place)
    return form


def parse_layout(text: str, file: str = "") -> Layout:
    """Read a report layout; whatever is wrong raises `UserError("form-broken")`."""
    reader = FormReader(file)
    layout = reader.parse(Layout, text, _LAYOUT_KEYS)
    lines = [("title_lines", line) for line in layout.title_lines]
    lines += [("cover_lines", line) for line in layout.cover_lines]
    lines += [("section_title", layout.section_title), ("preamble", layout.preamble)]
    for where, line in lines:
        _check_placeholders(reader, where, line, PLACEHOLDERS)
    columns = [column.field for column in layout.columns]
    reader.no_repeats("column: field", columns)
    reader.known("column: field", columns, LAYOUT_FIELDS[layout.kind])
    for column in layout.columns:
        if column.width <= 0:
            reader.fail(f"column ({column.head}): width", "range", column.width)
    if len(layout.checkboxes) not in (0, 2):
        reader.fail("checkboxes", "range", len(layout.checkboxes))
    if not 6 <= layout.size <= 40:
        reader.fail("size", "range", layout.size)
    return layout


def _check_item(reader: FormReader, form: OitForm, item: Item, place: int) -> None:
    where = f"item {place} ({item.code})"
    known = _keys(form.sources)
    if item.number != place:
        reader.fail(f"{where}: number", "order", item.number)
    if item.code != f"O{item.number}":
        reader.fail(f"{where}: code", "order", item.code)
    if item.id != f"{form.year}/{item.code}":
        reader.fail(f"{where}: id", "reference", item.id)
    if item.indicator:
        codes = [indicator.code for indicator in form.indicators]
        reader.known(f"{where}: indicator", [item.indicator], codes)
    others = [other.code for other in form.items if other.code != item.code]
    reader.known(f"{where}: depends_on", item.depends_on, others)
    reader.no_repeats(f"{where}: was", item.was)
    for old in item.was:
        if not re.fullmatch(r"\d{4}/O\d+", old) or int(old[:4]) >= form.year:
            reader.fail(f"{where}: was", "reference", old)
    reader.fiscal_years(f"{where}: data_year", [item.data_year])
    reader.known(f"{where}: source", [item.source], known)
    if item.points is not None:
        reader.known(f"{where}: points_source", [item.points_source], known)
        if item.points < 0:
            reader.fail(f"{where}: points", "range", item.points)
    if item.was:
        reader.known(f"{where}: was_source", [item.was_source], known)
    if item.components:
        reader.known(f"{where}: components_source", [item.components_source], known)
    for component in item.components:
        for line in (component.text, *component.sub):
            _check_placeholders(reader, f"{where}: components", line, frozenset({"FY", "PFY"}))


def _check_placeholders(reader: FormReader, where: str, text: str, allowed: frozenset[str]) -> None:
    rest = text
    for name in allowed:
        rest = rest.replace("{" + name + "}", "")
    brace = re.search(r"\{[^}]*\}?|\}", rest)
    if brace:
        reader.fail(where, "placeholder", brace[0])


def _keys(pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(key for key, _ in pairs)
