"""Faults at the n-th step: a death of the process, or an error of the system, at each in turn."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from itadesk.core.errors import UserError
from itadesk.store import durable

DIED = 137
STEPS = ("open", "fsync", "read", "replace", "unlink")


class Fault:
    """Counts steps, and at step `at` dies or raises `OSError(code)`; 0 never does.

    `persistent`: every step from there on fails. As a callable it is SQLite's progress handler:
    only deaths happen there.
    """

    def __init__(self, at: int, code: int = 0, *, persistent: bool = False) -> None:
        self.at = at
        self.code = code
        self.persistent = persistent
        self.steps = 0
        self.fired = False

    def __call__(self) -> bool:
        if not self.code:
            self._step()
        return False

    def _step(self) -> None:
        self.steps += 1
        due = self.steps >= self.at if self.persistent else self.steps == self.at
        if self.at and due:
            self.fired = True
            self.fire()

    def fire(self) -> None:
        """What happens at the step."""
        if self.code:
            raise OSError(self.code, os.strerror(self.code))
        os._exit(DIED)

    def __getattr__(self, name: str) -> Any:
        """Stands in the place of the module `os`."""
        real = getattr(os, name)
        if name not in STEPS:
            return real

        def call(*given: object, **named: object) -> object:
            self._step()
            return real(*given, **named)

        return call


def at_each_step(
    monkeypatch: pytest.MonkeyPatch, code: int, *, persistent: bool = False
) -> Iterator[Fault]:
    """A fault in force at step 1, 2, 3 …, until one does not fire any more."""
    for at in range(1, 1000):
        fault = Fault(at, code, persistent=persistent)
        with monkeypatch.context() as patch:
            patch.setattr(durable, "os", fault)
            yield fault
        if not fault.fired:
            return
    pytest.fail("the work never came to its end")


def dies(work: Callable[[Fault], object], at: int) -> bool:
    """Does the work in a child that dies at a step; says whether it did."""
    child = os.fork()
    if not child:
        fault = Fault(at)
        durable.os = fault  # type: ignore[attr-defined]
        try:
            work(fault)
        except BaseException as error:  # a child must never come back into pytest
            os.write(2, f"{error!r}\n".encode())
            os._exit(1)
        os._exit(0)
    _child, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, DIED)
    return code == DIED


def refusal(work: Callable[[], object]) -> UserError | None:
    """Does the work; the error that it ended with, None when it was done."""
    try:
        work()
    except UserError as error:
        return error
    return None


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def clear(folder: Path) -> None:
    """Removes every file in a folder."""
    for path in folder.iterdir():
        path.unlink()
