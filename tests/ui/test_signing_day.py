"""Signing day: papers put together, the register of what was printed, and the signed scans."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtPrintSupport import QPrinter
from tests.ui.acting import Answers, type_text, wait_until

from itadesk.app.signing import Choice, enter, make_paper
from itadesk.core.checklist import evidence_of, items_of
from itadesk.core.memos import memos_of
from itadesk.core.overview import overview
from itadesk.core.register import papers_of
from itadesk.ui import paper, worker
from itadesk.ui.print_tab import PrintTab
from itadesk.ui.register_dialog import RegisterDialog
from itadesk.ui.signing_dialog import SigningDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from itadesk.app.session import Session

YEAR = 2568
SCAN = b"%PDF-1.4 scan"


@pytest.fixture
def signing(session: Session, prompts: Answers, qtbot: QtBot) -> SigningDialog:
    result = SigningDialog(session, YEAR, prompts)
    qtbot.addWidget(result)
    with qtbot.waitActive(result):
        result.show()
    return result


def tick(dialog: SigningDialog, *reports: str) -> None:
    for row in range(dialog.papers.count()):
        entry = dialog.papers.item(row)
        if entry.data(Qt.ItemDataRole.UserRole).report in reports:
            entry.setCheckState(Qt.CheckState.Checked)


def made(dialog: SigningDialog) -> None:
    wait_until(dialog.to_printer.isEnabled, 20_000)


def printed_to(path: Path) -> QPrinter:
    target = paper.printer()
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(path))
    return target


def test_nothing_ticked_is_neither_printed_nor_saved(signing: SigningDialog) -> None:
    wait_until(lambda: signing._note.text())
    assert not signing.to_printer.isEnabled()
    assert not signing.to_file.isEnabled()
    tick(signing, "evidence-list")
    made(signing)
    for row in range(signing.papers.count()):
        signing.papers.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not signing.to_printer.isEnabled()
    wait_until(lambda: not signing.preview.page_count)


def test_what_is_ticked_is_one_pdf_in_the_order_of_the_list(
    signing: SigningDialog, session: Session, prompts: Answers, tmp_path: Path
) -> None:
    tick(signing, "memo", "evidence-list")
    signing.papers.setCurrentRow(0)
    assert signing.choices[0].report == "memo"
    memos = len(memos_of(session.state, YEAR))
    while signing.choices[-1].report != "memo":
        signing.down.click()
        if signing.papers.currentRow() == signing.papers.count() - 1:
            signing.papers.setCurrentRow(0)
    made(signing)
    prompts.file = tmp_path / "ชุด"
    signing.to_file.click()
    wait_until(lambda: papers_of(session.state, YEAR))
    with pypdfium2.PdfDocument(tmp_path / "ชุด.pdf") as pages:
        assert len(pages) == signing.preview.page_count
    entered = papers_of(session.state, YEAR)
    assert len(entered) == memos + 1
    assert {entry.report for entry in entered} == {"memo", "evidence-list"}
    assert signing.pages.pack is not None
    signing.pages.print_on(printed_to(tmp_path / "printed.pdf"), signing.pages.pack)
    wait_until(lambda: not worker.is_busy(), 20_000)
    assert len(papers_of(session.state, YEAR)) == 2 * (memos + 1)


def test_a_set_in_a_closed_window_is_not_made(signing: SigningDialog) -> None:
    tick(signing, "memo", "full-year")
    wait_until(worker.is_busy)
    signing.reject()
    wait_until(lambda: not worker.is_busy())
    assert not signing.pages.is_ready


@pytest.fixture
def register(session: Session, prompts: Answers, qtbot: QtBot) -> RegisterDialog:
    for report in ("evidence-list", "oit-form"):
        pack = make_paper(session.state, YEAR, Choice(report))
        enter(session, pack.papers, now=lambda r=report: f"2025-10-0{len(r) % 7 + 1}T03:00:00Z")
    result = RegisterDialog(session, YEAR, prompts)
    qtbot.addWidget(result)
    with qtbot.waitActive(result):
        result.show()
    return result


def test_a_chosen_scan_becomes_evidence_of_the_item(
    register: RegisterDialog, session: Session, prompts: Answers, tmp_path: Path
) -> None:
    assert register.table.rowCount() == 2
    assert register.table.item(0, 3).text() == "ยังไม่ลงนาม"
    item = items_of(session.state, YEAR)[0]
    before = len(evidence_of(session.state, item.id))
    register.item.setCurrentIndex(register.item.findData(item.id))
    register.signed_on.setFocus()
    register.signed_on.selectAll()
    type_text(register.signed_on, "3/10/68")
    prompts.file = tmp_path / "สแกน.pdf"
    prompts.file.write_bytes(SCAN)
    register.attach.click()
    kept = papers_of(session.state, YEAR)[0]
    assert kept.signed_on == "2025-10-03"
    scan = session.attachment(kept.scan)
    assert scan is not None
    assert scan.data == SCAN
    evidence = evidence_of(session.state, item.id)
    assert len(evidence) == before + 1
    assert (evidence[-1].file_name, evidence[-1].attachment) == ("สแกน.pdf", kept.scan)
    assert register.table.item(0, 3).text() == "๓ ต.ค. ๒๕๖๘"


def test_a_scan_is_dropped_on_the_row_of_its_paper(
    register: RegisterDialog, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "สแกน.png"
    path.write_bytes(b"\x89PNG scan")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    wait_until(lambda: register.table.rowViewportPosition(1) > 0)
    spot = QPointF(20, register.table.rowViewportPosition(1) + 4)
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    register.table.dropEvent(QDropEvent(spot, copy, data, left, Qt.KeyboardModifier.NoModifier))
    wait_until(lambda: papers_of(session.state, YEAR)[1].scan)
    assert not papers_of(session.state, YEAR)[0].scan
    assert not any(link.attachment for link in evidence_of(session.state, f"{YEAR}/O1"))


def test_what_is_no_scan_is_told(
    register: RegisterDialog, session: Session, prompts: Answers, tmp_path: Path
) -> None:
    prompts.file = tmp_path / "สแกน.txt"
    prompts.file.write_text("?")
    register.attach.click()
    assert len(prompts.told) == 1
    assert "สแกน.txt" in prompts.told[0]
    assert not any(entry.scan for entry in papers_of(session.state, YEAR))


def test_a_kept_scan_is_looked_at_saved_and_replaced_only_when_asked(
    register: RegisterDialog, session: Session, prompts: Answers, tmp_path: Path
) -> None:
    assert not register.look.isEnabled()
    prompts.file = tmp_path / "สแกน.pdf"
    prompts.file.write_bytes(SCAN)
    register.attach.click()
    register.look.click()
    (looked_at,) = prompts.opened
    assert looked_at.read_bytes() == SCAN
    prompts.file = tmp_path / "ออก.pdf"
    register.save.click()
    assert prompts.file.read_bytes() == SCAN
    prompts.file.write_bytes(b"%PDF-1.4 another")
    prompts.says_yes = False
    register.attach.click()
    assert len(prompts.told) == 1
    kept = session.attachment(papers_of(session.state, YEAR)[0].scan)
    assert kept is not None
    assert kept.data == SCAN
    session.undo()
    assert register.table.item(0, 3).text() == "ยังไม่ลงนาม"


def test_the_day_of_a_signature_is_put_right_later(
    register: RegisterDialog, session: Session, prompts: Answers, tmp_path: Path
) -> None:
    prompts.file = tmp_path / "สแกน.pdf"
    prompts.file.write_bytes(SCAN)
    register.attach.click()
    register.signed_on.setFocus()
    register.signed_on.selectAll()
    type_text(register.signed_on, "5/10/68")
    register.signed_on.read()
    assert papers_of(session.state, YEAR)[0].signed_on == "2025-10-05"
    assert register.table.item(0, 3).text() == "๕ ต.ค. ๒๕๖๘"


def test_the_register_counts_as_the_overview_does(
    register: RegisterDialog, session: Session
) -> None:
    def unsigned() -> int:
        return overview(session.state, YEAR).count("papers-unsigned").number

    assert unsigned() == 2
    assert "๒ จาก ๒" in register._count.text()
    register.removal.click()
    assert unsigned() == register.table.rowCount() == 1


def test_an_empty_register_offers_no_scan(session: Session, prompts: Answers, qtbot: QtBot) -> None:
    dialog = RegisterDialog(session, YEAR, prompts)
    qtbot.addWidget(dialog)
    assert not dialog.attach.isEnabled()


def test_both_are_opened_from_the_papers(session: Session, prompts: Answers, qtbot: QtBot) -> None:
    tab = PrintTab(session, YEAR, prompts)
    qtbot.addWidget(tab)
    tab.signing.click()
    tab.register.click()
    signing, register = prompts.dialogs
    assert isinstance(signing, SigningDialog)
    assert isinstance(register, RegisterDialog)
