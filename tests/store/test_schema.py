"""The hand-written schema keeps exactly what the model has."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from sqlite_utils import Database

from itadesk.core.model import FIELDS, TABLES
from itadesk.store.formats import schema_sql

OWN_TABLES = {"attachment", "meta", "change", "head"}


@pytest.fixture
def database() -> Iterator[Database]:
    conn = sqlite3.connect(":memory:")
    conn.executescript(schema_sql())
    yield Database(conn, execute_plugins=False)
    conn.close()


def test_there_is_a_table_for_every_table_of_the_model(database: Database) -> None:
    assert set(database.table_names()) == OWN_TABLES | set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_columns_are_the_fields_of_the_model(database: Database, table: str) -> None:
    columns = database[table].columns
    assert [column.name for column in columns] == ["id", *FIELDS[table]]
    assert database[table].pks == ["id"]
    for column in columns[1:]:
        allowed = FIELDS[table][column.name]
        expected = "TEXT" if str in allowed else "REAL" if float in allowed else "INTEGER"
        assert column.type == expected, column.name
        assert bool(column.notnull) is (type(None) not in allowed), column.name


def test_every_table_is_strict_and_nothing_runs_by_itself(database: Database) -> None:
    assert all(table.strict for table in database.tables)
    assert not database.triggers
    assert not database.view_names()


@pytest.mark.parametrize("table", TABLES)
def test_true_and_false_are_all_that_a_tick_may_be(database: Database, table: str) -> None:
    for field, allowed in FIELDS[table].items():
        if bool in allowed:
            assert f'CHECK ("{field}" IN (0, 1))' in database[table].schema
