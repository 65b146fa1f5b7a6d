from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from tests.ui.acting import press

from itadesk.ui.dialogs import FormDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_enter_accepts_a_form_that_could_not_be_accepted_at_first(qtbot: QtBot) -> None:
    field = QLineEdit()
    dialog = FormDialog(None, "รหัสผ่าน", field, "คัดลอก")
    qtbot.addWidget(dialog)
    dialog.accept_button.setEnabled(False)
    with qtbot.waitActive(dialog):
        dialog.show()
    dialog.cancel_button.setFocus()
    dialog.accept_button.setEnabled(True)
    field.setFocus()
    press(field, Qt.Key.Key_Return)
    assert dialog.result() == FormDialog.DialogCode.Accepted
