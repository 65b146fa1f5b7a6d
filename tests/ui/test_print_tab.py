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
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPageRanges, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from tests.ui.acting import Answers, wait_until

from itadesk.app.garuda import from_picture, set_garuda
from itadesk.app.meter import CancelledError, Meter
from itadesk.app.signing import Pack
from itadesk.core.changelog import Edit
from itadesk.core.measures import measures_of
from itadesk.core.memos import memos_of
from itadesk.core.register import papers_of
from itadesk.ui import paper, worker
from itadesk.ui.print_tab import PrintTab
from itadesk.ui.printing.file_names import usual_name

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from itadesk.app.session import Session

YEAR = 2568
CTRL, SPOKEN = Qt.KeyboardModifier.ControlModifier, Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def tab(session: Session, prompts: Answers, qtbot: QtBot) -> PrintTab:
    result = PrintTab(session, YEAR, prompts)
    qtbot.addWidget(result)
    result.resize(1366, 620)
    with qtbot.waitActive(result):
        result.show()
    wait_until(lambda: result.preview.page_count)
    return result


def pack_of(tab: PrintTab) -> Pack:
    assert tab.pages.pack is not None
    return tab.pages.pack


def texts(tab: PrintTab) -> list[str]:
    return [label.text() for label in tab.findChildren(QLabel)]


def test_the_first_paper_that_is_ready_shows_its_pages(tab: PrintTab) -> None:
    assert tab.preview.page_count >= 2
    assert any(text.startswith("หน้า ๑ จาก") for text in texts(tab))


def test_another_layout_makes_other_pages(tab: PrintTab) -> None:
    before = tab.preview.document.getAllText(0).text()
    tab.choices.layouts.setCurrentIndex(1)
    tab.choices.layouts.activated.emit(1)
    wait_until(lambda: tab.preview.document.getAllText(0).text() not in ("", before))


def test_another_paper_begins_at_its_first_page_and_an_edit_stays_at_its_place(
    tab: PrintTab, session: Session
) -> None:
    view = tab.preview.view
    view.show_page(tab.preview.page_count - 1)
    place = view.verticalScrollBar().value()
    measure = measures_of(session.state, YEAR)[0]
    session.apply([Edit("measure", measure.id, "reason", "ฐานะ")], "x")
    wait_until(lambda: tab.pages.is_ready)
    assert view.verticalScrollBar().value() == place > 0
    tab.choose("oit-form")
    wait_until(lambda: tab.pages.is_ready)
    assert view.verticalScrollBar().value() == 0


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
    assert tab.choices.memos.currentData() == memo.id
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


def printed(tab: PrintTab, target: QPrinter) -> int:
    return paper.print_document(pack_of(tab).data, target, Meter())


