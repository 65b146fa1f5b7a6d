"""The file itself: the same bytes, its properties, its outline, its fonts, its missing letters."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import zlib
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from tests.typeset.material import PROSE, TRICKY_LINES, by_pdfium, report, without_spaces

from itadesk.core.errors import UserError
from itadesk.core.report import Paragraph, Picture, Report, Run, Section, bold, plain
from itadesk.typeset.faces import SARABUN, FontChoice
from itadesk.typeset.pdf import render
from itadesk.typeset.plain import report_of

ROOT = Path(__file__).parents[2]
ONE_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763606060000000040001f61738550000000049454e44ae426082"
)


def sample() -> Report:
    blocks = (
        bold("หัวเรื่อง", heading=1, align="center"),
        *(plain(line, align="justify") for line in TRICKY_LINES),
        Picture(ONE_PIXEL, 10.0),
        plain(PROSE * 20, heading=2),
    )
    return Report("ชื่อรายงาน ๒๕๖๘", (Section(blocks),), "อบต.ตัวอย่าง")


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render(sample()).data == render(sample()).data


def test_bytes_depend_on_nothing_around_the_report() -> None:
    here = hashlib.sha256(render(sample()).data).hexdigest()
    code = (
        "import hashlib; from tests.typeset.test_pdf import sample;"
        "from itadesk.typeset.pdf import render;"
        "print(hashlib.sha256(render(sample()).data).hexdigest())"
    )
    around = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        "PYTHONHASHSEED": "4242",
        "SOURCE_DATE_EPOCH": "1000000000",
        "TZ": "Asia/Bangkok",
    }
    there = subprocess.run(
        [sys.executable, "-c", code], env=around, check=True, capture_output=True, text=True
    )
    assert there.stdout.strip() == here


def test_properties_name_title_office_and_language_but_no_date() -> None:
    data = render(sample()).data
    document = pypdfium2.PdfDocument(data)
    told = document.get_metadata_dict()
    assert told["Title"] == "ชื่อรายงาน ๒๕๖๘"
    assert told["Author"] == "อบต.ตัวอย่าง"
    assert told["CreationDate"] == told["ModDate"] == ""
    assert re.search(rb"/Lang \(th\)", data)


def test_headings_make_the_outline() -> None:
    blocks = (
        plain("ลึกก่อน", heading=3),
        plain("หนึ่ง", heading=1),
        plain("สอง", heading=2),
        plain("หนึ่งอีก", heading=1),
    )
    document = pypdfium2.PdfDocument(render(report(*blocks)).data)
    assert [(entry.level, entry.get_title()) for entry in document.get_toc()] == [
        (0, "ลึกก่อน"),
        (0, "หนึ่ง"),
        (1, "สอง"),
        (0, "หนึ่งอีก"),
    ]


def test_only_our_subsets_are_embedded() -> None:
    data = render(report(plain("ก"), bold("ข"))).data
    names = set(re.findall(rb"/BaseFont /([A-Z]{6})\+(Sarabun-\w+)", data))
    assert {name for _tag, name in names} == {b"Sarabun-Regular", b"Sarabun-Bold"}
    assert len({tag for tag, _name in names}) == 2
    assert b"Helvetica" not in data


def test_another_text_has_another_subset_tag() -> None:
    tags = [re.findall(rb"/BaseFont /([A-Z]{6})", render(report(plain(t))).data) for t in "กข"]
    assert tags[0] != tags[1]


def test_letters_that_no_face_has_are_told_and_kept() -> None:
    made = render(report(plain("ก漢ข 😀 漢 ☐ ☑ ✓ ●"), bold("字")))
    assert made.missing == ("漢", "😀", "字")
    assert without_spaces(by_pdfium(made.data)) == "ก漢ข😀漢☐☑✓●字"


def test_invisible_signs_leave_nothing() -> None:
    made = render(report(plain("ก\u200bข\u2060\ufeffค\u00adง")))
    assert made.missing == ()
    assert without_spaces(by_pdfium(made.data)) == "กขคง"


def test_line_ends_inside_a_text_end_lines() -> None:
    words = ["หนึ่ง", "สอง", "สาม", "สี่"]
    text = "{}\n{}\r\n{}\v{}".format(*words)
    assert by_pdfium(render(report(plain(text))).data).split() == words


def test_progress_counts_pages_and_may_end_the_work() -> None:
    class CancelledError(Exception):
        pass

    seen: list[int] = []
    made = render(report(*[plain(PROSE)] * 100), progress=seen.append)
    assert seen == list(range(1, made.pages + 1))

    def stop(page: int) -> None:
        if page == 2:
            raise CancelledError

    with pytest.raises(CancelledError):
        render(report(*[plain(PROSE)] * 100), progress=stop)


def test_what_is_shown_is_codes_and_numbers() -> None:
    """Numbers run together are read as nothing by some programs."""
    words = "AV To Wa LT. P, ที่ ปฏิบัติ " * 40
    data = render(report(plain(words), plain(words, align="justify"))).data
    streams = re.findall(rb"stream\n(.*?)endstream", data, re.DOTALL)
    packed = [stream for stream in streams if stream[:1] == b"x"]  # metadata is not
    pages = b"".join(zlib.decompress(stream) for stream in packed).split(b"\n")
    arrays = [line for line in pages if line.endswith(b"]TJ")]
    assert arrays
    for array in arrays:
        for number in re.sub(rb"<[0-9A-F]+>", b" ", array[1:-3]).split():
            float(number)


def test_own_words_are_not_broken() -> None:
    name = "ตำบลโพนทองใต้"
    source = f"{name} " * 40
    for width in range(31, 60, 4):
        page = report_of(source, 16.0, width).sections[0].page
        made = render(report(plain(source), page=page), own_words=frozenset({"โพนทองใต้"}))
        assert by_pdfium(made.data).count("โพนทองใต้") == 40


def test_another_family_keeps_its_own_size() -> None:
    twice = FontChoice(
        "Sarabun", SARABUN.regular, SARABUN.bold, SARABUN.italic, SARABUN.bold_italic, 1.0
    )
    sizes = []
    for fonts in (SARABUN, twice):
        text = pypdfium2.PdfDocument(render(report(plain("กก")), fonts=fonts).data)[0]
        left, _bottom, right, _top = text.get_textpage().get_charbox(0)
        sizes.append(right - left)
    assert sizes[1] / sizes[0] == pytest.approx(1 / 0.66, rel=0.01)


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttf"
    bad.write_bytes(b"not a font")
    with pytest.raises(UserError, match="font-unreadable"):
        render(report(plain("ก")), fonts=FontChoice("Bad", bad, bad, bad, bad))


@pytest.mark.parametrize("data", [b"not a picture", ONE_PIXEL[:44], b"\xff\xd8\xff\xe0" * 9])
def test_a_file_that_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(UserError, match="picture-unreadable"):
        render(report(Picture(data, 10.0)))


def test_a_picture_too_large_for_the_page_is_made_smaller() -> None:
    made = render(report(Picture(ONE_PIXEL, 900.0), plain("ก")))
    page = pypdfium2.PdfDocument(made.data)[0]
    (picture,) = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])
    left, bottom, right, top = picture.get_bounds()
    assert right - left <= 161 * 72 / 25.4
    assert top - bottom <= 258 * 72 / 25.4
    assert made.pages == 1


def test_an_empty_report_is_one_empty_page() -> None:
    assert render(report()).pages == 1
    assert render(report(Paragraph((Run(""),)), plain(""))).pages == 1


def test_plain_text_is_a_paragraph_a_line() -> None:
    made = render(report_of("หนึ่ง\n\nสอง", size=20.0, width_mm=250.0))
    page = pypdfium2.PdfDocument(made.data)[0]
    assert page.get_width() > 250 * 72 / 25.4
    assert by_pdfium(made.data).split() == ["หนึ่ง", "สอง"]
