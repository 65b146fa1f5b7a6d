"""The office's garuda and the look of its memos, in the dialog of the office."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from PIL import Image, ImageDraw
from PySide6.QtGui import QImage
from tests.ui.acting import Answers

from itadesk.app.garuda import garuda_of
from itadesk.app.paper_fonts import choose_family, chosen_family
from itadesk.app.session import Session
from itadesk.core.errors import UserError
from itadesk.core.model import Office
from itadesk.ui.drawing import as_picture
from itadesk.ui.garuda_field import CandidatesDialog
from itadesk.ui.memo_style import RULE, MemoStyle

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="30">'
    b'<rect width="20" height="30"/></svg>'
)


def drawn(fmt: str, width: int = 40, height: int = 60) -> bytes:
    image = Image.new("RGB", (width + 20, height + 20), "white")
    ImageDraw.Draw(image).rectangle((10, 10, width + 9, height + 9), fill="black")
    data = BytesIO()
    image.save(data, fmt)
    return data.getvalue()


@pytest.fixture
def style(session: Session, prompts: Answers, qtbot: QtBot) -> MemoStyle:
    result = MemoStyle(session, prompts)
    qtbot.addWidget(result)
    stop = session.subscribe(lambda _changed, _source: result.show_office())
    result.destroyed.connect(stop)
    return result


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", drawn("PNG")),
        ("a.jpg", drawn("JPEG")),
        ("a.svg", SVG),
        ("a.pdf", drawn("PDF")),
    ],
)
def test_pictures_and_drawings_are_kept_and_shown(
    style: MemoStyle, session: Session, prompts: Answers, tmp_path: Path, name: str, data: bytes
) -> None:
    prompts.file = tmp_path / name
    prompts.file.write_bytes(data)
    style.garuda.choose_picture()
    kept = QImage.fromData(garuda_of(session))
    assert kept.width() / kept.height() == pytest.approx(2 / 3, abs=0.06)
    assert not style.garuda.box.picture.isNull()
    assert "๑.๕ ซม." in style.garuda.size_text.text()
    style.garuda.none.click()
    assert garuda_of(session) == b""
    assert style.garuda.box.picture.isNull()
    assert not style.garuda.none.isEnabled()


@pytest.mark.parametrize("name", ["a.svg", "a.pdf", "a.png"])
def test_what_is_no_picture_is_told_and_nothing_changes(
    style: MemoStyle, session: Session, prompts: Answers, tmp_path: Path, name: str
) -> None:
    prompts.file = tmp_path / name
    prompts.file.write_bytes(b"%PDF-" if name == "a.pdf" else b"?")
    style.garuda.choose_picture()
    assert len(prompts.told) == 1
    assert name in prompts.told[0]
    assert garuda_of(session) == b""


def test_a_drawing_is_drawn_large_on_white() -> None:
    image = QImage.fromData(as_picture(SVG, "a.svg"))
    assert image.height() == 2400
    with pytest.raises(UserError, match="garuda-unreadable"):
        as_picture(b"<svg/>", "a.svg")


class Second(Answers):
    """Takes the second picture."""

    def show(self, dialog: QDialog) -> bool:
        assert isinstance(dialog, CandidatesDialog)
        assert dialog.pictures.count() == 2
        assert not dialog.pictures.item(1).icon().isNull()
        dialog.pictures.setCurrentRow(1)
        return super().show(dialog)


def test_the_picture_that_is_pointed_at_is_taken_out_of_a_memo(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    memo = docx.Document()
    for width in (60, 90):
        memo.add_picture(BytesIO(drawn("PNG", width, 60)))
    path = tmp_path / "บันทึก.docx"
    memo.save(str(path))
    prompts = Second()
    prompts.file = path
    style = MemoStyle(session, prompts)
    qtbot.addWidget(style)
    prompts.says_yes = False
    style.garuda.choose_memo()
    assert garuda_of(session) == b""
    prompts.says_yes = True
    style.garuda.choose_memo()
    kept = QImage.fromData(garuda_of(session))
    assert kept.width() / kept.height() == pytest.approx(1.5, abs=0.05)


def test_a_memo_without_pictures_is_told(
    style: MemoStyle, prompts: Answers, tmp_path: Path
) -> None:
    prompts.file = tmp_path / "เปล่า.docx"
    docx.Document().save(str(prompts.file))
    style.garuda.choose_memo()
    assert prompts.told == ["ใน เปล่า.docx ไม่มีภาพที่อ่านได้"]


def test_margins_size_and_digits_are_kept_and_go_back_to_the_rule(
    style: MemoStyle, session: Session
) -> None:
    assert not style.reset.isEnabled()
    style.numbers["memo_left"].setValue(25.0)
    style.numbers["memo_size"].setValue(15.0)
    style.thai_digits.click()
    office = session.state.get(Office, "office")
    assert office is not None
    assert (office.memo_left, office.memo_size, office.thai_digits) == (25.0, 15.0, False)
    style.reset.click()
    office = session.state.get(Office, "office")
    assert office is not None
    assert (office.memo_left, office.memo_size, office.thai_digits) == (
        RULE.memo_left, RULE.memo_size, RULE.thai_digits,
    )  # fmt: skip
    assert style.numbers["memo_left"].value() == RULE.memo_left


def test_the_numbers_are_in_sight(style: MemoStyle) -> None:
    style.show()
    for field in style.numbers.values():
        text = field.fontMetrics().horizontalAdvance(field.text())
        assert field.lineEdit().width() > text


def test_a_typeface_that_is_not_here_is_told_and_can_be_given_up(
    style: MemoStyle, session: Session
) -> None:
    choose_family(session, "TH Sarabun Nowhere")
    assert style.typeface.choice.currentText() == "TH Sarabun Nowhere"
    assert "TH Sarabun Nowhere" in style.typeface.note.text()
    assert not style.typeface.sample.pixmap().isNull()
    style.typeface.choice.setCurrentIndex(0)
    style.typeface.choice.activated.emit(0)
    assert chosen_family(session.state) == ""
    assert style.typeface.note.isHidden()
