"""The words of an item where the year's list is not confirmed: the office can put them right."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.core.changelog import EXISTS, Edit, made
from itadesk.core.model import Component, Item
from itadesk.ui import theme
from itadesk.ui.dialogs import FormDialog
from itadesk.ui.editor_lines import break_between_words

_PART = "- "
_WIDTH, _HEIGHT = 640, 480


class ItemWordingDialog(FormDialog):
    """The item's name, and what it must show: one thing a line, its parts after a dash."""

    def __init__(
        self, item: Item, components: tuple[Component, ...], parent: QWidget | None = None
    ) -> None:
        self._item = item
        self._components = components
        self.name = QLineEdit(item.name)
        self.lines = QPlainTextEdit("\n".join(_line(component) for component in components))
        self.lines.setTabChangesFocus(True)
        break_between_words(self.lines)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.XS)
        for text, field in (
            (_("Name of the item"), self.name),
            (_("It must show (one thing a line; parts of it after a dash)"), self.lines),
        ):
            field.setAccessibleName(text)
            layout.addWidget(theme.label(text))
            layout.addWidget(field)
        title = _("Words of {item}").format(item=item.code)
        super().__init__(parent, title, body, _("Change the words"))
        self.resize(_WIDTH, _HEIGHT)

    def edits(self, new_id: Callable[[], str]) -> list[Edit]:
        lines = [line.strip() for line in self.lines.toPlainText().splitlines()]
        edits = component_edits(self._item.id, self._components, lines, new_id)
        if self.name.text().strip() != self._item.name:
            edits.append(Edit("item", self._item.id, "name", self.name.text().strip()))
        return edits


def component_edits(
    item: str, components: tuple[Component, ...], lines: list[str], new_id: Callable[[], str]
) -> list[Edit]:
    """The edits that make an item's components read like these lines, row by row in their order.

    A row whose text changes loses its tick: it is another demand.
    """
    edits: list[Edit] = []
    parent = ""
    for place, (old, line) in enumerate(zip_longest(components, filter(None, lines)), start=1):
        if line is None:
            edits.append(Edit("component", old.id, EXISTS, False))
            continue
        is_part = line.startswith(_PART) and bool(parent)
        row = old.id if old else new_id()
        new = Component(
            row,
            item=item,
            place=float(place),
            text=line.removeprefix(_PART) if is_part else line,
            parent=parent if is_part else "",
        )
        edits += made(new, "component") if old is None else _changes(old, new)
        parent = parent if is_part else row
    return edits


def _changes(old: Component, new: Component) -> list[Edit]:
    fields: list[str] = [
        name for name in ("place", "text", "parent") if getattr(old, name) != getattr(new, name)
    ]
    edits = [Edit("component", old.id, name, getattr(new, name)) for name in fields]
    if "text" in fields and old.ticked:
        edits.append(Edit("component", old.id, "ticked", False))
    return edits


def _line(component: Component) -> str:
    return f"{_PART}{component.text}" if component.parent else component.text
