"""The chosen item: how it stands, what it must show, what was done, where it can be seen."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from itadesk.app.days import iso_text
from itadesk.app.language import _
from itadesk.app.session import Session, new_id
from itadesk.core.changelog import Edit
from itadesk.core.checklist import components_of, last_year, with_status
from itadesk.core.model import Component, Item, Status, Year
from itadesk.ui import theme
from itadesk.ui.autosave import Autosave
from itadesk.ui.completing import NamesCompleter
from itadesk.ui.date_field import DateField
from itadesk.ui.flow import FlowLayout
from itadesk.ui.growing_text import GrowingText
from itadesk.ui.oit.components import ComponentsList
from itadesk.ui.oit.evidence import EvidenceEditor
from itadesk.ui.oit.item_wording import ItemWordingDialog
from itadesk.ui.oit.rows import of_item, units_known
from itadesk.ui.oit.taking import DropPanel, take_dropped
from itadesk.ui.prompts import Prompts
from itadesk.ui.safety.conflict_marks import Conflicts
from itadesk.ui.tab_order import set_tab_order
from itadesk.ui.wording import digits, status_word

_STATUSES: tuple[Status, ...] = ("todo", "done", "na")
_SETTLED = 30  # milliseconds until a new row is laid out
_PROGRESS_LINES = (3, 10)  # least and most


class ItemPanel(QScrollArea):
    """Everything that is kept on one item; each edit is saved at once."""

    def __init__(self, session: Session, prompts: Prompts) -> None:
        super().__init__()
        self._session = session
        self._prompts = prompts
        self._conflicts = Conflicts(session, prompts)
        self._item = ""
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._body = DropPanel()
        self._body.dropped.connect(self._take)
        self._body.setProperty("panel", True)
        self.setWidget(self._body)
        self._title = theme.label(tone="title", wrap=True)
        self._rename = theme.icon_button("pencil-simple", _("Change the words of the item"))
        self._rename.clicked.connect(self._change_words)
        self._hint = theme.label(tone="muted", wrap=True)
        self._statuses = QButtonGroup(self)
        self._status_box = QWidget()
        self._reason_field = _line(_("Reason why it does not apply"))
        self._reason_field.setPlaceholderText(_("Reason why it does not apply"))
        self._components_head = theme.label(_("It must show"), "heading")
        self._components = ComponentsList(self._tick_component)
        self._progress_field = GrowingText(*_PROGRESS_LINES)
        self._evidence = EvidenceEditor(session, prompts)
        self._evidence.added.connect(self._show_next)
        self._responsible_field = _line(_("Responsible"))
        self._completer = NamesCompleter(self._responsible_field)
        self._due = DateField(self._save_due)
        self._before = theme.label(tone="muted", wrap=True)
        self._build()
        self._reason = Autosave(self._reason_field, lambda text: self._save("reason", text))
        self._progress = Autosave(self._progress_field, lambda text: self._save("progress", text))
        self._responsible = Autosave(
            self._responsible_field, lambda text: self._save("responsible", text.strip())
        )
        for field in (self._reason_field, self._progress_field, self._responsible_field, self._due):
            field.setAcceptDrops(False)  # the panel takes what is dropped
        self._due.refused.connect(self._say_wrong_date)

    @property
    def item(self) -> str:
        """The id of the item shown, or empty."""
        return self._item

    def show_item(self, item: str) -> None:
        """Show the item with this id; an empty or unknown id shows nothing."""
        if item != self._item:
            self.flush()
            self._item = item
            self.verticalScrollBar().setValue(0)
        row = self._row()
        self._body.setVisible(row is not None)
        if row is None:
            return
        self._title.setText(f"{row.code}  {row.name}")
        year = self._session.state.get(Year, str(row.year))
        self._rename.setVisible(year is not None and not year.confirmed)
        self._show_hint(row)
        for number_, status in enumerate(_STATUSES):
            self._statuses.button(number_).setChecked(row.status == status)
        self._reason_field.setVisible(row.status == "na")
        self._reason.show_text(row.reason)
        components = components_of(self._session.state, row.id)
        self._components_head.setVisible(bool(components))
        self._components.setVisible(bool(components))
        self._components.show_components(components)
        self._progress.show_text(row.progress)
        self._evidence.show_item(row.id)
        self._completer.set_names(units_known(self._session.state, row.year))
        self._responsible.show_text(row.responsible)
        self._due.show_day(row.due)
        self._mark_conflicts()
        set_tab_order(self._body)

    def minimumSizeHint(self) -> QSize:
        """As wide as its widest field, so that nothing is cut off at its right."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._body.minimumSizeHint().width() + bar, 0)

    def flush(self) -> None:
        """Save what is being typed."""
        for field in (self._reason, self._progress, self._responsible):
            field.flush()
        if self._row() is None:
            return
        self._due.read()
        self._evidence.flush()

    def enter(self) -> None:
        """Put the keyboard on the first field."""
        checked = self._statuses.checkedButton()
        if checked is not None:
            checked.setFocus(Qt.FocusReason.TabFocusReason)

    def _row(self) -> Item | None:
        return self._session.state.get(Item, self._item)

    def _show_hint(self, row: Item) -> None:
        old = last_year(self._session.state, row)
        parts = _about(old)
        if row.done_on and row.status == "done":
            parts.append(_("done on {day}").format(day=iso_text(row.done_on)))
        self._hint.setText(" · ".join(parts))
        self._hint.setVisible(bool(parts))
        texts = [each.progress for each in old]
        told = "\n".join(text for text in texts if text and text != row.progress)
        self._before.setText(_("Last year: {text}").format(text=told.strip()))
        self._before.setVisible(bool(told))

    def _show_next(self, field: QWidget) -> None:
        """Keep the field for the next link in sight once the new link has its place."""
        QTimer.singleShot(_SETTLED, self, lambda: self.ensureWidgetVisible(field))

    def _mark_conflicts(self) -> None:
        fields: dict[str, QWidget] = {
            "status": self._status_box,
            "reason": self._reason_field,
            "progress": self._progress_field,
            "responsible": self._responsible_field,
            "due": self._due,
        }
        for name, field in fields.items():
            self._conflicts.mark(field, ("item", self._item, name))
        for component, row in self._components.rows.items():
            self._conflicts.mark(row, ("component", component, "ticked"))
        for link, name, field in self._evidence.fields():
            self._conflicts.mark(field, ("evidence", link, name))

    # what the clerk does

    def _answer(self, status: Status) -> None:
        row = self._row()
        if row is not None and row.status != status:
            edits = with_status(row, status, date.today())
            label = of_item(_("Answer {item}"), self._session.state, row.id)
            self._session.apply(edits, label)
        if status == "na":
            self._reason_field.setFocus()

    def _tick_component(self, component: Component, ticked: bool) -> None:
        edit = Edit("component", component.id, "ticked", ticked)
        label = of_item(_("Tick a part of {item}"), self._session.state, component.item)
        self._session.apply([edit], label)

    def _take(self, dropped: QMimeData) -> None:
        take_dropped(self, self._session, self._prompts, self._item, dropped)

    def _save(self, field: str, text: str) -> None:
        row = self._row()
        if row is not None:
            label = of_item(_("Write on {item}"), self._session.state, row.id)
            edit = Edit("item", row.id, field, text)
            self._session.apply([edit], label, typing=True, source=self)

    def _save_due(self, iso: str) -> None:
        row = self._row()
        if row is not None:
            label = of_item(_("Due date of {item}"), self._session.state, row.id)
            self._session.apply([Edit("item", row.id, "due", iso)], label)

    def _say_wrong_date(self, said: str) -> None:
        """Told from the event loop: the field may be left by a click that goes on elsewhere."""
        QTimer.singleShot(0, self, lambda: self._prompts.warn(self.window(), _("Due date"), said))

    def _change_words(self) -> None:
        row = self._row()
        if row is None:
            return
        dialog = ItemWordingDialog(row, components_of(self._session.state, row.id), self)
        if self._prompts.show(dialog):
            label = of_item(_("Change the words of {item}"), self._session.state, row.id)
            self._session.apply(dialog.edits(new_id), label)

    # how it is laid out

    def _build(self) -> None:
        layout = QVBoxLayout(self._body)
        layout.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        layout.setSpacing(theme.XS)
        title = QHBoxLayout()
        title.addWidget(self._title, 1)
        title.addWidget(self._rename, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(title)
        layout.addWidget(self._hint)
        layout.addSpacing(theme.XS)
        self._status_box.setLayout(self._status_line())
        layout.addWidget(self._status_box)
        layout.addWidget(self._reason_field)
        _add_part(layout, self._components_head, self._components)
        self._progress_field.setPlaceholderText(
            _("Write what was done; it is printed in the report")
        )
        head = theme.label(_("Progress and results"), "heading")
        head.setBuddy(self._progress_field)
        self._progress_field.setAccessibleName(head.text())
        _add_part(layout, head, self._progress_field)
        layout.addWidget(self._before)
        _add_part(layout, theme.label(_("Evidence"), "heading"), self._evidence)
        layout.addSpacing(theme.S)
        layout.addLayout(self._who_and_when())
        layout.addStretch(1)

    def _status_line(self) -> QLayout:
        line = FlowLayout(theme.M)
        for number_, status in enumerate(_STATUSES):
            button = QRadioButton(status_word(status))
            button.clicked.connect(lambda _on, chosen=status: self._answer(chosen))
            self._statuses.addButton(button, number_)
            line.add(button)
        return line

    def _who_and_when(self) -> QLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.M)
        grid.setVerticalSpacing(theme.XS)
        for column, (text, field) in enumerate(
            ((_("Responsible"), self._responsible_field), (_("Due date"), self._due))
        ):
            head = theme.label(text, "heading")
            head.setBuddy(field)
            field.setAccessibleName(text)
            grid.addWidget(head, 0, column)
            grid.addWidget(field, 1, column)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        return grid


def _line(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    return field


def _add_part(layout: QVBoxLayout, head: QWidget, body: QWidget) -> None:
    layout.addSpacing(theme.S)
    layout.addWidget(head)
    layout.addWidget(body)


def _about(old: tuple[Item, ...]) -> list[str]:
    """How the items stood that this one goes on from, and which they are."""
    if not old:
        return []
    statuses = dict.fromkeys(status_word(item.status) for item in old)
    codes = ", ".join(item.code for item in old)
    year = digits(str(old[0].year))
    return [
        _("last year: {status}").format(status=", ".join(statuses)),
        _("goes on from {items} of {year}").format(items=codes, year=year),
    ]
