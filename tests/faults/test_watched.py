"""P25: a clerk's day leads to no network, no other program, and no code but the program's own."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.faults import watched
from tests.faults.children import ENVIRONMENT

CALLS = "trace=socket,connect,execve,execveat"
OTHER_MACHINES = re.compile("AF_INET|AF_PACKET|AF_BLUETOOTH|AF_VSOCK")


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_p23_p25_a_day_without_network_other_programs_and_strange_files(tmp_path: Path) -> None:
    day, calls = tmp_path / "day", tmp_path / "calls.txt"
    for folder in (day, day / "home", day / "temporary"):
        folder.mkdir()
    home = str(day / "home")
    places = {"HOME": home, "USERPROFILE": home, "TMPDIR": str(day / "temporary")}
    strace = ["strace", "--follow-forks", "--seccomp-bpf", "-qq", "-o", str(calls), "-e", CALLS]
    command = [*strace, sys.executable, watched.__file__, str(day)]
    told = subprocess.run(
        command, env={**ENVIRONMENT, **places}, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr[-3000:]
    assert json.loads(told.stdout) == []
    called = calls.read_text(encoding="utf-8").splitlines()
    assert [line for line in called if OTHER_MACHINES.search(line)] == []
    assert sum("execve" in line for line in called) == 1


@pytest.mark.parametrize(
    "event",
    [
        ("socket.connect", (None, ("example.com", 80))),
        ("subprocess.Popen", ("calc", [], None, None)),
        ("ctypes.dlopen", ("libc.so",)),
        ("exec", (compile("1", "data", "eval"),)),
        ("open", ("/etc/passwd", "r", 0)),
    ],
    ids=lambda event: event[0],
)
def test_what_must_not_happen_is_noted(event: tuple[str, tuple[object]], tmp_path: Path) -> None:
    watch = watched.Watch(tmp_path)
    watch(*event)
    assert watch.found == []
    watch.is_on = True
    watch(*event)
    assert len(watch.found) == 1
    watch("open", (str(tmp_path / "a.pdf"), "w", 0))
    assert len(watch.found) == 1
