"""What is printed can be read back exactly by other programs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.typeset.material import (
    PROSE,
    TRICKY_LINES,
    by_pdfium,
    by_poppler,
    report,
    seed_lines,
    without_spaces,
)

from itadesk.core.report import Align, Paragraph, Run, plain
from itadesk.typeset.pdf import render
from itadesk.typeset.plain import report_of

UNREADABLE = re.compile("[\0\ufffd\ufffe\uffff\ue000-\uf8ff]")
THAI_WITH_SPACE = re.compile("(?<=[ก-๛]) +(?=[ก-๛])")


def check_read_back(source: str, read: str) -> None:
    assert without_spaces(read) == without_spaces(source)
    assert not UNREADABLE.search(read)


def added_spaces(source: str, read: str) -> int:
    """Spaces between Thai letters that the source does not have."""
    in_lines = re.sub(r" *\r?\n *", "\n", read)
    return max(len(THAI_WITH_SPACE.findall(in_lines)) - len(THAI_WITH_SPACE.findall(source)), 0)


@pytest.mark.parametrize("size", [8.0, 16.0, 29.0])
@pytest.mark.parametrize("align", ["left", "center", "right", "justify"])
def test_tricky_lines_come_back(align: Align, size: float, tmp_path: Path) -> None:
    blocks = tuple(plain(line, align=align, size=size) for line in TRICKY_LINES)
    data = render(report(*blocks)).data
    source = "\n".join(TRICKY_LINES)
    for read in (by_pdfium(data), by_poppler(data, tmp_path)):
        check_read_back(source, read)
        assert added_spaces(source, read) == 0


@pytest.mark.parametrize("width", [23.0, 61.0, 160.0])
def test_justified_prose_comes_back(width: float, tmp_path: Path) -> None:
    narrow = report_of(PROSE * 6, 16.0, width).sections[0].page
    data = render(report(plain(PROSE * 6, align="justify"), page=narrow)).data
    for read in (by_pdfium(data), by_poppler(data, tmp_path)):
        check_read_back(PROSE * 6, read)
        assert added_spaces(PROSE * 6, read) == 0


def test_styles_may_change_inside_a_word(tmp_path: Path) -> None:
    runs = (
        Run("ฟื้น"), Run("ฟู", bold=True), Run("น้ำ", italic=True, size=20),
        Run("และป่าที่กตัญญู ", bold=True, italic=True), Run("ปฏิบัติ " * 30, size=12),
    )  # fmt: skip
    data = render(report(Paragraph(runs, align="justify"))).data
    for read in (by_pdfium(data), by_poppler(data, tmp_path)):
        check_read_back("".join(run.text for run in runs), read)


def test_labels_stand_before_their_text(tmp_path: Path) -> None:
    items = [Paragraph((Run(PROSE),), label=f"({mark})", hang=9.0) for mark in "๑๒๓"]
    items += [Paragraph((Run(PROSE),), label="-", hang=5.0, indent=9.0) for _ in range(3)]
    data = render(report(*items)).data
    source = "\n".join(item.text for item in items)
    for read in (by_pdfium(data), by_poppler(data, tmp_path)):
        check_read_back(source, read)


THAI = st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E4E), min_size=1)
# pdfium takes a hyphen at the end of a line for a soft one, also at the end of a paragraph.
ANY_LEFT_TO_RIGHT = st.text(
    st.one_of(
        st.characters(min_codepoint=0x20, max_codepoint=0x7E),
        st.characters(min_codepoint=0x0E01, max_codepoint=0x0E3A),
        st.characters(min_codepoint=0x0E3F, max_codepoint=0x0E5B),
        st.sampled_from("☐☑☒✓●–—“”…•½°×๐๑๒๓😀中漢"),
    ),
    min_size=1,
).filter(lambda text: not text.rstrip().endswith("-"))


@settings(max_examples=60)
@given(st.lists(ANY_LEFT_TO_RIGHT, min_size=1, max_size=5))
def test_any_text_comes_back(lines: list[str]) -> None:
    data = render(report(*(plain(line) for line in lines))).data
    assert without_spaces(by_pdfium(data)) == without_spaces("\n".join(lines))


def test_the_real_documents_come_back(seeds: Path, tmp_path: Path) -> None:
    for _name, texts in seed_lines(seeds):
        source = "\n".join(texts)
        data = render(report_of(source)).data
        for read in (by_pdfium(data), by_poppler(data, tmp_path)):
            check_read_back(source, read)
            assert added_spaces(source, read) == 0
