"""Our pages against ReportLab's own (shaping on) and Qt's, in one run: time, memory, size.

`python tests/bench/bench_typeset.py` from the checkout. Every number is the median of several
runs, the producers taking turns. Ratios, not milliseconds, are what to compare between machines.
"""

from __future__ import annotations

import argparse
import html
import io
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.typeset.material import (  # noqa: E402
    PROSE,
    cells,
    head,
    seed_lines,
    seed_table,
)

from itadesk.core.report import LANDSCAPE, PageSetup, Report, Section, Table, plain  # noqa: E402
from itadesk.typeset.faces import SARABUN, SARABUN_FACTOR  # noqa: E402

SEEDS = ROOT.parent / "shared" / "seeds"
OFFICE_SIZE = 16.0
TABLE_SIZE = 14.0
WIDTHS = (0.5, 2.0, 3.0, 1.2, 1.3, 2.2, 2.2)
Made = tuple[bytes, int]
Producer = Callable[[], Callable[[], Made]]
Texts = list[list[str]]


def texts() -> list[str]:
    """All five real documents, or as much of our own text."""
    if SEEDS.is_dir():
        return [text for _name, found in seed_lines(SEEDS) for text in found]
    return [PROSE * 2] * 240


def rows() -> Texts:
    """The head and the rows of the seven-column table, as plain texts."""
    if SEEDS.is_dir():
        first, body = seed_table(SEEDS)
    else:
        first = head(*(["หัวข้อ"] * 7))[0]
        body = [cells("๑", *([PROSE * 3] * 6)) for _ in range(24)]
    return [[cell.text if cell else "" for cell in row.cells] for row in (first, *body)]


def ours_text() -> Callable[[], Made]:
    from itadesk.typeset.pdf import render

    page = PageSetup(left=25, right=25)
    report = Report("", (Section(tuple(map(plain, texts())), page, OFFICE_SIZE),))

    def make() -> Made:
        made = render(report)
        return made.data, made.pages

    return make


def ours_table() -> Callable[[], Made]:
    from itadesk.typeset.pdf import render

    first, *body = rows()
    table = Table(WIDTHS, tuple(cells(*row) for row in body), head(*first), size=TABLE_SIZE)
    report = Report("", (Section((table,), LANDSCAPE),))

    def make() -> Made:
        made = render(report)
        return made.data, made.pages

    return make


def year_report() -> Report:
    """A whole year of more than 60 pages."""
    from tests.core.building import YEAR
    from tests.core.reports.straining import strained

    from itadesk.app.printing import build

    return build(strained(copies=2), YEAR, "full-year")


def ours_year() -> Callable[[], Made]:
    from itadesk.typeset.pdf import render

    report = year_report()

    def make() -> Made:
        made = render(report)
        return made.data, made.pages

    return make


def _reportlab_style(size: float) -> object:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("Sarabun", str(SARABUN.regular), shapable=True))
    size *= SARABUN_FACTOR
    return ParagraphStyle("thai", fontName="Sarabun", fontSize=size, leading=size * 1.97, shaping=1)


def reportlab_text() -> Callable[[], Made]:
    from reportlab.lib.units import mm
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    style = _reportlab_style(OFFICE_SIZE)
    source = [html.escape(text) for text in texts()]

    def make() -> Made:
        file = io.BytesIO()
        document = SimpleDocTemplate(
            file, leftMargin=23 * mm, rightMargin=23 * mm, topMargin=18 * mm, bottomMargin=18 * mm
        )
        document.allowSplitting = 0  # a shaped paragraph raises when it is split
        document.build([Paragraph(text, style) for text in source])
        return file.getvalue(), document.page

    return make


def reportlab_table() -> Callable[[], Made]:
    return _reportlab_tables([(rows(), WIDTHS)])


def reportlab_year() -> Callable[[], Made]:
    """The tables of `ours_year`, and nothing else of it."""
    blocks = [block for section in year_report().sections for block in section.blocks]
    tables = [block for block in blocks if isinstance(block, Table)]
    return _reportlab_tables(
        [
            ([[cell.text if cell else "" for cell in row.cells] for row in rows], table.widths)
            for table in tables
            for rows in [(*table.head, *table.rows)]
        ]
    )


def _reportlab_tables(tables: Sequence[tuple[Texts, Sequence[float]]]) -> Callable[[], Made]:
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.units import mm
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    style = _reportlab_style(TABLE_SIZE)
    sources = [
        (
            [[html.escape(text).split("\n") for text in row] for row in texts],
            [share / sum(shares) * 262 * mm for share in shares],
        )
        for texts, shares in tables
    ]

    def make() -> Made:
        file = io.BytesIO()
        document = SimpleDocTemplate(file, pagesize=landscape(A4))
        story = []
        for source, widths in sources:
            body = [
                [Paragraph("<br/>".join(cell), style) for cell in piece]
                for row in source
                for piece in _pieces(row)
            ]
            grid = [("GRID", (0, 0), (-1, -1), 0.5, 0)]
            story.append(LongTable(body, colWidths=widths, style=grid))
        document.build(story)
        return file.getvalue(), document.page

    return make


