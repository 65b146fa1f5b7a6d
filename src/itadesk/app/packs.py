"""The form packs that ship with the program, and the layouts that an office adds; read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from itadesk.app.places import data_folder, forms_folder
from itadesk.core.errors import UserError
from itadesk.core.forms import Layout, LayoutKind, OitForm, parse_layout, parse_oit
from itadesk.core.phrases import (
    AnalysisPhrases,
    MeasurePhrases,
    parse_analysis,
    parse_measures,
)
from itadesk.core.question_form import QuestionForm, parse_questions, questions_for


@cache
def oit_years() -> tuple[int, ...]:
    """The fiscal years whose OIT list is known, newest first."""
    names = (file.stem for file in (forms_folder() / "oit").glob("*.toml"))
    return tuple(sorted((int(name) for name in names if name.isdecimal()), reverse=True))


@cache
def oit_form(year: int) -> OitForm:
    """The list of one of `oit_years`; any other year raises `UserError("oit-list-unknown")`."""
    if year not in oit_years():
        raise UserError("oit-list-unknown", year=year)
    file = forms_folder() / "oit" / f"{year}.toml"
    return parse_oit(_text_of(file), file.name)


def known_form(year: int) -> OitForm | None:
    """The OIT list of a year, None where none is known."""
    return oit_form(year) if year in oit_years() else None


@cache
def question_form(year: int) -> QuestionForm:
    """The surveys and scoring rules nearest to a year; `standing(year)` says how sure they are."""
    files = sorted((forms_folder() / "questions").glob("*.toml"))
    return questions_for(year, [parse_questions(_text_of(file), file.name) for file in files])


@cache
def analysis_phrases() -> AnalysisPhrases:
    """What drafts of the analysis say, by topic."""
    file = forms_folder() / "phrases" / "analysis.toml"
    return parse_analysis(_text_of(file), file.name)


@cache
def measure_phrases() -> MeasurePhrases:
    """The measures that weak scores propose."""
    file = forms_folder() / "phrases" / "measures.toml"
    topics = [topic.id for topic in analysis_phrases().topics]
    return parse_measures(_text_of(file), topics, file.name)


def own_layouts_folder() -> Path:
    """Where an office puts layouts of its own (TOML); may not exist yet."""
    return data_folder() / "layouts"


def layouts(kind: LayoutKind | None = None) -> tuple[Layout, ...]:
    """Shipped layouts, then the office's own; one with the id of a shipped one stands in for it.

    A broken file raises `UserError("form-broken")`.
    """
    found = {
        layout.id: layout
        for folder in (forms_folder() / "layouts", own_layouts_folder())
        for layout in _layouts_in(folder)
    }
    return tuple(layout for layout in found.values() if kind in (None, layout.kind))


def layout(name: str) -> Layout:
    """The layout with this id; an unknown one raises `UserError("layout-unknown")`."""
    for known in layouts():
        if known.id == name:
            return known
    raise UserError("layout-unknown", layout=name)


def _layouts_in(folder: Path) -> tuple[Layout, ...]:
    if not folder.is_dir():
        return ()
    return tuple(
        _layout_of(file, file.stat().st_mtime_ns) for file in sorted(folder.glob("*.toml"))
    )


@cache
def _layout_of(file: Path, _changed_at: int) -> Layout:
    """Read again only when the clerk changed the file."""
    return parse_layout(_text_of(file), file.name)


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(
            "form-broken", file=file.name, where="", problem="syntax", value="UTF-8"
        ) from error
