"""Office files for tests: made, edited, taken apart."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from itadesk.core.changelog import EXISTS, Change, Edit, Stamp, needed, stamped
from itadesk.core.model import EMPTY
from itadesk.store.create import create
from itadesk.store.file import OfficeFile

FILE_UID = "ab" * 16
NONCES = itertools.count(1)

OFFICE: tuple[Edit, ...] = (
    Edit("office", "office", EXISTS, True),
    Edit("office", "office", "name", "อบต.ป่าฟื้น"),
    Edit("year", "2568", EXISTS, True),
    Edit("year", "2568", "year", 2568),
    Edit("item", "2568/O1", EXISTS, True),
    Edit("item", "2568/O1", "year", 2568),
    Edit("item", "2568/O1", "points", 2.5),
    Edit("item", "2568/O1", "progress", "เผยแพร่ข้อมูลที่เป็นปัจจุบัน"),
    Edit("component", "2568/O1/1", EXISTS, True),
    Edit("component", "2568/O1/1", "item", "2568/O1"),
    Edit("component", "2568/O1/1", "ticked", True),
)


def nonce() -> str:
    return f"{next(NONCES):016x}"


def stamp(clock: int, by: str = "ผู้ใช้") -> Stamp:
    return Stamp(clock, f"2026-11-21T09:{clock % 60:02d}:00Z", by)


def new_file(path: Path, edits: Sequence[Edit] = OFFICE) -> Path:
    """A file that was made by one action."""
    changes = stamped(needed(EMPTY, edits), stamp(1), lambda _table, _row: {}, nonce)
    create(path, changes, FILE_UID, "itadesk tests")
    return path


def changes_for(file: OfficeFile, edits: Sequence[Edit], by: str = "ผู้ใช้") -> list[Change]:
    return stamped(needed(file.state, edits), stamp(file.highest_clock + 1, by), file.heads, nonce)


def edit(file: OfficeFile, *edits: Edit, by: str = "ผู้ใช้") -> list[Change]:
    """One action on an open file."""
    changes = changes_for(file, edits, by)
    file.append(changes)
    return changes


def tampered(path: Path, *statements: str) -> Path:
    """The file after another program wrote to it."""
    conn = sqlite3.connect(path)
    for statement in statements:
        conn.execute(statement)
    conn.commit()
    conn.close()
    return path


def patched(path: Path, change: Callable[[bytearray], object]) -> Path:
    """The file with other bytes in it."""
    data = bytearray(path.read_bytes())
    change(data)
    path.write_bytes(bytes(data))
    return path
