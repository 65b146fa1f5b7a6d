"""Nothing is shipped without being pinned and named among the third-party notices."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import requires
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def runtime_packages() -> set[str]:
    """The packages that itadesk needs, and those that they need, except on other platforms."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = list(project["dependencies"])
    found: set[str] = set()
    while waiting:
        name = plain(re.split(r"[^\w.-]", waiting.pop().strip())[0])
        if name in found:
            continue
        found.add(name)
        waiting += [need for need in requires(name) or [] if ";" not in need]
    return found


@pytest.mark.parametrize("file", ["packaging/pinned.txt", "THIRD_PARTY.md"])
def test_every_runtime_package_stands_in(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    named = {plain(name) for name in re.findall(r"[\w.-]+", text)}
    comes_with_python = {"pip"}
    assert runtime_packages() - comes_with_python <= named
