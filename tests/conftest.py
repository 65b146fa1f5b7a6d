"""Fixtures for every test: no screen, no network, and the five real documents where they are."""

from __future__ import annotations

import itertools
import os
import re
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from itadesk.app.language import language, set_language
from itadesk.store import locked

os.environ["QT_QPA_PLATFORM"] = "offscreen"

# A slow machine is no failure, and a failure found once is worth finding again.
settings.register_profile("itadesk", deadline=None, max_examples=100, print_blob=True)
settings.load_profile("itadesk")

HOMES = itertools.count()
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if re.match(r"test_p\d\d_", item.name):
            item.add_marker(pytest.mark.promise)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five real documents, which are kept beside the project, not in it."""
    if not SEEDS.is_dir():
        pytest.skip(f"the five real documents are not at {SEEDS}")
    return SEEDS


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that other users can reach."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection to another machine fails the test: itadesk works without a network."""

    def refuse(_socket: socket.socket, address: object) -> Any:
        pytest.fail(f"tried to connect to {address!r}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)


@pytest.fixture(autouse=True)
def thai() -> Iterator[None]:
    """Every test begins in Thai, whichever language the one before it chose."""
    yield
    if language() != "th":
        set_language("th")


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords of copies take no time to try; what they protect is tested without this."""
    monkeypatch.setattr(locked, "_COST", 2**4)


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Settings and logs of the person who runs the tests are neither read nor written."""
    home = tmp_path_factory.getbasetemp() / f"home-{next(HOMES)}"
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
