from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QThread

from itadesk.ui import garbage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Ring:
    """Something that only the garbage collector ends."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def collected(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    was_on = gc.isenabled()
    monkeypatch.setattr(garbage, "EVERY", 10)
    threads: list[int] = []

    def note(phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            threads.append(threading.get_ident())

    gc.callbacks.append(note)
    yield threads
    gc.callbacks.remove(note)
    if was_on:
        gc.enable()


def test_rings_end_in_the_windows_thread_only(qtbot: QtBot, collected: list[int]) -> None:
    parent = QObject()
    garbage.collect_in_window(parent)
    gone = weakref.ref(Ring())

    class Worker(QThread):
        def run(self) -> None:
            for _number in range(20_000):
                Ring()

    worker = Worker(parent)
    worker.start()
    qtbot.waitUntil(worker.isFinished)
    qtbot.waitUntil(lambda: gone() is None)
    assert set(collected) == {threading.get_ident()}


def test_nothing_is_collected_for_a_while(collected: list[int]) -> None:
    gc.enable()
    with garbage.uncollected():
        collected.clear()
        for _number in range(20_000):
            Ring()
        assert collected == []
    assert gc.isenabled()
    gc.disable()
    with garbage.uncollected():
        pass
    assert not gc.isenabled()


def test_nothing_is_collected_where_nothing_is_due(collected: list[int]) -> None:
    gc.disable()
    gc.collect()
    collected.clear()
    assert garbage.collect_due() == -1
    assert collected == []
