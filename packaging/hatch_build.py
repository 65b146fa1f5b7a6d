"""Build hook: compiles the message catalogues, and puts `forms` and `resources` into the wheel.

An editable install gets no copy of them: it uses the checkout's own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ItadeskBuildHook(BuildHookInterface[Any]):
    """Called by hatchling for every build; its place is named in pyproject.toml."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for source in sorted(Path(self.root, "resources", "locale").glob("*.po")):
            compile_catalogue(source)
        if self.target_name == "wheel" and version != "editable":
            for folder in ("forms", "resources"):
                build_data["force_include"][folder] = f"itadesk/{folder}"


def compile_catalogue(source: Path) -> Path:
    """Writes the .mo file beside a .po file and returns its path."""
    with source.open("rb") as stream:
        catalogue = read_po(stream, locale=source.stem, abort_invalid=True)
    target = source.with_suffix(".mo")
    with target.open("wb") as stream:
        write_mo(stream, catalogue)
    return target
