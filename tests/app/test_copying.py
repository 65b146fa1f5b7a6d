"""Copies on a stick: new names, the last three, room looked at first, a receipt; and back."""

from __future__ import annotations

import getpass
import hashlib
import io
import re
import shutil
from collections import namedtuple
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.faults.faulty import names_in, refusal
from tests.store.offices import new_file, tampered

from itadesk import cli
from itadesk.app.copying import KEPT, bring_here, copies_in, copy_file, copy_to, receipt_lines
from itadesk.app.language import set_language
from itadesk.app.session import Session
from itadesk.core.changelog import EXISTS, Edit
from itadesk.core.model import Unit
from itadesk.store.check import check
from itadesk.store.create import create
from itadesk.store.dump import dump
from itadesk.store.file import OfficeFile

pytestmark = pytest.mark.usefixtures("quick_passwords")

PASSWORD = "กตัญญู2568"
START = datetime(2026, 11, 21, 9, 30)
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_file(tmp_path / "ป่าฟื้น.itadesk")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def edited(path: Path, number: int) -> None:
    with Session.open(path) as session:
        session.apply([Edit("office", "office", "phone", f"{number}")], "x")
        session.seal()


def copied(path: Path, stick: Path, number: int) -> Path:
    edited(path, number)
    return copy_to(stick, path, now=lambda: START + timedelta(days=number)).path


def test_p04_a_copy_with_its_receipt(path: Path, stick: Path) -> None:
    receipt = copy_file(path, stick)
    assert re.fullmatch(r"office-\d{8}-\d{4}-[0-9a-f]{4}\.itadesk", receipt.path.name)
    assert receipt.path.name.isascii()
    assert receipt.sha256 == hashlib.sha256(receipt.path.read_bytes()).hexdigest()
    set_language("en")
    try:
        lines = receipt_lines(receipt, locked=False)
    finally:
        set_language("th")
    assert lines[1:3] == ("4 rows, 11 changes", f"Check number: {receipt.sha256[-8:]}")
    assert names_in(stick) == [receipt.path.name]


def test_p04_the_last_three_are_kept(path: Path, stick: Path) -> None:
    made = [copied(path, stick, number) for number in range(5)]
    assert copies_in(stick) == tuple(reversed(made[2:]))


def test_p18_a_clock_that_was_set_back_removes_no_newer_copy(path: Path, stick: Path) -> None:
    made = [copied(path, stick, -1000 * number) for number in range(5)]
    assert set(copies_in(stick)) == set(made[2:])


def test_p15_nothing_is_removed_that_holds_something_else(path: Path, stick: Path) -> None:
    edited(path, 0)
    theirs = stick / "office-20200101-0000-abcd.itadesk"
    theirs.write_bytes(path.read_bytes())
    edited(theirs, 99)
    another = stick / "office-20200102-0000-abcd.itadesk"
    create(another, [], "cd" * 16, "tests")
    damaged = stick / "office-20200103-0000-abcd.itadesk"
    damaged.write_bytes(path.read_bytes())
    tampered(damaged, "DELETE FROM meta")
    scan = stick / "office-20200104-0000-abcd.itadesk"
    scan.write_bytes(path.read_bytes())
    with Session.open(scan) as session:
        session.keep(b"scan", "image/png")
    (stick / "notes.txt").write_bytes(b"x")
    kept = {file.name for file in stick.iterdir()}
    for number in range(1, 6):
        copied(path, stick, number)
    assert kept < set(names_in(stick))
    assert len(names_in(stick)) == len(kept) + 3


def test_p06_the_file_that_is_worked_on_is_no_old_copy(stick: Path) -> None:
    path = new_file(stick / "office-20200101-0000-abcd.itadesk")
    with Session.open(path) as session:
        for number in range(5):
            session.apply([Edit("office", "office", "phone", f"{number}")], "x")
            session.seal()
            at = START + timedelta(days=number)
            copy_to(stick, path, now=lambda at=at: at)
            session.apply([Edit("office", "office", "web", f"{number}")], "x")
    assert check(path).is_sound
    assert len(copies_in(stick)) == 1 + KEPT


def test_p03_room_is_looked_at_first(
    path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(10**9, 0, 8 * 2**20))
    told = refusal(lambda: copy_to(stick, path))
    assert told is not None
    assert told.key == "not-enough-space"
    assert told.facts["needed"] == 9
    assert names_in(stick) == []


def test_p06_a_stick_that_is_gone(path: Path, stick: Path) -> None:
    stick.rmdir()
    told = refusal(lambda: copy_to(stick, path))
    assert told is not None
    assert told.key == "folder-missing"


