from __future__ import annotations

import io
from pathlib import Path

import docx
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image, ImageDraw
from tests.core.building import YEAR, small_state

from itadesk.app import garuda
from itadesk.app.printing import render
from itadesk.app.session import Session
from itadesk.core.changelog import made
from itadesk.core.errors import UserError
from itadesk.core.model import TABLE_OF, Office


def picture(fmt: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (300, 320)) -> bytes:
    """A black ellipse, 200 by 220, in the middle of a blank page."""
    blank = (255, 255, 255, 0) if mode == "RGBA" else "white"
    image = Image.new(mode, size, blank)
    ImageDraw.Draw(image).ellipse((50, 50, 249, 269), fill="black")
    data = io.BytesIO()
    image.save(data, fmt)
    return data.getvalue()


@pytest.fixture
def session(tmp_path: Path) -> Session:
    edits = [
        edit
        for rows in small_state().tables.values()
        for row in rows.values()
        for edit in made(row, TABLE_OF[type(row)])
    ]
    return Session.new(tmp_path / "สำนักงาน.itadesk", edits)


@pytest.mark.parametrize("fmt", ["PNG", "JPEG", "GIF", "BMP", "TIFF"])
def test_the_empty_margin_goes_and_the_proportions_stay(fmt: str) -> None:
    found = garuda.from_picture(picture(fmt), "ครุฑ")
    assert found.data.startswith(b"\x89PNG")
    assert abs(found.width - 200) <= 4
    assert abs(found.height - 220) <= 4


def test_what_is_see_through_is_white_on_paper() -> None:
    found = garuda.from_picture(picture(mode="RGBA"), "ครุฑ")
    with Image.open(io.BytesIO(found.data)) as image:
        assert image.mode == "RGB"
        assert image.getpixel((0, 0)) == (255, 255, 255)


def test_a_large_picture_becomes_as_fine_as_paper_shows() -> None:
    image = Image.new("L", (2000, 4000), 0)
    data = io.BytesIO()
    image.save(data, "PNG")
    found = garuda.from_picture(data.getvalue(), "ครุฑ")
    assert found.height < 800
    assert found.width * 2 == pytest.approx(found.height, abs=2)


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"%PDF-1.7", picture()[:80], picture()[:-200]])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(UserError, match="garuda-unreadable"):
        garuda.from_picture(data, "ครุฑ")


def test_a_blank_picture_is_refused() -> None:
    image = Image.new("RGB", (50, 50), "white")
    data = io.BytesIO()
    image.save(data, "PNG")
    with pytest.raises(UserError, match="garuda-unreadable"):
        garuda.from_picture(data.getvalue(), "ครุฑ")


def test_pictures_that_would_fill_the_memory_are_refused() -> None:
    with pytest.raises(UserError, match="garuda-too-large"):
        garuda.from_picture(b"\0" * (garuda.MOST_BYTES + 1), "ครุฑ")
    for side in (7_000, 12_000, 20_000):
        image = Image.new("1", (side, side), 1)
        data = io.BytesIO()
        image.save(data, "PNG")
        with pytest.raises(UserError, match="garuda-too-large"):
            garuda.from_picture(data.getvalue(), "ครุฑ")


def memo_with(header: bytes | None, body: bytes | None) -> bytes:
    document = docx.Document()
    if body:
        document.add_picture(io.BytesIO(body))
        document.add_picture(io.BytesIO(body))
    if header:
        document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(header))
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def test_pictures_of_a_word_memo_are_found_each_once_headers_first() -> None:
    found = garuda.from_docx(memo_with(picture("JPEG"), picture()), "บันทึก.docx")
    assert [candidate.place for candidate in found] == ["header", "body"]
    assert garuda.from_docx(memo_with(None, None), "บันทึก.docx") == ()


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(UserError, match="import-not-readable"):
        garuda.from_docx(b"%PDF-1.7", "บันทึก.docx")


def test_the_garuda_is_kept_printed_and_can_be_cleared(session: Session) -> None:
    assert garuda.garuda_of(session) == b""
    chosen = garuda.from_picture(picture(), "ครุฑ")
    garuda.set_garuda(session, chosen)
    assert garuda.garuda_of(session) == chosen.data
    pdf = render(session.state, YEAR, "memo", garuda=garuda.garuda_of(session))
    page = pypdfium2.PdfDocument(pdf)[0]
    assert len(list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))) == 1
    session.undo()
    assert garuda.garuda_of(session) == b""
    session.redo()
    garuda.clear_garuda(session)
    assert garuda.garuda_of(session) == b""


def test_an_office_that_is_not_named_yet_may_have_one(tmp_path: Path) -> None:
    bare = Session.new(tmp_path / "a.itadesk", made(Office(), "office")[:0])
    garuda.set_garuda(bare, garuda.from_picture(picture(), "ครุฑ"))
    assert garuda.garuda_of(bare)
