"""What the source asks the message catalogues for, and what they hold."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages import Catalog  # noqa: TC002
from babel.messages.pofile import read_po

from itadesk.store.connection import KEY_OF_CODE

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "resources" / "locale"
PACKAGE = ROOT / "src" / "itadesk"

# Here a key is passed on, or looked up in a table that is read below.
PASSED_ON = {
    "app/messages.py",
    "core/errors.py",
    "store/connection.py",
    "ui/printing/paper_choice.py",
}


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def calls(tree: ast.Module, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == name:
            yield node


def literal(node: ast.expr) -> list[str]:
    """The texts that an expression can be, where the source spells them out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*literal(node.body), *literal(node.orelse)]
    return []


@cache
def error_keys() -> dict[str, frozenset[str]]:
    """Every key of a `UserError`, with the facts that it always has."""
    facts: dict[str, set[str]] = {key: {"name"} for key in KEY_OF_CODE.values()}
    for where, tree in sources():
        for call in calls(tree, "UserError"):
            given = {keyword.arg for keyword in call.keywords if keyword.arg}
            if any(keyword.arg is None for keyword in call.keywords):
                given |= {"count", "first"}
            keys = literal(call.args[0])
            assert keys or where in PASSED_ON, f"{where}:{call.lineno} has a key nobody can find"
            for key in keys:
                facts[key] = facts.get(key, given) & given
        if where.startswith("core/reports/"):
            found = {text for node in ast.walk(tree) for text in literal_of_reason(node)}
            facts.update((key, set()) for key in found)
    return {key: frozenset(names) for key, names in sorted(facts.items())}


def literal_of_reason(node: ast.AST) -> list[str]:
    """What a paper lacks is told by keys such as "no-measures"."""
    if isinstance(node, ast.Constant) and str(node.value).startswith("no-"):
        return [str(node.value)]
    return []


@cache
def message_ids() -> dict[str, str]:
    """Every text that the source hands to `_`, with the place where it is first used."""
    found: dict[str, str] = {}
    for where, tree in sources():
        for call in calls(tree, "_"):
            for text in literal(call.args[0]):
                found.setdefault(text, where)
        if where == "cli.py":
            found.update((text, where) for text in commands_about(tree))
    return found


def commands_about(tree: ast.Module) -> list[str]:
    """What the table of commands says about each."""
    (table,) = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and "_COMMANDS" in ast.unparse(node).split()[0]
    ]
    return [
        text
        for node in ast.walk(table)
        if isinstance(node, ast.Tuple)
        for text in literal(node.elts[-1])
    ]


@cache
def catalogue(language: str) -> Catalog:
    with (LOCALE / f"{language}.po").open("rb") as stream:
        return read_po(stream, locale=language, abort_invalid=True)


def text_of(language: str, key: str) -> str:
    """What a catalogue has for a key; empty where it has nothing or is not sure."""
    message = catalogue(language).get(key)
    return "" if message is None or message.fuzzy else str(message.string)


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}
