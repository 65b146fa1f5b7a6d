"""Papers of an office: which there are, whether they can be printed, and their bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from itadesk.app.meter import Meter
from itadesk.app.packs import layouts, oit_form, oit_years, question_form
from itadesk.core.errors import UserError
from itadesk.core.forms import Layout
from itadesk.core.memos import memos_of
from itadesk.core.model import Office, Person, State, Unit
from itadesk.core.report import Report
from itadesk.core.reports import REPORTS, REPORTS_BY_NAME, ReportKind, Request
from itadesk.core.reports.full_year import FULL_YEAR_PARTS
from itadesk.core.reports.measures import left_out
from itadesk.core.reports.words import Part, parts_of

if TYPE_CHECKING:
    from itadesk.typeset.pdf import Rendered

Format: TypeAlias = Literal["pdf", "docx", "xlsx"]
Progress: TypeAlias = Callable[[int], None]
FULL_YEAR, _RESULTS = "full-year", "measures-result"
FORMATS: tuple[Format, ...] = ("pdf", "docx", "xlsx")


@dataclass(frozen=True, slots=True)
class Printable:
    """A paper of one year. Not `ready`: `why` is the message key of what is missing.

    `layouts` are those it can be printed in, the usual one first; empty where there is no choice.
    """

    name: str
    title: str
    layouts: tuple[Layout, ...]
    ready: bool
    why: str


def report_titles() -> tuple[tuple[str, str], ...]:
    """The names that `render` knows and their Thai titles."""
    return tuple((kind.name, kind.title) for kind in REPORTS)


def reports_for(state: State, year: int) -> tuple[Printable, ...]:
    """Every paper, ready or not."""
    return tuple(_printable(kind, state, year) for kind in REPORTS)


def build(
    state: State, year: int, name: str, layout: str = "", memo: str = "", garuda: bytes = b""
) -> Report:
    """One paper as blocks.

    `layout` is a layout's id, empty for the usual one; `memo` the id of a memo, empty for the
    year's first; `garuda` the office's emblem, as `app.garuda` gives it.

    Raises:
        UserError: "report-unknown", "layout-unknown" or "report-not-ready".
    """
    kind = REPORTS_BY_NAME.get(name)
    if kind is None:
        raise UserError("report-unknown", report=name)
    request = replace(_request(kind, state, year, layout, memo), garuda=garuda)
    why = kind.needs(request)
    if why:
        raise UserError("report-not-ready", report=kind.title, why=why, year=year)
    return kind.build(request)


def render(
    state: State,
    year: int,
    name: str,
    fmt: Format = "pdf",
    layout: str = "",
    memo: str = "",
    progress: Progress | None = None,
    garuda: bytes = b"",
) -> bytes:
    """The bytes of one paper; raises what `build` and `rendered` raise."""
    return rendered(state, build(state, year, name, layout, memo, garuda), fmt, progress)


def rendered(state: State, report: Report, fmt: Format, progress: Progress | None = None) -> bytes:
    """The bytes of a report.

    `progress` is called with the number of each page of a PDF; what it raises ends the work.
    """
    if fmt == "docx":
        from itadesk.files.docx_out import docx_bytes

        return docx_bytes(report)
    if fmt == "xlsx":
        from itadesk.files.xlsx_out import xlsx_bytes

        return xlsx_bytes(report)
    return typeset(state, report, progress).data


def typeset(state: State, report: Report, progress: Progress | None = None) -> Rendered:
    """The PDF of a report and its pages, in the office's typeface.

    The office's own names stay whole at line ends. `progress` is that of `rendered`.
    """
    from itadesk.app.paper_fonts import font_for
    from itadesk.typeset.pdf import render as render_pdf

    words, fonts = own_words(state), font_for(state)
    return render_pdf(report, own_words=words, fonts=fonts, progress=progress)


def print_to(
    path: Path,
    state: State,
    year: int,
    name: str,
    layout: str = "",
    memo: str = "",
    garuda: bytes = b"",
    meter: Meter | None = None,
) -> None:
    """Write one paper; the ending of `path` says as what, else `UserError("format-unknown")`.

    Once it is being written, the work cannot be stopped by its `meter`.
    """
    from itadesk.app.atomic import write_atomic

    ending = path.suffix.lower().removeprefix(".")
    fmt: Format | None = next((known for known in FORMATS if known == ending), None)
    if fmt is None:
        raise UserError("format-unknown", file=path.name)
    data = render(state, year, name, fmt, layout, memo, meter, garuda)
    if meter is not None:
        meter.settle()
    write_atomic(path, data)


def texts_left_out(state: State, year: int, name: str, layout: str = "") -> tuple[str, ...]:
    """The fields of measures (names of `core.model.Measure`) that this layout does not print."""
    kind = REPORTS_BY_NAME[name]
    if kind.layouts != "measures":
        return ()
    return left_out(_request(kind, state, year, layout, ""))


def parts(state: State, year: int, name: str, layout: str = "") -> tuple[Part, ...]:
    """The words of a paper that an office may change, by `core.reports.words`; a memo has none."""
    kind = REPORTS_BY_NAME[name]
    request = _request(kind, state, year, layout, "")
    return parts_of(request, kind.words(request))


def own_words(state: State) -> frozenset[str]:
    """Names that no word list knows: the office's, its places', its units' and its people's."""
    office = state.get(Office, "office") or Office()
    names = [office.name, office.tambon, office.amphoe, office.province]
    names += [unit.name for unit in state.all(Unit)]
    names += [part for person in state.all(Person) for part in (*person.name.split(), person.post)]
    return frozenset(name.strip("() ") for name in names) - {""}


def _printable(kind: ReportKind, state: State, year: int) -> Printable:
    why = kind.needs(_request(kind, state, year, "", ""))
    return Printable(kind.name, kind.title, _layouts_of(kind), ready=not why, why=why)


def _layouts_of(kind: ReportKind) -> tuple[Layout, ...]:
    if kind.layouts is None:
        return ()
    found = [layout for layout in layouts(kind.layouts) if kind.fits(layout)]
    return tuple(sorted(found, key=lambda layout: layout.id != kind.layout))


def _request(kind: ReportKind, state: State, year: int, layout: str, memo: str) -> Request:
    choice = _layouts_of(kind)
    chosen = choice[0] if choice else None
    if layout:
        chosen = next((known for known in choice if known.id == layout), None)
        if chosen is None:
            raise UserError("layout-unknown", layout=layout, report=kind.title)
    memos = memos_of(state, year)
    return Request(
        state,
        year,
        layout=chosen,
        questions=question_form(year),
        oit=oit_form(year) if year in oit_years() else None,
        memo=memo or (memos[0].id if memos else ""),
        report=kind.name,
        parts=_parts_of(state, year, layout) if kind.name == FULL_YEAR else (),
    )


def _parts_of(state: State, year: int, layout: str) -> tuple[Request, ...]:
    """Requests for all that a full year may hold; `layout` is for the results of its measures."""
    return tuple(
        _request(REPORTS_BY_NAME[name], state, year + more, layout if name == _RESULTS else "", "")
        for name, years in FULL_YEAR_PARTS
        for more in years
    )
