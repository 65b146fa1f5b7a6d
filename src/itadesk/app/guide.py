"""The guide that comes with the program: a chapter for each tab, in the chosen language."""

from __future__ import annotations

from dataclasses import dataclass

from itadesk.app.language import language
from itadesk.app.places import resources_folder

CHAPTERS = ("start", "overview", "oit", "scores", "measures", "memo", "print", "safety")


@dataclass(frozen=True, slots=True)
class Chapter:
    """`text` is Markdown, with the title as its first heading."""

    name: str
    title: str
    text: str


def chapters() -> tuple[Chapter, ...]:
    """All chapters in reading order."""
    folder = resources_folder() / "guide" / language()
    texts = ((name, (folder / f"{name}.md").read_text(encoding="utf-8")) for name in CHAPTERS)
    return tuple(Chapter(name, text.partition("\n")[0].lstrip("# "), text) for name, text in texts)
