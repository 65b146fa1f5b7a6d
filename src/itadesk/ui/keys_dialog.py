"""The keys worth knowing."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from itadesk.app.language import _
from itadesk.ui import theme
from itadesk.ui.dialogs import CloseDialog


class KeysDialog(CloseDialog):
    """Keys and what they do, side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.XL)
        grid.setVerticalSpacing(0)
        for row, (keys, meaning) in enumerate(_keys()):
            grid.addWidget(theme.label(keys, "heading"), row, 0)
            grid.addWidget(theme.label(meaning), row, 1)
        grid.setColumnStretch(1, 1)
        super().__init__(parent, _("Keys"), body)


def _keys() -> tuple[tuple[str, str], ...]:
    return (
        (_("Space"), _("tick the chosen items")),
        ("Enter", _("details of the item; in tables: write in the cell")),
        ("Esc", _("back to the list")),
        ("Ctrl+Z   Ctrl+Y", _("undo, redo")),
        ("Ctrl+F   F3", _("search all tabs and years (among pages: in them, and the next place)")),
        ("Ctrl+I   Ctrl+Shift+V", _("import a file; paste a table from Word or Excel")),
        ("Ctrl+E", _("export tables to Excel")),
        ("Ctrl+P   Ctrl+Shift+S", _("print reports (among pages: print, save again)")),
        ("F8", _("choose between two people's values")),
        ("Ctrl+1 …", _("go to a tab")),
        ("Ctrl++   Ctrl+−   Ctrl+0", _("text size")),
        ("Alt+↑   Alt+↓", _("move a row up or down")),
        ("Ctrl+D", _("fill down")),
        ("Ctrl+R", _("hand out the chosen items")),
        ("F9", _("write a memo about the chosen item or measure")),
        ("F1   Shift+F1", _("the guide; keys")),
    )
