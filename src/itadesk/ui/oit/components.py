"""What an item must show, each part with its own tick."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from itadesk.core.model import Component
from itadesk.ui import theme, wrapping

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent


class ComponentsList(QWidget):
    """A tick for each; `rows` by their ids. Hands each tick to `on_tick(component, ticked)`."""

    def __init__(self, on_tick: Callable[[Component, bool], None]) -> None:
        super().__init__()
        self._on_tick = on_tick
        self.rows: dict[str, _Row] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.XS)

    def show_components(self, components: tuple[Component, ...]) -> None:
        """Show these, each with what it is a part of above it."""
        if list(self.rows) != [component.id for component in components]:
            self._rebuild(components)
        for component in components:
            self.rows[component.id].show_component(component)

    def _rebuild(self, components: tuple[Component, ...]) -> None:
        for row in self.rows.values():
            row.hide()
            row.deleteLater()
        self.rows = {component.id: _Row(component, self._on_tick) for component in components}
        for row in self.rows.values():
            self._layout.addWidget(row)


class _Row(QWidget):
    """A tick beside a text that wraps, which a check box of Qt's cannot."""

    def __init__(self, component: Component, on_tick: Callable[[Component, bool], None]) -> None:
        super().__init__()
        self._component = component
        self._box = QCheckBox()
        self._box.setMinimumHeight(self.fontMetrics().height())
        self._text = _ClickableLabel(self._box)
        self._text.setBuddy(self._box)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.XL if component.parent else 0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addWidget(self._box, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)
        self._box.clicked.connect(lambda ticked: on_tick(self._component, ticked))

    def show_component(self, component: Component) -> None:
        self._component = component
        self._box.setChecked(component.ticked)
        self._box.setAccessibleName(component.text)
        self._text.setText(component.text)


class _ClickableLabel(wrapping.WrapLabel):
    def __init__(self, box: QCheckBox) -> None:
        super().__init__()
        self._box = box

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self._box.click()
