"""The log: what went wrong and where in the program, and never what somebody wrote."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

from itadesk.app.places import log_folder

_MOST_BYTES = 256 * 1024
_OLD_LOGS = 3
_TRACE_BEGINS = ("Traceback ", "Fatal ", "Current thread ", "Thread ")


def log_path() -> Path:
    """The file to which the log is written."""
    return log_folder() / "itadesk.log"


def log_crash(report: str) -> None:
    """Keeps a report of an error that nobody handled, without the messages of its exceptions.

    A message may quote a citizen's name or a sentence of a memo; where in the program it was
    raised is what repair needs. A log that cannot be written is no reason to stop.
    """
    log_note("\n".join(_without_messages(report)))


def log_note(text: str) -> None:
    """Keeps what the program did, in words that quote nothing anybody wrote."""
    with contextlib.suppress(OSError):
        log_folder().mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            log_path(), maxBytes=_MOST_BYTES, backupCount=_OLD_LOGS, encoding="utf-8"
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        record = logging.makeLogRecord({"msg": "%s", "args": (text,), "levelno": logging.ERROR})
        with contextlib.closing(handler):
            handler.handle(record)


def watch_for_crash() -> str:
    """From now on, lets a crash of the whole process leave its trace; gives the one of last time.

    The text is empty when the program ended well, and it is in the log as well.
    """
    path = log_folder() / "crash.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        earlier = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
        crash_file = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    except OSError:
        return ""
    faulthandler.enable(file=crash_file)
    if earlier:
        log_crash(earlier)
    return earlier


def _without_messages(report: str) -> Iterator[str]:
    where = "head"
    for line in report.splitlines():
        if line.startswith(_TRACE_BEGINS):
            where = "trace"
            yield line
        elif where == "head" or (where == "trace" and line.startswith("  ")):
            yield line
        elif where == "trace" and line:
            where = "message"
            yield line.partition(":")[0]
