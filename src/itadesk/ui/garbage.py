"""Keeps Python's garbage collector to the window's thread.

It may end objects of Qt's, and those must end in the thread that they live in; left alone it runs
in whatever thread happens to make the next object.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

EVERY = 2000  # milliseconds


def collect_in_window(parent: QObject) -> QTimer:
    """Collects every moment in the thread of `parent`, and nowhere else, from now on."""
    gc.disable()
    timer = QTimer(parent)
    timer.setInterval(EVERY)
    timer.timeout.connect(collect_due)
    timer.start()
    return timer


@contextmanager
def uncollected() -> Iterator[None]:
    """Collects nothing meanwhile: for windows of a moment, whose events nobody runs for long."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def collect_due() -> int:
    """Collects the oldest generation that is due; gives it, or -1 where none is."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    due = [
        generation
        for generation, (count, threshold) in enumerate(zip(counts, thresholds, strict=True))
        if count > threshold > 0
    ]
    if not due:
        return -1
    gc.collect(due[-1])
    return due[-1]