def test_p26_a_copy_is_brought_to_this_pc(path: Path, stick: Path, tmp_path: Path) -> None:
    with Session.open(path) as session:
        session.apply([Edit("unit", "a", EXISTS, True), Edit("unit", "a", "name", "ที่น้ำป่า")], "x")
        sha256 = session.keep(b"\x89PNG", "image/png")
    copy = copy_file(path, stick).path
    target = tmp_path / "here.itadesk"
    bring_here(copy, target)
    assert check(target).problems == ()
    with Session.open(target) as session, OfficeFile.open(copy) as other:
        assert session.changes() == other.changes()
        assert session.file_uid == other.file_uid
        assert session.state.get(Unit, "a") == Unit("a", "ที่น้ำป่า")
        assert session.attachment(sha256) is not None
    told = refusal(lambda: bring_here(copy, target))
    assert told is not None
    assert told.key == "file-exists"


def test_p19_a_trap_is_not_brought_here(path: Path, stick: Path, tmp_path: Path) -> None:
    copy = tampered(copy_file(path, stick).path, "CREATE VIEW v AS SELECT 1")
    told = refusal(lambda: bring_here(copy, tmp_path / "here.itadesk"))
    assert told is not None
    assert told.key == "file-unsafe"
    assert not (tmp_path / "here.itadesk").exists()


def test_the_commands_copy_and_merge(
    path: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["copy", str(path), str(stick), "--english"]) == 0
    printed = capsys.readouterr().out.splitlines()
    (copy,) = copies_in(stick)
    assert printed[0] == str(copy)
    assert "4 rows, 11 changes" in printed
    edited(copy, 7)
    before = list(dump(path))
    assert cli.main(["merge", str(path), str(copy), "--dry-run", "--english"]) == 0
    counts = capsys.readouterr().out
    assert counts.startswith("All together: 0 added, 1 changed, 0 removed, 0 conflicts\n")
    assert list(dump(path)) == before
    assert cli.main(["merge", str(path), str(copy), "--english"]) == 0
    assert capsys.readouterr().out.startswith(counts)
    assert cli.main(["merge", str(path), str(copy), "--english"]) == 0
    assert "nothing that this file does not have" in capsys.readouterr().out
    assert cli.main(["merge", str(path), str(path), "--english"]) == 1
    assert "very file that is open" in capsys.readouterr().err
    assert cli.main(["copy", str(path) + "x", str(stick)]) == 1
    assert capsys.readouterr().err


def test_p04_locked_copies_are_thinned_like_others(path: Path, stick: Path) -> None:
    edited(path, 0)
    plain = copy_to(stick, path).path
    strange = copy_to(stick, path, "another password").path
    made = []
    for number in range(1, 5):
        edited(path, number)
        at = START + timedelta(days=number)
        made.append(copy_to(stick, path, PASSWORD, now=lambda at=at: at).path)
    assert set(copies_in(stick)) == {strange, *made[1:]}
    assert not plain.exists()


def test_p26_a_locked_copy_is_brought_to_this_pc(path: Path, stick: Path, tmp_path: Path) -> None:
    copy = copy_file(path, stick, PASSWORD).path
    target = tmp_path / "here.itadesk"
    told = refusal(lambda: bring_here(copy, target, "wrong one"))
    assert told is not None
    assert told.key == "password-wrong"
    assert not target.exists()
    bring_here(copy, target, PASSWORD)
    assert list(dump(target))[1:] == list(dump(path))[1:]
    assert check(target).is_sound


def test_a_damaged_scan_is_not_brought_here_in_silence(
    path: Path, stick: Path, tmp_path: Path
) -> None:
    with Session.open(path) as session:
        session.keep(b"scan", "image/png")
    copy = tampered(copy_file(path, stick).path, "UPDATE attachment SET data = x'00'")
    told = refusal(lambda: bring_here(copy, tmp_path / "here.itadesk"))
    assert told is not None
    assert told.key == "file-damaged"
    assert not (tmp_path / "here.itadesk").exists()


def test_the_commands_ask_for_the_password(
    path: Path, stick: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([PASSWORD, "another one", "short", "short", *[PASSWORD] * 3, "wrong one"])
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(answers))
    copy = ["copy", str(path), str(stick), "--password", "--english"]
    assert cli.main(copy) == 1
    assert "The two passwords differ" in capsys.readouterr().err
    assert cli.main(copy) == 1
    assert "at least 8" in capsys.readouterr().err
    assert names_in(stick) == []
    assert cli.main(copy) == 0
    said = capsys.readouterr()
    assert "nobody opens it without the password" in said.out
    assert PASSWORD not in said.out + said.err
    (locked,) = copies_in(stick)
    assert cli.main(["merge", str(path), str(locked), "--english"]) == 0
    assert cli.main(["merge", str(path), str(locked), "--english"]) == 1
    assert "password of" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: input())
    assert cli.main(["merge", str(path), str(locked), "--english"]) == 1
    assert "locked with a password" in capsys.readouterr().err
    assert cli.main(["check", str(locked), "--english"]) == 1
    assert "locked with a password" in capsys.readouterr().err
