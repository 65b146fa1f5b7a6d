"""The foot of the window: when the work was saved and backed up, conflicts, and the file's name."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStatusBar

from itadesk.app.days import day_text
from itadesk.app.language import _
from itadesk.app.session import Session
from itadesk.ui import theme
from itadesk.ui.wording import counted, digits

_NOTICE_TIME = 6000  # milliseconds


class StatusBar(QStatusBar):
    """Signals: `conflicts_wanted` when the count of conflicts is clicked."""

    conflicts_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._session: Session | None = None
        self.saved = theme.label(tone="muted", elided=True)
        self.backed_up = theme.label(tone="muted", elided=True)
        self.differing = theme.button("", "warning")
        self.differing.setProperty("plain", True)
        self.differing.clicked.connect(self.conflicts_wanted)
        self._file = theme.label(tone="muted")
        self._notice_time = QTimer(self)
        self._notice_time.setSingleShot(True)
        self._notice_time.timeout.connect(self._show_saved)
        self.addWidget(self.saved)
        for widget in (self.differing, self.backed_up, self._file):
            self.addPermanentWidget(widget)
        self.setSizeGripEnabled(False)

    def show_session(self, session: Session | None) -> None:
        """Show an open file as it stands, or that there is none."""
        self._session = session
        self._file.setText(session.path.name if session else "")
        self._file.setToolTip(str(session.path) if session else "")
        conflicts = len(session.state.conflicts) if session else 0
        self.differing.setText(counted(conflicts, _("{n} conflict"), _("{n} conflicts")))
        self.differing.setVisible(conflicts > 0)
        if not self._notice_time.isActive():
            self._show_saved()

    def show_backup(self, text: str, is_warning: bool) -> None:
        """Say when the last backup was made, or warn that there is none."""
        self.backed_up.setText(text)
        theme.set_tone(self.backed_up, "warning" if is_warning else "muted")

    def notify(self, text: str) -> None:
        """Say something for a while in place of when the file was saved."""
        self.saved.setText(text)
        theme.set_tone(self.saved, "")
        self._notice_time.start(_NOTICE_TIME)

    def _show_saved(self) -> None:
        self.saved.setText(_saved_text(self._session.saved_at) if self._session else "")
        theme.set_tone(self.saved, "muted")


def _saved_text(saved_at: str) -> str:
    if not saved_at:
        return ""
    when = datetime.fromisoformat(saved_at).astimezone()
    clock = digits(f"{when:%H.%M}")
    if when.date() == date.today():
        return _("Saved at {time}").format(time=clock)
    return _("Saved on {day} at {time}").format(day=day_text(when.date()), time=clock)
