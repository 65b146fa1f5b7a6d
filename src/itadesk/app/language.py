"""The language of every text that is shown: Thai, or English by choice.

A message's id is its English text; `resources/locale/th.po` has the Thai. Keys such as
"error.disk-full" stand for texts that code never spells out and are in both catalogues.
"""

from __future__ import annotations

import gettext
import io
from pathlib import Path

from itadesk.app.places import resources_folder

LANGUAGES = ("th", "en")

_current: dict[str, gettext.NullTranslations] = {}


def set_language(language: str) -> None:
    """Shows texts in this language from now on: "th" or "en"."""
    if language not in LANGUAGES:
        raise ValueError(language)
    _current.clear()
    _current[language] = _catalogue(language)


def language() -> str:
    """The language in which texts are shown."""
    _translations()
    return next(iter(_current))


def _(message: str) -> str:
    """The text in the chosen language; the id itself where the catalogue has none."""
    return _translations().gettext(message) if message else ""


def _translations() -> gettext.NullTranslations:
    if not _current:
        set_language(LANGUAGES[0])
    return next(iter(_current.values()))


def _catalogue(language: str) -> gettext.GNUTranslations:
    source = resources_folder() / "locale" / f"{language}.po"
    compiled = source.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
        with compiled.open("rb") as stream:
            return gettext.GNUTranslations(stream)
    return _compiled(source)


def _compiled(source: Path) -> gettext.GNUTranslations:
    """A catalogue that no build has compiled yet: in a checkout while it is worked on."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as stream:
        catalogue = read_po(stream, locale=source.stem, abort_invalid=True)
    made = io.BytesIO()
    write_mo(made, catalogue)
    made.seek(0)
    return gettext.GNUTranslations(made)
