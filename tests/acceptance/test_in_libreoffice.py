"""Every Word and Excel paper opened by another program: the same words, tables and pages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from tests.acceptance.libreoffice import converted
from tests.core.reports.memos import memo_state
from tests.core.reports.reading import texts
from tests.core.reports.straining import strained

from itadesk.app.printing import build, rendered, reports_for
from itadesk.app.sample import sample_edits
from itadesk.app.session import Session
from itadesk.core.model import State
from itadesk.core.report import Block, Contents, Report, Table
from itadesk.core.years import years_of
from itadesk.thai.digits import to_arabic

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def consonants(text: str) -> Counter[str]:
    """What every reader of PDFs finds alike: letters that nothing is stacked into."""
    return Counter(re.findall("[ก-ฮ๐-๙A-Za-z0-9]", text))


def pages_of(pdf: Path | bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded() for page in document]


NUMBER = re.compile(r"- (\S+) -")
STRAINED = ("measures-result", "oit-progress")


def papers(tmp_path: Path) -> dict[str, tuple[State, Report]]:
    with Session.new(tmp_path / "sample.itadesk", sample_edits()) as session:
        state = session.state
    found = {
        f"{year.year}-{paper.name}-{layout}": (state, build(state, year.year, paper.name, layout))
        for year in years_of(state)
        for paper in reports_for(state, year.year)
        if paper.ready
        for layout in ([known.id for known in paper.layouts] or [""])
    }
    for paragraphs in (2, 7, 19, 45):
        state = memo_state(paragraphs)
        found[f"memo-{paragraphs}"] = (state, build(state, 2568, "memo"))
    return found


def test_word_files_have_the_same_words_and_pages(tmp_path: Path) -> None:
    made = papers(tmp_path)
    made |= {f"strained-{n}": (strained(), build(strained(), 2568, n)) for n in STRAINED}
    for name, (state, report) in made.items():
        (tmp_path / f"{name}.docx").write_bytes(rendered(state, report, "docx"))
    files = [tmp_path / f"{name}.docx" for name in made]
    for file, pdf in zip(files, converted(files, tmp_path), strict=True):
        state, report = made[file.stem]
        theirs, ours = pages_of(pdf), pages_of(rendered(state, report, "pdf"))
        assert abs(len(theirs) - len(ours)) <= 1, f"{file.name}: {len(theirs)}, PDF: {len(ours)}"
        told = [text for section in report.sections for text in texts(section.blocks)]
        wanted = consonants("\n".join(told))
        assert not wanted - consonants("\n".join(theirs)), file.name
        if file.stem.startswith("memo"):
            numbers = [to_arabic(number) for text in theirs for number in NUMBER.findall(text)]
            assert numbers == [str(number) for number in range(2, len(theirs) + 1)]


def test_excel_files_have_every_word(tmp_path: Path) -> None:
    made = papers(tmp_path)
    for name, (state, report) in made.items():
        (tmp_path / f"{name}.xlsx").write_bytes(rendered(state, report, "xlsx"))
    files = [tmp_path / f"{name}.xlsx" for name in made]
    for file, pdf in zip(files, converted(files, tmp_path), strict=True):
        _state, report = made[file.stem]
        flat = [block for section in report.sections for block in section.blocks]
        shown = [_bodied(block) for block in flat if not isinstance(block, Contents)]
        wanted = consonants(to_arabic("\n".join(texts(shown))))
        missing = wanted - consonants(to_arabic("\n".join(pages_of(pdf))))
        # Excel shows 409 points of a row at most.
        assert missing.total() <= wanted.total() * 0.02, f"{file.name}: {missing}"


def _bodied(block: Block) -> Block:
    """A sheet says the head of tables that follow each other once."""
    return replace(block, head=()) if isinstance(block, Table) else block


def test_contents_and_running_numbers_are_reckoned(tmp_path: Path) -> None:
    with Session.new(tmp_path / "sample.itadesk", sample_edits()) as session:
        state = session.state
    file = tmp_path / "full-year.docx"
    file.write_bytes(rendered(state, build(state, 2568, "full-year"), "docx"))
    (pdf,) = converted([file], tmp_path)
    pages = pages_of(pdf)
    told = re.search(r"การวิเคราะห์ผลการประเมิน[^.]*\.+\s*([๐-๙0-9]+)", pages[1])
    assert told, pages[1]
    stands = [n for n, text in enumerate(pages, 1) if "พ.ศ. ๒๕๖๗ เพื่อจัดทำ" in text]
    assert int(to_arabic(told[1])) == stands[0]
