"""Crashes are told at the next start, and no log quotes what somebody wrote."""

from __future__ import annotations

import os
import subprocess
import sys
import traceback

import pytest
from tests.faults.children import ENVIRONMENT, needs_posix

from itadesk.app.log import log_crash, log_path

SECRET = "นางสาวใจดี"


def report(message: str) -> str:
    def inner() -> None:
        raise KeyError(message)

    try:
        try:
            inner()
        except KeyError as error:
            raise ValueError(message) from error
    except ValueError as error:
        return "itadesk 1 · Python 3.11\n\n" + "".join(traceback.format_exception(error))


@pytest.mark.parametrize(
    "message",
    [
        SECRET,
        f"a\n{SECRET}",
        f"a\n\n{SECRET}",
        f"a\n  {SECRET}: b",
        f"{SECRET}: {SECRET}",
        f": {SECRET}",
    ],
    ids=repr,
)
def test_the_log_says_where_and_not_what(message: str) -> None:
    log_crash(report(message))
    logged = log_path().read_text(encoding="utf-8")
    assert SECRET not in logged
    assert "itadesk 1 · Python 3.11" in logged
    assert logged.count("Traceback (most recent call last):") == 2
    assert "in inner" in logged
    assert "\nKeyError\n" in logged
    assert logged.endswith("\nValueError\n")


def test_the_log_does_not_grow_for_ever() -> None:
    long = "Traceback (most recent call last):\n" + '  File "a.py", line 1, in a\n' * 2000
    for _ in range(40):
        log_crash(long)
    files = list(log_path().parent.iterdir())
    assert len(files) == 4
    assert all(file.stat().st_size < 300_000 for file in files)


def test_a_log_that_cannot_be_written_stops_nothing() -> None:
    log_path().parent.parent.mkdir(parents=True, exist_ok=True)
    log_path().parent.write_bytes(b"")
    log_crash("Traceback (most recent call last):")


WATCH = "from itadesk.app.log import watch_for_crash; print(watch_for_crash(), end='')"


def started(code: str) -> subprocess.CompletedProcess[str]:
    env = {**ENVIRONMENT, **{name: value for name, value in os.environ.items() if "HOME" in name}}
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)


@needs_posix
def test_p28_a_crash_is_told_at_the_next_start_and_once() -> None:
    crashed = started(f"{WATCH}\nimport os, signal\nos.kill(os.getpid(), signal.SIGSEGV)")
    assert crashed.returncode == -11
    assert crashed.stdout == ""
    told = started(WATCH).stdout
    assert told.startswith("Fatal Python error: Segmentation fault")
    assert 'File "<string>", line 3' in told
    assert "Segmentation fault" in log_path().read_text(encoding="utf-8")
    assert started(WATCH).stdout == ""
