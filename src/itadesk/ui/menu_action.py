"""Actions of a widget's context menu that have keys of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def offer(widget: QWidget, text: str, keys: str, do: Callable[[], object]) -> QAction:
    """An action that works by its keys while the widget has the keyboard.

    `keys` are parted by spaces ("Ctrl+Return Ctrl+Enter"), or empty.
    """
    action = QAction(text, widget)
    action.setShortcuts([QKeySequence(key) for key in keys.split()])
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.setShortcutVisibleInContextMenu(True)
    action.triggered.connect(do)
    widget.addAction(action)
    return action
