"""Every report in every layout, with the sample office and with texts that strain a page: all of
it can be read off the PDF by other programs, and lines end between words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TypeAlias

import pytest
from pythainlp.corpus import thai_words
from pythainlp.tokenize import word_tokenize
from tests.acceptance.columns import lines_by_pdfium
from tests.core.building import YEAR
from tests.core.reports.reading import texts
from tests.core.reports.straining import strained
from tests.typeset.material import by_pdfium, by_poppler, without_spaces

from itadesk.app.printing import Printable, build, rendered, report_titles, reports_for
from itadesk.app.sample import sample_edits
from itadesk.app.session import Session
from itadesk.core.model import State
from itadesk.core.report import Report

UNREADABLE = re.compile("[\0\ufffd\ufffe\uffff\ue000-\uf8ff]")
BETWEEN_THAI = re.compile("[ก-๎]{2}")
MOST_LINES_ENDING_IN_WORDS = 0.002
SHORTEST_FOUND = 20  # what is shorter may stand in another text too

Printed: TypeAlias = dict[str, tuple[Report, bytes]]


@cache
def papers(folder: Path) -> Printed:
    """Every report that is ready, printed; by office, name and layout.

    The whole year, which holds the others, in its usual layout only.
    """
    with Session.new(folder / "sample.itadesk", sample_edits()) as session:
        sample = session.state
    made = {}
    for office, state in (("sample", sample), ("strained", strained())):
        for year, paper in _ready(state):
            layouts = [known.id for known in paper.layouts] or [""]
            for layout in layouts[:1] if paper.name == "full-year" else layouts:
                report = build(state, year, paper.name, layout)
                made[f"{office} {paper.name} {layout} {year}"] = (
                    report,
                    rendered(state, report, "pdf"),
                )
    return made


def _ready(state: State) -> Iterator[tuple[int, Printable]]:
    """The papers that can be printed, each in the first year that has what it needs."""
    seen: set[str] = set()
    for year in (YEAR, YEAR - 1):
        for paper in reports_for(state, year):
            if paper.ready and paper.name not in seen:
                seen.add(paper.name)
                yield year, paper


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return papers(tmp_path_factory.mktemp("sample"))


def texts_of(report: Report) -> list[str]:
    return [text for section in report.sections for text in texts(section.blocks)]


def test_every_report_is_among_them(printed: Printed) -> None:
    for office in ("sample", "strained"):
        found = {name.split()[1] for name in printed if name.startswith(office)}
        assert found == {name for name, _title in report_titles()}


@pytest.mark.parametrize("reader", ["pdfium", "poppler"])
def test_every_letter_comes_back(printed: Printed, reader: str, tmp_path: Path) -> None:
    for name, (report, data) in printed.items():
        read = by_pdfium(data) if reader == "pdfium" else by_poppler(data, tmp_path)
        assert not UNREADABLE.search(read), name
        wanted = Counter(without_spaces("".join(texts_of(report))))
        assert not wanted - Counter(without_spaces(read)), name


def test_lines_end_between_words(printed: Printed) -> None:
    ends, bad = 0, []
    for name, (report, data) in printed.items():
        columns = [Column(lines) for lines in lines_by_pdfium(data)]
        for text in {text for text in texts_of(report) if len(text) >= SHORTEST_FOUND}:
            for column in columns:
                for end in column.ends_in(text):
                    ends += 1
                    if in_a_word(text, end):
                        bad.append(f"{name}: {text[max(end - 15, 0) : end]}|{text[end : end + 15]}")
    assert ends > 1000
    assert len(bad) <= ends * MOST_LINES_ENDING_IN_WORDS, (len(bad), ends, bad[:30])


class Column:
    """The lines of a column as one text without spaces, and where they end in it."""

    def __init__(self, lines: list[str]) -> None:
        solid = [without_spaces(line) for line in lines]
        self._text = "".join(solid)
        self._ends = set(accumulate(map(len, solid)))

    def ends_in(self, text: str) -> list[int]:
        """Where lines end inside `text`, wherever it stands in this column in one piece."""
        places = [place for place, letter in enumerate(text) if not letter.isspace()]
        starts = [
            found.start() for found in re.finditer(re.escape(without_spaces(text)), self._text)
        ]
        return [
            place
            for start in starts
            for number, place in enumerate(places)
            if number and start + number in self._ends
        ]


def in_a_word(text: str, end: int) -> bool:
    """Whether a line that ends there ends inside a Thai word that is not made of words."""
    if not BETWEEN_THAI.match(text, end - 1):
        return False
    start = 0
    for word in words_of(text):
        if start < end < start + len(word):
            return not all(_listed(part) for part in (word[: end - start], word[end - start :]))
        start += len(word)
    return False


@cache
def words_of(text: str) -> tuple[str, ...]:
    return tuple(word_tokenize(text, engine="newmm"))


def _listed(text: str) -> bool:
    return all(word in thai_words() for word in words_of(text))
