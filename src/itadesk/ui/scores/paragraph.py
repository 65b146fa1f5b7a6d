"""One paragraph of an issue's analysis: the office's words, and the draft where it differs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.core.analysis import Difference
from itadesk.ui import theme
from itadesk.ui.autosave import Autosave
from itadesk.ui.growing_text import GrowingText

_MOST_LINES = 30


class BandParagraph(QWidget):
    """A text that is saved while it is typed.

    A draft that is news stands below it; one that the office has seen only when it is asked for.

    `save` gets the text. Signals: `draft_wanted` and `own_words_wanted` with the difference
    that is settled by taking the draft, or by leaving the text as it is.
    """

    draft_wanted = Signal(object)
    own_words_wanted = Signal(object)

    def __init__(self, heading: str, save: Callable[[str], None]) -> None:
        super().__init__()
        self._difference: Difference | None = None
        self.text = GrowingText(3, _MOST_LINES)
        self.text.setAccessibleName(heading)
        self._save = Autosave(self.text, save)
        self._about = theme.label(tone="muted", wrap=True)
        self._draft = theme.label(wrap=True)
        self._draft.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.take = QPushButton(_("Use the draft"))
        self.take.clicked.connect(lambda: self.draft_wanted.emit(self._difference))
        self.keep = QPushButton(_("Keep the office's words"))
        self.keep.clicked.connect(lambda: self.own_words_wanted.emit(self._difference))
        self.look = QPushButton(_("See the draft from the scores"))
        self.look.setCheckable(True)
        self.look.toggled.connect(self._show_draft)
        self._beside = QWidget()
        self._build(heading)

    def show_text(self, text: str, difference: Difference | None) -> None:
        """Show the paragraph; its difference from the draft of now, if there is one."""
        self._save.show_text(text)
        self._difference = difference
        is_seen = difference is not None and not difference.moved and bool(difference.draft)
        self.look.setVisible(is_seen)
        self._show_draft()

    def flush(self) -> None:
        """Save what is being typed."""
        self._save.flush()

    def _show_draft(self) -> None:
        found = self._difference
        is_news = found is not None and found.moved
        self._beside.setVisible(is_news or (self.look.isVisibleTo(self) and self.look.isChecked()))
        if found is not None:
            about = _("What the scores of now give:") if found.draft else ""
            self._about.setText(about or _("The scores of now give nothing here."))
            self._draft.setText(found.draft)
            self._draft.setVisible(bool(found.draft))
            self.keep.setVisible(found.moved)

    def _build(self, heading: str) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S)
        buttons.addWidget(self.take)
        buttons.addWidget(self.keep)
        buttons.addStretch(1)
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(theme.M, 0, 0, 0)
        beside.setSpacing(theme.XS)
        beside.addWidget(self._about)
        beside.addWidget(self._draft)
        beside.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        column.addWidget(theme.label(heading, "heading"))
        column.addWidget(self.text)
        column.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._beside)
