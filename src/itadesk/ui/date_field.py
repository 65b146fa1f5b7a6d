"""A line for a day: typed any Thai way, shown as papers show it, kept as ISO text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLineEdit

from itadesk.app.days import day_text, iso_text, read_day
from itadesk.app.language import _

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

_LONGEST = date(2026, 11, 26)  # ๒๖ พฤศจิกายน ๒๕๖๙


class DateField(QLineEdit):
    """Reads its text when Enter is pressed or the field is left.

    Another day, or none, is handed to `save`. A text that is no day stays, marked wrong, and is not
    kept; so does a day that `save` raises a `UserError` for, to be saved the next time. `long`
    shows the whole name of the month.

    Signals: `refused(text)` with a sentence when what was typed is no day.
    """

    refused = Signal(str)

    def __init__(self, save: Callable[[str], None] | None = None, *, long: bool = False) -> None:
        super().__init__()
        self._save = save
        self._is_long = long
        self._is_unsaved = False
        self._iso = ""
        self.setPlaceholderText(_("such as 31/3/68"))
        self.editingFinished.connect(self.read)
        self.textEdited.connect(lambda: self._set_wrong(wrong=False))

    @property
    def iso(self) -> str:
        """The day that was last read, or empty."""
        return self._iso

    @property
    def is_wrong(self) -> bool:
        """Whether the text is no day."""
        return bool(self.property("wrong"))

    def show_day(self, iso: str) -> None:
        """Show a day from the data, unless another is being typed."""
        if self._is_unsaved or (self.hasFocus() and self.isModified()):
            return
        self._iso = iso
        self.setText(iso_text(iso, long=self._is_long))
        self.setCursorPosition(0)
        self._set_wrong(wrong=False)

    def read(self) -> None:
        """Read the text now.

        Raises:
            UserError: what `save` raises; the day stays to be saved.
        """
        if not (self.isModified() or self._is_unsaved):
            return
        text = self.text().strip()
        iso = _read(text)
        was_wrong = self.is_wrong
        self._set_wrong(wrong=iso is None)
        if iso is None:
            if not was_wrong:
                said = _("This is no date and is not kept: {text}. Write it like 31/3/68.")
                self.refused.emit(said.format(text=text))
            return
        self.setText(iso_text(iso, long=self._is_long))
        self._is_unsaved = iso != self._iso
        if self._is_unsaved:
            if self._save is not None:
                self._save(iso)
            self._iso, self._is_unsaved = iso, False

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the longest day that a long field shows."""
        hint = super().minimumSizeHint()
        if not self._is_long:
            return hint
        room = self.fontMetrics().horizontalAdvance(day_text(_LONGEST, long=True))
        letter = self.fontMetrics().horizontalAdvance("m")
        return QSize(room + hint.width() - letter, hint.height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.read()
        super().focusOutEvent(event)

    def _set_wrong(self, *, wrong: bool) -> None:
        if wrong != self.is_wrong:
            self.setProperty("wrong", wrong)
            self.setToolTip(_("This is no date. Write it like 31/3/68.") if wrong else "")
            self.style().unpolish(self)
            self.style().polish(self)


def _read(text: str) -> str | None:
    """The day as ISO text, empty for an empty text, None for a text that is no day."""
    if not text:
        return ""
    try:
        return read_day(text).isoformat()
    except ValueError:
        return None
