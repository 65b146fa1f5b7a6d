"""Which layer may import what, and what the pure layers must not touch; read from the source."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "itadesk"

ALLOWED = {
    "thai": set(),
    "core": {"thai"},
    "store": {"core", "thai"},
    "typeset": {"core", "thai"},
    "files": {"core", "thai"},
    "app": {"store", "typeset", "files", "core", "thai"},
    "ui": {"app", "core", "thai"},
    "cli": {"app", "ui", "core", "thai"},
    "__main__": {"cli"},
    "__init__": set(),
}
QT = {"PySide6", "qtpy", "qtawesome", "shiboken6"}
NETWORK = {
    "asyncio", "ftplib", "http", "imaplib", "requests", "smtplib", "socket", "socketserver", "ssl",
    "urllib.request", "webbrowser", "xmlrpc", "PySide6.QtNetwork",
}  # fmt: skip
IMPURE = {
    "ctypes", "getpass", "glob", "importlib", "locale", "logging", "multiprocessing", "os",
    "pathlib", "platform", "random", "secrets", "shutil", "signal", "sqlite3", "sqlite_utils",
    "subprocess", "sys", "tempfile", "threading", "time", "uuid", *QT,
}  # fmt: skip
IMPURE_CALLS = {"open", "input", "print", "now", "today", "utcnow", "uuid4", "fromtimestamp"}
WORD_LIST = "thai/words.py"
WORD_LIST_NEEDS = {"importlib", "pathlib", "threading"}
WRITE_CALLS = {"write_text", "write_bytes", "touch", "mkstemp", "NamedTemporaryFile"}
READING = {"r", "rb", "rt", "t", "b"}
ATOMIC_WRITE = "app/atomic.py"

MODULES = sorted(PACKAGE.rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def where(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Dotted names of everything that a module imports, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def calls(path: Path) -> set[str]:
    """Last names of everything that a module calls: `open` for open(…) and path.open(…)."""
    functions = [node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    names = {function.id for function in functions if isinstance(function, ast.Name)}
    return names | {function.attr for function in functions if isinstance(function, ast.Attribute)}


def writing_modes(path: Path) -> set[str]:
    """The modes in which a module opens files to write: `wb` for open(name, "wb")."""
    opens = [
        node
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "open"
    ]
    given = [value for node in opens for value in (*node.args, *(k.value for k in node.keywords))]
    modes = [value.value for value in given if isinstance(value, ast.Constant)]
    return {mode for mode in modes if re.fullmatch("[rwax+bt]{1,3}", str(mode))} - READING


def among(names: set[str], forbidden: set[str]) -> set[str]:
    """Those names that are forbidden or lie inside something forbidden."""
    return {name for name in names if any(f"{name}.".startswith(f"{f}.") for f in forbidden)}


def test_every_layer_is_looked_at() -> None:
    assert {layer(path) for path in MODULES} == set(ALLOWED)


@pytest.mark.parametrize("path", MODULES, ids=where)
def test_imports_follow_the_layers(path: Path) -> None:
    own = layer(path)
    assert own in ALLOWED, f"{own} is no layer of the design"
    used = {name.split(".")[1] for name in imports(path) if name.startswith("itadesk.")}
    layers = {name for name in used if name in ALLOWED}
    assert layers <= ALLOWED[own] | {own}


@pytest.mark.parametrize("path", MODULES, ids=where)
def test_only_the_window_imports_qt_and_nothing_imports_the_network(path: Path) -> None:
    assert not among(imports(path), NETWORK)
    if layer(path) != "ui":
        assert not among(imports(path), QT)


@pytest.mark.parametrize(
    "path", [path for path in MODULES if layer(path) in {"thai", "core"}], ids=where
)
def test_pure_layers_touch_nothing_outside(path: Path) -> None:
    excused = WORD_LIST_NEEDS if where(path) == WORD_LIST else set()
    assert not among(imports(path), IMPURE - excused)
    assert not calls(path) & IMPURE_CALLS


@pytest.mark.parametrize("path", MODULES, ids=where)
def test_files_are_written_in_one_place_only(path: Path) -> None:
    if where(path) != ATOMIC_WRITE:
        assert not calls(path) & WRITE_CALLS
        assert not writing_modes(path)
