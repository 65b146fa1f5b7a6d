"""A format after the newest, as the next version of the program will have one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from itadesk.core.changelog import EXISTS, Edit, Stamp, change_of
from itadesk.store.changes import log_row
from itadesk.store.formats import FORMATS, Format

NEW_UNIT = "ตรวจสอบภายใน"


def add_a_unit(conn: sqlite3.Connection) -> None:
    """Changes that are the same in every copy of the office's data."""
    stamp = Stamp(1, "2026-11-21T09:00:00Z", "")
    for field, value in ((EXISTS, True), ("name", "หน่วยตรวจสอบภายใน")):
        change = change_of(Edit("unit", NEW_UNIT, field, value), stamp, f"{0:016x}", ())
        conn.execute(f"INSERT INTO change VALUES ({', '.join('?' * 10)})", log_row(change))


def with_next_format(
    folder: Path, step: Callable[[sqlite3.Connection], None] = add_a_unit
) -> tuple[Format, ...]:
    """All formats and one more: with a column, a table, and changes that no file had before."""
    unit = 'CREATE TABLE "unit" (\n'
    text = FORMATS[-1].schema.read_text(encoding="utf-8")
    assert unit in text
    schema = folder / "schema.sql"
    schema.write_text(
        text.replace(unit, f"{unit}\"colour\" TEXT NOT NULL DEFAULT 'blue',\n")
        + 'CREATE TABLE "seal" ("id" TEXT NOT NULL PRIMARY KEY) STRICT;\n',
        encoding="utf-8",
    )
    return (*FORMATS, Format(schema, step))
