from __future__ import annotations

import base64
import contextlib
import json
import sqlite3
from pathlib import Path

import pytest

from itadesk.app.session import Session
from itadesk.core.changelog import made
from itadesk.core.errors import UserError
from itadesk.core.model import Office
from itadesk.store.attachments import Attachment
from itadesk.store.check import check
from itadesk.store.dump import dump
from itadesk.store.file import OfficeFile
from itadesk.store.rebuild import rebuild

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ที่.itadesk"
    with Session.new(path, made(Office(name="อบต.ป่าฟื้น"), "office")) as session:
        session.keep(PICTURE, "image/png")
    return path


def test_what_was_attached_is_there_after_reopening(file: Path) -> None:
    kept = Attachment("image/png", PICTURE)
    with OfficeFile.open(file) as office:
        assert office.attachment(kept.sha256) == kept
        assert office.attachment("0" * 64) is None
    assert check(file).is_sound


def test_the_same_bytes_are_kept_once(file: Path) -> None:
    size = file.stat().st_size
    with Session.open(file) as session:
        first = session.keep(PICTURE, "image/png")
        assert session.keep(PICTURE, "image/png") == first
    assert file.stat().st_size == size
    assert check(file).is_sound


def test_an_attachment_that_vanished_is_noticed_at_opening(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as conn, conn:
        conn.execute("DELETE FROM attachment")
    with pytest.raises(UserError) as refused:
        OfficeFile.open(file)
    assert refused.value.key == "file-damaged"


def test_changed_bytes_are_never_given_back(file: Path) -> None:
    changed = bytes([PICTURE[0] ^ 1]) + PICTURE[1:]
    with contextlib.closing(sqlite3.connect(file)) as conn, conn:
        conn.execute("UPDATE attachment SET data = ?", (changed,))
    assert [problem.key for problem in check(file).problems] == ["attachments-damaged"]
    with OfficeFile.open(file) as office, pytest.raises(UserError) as refused:
        office.attachment(Attachment("image/png", PICTURE).sha256)
    assert refused.value.key == "file-damaged"


def test_a_dump_holds_the_bytes_and_a_rebuild_keeps_them(file: Path) -> None:
    lines = [json.loads(line) for line in dump(file)]
    (entry,) = [line["attachment"] for line in lines if "attachment" in line]
    assert base64.b64decode(entry["base64"]) == PICTURE
    rebuild(file)
    assert check(file).is_sound
    with OfficeFile.open(file) as office:
        assert office.attachment(entry["sha256"]) == Attachment("image/png", PICTURE)
