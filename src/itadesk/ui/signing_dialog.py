"""Signing day: papers chosen and put in order, as one PDF to look at, to print and to save."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from itadesk.app.language import _
from itadesk.app.printing import Printable, reports_for
from itadesk.app.session import Session
from itadesk.app.signing import Choice
from itadesk.core.memos import memos_of
from itadesk.core.model import State
from itadesk.ui import theme, wrapping
from itadesk.ui.dialogs import CloseDialog
from itadesk.ui.pdf_preview import PdfPreview
from itadesk.ui.printing.file_names import choose_path
from itadesk.ui.printing.own_keys import OwnKeys
from itadesk.ui.printing.paper_pages import PaperPages, Wanted
from itadesk.ui.prompts import Prompts

_WIDTH, _HEIGHT, _LIST_WIDTH = 1120, 680, 420
_MEMO = "memo"
_CHOICE = Qt.ItemDataRole.UserRole


class SigningDialog(CloseDialog):
    """Papers that can be printed at the left, in the order of signing; the set at the right."""

    def __init__(
        self, session: Session, year: int, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        self._session, self._year, self._prompts = session, year, prompts
        self.papers = QListWidget()
        self.up = theme.icon_button("arrow-up", _("Earlier in the set"))
        self.down = theme.icon_button("arrow-down", _("Later in the set"))
        self.to_printer = theme.button(_("Print …"), "printer", accent=True)
        self.to_file = theme.button(_("Save as PDF …"), "download-simple")
        self.preview = PdfPreview()
        self.pages = PaperPages(session, self.preview, self._wanted)
        self._note = theme.label(tone="muted", wrap=True)
        super().__init__(parent, _("Papers to sign"), self._body())
        self.resize(_WIDTH, _HEIGHT)
        self._fill()
        self._wire()
        self.papers.setFocus()
        self.pages.make_soon()

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What is ticked, in the order of the list."""
        rows = (self.papers.item(row) for row in range(self.papers.count()))
        ticked = Qt.CheckState.Checked
        return tuple(row.data(_CHOICE) for row in rows if row.checkState() == ticked)

    def move_paper(self, step: int) -> None:
        """Move the paper at hand up (-1) or down (1)."""
        row = self.papers.currentRow()
        if row < 0 or not 0 <= row + step < self.papers.count():
            return
        self.papers.insertItem(row + step, self.papers.takeItem(row))
        self.papers.setCurrentRow(row + step)
        self.pages.make_soon()

    def save(self) -> None:
        """Ask for a name, write the set there and enter its papers in the register."""
        name = f"{_('Papers to sign')} {self._year}.pdf"
        title = _("Save the papers to sign")
        path = choose_path(self._prompts, self, title, name, "pdf")
        if path is not None:
            self.pages.save(path)

    # the pages

    def _wanted(self) -> Wanted | None:
        self._note.setText("" if self.choices else _("Tick the papers that are to be signed."))
        return Wanted(self._year, self.choices) if self.choices else None

    def _set_ready(self, *, ready: bool) -> None:
        self.to_printer.setEnabled(ready)
        self.to_file.setEnabled(ready)

    # how it is laid out

    def _fill(self) -> None:
        for text, choice in papers_to_choose(self._session.state, self._year):
            entry = QListWidgetItem(wrapping.shown(text), self.papers)
            entry.setData(Qt.ItemDataRole.AccessibleTextRole, text)
            entry.setToolTip(wrapping.shown(text))
            entry.setData(_CHOICE, choice)
            entry.setCheckState(Qt.CheckState.Unchecked)
        self.papers.setCurrentRow(0)

    def _wire(self) -> None:
        self.papers.itemChanged.connect(lambda _item: self.pages.make_soon())
        self.up.clicked.connect(lambda: self.move_paper(-1))
        self.down.clicked.connect(lambda: self.move_paper(1))
        self.pages.made.connect(lambda: self._set_ready(ready=True))
        self.pages.unmade.connect(lambda: self._set_ready(ready=False))
        for told in (self.pages.failed, self.pages.told):
            told.connect(self._note.setText)
        self.pages.refused.connect(lambda why: self._prompts.warn(self, self.windowTitle(), why))
        self.to_printer.clicked.connect(self.pages.print_pages)
        self.to_file.clicked.connect(self.save)
        self.finished.connect(self.pages.stop)
        OwnKeys(self, {**self.preview.own_keys(), "Ctrl+P": self.pages.print_pages})

    def _body(self) -> QWidget:
        self.papers.setAccessibleName(_("Papers"))
        self.papers.setWordWrap(True)
        self.papers.setItemDelegate(_Tickable(self.papers))
        self.papers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        heading = QHBoxLayout()
        heading.addWidget(theme.label(_("In the order of signing"), "heading"))
        heading.addStretch(1)
        heading.addWidget(self.up)
        heading.addWidget(self.down)
        actions = QHBoxLayout()
        actions.setSpacing(theme.S)
        actions.addWidget(self.to_printer, 1)
        actions.addWidget(self.to_file, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.M, 0)
        column.setSpacing(theme.S)
        column.addLayout(heading)
        column.addWidget(self.papers, 1)
        column.addWidget(self._note)
        column.addLayout(actions)
        splitter = QSplitter()
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        self.preview.setContentsMargins(theme.M, 0, 0, 0)
        splitter.addWidget(self.preview)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_LIST_WIDTH, _WIDTH - _LIST_WIDTH])
        return splitter


class _Tickable(QStyledItemDelegate):
    """Counts the lines of a text beside its box; Qt forgets the box."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        filled = QStyleOptionViewItem(option)
        self.initStyleOption(filled, index)
        element, widget = QStyle.SubElement.SE_ItemViewItemText, option.widget
        beside = widget.style().subElementRect(element, filled, widget)
        narrower = QStyleOptionViewItem(option)
        narrower.rect.setWidth(beside.width())
        return super().sizeHint(narrower, index)


def papers_to_choose(state: State, year: int) -> list[tuple[str, Choice]]:
    """Memos first, then every paper that can be printed, in each of its layouts."""
    memos = [
        (f"{_('Memo')}: {memo.subject or _('Memo without a subject')}", Choice(_MEMO, memo=memo.id))
        for memo in memos_of(state, year)
    ]
    ready = [paper for paper in reports_for(state, year) if paper.ready and paper.name != _MEMO]
    return [*memos, *(entry for paper in ready for entry in _in_its_layouts(paper))]


def _in_its_layouts(paper: Printable) -> list[tuple[str, Choice]]:
    if len(paper.layouts) < 2:
        return [(paper.title, Choice(paper.name))]
    return [
        (f"{paper.title} – {layout.name}", Choice(paper.name, layout.id))
        for layout in paper.layouts
    ]
