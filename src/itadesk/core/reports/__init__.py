"""Every kind of paper that itadesk prints, each built from an office's rows as a `Report`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from itadesk.core.forms import Layout, LayoutKind
from itadesk.core.report import Report
from itadesk.core.reports.analysis import ANALYSIS_WORDS, build_score_analysis, needs_analysis
from itadesk.core.reports.evidence import EVIDENCE_WORDS, build_evidence_list
from itadesk.core.reports.full_year import build_full_year, full_year_words, needs_full_year
from itadesk.core.reports.grid import layout_words
from itadesk.core.reports.indicators import build_indicator_progress, needs_indicators
from itadesk.core.reports.items import FORM_WORDS, build_oit_form, build_oit_progress, needs_items
from itadesk.core.reports.measures import (
    build_measures,
    needs_measures,
    needs_results,
    shows_results,
)
from itadesk.core.reports.memo import build_memo, needs_memo
from itadesk.core.reports.overview import OVERVIEW_WORDS, build_overview
from itadesk.core.reports.request import Request
from itadesk.core.reports.scores import SUMMARY_WORDS, build_score_summary, needs_scores
from itadesk.core.reports.words import Words
from itadesk.core.reports.worksheet import WORKSHEET_WORDS, build_unit_worksheet, needs_owed

__all__ = ["REPORTS", "REPORTS_BY_NAME", "ReportKind", "Request"]


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A kind of paper; `title` is Thai.

    `needs` gives the message key of what is missing ("no-measures"), or an empty text.
    `layouts` is the kind of layout that it takes, `layout` the usual one's id; both empty for a
    paper of one form. `fits` tells which layouts of the kind suit it. `words` are the program's
    words for it, none for a paper that says only what its rows say.
    """

    name: str
    title: str
    needs: Callable[[Request], str]
    build: Callable[[Request], Report]
    words: Callable[[Request], Words]
    layouts: LayoutKind | None = None
    layout: str = ""
    fits: Callable[[Layout], bool] = lambda layout: True


REPORTS: tuple[ReportKind, ...] = (
    ReportKind(
        "measures-result",
        "รายงานผลการดำเนินการตามมาตรการ",
        needs_results,
        build_measures,
        layout_words,
        layouts="measures",
        layout="seven-column",
        fits=shows_results,
    ),
    ReportKind(
        "measures-plan",
        "แผนมาตรการส่งเสริมคุณธรรมและความโปร่งใส",
        needs_measures,
        build_measures,
        layout_words,
        layouts="measures",
        layout="five-column",
        fits=lambda layout: not shows_results(layout),
    ),
    ReportKind(
        "full-year",
        "รายงานทั้งปีรวมเล่ม",
        needs_full_year,
        build_full_year,
        full_year_words,
        layouts="measures",
        layout="seven-column",
        fits=shows_results,
    ),
    ReportKind("memo", "บันทึกข้อความ", needs_memo, build_memo, lambda _request: {}),
    ReportKind(
        "oit-progress",
        "ความก้าวหน้าตามรายการ OIT",
        needs_items,
        build_oit_progress,
        layout_words,
        layouts="items",
        layout="oit-progress",
    ),
    ReportKind(
        "oit-form",
        "แบบตรวจ OIT สำหรับกรอกด้วยมือ",
        needs_items,
        build_oit_form,
        lambda _request: FORM_WORDS,
        layouts="items",
        layout="oit-progress",
    ),
    ReportKind(
        "indicator-progress",
        "ความก้าวหน้าตามตัวชี้วัด IIT และ EIT",
        needs_indicators,
        build_indicator_progress,
        layout_words,
        layouts="indicators",
        layout="indicator-progress",
    ),
    ReportKind(
        "score-summary",
        "สรุปคะแนน ITA",
        needs_scores,
        build_score_summary,
        lambda _request: SUMMARY_WORDS,
    ),
    ReportKind(
        "score-analysis",
        "การวิเคราะห์คะแนนรายประเด็น",
        needs_analysis,
        build_score_analysis,
        lambda _request: ANALYSIS_WORDS,
    ),
    ReportKind(
        "evidence-list",
        "รายการหลักฐาน OIT",
        needs_items,
        build_evidence_list,
        lambda _request: EVIDENCE_WORDS,
    ),
    ReportKind(
        "unit-worksheet",
        "งานที่แต่ละกองยังค้าง",
        needs_owed,
        build_unit_worksheet,
        lambda _request: WORKSHEET_WORDS,
    ),
    ReportKind(
        "overview",
        "ภาพรวมหนึ่งหน้าสำหรับผู้บริหาร",
        needs_items,
        build_overview,
        lambda _request: OVERVIEW_WORDS,
    ),
)

REPORTS_BY_NAME: Mapping[str, ReportKind] = MappingProxyType({kind.name: kind for kind in REPORTS})
