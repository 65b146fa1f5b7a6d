"""What the program as a whole answers for: Qt's words, names for screen readers, its own faults."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from tests.ui.acting import Answers, wait_until

from itadesk.app.settings import Settings
from itadesk.ui import application, error_dialog, worker
from itadesk.ui.error_dialog import CrashDialog, report_of
from itadesk.ui.main_window import MainWindow
from itadesk.ui.work_area import TABS

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def test_the_menu_of_a_text_field_is_thai(qtbot: QtBot) -> None:
    application.build([], 12)
    field = QLineEdit("ก")
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    texts = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert texts == ["ย้อนกลับ", "ทำซ้ำ", "ตัด", "คัดลอก", "วาง", "ลบ", "เลือกทั้งหมด"]
    menu.deleteLater()


def test_what_is_not_in_our_catalogue_stays_as_qt_says_it(qapp: QApplication) -> None:
    application.build([], 12)
    assert QCoreApplication.translate("QPageSize", "Folio") == "Folio"
    assert QCoreApplication.translate("QPlatformTheme", "&Cancel") == "ยกเลิก"


INPUTS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QAbstractItemView, QTabBar)


def named(widget: QWidget) -> bool:
    """Whether a screen reader has something to say of a widget."""
    if widget.accessibleName():
        return True
    if isinstance(widget, QAbstractButton):
        return bool(widget.text())
    labels = widget.window().findChildren(QLabel)
    return any(label.buddy() is widget for label in labels)


def test_everything_that_takes_the_keyboard_has_a_name(
    file: Path, prompts: Answers, qtbot: QtBot
) -> None:
    window = MainWindow(Settings(), prompts)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    assert window.open_file(file)
    nameless = []
    for name in TABS:
        window.show_tab(name)
        QApplication.processEvents()
        for widget in window.findChildren(QWidget):
            takes = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible()
            inside = isinstance(widget.parentWidget(), (QAbstractScrollArea, QComboBox))
            if takes and not inside and isinstance(widget, INPUTS) and not named(widget):
                nameless.append(f"{name}: {type(widget).__name__}")
    assert nameless == []
    wait_until(lambda: not worker.is_busy())


def test_tab_reaches_the_list_and_the_panel_of_the_checklist(
    file: Path, prompts: Answers, qtbot: QtBot
) -> None:
    window = MainWindow(Settings(tab="oit"), prompts)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    assert window.open_file(file)
    window.show_tab("oit")
    seen: set[str] = set()
    for _step in range(60):
        window.focusNextChild()
        focused = window.focusWidget()
        if focused is not None:
            seen.add(focused.accessibleName())
    assert {"รายการ", "ค้นหา", "ปีงบประมาณ", "ความก้าวหน้า / ผลการดำเนินการ", "ลิงก์ใหม่"} <= seen


def broken() -> None:
    message = "ข้อผิดพลาดของโปรแกรม"
    raise ValueError(message)


def test_a_mistake_of_the_program_is_told_with_a_report_to_copy(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[CrashDialog] = []
    logged: list[str] = []
    monkeypatch.setattr(CrashDialog, "exec", lambda self: shown.append(self))
    monkeypatch.setattr(sys, "__excepthook__", lambda *_error: None)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    error_dialog.install(logged.append)
    with pytest.raises(ValueError, match="ข้อผิดพลาด") as raised:
        broken()
    error = raised.value
    sys.excepthook(type(error), error, error.__traceback__)
    assert logged == [report_of(error)]
    dialog = shown[0]
    qtbot.addWidget(dialog)
    assert "broken" in dialog.report.toPlainText()
    dialog.copy.click()
    clipboard = QApplication.clipboard()
    assert clipboard.text() == dialog.report.toPlainText()
