"""Choosing a paper, seeing its pages, saving and printing them."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QPushButton
from tests.ui.acting import Answers, wait_until

from itadesk.app.garuda import from_picture, set_garuda
from itadesk.core.changelog import Edit
from itadesk.core.measures import measures_of
from itadesk.core.memos import memos_of
from itadesk.core.register import papers_of
from itadesk.ui import paper, worker
from itadesk.ui.print_tab import PrintTab

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from itadesk.app.session import Session

YEAR = 2568


@pytest.fixture
def tab(session: Session, prompts: Answers, qtbot: QtBot) -> PrintTab:
    result = PrintTab(session, YEAR, prompts)
    qtbot.addWidget(result)
    result.resize(1366, 620)
    with qtbot.waitActive(result):
        result.show()
    wait_until(lambda: result.preview.page_count)
    return result


def texts(tab: PrintTab) -> list[str]:
    return [label.text() for label in tab.findChildren(QLabel)]


def test_the_first_paper_that_is_ready_shows_its_pages(tab: PrintTab) -> None:
    assert tab.preview.page_count >= 2
    assert any(text.startswith("หน้า ๑ จาก") for text in texts(tab))


def test_another_layout_makes_other_pages(tab: PrintTab) -> None:
    before = tab.preview.document.getAllText(0).text()
    tab.layout_choice.setCurrentIndex(1)
    tab.layout_choice.activated.emit(1)
    wait_until(lambda: tab.preview.document.getAllText(0).text() not in ("", before))


def test_a_paper_that_is_not_ready_says_what_is_missing(tab: PrintTab) -> None:
    tab.choose("score-summary")
    wait_until(lambda: not tab.preview.page_count)
    saves = [b for b in tab.findChildren(QPushButton) if b.text() in ("PDF", "Word", "Excel")]
    assert saves
    assert not any(button.isEnabled() for button in saves)
    assert any("คะแนน" in text for text in texts(tab))


def test_an_edit_shows_on_the_page(tab: PrintTab, session: Session) -> None:
    measure = measures_of(session.state, YEAR)[0]
    session.apply([Edit("measure", measure.id, "title", "ฟื้นป่าต้นน้ำ")], "x")
    wait_until(lambda: "ฟื้นป่าต้นน้ำ" in tab.preview.document.getAllText(0).text())


def test_a_memo_is_chosen_by_its_row(tab: PrintTab, session: Session) -> None:
    memo = memos_of(session.state, YEAR)[-1]
    assert tab.go_to("memo", memo.id)
    assert tab.memo_choice.currentData() == memo.id
    wait_until(lambda: "บันทึกข้อความ" in tab.preview.document.getAllText(0).text())
    assert not tab.go_to("item", "2568/O1")


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
def test_a_paper_is_saved_under_its_ending(
    tab: PrintTab, prompts: Answers, tmp_path: Path, kind: str
) -> None:
    prompts.file = tmp_path / "รายงาน"
    tab.save_as(kind)  # type: ignore[arg-type]
    written = tmp_path / f"รายงาน.{kind}"
    wait_until(written.exists)
    start = b"%PDF" if kind == "pdf" else b"PK"
    assert written.read_bytes().startswith(start)
    wait_until(lambda: any(written.name in text for text in texts(tab)))


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(
    tab: PrintTab, prompts: Answers, tmp_path: Path
) -> None:
    prompts.file = tmp_path / "missing" / "รายงาน.pdf"
    tab.save_as("pdf")
    wait_until(lambda: bool(prompts.told))
    assert len(prompts.told) == 1


def to_file(target: QPrinter, path: Path) -> QPrinter:
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(path))
    return target


def test_the_printer_gets_every_page_in_its_own_size(tab: PrintTab, tmp_path: Path) -> None:
    printed = tmp_path / "printed.pdf"
    document = tab.preview.document
    assert paper.print_document(document, to_file(paper.printer(), printed)) == (
        tab.preview.page_count
    )
    with pypdfium2.PdfDocument(printed) as pages:
        assert len(pages) == tab.preview.page_count
        width, height = pages[0].get_size()
    size = document.pagePointSize(0)
    assert abs(width - size.width()) < 2
    assert abs(height - size.height()) < 2


def test_only_the_chosen_pages_are_printed(tab: PrintTab, tmp_path: Path) -> None:
    target = to_file(paper.printer(), tmp_path / "printed.pdf")
    target.setPrintRange(QPrinter.PrintRange.PageRange)
    target.setFromTo(2, 2)
    assert paper.print_document(tab.preview.document, target) == 1


def entries(session: Session) -> list[tuple[str, int]]:
    return [(paper.report, paper.pages) for paper in papers_of(session.state, YEAR)]


def test_printing_again_is_a_second_entry_of_the_register(
    tab: PrintTab, session: Session, tmp_path: Path
) -> None:
    for name in ("one.pdf", "two.pdf"):
        tab.print_on(to_file(paper.printer(), tmp_path / name))
    shown = tab._papers[tab.papers.currentRow()].name
    assert entries(session) == [(shown, tab.preview.page_count)] * 2


def test_a_saved_pdf_is_entered_and_a_word_file_is_not(
    tab: PrintTab, session: Session, prompts: Answers, tmp_path: Path
) -> None:
    prompts.file = tmp_path / "รายงาน.docx"
    tab.save_as("docx")
    wait_until(prompts.file.exists)
    wait_until(lambda: not worker.is_busy())
    assert not entries(session)
    prompts.file = tmp_path / "รายงาน.pdf"
    tab.save_as("pdf")
    wait_until(lambda: entries(session))
    kept = papers_of(session.state, YEAR)[0]
    assert kept.sha256 == hashlib.sha256(prompts.file.read_bytes()).hexdigest()


def pictures(tab: PrintTab) -> int:
    """How many pictures the first page has."""
    with pypdfium2.PdfDocument(tab._pack.data if tab._pack else b"") as pages:
        return sum(1 for _ in pages[0].get_objects([pdfium.FPDF_PAGEOBJ_IMAGE]))


def test_a_memo_shows_the_garuda_of_the_office(tab: PrintTab, session: Session) -> None:
    tab.choose("memo")
    wait_until(lambda: "บันทึกข้อความ" in tab.preview.document.getAllText(0).text())
    assert not pictures(tab)
    drawn = BytesIO()
    Image.new("L", (60, 60), 0).save(drawn, "PNG")
    set_garuda(session, from_picture(drawn.getvalue(), "ครุฑ"))
    wait_until(lambda: pictures(tab) == 1)


def test_a_name_without_an_ending_writes_over_nothing_unasked(
    tab: PrintTab, prompts: Answers, tmp_path: Path
) -> None:
    victim = tmp_path / "victim.docx"
    victim.write_bytes(b"kept")
    prompts.file = tmp_path / "victim"
    prompts.says_yes = False
    tab.save_as("docx")
    assert "victim.docx" in prompts.told[0]
    assert victim.read_bytes() == b"kept"
    prompts.says_yes = True
    tab.save_as("docx")
    wait_until(lambda: victim.read_bytes() != b"kept")


def test_the_place_of_the_garuda_is_dotted_on_screen_until_there_is_one(
    tab: PrintTab, session: Session
) -> None:
    preview = tab.preview
    assert preview.view.box is None
    tab.choose("memo")
    wait_until(lambda: preview.view.box is not None)
    assert preview.view.box == QRectF(30, 15, 15, 15)
    drawn = BytesIO()
    Image.new("L", (60, 60), 0).save(drawn, "PNG")
    set_garuda(session, from_picture(drawn.getvalue(), "ครุฑ"))
    wait_until(lambda: preview.view.box is None)
