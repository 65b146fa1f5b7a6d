"""`check` finds what is wrong, `rebuild` makes the tables anew, and neither invents anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.store.offices import OFFICE, edit, new_file, tampered

from itadesk.core.changelog import EXISTS, Edit
from itadesk.core.errors import UserError
from itadesk.core.model import Office, Unit
from itadesk.store.check import check
from itadesk.store.dump import dump
from itadesk.store.file import OfficeFile
from itadesk.store.rebuild import rebuild


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = new_file(tmp_path / "อบต.itadesk")
    with OfficeFile.open(path) as file:
        edit(file, Edit("unit", "a", EXISTS, True), Edit("unit", "a", "name", "กองคลัง"))
        edit(file, Edit("unit", "a", "name", "กองช่าง"))
        edit(file, Edit("item", "2568/O1", EXISTS, False))
    return path


def problems(path: Path) -> dict[str, object]:
    """Keys of what is wrong, with the first place; a check changes nothing."""
    before = path.read_bytes()
    found = check(path)
    assert path.read_bytes() == before
    assert found.is_sound is (not found.problems)
    assert all(problem.facts["name"] == path.name for problem in found.problems)
    return {problem.key: problem.facts.get("first", "") for problem in found.problems}


def test_a_sound_file(path: Path) -> None:
    found = check(path)
    assert found.is_sound
    assert found.changes == len(OFFICE) + 4
    assert found.rows == 4


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE change SET value = '\"ข\"' WHERE value = '\"กองคลัง\"'", {"log-damaged": "unit a"}),
        ("UPDATE change SET value = 'ข' WHERE value = '\"กองคลัง\"'", {"log-damaged": "unit a"}),
        ("UPDATE change SET by_name = 'ข' WHERE clock = 3", {"log-damaged": "unit a"}),
        ("DELETE FROM change WHERE value = '\"กองคลัง\"'", {"log-damaged": "unit a"}),
        ("DELETE FROM change WHERE clock = 3", {"heads-differ": "unit a", "rows-differ": "unit a"}),
        (
            "DELETE FROM change WHERE table_name = 'year'",
            {"heads-differ": "year 2568", "rows-differ": "year 2568"},
        ),
        ("UPDATE unit SET name = 'ข'", {"rows-differ": "unit a"}),
        ("DELETE FROM unit", {"rows-differ": "unit a"}),
        ("INSERT INTO unit VALUES ('b', '', 0.0)", {"rows-differ": "unit b"}),
        ("DELETE FROM head WHERE table_name = 'unit'", {"heads-differ": "unit a"}),
        (
            "INSERT INTO head VALUES ('unit', 'b', 'name', 1, zeroblob(16))",
            {"heads-differ": "unit b"},
        ),
        ("UPDATE meta SET digest = zeroblob(16)", {"digest-differs": ""}),
        ("UPDATE meta SET clock = 9", {"digest-differs": ""}),
        ("DELETE FROM meta", {"file-damaged": ""}),
        ("DROP TABLE unit", {"schema-differs": ""}),
        ("PRAGMA user_version = 9", {"file-newer": ""}),
        ("PRAGMA application_id = 1", {"not-an-office-file": ""}),
    ],
)
def test_what_is_wrong_is_named(path: Path, statement: str, expected: dict[str, object]) -> None:
    tampered(path, statement)
    assert problems(path) == expected


def test_a_differing_schema_names_its_tables(path: Path) -> None:
    tampered(path, "DROP TABLE unit", "CREATE TABLE extra (a)")
    (problem,) = check(path).problems
    assert problem.facts["tables"] == "extra, unit"


def test_damaged_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 3 + 8] = b"\xff" * 8
    path.write_bytes(bytes(data))
    assert set(problems(path)) <= {"pages-damaged", "file-damaged"}
    assert problems(path)


def test_a_missing_file_is_not_sound(tmp_path: Path) -> None:
    (problem,) = check(tmp_path / "none.itadesk").problems
    assert problem.key == "file-missing"


REBUILT = [
    "UPDATE unit SET name = 'ข'",
    "DELETE FROM unit",
    "INSERT INTO unit VALUES ('b', '', 0.0)",
    "DELETE FROM head",
    "INSERT INTO head VALUES ('unit', 'b', 'name', 1, zeroblob(16))",
    "UPDATE meta SET digest = zeroblob(16)",
    "UPDATE meta SET clock = 9",
]


@pytest.mark.parametrize("statement", REBUILT)
def test_tables_are_made_anew_from_the_log(path: Path, statement: str) -> None:
    with OfficeFile.open(path) as file:
        expected = file.state
    tampered(path, statement)
    rebuild(path)
    assert check(path).is_sound
    with OfficeFile.open(path) as file:
        assert file.state == expected
        assert file.state.get(Unit, "a") == Unit("a", name="กองช่าง")
        edit(file, Edit("office", "office", "name", "ก"))
        assert file.state.get(Office, "office") == Office(name="ก")


def test_rebuilding_a_sound_file_changes_nothing_that_is_read(path: Path) -> None:
    before = b"".join(dump(path))
    rebuild(path)
    assert b"".join(dump(path)) == before


def test_nothing_is_rebuilt_from_a_damaged_log(path: Path) -> None:
    tampered(path, "UPDATE change SET by_name = 'ข' WHERE clock = 3", "DELETE FROM unit")
    before = path.read_bytes()
    with pytest.raises(UserError) as told:
        rebuild(path)
    assert told.value.key == "log-damaged"
    assert path.read_bytes() == before
