"""Two programs cannot spoil one file: the second hears of the first at once."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.faults.children import ENVIRONMENT
from tests.faults.faulty import names_in, refusal
from tests.store.offices import new_file

from itadesk.app.session import Session
from itadesk.app.single_use import SingleUse, lock_path, single_use
from itadesk.core.changelog import Edit
from itadesk.store import opening
from itadesk.store.check import check
from itadesk.store.meta import Meta, meta_in

HOLDS = """
import sys, time
from pathlib import Path
from itadesk.app.single_use import SingleUse
SingleUse(Path(sys.argv[1]), lambda: "2026-11-21T09:30:00Z")
print("held", flush=True)
time.sleep(60)
"""
WRITES = """
import sys
from pathlib import Path
from itadesk.app.session import Session
from itadesk.core.changelog import Edit
from itadesk.core.errors import UserError
kept, keys = 0, set()
for number in range(int(sys.argv[3])):
    try:
        with Session.open(Path(sys.argv[1])) as session:
            session.apply([Edit("office", "office", "phone", f"{sys.argv[2]}{number}")], "x")
            kept += 1
    except UserError as error:
        keys.add(error.key)
print(kept, *sorted(keys))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_file(tmp_path / "ป่าฟื้น.itadesk")


def test_p12_a_second_program_hears_of_the_first_at_once(path: Path) -> None:
    command = [sys.executable, "-c", HOLDS, str(path)]
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"held\n"
        began = time.monotonic()
        told = refusal(lambda: SingleUse(path))
        assert time.monotonic() - began < 1
        assert told is not None
        assert told.key == "file-in-use"
        assert told.facts == {
            "name": path.name,
            "pc": platform.node(),
            "since": "2026-11-21T09:30:00Z",
        }
        first.kill()
    lock = SingleUse(path)
    assert lock_path(path).exists(), "a lock of a program that died is nobody's"
    lock.release()
    assert names_in(path.parent) == [path.name]


def test_p12_one_after_the_other(path: Path) -> None:
    for _time in range(3):
        with single_use(path):
            told = refusal(lambda: SingleUse(path))
            assert told is not None
            assert told.key == "file-in-use"
    assert names_in(path.parent) == [path.name]


def test_a_lock_that_cannot_be_read_says_that_it_is_held(path: Path) -> None:
    lock = SingleUse(path)
    for said in (b"", b"{", b"[]", b'{"pc": 1}'):
        lock_path(path).write_bytes(said)
        told = refusal(lambda: SingleUse(path))
        assert told is not None
        assert told.facts["pc"] == "?"
    lock.release()
    lock.release()


def test_where_no_lock_can_be_made_sqlite_must_do(tmp_path: Path) -> None:
    lock = SingleUse(tmp_path / "gone" / "a.itadesk")
    lock.release()


def interleaved(path: Path, times: int) -> None:
    command = [sys.executable, "-c", WRITES, str(path)]
    running = [
        subprocess.Popen([*command, name, str(times)], env=ENVIRONMENT, stdout=subprocess.PIPE)
        for name in "ab"
    ]
    kept = 0
    for process in running:
        told, _errors = process.communicate()
        assert process.returncode == 0
        count, *keys = told.decode().split()
        kept += int(count)
        assert set(keys) <= {"file-busy", "file-changed"}
    found = check(path)
    assert found.problems == ()
    assert kept >= times
    assert found.changes == 11 + kept
    assert os.listdir(path.parent) == [path.name]  # noqa: PTH208


def test_p12_what_another_program_wrote_is_not_written_over(path: Path) -> None:
    with Session.open(path) as first, Session.open(path) as second:
        second.apply([Edit("office", "office", "phone", "second")], "x")
        told = refusal(lambda: first.apply([Edit("office", "office", "phone", "first")], "x"))
        assert told is not None
        assert told.key == "file-changed"
        told = refusal(first.seal)
        assert told is None or told.key == "file-changed"
    assert check(path).problems == ()
    with Session.open(path) as session:
        assert [c.value for c in session.history("office", "office") if c.field == "phone"] == [
            "second"
        ]


def test_p12_nobody_writes_between_two_things_that_are_read_at_opening(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []

    def read_while_another_writes(conn: sqlite3.Connection) -> Meta:
        found = meta_in(conn)
        command = [sys.executable, "-c", WRITES, str(path), "other", "1"]
        told.append(subprocess.run(command, env=ENVIRONMENT, capture_output=True).stdout.split())
        return found

    with Session.open(path) as session:
        before = session.state
    monkeypatch.setattr(opening, "meta_in", read_while_another_writes)
    with Session.open(path) as session:
        assert session.state == before
    assert told == [[b"0", b"file-busy"]]


def test_p12_without_the_lock_sqlite_still_guards(path: Path) -> None:
    interleaved(path, 20)


@pytest.mark.slow
def test_p12_without_the_lock_sqlite_still_guards_many_times(path: Path) -> None:
    interleaved(path, 250)
