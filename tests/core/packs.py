"""The form packs that ship, read from forms/ as the program reads them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from itadesk.core.forms import Layout, OitForm, parse_layout, parse_oit
from itadesk.core.phrases import (
    AnalysisPhrases,
    MeasurePhrases,
    parse_analysis,
    parse_measures,
)
from itadesk.core.question_form import QuestionForm, parse_questions

FORMS = Path(__file__).parents[2] / "forms"
OIT_YEARS = (2566, 2567, 2568, 2569)
LAYOUT_IDS = (
    "seven-column",
    "follow-up",
    "six-column",
    "five-column",
    "by-indicator",
    "score-change",
    "oit-progress",
    "indicator-progress",
)


def pack_text(name: str) -> str:
    """The text of a pack, named as "oit/2568"."""
    return (FORMS / f"{name}.toml").read_text("utf-8")


@cache
def oit(year: int) -> OitForm:
    return parse_oit(pack_text(f"oit/{year}"), f"oit/{year}.toml")


@cache
def questions(name: str = "2567") -> QuestionForm:
    return parse_questions(pack_text(f"questions/{name}"), f"questions/{name}.toml")


@cache
def layout(name: str) -> Layout:
    return parse_layout(pack_text(f"layouts/{name}"), f"layouts/{name}.toml")


@cache
def analysis_phrases() -> AnalysisPhrases:
    return parse_analysis(pack_text("phrases/analysis"), "analysis.toml")


@cache
def measure_phrases() -> MeasurePhrases:
    topics = [topic.id for topic in analysis_phrases().topics]
    return parse_measures(pack_text("phrases/measures"), topics, "measures.toml")
