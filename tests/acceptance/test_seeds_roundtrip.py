"""The five real documents: read in, printed in the matching layout, read off the pages again."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest
from tests.acceptance.columns import by_pdfium, by_poppler, thai
from tests.core.editing import taken

from itadesk.app.importing import preview
from itadesk.app.packs import layouts
from itadesk.app.printing import render
from itadesk.core.model import EMPTY, State

WANTED = 0.995
_LONGEST_TITLE = 150
_TAG = re.compile(r"<[^>]+>")
_PLAIN_TABLE_HEADS = re.compile("^(ลำดับ|มาตรการ|ตัวชี้วัด\t|ข้อ\t|แบบ\t|ประเด็นที่\t|เครื่องมือ|ชื่อ\t)")

# seed, from which line of it to which, and what it is printed as
PAPERS = [
    ("000", "", "", "measures-result", "seven-column", 2568),
    ("001", "", "ประเด็นการประเมิน IIT", "measures-result", "follow-up", 2566),
    ("001", "ประเด็นการประเมิน IIT", "ประเด็นการประเมิน OIT", "indicator-progress", "", 2566),
    ("001", "ประเด็นการประเมิน OIT", "", "oit-progress", "", 2566),
    ("002", "๔. วิธีนำผล", "", "measures-plan", "five-column", 2568),
    ("002", "แบบ\t", "๓ ข้อมูลรายละเอียด", "score-summary", "", 2567),
    ("003", "", "", "measures-result", "by-indicator", 2566),
    ("004", "", "", "measures-result", "six-column", 2565),
]


@cache
def seed_text(folder: Path, number: str) -> str:
    return next(folder.glob(f"{number}_*")).read_text(encoding="utf-8")


@cache
def state_of_seed(folder: Path, number: str) -> State:
    return taken(preview(EMPTY, f"{number}.txt", seed_text(folder, number)).edits)


def part(text: str, start: str, end: str) -> list[str]:
    lines = [line.removeprefix("## ") for line in text.split("\n")]
    first = next(i for i, line in enumerate(lines) if line.startswith(start)) if start else 0
    last = next((i for i, line in enumerate(lines) if end and line.startswith(end)), len(lines))
    return lines[first:last]


def cells(lines: list[str]) -> Iterator[str]:
    """The Thai letters of the cells of every table row that is no row of heads."""
    for line in lines:
        if "\t" in line and not _PLAIN_TABLE_HEADS.match(line):
            for cell in line.split("\t"):
                letters = thai(html.unescape(_TAG.sub(" ", cell)))
                if letters:
                    yield letters


def columns_of(pages: list[list[str]], heads: list[str]) -> list[str]:
    """Each column through all pages, without the head that begins it on every page."""
    result = []
    for number in range(max(map(len, pages))):
        column = ""
        for page in pages:
            text = page[number] if number < len(page) else ""
            for head in heads:
                place = text.find(head)
                if 0 <= place < _LONGEST_TITLE:
                    text = text[:place] + text[place + len(head) :]
                    break
            column += text
        result.append(column)
    return result


def share_found(letters: str, columns: list[str]) -> float:
    """How much of a cell stands in one column in its order."""
    if any(letters in column for column in columns):
        return 1.0
    best = 0
    for column in columns:
        matcher = SequenceMatcher(None, column, letters, autojunk=False)
        anchor = matcher.find_longest_match()
        start = max(anchor.a - anchor.b - 50, 0)
        near = column[start : start + len(letters) + 100]
        blocks = SequenceMatcher(None, near, letters, autojunk=False).get_matching_blocks()
        best = max(best, sum(block.size for block in blocks))
    return best / len(letters)


@pytest.mark.parametrize("reader", ["pdfium", "poppler"])
@pytest.mark.parametrize(
    ("number", "start", "end", "report", "layout", "year"),
    PAPERS,
    ids=[f"{paper[0]}-{paper[3]}" for paper in PAPERS],
)
def test_every_cell_comes_back_from_the_printed_table(
    seeds: Path,
    tmp_path: Path,
    reader: str,
    number: str,
    start: str,
    end: str,
    report: str,
    layout: str,
    year: int,
) -> None:
    data = render(state_of_seed(seeds, number), year, report, "pdf", layout)
    pages = by_pdfium(data) if reader == "pdfium" else by_poppler(data, tmp_path)
    heads = [thai(column.head) for known in layouts() for column in known.columns]
    columns = columns_of(pages, sorted(set(heads), key=len, reverse=True))
    wanted = list(cells(part(seed_text(seeds, number), start, end)))
    assert wanted
    short = {
        letters: round(share, 4)
        for letters in wanted
        if (share := share_found(letters, columns)) < WANTED
    }
    assert not short


# It is printed again on each page that the bands run on to.
BAND_HEAD = thai("วิเคราะห์ข้อบกพร่อง/ข้อปรับปรุง ข้อที่ต้องพัฒนา หรือรักษาระดับ")

# What the office wrote in prose: seed, from which line to which, and the paper that prints it.
PROSE = [
    ("002", "ส่วนราชการ", "การวิเคราะห์ผล", "memo", 2568),
    ("002", "๓ ข้อมูลรายละเอียด", "๔. วิธีนำผล", "score-analysis", 2567),
]
# What need not come back: headings, which are printed in one wording however an office spells
# them, and what a seed has at page ends, which is made anew.
_HEADING = re.compile(r"^(?:ประเด็นที่.*|[๑-๙] ?ข้อมูลรายละเอียด.*|-?การรักษาระดับ)")
_SHORTEST_PROSE = 35


@pytest.mark.parametrize("reader", ["pdfium", "poppler"])
@pytest.mark.parametrize(
    ("number", "start", "end", "report", "year"), PROSE, ids=[paper[3] for paper in PROSE]
)
def test_every_paragraph_comes_back_from_the_printed_pages(
    seeds: Path,
    tmp_path: Path,
    reader: str,
    number: str,
    start: str,
    end: str,
    report: str,
    year: int,
) -> None:
    data = render(state_of_seed(seeds, number), year, report, "pdf")
    pages = (
        by_pdfium(data, whole=True)
        if reader == "pdfium"
        else by_poppler(data, tmp_path, whole=True)
    )
    text = "".join(columns_of(pages, [BAND_HEAD]))
    lines = [line for line in part(seed_text(seeds, number), start, end) if "\t" not in line]
    prose = [thai(_HEADING.sub("", _TAG.sub("", line))) for line in lines]
    wanted = [letters for letters in prose if len(letters) > _SHORTEST_PROSE]
    assert wanted
    short = {
        letters: round(share, 4)
        for letters in wanted
        if (share := share_found(letters, [text])) < WANTED
    }
    assert not short
