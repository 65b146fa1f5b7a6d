"""Who makes the changes, and where backups go besides this PC."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.settings import Settings
from itadesk.ui import theme
from itadesk.ui.dialogs import FormDialog, fit
from itadesk.ui.prompts import Prompts

_WIDTH, _HEIGHT = 600, 400


class SafetySettings(FormDialog):
    """Accepted, `by` is the name for changes and `second_place` a folder or empty."""

    def __init__(self, settings: Settings, prompts: Prompts, parent: QWidget | None = None) -> None:
        self._prompts = prompts
        self.name = QLineEdit(settings.name)
        self.name.setAccessibleName(_("Your name"))
        self.second_place = settings.second_place
        self._place = theme.label(wrap=True)
        body = QWidget()
        super().__init__(parent, _("Name and second backup"), body, _("Keep"))
        self._build(body)
        fit(self, _WIDTH, _HEIGHT)
        self._show_place()

    @property
    def by(self) -> str:
        """The name that changes are kept under."""
        return self.name.text().strip()

    def choose(self) -> None:
        """Ask for the folder of the second place."""
        folder = self._prompts.choose_folder(self, _("Second place for backups"))
        if folder is not None:
            self.second_place = str(folder)
            self._show_place()

    def clear(self) -> None:
        """No second place."""
        self.second_place = ""
        self._show_place()

    def _show_place(self) -> None:
        self._place.setText(self.second_place or _("None: backups lie beside the file only."))
        self._none.setEnabled(bool(self.second_place))

    def _build(self, body: QWidget) -> None:
        choose = theme.button(_("Choose a folder …"), "folder-open")
        choose.clicked.connect(self.choose)
        self._none = theme.button(_("None"))
        self._none.clicked.connect(self.clear)
        line = QHBoxLayout()
        line.setSpacing(theme.S)
        line.addWidget(choose)
        line.addWidget(self._none)
        line.addStretch(1)
        who = _("It is written beside each change, so that others see who made it.")
        where = _("A stick that stays plugged in, or a shared folder. It need not always be there.")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        for widget in (
            theme.label(_("Your name"), "heading"),
            self.name,
            theme.label(who, "muted", wrap=True),
            theme.label(_("Second place for backups"), "heading"),
            self._place,
        ):
            layout.addWidget(widget)
        layout.addLayout(line)
        layout.addWidget(theme.label(where, "muted", wrap=True))
        layout.addStretch(1)
