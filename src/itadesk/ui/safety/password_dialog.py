"""The password of a copy: a new one typed twice, or that of a copy that is locked."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.passwords import check_new, check_password
from itadesk.core.errors import UserError
from itadesk.ui import theme, worker
from itadesk.ui.dialogs import FormDialog, fit
from itadesk.ui.prompts import Prompts

_WIDTH, _HEIGHT = 520, 330


class PasswordDialog(FormDialog):
    """Asks for the password of a locked copy until it is the right one; then `password` is it."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        self._path = path
        self.field = _secret(_("Password"))
        self.note = theme.label(tone="warning", wrap=True)
        body = QWidget()
        super().__init__(parent, _("A locked copy"), body, _("Open"))
        told = _("{file} is locked with a password.").format(file=path.name)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addWidget(theme.label(told, wrap=True))
        layout.addWidget(self.field)
        layout.addWidget(_shown_too(self.field))
        layout.addWidget(self.note)
        layout.addStretch(1)
        fit(self, _WIDTH, _HEIGHT)
        self.field.setFocus()

    @property
    def password(self) -> str:
        """What was typed."""
        return self.field.text()

    def accept(self) -> None:
        try:
            worker.wait(self, partial(check_password, self._path, self.password))
        except UserError as error:
            self.note.setText(sentence(error))
            self.field.selectAll()
            self.field.setFocus()
        else:
            super().accept()


class NewPassword(QWidget):
    """A box to tick where a copy is to be locked, and then its password, twice."""

    def __init__(self) -> None:
        super().__init__()
        self.locks = QCheckBox(_("Lock the copy with a password"))
        self.fields = (_secret(_("Password")), _secret(_("The same password once more")))
        self.wrong = theme.label(tone="warning", wrap=True)
        self.note = theme.label(wrap=True)
        self._shown = _shown_too(*self.fields)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        line = QHBoxLayout()
        line.setSpacing(theme.S)
        for field in self.fields:
            line.addWidget(field)
        layout.addWidget(self.locks)
        layout.addLayout(line)
        for widget in (self._shown, self.wrong, self.note):
            layout.addWidget(widget)
        self.locks.toggled.connect(self._show)
        self._show()

    @property
    def password(self) -> str:
        """What was typed, empty where the copy is not to be locked."""
        return self.fields[0].text() if self.locks.isChecked() else ""

    def is_right(self) -> bool:
        """Whether the copy can be made; if not, `wrong` says why."""
        if not self.locks.isChecked():
            return True
        try:
            check_new(*(field.text() for field in self.fields))
        except UserError as error:
            self.wrong.setText(sentence(error))
            self.wrong.show()
            self.fields[0].setFocus()
            return False
        return True

    def _show(self) -> None:
        is_locked = self.locks.isChecked()
        for widget in (*self.fields, self._shown):
            widget.setVisible(is_locked)
        self.wrong.hide()
        told = _(
            "Whoever finds a copy that is not locked can read all of it: names of people, memos, "
            "scores and scans."
        )
        warned = _(
            "A forgotten password cannot be undone: nobody can then open this copy. Keep it "
            "somewhere else than with the stick."
        )
        self.note.setText(warned if is_locked else told)
        if is_locked:
            self.fields[0].setFocus()


def password_of(path: Path, prompts: Prompts, parent: QWidget) -> str | None:
    """The password of a locked copy; None where the clerk does not give it."""
    dialog = PasswordDialog(path, parent)
    return dialog.password if prompts.show(dialog) else None


def _secret(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setPlaceholderText(name)
    field.setAccessibleName(name)
    return field


def _shown_too(*fields: QLineEdit) -> QCheckBox:
    """Thai is easily typed with the keyboard set to English: what was typed can be looked at."""
    box = QCheckBox(_("Show what is typed"))

    def show(is_shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        for field in fields:
            field.setEchoMode(mode)

    box.toggled.connect(show)
    return box
