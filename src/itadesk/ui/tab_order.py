"""The order in which the Tab key goes through a form whose rows come and go."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def set_tab_order(body: QWidget) -> None:
    """Let Tab go through a widget in the order in which its layouts were filled.

    Qt's own order is that in which widgets were made, so a row made later comes last.
    """
    for before, after in pairwise(_stops(body.layout())):
        QWidget.setTabOrder(before, after)


def _stops(layout: QLayout | None) -> Iterator[QWidget]:
    """The widgets of a layout, and of those within it, that the Tab key reaches."""
    for place in range(layout.count() if layout else 0):
        item = layout.itemAt(place) if layout else None
        widget = item.widget() if item else None
        if widget is None:
            yield from _stops(item.layout() if item else None)
        elif widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget
        else:
            yield from _stops(widget.layout())
