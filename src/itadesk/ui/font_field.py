"""The typeface of papers: chosen among those of this computer, and shown as it prints."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.paper_fonts import choose_family, chosen_family, families, missing_words, sample
from itadesk.app.session import Session
from itadesk.core.errors import UserError
from itadesk.ui import theme
from itadesk.ui.drawing import as_picture

_SAMPLE_WIDTH, _INCH = 150, 25.4  # millimetres


class FontField(QWidget):
    """Keeps the choice at once. A family that is not here is told, and Sarabun stands in for it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._families = families()
        self._shown: str | None = None
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("Typeface of papers"))
        self.note = theme.label(tone="warning", wrap=True)
        self.sample = theme.label()
        self.choice.activated.connect(lambda: self._choose(self.choice.currentData()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.XS)
        for widget in (self.choice, self.note, self.sample):
            layout.addWidget(widget)

    def show_font(self) -> None:
        """Show what the office has now."""
        chosen = chosen_family(self._session.state)
        if chosen == self._shown:
            return
        self._shown = chosen
        self.choice.clear()
        self.choice.addItem(_("Sarabun (comes with itadesk)"), "")
        for family in dict.fromkeys(filter(None, (*self._families, chosen))):
            self.choice.addItem(family, family)
        self.choice.setCurrentIndex(self.choice.findData(chosen))
        self._say(missing_words(self._session.state))
        self._draw()

    def _choose(self, family: str) -> None:
        if family != chosen_family(self._session.state):
            choose_family(self._session, family)

    def _draw(self) -> None:
        try:
            picture = as_picture(sample(self._session.state), "")
        except UserError as error:
            self._say(sentence(error))
            return
        drawn = QPixmap()
        drawn.loadFromData(picture)
        width = round(_SAMPLE_WIDTH / _INCH * self.logicalDpiX())
        finer = self.devicePixelRatioF()
        shown = drawn.scaledToWidth(
            round(width * finer), Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(finer)
        self.sample.setPixmap(shown)

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))
