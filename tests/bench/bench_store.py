"""How long a tick, opening and a check take; by hand: `pytest -m bench -s tests/bench/*.py`.

Goals: a tick costs no more than 1.5 times the barest commit of SQLite; ten years with 200,000
changes open in under 0.5 s and are checked in under 10 s within 200 MB.
"""

from __future__ import annotations

import contextlib
import json
import random
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.faults.children import ENVIRONMENT

from itadesk.app.session import Session
from itadesk.core.changelog import EXISTS, Edit, Stamp, stamped
from itadesk.core.model import TABLES, Value
from itadesk.store.connection import connected
from itadesk.store.create import create

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]

CHANGES = 200_000
TEXT = "ดำเนินการประกาศเผยแพร่ข้อมูลบนเว็บไซต์ของหน่วยงานแล้ว "
# Rows a year of each table that have texts to edit.
ROWS = {"item": 43, "component": 130, "evidence": 90, "score": 60, "indicator_progress": 8}
ROWS |= {"issue": 7, "measure": 18, "step_group": 54, "memo": 10, "memo_section": 40}
ROWS |= {"endorsement": 40}

MEASURED = """
import json, re, sys, time
from pathlib import Path
from itadesk.store.{module} import {name}
begun = time.perf_counter()
{call}(Path(sys.argv[1]))
taken = time.perf_counter() - begun
most = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(json.dumps([taken, int(most) / 1024]))
"""


def filled(table: str, row: str, year: int) -> Iterator[Edit]:
    """The edits that make a row with something in every field of text."""
    yield Edit(table, row, EXISTS, True)
    blank = TABLES[table](id=row)
    for field in type(blank).__slots__:
        value: Value = getattr(blank, field)
        if field == "year":
            yield Edit(table, row, field, year)
        elif value == "" and field != "id":
            yield Edit(table, row, field, TEXT)


@pytest.fixture(scope="module")
def ten_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chance = random.Random(1)
    edits = [
        edit
        for year in range(2566, 2576)
        for table, count in ROWS.items()
        for number in range(count)
        for edit in filled(table, f"{year}/{table}{number}", year)
    ]
    texts = [edit for edit in edits if edit.value == TEXT]
    while len(edits) < CHANGES:
        old = chance.choice(texts)
        edits.append(Edit(old.table, old.row, old.field, f"{TEXT}{len(edits)}"))
    path = tmp_path_factory.mktemp("bench") / "ten.itadesk"
    stamp = Stamp(1, "2026-11-21T09:30:00Z", "(ชื่อ–นามสกุล)")
    changes = stamped(edits, stamp, lambda _t, _r: {}, lambda: f"{chance.getrandbits(64):016x}")
    create(path, changes, "ab" * 16, "itadesk bench")
    sys.stdout.write(f"\n{len(edits)} changes, {path.stat().st_size / 1e6:.0f} MB\n")
    return path


def measured(module: str, name: str, call: str, path: Path) -> tuple[float, float]:
    """The least seconds of five runs, and the megabytes, of a fresh process each."""
    code = MEASURED.format(module=module, name=name, call=call)
    runs = [
        json.loads(
            subprocess.run(
                [sys.executable, "-c", code, str(path)],
                env=ENVIRONMENT,
                check=True,
                capture_output=True,
            ).stdout
        )
        for _ in range(5)
    ]
    return min(taken for taken, _ in runs), max(used for _, used in runs)


def read_by_sqlite(path: Path, *statements: str) -> float:
    """The least seconds of five runs in which SQLite alone answers these statements."""
    runs = []
    for _ in range(5):
        begun = time.perf_counter()
        with contextlib.closing(sqlite3.connect(path)) as conn:
            for statement in statements:
                conn.execute(statement).fetchall()
        runs.append(time.perf_counter() - begun)
    return min(runs)


def test_opening(ten_years: Path) -> None:
    seconds, megabytes = measured("file", "OfficeFile", "OfficeFile.open", ten_years)
    bare = read_by_sqlite(
        ten_years, "PRAGMA integrity_check", *(f'SELECT * FROM "{table}"' for table in TABLES)
    )
    sys.stdout.write(
        f"opening {seconds:.3f} s, {megabytes:.0f} MB: "
        f"{seconds / bare:.1f} times SQLite's own check and the rows as they lie there\n"
    )


def test_checking(ten_years: Path) -> None:
    seconds, megabytes = measured("check", "check", "check", ten_years)
    bare = read_by_sqlite(ten_years, "PRAGMA integrity_check", "SELECT * FROM change")
    sys.stdout.write(
        f"check {seconds:.2f} s, {megabytes:.0f} MB: "
        f"{seconds / bare:.1f} times SQLite's own check and the log as it lies there\n"
    )


# What SQLite alone must write for a tick: a row of the log, its head, the item, the file's own.
BARE = (
    """INSERT INTO change VALUES ('item', '2568/item1', 'status', ?, randomblob(16), randomblob(8),
    '2026-11-21T09:30:00Z', '', '"done"', randomblob(16))""",
    """UPDATE head SET clock = ?
    WHERE table_name = 'item' AND row_id = '2568/item1' AND field = 'status'""",
    "UPDATE item SET number = ? WHERE id = '2568/item1'",
    "UPDATE meta SET clock = ?",
)


def test_a_tick(ten_years: Path, tmp_path: Path) -> None:
    """A tick beside the same rows written by plain SQL, in turn, so that the disk is as busy."""
    copy = tmp_path / "bare.itadesk"
    copy.write_bytes(ten_years.read_bytes())
    bare = connected(copy)

    def commit(number: int) -> None:
        bare.execute("BEGIN IMMEDIATE")
        for statement in BARE:
            bare.execute(statement, (CHANGES + number,))
        bare.execute("COMMIT")

    ours, least = [], []
    with Session.open(ten_years) as session:
        for number in range(300):
            status = "todo" if number % 2 else "done"
            begun = time.perf_counter()
            session.apply([Edit("item", "2568/item1", "status", status)], "ติ๊ก")
            between = time.perf_counter()
            commit(number)
            least.append(time.perf_counter() - between)
            ours.append(between - begun)
    bare.close()
    tick, floor = statistics.median(ours), statistics.median(least)
    sys.stdout.write(
        f"tick {tick * 1e3:.2f} ms, bare {floor * 1e3:.2f} ms, ratio {tick / floor:.2f}\n"
    )
    assert tick / floor <= 1.5
