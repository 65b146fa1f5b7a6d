"""The commands as a user types them: what they print, what they leave, how they end."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import openpyxl
import pytest

from itadesk.app.session import Session
from itadesk.cli import main
from itadesk.core.checklist import items_of
from itadesk.core.measures import measures_of
from itadesk.core.model import Office

PASTED = (
    "ลำดับที่\tมาตรการ/กิจกรรม\tวิธีดำเนินการ\tระยะเวลา\tผู้รับผิดชอบ\n"
    "๑\tฟื้นความไว้วางใจ\t๑. เปิดเวที ๒. ตอบทุกคำถาม\tตลอดปีงบประมาณ\tสำนักปลัด\n"
    "๒\tเก็บที่และน้ำสะอาด\t๑. ตรวจทุกเดือน\tไตรมาสที่ ๑\tกองช่าง\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ฐานะ.itadesk"
    assert main(["new", str(path), "--office", "อบต.ป่าฟื้น", "--year", "๒๕๖๘"]) == 0
    return path


def everything_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_new_makes_a_file_with_the_years_list(file: Path) -> None:
    with Session.open(file) as session:
        assert len(items_of(session.state, 2568)) == 28
        office = session.state.get(Office, "office")
    assert office is not None
    assert (office.name, office.kind, office.tambon) == (
        "องค์การบริหารส่วนตำบลป่าฟื้น",
        "อบต.",
        "ป่าฟื้น",
    )


def test_new_refuses_to_replace_a_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = file.read_bytes()
    assert main(["new", str(file), "--office", "อื่น", "--year", "2568"]) == 1
    assert file.read_bytes() == before
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_year_without_a_known_list_still_holds_measures(tmp_path: Path) -> None:
    path = tmp_path / "a.itadesk"
    assert main(["new", str(path), "--office", "ทต.ตัวอย่าง", "--year", "2565"]) == 0
    with Session.open(path) as session:
        assert items_of(session.state, 2565) == ()


def test_import_says_what_it_read_and_takes_it(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "ตาราง.tsv"
    source.write_text(PASTED + "\nข้อความที่ไม่มีที่ไป\n", encoding="utf-8")
    assert main(["import", str(file), str(source), "--year", "2568"]) == 0
    told = capsys.readouterr().out
    assert "2 มาตรการ" in told
    assert "ข้อความที่ไม่มีที่ไป" in told
    with Session.open(file) as session:
        titles = [measure.title for measure in measures_of(session.state, 2568)]
    assert titles == ["ฟื้นความไว้วางใจ", "เก็บที่และน้ำสะอาด"]


def test_a_dry_run_says_the_same_and_changes_nothing(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "ตาราง.tsv"
    source.write_text(PASTED, encoding="utf-8")
    before = file.read_bytes()
    capsys.readouterr()
    assert main(["import", str(file), str(source), "--year", "2568", "--dry-run"]) == 0
    dry = capsys.readouterr().out
    assert file.read_bytes() == before
    assert main(["import", str(file), str(source), "--year", "2568"]) == 0
    assert capsys.readouterr().out == dry


def test_tables_go_out_and_what_was_changed_comes_back(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ตาราง.xlsx"
    assert main(["export", str(file), str(out), "--year", "๒๕๖๘"]) == 0
    assert main(["import", str(file), str(out), "--dry-run"]) == 0
    assert "ไม่มีอะไรต่าง" in capsys.readouterr().out
    book = openpyxl.load_workbook(out)
    book["หน่วยงาน"]["H2"].value = "0812345678901"
    book.save(out)
    assert main(["import", str(file), str(out)]) == 0
    assert "โทรศัพท์: – → 0812345678901" in capsys.readouterr().out
    with Session.open(file) as session:
        office = session.state.get(Office, "office")
    assert office is not None
    assert office.phone == "0812345678901"


@pytest.mark.parametrize(
    "words", [["export", "FILE", "OUT.docx"], ["export", "FILE", "OUT.xlsx", "--year", "2560"]]
)
def test_tables_that_cannot_be_written_are_one_sentence(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    names = {"FILE": str(file)} | {word: str(tmp_path / word) for word in words if "OUT" in word}
    before = everything_in(tmp_path)
    capsys.readouterr()
    assert main([names.get(word, word) for word in words]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert everything_in(tmp_path) == before


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04 not a zip", b"%PDF-1.7"])
def test_a_bad_import_is_one_sentence_and_changes_nothing(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    source = tmp_path / "แย่.docx"
    source.write_bytes(content)
    before = file.read_bytes()
    capsys.readouterr()
    assert main(["import", str(file), str(source), "--year", "2568"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert file.read_bytes() == before


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx"])
def test_print_writes_what_the_ending_says(file: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"แบบตรวจ.{ending}"
    assert main(["print", str(file), "oit-form", "-o", str(out)]) == 0
    assert out.read_bytes()[:4] == (b"%PDF" if ending == "pdf" else b"PK\x03\x04")


@pytest.mark.parametrize(
    "words",
    [
        ["print", "FILE", "measures-result", "-o", "OUT.pdf"],
        ["print", "FILE", "no-such-report", "-o", "OUT.pdf"],
        ["print", "FILE", "oit-form", "-o", "OUT.txt"],
        ["print", "FILE", "oit-form", "-o", "OUT.pdf", "--year", "2567"],
        ["print", "FILE", "oit-form", "-o", "missing/OUT.pdf"],
        ["print", "FILE", "measures-plan", "-o", "OUT.pdf", "--layout", "none"],
    ],
)
def test_what_cannot_be_printed_is_one_sentence_and_no_file(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    before = everything_in(tmp_path)
    named = [str(file) if word == "FILE" else word for word in words]
    named = [str(tmp_path / word) if "OUT" in word else word for word in named]
    capsys.readouterr()
    assert main(named) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert everything_in(tmp_path) == before


def test_check_says_that_a_sound_file_is_sound(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["check", str(file)]) == 0
    assert "สมบูรณ์" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["missing", "empty", "foreign", "newer", "cut"])
def test_every_bad_file_is_one_sentence_and_stays_as_it_is(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    bad = tmp_path / "แย่.itadesk"
    if kind == "empty":
        bad.write_bytes(b"")
    elif kind == "foreign":
        sqlite3.connect(bad).execute("CREATE TABLE t (x)").connection.close()
    elif kind == "newer":
        bad.write_bytes(file.read_bytes())
        with sqlite3.connect(bad) as conn:
            conn.execute("PRAGMA user_version = 999")
        conn.close()
    elif kind == "cut":
        bad.write_bytes(file.read_bytes()[:20_000])
    before = everything_in(tmp_path)
    capsys.readouterr()
    for words in (
        ["check", str(bad)],
        ["print", str(bad), "oit-form", "-o", str(tmp_path / "x.pdf")],
    ):
        assert main(words) == 1
        told = capsys.readouterr()
        assert told.out == ""
        assert len(told.err.splitlines()) == 1
    assert everything_in(tmp_path) == before


def test_dump_holds_every_row_as_json(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "ทั้งหมด.jsonl"
    assert main(["dump", str(file), str(out)]) == 0
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert "องค์การบริหารส่วนตำบลป่าฟื้น" in out.read_text(encoding="utf-8")
    assert sum("change" in line for line in lines) > 28


def test_typeset_sets_a_text(tmp_path: Path) -> None:
    text, out = tmp_path / "a.txt", tmp_path / "a.pdf"
    text.write_text("ญี่ปุ่น กตัญญู ฐานะ ปฏิบัติ เป็นปัจจุบัน\n" * 3, encoding="utf-8")
    assert main(["typeset", str(text), str(out), "--size", "20", "--width-mm", "80"]) == 0
    assert out.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00\xd8\xb1"])
def test_a_text_that_cannot_be_read_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    text, out = tmp_path / "a.txt", tmp_path / "a.pdf"
    if content is not None:
        text.write_bytes(content)
    assert main(["typeset", str(text), str(out)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not out.exists()


def test_reports_names_every_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reports"]) == 0
    assert "measures-result" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [["new"], ["print"], ["new", "f", "--office", "x", "--year", "68"], ["a", "b"]]
)
def test_wrong_usage_ends_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_english_by_choice(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["check", str(file), "--english"]) == 0
    assert "is sound" in capsys.readouterr().out


def test_the_demo_prints_every_paper_of_the_sample_in_every_format(tmp_path: Path) -> None:
    from itadesk.app.demo import make_demo

    made = {path.name for path in make_demo(tmp_path)}
    assert made == {path.name for path in tmp_path.iterdir()}
    assert "sample.itadesk" in made
    names = {name.rsplit(".", 1)[0] for name in made if name.endswith(".pdf")}
    for name in names:
        assert {f"{name}.pdf", f"{name}.docx", f"{name}.xlsx"} <= made
    assert {"2568-memo", "2568-oit-progress-oit-progress", "2567-score-analysis"} <= names
