from __future__ import annotations

from dataclasses import replace

from tests.core.building import YEAR, after, small_state, state_of
from tests.core.reports.test_reports import LAYOUTS, request_for

from itadesk.core.model import Office, Score
from itadesk.core.report import Contents, Paragraph, Report
from itadesk.core.reports import REPORTS_BY_NAME, Request
from itadesk.core.reports.full_year import FULL_YEAR_PARTS, build_full_year, needs_full_year
from itadesk.core.reports.words import words_changed


def request() -> Request:
    return replace(request_for(LAYOUTS["seven-column"]), report="full-year")


def headings(report: Report, level: int = 1) -> list[str]:
    return [
        block.text
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Paragraph) and block.heading == level
    ]


def test_all_parts_stand_in_order_after_cover_and_contents() -> None:
    report = build_full_year(request())
    cover, front, *body = report.sections
    assert cover.page.number == ""
    assert {section.page.number for section in (front, *body)} == {"top"}
    assert any(isinstance(block, Contents) for block in front.blocks)
    assert [title.split()[0][:12] for title in headings(report)] == [
        "รายงานการดำเ", "สรุปผลการประ", "การวิเคราะห์", "มาตรการส่งเส", "รายงานผลการด",
    ]  # fmt: skip


def test_parts_under_one_title_follow_it_as_its_sections() -> None:
    report = build_full_year(request())
    begins = [section.blocks[0].text for section in report.sections[-3:]]  # type: ignore[union-attr]
    assert [text[:15] for text in begins] == [
        "รายงานผลการดำเน", "ประเด็นการประเม", "ประเด็นการประเม",
    ]  # fmt: skip
    assert begins[1:] == [text for text in headings(report, 2) if text in begins]


def test_a_part_without_a_section_heading_keeps_its_title() -> None:
    state = after(small_state(), words_changed(small_state(), "oit-progress", "section", YEAR, ""))
    parts = tuple(replace(part, state=state) for part in request().parts)
    report = build_full_year(replace(request(), parts=parts))
    assert headings(report).count(headings(report)[-1]) == 2


def test_contents_name_every_heading_once_by_its_anchor() -> None:
    report = build_full_year(request())
    blocks = [block for section in report.sections for block in section.blocks]
    (contents,) = [block for block in blocks if isinstance(block, Contents)]
    anchors = {b.anchor: b.text for b in blocks if isinstance(b, Paragraph) and b.anchor}
    assert all(anchors[entry.anchor] == entry.text for entry in contents.entries)
    assert len({entry.anchor for entry in contents.entries}) == len(contents.entries)
    assert not [entry for entry in contents.entries if entry.text.endswith("(ต่อ)")]
    missing = [text for text in anchors.values() if text not in {e.text for e in contents.entries}]
    assert all(text.endswith("(ต่อ)") for text in missing)


def test_what_has_nothing_to_show_is_left_out() -> None:
    empty = state_of(Office())
    bare = replace(request(), state=empty)
    bare = replace(bare, parts=tuple(replace(part, state=empty) for part in bare.parts))
    assert needs_full_year(bare) == "no-parts"
    known = tuple(part for part in request().parts if part.report == "measures-plan")
    report = build_full_year(replace(request(), parts=known))
    assert len(headings(report)) == 2


def test_the_first_year_that_has_what_is_needed_counts() -> None:
    old = Score("2567/total", YEAR - 1, "total", 80.25)
    state = small_state().with_rows({("score", old.id): old})
    parts = tuple(
        replace(request_for(None), state=state, year=YEAR + more, report="score-summary")
        for more in (-1, 0)
    )
    text = headings(build_full_year(replace(request(), state=state, parts=parts)))
    assert len(text) == 2
    blocks = build_full_year(replace(request(), parts=parts[:1])).sections[-1].blocks
    assert "๒๕๖๗" in blocks[1].text  # type: ignore[union-attr]


def test_the_preamble_speaks_of_last_years_score_until_there_is_one() -> None:
    front = build_full_year(request()).sections[1]
    assert "๘๙.๙๔" in front.blocks[2].text  # type: ignore[union-attr]
    later = replace(request(), year=YEAR + 1)
    front = build_full_year(later).sections[1]
    assert front.blocks[2].text.startswith("ในปีงบประมาณ พ.ศ. ๒๕๖๘")  # type: ignore[union-attr]


def test_parts_keep_their_own_words_but_have_no_cover() -> None:
    state = after(small_state(), words_changed(small_state(), "oit-progress", "cover", YEAR, "ปก"))
    state = after(state, words_changed(state, "oit-progress", "title", YEAR, "หัวเรื่องเอง"))
    parts = tuple(replace(part, state=state) for part in request().parts)
    report = build_full_year(replace(request(), parts=parts))
    assert headings(report)[-1] == "หัวเรื่องเอง"
    assert "ปก" not in [
        b.text for s in report.sections for b in s.blocks if isinstance(b, Paragraph)
    ]


def test_every_part_is_a_paper_of_its_own_too() -> None:
    assert {name for name, _years in FULL_YEAR_PARTS} <= set(REPORTS_BY_NAME)
