"""An item's evidence: web addresses and files, in their order, and how more are added."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.session import Session, new_id
from itadesk.core.checklist import evidence_of, with_evidence
from itadesk.core.errors import UserError
from itadesk.core.model import Evidence
from itadesk.ui import theme
from itadesk.ui.oit.evidence_rows import BUTTONS_WIDTH, EvidenceRow, FileRow, LinkRow
from itadesk.ui.oit.rows import of_item
from itadesk.ui.oit.taking import take_files
from itadesk.ui.prompts import Prompts


class EvidenceEditor(QWidget):
    """The evidence of one item, a field that adds a link, and a button that adds files.

    Signals: `added` with the field for the next link, which is to stay in sight.
    """

    added = Signal(QWidget)

    def __init__(self, session: Session, prompts: Prompts) -> None:
        super().__init__()
        self._session = session
        self._prompts = prompts
        self._item = ""
        self._rows: dict[str, EvidenceRow] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.S)
        self._new = QLineEdit()
        self._new.setAcceptDrops(False)  # the panel takes what is dropped
        self._new.setPlaceholderText(_("Paste a web address here, or drop a file"))
        self._new.setAccessibleName(_("New link"))
        self._new.returnPressed.connect(self.add)
        add = theme.icon_button("plus", _("Add the link"))
        add.clicked.connect(self.add)
        self.files = theme.icon_button("paperclip", _("Choose files …"))
        self.files.clicked.connect(self.choose_files)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(add)
        buttons.addWidget(self.files)
        line = QGridLayout()
        line.setSpacing(theme.XS)
        line.addWidget(self._new, 0, 0)
        line.addLayout(buttons, 0, 1)
        line.setColumnMinimumWidth(1, BUTTONS_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addLayout(self._list)
        layout.addLayout(line)

    def show_item(self, item: str) -> None:
        """Show the evidence of the item with this id."""
        if item != self._item:
            self._new.clear()
        self._item = item
        links = evidence_of(self._session.state, item)
        self._keep_rows([link.id for link in links])
        for place, link in enumerate(links):
            row = self._rows.get(link.id) or self._made(link)
            row.show_link(link, place, len(links))
            if self._list.indexOf(row) != place:
                self._list.insertWidget(place, row)

    def fields(self) -> Iterator[tuple[str, str, QLineEdit]]:
        """The fields to type in: the id of the link, the name of its field, the widget."""
        for link, row in self._rows.items():
            if isinstance(row, LinkRow):
                yield link, "url", row.url
                yield link, "click_path", row.clicks

    def flush(self) -> None:
        """Save what is being typed; an address that was typed but not added is added."""
        for row in self._rows.values():
            row.flush()
        self.add()

    def add(self) -> None:
        """Add the link that stands in the field for new ones."""
        url = self._new.text().strip()
        if not url or not self._item:
            return
        self._new.clear()
        edits = with_evidence(self._session.state, self._item, new_id(), url)
        label = of_item(_("Add evidence to {item}"), self._session.state, self._item)
        try:
            self._session.apply(edits, label)
        except UserError:
            self._new.setText(url)
            raise
        self.added.emit(self._new)

    def choose_files(self) -> None:
        """Ask for files that are to be kept as evidence."""
        title = _("Files that are evidence")
        paths = self._prompts.choose_files(self, title, "")
        if paths:
            take_files(self, self._session, self._prompts, self._item, paths)

    def _made(self, link: Evidence) -> EvidenceRow:
        if link.attachment:
            row: EvidenceRow = FileRow(self._session, self._prompts, link)
        else:
            row = LinkRow(self._session, link)
        self._rows[link.id] = row
        return row

    def _keep_rows(self, ids: list[str]) -> None:
        """Let go of the rows of other evidence; those that stay keep the keyboard."""
        for gone in set(self._rows) - set(ids):
            row = self._rows.pop(gone)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
