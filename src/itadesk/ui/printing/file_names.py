"""Names for the files of papers."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from itadesk.app.language import _
from itadesk.app.printing import Format
from itadesk.ui.prompts import Prompts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

KINDS: dict[Format, str] = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel"}


def usual_name(title: str, year: int, fmt: Format) -> str:
    """What a paper's file is called unless the clerk says otherwise."""
    return f"{title} {year}.{fmt}".replace("/", "-")


def choose_path(
    prompts: Prompts, parent: QWidget, title: str, name: str, fmt: Format
) -> Path | None:
    """Ask where to write a file of this format; no other file is written over unasked."""
    chosen = prompts.choose_new_file(parent, title, name, f"{KINDS[fmt]} (*.{fmt})")
    if chosen is None or chosen.suffix.lower() == f".{fmt}":
        return chosen  # the dialog asked
    path = Path(f"{chosen}.{fmt}")
    question = _("{file} is there already. Write over it?").format(file=path.name)
    if path.exists() and not prompts.ask(parent, title, question, _("Write over it")):
        return None
    return path


def free_path(path: Path) -> Path:
    """The path itself, or with (2), (3) … after its name, so that no file is written over."""
    names = (path.with_name(f"{path.stem} ({n}){path.suffix}") for n in count(2))
    return path if not path.exists() else next(name for name in names if not name.exists())
