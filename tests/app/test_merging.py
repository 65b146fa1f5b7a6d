"""Copies come together in real files: counted, backed up, undone, and nothing lost."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.core.copies import histories, rows_of
from tests.faults.children import needs_posix
from tests.faults.faulty import dies, names_in, refusal
from tests.store.offices import FILE_UID, new_file, nonce, stamp, tampered

from itadesk.app.backups import backups_of
from itadesk.app.copying import copy_to
from itadesk.app.language import set_language
from itadesk.app.merging import count_lines, dry_run, merge, report_lines
from itadesk.app.meter import CancelledError, Meter
from itadesk.app.restoring import restore
from itadesk.app.row_words import kinds
from itadesk.app.session import Session
from itadesk.core.changelog import EXISTS, Edit, stamped
from itadesk.core.model import TABLES, Office, Unit
from itadesk.store.check import check
from itadesk.store.create import create
from itadesk.store.dump import dump
from itadesk.store.file import OfficeFile

pytestmark = pytest.mark.usefixtures("quick_passwords")

MAKE = Edit("unit", "a", EXISTS, True)
DELETE = Edit("unit", "a", EXISTS, False)
KEY = ("unit", "a", "name")


def named(name: str) -> Edit:
    return Edit("unit", "a", "name", name)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = new_file(tmp_path / "ป่าฟื้น.itadesk")
    with Session.open(path) as session:
        session.apply([MAKE, named("กองคลัง")], "x")
    return path


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def copied(path: Path, folder: Path, *edits: Edit) -> Path:
    """A copy on a stick, edited on another PC."""
    with Session.open(path) as session:
        session.seal()
        copy = copy_to(folder, path).path
    with Session.open(copy, by="another") as session:
        session.apply(edits, "x")
        session.seal()
    return copy


def log_of(path: Path) -> list[bytes]:
    return [line for line in dump(path) if line.startswith(b'{"change"')]


def test_p16_p17_counted_then_taken_in_as_one_step(path: Path, stick: Path) -> None:
    new = [Edit("unit", "b", EXISTS, True), Edit("unit", "b", "name", "กองช่าง")]
    copy = copied(path, stick, *new, Edit("office", "office", "phone", "1"), named("there"))
    with Session.open(path) as session:
        session.apply([named("here")], "x")
        told: list[object] = []
        session.subscribe(lambda changed, _source: told.append(changed))
        before = rows_of(session.state)
        looked_at = dry_run(session, [copy])
        assert told == []
        counts = looked_at.plan.counts
        assert (counts.added, counts.removed, counts.conflicts) == (1, 0, 1)
        merged = merge(session, looked_at)
        assert told == []
        session.tell(merged.changed)
        assert told == [{("unit", "a"), ("unit", "b"), ("office", "office")}]
        assert session.state.get(Unit, "b") == Unit("b", "กองช่าง")
        assert session.state.conflicts == {KEY}
        after = rows_of(session.state)
        assert dry_run(session, [copy]).plan.new == ()
        assert merge(session, dry_run(session, [copy])).backup is None
        session.undo()
        assert rows_of(session.state) == before
        assert not session.state.conflicts
        session.redo()
        contested = ("unit", "a")
        now = rows_of(session.state)
        assert {**now, contested: None} == {**after, contested: None}
        session.close()
        assert check(path).is_sound
        assert merged.backup is not None
        assert [b.path for b in backups_of(path)] == [merged.backup]


def test_p17_the_backup_is_the_file_as_it_was(path: Path, stick: Path) -> None:
    copy = copied(path, stick, named("there"))
    with Session.open(path) as session:
        before = session.changes()
        merged = merge(session, dry_run(session, [copy]))
        assert session.changes() != before
    assert merged.backup is not None
    restore(path, merged.backup)
    with Session.open(path) as session:
        assert session.changes() == before


@pytest.mark.parametrize(("side", "name"), [("here", "here"), ("other", "there")])
def test_p16_a_choice_settles(path: Path, stick: Path, side: str, name: str) -> None:
    copy = copied(path, stick, named("there"))
    with Session.open(path) as session:
        session.apply([named("here")], "x")
        merge(session, dry_run(session, [copy]), {KEY: side})
        assert session.state.get(Unit, "a") == Unit("a", name)
        assert not session.state.conflicts
        values = {change.value for change in session.history("unit", "a")}
        assert {"here", "there"} <= values


def test_what_was_typed_since_the_dry_run_counts(path: Path, stick: Path) -> None:
    copy = copied(path, stick, named("there"))
    with Session.open(path) as session:
        looked_at = dry_run(session, [copy])
        assert not looked_at.plan.counts.conflicts
        session.apply([named("here")], "x", typing=True)
        merged = merge(session, looked_at)
        assert merged.plan.counts.conflicts == 1
        session.apply([named("settled")], "x", typing=True)
        assert not session.state.conflicts
    assert check(path).is_sound


def test_p20_the_stick_is_not_changed(path: Path, stick: Path) -> None:
    copy = copied(path, stick, named("there"))
    before = copy.read_bytes(), copy.stat().st_mtime_ns, names_in(stick)
    with Session.open(path) as session:
        merge(session, dry_run(session, [copy]))
    assert (copy.read_bytes(), copy.stat().st_mtime_ns, names_in(stick)) == before


def test_p19_another_office_the_same_file_and_traps(path: Path, stick: Path) -> None:
    other = stick / "other.itadesk"
    create(other, [], "cd" * 16, "tests")
    trap = tampered(copied(path, stick), "CREATE VIEW v AS SELECT 1")
    link = stick / "hard.itadesk"
    link.hardlink_to(path)
    with Session.open(path) as session:
        digest = session.digest
        expected = {
            other: "merge-other-office",
            trap: "file-unsafe",
            path: "merge-same-file",
            link: "merge-same-file",
            stick / "none.itadesk": "file-missing",
        }
        for file, key in expected.items():
            told = refusal(lambda file=file: dry_run(session, [file]))
            assert told is not None
            assert told.key == key
        assert session.digest == digest
        session.apply([named("goes on")], "x")


def test_p15_an_old_backup_and_several_copies_at_once(path: Path, stick: Path) -> None:
    old = copied(path, stick)
    copies = [copied(path, stick, Edit("unit", f"{n}", EXISTS, True)) for n in range(3)]
    logs = []
    for order in itertools.permutations(copies):
        file = stick.parent / f"{len(logs)}.itadesk"
        file.write_bytes(path.read_bytes())
        with Session.open(file) as session:
            if len(logs) % 2:
                merge(session, dry_run(session, [*order, old]))
            else:
                for copy in order:
                    merge(session, dry_run(session, [copy]))
        assert check(file).is_sound
        logs.append(log_of(file))
    assert all(log == logs[0] for log in logs)


def damaged(copy: Path, column: str, value: str, where: str) -> Path:
    """The copy after its drive changed some changes, which SQLite does not notice."""
    return tampered(copy, f"UPDATE change SET {column} = {value} WHERE {where}")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("value", "'\"changed\"'"),
        ("value", "CAST(x'22e0b922' AS TEXT)"),
        ("by_name", "CAST(x'ff' AS TEXT)"),
        ("value", "'[[['"),
        ("nonce", "x'00'"),
    ],
)
def test_p19_what_is_damaged_is_left_out_and_told(
    path: Path, stick: Path, column: str, value: str
) -> None:
    new = [Edit("unit", "b", EXISTS, True), Edit("unit", "b", "name", "กองช่าง")]
    copy = copied(path, stick, *new, named("there"))
    damaged(copy, column, value, "row_id = 'a' AND field = 'name' AND clock = 3")
    with Session.open(path) as session:
        looked_at = dry_run(session, [copy])
        assert looked_at.left_out == (KEY,)
        merged = merge(session, looked_at)
        assert session.state.get(Unit, "b") == Unit("b", "กองช่าง")
        assert session.state.get(Unit, "a") == Unit("a", "กองคลัง")
        assert any("กองคลัง" in line for line in report_lines(merged))
    assert check(path).is_sound


def test_p15_what_stands_on_damage_is_left_out_unless_it_is_here(path: Path, stick: Path) -> None:
    copy = copied(path, stick, named("first"))
    with Session.open(path) as session:
        merge(session, dry_run(session, [copy]))
    with Session.open(copy) as session:
        session.apply([named("second")], "x")
        session.seal()
    whole = copy.read_bytes()
    damaged(copy, "by_name", "'x'", "field = 'name' AND value = '\"first\"'")
    with Session.open(path) as session:
        merged = merge(session, dry_run(session, [copy]))
        assert merged.looked_at.left_out == (KEY,)
        assert session.state.get(Unit, "a") == Unit("a", "second")
    other = new_file(stick.parent / "other.itadesk")
    with Session.open(other) as session:
        looked_at = dry_run(session, [copy])
        assert set(looked_at.left_out) == {KEY}
        merge(session, looked_at)
        assert session.state.get(Unit, "a") != Unit("a", "second")
        copy.write_bytes(whole)
        merge(session, dry_run(session, [copy]))
        assert session.state.get(Unit, "a") == Unit("a", "second")
    assert check(path).is_sound
    assert check(other).is_sound


def test_p19_a_copy_without_one_whole_change_is_refused(path: Path, stick: Path) -> None:
    copy = damaged(copied(path, stick), "by_name", "'x'", "true")
    with Session.open(path) as session:
        told = refusal(lambda: dry_run(session, [copy]))
        assert told is not None
        assert told.key == "file-damaged"


def test_a_damaged_picture_does_not_keep_the_rest_out(path: Path, stick: Path) -> None:
    copy = copied(path, stick, named("there"))
    with Session.open(copy) as session:
        good, bad = (session.keep(data, "image/png") for data in (b"good", b"bad"))
    tampered(copy, f"UPDATE attachment SET data = x'00' WHERE sha256 = '{bad}'")
    with Session.open(path) as session:
        merged = merge(session, dry_run(session, [copy]))
        assert session.attachment_hashes() == {good}
        assert merged.lost == 1
        assert len(report_lines(merged)) == 1 + len(report_lines(replace(merged, lost=0)))


def test_nothing_is_taken_in_once_it_was_cancelled(path: Path, stick: Path) -> None:
    copy = copied(path, stick, named("there"))
    with Session.open(path) as session:
        stopped = Meter()
        stopped.stop()
        with pytest.raises(CancelledError):
            dry_run(session, [copy], meter=stopped)
        looked_at = dry_run(session, [copy])
        with pytest.raises(CancelledError):
            merge(session, looked_at, meter=stopped)
        assert session.state.get(Unit, "a") == Unit("a", "กองคลัง")
        assert dry_run(session, [copy]).plan.new
    assert check(path).is_sound


def test_a_locked_copy_is_merged_with_its_password(path: Path, stick: Path) -> None:
    with Session.open(path) as session:
        session.seal()
    plain = copied(path, stick, named("there"))
    locked = copy_to(stick, plain, "กตัญญู2568").path
    with Session.open(path) as session:
        told = refusal(lambda: dry_run(session, [locked]))
        assert told is not None
        assert told.key == "password-needed"
        looked_at = dry_run(session, [locked], {locked: "กตัญญู2568"})
        assert "กตัญญู2568" not in repr(looked_at)
        merge(session, looked_at)
        assert session.state.get(Unit, "a") == Unit("a", "there")


def test_pictures_come_along(path: Path, stick: Path) -> None:
    copy = copied(path, stick)
    with Session.open(copy) as session:
        sha256 = session.keep(b"\x89PNG picture", "image/png")
    with Session.open(path) as session:
        merge(session, dry_run(session, [copy]))
        found = session.attachment(sha256)
        assert found is not None
        assert found.data == b"\x89PNG picture"
    assert check(path).is_sound


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories, histories)
def test_p15_files_are_what_their_union_adds_up_to(
    tmp_path: Path, ours: list[tuple[Edit, ...]], theirs: list[tuple[Edit, ...]]
) -> None:
    folder = tmp_path / nonce()
    folder.mkdir()
    here, there = new_file(folder / "a.itadesk"), folder / "b.itadesk"
    there.write_bytes(here.read_bytes())
    for path, history in ((here, ours), (there, theirs)):
        with Session.open(path, nonce=nonce) as session:
            for edits in history:
                session.apply(edits, "x")
    with Session.open(here) as session:
        before = rows_of(session.state)
        plan = dry_run(session, [there]).plan
        merge(session, dry_run(session, [there]))
        after = rows_of(session.state)
        assert plan.counts.added == len(after.keys() - before.keys())
        with OfficeFile.open(there) as other:
            assert set(other.changes()) <= set(session.changes())
        if session.can_undo:
            session.undo()
            assert rows_of(session.state) == before
            session.redo()
    assert check(here).problems == ()


@needs_posix
def test_p01_killed_while_merging(path: Path, stick: Path) -> None:
    copy = copied(path, stick, *[Edit("unit", f"{n}", EXISTS, True) for n in range(50)])
    whole = path.read_bytes()
    old = set(log_of(path))
    new = old | set(log_of(copy))
    outcomes = set()

    def work(fault: object) -> None:
        with Session.open(path) as session:
            looked_at = dry_run(session, [copy])
            session._file._conn.set_progress_handler(fault, 40)
            merge(session, looked_at)

    for at in itertools.count(1, 9):
        path.write_bytes(whole)
        died = dies(work, at)
        assert check(path).is_sound
        found = set(log_of(path))
        assert found in (old, new)
        outcomes.add((died, found == new))
        if not died:
            break
    assert {(True, False), (False, True)} <= outcomes


def test_every_kind_of_row_has_a_name() -> None:
    assert list(kinds()) == list(TABLES)


def test_the_report_names_what_is_not_settled(path: Path, stick: Path) -> None:
    set_language("en")
    try:
        copy = copied(path, stick, named("there"))
        with Session.open(path) as session:
            session.apply([named("here")], "x")
            merged = merge(session, dry_run(session, [copy]))
            lines = report_lines(merged)
            changed = merged.plan.counts.changed
            assert lines[0] == f"All together: 0 added, {changed} changed, 0 removed, 1 conflicts"
            assert "here “here”, there “there”" in "\n".join(lines)
            assert count_lines(dry_run(session, [copy]).plan) == (
                "The copy holds nothing that this file does not have.",
            )
    finally:
        set_language("th")


def test_p18_clocks_ten_years_off(path: Path, stick: Path) -> None:
    copy = copied(path, stick)
    with Session.open(copy, now=lambda: "2016-01-01T00:00:00Z") as session:
        session.apply([named("later")], "x")
    with Session.open(path, now=lambda: "2036-01-01T00:00:00Z") as session:
        session.apply([Edit("office", "office", "phone", "1")], "x")
        merge(session, dry_run(session, [copy]))
        assert session.state.get(Unit, "a") == Unit("a", "later")
        office = session.state.get(Office, "office")
        assert office is not None
        assert office.phone == "1"
        assert not session.state.conflicts


@pytest.mark.bench
@pytest.mark.timeout(300)
def test_two_files_of_fifty_thousand_changes(tmp_path: Path) -> None:
    def file(name: str) -> Path:
        edits = [
            Edit("unit", f"{name}{row}", field, value)
            for row in range(5_000)
            for field, value in [(EXISTS, True), *(("name", f"กองที่ {n}") for n in range(9))]
        ]
        changes = stamped(edits, stamp(1), lambda _table, _row: {}, nonce)
        create(tmp_path / name, changes, FILE_UID, "bench")
        return tmp_path / name

    here, there = file("here.itadesk"), file("there.itadesk")
    with Session.open(here) as session:
        began = time.process_time()
        looked_at = dry_run(session, [there])
        looked = time.process_time()
        merge(session, looked_at)
        merged = time.process_time()
    took = f"dry run {looked - began:.2f} s, backup and merge {merged - looked:.2f} s"
    assert looked - began < 5, took
    assert merged - looked < 5, took
