"""The pages on screen: their places, the strip at the side, zoom, search and copying."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from tests.ui.acting import press, type_text, wait_until

from itadesk.core.report import PageBreak, Paragraph, Report, Section, plain
from itadesk.typeset.pdf import render
from itadesk.ui.pdf_preview import PdfPreview

if TYPE_CHECKING:
    from PySide6.QtPdfWidgets import QPdfView
    from pytestqt.qtbot import QtBot

WORDS = ("ที่", "น้ำ", "ป่า", "ฟื้น", "ญี่ปุ่น", "กตัญญู", "ฐานะ", "ปฏิบัติ", "เป็นปัจจุบัน")
FIND, ENTER, SHIFT = "Ctrl+F", Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier


def pdf(*pages: str) -> bytes:
    blocks: list[Paragraph | PageBreak] = []
    for text in pages:
        blocks += [plain(text), PageBreak()]
    return render(Report("หน้า", (Section(tuple(blocks[:-1])),))).data


@pytest.fixture(scope="module")
def pages() -> bytes:
    texts = [f"{' '.join(WORDS)} พ.ศ. ๒๕๖๘ หน้าที่ {n} ทดสอบ" for n in range(1, 8)]
    return pdf(*texts)


@pytest.fixture
def preview(qtbot: QtBot, pages: bytes) -> PdfPreview:
    result = PdfPreview()
    qtbot.addWidget(result)
    result.resize(900, 500)
    with qtbot.waitActive(result):
        result.show()
    result.show_pdf(pages)
    return result


def look_for(preview: PdfPreview, text: str) -> str:
    preview.start_finding()
    preview.find_line.field.clear()
    type_text(preview.find_line.field, text)
    wait_until(lambda: preview._hits.is_read)
    return preview.find_line.count.text()


@pytest.mark.parametrize("fit", ["fit_width", "fit_page", "nearer", "farther"])
def test_every_page_is_where_the_view_draws_it(preview: PdfPreview, fit: str) -> None:
    getattr(preview, fit).click()
    preview.view.show_page(preview.page_count - 1)
    rect = preview.view.page_rects()[-1]
    seen = rect.intersected(preview.view.viewport().rect())
    image = preview.view.viewport().grab().toImage()
    y = seen.top() + 3
    white = [x for x in range(image.width()) if image.pixelColor(x, y).name() == "#ffffff"]
    assert (white[0], white[-1]) == (seen.left(), seen.right())
    x = seen.left() + 3
    white = [y for y in range(image.height()) if image.pixelColor(x, y).name() == "#ffffff"]
    assert (white[0], white[-1]) == (seen.top(), seen.bottom())


def test_zoom_by_buttons_wheel_keys(preview: PdfPreview) -> None:
    view: QPdfView = preview.view
    for larger, smaller in (
        (preview.nearer.click, preview.farther.click),
        (
            lambda: press(view, Qt.Key.Key_Plus, "+", SHIFT),
            lambda: press(view, Qt.Key.Key_Minus, "-"),
        ),
    ):
        preview.fit_page.click()
        assert view.zoomMode() == view.ZoomMode.FitInView
        width = view.page_rects()[0].width()
        larger()
        assert view.page_rects()[0].width() == pytest.approx(width * 1.2, abs=2)
        smaller()
        assert view.page_rects()[0].width() == pytest.approx(width, abs=2)
    preview.fit_width.click()
    assert view.zoomMode() == view.ZoomMode.FitToWidth


@pytest.mark.parametrize("word", WORDS)
def test_thai_words_are_found_on_every_page(preview: PdfPreview, word: str) -> None:
    found = 14 if word == "ที่" else 7  # "หน้าที่" as well
    assert look_for(preview, word) == "๑ จาก " + ("๑๔" if found == 14 else "๗")


def test_search_goes_from_place_to_place_and_round(preview: PdfPreview) -> None:
    assert look_for(preview, "2568") == "๑ จาก ๗"
    field, count = preview.find_line.field, preview.find_line.count
    press(field, ENTER)
    assert count.text() == "๒ จาก ๗"
    press(field, ENTER, held=SHIFT)
    press(field, ENTER, held=SHIFT)
    assert count.text() == "๗ จาก ๗"
    wait_until(lambda: preview.view.pageNavigator().currentPage() == 6)
    press(field, Qt.Key.Key_F3)
    assert count.text() == "๑ จาก ๗"
    preview.find_line.before.click()
    assert count.text() == "๗ จาก ๗"
    assert look_for(preview, "ไม่มีคำนี้") == "ไม่พบ"
    assert not preview.find_line.after.isEnabled()


def marked(preview: PdfPreview) -> bool:
    image = preview.view.viewport().grab().toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(150)
    }
    return "#ffb257" in colours


def test_what_is_found_is_marked_on_the_page_until_the_search_ends(preview: PdfPreview) -> None:
    preview.fit_page.click()
    look_for(preview, "ญี่ปุ่น")
    wait_until(lambda: marked(preview))
    press(preview.find_line.field, Qt.Key.Key_Escape)
    assert preview.find_line.isHidden()
    assert preview.view.hasFocus()
    assert not marked(preview)


def test_search_goes_on_in_the_next_version_of_the_pages(preview: PdfPreview) -> None:
    assert look_for(preview, "ฟื้น") == "๑ จาก ๗"
    preview.show_pdf(pdf("ฟื้นฟู ฟื้น", "ฟื้น"))
    wait_until(lambda: preview.find_line.count.text() == "๑ จาก ๓")
    preview.clear()
    wait_until(lambda: preview.find_line.count.text() == "ไม่พบ")


def test_the_keyboard_opens_the_search(preview: PdfPreview) -> None:
    preview.view.setFocus()
    QTest.keyClick(preview.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert preview.find_line.field.hasFocus()


def copied(preview: PdfPreview) -> str:
    QTest.keyClick(preview.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    return QGuiApplication.clipboard().text()


def test_text_is_copied_found_dragged_over_or_the_whole_page(preview: PdfPreview) -> None:
    view = preview.view
    view.setFocus()
    assert copied(preview).startswith("ที่ น้ำ ป่า ฟื้น ญี่ปุ่น")
    look_for(preview, "กตัญญู")
    view.setFocus()
    assert copied(preview) == "กตัญญู"
    look_for(preview, "ฟื้น")
    view.setFocus()
    assert copied(preview) == "ฟื้น"
    look_for(preview, "กตัญญู")
    place = view._to_view(0).mapRect(
        preview._hits.outlines(preview._hits.found[0])[0].boundingRect()
    )
    start, end = place.center().toPoint(), place.center().toPoint() + QPoint(150, 0)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert "ฐานะ" in copied(preview)
    assert "น้ำ" not in copied(preview)
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert "หน้าที่ 1" in copied(preview)


def test_text_is_selected_by_the_keyboard_letter_by_letter(preview: PdfPreview) -> None:
    view = preview.view
    look_for(preview, "กตัญญู")
    view.setFocus()
    for _letter in range(2):
        press(view, Qt.Key.Key_Right, held=SHIFT)
    assert copied(preview) == "กตัญญู ฐา"
    press(view, Qt.Key.Key_Left, held=SHIFT)
    assert copied(preview) == "กตัญญู ฐ"
    preview.end_finding()
    preview.show_pdf(pdf("น้ำป่า"))
    press(view, Qt.Key.Key_Right, held=SHIFT)
    assert copied(preview) == "น้ำ"


def test_zoom_stays_at_the_place(preview: PdfPreview) -> None:
    preview.view.show_page(5)
    for change in (preview.nearer, preview.nearer, preview.fit_page, preview.fit_width):
        change.click()
        assert preview.view.pageNavigator().currentPage() == 5


def test_pages_at_the_side_go_there_and_follow(preview: PdfPreview) -> None:
    strip = preview.strip
    assert strip.count() == 7
    wait_until(lambda: not strip.item(0).icon().isNull())
    assert strip.item(6).icon().isNull()  # not in sight yet
    press(strip, Qt.Key.Key_Down)
    wait_until(lambda: preview.view.pageNavigator().currentPage() == 1)
    rect = strip.visualItemRect(strip.item(2))
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    wait_until(lambda: preview.view.pageNavigator().currentPage() == 2)
    preview.view.show_page(6)
    wait_until(lambda: strip.currentRow() == 6)
    wait_until(lambda: not strip.item(6).icon().isNull())
    preview.show_pdf(pdf("หนึ่ง", "สอง"))
    assert strip.count() == 2
    preview.strip_button.click()
    assert strip.isHidden()
