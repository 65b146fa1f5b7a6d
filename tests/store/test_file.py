"""Appending: one transaction, heads and rows after the log, typing in place, sealed changes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.copies import Copy, histories, rows_of
from tests.store.offices import changes_for, edit, new_file, nonce, stamp

from itadesk.core.changelog import EXISTS, Change, Edit, change_of, heads_of, projection
from itadesk.core.errors import UserError
from itadesk.core.model import Item, State, Unit
from itadesk.store.check import check
from itadesk.store.file import OfficeFile

MAKE = Edit("unit", "a", EXISTS, True)
DELETE = Edit("unit", "a", EXISTS, False)


def named(name: str) -> Edit:
    return Edit("unit", "a", "name", name)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_file(tmp_path / "อบต.itadesk")


def reopened(path: Path) -> State:
    with OfficeFile.open(path) as file:
        return file.state


def test_an_action_is_in_the_file_when_append_returns(path: Path) -> None:
    with OfficeFile.open(path) as file:
        edit(file, MAKE, named("กองคลัง"))
        assert file.state.get(Unit, "a") == Unit("a", name="กองคลัง")
        assert file.highest_clock == 2
        assert file.saved_at == "2026-11-21T09:02:00Z"
        state = file.state
        assert reopened(path) == state
    assert check(path).is_sound


def test_history_is_the_log_of_a_row_oldest_first(path: Path) -> None:
    with OfficeFile.open(path) as file:
        written = [*edit(file, MAKE, named("ก")), *edit(file, named("ข")), *edit(file, DELETE)]
        assert sorted(file.history("unit", "a"), key=lambda c: c.uid) == sorted(
            written, key=lambda c: c.uid
        )
        assert [change.clock for change in file.history("unit", "a")] == [2, 2, 3, 4]
        assert file.history("unit", "none") == []


def test_deleting_and_making_again(path: Path) -> None:
    with OfficeFile.open(path) as file:
        edit(file, MAKE, named("ก"))
        edit(file, DELETE)
        assert file.state.get(Unit, "a") is None
        assert set(file.heads("unit", "a")) == {EXISTS}
        assert reopened(path) == file.state
        edit(file, MAKE)
        assert file.state.get(Unit, "a") == Unit("a")
        assert reopened(path) == file.state


def test_nothing_to_append_writes_nothing(path: Path) -> None:
    before = path.read_bytes()
    with OfficeFile.open(path) as file:
        file.append([])
    assert path.read_bytes() == before


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories, histories, histories, st.randoms(use_true_random=False))
def test_p15_tables_are_what_the_log_adds_up_to(
    tmp_path_factory: pytest.TempPathFactory,
    before: Sequence[Sequence[Edit]],
    ours: Sequence[Sequence[Edit]],
    theirs: Sequence[Sequence[Edit]],
    order: object,
) -> None:
    """Any history, also one that merging brought in, in any order within an append."""
    base = Copy()
    for edits in before:
        base.edit(*edits)
    here, there = Copy("here", base.log.values()), Copy("there", base.log.values())
    path = new_file(tmp_path_factory.mktemp("merge") / "a.itadesk", [])
    with OfficeFile.open(path) as file:
        file.append(list(base.log.values()))
        for edits in ours:
            file.append(here.edit(*edits))
        for edits in theirs:
            there.edit(*edits)
        foreign = [change for uid, change in there.log.items() if uid not in here.log]
        order.shuffle(foreign)  # type: ignore[attr-defined]
        file.append(foreign)
        log = here.take_in(there).log.values()
        expected = projection(log)
        assert rows_of(file.state) == rows_of(expected)
        assert file.state.conflicts == expected.conflicts
        for table, row, field in heads_of(log):
            found = heads_of(log)[table, row, field]
            assert set(file.heads(table, row)[field]) == {change.uid for change in found}
        assert reopened(path) == file.state
    assert [str(problem) for problem in check(path).problems] == []


def typed(file: OfficeFile, before: Change, name: str) -> Change:
    """The next state of a name that is being typed."""
    return change_of(named(name), stamp(file.highest_clock + 1), nonce(), before.replaces)


def test_typing_takes_the_place_of_the_change_before(path: Path) -> None:
    with OfficeFile.open(path) as file:
        first = edit(file, MAKE, named("ก"))[-1]
        second = edit(file, named("กอ"))[-1]
        third = typed(file, second, "กอง")
        file.append([third], superseded=[second.uid])
        assert file.state.get(Unit, "a") == Unit("a", name="กอง")
        assert file.heads("unit", "a")["name"] == (third.uid,)
        log = file.history("unit", "a")
        assert second not in log
        assert {first, third} <= set(log)
        assert reopened(path) == file.state
    assert check(path).is_sound


def test_a_sealed_change_is_never_replaced_in_place(path: Path) -> None:
    with OfficeFile.open(path) as file:
        change = edit(file, MAKE, named("ก"))[-1]
        file.seal()
        assert file.sealed_clock == file.highest_clock == 2
        with pytest.raises(ValueError, match="another copy"):
            file.append([typed(file, change, "ข")], superseded=[change.uid])
        assert change in file.history("unit", "a")
        later = edit(file, named("ข"))[-1]
        file.append([typed(file, later, "ค")], superseded=[later.uid])
    with OfficeFile.open(path) as file:
        assert file.sealed_clock == 2
        assert file.state.get(Unit, "a") == Unit("a", name="ค")
    assert check(path).is_sound


def test_sealing_again_writes_nothing(path: Path) -> None:
    with OfficeFile.open(path) as file:
        file.seal()
        before = path.read_bytes()
        file.seal()
    assert path.read_bytes() == before


def test_only_what_is_replaced_leaves_the_log(path: Path) -> None:
    with OfficeFile.open(path) as file:
        first = edit(file, MAKE, named("ก"))[-1]
        second = edit(file, named("ข"))[-1]
        other = edit(file, Edit("office", "office", "name", "อื่น"))[-1]
        before = file.state
        for wrong in (first.uid, other.uid, "0" * 32):
            with pytest.raises(ValueError, match="taken back"):
                file.append([typed(file, second, "ค")], superseded=[wrong])
        orphan = change_of(named("ค"), stamp(9), nonce(), [])
        with pytest.raises(ValueError, match="takes the place"):
            file.append([orphan], superseded=[second.uid])
        assert file.state == before == reopened(path)


def test_p12_a_file_that_changed_meanwhile_is_not_written_over(path: Path) -> None:
    with OfficeFile.open(path) as one, OfficeFile.open(path) as two:
        edit(one, MAKE, named("ก"))
        before = two.state
        with pytest.raises(UserError) as told:
            edit(two, MAKE, named("ข"))
        assert told.value.key == "file-changed"
        with pytest.raises(UserError):
            two.seal()
        assert two.state == before
        edit(one, named("ค"))
    assert reopened(path).get(Unit, "a") == Unit("a", name="ค")
    assert check(path).is_sound


def test_p03_a_full_disk_changes_nothing(path: Path) -> None:
    with OfficeFile.open(path) as file:
        (pages,) = file._conn.execute("PRAGMA page_count").fetchone()
        file._conn.execute(f"PRAGMA max_page_count = {pages}")
        before, data = file.state, path.read_bytes()
        with pytest.raises(UserError) as told:
            edit(file, MAKE, named("ก" * 50_000))
        assert told.value.key == "disk-full"
        assert file.state == before
        assert path.read_bytes() == data
        file._conn.execute("PRAGMA max_page_count = 1000000")
        edit(file, MAKE, named("ก"))
        assert reopened(path) == file.state


def test_a_change_that_does_not_fit_its_column_changes_nothing(path: Path) -> None:
    with OfficeFile.open(path) as file:
        before = file.state
        changes = changes_for(file, [Edit("item", "2568/O1", "status", "maybe")])
        with pytest.raises(Exception, match="CHECK"):
            file.append(changes)
        assert file.state == before == reopened(path)


def test_numbers_are_kept_as_the_model_has_them(path: Path) -> None:
    with OfficeFile.open(path) as file:
        edit(file, Edit("item", "2568/O1", "points", 3), Edit("item", "2568/O1", "data_year", 0))
        edit(file, Edit("item", "2568/O1", "number", 2**53))
    item = reopened(path).get(Item, "2568/O1")
    assert item is not None
    assert (item.points, type(item.points)) == (3.0, float)
    assert (item.data_year, item.number) == (0, 2**53)
    assert check(path).is_sound


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8")))
def test_p26_any_text_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = new_file(tmp_path_factory.mktemp("text") / "a.itadesk")
    with OfficeFile.open(path) as file:
        edit(file, MAKE, named(text))
    unit = reopened(path).get(Unit, "a")
    assert unit == Unit("a", name=text)


def test_tables_of_a_newer_program_stay_in_the_log(path: Path) -> None:
    with OfficeFile.open(path) as file:
        before = file.state
        foreign = change_of(Edit("drone", "a", EXISTS, True), stamp(2), nonce(), [])
        file.append([foreign])
        assert file.state == before
        assert file.history("drone", "a") == [foreign]
        assert reopened(path) == before
    assert check(path).is_sound


def test_a_negative_zero_is_no_damage(path: Path) -> None:
    with OfficeFile.open(path) as file:
        edit(file, MAKE, Edit("unit", "a", "place", 1.0))
        edit(file, Edit("unit", "a", "place", -0.0))
    assert check(path).is_sound
    assert reopened(path).get(Unit, "a") == Unit("a", place=0.0)
