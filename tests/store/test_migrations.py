"""A newer program opens every older file, and a failed upgrade leaves the file as it was."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.faults.children import needs_posix
from tests.faults.faulty import dies, names_in, refusal
from tests.faults.killed import connecting, die_at
from tests.store.next_format import NEW_UNIT, with_next_format
from tests.store.offices import edit, new_file, patched, tampered

from itadesk.core.changelog import Edit
from itadesk.core.model import Unit
from itadesk.store import formats
from itadesk.store.check import check
from itadesk.store.dump import dump
from itadesk.store.file import OfficeFile
from itadesk.store.migrations import migrate
from itadesk.store.untrusted import read_foreign

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = new_file(tmp_path / "ป่าฟื้น.itadesk")
    with OfficeFile.open(path) as file:
        edit(file, Edit("office", "office", "phone", "๐ ๒๐๐๐ ๐๐๐๐"))
    return path


@pytest.fixture
def next_format(
    path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From now on the file at `path` is an older one."""
    folder = tmp_path_factory.mktemp("format")
    monkeypatch.setattr(formats, "FORMATS", with_next_format(folder))


def rows_in(lines: bytes) -> dict[tuple[str, str], dict[str, object]]:
    found = [json.loads(line) for line in lines.splitlines()]
    rows = [entry["row"] for entry in found if "row" in entry]
    return {(row.pop("table"), row.pop("id")): row for row in rows}


def uids_in(path: Path) -> set[str]:
    conn = sqlite3.connect(path)
    uids = {uid.hex() for (uid,) in conn.execute("SELECT uid FROM change")}
    conn.close()
    return uids


def version_in(data: bytes) -> int:
    return int.from_bytes(data[60:64], "big")


def assert_new(path: Path, before: set[str]) -> None:
    """A file of the newest format that holds all that it held."""
    assert version_in(path.read_bytes()) == formats.newest()
    assert check(path).problems == ()
    assert before < uids_in(path)
    with OfficeFile.open(path) as file:
        assert file.state.get(Unit, NEW_UNIT) is not None
        assert file.sealed_clock == file.highest_clock
        edit(file, Edit("unit", NEW_UNIT, "name", "กอง"))


def test_there_is_a_sample_of_every_format() -> None:
    names = {path.name for path in SAMPLES.glob("*.itadesk")}
    assert names == {f"v{number}.itadesk" for number in range(1, formats.newest() + 1)}


@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.itadesk")), ids=lambda path: path.stem)
def test_p13_every_format_ever_given_out_is_opened(
    sample: Path, later: bool, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = tmp_path / sample.name
    path.write_bytes(sample.read_bytes())
    if later:
        request.getfixturevalue("next_format")
    migrate(path)
    assert check(path).problems == ()
    with OfficeFile.open(path) as file:
        assert len(file.state.conflicts) == 1
        assert len(file.attachment_hashes()) == 1
    assert uids_in(sample) <= uids_in(path)
    held = rows_in(b"".join(dump(path)))
    for key, row in rows_in(sample.with_suffix(".jsonl").read_bytes()).items():
        assert row.items() <= held[key].items()


@pytest.mark.usefixtures("next_format")
def test_p13_an_older_file_becomes_one_of_the_newest_format(path: Path) -> None:
    before = uids_in(path)
    with pytest.raises(ValueError, match="older format"):
        OfficeFile.open(path)
    migrate(path)
    assert_new(path, before)
    data = path.read_bytes()
    migrate(path)
    assert path.read_bytes() == data


@pytest.mark.usefixtures("next_format")
def test_p13_an_older_file_is_read_and_not_touched(path: Path) -> None:
    before = path.read_bytes()
    assert check(path).problems == ()
    assert ("unit", NEW_UNIT) in rows_in(b"".join(dump(path)))
    assert {change.uid for change in read_foreign(path).changes} > uids_in(path)
    assert path.read_bytes() == before
    assert names_in(path.parent) == [path.name]


@pytest.mark.usefixtures("next_format")
@pytest.mark.parametrize(
    "damage",
    [
        lambda path: tampered(path, "UPDATE change SET by_name = 'another'"),
        lambda path: tampered(path, "DELETE FROM change WHERE field = 'phone'"),
        lambda path: tampered(path, "DELETE FROM head WHERE field = 'phone'"),
        lambda path: tampered(path, "CREATE VIEW extra AS SELECT 1"),
        lambda path: patched(path, lambda data: data.__setitem__(slice(8192, 8292), bytes(100))),
    ],
    ids=["change", "end of the log", "head", "view", "page"],
)
def test_p13_a_damaged_older_file_stays_as_it_is(
    path: Path, damage: Callable[[Path], Path]
) -> None:
    before = damage(path).read_bytes()
    told = refusal(lambda: migrate(path))
    assert told is not None
    assert told.key == "file-damaged"
    assert told.facts["name"] == path.name
    assert not check(path).is_sound
    assert refusal(lambda: read_foreign(path)) is not None
    assert path.read_bytes() == before
    assert names_in(path.parent) == [path.name]


def test_p13_a_step_that_fails_leaves_the_file_as_it_was(
    path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def step(conn: sqlite3.Connection) -> None:
        conn.execute("DELETE FROM change")
        raise ZeroDivisionError

    failing = with_next_format(tmp_path_factory.mktemp("format"), step)
    before = path.read_bytes()
    monkeypatch.setattr(formats, "FORMATS", failing)
    with pytest.raises(ZeroDivisionError):
        migrate(path)
    assert path.read_bytes() == before
    assert names_in(path.parent) == [path.name]


@pytest.mark.usefixtures("next_format")
def test_p13_broken_off_at_every_step(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, uids = path.read_bytes(), uids_in(path)
    for at in itertools.count(1):
        with monkeypatch.context() as patch:
            patch.setattr(sqlite3, "connect", connecting(60, at, lambda: 1))
            try:
                migrate(path)
            except sqlite3.OperationalError:
                assert path.read_bytes() == before
                assert names_in(path.parent) == [path.name]
            else:
                break
    assert at > 20
    assert_new(path, uids)


@needs_posix
@pytest.mark.usefixtures("next_format")
def test_p01_p13_killed_at_some_steps(path: Path) -> None:
    kill(path, 200)


@needs_posix
@pytest.mark.slow
@pytest.mark.usefixtures("next_format")
def test_p01_p13_killed_at_very_many_steps(path: Path) -> None:
    kill(path, 20)


def kill(path: Path, every: int) -> None:
    data, uids = path.read_bytes(), uids_in(path)
    outcomes = set()
    for at in itertools.count(1):

        def work(_fault: object, at: int = at) -> None:
            die_at(every, at)
            migrate(path)

        path.write_bytes(data)
        died = dies(work, 0)
        conn = sqlite3.connect(path)  # recovers, as the next start does
        version = formats.version_of(conn)
        conn.close()
        outcomes.add((died, version))
        if version == 1:
            assert path.read_bytes() == data
            migrate(path)
        assert_new(path, uids)
        assert names_in(path.parent) == [path.name]
        if not died:
            break
    assert {(True, 1), (False, 2)} <= outcomes
    assert at > 10
