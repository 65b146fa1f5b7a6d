"""Every notice of an import, and every reason why text went nowhere, is said in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

import pytest
from tests.app.catalogues import catalogue, literal, placeholders, sources, text_of

KINDS = ("measures", "items", "indicators", "scores", "issues", "memos")
ROLES = ("heading", "kept", "repeated", "unplaced")
PARTS = ("core/importing.py", "core/import_items.py", "app/importing.py", "files/recognise/")


def calls_of_import() -> Iterator[tuple[str, ast.Call]]:
    """Every call in the parts of the import, by the last name of what is called."""
    for where, tree in sources():
        if where.startswith(PARTS):
            for node in ast.walk(tree):
                if isinstance(node, ast.Call):
                    yield ast.unparse(node.func).rpartition(".")[2], node


@cache
def notices() -> dict[str, set[str]]:
    """Every key with the facts that it is given."""
    found = {f"import.found-{kind}": {"count", "year"} for kind in KINDS}
    found["import.found-measures"].add("groups")
    found["import.found-items"].add("done")
    found |= {f"import.pieces-{role}": {"count"} for role in ROLES}
    for name, call in calls_of_import():
        if name in ("notice", "tell"):
            facts = {keyword.arg for keyword in call.keywords if keyword.arg}
            if any(keyword.arg is None for keyword in call.keywords):
                facts |= {"code", "before", "now"}
            found |= {f"import.{key}": facts for key in literal(call.args[0])}
    keys = ("wording-taken", "wording-kept")
    return found | {f"import.{key}": {"count", "year"} for key in keys}


def reasons() -> set[str]:
    found: set[str] = {"import.why.not-understood"}
    for name, call in calls_of_import():
        if name in ("unplaced", "repeated") and len(call.args) > 2:
            found |= {f"import.why.{key}" for key in literal(call.args[2])}
        if name == "Piece":
            whys = [keyword.value for keyword in call.keywords if keyword.arg == "why"]
            found |= {f"import.why.{key}" for why in whys for key in literal(why)}
    return found


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("key", sorted(notices()))
def test_a_notice_has_its_sentence_filled_by_its_facts(key: str, language: str) -> None:
    assert text_of(language, key)
    assert placeholders(text_of(language, key)) <= notices()[key]


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_reason_is_said_and_nothing_that_is_gone(language: str) -> None:
    said = {str(message.id) for message in catalogue(language) if message.id}
    said = {key for key in said if key.startswith("import.")}
    assert said == reasons() | set(notices())
