"""Qt's own words in Thai: menus of text fields, standard buttons, file and print dialogs.

Qt ships no Thai. Each text stands in our catalogue by its English, without Qt's mnemonic.
"""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from itadesk.app.language import _, language


def _texts() -> dict[str, str]:
    return {
        "Undo": _("Undo"),
        "Redo": _("Redo"),
        "Cut": _("Cut"),
        "Copy": _("Copy"),
        "Paste": _("Paste"),
        "Delete": _("Remove"),
        "Select All": _("Select all"),
        "OK": _("OK"),
        "Cancel": _("Cancel"),
        "Close": _("Close"),
        "Save": _("Save"),
        "Open": _("Open"),
        "Yes": _("Yes"),
        "No": _("No"),
        "Choose": _("Choose"),
        "Print": _("Print"),
        "Printer": _("Printer"),
        "Name:": _("Name"),
        "File name:": _("File name"),
        "Files of type:": _("Kind"),
        "Look in:": _("Where"),
        "All files (*)": _("All files"),
        "All Files (*)": _("All files"),
        "Copies": _("Copies"),
        "Copies:": _("Copies"),
        "Print range": _("Pages"),
        "Print all": _("All pages"),
        "Pages": _("Pages"),
        "Pages from": _("Pages from"),
        "to": _("to"),
        "Options": _("Options"),
        "Properties": _("Properties"),
    }


class QtTexts(QTranslator):
    """Answers Qt in the language of the window; what it does not know stays English."""

    def isEmpty(self) -> bool:
        return False

    def translate(  # None: an empty text would blot out what we do not know
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        if language() == "en":
            return None
        return _texts().get(source.replace("&", "").removesuffix(" >>").removesuffix(" <<"))
