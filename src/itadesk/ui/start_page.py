"""What is seen before an office file is open: make one, open one, go on with one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.ui import theme

_WIDTH = 600
_NAME_WIDTH = 320


class StartPage(QWidget):
    """Three ways into the work.

    Signals: `new_wanted`, `open_wanted`, `file_wanted` with the path of a recent file,
    `name_given` with who makes the changes.
    """

    new_wanted = Signal()
    open_wanted = Signal()
    file_wanted = Signal(Path)
    name_given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.make = theme.button(_("New office file …"), "file-plus", accent=True)
        self.make.clicked.connect(self.new_wanted)
        self.open = theme.button(_("Open an office file …"), "folder-open")
        self.open.clicked.connect(self.open_wanted)
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Your name"))
        self.name.setMaximumWidth(_NAME_WIDTH)
        self.name.editingFinished.connect(lambda: self.name_given.emit(self.name.text().strip()))
        self._recent_head = theme.label(_("Used lately"), "heading")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(theme.XS)
        self._buttons: list[QPushButton] = []
        self._build()

    def show_recent(self, paths: Sequence[Path]) -> None:
        """Offer these files, the newest first."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        for path in paths:
            button = theme.button(f"{path.stem}    {path.parent}", "file-text")
            button.setProperty("plain", True)
            button.clicked.connect(lambda _on, chosen=path: self.file_wanted.emit(chosen))
            self._buttons.append(button)
            self._recent.addWidget(button)
        self._recent_head.setVisible(bool(paths))

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(theme.S)
        column.addWidget(theme.label("itadesk", "title"))
        about = _(
            "The ITA work of a tambon office in one file: the OIT checklist, measures, memos and "
            "the papers to print. Everything is saved as you go."
        )
        column.addWidget(theme.label(about, "muted", wrap=True))
        column.addSpacing(theme.M)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.M)
        buttons.addWidget(self.make)
        buttons.addWidget(self.open)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addSpacing(theme.L)
        column.addWidget(theme.label(_("Your name"), "heading"))
        column.addWidget(self.name)
        who = _("It is written beside each change, so that others see who made it.")
        column.addWidget(theme.label(who, "muted", wrap=True))
        column.addSpacing(theme.L)
        column.addWidget(self._recent_head)
        column.addLayout(self._recent)
        card = QWidget()
        card.setLayout(column)
        card.setFixedWidth(_WIDTH)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(card)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(line)
        layout.addStretch(3)
        self.show_recent(())
