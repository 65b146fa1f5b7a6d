"""A file kept in the office file: looked at in another program, and saved out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itadesk.app.evidence import copy_to_look_at, is_looked_at_safely, plain_name, save_kept
from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.session import Session
from itadesk.core.errors import UserError
from itadesk.ui.prompts import Prompts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def look_at(parent: QWidget, session: Session, prompts: Prompts, sha256: str, name: str) -> None:
    """Show a copy in the program the system has for it; else save it where the clerk wants it."""
    if not is_looked_at_safely(name):
        text = _("itadesk does not open {file} itself, since such a file can do harm. Save it?")
        if prompts.ask(parent, name, text.format(file=name), _("Save as …")):
            save_out(parent, session, prompts, sha256, name)
        return
    try:
        shown = prompts.open(copy_to_look_at(session, sha256, name))
    except UserError as error:
        prompts.warn(parent, name, sentence(error))
        return
    if not shown:
        text = _("No program on this computer opens {file}. It can be saved instead.")
        prompts.warn(parent, name, text.format(file=name))


def save_out(parent: QWidget, session: Session, prompts: Prompts, sha256: str, name: str) -> None:
    """Ask for a place and save the file there."""
    title = _("Save as …").removesuffix("…").rstrip()
    path = prompts.choose_new_file(parent, title, plain_name(name), "")
    if path is None:
        return
    try:
        save_kept(session, sha256, path)
    except UserError as error:
        prompts.warn(parent, title, sentence(error))
