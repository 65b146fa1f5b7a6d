from __future__ import annotations

import re

import pypdfium2
from tests.typeset.material import PROSE, pages_by_pdfium, report

from itadesk.core.report import Contents, Entry, PageSetup, Report, Section, Together, plain
from itadesk.thai.digits import to_arabic
from itadesk.typeset.pdf import render

MM = 72 / 25.4


def with_contents(names: list[str]) -> Report:
    entries = tuple(Entry(name, f"a{number}") for number, name in enumerate(names))
    body = [
        block
        for number, name in enumerate(names)
        for block in (
            Together((plain(name, heading=1, anchor=f"a{number}"),)),
            *[plain(PROSE)] * (7 * number),
        )
    ]
    return report(Contents(entries), *body)


def test_each_entry_has_the_page_that_its_paragraph_stands_on() -> None:
    names = [f"ที่ {letter} ฟื้นน้ำป่า" for letter in "กขคงจฉ"]
    pages = pages_by_pdfium(render(with_contents(names)).data)
    for name in names:
        told = re.search(re.escape(name) + r"\s*([๐-๙]+)", pages[0])
        assert told
        found = [number for number, text in enumerate(pages, start=1) if name in text]
        assert int(to_arabic(told[1])) == found[-1]
    assert len(pages) > 4


def test_numbers_stand_at_the_right_edge_and_long_entries_wrap() -> None:
    names = ["สั้น", "ยาว " + PROSE * 2]
    sheet = pypdfium2.PdfDocument(render(with_contents(names)).data)[0]
    words = sheet.get_textpage()
    found = [
        words.get_charbox(index)
        for index in range(words.count_chars())
        if words.get_text_range(index, 1) == "๑"
    ]
    assert len(found) == 2
    assert all(abs(box[2] / MM - 190.0) < 1.0 for box in found)
    assert found[0][1] - found[1][1] > 20


def test_a_long_contents_list_runs_over_pages() -> None:
    names = [f"หัวข้อ{number}" for number in range(90)]
    entries = tuple(Entry(name, "here") for name in names)
    made = render(report(Contents(entries), plain("ที่นี่", anchor="here")))
    assert made.pages == 3
    told = re.findall(r"(หัวข้อ\d+)\s*๓", "".join(pages_by_pdfium(made.data)))
    assert told == names


def test_sections_may_number_their_pages_anew() -> None:
    page = PageSetup(number="top")
    long = tuple([plain(PROSE)] * 12)
    made = render(Report("", (Section(long, page), Section(long, page, anew=True))))
    pages = pages_by_pdfium(made.data)
    assert len(pages) % 2 == 0
    half = len(pages) // 2
    assert pages[:half] == pages[half:]
    assert "- ๒ -" in pages[1]
