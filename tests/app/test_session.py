"""The session: every action saved at once, undo, typing in place, listeners, failures."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.copies import actions, rows_of

from itadesk.app.session import Changed, Session
from itadesk.core.changelog import EXISTS, Edit
from itadesk.core.errors import UserError
from itadesk.core.model import Item, Office, Unit
from itadesk.store.check import check

OFFICE = (Edit("office", "office", EXISTS, True), Edit("office", "office", "name", "อบต.ป่าฟื้น"))
MAKE = Edit("unit", "a", EXISTS, True)
DELETE = Edit("unit", "a", EXISTS, False)


def named(name: str) -> Edit:
    return Edit("unit", "a", "name", name)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "อบต.itadesk"


@pytest.fixture
def session(path: Path) -> Iterator[Session]:
    seconds, numbers = itertools.count(), itertools.count()
    session = Session.new(
        path,
        OFFICE,
        by="(ชื่อ–นามสกุล)",
        now=lambda: f"2026-11-21T09:30:{next(seconds):02d}Z",
        nonce=lambda: f"{next(numbers):016x}",
    )
    yield session
    session.close()


def on_disk(path: Path) -> dict[tuple[str, str], object]:
    with Session.open(path) as other:
        return dict(rows_of(other.state))


def clocks(session: Session, table: str, row: str, field: str) -> list[int]:
    return [change.clock for change in session.history(table, row) if change.field == field]


def test_a_new_file_is_open_and_saved(session: Session, path: Path) -> None:
    assert session.path == path
    assert session.state.get(Office, "office") == Office(name="อบต.ป่าฟื้น")
    assert session.saved_at == "2026-11-21T09:30:00Z"
    assert not session.can_undo
    assert not session.can_redo
    assert on_disk(path) == rows_of(session.state)


def test_an_action_is_saved_when_apply_returns(session: Session, path: Path) -> None:
    session.apply([MAKE, named("กองคลัง")], "เพิ่มหน่วยงาน")
    assert session.state.get(Unit, "a") == Unit("a", name="กองคลัง")
    assert on_disk(path) == rows_of(session.state)
    assert session.saved_at == "2026-11-21T09:30:01Z"
    (made, name) = session.history("unit", "a")
    assert (made.by, made.at_utc) == ("(ชื่อ–นามสกุล)", "2026-11-21T09:30:01Z")
    assert made.clock == name.clock == 2


def test_what_changes_nothing_is_no_action(session: Session, path: Path) -> None:
    told: list[Changed] = []
    session.subscribe(lambda changed, _source: told.append(changed))
    before = path.read_bytes()
    session.apply([Edit("office", "office", "name", "อบต.ป่าฟื้น"), DELETE], "ไม่มีอะไร")
    session.apply([], "ว่าง")
    assert path.read_bytes() == before
    assert not session.can_undo
    assert told == []


def test_undo_and_redo_go_through_the_actions(session: Session, path: Path) -> None:
    session.apply([MAKE, named("ก")], "เพิ่ม")
    session.apply([named("ข")], "แก้")
    session.apply([DELETE], "ลบ")
    assert session.undo_label == "ลบ"
    assert session.undo() == "ลบ"
    assert session.state.get(Unit, "a") == Unit("a", name="ข")
    assert session.redo_label == "ลบ"
    assert session.undo() == "แก้"
    assert session.undo() == "เพิ่ม"
    assert session.state.get(Unit, "a") is None
    assert not session.can_undo
    assert [session.redo(), session.redo()] == ["เพิ่ม", "แก้"]
    assert session.state.get(Unit, "a") == Unit("a", name="ข")
    session.apply([named("ค")], "แก้อีก")
    assert not session.can_redo
    assert session.redo_label == ""
    assert on_disk(path) == rows_of(session.state)


def test_undo_is_written_to_the_log(session: Session) -> None:
    session.apply([MAKE, named("ก")], "")
    session.apply([named("ข")], "")
    session.undo()
    assert [change.value for change in session.history("unit", "a")[2:]] == ["ข", "ก"]


def test_typing_is_one_change_and_one_step(session: Session, path: Path) -> None:
    session.apply([MAKE, named("เดิม")], "เพิ่ม")
    for text in ("ก", "กอ", "กอง"):
        session.apply([named(text)], "พิมพ์", typing=True)
        assert on_disk(path) == rows_of(session.state)
    assert len(clocks(session, "unit", "a", "name")) == 2
    assert session.undo() == "พิมพ์"
    assert session.state.get(Unit, "a") == Unit("a", name="เดิม")
    assert session.redo() == "พิมพ์"
    assert session.state.get(Unit, "a") == Unit("a", name="กอง")
    session.close()
    assert check(path).is_sound


def test_typing_elsewhere_or_later_is_another_step(session: Session) -> None:
    session.apply([MAKE], "เพิ่ม")
    session.apply([named("ก")], "ชื่อ", typing=True)
    session.apply([Edit("office", "office", "phone", "0")], "โทร", typing=True)
    session.apply([named("ข")], "ชื่อ", typing=True)
    session.apply([named("ค")], "ชื่อ")
    session.apply([named("ง")], "ชื่อ", typing=True)
    assert [session.undo() for _ in range(5)] == ["ชื่อ", "ชื่อ", "ชื่อ", "โทร", "ชื่อ"]
    session.redo()
    session.apply([named("จ")], "ชื่อ", typing=True)
    assert [session.undo() for _ in range(2)] == ["ชื่อ", "ชื่อ"]
    assert session.state.get(Unit, "a") == Unit("a")


def test_typing_back_to_what_it_was_is_a_step_that_changes_nothing(session: Session) -> None:
    session.apply([MAKE, named("ก")], "เพิ่ม")
    session.apply([named("ข")], "พิมพ์", typing=True)
    session.apply([named("ก")], "พิมพ์", typing=True)
    session.apply([named("ก")], "พิมพ์", typing=True)
    assert session.state.get(Unit, "a") == Unit("a", name="ก")
    assert session.undo() == "พิมพ์"
    assert session.state.get(Unit, "a") == Unit("a", name="ก")


def test_typing_never_takes_the_place_of_what_a_copy_may_have(session: Session) -> None:
    session.apply([MAKE], "เพิ่ม")
    session.apply([named("ก")], "พิมพ์", typing=True)
    session._file.seal()
    session.apply([named("กข")], "พิมพ์", typing=True)
    assert len(clocks(session, "unit", "a", "name")) == 2
    session.apply([named("กขค")], "พิมพ์", typing=True)
    assert len(clocks(session, "unit", "a", "name")) == 2
    session.undo()
    assert session.state.get(Unit, "a") == Unit("a")


@pytest.mark.parametrize("edits", [[MAKE], [named("ก"), Edit("unit", "a", "place", 1.0)]])
def test_only_one_field_is_typed(session: Session, edits: Sequence[Edit]) -> None:
    if edits != [MAKE]:
        session.apply([MAKE], "เพิ่ม")
    before = session.state
    with pytest.raises(ValueError, match="typing"):
        session.apply(edits, "", typing=True)
    assert session.state is before


def test_listeners_hear_what_changed_and_from_whom(session: Session) -> None:
    told: list[tuple[Changed, object]] = []
    end = session.subscribe(lambda changed, source: told.append((changed, source)))
    tab = object()
    session.apply([MAKE, named("ก"), *OFFICE], "เพิ่ม", source=tab)
    session.apply([named("ข")], "พิมพ์", typing=True, source=tab)
    session.undo()
    session.redo()
    only = frozenset({("unit", "a")})
    assert told == [(only, tab), (only, tab), (only, None), (only, None)]
    end()
    end()
    session.apply([DELETE], "ลบ")
    assert len(told) == 4


def test_a_listener_sees_the_new_state_and_may_leave(session: Session) -> None:
    seen: list[bool] = []

    def listen(_changed: Changed, _source: object) -> None:
        seen.append(session.state.get(Unit, "a") is not None)
        end()

    end = session.subscribe(listen)
    session.apply([MAKE], "เพิ่ม")
    session.apply([DELETE], "ลบ")
    assert seen == [True]


@pytest.mark.parametrize("action", ["apply", "typing", "undo", "redo"])
def test_p03_what_cannot_be_saved_has_not_happened(session: Session, action: str) -> None:
    session.apply([MAKE, named("ก")], "เพิ่ม")
    session.apply([named("ข")], "แก้")
    session.undo()
    if action == "typing":
        session.apply([named("ค")], "พิมพ์", typing=True)
    told: list[Changed] = []
    session.subscribe(lambda changed, _source: told.append(changed))
    before = (session.state, session.undo_label, session.redo_label, session.saved_at)
    attempts = {
        "apply": lambda: session.apply([named("ง")], "แก้"),
        "typing": lambda: session.apply([named("คง")], "พิมพ์", typing=True),
        "undo": session.undo,
        "redo": session.redo,
    }
    session._file._conn.execute("PRAGMA query_only = ON")
    with pytest.raises(UserError) as error:
        attempts[action]()
    assert error.value.key == "cannot-write"
    assert (session.state, session.undo_label, session.redo_label, session.saved_at) == before
    assert told == []
    session._file._conn.execute("PRAGMA query_only = OFF")
    attempts[action]()
    assert told == [frozenset({("unit", "a")})]
    assert on_disk(session.path) == rows_of(session.state)


@settings(max_examples=20)
@given(st.lists(actions(), max_size=6))
def test_undoing_everything_and_doing_it_again(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[Edit, ...]]
) -> None:
    path = tmp_path_factory.mktemp("undo") / "a.itadesk"
    with Session.new(path, OFFICE) as session:
        states = [rows_of(session.state)]
        for edits in history:
            session.apply(edits, "")
            if session.can_undo and rows_of(session.state) != states[-1]:
                states.append(rows_of(session.state))
        seen = [rows_of(session.state)]
        while session.can_undo:
            session.undo()
            seen.append(rows_of(session.state))
        assert [state for state, _ in itertools.groupby(seen)] == states[::-1]
        while session.can_redo:
            session.redo()
        assert rows_of(session.state) == states[-1]
    assert check(path).is_sound


def test_a_file_that_is_there_is_not_made_again(session: Session, path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(UserError) as told:
        Session.new(path, OFFICE)
    assert told.value.key == "file-exists"
    assert path.read_bytes() == before


def test_an_edit_that_does_not_fit_is_a_bug_and_changes_nothing(session: Session) -> None:
    before = session.state
    with pytest.raises(ValueError, match="cannot be made"):
        session.apply([MAKE, Edit("unit", "a", "place", "first")], "")
    assert session.state is before
    assert session.state.all(Item) == ()
