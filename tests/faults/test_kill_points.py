"""P01: whenever the program stops, each action is in the file completely or not at all."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from tests.faults import killed
from tests.faults.children import ENVIRONMENT
from tests.store.offices import new_file

from itadesk.app.backups import FOLDER
from itadesk.store.check import check
from itadesk.store.dump import dump
from itadesk.store.file import OfficeFile

AT_ONCE = 4
WRITING = "pwrite64,write,fsync,fdatasync,ftruncate,unlink,rename"

# Does an action on a file and dies at a step, 0 for none; says whether it died.
Killer = Callable[[str, Path, int], bool]


def at_step(every: int, action: str, path: Path, step: int) -> bool:
    """Dies while SQLite thinks, at every so manieth of its instructions."""
    command = [sys.executable, killed.__file__, action, str(path), str(every), str(step)]
    status = subprocess.run(command, env=ENVIRONMENT, check=False).returncode
    assert status in (0, killed.KILLED)
    return status == killed.KILLED


def at_call(action: str, path: Path, step: int) -> bool:
    """Dies while the system writes, at any call that changes a file or syncs one."""
    inject = ["-e", f"inject={WRITING}:signal=KILL:when={step}"] if step else []
    strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={WRITING}", *inject]
    command = [*strace, sys.executable, killed.__file__, action, str(path), "1", "0"]
    environment = {**ENVIRONMENT, "PYTHONDONTWRITEBYTECODE": "1"}
    status = subprocess.run(command, env=environment, check=False).returncode
    assert status in (0, -9, 137)
    return status != 0


def content(path: Path) -> bytes | None:
    """Everything in a sound file after its recovery; None where there is no file."""
    if not path.exists():
        return None
    assert [str(problem) for problem in check(path).problems] == []
    return b"".join(dump(path))


def outcome(
    kill: Killer, action: str, before: Path, folder: Path, step: int
) -> tuple[bool, bytes | None]:
    """Whether the action died at this step, and what the next start finds."""
    home = folder / str(step)
    home.mkdir()
    path = home / "a.itadesk"
    if action != "create":
        path.write_bytes(before.read_bytes())
    died = kill(action, path, step)
    found = content(path)
    beside = {file.name for file in home.iterdir()} - {path.name, FOLDER}
    assert all(name.endswith((".part", "-journal")) for name in beside)
    assert died or not beside
    return died, found


def kill_everywhere(kill: Killer, action: str, folder: Path) -> None:
    """Kills at the first step, the second and so on, until the action is done before its step."""
    before = new_file(folder / "before.itadesk")
    with OfficeFile.open(before) as file:
        file.seal()
    other = folder / "other.itadesk"
    other.write_bytes(before.read_bytes())
    killed.paste(other)
    old = None if action == "create" else content(before)
    died, new = outcome(kill, action, before, folder, 0)
    assert not died
    assert new not in (None, old)
    at = partial(outcome, kill, action, before, folder)
    kills = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for first in range(1, 10_000, AT_ONCE):
            told = list(pool.map(at, range(first, first + AT_ONCE)))
            for died, found in told:
                assert found in ((old, new) if died else (new,))
                kills += died
            if not all(died for died, _found in told):
                break
    assert kills > 3


@pytest.mark.parametrize("action", ["edit", "create"])
def test_p01_killed_at_some_steps(action: str, tmp_path: Path) -> None:
    every = {"edit": 120, "create": 900}[action]
    kill_everywhere(partial(at_step, every), action, tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("action", killed.ACTIONS)
def test_p01_killed_at_very_many_steps(action: str, tmp_path: Path) -> None:
    every = {"edit": 25, "delete": 25}.get(action, 200)
    kill_everywhere(partial(at_step, every), action, tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
@pytest.mark.parametrize("action", killed.ACTIONS)
def test_p01_killed_at_every_call_that_writes(action: str, tmp_path: Path) -> None:
    kill_everywhere(at_call, action, tmp_path)
