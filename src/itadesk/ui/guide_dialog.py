"""The guide: chapters at the side, and the text of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QTextBrowser, QWidget

from itadesk.app.guide import chapters
from itadesk.app.language import _
from itadesk.ui import theme
from itadesk.ui.dialogs import CloseDialog
from itadesk.ui.wrapping import shown

_FIRST_SIZE = QSize(900, 600)


class GuideDialog(CloseDialog):
    """Opens at the chapter of this name."""

    def __init__(self, chapter: str, parent: QWidget | None = None) -> None:
        self._chapters = chapters()
        self.names = QListWidget()
        self.names.setAccessibleName(_("Chapters"))
        self.names.addItems([each.title for each in self._chapters])
        self.text = QTextBrowser()
        self.text.setAccessibleName(_("Text of the chapter"))
        self.text.document().setDocumentMargin(theme.L)
        body = QWidget()
        layout = QHBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.L)
        layout.addWidget(self.names, 1)
        layout.addWidget(self.text, 3)
        super().__init__(parent, _("Guide"), body)
        self.resize(_FIRST_SIZE)
        self.names.currentRowChanged.connect(self._show)
        self.names.setCurrentRow([each.name for each in self._chapters].index(chapter))

    def _show(self, row: int) -> None:
        self.text.setMarkdown(shown(self._chapters[row].text))
