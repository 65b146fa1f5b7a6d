from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.core.building import YEAR, small_state
from tests.typeset.test_pdf import ONE_PIXEL

from itadesk.app import evidence
from itadesk.app.evidence import (
    MOST_BYTES,
    SourceFile,
    attach_files,
    attach_scan,
    copy_to_look_at,
    is_looked_at_safely,
    plain_name,
    read_files,
    save_kept,
    scan_name,
)
from itadesk.app.session import Session
from itadesk.app.signing import enter
from itadesk.core.changelog import made
from itadesk.core.checklist import evidence_of
from itadesk.core.errors import UserError
from itadesk.core.model import TABLE_OF, PrintedPaper
from itadesk.core.register import item_for, paper_struck_out, papers_of, unsigned_papers

ITEM = "2568/O1"
PAPER = PrintedPaper("p", YEAR, "memo", title="บันทึก: ที่/ป่า")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    rows = [row for rows in small_state().tables.values() for row in rows.values()]
    edits = [edit for row in rows for edit in made(row, TABLE_OF[type(row)])]
    with Session.new(tmp_path / "สำนักงาน.itadesk", edits) as result:
        yield result


def paper_in(session: Session) -> PrintedPaper:
    paper = session.state.get(PrintedPaper, "p")
    assert paper is not None
    return paper


def test_several_files_are_kept_in_their_order_as_one_step(
    session: Session, tmp_path: Path
) -> None:
    before = evidence_of(session.state, ITEM)
    names = ("ฟื้นป่า.pdf", "น้ำ.xlsx", "ก.bin")
    for number, name in enumerate(names):
        (tmp_path / name).write_bytes(b"%PDF-1.7 " if not number else bytes([number]))
    files = read_files([tmp_path / name for name in names])
    attach_files(session, ITEM, files, "ทดสอบ")
    after = evidence_of(session.state, ITEM)
    assert after[: len(before)] == before
    assert tuple(each.file_name for each in after[len(before) :]) == names
    kept = session.attachment(after[len(before)].attachment)
    assert kept is not None
    assert (kept.data, kept.mime) == (b"%PDF-1.7 ", "application/pdf")
    assert session.undo() == "ทดสอบ"
    assert evidence_of(session.state, ITEM) == before


def test_the_same_file_is_evidence_once(session: Session) -> None:
    file = SourceFile("ก.pdf", b"%PDF-1")
    attach_files(session, ITEM, [file], "x")
    count = len(evidence_of(session.state, ITEM))
    attach_files(session, ITEM, [file, SourceFile("ข.pdf", b"%PDF-2")], "x")
    assert len(evidence_of(session.state, ITEM)) == count + 1
    with pytest.raises(UserError, match="evidence-there"):
        attach_files(session, ITEM, [SourceFile("ค.pdf", file.data)], "x")


def test_what_is_no_file_to_keep_is_told(tmp_path: Path) -> None:
    (tmp_path / "ว่าง.pdf").touch()
    with (tmp_path / "ใหญ่.pdf").open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)
    for name, key in (
        (".", "evidence-folder"),
        ("ว่าง.pdf", "evidence-empty"),
        ("ใหญ่.pdf", "evidence-too-large"),
        ("ไม่มี.pdf", "file-missing"),
    ):
        with pytest.raises(UserError) as raised:
            read_files([tmp_path / name])
        assert raised.value.key == key


def test_an_office_file_is_not_filled_beyond_what_can_be_merged(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = SourceFile("ก.pdf", b"%PDF-1")
    monkeypatch.setattr(evidence, "_FULL", session.path.stat().st_size)
    with pytest.raises(UserError, match="evidence-no-room"):
        attach_files(session, ITEM, [file], "x")
    with pytest.raises(UserError, match="evidence-no-room"):
        attach_scan(session, "p", file, "")


@pytest.mark.parametrize("data", [b"%PDF-1.7 scan", b"\xff\xd8\xff\xe0 scan", ONE_PIXEL])
def test_a_scan_is_kept_with_its_paper_and_as_evidence(session: Session, data: bytes) -> None:
    enter(session, (PAPER,))
    before = evidence_of(session.state, ITEM)
    assert [paper.id for paper in unsigned_papers(session.state, YEAR)] == ["p"]
    attach_scan(session, "p", SourceFile("สแกน.pdf", data), "2025-03-02", item=ITEM)
    paper = paper_in(session)
    assert not unsigned_papers(session.state, YEAR)
    kept = session.attachment(paper.scan)
    assert kept is not None
    assert kept.data == data
    assert paper.signed_on == "2025-03-02"
    last = evidence_of(session.state, ITEM)[-1]
    assert (last.file_name, last.attachment) == ("สแกน.pdf", paper.scan)
    assert item_for(session.state, PrintedPaper("q", YEAR, "memo")) == ITEM
    assert item_for(session.state, PrintedPaper("q", YEAR, "oit-form")) == ""
    session.undo()
    assert not paper_in(session).scan
    assert evidence_of(session.state, ITEM) == before
    session.undo()
    assert not papers_of(session.state, YEAR)


def test_a_paper_struck_out_comes_back(session: Session) -> None:
    enter(session, (PAPER,))
    session.apply(paper_struck_out("p"), "x")
    assert not papers_of(session.state, YEAR)
    session.undo()
    assert papers_of(session.state, YEAR)


def test_other_files_are_no_scans(session: Session) -> None:
    with pytest.raises(UserError, match="scan-unreadable"):
        attach_scan(session, "p", SourceFile("โปรแกรม.exe", b"MZ"), "2025-03-02")


def test_a_kept_file_is_looked_at_as_a_copy_and_saved_out(session: Session, tmp_path: Path) -> None:
    enter(session, (PAPER,))
    attach_scan(session, "p", SourceFile("สแกน.jpeg", b"%PDF-1.7 scan"), "")
    paper = paper_in(session)
    name = scan_name(session, paper)
    assert name == "บันทึก_ ที่_ป่า.pdf"
    copy = copy_to_look_at(session, paper.scan, name)
    assert copy.name == name
    assert copy.read_bytes() == b"%PDF-1.7 scan"
    save_kept(session, paper.scan, tmp_path / "ออก.pdf")
    assert (tmp_path / "ออก.pdf").read_bytes() == copy.read_bytes()
    with pytest.raises(UserError, match="evidence-missing"):
        save_kept(session, "0" * 64, tmp_path / "ไม่มี.pdf")


@pytest.mark.parametrize("name", ["../../etc/x.pdf", "a:b.pdf", "C:\\x\\y.PDF", "ก" * 300 + ".pdf"])
def test_a_name_leads_nowhere_else(name: str) -> None:
    plain = plain_name(name)
    assert Path(plain).name == plain
    assert not set(plain) & set('<>:"/\\|?*')
    assert len(plain.encode()) <= 255
    assert plain.endswith(".pdf")


def test_programs_are_not_opened() -> None:
    assert is_looked_at_safely("แผน.PDF")
    assert not any(map(is_looked_at_safely, ("x.exe", "x.docm", "x.pdf.lnk", "x", "x.html")))
