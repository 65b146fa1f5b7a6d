"""Settings come back as they were, whatever happened to their file."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.faults.children import needs_posix

from itadesk.app import settings
from itadesk.app.settings import Settings, load_settings, save_settings, settings_path
from itadesk.core.errors import UserError

CHOSEN = Settings(
    language="en",
    text_size=16,
    name="(ชื่อ–นามสกุล)",
    recent=("ก.itadesk", "ข.itadesk"),
    geometry="AAAA",
    parts=(("print.pages", False),),
)


def written(text: str) -> None:
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text(text, encoding="utf-8")


def test_at_first_everything_is_as_it_is_shipped() -> None:
    assert load_settings() == Settings()
    assert not settings_path().exists()


def test_what_was_chosen_is_remembered() -> None:
    save_settings(CHOSEN)
    assert load_settings() == CHOSEN
    save_settings(replace(CHOSEN, text_size=12))
    assert load_settings() == replace(CHOSEN, text_size=12)


def test_what_a_newer_program_wrote_is_kept() -> None:
    written(json.dumps({"language": "en", "colour": {"accent": "#0a0"}}))
    read = load_settings()
    assert read.language == "en"
    save_settings(replace(read, language="th"))
    kept = json.loads(settings_path().read_text(encoding="utf-8"))
    assert kept["colour"] == {"accent": "#0a0"}
    assert kept["language"] == "th"


@pytest.mark.parametrize("text", ["", "{", "[]", '"a"', "\x00", "{'a': 1}"])
def test_what_is_no_settings_is_kept_aside(text: str) -> None:
    written(text)
    assert load_settings() == Settings()
    aside = settings_path().with_name("settings.broken.json")
    assert aside.read_text(encoding="utf-8") == text
    save_settings(CHOSEN)
    assert load_settings() == CHOSEN


def test_a_value_of_the_wrong_kind_is_at_its_default() -> None:
    written('{"language": 1, "text_size": true, "name": null, "recent": ["a", 2], "geometry": []}')
    assert load_settings() == Settings(recent=("a",))


def test_bytes_that_are_no_text_are_kept_aside() -> None:
    written("")
    settings_path().write_bytes(b"\xff\xfe{}")
    assert load_settings() == Settings()
    assert settings_path().with_name("settings.broken.json").read_bytes() == b"\xff\xfe{}"


def test_a_folder_that_cannot_be_made_is_told() -> None:
    blocker = settings_path().parent
    blocker.parent.mkdir(parents=True, exist_ok=True)
    blocker.write_bytes(b"")
    with pytest.raises(UserError) as told:
        save_settings(CHOSEN)
    assert told.value.key in {"folder-missing", "drive-trouble", "cannot-write"}
    assert load_settings() == Settings()


@needs_posix
def test_settings_that_cannot_be_read_are_at_their_defaults() -> None:
    settings_path().mkdir(parents=True)
    assert load_settings() == Settings()


def test_nothing_of_the_office_is_in_the_settings() -> None:
    names = {field.name for field in settings.fields(Settings)}
    assert names == {
        "language", "text_size", "name", "recent", "second_place", "geometry", "tab", "parts",
        "others",
    }  # fmt: skip
