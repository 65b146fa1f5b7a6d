"""Whatever can be read of a damaged file comes into a sound one; nothing is made up."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.core.copies import rows_of
from tests.faults.faulty import refusal
from tests.store.offices import OFFICE, edit, new_file, tampered

from itadesk.app.mending import mend
from itadesk.app.merging import dry_run
from itadesk.app.session import Session
from itadesk.core.changelog import EXISTS, Edit
from itadesk.core.model import Office
from itadesk.store.check import check
from itadesk.store.file import OfficeFile

PAGE = 4096
BIG = [
    *OFFICE,
    *(
        Edit("unit", f"u{number:03}", field, value)
        for number in range(100)
        for field, value in ((EXISTS, True), ("name", f"กองที่ {number} ปฏิบัติงานเป็นปัจจุบัน" * 4))
    ),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = new_file(tmp_path / "ป่าฟื้น.itadesk", BIG)
    with Session.open(path) as session:
        session.apply([Edit("office", "office", "phone", "1")], "x")
        session.keep(b"\x89PNG", "image/png")
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "mended.itadesk"


def test_a_sound_file_comes_whole(path: Path, target: Path) -> None:
    mended = mend(path, target)
    assert (mended.without_history, mended.same_office) == (0, True)
    with OfficeFile.open(path) as file, OfficeFile.open(target) as other:
        assert other.changes() == file.changes()
        assert other.attachment_hashes() == file.attachment_hashes()
        assert other.file_uid == file.file_uid
    assert check(target).is_sound


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE change SET value = '\"other\"' WHERE row_id = 'u007'",
        "DELETE FROM change WHERE row_id > 'u050' AND table_name = 'unit'",
        "DELETE FROM change",
        "DELETE FROM head",
        "DELETE FROM unit",
        "DROP TABLE unit",
        "DROP TABLE change",
        "DELETE FROM change WHERE field = 'phone'",
    ],
)
def test_p08_no_row_is_lost_while_its_log_or_its_table_is_there(
    path: Path, target: Path, damage: str
) -> None:
    with OfficeFile.open(path) as file:
        before = rows_of(file.state)
    tampered(path, damage)
    left = path.read_bytes()
    mend(path, target)
    assert path.read_bytes() == left
    assert check(target).is_sound
    with OfficeFile.open(target) as file:
        assert rows_of(file.state) == before


def test_p08_pages_that_are_gone(path: Path, target: Path) -> None:
    with OfficeFile.open(path) as file:
        before = rows_of(file.state)
    data = path.read_bytes()
    chance = random.Random(2568)
    mended = 0
    for page in range(1, len(data) // PAGE):
        place = page * PAGE
        junk = chance.randbytes(PAGE) if page % 2 else bytes(PAGE)
        path.write_bytes(data[:place] + junk + data[place + PAGE :])
        told = refusal(lambda: mend(path, target))
        if told is None:
            mended += 1
            assert check(target).is_sound
            with OfficeFile.open(target) as file:
                for key, record in rows_of(file.state).items():
                    assert key in before
                    assert record == before[key] or key[0] == "office"
            target.unlink()
        else:
            assert told.key == "nothing-readable"
    assert mended > len(data) // PAGE // 2


def test_what_is_mended_and_a_backup_come_together(
    path: Path, target: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.itadesk"
    backup.write_bytes(path.read_bytes())
    with OfficeFile.open(path) as file:
        edit(file, Edit("office", "office", "phone", "2"))
    tampered(path, "DELETE FROM change WHERE row_id = 'office' AND clock > 1")
    assert mend(path, target).without_history == 1
    with Session.open(target) as session:
        office = session.state.get(Office, "office")
        assert office is not None
        assert office.phone == "2"
        plan = dry_run(session, [backup]).plan
        assert plan.counts.conflicts == 1
        assert plan.counts.removed == 0


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + bytes(4096), b"PK\x03\x04"])
def test_where_nothing_can_be_read(path: Path, target: Path, content: bytes) -> None:
    path.write_bytes(content)
    told = refusal(lambda: mend(path, target))
    assert told is not None
    assert told.key == "nothing-readable"
    assert not target.exists()


def test_a_file_of_that_name_stays(path: Path, target: Path) -> None:
    target.write_bytes(b"x")
    told = refusal(lambda: mend(path, target))
    assert told is not None
    assert told.key == "file-exists"
    assert target.read_bytes() == b"x"
