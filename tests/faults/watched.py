"""Run as a program: a clerk's day under Python's audit hook; tells what must not have happened.

Usage: watched.py FOLDER. Prints a JSON list of events, each with its details.
"""

from __future__ import annotations

import gettext
import json
import mimetypes
import os
import sys
import sysconfig
import typing
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
INSTALLED = tuple(
    str(Path(place).resolve())
    for place in (
        ROOT / "src",
        ROOT / "forms",
        ROOT / "resources",
        ROOT / "tests",
        *(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")),
    )
)
FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "os.posix_spawn",
             "os.fork", "ctypes.dlopen", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.",
             "pty.")  # fmt: skip
CODE = ("exec", "compile", "code.__new__")
# What code is compiled and run for: modules that are loaded, the types of our own dataclasses, the
# rule of plurals in our own catalogue.
RUN_BY = ("<frozen importlib", typing.__file__, gettext.__file__)
OF_THE_SYSTEM = ("/dev/", "/proc/", "/sys/", "/usr/share/zoneinfo", *mimetypes.knownfiles)


class Watch:
    """Notes every event that a day's work must not lead to, once it is asked to."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder.resolve())
        self.found: list[str] = []
        self.is_on = False

    def __call__(self, event: str, given: tuple[Any, ...]) -> None:
        if not self.is_on:
            return
        if event.startswith(FORBIDDEN):
            self.found.append(f"{event} {given!r}"[:300])
        elif event in CODE:
            if not any(frame.f_code.co_filename.startswith(RUN_BY) for frame in frames()):
                self.found.append(f"{event} {given!r}"[:300])
        elif event == "open":
            self.opened(given[0])

    def opened(self, path: object) -> None:
        """Files are the program's own and Python's, and those in the folder of the day."""
        if isinstance(path, int):
            return
        full = os.path.realpath(os.fsdecode(path))  # type: ignore[arg-type]
        if not full.startswith((*INSTALLED, self.folder, *OF_THE_SYSTEM)):
            self.found.append(f"open {full}")


def frames() -> Iterator[FrameType]:
    """Who called whom, the last first."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        yield frame
        frame = frame.f_back


def work(folder: Path) -> None:
    """A day: every paper and picture, every command, and the window with its dialogs."""
    from itadesk import cli

    sample, copies = folder / "sample.itadesk", folder / "copies"
    copies.mkdir()
    assert cli.main(["demo", str(folder)]) == 0
    assert cli.main(["copy", str(sample), str(copies)]) == 0
    (copy,) = copies.iterdir()
    new = folder / "new.itadesk"
    assert cli.main(["new", str(new), "--office", "อบต.ป่าน้ำ", "--year", "2568"]) == 0
    for ending in ("docx", "xlsx"):
        source = next(folder.glob(f"*measures*.{ending}"))
        assert cli.main(["import", str(new), str(source), "--year", "2568"]) == 0
    assert cli.main(["merge", str(sample), str(copy)]) == 0
    assert cli.main(["check", str(sample)]) == 0
    assert cli.main(["dump", str(sample), str(folder / "dump.jsonl")]) == 0
    at_the_window(sample, folder)


def at_the_window(sample: Path, folder: Path) -> None:
    """Edits, undo, a copy to a stick, a search, a paper, and the close with its backup."""
    from tests.ui.acting import Answers, wait_until

    from itadesk.app.settings import Settings
    from itadesk.core.changelog import Edit
    from itadesk.ui import worker
    from itadesk.ui.main_window import MainWindow

    prompts = Answers()
    prompts.folder = folder / "copies"
    window = MainWindow(Settings(name="ญาณี ใจดี"), prompts)
    window.show()
    assert window.open_file(sample)
    session = window.session
    assert session is not None
    session.apply([Edit("office", "office", "phone", "=1+1 <b>&")], "แก้")
    session.undo()
    window.safety.copy()
    wait_until(lambda: not worker.is_busy())
    window.close()
    wait_until(lambda: not worker.is_busy())


def main() -> None:
    folder = Path(sys.argv[1])
    watch = Watch(folder)
    sys.addaudithook(watch)
    from itadesk.ui.application import build

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    build([], 12)
    watch.is_on = True
    told, sys.stdout = sys.stdout, sys.stderr
    work(folder)
    watch.is_on = False
    json.dump(watch.found, told)


if __name__ == "__main__":
    main()
