"""P03: a disk that is full at any point never damages the file, and the program goes on."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from tests.core.copies import rows_of
from tests.store.offices import new_file

from itadesk.app.session import Session
from itadesk.core.changelog import EXISTS, Edit
from itadesk.core.errors import UserError
from itadesk.core.model import Unit
from itadesk.store.check import check

resource = pytest.importorskip("resource", reason="limits of file sizes are POSIX's")

STEP = 1024
PASTE = [
    edit
    for number in range(8)
    for edit in (
        Edit("unit", f"u{number}", EXISTS, True),
        Edit("unit", f"u{number}", "name", "น้ำ" * 400),
    )
]


@contextlib.contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file of this process can become larger than `size` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def refusal(size: int, action: Callable[[], object]) -> str:
    """The key of the error with which an action ends where there is so much room, or ""."""
    key = ""
    try:
        with room_for(size):
            action()
    except UserError as error:
        key = error.key
    assert key in {"", "disk-full", "drive-trouble"}
    return key


def make(path: Path) -> None:
    Session.new(path, PASTE).close()


def test_p03_pasting_with_room_for_so_and_so_much(tmp_path: Path) -> None:
    path = new_file(tmp_path / "a.itadesk")
    refused = 0
    with Session.open(path) as session:
        for size in range(0, 200 * STEP, STEP):
            before = session.state
            if not refusal(size, partial(session.apply, PASTE, "วาง")):
                break
            assert session.state is before
            assert not session.can_undo
            refused += 1
        assert refused > 10
        assert len(session.state.all(Unit)) == 8
        assert check(path).is_sound
        with Session.open(path) as other:
            assert rows_of(other.state) == rows_of(session.state)


def test_p03_the_file_is_sound_after_every_refusal(tmp_path: Path) -> None:
    path = new_file(tmp_path / "a.itadesk")
    before = path.read_bytes()
    for size in range(0, path.stat().st_size, 8 * STEP):
        with Session.open(path) as session, room_for(size), pytest.raises(UserError):
            session.apply(PASTE, "วาง")
        assert check(path).is_sound
        assert path.read_bytes() == before


def test_p03_a_new_file_is_whole_or_not_there(tmp_path: Path) -> None:
    refused = 0
    for size in range(0, 400 * STEP, 4 * STEP):
        path = tmp_path / f"{size}.itadesk"
        if not refusal(size, partial(make, path)):
            break
        assert list(tmp_path.iterdir()) == []
        refused += 1
    assert refused > 5
    assert check(path).is_sound
