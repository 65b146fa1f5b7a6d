"""The file is laid out as docs/format.md promises: read by that page, without itadesk."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.core.copies import rows_of
from tests.store.offices import edit, new_file

from itadesk.core.changelog import EXISTS, Edit
from itadesk.core.model import FIELDS, TABLES
from itadesk.store.dump import dump
from itadesk.store.file import OfficeFile
from itadesk.store.formats import newest

PAGE = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")
OWN = ("change", "head", "meta", "attachment")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = new_file(tmp_path / "ญี่ปุ่น.itadesk")
    with OfficeFile.open(path) as file:
        edit(file, Edit("unit", "a", EXISTS, True), Edit("unit", "a", "name", "กอง\n“คลัง”"))
        edit(file, Edit("unit", "a", "place", 1.5), Edit("office", "office", "phone", "1"))
        edit(file, Edit("unit", "a", EXISTS, False))
    return path


@pytest.fixture
def read() -> Callable[[Path], tuple[dict[str, list[dict[str, Any]]], list[dict[str, Any]]]]:
    code, _unlock = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert "itadesk." not in code
    names: dict[str, Any] = {}
    exec(code, names)
    found: Callable[[Path], Any] = names["read"]
    return found


def test_p27_the_page_is_enough_to_read_a_file(path: Path, read: Callable[[Path], Any]) -> None:
    rows, log = read(path)
    with OfficeFile.open(path) as file:
        state, changes = rows_of(file.state), file.changes()
    assert set(rows) == set(TABLES)
    found = {(table, row["id"]): row for table, of_table in rows.items() for row in of_table}
    assert found.keys() == state.keys()
    for (table, row), values in found.items():
        record = state[table, row]
        assert values == {"id": row, **{name: getattr(record, name) for name in FIELDS[table]}}
    told = {change["uid"].hex(): (change["by_name"], change["value"]) for change in log}
    assert told == {change.uid: (change.by, change.value) for change in changes}


def test_p27_what_the_page_checks_can_fail(path: Path, read: Callable[[Path], Any]) -> None:
    conn = sqlite3.connect(path)
    conn.execute("UPDATE change SET by_name = 'another'")
    conn.commit()
    conn.close()
    with pytest.raises(AssertionError):
        read(path)


def test_p27_the_page_names_every_table_and_column(path: Path) -> None:
    conn = sqlite3.connect(path)
    for table in OWN:
        section = PAGE.split(f"### `{table}`")[1].split("\n#")[0]
        named = [
            name
            for line in section.splitlines()
            if line.startswith("| `")
            for name in re.findall(r"`(\w+)`", line.split("|")[1])
        ]
        columns = [row[1] for row in conn.execute(f'PRAGMA table_info("{table}")')]
        assert named == columns
    conn.close()
    kinds = PAGE.split("## The current rows")[1].split("\n## ")[0]
    cells = [line.split("|")[1] for line in kinds.splitlines() if line.startswith("| `")]
    assert [name for cell in cells for name in re.findall(r"`(\w+)`", cell)] == list(TABLES)


def test_p27_the_header_and_the_dump_are_as_the_page_says(path: Path) -> None:
    data = path.read_bytes()
    assert data[68:72] == b"ITAD"
    assert int.from_bytes(data[60:64], "big") == newest()
    assert f"now {newest()}." in PAGE
    kinds = {next(iter(json.loads(line))) for line in dump(path)}
    assert kinds <= set(re.findall(r'\{"(\w+)": …\}', PAGE))
