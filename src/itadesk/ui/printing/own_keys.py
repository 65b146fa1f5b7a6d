"""Keys that mean something else in one part of the window than in its menus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class OwnKeys(QObject):
    """Takes keys that are pressed within a widget before the menus get them."""

    def __init__(self, widget: QWidget, actions: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(widget)
        self._actions = {QKeySequence(keys): action for keys, action in actions.items()}
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() != QEvent.Type.KeyRelease:
            action = self._actions.get(QKeySequence(event.keyCombination()))
            if action is not None:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    action()
                return True
        return super().eventFilter(watched, event)
