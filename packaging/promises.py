"""Writes into docs/safety.md which tests prove each promise: `python packaging/promises.py`.

A test proves the promises whose numbers its name begins with: `test_p03_p04_…`.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PAGE = PROJECT / "docs" / "safety.md"
TESTS = PROJECT / "tests"

ROW = re.compile(r"^\| (P\d\d) \| ([^|]+) \|.*$", re.MULTILINE)
_NUMBERS = re.compile(r"test((?:_p\d\d)+)_")


def numbers(name: str) -> list[str]:
    """The promises that a test of this name proves."""
    match = _NUMBERS.match(name)
    return [] if match is None else [number.upper() for number in match[1].split("_")[1:]]


def proofs() -> dict[str, set[str]]:
    """The modules of tests that prove each promise."""
    found: dict[str, set[str]] = {}
    for module, name in _tests():
        for number in numbers(name):
            found.setdefault(number, set()).add(module)
    return found


def with_proofs(page: str) -> str:
    """The page with the last column of its table made anew; a promise without a test has none."""
    proved = proofs()

    def row(match: re.Match[str]) -> str:
        number, promise = match.groups()
        told = ", ".join(f"`{module}`" for module in sorted(proved.get(number, ())))
        return f"| {number} | {promise} | {told} |"

    return ROW.sub(row, page)


def _tests() -> Iterator[tuple[str, str]]:
    """Module and name of each test."""
    for path in sorted(TESTS.rglob("test_*.py")):
        module = path.relative_to(TESTS).with_suffix("").as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield module, node.name


def main() -> int:
    """Writes the page."""
    PAGE.write_text(with_proofs(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
