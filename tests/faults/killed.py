"""Run as a program: does one thing to an office file and dies at step k of SQLite's work.

Usage: killed.py ACTION FILE EVERY K. Exit status 137: died at step k; 0: it was done before that.
"""

from __future__ import annotations

import itertools
import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from itadesk.app.session import Session
from itadesk.core.changelog import EXISTS, Edit
from itadesk.store import connection

KILLED = 137


def edits_of_paste() -> list[Edit]:
    rows = [f"pasted{number}" for number in range(20)]
    return [
        edit
        for row in rows
        for edit in (
            Edit("unit", row, EXISTS, True),
            Edit("unit", row, "name", f"กอง {row} " + "น้ำ" * 300),
        )
    ]


def edit(path: Path) -> None:
    with open_(path) as session:
        session.apply([Edit("item", "2568/O1", "status", "done")], "ติ๊ก")


def paste(path: Path) -> None:
    with open_(path) as session:
        session.apply(edits_of_paste(), "วาง")


def delete(path: Path) -> None:
    with open_(path) as session:
        session.apply(
            [Edit("item", "2568/O1", EXISTS, False), Edit("component", "2568/O1/1", EXISTS, False)],
            "ลบ",
        )


def import_(path: Path) -> None:
    from itadesk.app.importing import preview, take  # the other actions start sooner without

    rows = [f"{number}\tมาตรการ {number}\tประชุม\tทั้งปี" for number in range(1, 10)]
    text = "\n".join(("ลำดับที่\tมาตรการ\tขั้นตอนการดำเนินการ\tระยะเวลา", *rows))
    ids = itertools.count()
    with open_(path) as session:
        take(session, preview(session.state, "a.txt", text, 2568, new_id=lambda: f"{next(ids)}"))


def merge_(path: Path) -> None:
    """Takes in the file "other.itadesk" of the folder above."""
    from itadesk.app.merging import dry_run, merge

    with open_(path) as session:
        merge(session, dry_run(session, [path.parents[1] / "other.itadesk"]))


def create(path: Path) -> None:
    office = Edit("office", "office", EXISTS, True)
    numbers = itertools.count()
    Session.new(path, [office, *edits_of_paste()], now=now, nonce=lambda: f"{next(numbers):016x}")


def now() -> str:
    return "2026-11-21T10:00:00Z"


def open_(path: Path) -> Session:
    numbers = itertools.count()
    return Session.open(path, now=now, nonce=lambda: f"{next(numbers):016x}")


ACTIONS: dict[str, Callable[[Path], None]] = {
    "edit": edit,
    "paste": paste,
    "delete": delete,
    "import": import_,
    "merge": merge_,
    "create": create,
}


def connecting(every: int, last: int, fire: Callable[[], int]) -> Callable[..., Any]:
    """Connects as SQLite does; the last step of all such connections together fires.

    A step is `every` of SQLite's instructions; where `fire` gives 1, SQLite breaks off.
    """
    steps = itertools.count(1)
    make = sqlite3.connect

    def connect(*args: Any, **named: Any) -> sqlite3.Connection:
        conn: sqlite3.Connection = make(*args, **named)
        if args[0] != ":memory:":
            conn.set_progress_handler(lambda: fire() if next(steps) == last else 0, every)
        return conn

    return connect


def die() -> int:
    os._exit(KILLED)


def die_at(every: int, last: int) -> None:
    """From now on this process dies at the last step of SQLite's work."""
    connection.sqlite3.connect = connecting(every, last, die)  # type: ignore[assignment]


if __name__ == "__main__":
    _program, action, file, every, last = sys.argv
    die_at(int(every), int(last))
    ACTIONS[action](Path(file))
