from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from tests.core.building import YEAR, small_state, state_of

from itadesk.app import printing
from itadesk.app.meter import CancelledError, Meter
from itadesk.app.packs import own_layouts_folder
from itadesk.app.places import forms_folder
from itadesk.core.errors import UserError
from itadesk.core.model import Measure, Memo, Office, ReportText


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_every_paper_has_a_name_a_title_and_says_whether_it_can_be_printed() -> None:
    papers = printing.reports_for(small_state(), YEAR)
    assert tuple((paper.name, paper.title) for paper in papers) == printing.report_titles()
    assert all(paper.ready and not paper.why for paper in papers)
    empty = printing.reports_for(state_of(Office()), YEAR)
    assert not any(paper.ready for paper in empty)
    assert all(paper.why for paper in empty)


def test_the_usual_layout_comes_first_and_plans_are_told_from_results() -> None:
    papers = {paper.name: paper for paper in printing.reports_for(small_state(), YEAR)}
    result = [layout.id for layout in papers["measures-result"].layouts]
    assert result[0] == "seven-column"
    assert {"six-column", "by-indicator", "follow-up"} <= set(result)
    assert [layout.id for layout in papers["measures-plan"].layouts] == ["five-column"]
    assert papers["memo"].layouts == ()


@pytest.mark.parametrize("name", [name for name, _ in printing.report_titles()])
def test_every_paper_prints_in_every_format_and_always_alike(name: str) -> None:
    state = small_state()
    for fmt, start in (("pdf", b"%PDF-"), ("docx", b"PK"), ("xlsx", b"PK")):
        data = printing.render(state, YEAR, name, fmt)  # type: ignore[arg-type]
        assert data.startswith(start)
        assert data == printing.render(state, YEAR, name, fmt)  # type: ignore[arg-type]


def test_a_layout_is_chosen_by_its_id() -> None:
    usual = text_of(printing.render(small_state(), YEAR, "measures-result"))
    other = text_of(printing.render(small_state(), YEAR, "measures-result", layout="six-column"))
    assert "output" in usual
    assert "ข้อเสนอแนะ" in other
    assert "output" not in other


def test_an_offices_own_layout_can_be_chosen() -> None:
    own_layouts_folder().mkdir(parents=True)
    text = (forms_folder() / "layouts" / "seven-column.toml").read_text(encoding="utf-8")
    text = text.replace('"seven-column"', '"own"').replace("ลำดับที่", "เลขที่")
    (own_layouts_folder() / "own.toml").write_text(text, encoding="utf-8")
    assert "เลขที่" in text_of(printing.render(small_state(), YEAR, "measures-result", layout="own"))


def test_a_memo_is_chosen_by_its_id_else_the_first_is_meant() -> None:
    state = small_state()
    second = Memo("second", YEAR, 2.0, subject="เรื่องที่สอง")
    state = state.with_rows({("memo", "second"): second})
    assert "มาตรการปี" in printing.build(state, YEAR, "memo").title
    assert printing.build(state, YEAR, "memo", memo="second").title.endswith("เรื่องที่สอง")


@pytest.mark.parametrize(
    ("name", "layout", "key"),
    [
        ("no-such", "", "report-unknown"),
        ("measures-result", "no-such", "layout-unknown"),
        ("measures-result", "five-column", "layout-unknown"),
        ("memo", "seven-column", "layout-unknown"),
    ],
)
def test_what_is_not_known_is_refused(name: str, layout: str, key: str) -> None:
    with pytest.raises(UserError) as error:
        printing.build(small_state(), YEAR, name, layout)
    assert error.value.key == key


def test_a_paper_with_nothing_to_print_says_what_is_missing() -> None:
    with pytest.raises(UserError) as error:
        printing.build(state_of(Measure("m", YEAR)), YEAR, "measures-result")
    assert error.value.key == "report-not-ready"
    assert error.value.facts["why"] == "no-results"


def test_print_to_takes_the_format_from_the_ending(tmp_path: Path) -> None:
    for ending in ("pdf", "DOCX", "xlsx"):
        path = tmp_path / f"รายงาน.{ending}"
        printing.print_to(path, small_state(), YEAR, "score-summary")
        fmt = ending.lower()
        assert path.read_bytes() == printing.render(
            small_state(),
            YEAR,
            "score-summary",
            fmt,  # type: ignore[arg-type]
        )
    with pytest.raises(UserError) as error:
        printing.print_to(tmp_path / "รายงาน.txt", small_state(), YEAR, "score-summary")
    assert error.value.key == "format-unknown"
    assert not (tmp_path / "รายงาน.txt").exists()


def test_pages_are_counted_and_the_work_can_be_ended() -> None:
    pages: list[int] = []
    printing.render(small_state(), YEAR, "score-analysis", progress=pages.append)
    assert pages[:2] == [1, 2]

    class EndedError(Exception):
        pass

    def end(_page: int) -> None:
        raise EndedError

    with pytest.raises(EndedError):
        printing.render(small_state(), YEAR, "score-analysis", progress=end)


def test_the_offices_own_names_are_words() -> None:
    words = printing.own_words(small_state())
    assert {"องค์การบริหารส่วนตำบลป่าน้ำ", "ป่าน้ำ", "เมืองฟื้น", "กตัญญู", "สำนักปลัด"} <= words
    assert "" not in words


def test_texts_that_a_layout_leaves_out_are_named() -> None:
    state = small_state()
    assert "suggestion" in printing.texts_left_out(state, YEAR, "measures-result")
    assert "suggestion" not in printing.texts_left_out(state, YEAR, "measures-result", "six-column")
    assert printing.texts_left_out(state, YEAR, "memo") == ()


def test_word_files_hold_every_word_of_the_paper() -> None:
    data = printing.render(small_state(), YEAR, "memo", "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode()
    for words in ("บันทึกข้อความ", "กญ ๑๒๓๐๑/๑๕", "๑ ตุลาคม ๒๕๖๗", "O12", "ไม่เห็นชอบ"):
        assert words in xml


@pytest.mark.parametrize("fmt", printing.FORMATS)
def test_a_paper_that_is_given_up_is_not_written(tmp_path: Path, fmt: printing.Format) -> None:
    meter = Meter()
    meter.stop()
    path = tmp_path / f"ผล.{fmt}"
    with pytest.raises(CancelledError):
        printing.print_to(path, small_state(), YEAR, "memo", meter=meter)
    assert list(tmp_path.iterdir()) == []
    meter = Meter()
    printing.print_to(path, small_state(), YEAR, "memo", meter=meter)
    assert path.exists()
    assert not meter.stop()  # too late: it is there


def test_the_words_of_a_paper_can_be_the_offices_own() -> None:
    titles = {part.name: part for part in printing.parts(small_state(), YEAR, "measures-plan")}
    assert "{office}" in titles["title"].usual
    assert printing.parts(small_state(), YEAR, "memo") == ()
    row = ReportText("2568/measures-plan/closing", YEAR, "measures-plan", "closing", "จบแล้ว")
    state = small_state().with_rows({("report_text", row.id): row})
    assert "จบแล้ว" in text_of(printing.render(state, YEAR, "measures-plan"))
