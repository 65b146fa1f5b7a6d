"""P07: a damaged file is noticed at opening, or what is shown is what was written."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.core.copies import WORDS
from tests.store.offices import new_file

from itadesk.app.session import Session
from itadesk.core.changelog import EXISTS, Change, Edit
from itadesk.core.errors import UserError
from itadesk.core.model import State
from itadesk.store.check import check
from itadesk.store.file import OfficeFile

PAGE = 4096
EDITS = 60


def used_file(path: Path) -> Path:
    """A file with a history, with long texts, and with pages that deleting has freed."""
    new_file(path)
    with Session.open(path) as session:
        for number in range(EDITS):
            row = f"u{number % 7}"
            exists = session.state.tables["unit"].get(row) is not None
            if exists and number % 5 == 0:
                session.apply([Edit("unit", row, EXISTS, False)], "")
                continue
            text = WORDS[number % len(WORDS)] * (number * 20)
            make = [] if exists else [Edit("unit", row, EXISTS, True)]
            session.apply([*make, Edit("unit", row, "name", text)], "")
    return path


def flip_a_bit(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def flip_a_used_bit(data: bytearray, chance: random.Random) -> None:
    """Where there is something: most bytes of a small file are empty."""
    at = chance.choice([place for place, byte in enumerate(data) if byte])
    data[at] ^= 1 << chance.randrange(8)


def zero_a_page(data: bytearray, chance: random.Random) -> None:
    start = PAGE * chance.randrange(len(data) // PAGE)
    data[start : start + PAGE] = bytes(PAGE)


def swap_two_pages(data: bytearray, chance: random.Random) -> None:
    one, two = (PAGE * page for page in chance.sample(range(len(data) // PAGE), 2))
    data[one : one + PAGE], data[two : two + PAGE] = data[two : two + PAGE], data[one : one + PAGE]


def copy_a_page(data: bytearray, chance: random.Random) -> None:
    one, two = (PAGE * page for page in chance.sample(range(len(data) // PAGE), 2))
    data[one : one + PAGE] = data[two : two + PAGE]


def cut_off(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def cut_off_pages(data: bytearray, chance: random.Random) -> None:
    del data[PAGE * chance.randrange(1, len(data) // PAGE) :]


def append(data: bytearray, chance: random.Random) -> None:
    data += chance.randbytes(chance.randrange(1, 2 * PAGE))


def change_a_letter(data: bytearray, chance: random.Random) -> None:
    """One Thai letter for another: what SQLite cannot see."""
    at = chance.choice([place for place in range(len(data) - 2) if data[place] == 0xE0])
    data[at + 2] = 0x80 + chance.randrange(0x40)


def change_a_number(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) - 8)
    data[at : at + 8] = chance.randbytes(8)


DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    flip_a_bit,
    flip_a_used_bit,
    zero_a_page,
    swap_two_pages,
    copy_a_page,
    cut_off,
    cut_off_pages,
    append,
    change_a_letter,
    change_a_number,
)


class Original:
    """What a file shows before it is damaged."""

    def __init__(self, path: Path) -> None:
        self.data = used_file(path).read_bytes()
        with OfficeFile.open(path) as file:
            self.state: State = file.state
            self.histories = self._histories(file)

    def _histories(self, file: OfficeFile) -> dict[tuple[str, str], list[Change]]:
        conn = file._conn
        keys = conn.execute("SELECT DISTINCT table_name, row_id FROM change").fetchall()
        return {key: file.history(*key) for key in keys}

    def is_told_or_shown_as_it_was(self, path: Path) -> bool:
        """Whether the damage was noticed at opening; anything shown must be as it was."""
        try:
            file = OfficeFile.open(path)
        except UserError:
            assert not check(path).is_sound
            return True
        with file:
            assert file.state == self.state
            for key, changes in self.histories.items():
                assert self._history_or_nothing(file, *key) in (changes, None)
        return False

    def _history_or_nothing(self, file: OfficeFile, table: str, row: str) -> list[Change] | None:
        try:
            return file.history(table, row)
        except UserError:
            return None


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Original:
    return Original(tmp_path_factory.mktemp("original") / "a.itadesk")


def damage(original: Original, path: Path, seed: int, kind: Callable[..., None]) -> bool:
    data = bytearray(original.data)
    kind(data, random.Random(seed))
    path.write_bytes(bytes(data))
    try:
        return original.is_told_or_shown_as_it_was(path)
    except (AssertionError, sqlite3.Error) as error:
        error.add_note(f"{kind.__name__} with seed {seed}")
        raise


def test_p07_damage_is_told_or_does_not_show(original: Original, tmp_path: Path) -> None:
    told = [
        damage(original, tmp_path / "a.itadesk", seed, kind)
        for kind in DAMAGES
        for seed in range(10)
    ]
    assert sum(told) > 40


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", DAMAGES)
def test_p07_much_damage_is_told_or_does_not_show(
    original: Original, tmp_path: Path, kind: Callable[..., None]
) -> None:
    for seed in range(10, 110):
        damage(original, tmp_path / "a.itadesk", seed, kind)
