"""Build hook: compiles the message catalogues, for a wheel and for an editable install alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface[Any]):
    """Writes resources/locale/NAME.mo beside each NAME.po."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for source in sorted(Path(self.root, "resources", "locale").glob("*.po")):
            compile_catalogue(source)


def compile_catalogue(source: Path) -> Path:
    """Writes the .mo file beside a .po file and returns its path."""
    with source.open("rb") as stream:
        catalogue = read_po(stream, locale=source.stem, abort_invalid=True)
    target = source.with_suffix(".mo")
    with target.open("wb") as stream:
        write_mo(stream, catalogue)
    return target
