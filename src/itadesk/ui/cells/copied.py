"""Whether what was copied is a table with heads of columns that are known: it is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itadesk.app.importing import preview
from itadesk.core.errors import UserError
from itadesk.core.model import State
from itadesk.ui import wrapping

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

_NO_TABLE = frozenset({"import-nothing-found", "import-which-year"})


def has_known_heads(mime: QMimeData, state: State, year: int) -> bool:
    """Whether the clipboard holds a table of measures or indicators with heads of columns."""
    text = wrapping.plain(mime.html() if mime.hasHtml() else mime.text())
    try:
        found = preview(state, "", text, year)
    except UserError as error:
        return error.key not in _NO_TABLE
    return bool(found.finding.measures or found.finding.indicators)
