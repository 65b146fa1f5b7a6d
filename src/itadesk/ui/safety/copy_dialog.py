"""Copy to USB: which stick, or which folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.ui import theme
from itadesk.ui.dialogs import FormDialog, fit
from itadesk.ui.prompts import Prompts
from itadesk.ui.safety.drives import Drive
from itadesk.ui.safety.password_dialog import NewPassword
from itadesk.ui.wording import number

_WIDTH, _HEIGHT = 640, 600
_PLACE = Qt.ItemDataRole.UserRole
_MEGABYTE = 2**20


class CopyDialog(FormDialog):
    """Offers the sticks that are plugged in, and any folder; `folder` is the one chosen.

    `password` locks the copy; it is empty where the copy is not to be locked.
    """

    def __init__(
        self,
        drives: Callable[[], Sequence[Drive]],
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        self._drives = drives
        self._prompts = prompts
        self.places = QListWidget()
        self.places.setAccessibleName(_("Where to copy"))
        self._none = theme.label(tone="muted", wrap=True)
        self.lock = NewPassword()
        body = QWidget()
        super().__init__(parent, _("Copy to USB"), body, _("Copy"))
        self._build(body)
        fit(self, _WIDTH, _HEIGHT)
        self.places.currentRowChanged.connect(self._on_row)
        self.places.itemActivated.connect(lambda _item: self.accept())
        self.look()

    @property
    def folder(self) -> Path | None:
        """Where the copy is to go."""
        item = self.places.currentItem()
        return item.data(_PLACE) if item is not None else None

    @property
    def password(self) -> str:
        """What is to lock the copy."""
        return self.lock.password

    def accept(self) -> None:
        if self.lock.is_right():
            super().accept()

    def look(self) -> None:
        """Look again which sticks are plugged in."""
        self.places.clear()
        for drive in self._drives():
            free = _("{n} MB free").format(n=number(drive.free // _MEGABYTE))
            self._add(f"{drive.name}  ({drive.root})\n{free}", drive.root)
        self._choose(0)

    def choose_folder(self) -> None:
        """Ask for a folder, and choose it."""
        folder = self._prompts.choose_folder(self, _("Where to copy"))
        if folder is not None:
            self._add(str(folder), folder)
            self._choose(self.places.count() - 1)

    def _add(self, text: str, folder: Path) -> None:
        item = QListWidgetItem(text, self.places)
        item.setData(_PLACE, folder)

    def _choose(self, row: int) -> None:
        if self.places.count():
            self.places.setCurrentRow(row)
            self._none.setText(
                _("A new file is written; of earlier copies there the last are kept.")
            )
        else:
            self._none.setText(
                _("No USB stick was found. Plug one in and press “Look again”, or choose a folder.")
            )
        self._on_row(self.places.currentRow())

    def _on_row(self, row: int) -> None:
        self.accept_button.setEnabled(row >= 0)

    def _build(self, body: QWidget) -> None:
        again = theme.button(_("Look again"))
        again.clicked.connect(self.look)
        other = theme.button(_("Another folder …"), "folder-open")
        other.clicked.connect(self.choose_folder)
        line = QHBoxLayout()
        line.setSpacing(theme.S)
        line.addWidget(again)
        line.addWidget(other)
        line.addStretch(1)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addWidget(theme.label(_("Where to copy"), "heading"))
        layout.addWidget(self.places, 1)
        layout.addWidget(self._none)
        layout.addLayout(line)
        layout.addWidget(self.lock)