def _pieces(row: list[list[str]]) -> list[list[list[str]]]:
    """A row in pieces shorter than a page, which ReportLab cannot split when shaping."""
    longest = max(map(len, row))
    lines = [[piece for line in cell for piece in _cut(line)] for cell in row]
    longest = max(map(len, lines))
    return [[cell[i : i + 2] for cell in lines] for i in range(0, longest, 2)]


def _cut(line: str, length: int = 90) -> list[str]:
    return [line[i : i + length] for i in range(0, len(line), length)] or [""]


def _qt_document() -> tuple[object, Callable[[object, bool], Made]]:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
    from PySide6.QtGui import (
        QFont,
        QFontDatabase,
        QGuiApplication,
        QPageLayout,
        QPageSize,
        QPdfWriter,
        QTextDocument,
    )

    application = QGuiApplication.instance() or QGuiApplication([])
    QFontDatabase.addApplicationFont(str(SARABUN.regular))

    def printed(source: str, size: float, wide: bool) -> Made:
        store = QByteArray()
        buffer = QBuffer(store)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        page = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), turned, QMarginsF(60, 57, 60, 57))
        writer.setPageLayout(page)
        document = QTextDocument()
        font = QFont("Sarabun")
        font.setPointSizeF(size * SARABUN_FACTOR)
        document.setDefaultFont(font)
        document.setHtml(source)
        document.print_(writer)
        buffer.close()
        data = bytes(store.data())
        return data, data.count(b"/Type /Page\n")

    return application, printed


def qt_text() -> Callable[[], Made]:
    _application, printed = _qt_document()
    source = "".join(
        f"<p style='margin:0;line-height:152%'>{html.escape(text)}</p>" for text in texts()
    )
    return lambda: printed(source, OFFICE_SIZE, False)


def qt_table() -> Callable[[], Made]:
    _application, printed = _qt_document()
    lines = [
        "<tr>"
        + "".join(
            f"<td><p style='line-height:152%'>{html.escape(cell).replace(chr(10), '<br>')}</p></td>"
            for cell in row
        )
        + "</tr>"
        for row in rows()
    ]
    source = f"<table border=1 cellspacing=0 width='100%'>{''.join(lines)}</table>"
    return lambda: printed(source, TABLE_SIZE, True)


PRODUCERS: dict[str, Producer] = {
    "ours_text": ours_text,
    "reportlab_text": reportlab_text,
    "qt_text": qt_text,
    "ours_table": ours_table,
    "reportlab_table": reportlab_table,
    "qt_table": qt_table,
    "ours_year": ours_year,
    "reportlab_year": reportlab_year,
}


def in_process(rounds: int) -> dict[str, tuple[float, float, int, int]]:
    """Of each producer: processor milliseconds at first and then, pages, and the PDF's bytes."""
    makers = {name: producer() for name, producer in PRODUCERS.items()}
    spent: dict[str, list[float]] = {name: [] for name in makers}
    made: dict[str, Made] = {}
    for _ in range(rounds + 1):
        for name, make in makers.items():
            start = time.process_time()
            made[name] = make()
            spent[name].append(time.process_time() - start)
    return {
        name: (
            times[0] * 1000,
            statistics.median(times[1:]) * 1000,
            made[name][1],
            len(made[name][0]),
        )
        for name, times in spent.items()
    }


def whole_process(rounds: int) -> dict[str, tuple[float, float]]:
    """Seconds and megabytes of a process that makes one document, from its start."""
    seconds: dict[str, list[float]] = {name: [] for name in PRODUCERS}
    peak: dict[str, float] = {}
    for _ in range(rounds):
        for name in PRODUCERS:
            start = time.perf_counter()
            told = subprocess.run(
                [sys.executable, __file__, "--only", name], check=True, capture_output=True
            )
            seconds[name].append(time.perf_counter() - start)
            peak[name] = float(told.stdout)
    return {name: (statistics.median(times), peak[name]) for name, times in seconds.items()}


def only(name: str) -> None:
    PRODUCERS[name]()()
    status = Path("/proc/self/status")
    peak = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    sys.stdout.write(str(int(peak[1]) / 1024 if peak else "nan"))


def _compared(measured: Mapping[str, tuple[float, float, int, int]], one: str, other: str) -> str:
    _first, ours, our_pages, _size = measured[one]
    _first, theirs, their_pages, _size = measured[other]
    a_page = (ours / our_pages) / (theirs / their_pages)
    return f"{one} against {other}: {a_page:.2f} a page, {ours / theirs:.2f} in all"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=PRODUCERS)
    words = parser.parse_args()
    if words.only:
        only(words.only)
        return
    measured = in_process(words.rounds)
    whole = whole_process(words.rounds)
    lines = ["                 first ms   ms  pages ms/page KB/page process s peak MB"]
    for name, (first, again, count, size) in measured.items():
        second, megabytes = whole[name]
        lines.append(
            f"{name:16} {first:8.0f} {again:4.0f} {count:6} {again / count:7.2f}"
            f" {size / count / 1024:7.2f} {second:9.2f} {megabytes:7.0f}"
        )
    for kind in ("text", "table"):
        for other in ("reportlab", "qt"):
            lines.append(_compared(measured, f"ours_{kind}", f"{other}_{kind}"))
    lines.append(_compared(measured, "ours_year", "reportlab_year"))
    sys.stdout.write("\n".join([*lines, ""]))


if __name__ == "__main__":
    main()
