"""Every error has its sentence in both languages, and every text of the window its Thai."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from tests.app.catalogues import (
    catalogue,
    error_keys,
    message_ids,
    placeholders,
    text_of,
)

from itadesk.app.language import set_language
from itadesk.app.messages import sentence
from itadesk.core.errors import UserError

THAI = re.compile("[\u0e00-\u0e7f]")
LANGUAGES = ("th", "en")


@pytest.fixture(autouse=True)
def back_to_thai() -> Iterator[None]:
    yield
    set_language("th")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", error_keys())
def test_every_error_has_a_sentence_filled_by_its_facts(key: str, language: str) -> None:
    text = text_of(language, f"error.{key}")
    assert text, f"{language}.po has nothing for error.{key}"
    assert placeholders(text) <= error_keys()[key]
    assert placeholders(text) == placeholders(text_of("th", f"error.{key}"))
    assert bool(THAI.search(text)) is (language == "th")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_for_an_error_that_is_gone(language: str) -> None:
    known = {f"error.{key}" for key in error_keys()}
    told = {str(message.id) for message in catalogue(language) if message.id}
    assert {name for name in told if name.startswith("error.")} <= known


def test_every_text_that_is_shown_has_its_thai() -> None:
    missing = {text: where for text, where in message_ids().items() if not text_of("th", text)}
    assert missing == {}


def test_thai_texts_have_the_places_of_the_english() -> None:
    differing = {
        text: text_of("th", text)
        for text in message_ids()
        if text_of("th", text) and placeholders(text) != placeholders(text_of("th", text))
    }
    assert differing == {}


def test_no_text_is_for_what_is_gone() -> None:
    known = set(message_ids())
    told = {str(message.id) for message in catalogue("th") if message.id}
    assert {text for text in told if not text.startswith(("check.", "error.", "import."))} <= known


def test_a_sentence_is_filled_in_the_chosen_language() -> None:
    error = UserError("disk-full", name="อบต.{ป่า}.itadesk")
    set_language("en")
    assert sentence(error).startswith("อบต.{ป่า}.itadesk cannot be saved, because the disk is full.")
    set_language("th")
    assert sentence(error).startswith("บันทึก อบต.{ป่า}.itadesk ไม่ได้ เพราะพื้นที่เต็ม")


def test_a_reason_that_is_a_key_is_told() -> None:
    set_language("en")
    error = UserError("report-not-ready", report="แผน", why="no-measures", year=2568)
    assert sentence(error) == (
        "The report แผน of 2568 cannot be printed yet. "
        "This year has no measures yet. What was saved before is complete. Add measures first."
    )


def test_a_fact_that_nobody_gave_does_not_hide_the_sentence() -> None:
    set_language("en")
    assert sentence(UserError("layout-unknown")).startswith("There is no report layout called ….")
