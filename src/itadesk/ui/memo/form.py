"""The chosen memo to write in: head, sections, closing words, and the chain of signatures."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from itadesk.app.language import _
from itadesk.core.changelog import Edit
from itadesk.core.model import Memo
from itadesk.ui import theme
from itadesk.ui.date_field import DateField
from itadesk.ui.growing_text import GrowingText
from itadesk.ui.memo.chain import ChainEditor
from itadesk.ui.memo.fields import RowFields
from itadesk.ui.memo.sections import SectionsEditor
from itadesk.ui.safety.conflict_marks import Conflicts
from itadesk.ui.tab_order import set_tab_order

STATUSES = ("draft", "signed")


def status_words() -> tuple[str, str]:
    """The words for the statuses, in their order."""
    return _("Draft"), _("Signed")


class MemoForm(QScrollArea):
    """Everything that a memo says; each edit is saved while it is typed."""

    def __init__(self, conflicts: Conflicts) -> None:
        super().__init__()
        self._session = conflicts.session
        self._conflicts = conflicts
        self.lines = {name: QLineEdit() for name in ("department", "number", "addressee")}
        self.subject = GrowingText(least=1)
        self.closing = GrowingText(least=1)
        self.date = DateField(lambda iso: self._keep("date", iso), long=True)
        self._body = QWidget()
        self.status = QComboBox()
        self.sections = SectionsEditor(conflicts)
        self.chain = ChainEditor(conflicts)
        self._fields = RowFields(conflicts, "memo", "", _("Write in a memo"))
        for name, line in self.lines.items():
            self._fields.add(name, line)
        self._fields.add("subject", self.subject)
        self._fields.add("closing", self.closing)
        self.status.activated.connect(lambda place: self._keep("status", STATUSES[place]))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._build()

    @property
    def memo(self) -> str:
        """The id of the memo shown, or empty."""
        return self._fields.row

    def show_memo(self, memo: str) -> None:
        """Show the memo with this id; an unknown one leaves the form blank and out of sight."""
        if memo != self.memo:
            self.flush()
            self._fields.row = memo
            self.verticalScrollBar().setValue(0)
        row = self._session.state.get(Memo, memo)
        self._body.setVisible(row is not None)
        if row is None:
            return
        self._fields.show(row)
        self.date.show_day(row.date)
        self.status.setCurrentIndex(STATUSES.index(row.status) if row.status in STATUSES else 0)
        for name, field in (("date", self.date), ("status", self.status)):
            self._conflicts.mark(field, ("memo", memo, name))
        self.sections.show_memo(memo)
        self.chain.show_memo(memo)
        set_tab_order(self._body)

    def flush(self) -> None:
        """Save what is being typed."""
        self._fields.flush()
        if self._session.state.get(Memo, self.memo) is None:
            return
        self.date.read()
        self.sections.flush()
        self.chain.flush()

    def start(self) -> None:
        """Put the keyboard on the subject."""
        self.subject.setFocus()

    def minimumSizeHint(self) -> QSize:
        """Wide enough that no field is cut off at the side: the form scrolls only down."""
        hint = super().minimumSizeHint()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._body.minimumSizeHint().width() + bar, hint.height())

    def _keep(self, field: str, value: str) -> None:
        if self._session.state.get(Memo, self.memo) is not None:
            edit = Edit("memo", self.memo, field, value)
            self._session.apply([edit], _("Write in a memo"))

    def _build(self) -> None:
        self._body.setProperty("panel", True)
        layout = QVBoxLayout(self._body)
        layout.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        layout.setSpacing(theme.S)
        layout.addLayout(self._head())
        layout.addSpacing(theme.XS)
        layout.addWidget(self.sections)
        layout.addWidget(theme.label(_("Closing words"), "heading"))
        layout.addWidget(self.closing)
        layout.addSpacing(theme.XS)
        layout.addWidget(theme.label(_("Who proposes and who decides"), "heading"))
        layout.addWidget(self.chain)
        layout.addStretch(1)
        self.closing.setAccessibleName(_("Closing words"))
        self.setWidget(self._body)

    def _head(self) -> QGridLayout:
        self.status.addItems(list(status_words()))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.S)
        grid.setVerticalSpacing(theme.XS)
        fields = (
            (_("Department"), self.lines["department"], 0, 0, 3),
            (_("Number"), self.lines["number"], 1, 0, 1),
            (_("Date"), self.date, 1, 2, 1),
            (_("Subject"), self.subject, 2, 0, 3),
            (_("Addressee"), self.lines["addressee"], 3, 0, 1),
            (_("Status"), self.status, 3, 2, 1),
        )
        for name, field, row, column, width in fields:
            head = theme.label(name)
            head.setBuddy(field)
            field.setAccessibleName(name)
            grid.addWidget(head, row, column)
            grid.addWidget(field, row, column + 1, 1, width)
        for column, share in ((1, 2), (3, 1)):
            grid.setColumnStretch(column, share)
        return grid
