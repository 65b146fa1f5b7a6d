"""Texts in Thai unless English is chosen, with or without a compiled catalogue."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from itadesk.app import language, places
from itadesk.app.language import _, set_language

KEY = "error.file-empty"


@pytest.fixture(autouse=True)
def back_to_thai() -> Iterator[None]:
    yield
    set_language("th")


@pytest.fixture
def locale(tmp_path: Path) -> Iterator[Path]:
    """A folder of catalogues with one text in it, not compiled."""
    folder = tmp_path / "locale"
    folder.mkdir()
    for name, text in (("th", "ก"), ("en", "a")):
        header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        entry = f'msgid "{KEY}"\nmsgstr "{text}"\n'
        (folder / f"{name}.po").write_text(header + entry, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:  # gone before the true texts are read again
        patched.setattr(language, "resources_folder", lambda: tmp_path)
        yield folder


def compiled(source: Path, text: str) -> Path:
    """The compiled catalogue beside a source, with another text so that it is known."""
    with source.open("rb") as stream:
        catalogue = read_po(stream)
    catalogue[KEY].string = text
    target = source.with_suffix(".mo")
    with target.open("wb") as stream:
        write_mo(stream, catalogue)
    return target


def test_thai_is_what_is_shown_at_first() -> None:
    code = "from itadesk.app.language import _, language; print(language(), _('error.file-empty'))"
    source = str(places.resources_folder().parent / "src")
    told = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": source, "PYTHONUTF8": "1"},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert told.stdout.startswith("th แฟ้ม")


def test_english_by_choice_and_back() -> None:
    set_language("en")
    assert language.language() == "en"
    assert _(KEY).startswith("The file {name} is empty.")
    set_language("th")
    assert _(KEY).startswith("แฟ้ม {name} ว่างเปล่า")


def test_a_text_without_entry_is_itself() -> None:
    for name in language.LANGUAGES:
        set_language(name)
        assert _("No catalogue has this text.") == "No catalogue has this text."
        assert _("") == ""


def test_another_language_is_refused_and_the_old_one_stays() -> None:
    set_language("en")
    with pytest.raises(ValueError, match="fr"):
        set_language("fr")
    assert language.language() == "en"


def test_a_catalogue_that_nobody_compiled_is_read(locale: Path) -> None:
    set_language("th")
    assert _(KEY) == "ก"
    assert not list(locale.glob("*.mo"))


def test_a_compiled_catalogue_is_used_while_it_is_the_newer(locale: Path) -> None:
    target = compiled(locale / "th.po", "compiled")
    set_language("th")
    assert _(KEY) == "compiled"
    os.utime(target, (1, 1))
    set_language("th")
    assert _(KEY) == "ก"