def test_the_printer_gets_every_page_in_its_own_size(tab: PrintTab, tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    assert printed(tab, to_file(paper.printer(), path)) == tab.preview.page_count
    with pypdfium2.PdfDocument(path) as pages:
        assert len(pages) == tab.preview.page_count
        width, height = pages[0].get_size()
    size = tab.preview.document.pagePointSize(0)
    assert abs(width - size.width()) < 2
    assert abs(height - size.height()) < 2


@pytest.mark.parametrize(("collated", "pages"), [(True, [1, 2, 1, 2]), (False, [1, 1, 2, 2])])
def test_only_the_chosen_pages_are_printed_in_so_many_copies(
    tmp_path: Path, collated: bool, pages: list[int]
) -> None:
    target = to_file(paper.printer(), tmp_path / "printed.pdf")
    target.setPrintRange(QPrinter.PrintRange.PageRange)
    target.setFromTo(2, 3)
    target.setCopyCount(2)
    target.setCollateCopies(collated)
    assert paper.pages_to_print(target, 5) == pages
    target.setPageRanges(QPageRanges.fromString("1,4-9"))
    target.setCopyCount(1)
    assert paper.pages_to_print(target, 5) == [0, 3, 4]


class Impatient(Meter):
    """Is told that the work is not wanted as soon as it reaches page 2."""

    def __call__(self, reached: int) -> None:
        if reached == 2:
            self.stop()
        super().__call__(reached)


def test_printing_that_is_cancelled_leaves_no_file(tab: PrintTab, tmp_path: Path) -> None:
    target = to_file(paper.printer(), tmp_path / "printed.pdf")
    with pytest.raises(CancelledError):
        paper.print_document(pack_of(tab).data, target, Impatient())
    assert not list(tmp_path.glob("printed*"))


@pytest.mark.qt_log_ignore("QP")
def test_a_printer_that_takes_no_page_is_told(
    tab: PrintTab, prompts: Answers, tmp_path: Path
) -> None:
    target = to_file(paper.printer(), tmp_path / "printed.pdf")
    with QPainter(target):  # another job has it
        tab.pages.print_on(target, pack_of(tab))
        wait_until(lambda: bool(prompts.told))
    assert "ไม่รับงานพิมพ์" in prompts.told[0]


def entries(session: Session) -> list[tuple[str, int]]:
    return [(paper.report, paper.pages) for paper in papers_of(session.state, YEAR)]


def test_printing_again_is_a_second_entry_of_the_register(
    tab: PrintTab, session: Session, tmp_path: Path
) -> None:
    for name in ("one.pdf", "two.pdf"):
        tab.pages.print_on(to_file(paper.printer(), tmp_path / name), pack_of(tab))
        wait_until(lambda: not worker.is_busy())
    assert tab.choices.paper is not None
    assert entries(session) == [(tab.choices.paper.name, tab.preview.page_count)] * 2


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
    with pypdfium2.PdfDocument(pack_of(tab).data) as pages:
        return sum(1 for _ in pages[0].get_objects([pdfium.FPDF_PAGEOBJ_IMAGE]))


def test_a_memo_shows_the_garuda_of_the_office(tab: PrintTab, session: Session) -> None:
    tab.choose("memo")
    wait_until(lambda: "บันทึกข้อความ" in tab.preview.document.getAllText(0).text())
    assert tab.pages.is_ready
    assert not pictures(tab)
    drawn = BytesIO()
    Image.new("L", (60, 60), 0).save(drawn, "PNG")
    set_garuda(session, from_picture(drawn.getvalue(), "ครุฑ"))
    wait_until(lambda: tab.pages.is_ready and pictures(tab) == 1)


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


def test_saving_again_is_one_key_and_writes_over_nothing(
    tab: PrintTab, prompts: Answers, session: Session, tmp_path: Path
) -> None:
    prompts.file = tmp_path / "ผล.docx"
    tab.save_as("docx")
    for _time in range(2):
        wait_until(lambda: not worker.is_busy())
        QTest.keyClick(tab.papers, Qt.Key.Key_S, CTRL | Qt.KeyboardModifier.ShiftModifier)
    wait_until(lambda: not worker.is_busy())
    tab.choose("evidence-list")
    tab.save_again()
    wait_until(lambda: not worker.is_busy())
    other = usual_name(tab.papers.currentItem().data(SPOKEN), YEAR, "docx")
    assert {path.name for path in tmp_path.glob("*.docx")} == {
        "ผล.docx", "ผล (2).docx", "ผล (3).docx", other,
    }  # fmt: skip


def test_the_first_saving_again_asks_for_a_name(
    tab: PrintTab, prompts: Answers, tmp_path: Path
) -> None:
    prompts.file = tmp_path / "ผล.pdf"
    tab.save_again()
    wait_until(prompts.file.exists)


def test_the_keys_of_the_menu_mean_the_pages_here(
    tab: PrintTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(paper, "choose_printer", lambda _w, count, _n: asked.append(count))
    QTest.keyClick(tab.papers, Qt.Key.Key_P, CTRL)
    assert asked == [tab.preview.page_count]
    QTest.keyClick(tab.papers, Qt.Key.Key_F, CTRL)
    assert tab.preview.find_line.field.hasFocus()


def test_pages_can_be_stopped_and_made_after_all(tab: PrintTab, qtbot: QtBot) -> None:
    progress = tab.preview.progress
    with qtbot.waitSignal(tab.pages.unmade):
        tab.choose("full-year")
    wait_until(lambda: tab.pages._task is not None)
    progress.stop.click()
    wait_until(lambda: not worker.is_busy())
    assert not tab.pages.is_ready
    assert not tab.to_printer.isEnabled()
    progress.again.click()
    wait_until(lambda: tab.pages.is_ready, 20_000)
    assert tab.to_printer.isEnabled()
    assert tab.preview.page_count > 20
    tab.pages.make_soon(0)  # now it is known how many there will be
    wait_until(lambda: tab.pages._task is not None)
    assert tab.pages._task is not None
    assert tab.pages._task.meter.total == tab.preview.page_count


def test_what_is_saved_is_the_paper_as_it_is_now(
    tab: PrintTab, session: Session, prompts: Answers, tmp_path: Path
) -> None:
    measure = measures_of(session.state, YEAR)[0]
    session.apply([Edit("measure", measure.id, "title", "ฟื้นป่าต้นน้ำ")], "x")
    assert not tab.pages.is_ready
    prompts.file = tmp_path / "ผล.pdf"
    tab.save_as("pdf")
    wait_until(prompts.file.exists)
    with pypdfium2.PdfDocument(prompts.file) as pages:
        assert any("ฟื้นป่าต้นน้ำ" in page.get_textpage().get_text_bounded() for page in pages)


def test_the_place_of_the_garuda_is_dotted_on_screen_until_there_is_one(
    tab: PrintTab, session: Session
) -> None:
    preview = tab.preview
    assert preview.view.box is None
    tab.choose("memo")
    wait_until(lambda: preview.view.box is not None)
    assert preview.view.box == QRectF(30, 15, 15, 15)
    page = preview.view.page_rects()[0]
    middle = page.topLeft() + QPoint(page.width() * 75 // 420, page.width() * 45 // 420)
    assert preview.view.viewport().grab().toImage().pixelColor(middle).name() == "#ffffff"
    drawn = BytesIO()
    Image.new("L", (60, 60), 0).save(drawn, "PNG")
    set_garuda(session, from_picture(drawn.getvalue(), "ครุฑ"))
    wait_until(lambda: preview.view.box is None)
