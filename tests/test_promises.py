"""What docs/safety.md promises to the clerk is tested, by tests that name the promise."""

from __future__ import annotations

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs" / "safety.md").read_text(encoding="utf-8")


def numbers_of_tests() -> set[str]:
    """The numbers of the promises that tests name."""
    found: set[str] = set()
    for path in TESTS.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_p"):
                found.update(f"P{number}" for number in re.findall(r"_p(\d\d)(?=_)", node.name))
    return found


def test_every_promise_of_the_page_has_its_tests() -> None:
    promised = re.findall(r"^\| (P\d\d) \|", PAGE, re.MULTILINE)
    assert len(promised) == len(set(promised)) > 20
    assert set(promised) <= numbers_of_tests()
