"""Everything can be got out as text and made into an equal file again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.store.offices import edit, new_file, tampered

from itadesk.core.changelog import EXISTS, Change, Edit
from itadesk.core.errors import UserError
from itadesk.store.check import check
from itadesk.store.create import create
from itadesk.store.dump import dump
from itadesk.store.file import OfficeFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = new_file(tmp_path / "อบต.itadesk")
    with OfficeFile.open(path) as file:
        for name in ("ที่", "น้ำ\n\"'\\\u2028", "ฟื้น", ""):
            edit(file, Edit("office", "office", "name", name))
        edit(file, Edit("item", "2568/O1", "points", None))
        edit(file, Edit("component", "2568/O1/1", EXISTS, False))
        edit(file, Edit("unit", "a", EXISTS, True), Edit("unit", "a", "place", 0.1))
    return path


def entries(lines: Iterable[bytes]) -> list[tuple[str, dict[str, Any]]]:
    """Read as any program would: one JSON object a line, one key an object."""
    read = [json.loads(line) for line in b"".join(lines).decode("utf-8").split("\n") if line]
    return [next(iter(entry.items())) for entry in read]


def test_p27_a_dump_makes_an_equal_file(path: Path, tmp_path: Path) -> None:
    (kind, about), *rest = entries(dump(path))
    assert (kind, about["format"]) == ("itadesk", 1)
    found = [values for kind, values in rest if kind == "change"]
    changes = [Change(**{**values, "replaces": tuple(values["replaces"])}) for values in found]
    other = tmp_path / "other.itadesk"
    create(other, changes, about["file_uid"], about["made_by"])
    assert check(other).is_sound
    assert b"".join(dump(other)) == b"".join(dump(path))
    with OfficeFile.open(path) as one, OfficeFile.open(other) as two:
        assert one.state == two.state
        assert one.saved_at == two.saved_at


def test_current_rows_are_readable_by_name(path: Path) -> None:
    rows = [values for kind, values in entries(dump(path)) if kind == "row"]
    items = [row for row in rows if row["table"] == "item"]
    assert [(row["id"], row["year"], row["points"]) for row in items] == [("2568/O1", 2568, None)]
    assert "เผยแพร่ข้อมูลที่เป็นปัจจุบัน".encode() in b"".join(dump(path))


def test_what_opening_refuses_can_still_be_got_out(path: Path) -> None:
    tampered(path, "UPDATE meta SET digest = zeroblob(16)", "DELETE FROM head")
    assert len(entries(dump(path))) > 20


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.itadesk"
    path.write_bytes(b"text")
    with pytest.raises(UserError) as told:
        list(dump(path))
    assert told.value.key == "not-an-office-file"
