"""Tables written from an office file and taken back into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
import pytest

from itadesk.app.backups import backups_of
from itadesk.app.import_commands import export_file, import_file
from itadesk.app.language import set_language
from itadesk.app.sample import sample_edits
from itadesk.app.session import Session
from itadesk.app.table_words import difference_lines, losing_line
from itadesk.app.tables import compare_tables, export_tables, is_tables_file, take_tables
from itadesk.core.changelog import Edit, made
from itadesk.core.errors import UserError
from itadesk.core.model import Issue, Score, Unit
from itadesk.core.years import years_of

YEAR = 2568
Cells = Mapping[str, str | float]  # by sheet and place: มาตรการ!C2


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sample") / "a.itadesk"
    Session.new(path, sample_edits()).close()
    return path.read_bytes()


@pytest.fixture
def file(sample: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "ฐานะ.itadesk"
    path.write_bytes(sample)
    return path


@pytest.fixture
def session(file: Path) -> Iterator[Session]:
    with Session.open(file) as opened:
        yield opened


def exported(session: Session, tmp_path: Path, cells: Cells | None = None) -> Path:
    """The workbook after a clerk wrote these cells."""
    path = tmp_path / "ตาราง.xlsx"
    export_tables(session.state, YEAR, session.file_uid, path)
    change(path, cells or {})
    return path


def change(path: Path, cells: Cells) -> None:
    book = openpyxl.load_workbook(path)
    for name, value in cells.items():
        sheet, place = name.split("!")
        book[sheet][place].value = value
    book.save(path)


def test_every_year_of_the_sample_comes_back_without_a_difference(
    session: Session, tmp_path: Path
) -> None:
    for year in years_of(session.state):
        path = tmp_path / f"{year.year}.xlsx"
        book = export_tables(session.state, year.year, session.file_uid, path)
        assert losing_line(book) == ""
        told = compare_tables(session.state, session.file_uid, path.name, path.read_bytes())
        assert (told.differences, told.refused) == ((), ())
        assert difference_lines(told, session.state) == ["แฟ้ม Excel ไม่มีอะไรต่างจากแฟ้มนี้"]


def test_what_is_taken_is_one_step_of_undo(session: Session, tmp_path: Path) -> None:
    path = exported(session, tmp_path, {"กองและสำนัก!B2": "สำนักปลัดใหม่", "มาตรการ!C2": "ญี่ปุ่น ๆ"})
    before = session.state
    told = compare_tables(session.state, session.file_uid, path.name, path.read_bytes())
    take_tables(session, told, told.usual)
    assert len(told.changed) == 2
    assert {unit.name for unit in session.state.all(Unit)} >= {"สำนักปลัดใหม่"}
    assert session.undo() == "แก้ไขจาก Excel"
    assert session.state.tables == before.tables


def test_scores_and_issues_that_the_file_lacks_begin_with_their_form(
    session: Session, tmp_path: Path
) -> None:
    missing = [issue for issue in session.state.all(Issue) if issue.year == YEAR]
    assert missing == []
    path = exported(session, tmp_path, {"คะแนน!D3": 91.25, "วิเคราะห์รายประเด็น!E2": "ทำคู่มือ"})
    told = compare_tables(session.state, session.file_uid, path.name, path.read_bytes())
    take_tables(session, told, told.usual)
    (score,) = [s for s in session.state.all(Score) if s.year == YEAR and s.value == 91.25]
    assert score.id == f"{YEAR}/{score.key}"
    issue = session.state.get(Issue, f"{YEAR}/1")
    assert issue is not None
    assert issue.name
    assert issue.defect == "ทำคู่มือ"


def test_a_workbook_of_another_office_is_refused(session: Session, tmp_path: Path) -> None:
    path = exported(session, tmp_path)
    with pytest.raises(UserError) as error:
        compare_tables(session.state, "another", path.name, path.read_bytes())
    assert error.value.key == "tables-other-office"


def test_a_paper_of_ours_is_no_workbook_of_tables(session: Session, tmp_path: Path) -> None:
    from itadesk.app.printing import render

    paper = render(session.state, YEAR, "oit-progress", "xlsx")
    assert not is_tables_file("a.xlsx", paper)
    path = exported(session, tmp_path)
    assert is_tables_file("A.XLSX", path.read_bytes())
    assert not is_tables_file("a.xlsx", "ลำดับ\tมาตรการ".encode())


def test_only_excel_is_written(session: Session, tmp_path: Path) -> None:
    with pytest.raises(UserError) as error:
        export_tables(session.state, YEAR, session.file_uid, tmp_path / "a.docx")
    assert error.value.key == "format-unknown"
    assert [path.suffix for path in tmp_path.iterdir() if path.is_file()] == [".itadesk"]


def test_lost_characters_are_told_with_their_place(session: Session, tmp_path: Path) -> None:
    session.apply(made(Unit("x", "กอง\x07", -1.0), "unit"), "")
    book = export_tables(session.state, YEAR, session.file_uid, tmp_path / "a.xlsx", ("unit",))
    assert "กองและสำนัก แถว 2" in losing_line(book)


def test_the_command_says_what_it_would_take_then_takes_it_after_a_backup(
    file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ตาราง.xlsx"
    assert export_file(file, path, YEAR) == [str(path)]
    change(path, {"กองและสำนัก!B2": "สำนักปลัดใหม่", "คะแนน!D3": "ดี", "มาตรการ!B2": 9})
    before = file.read_bytes()
    dry = import_file(file, path, None, dry_run=True, repaired=False)
    assert file.read_bytes() == before
    assert "  [กองและสำนัก แถว 2] กอง/สำนัก สำนักปลัด · กอง/สำนัก: สำนักปลัด → สำนักปลัดใหม่" in dry
    assert sum("แถว 3" in line for line in dry) == 1
    assert import_file(file, path, None, dry_run=False, repaired=False) == dry
    with Session.open(file) as session:
        assert "สำนักปลัดใหม่" in {unit.name for unit in session.state.all(Unit)}
    (backup,) = backups_of(file)
    with Session.open(backup.path) as session:
        assert "สำนักปลัดใหม่" not in {unit.name for unit in session.state.all(Unit)}


def test_the_command_takes_nothing_that_both_changed(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "ตาราง.xlsx"
    export_file(file, path, YEAR)
    with Session.open(file) as session:
        row = next(unit for unit in session.state.all(Unit) if unit.name == "สำนักปลัด").id
        session.apply([Edit("unit", row, "name", "ในแฟ้ม")], "")
    book = openpyxl.load_workbook(path)
    book["กองและสำนัก"]["B2"].value = "ในตาราง"
    book["กองและสำนัก"].delete_rows(3)
    book.save(path)
    told = import_file(file, path, None, dry_run=False, repaired=False)
    assert [line for line in told if line.endswith(":")] == [
        "แก้ไขทั้งในแฟ้ม Excel และในแฟ้มนี้หลังส่งออก จึงคงไว้ตามแฟ้มนี้:",
        "ไม่มีในแฟ้ม Excel แล้ว แต่ยังไม่ลบออกจากแฟ้มนี้:",
    ]
    with Session.open(file) as session:
        assert "ในแฟ้ม" in {unit.name for unit in session.state.all(Unit)}
    assert backups_of(file) == ()


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_reason_is_said(session: Session, tmp_path: Path, language: str) -> None:
    cells = {"คะแนน!D3": "ดี", "คะแนน!C4": "x", "รายการ OIT!K2": "ไม่รู้", "รายการ OIT!G2": "ไม่รู้"}
    path = exported(session, tmp_path, cells)
    told = compare_tables(session.state, session.file_uid, path.name, path.read_bytes())
    set_language(language)
    try:
        lines = difference_lines(told, session.state)
    finally:
        set_language("th")
    assert len(lines) == 5
    assert len({line.rpartition("(")[2] for line in lines[1:]}) == 4
