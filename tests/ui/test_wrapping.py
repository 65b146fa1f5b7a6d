"""Thai wraps between words with libthai, and without it as on a Windows PC."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from itadesk.ui import wrapping

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

TEXT = "แสดงข้อมูลข่าวสารที่เกี่ยวข้องกับการดำเนินงานตามอำนาจหน้าที่ของหน่วยงาน"

# Prints whether Qt breaks Thai by itself, then the height in lines of a label of ours and of Qt's.
PROGRAM = f"""
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
from itadesk.ui import fonts, theme, wrapping
theme.apply(app, 12)
ours, qts = theme.label({TEXT!r}, wrap=True), QLabel({TEXT!r})
qts.setWordWrap(True)
line = ours.fontMetrics().lineSpacing()
print(wrapping.breaks_thai(), *(each.heightForWidth(200) // line for each in (ours, qts)))
print(ours.text() == {TEXT!r})
"""


def run_with(tmp_path: Path, *, libthai: bool) -> list[str]:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    environment["PYTHONPATH"] = str(Path(__file__).parents[2] / "src")
    if not libthai:
        for name in ("libthai.so", "libthai.so.0"):
            (tmp_path / name).write_bytes(b"")
        environment["LD_LIBRARY_PATH"] = str(tmp_path)
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.skipif(sys.platform != "linux", reason="hides the library as Linux finds it")
def test_without_libthai_our_labels_wrap_and_qts_do_not(tmp_path: Path) -> None:
    breaks, ours, qts, is_plain = run_with(tmp_path, libthai=False)
    assert breaks == "False"
    assert int(ours) >= 3
    assert int(qts) == 1
    assert is_plain == "True"


def fallback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wrapping, "breaks_thai", lambda: False)


def test_marks_stand_only_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    fallback(monkeypatch)
    shown = wrapping.shown("ความโปร่งใส กตัญญู")
    assert shown.split(wrapping.MARK)[0] == "ความ"
    assert wrapping.plain(shown) == "ความโปร่งใส กตัญญู"


@pytest.mark.parametrize("text", ["", "E-Service", "บรรทัด\nน้ำป่า", "https://www.example.go.th/แผน"])
def test_the_text_itself_never_changes(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    fallback(monkeypatch)
    assert wrapping.plain(wrapping.shown(text)) == text


def test_a_label_gives_back_the_text_it_was_given(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, qapp: QApplication
) -> None:
    fallback(monkeypatch)
    label = wrapping.WrapLabel(TEXT)
    qtbot.addWidget(label)
    assert label.text() == TEXT
    assert label.heightForWidth(160) > 2 * label.fontMetrics().lineSpacing()


def test_an_elided_label_gets_narrow_and_shows_its_whole_text_as_a_tip(qtbot: QtBot) -> None:
    label = wrapping.ElidedLabel(TEXT)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < label.sizeHint().width() // 3
    assert label.text() == label.toolTip() == TEXT
    label.resize(label.minimumSizeHint())
    assert not label.grab().isNull()
