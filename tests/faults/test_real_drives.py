"""Drives as they are: small ones that fill up, and the file systems of sticks, mounted for real."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.faults.faulty import names_in, refusal
from tests.store.offices import new_file

from itadesk.app.copying import copy_to
from itadesk.app.merging import dry_run, merge
from itadesk.app.session import Session
from itadesk.core.changelog import EXISTS, Edit
from itadesk.store.check import check
from itadesk.store.dump import dump
from itadesk.store.snapshot import snapshot

AT = "2026-11-21T09:30:00Z"
KILOBYTE = 1024
BIG = [
    edit
    for number in range(150)
    for edit in (
        Edit("unit", f"u{number}", EXISTS, True),
        Edit("unit", f"u{number}", "name", f"{number} ปฏิบัติงานเป็นปัจจุบัน" * 30),
    )
]
STICKS = {"exfat": ["mkfs.exfat"], "vfat": ["mkfs.vfat", "-F", "32"]}


@contextlib.contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    folder.mkdir(exist_ok=True)
    command = ["mount", *options, str(folder)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip(f"this machine does not let tests mount: {' '.join(command)}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextlib.contextmanager
def room(folder: Path, kilobytes: int) -> Iterator[Path]:
    with mounted(folder, "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs") as drive:
        yield drive


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_file(tmp_path / "ป่าฟื้น.itadesk", BIG)


@pytest.mark.promise("P03")
@pytest.mark.promise("P04")
def test_p03_p04_a_copy_on_drives_of_every_size(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    size = len(before) // KILOBYTE
    outcomes = set()
    for kilobytes in range(16, 2 * size, size // 8):
        with room(tmp_path / "drive", kilobytes) as drive:
            told = refusal(lambda drive=drive: snapshot(path, drive / "copy.itadesk", AT))
            if told is None:
                assert names_in(drive) == ["copy.itadesk"]
                assert check(drive / "copy.itadesk").is_sound
            else:
                assert told.key == "disk-full"
                assert names_in(drive) == []
            outcomes.add(told is None)
        assert path.read_bytes() == before
    assert outcomes == {True, False}


@pytest.mark.promise("P03")
def test_p03_working_on_drives_of_every_size(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.itadesk"
    other.write_bytes(path.read_bytes())
    with Session.open(other) as session:
        session.apply([Edit("unit", f"u{n}", "name", "ฟื้น" * 400) for n in range(100)], "x")
        session.seal()
    size = path.stat().st_size // KILOBYTE
    outcomes = set()
    for kilobytes in range(size + 32, 5 * size, size // 3):
        with room(tmp_path / "drive", kilobytes) as drive:
            file = drive / "a.itadesk"
            file.write_bytes(path.read_bytes())
            with Session.open(file) as session:
                old = list(dump(path))
                told = refusal(lambda session=session: merge(session, dry_run(session, [other])))
                told = told or refusal(
                    lambda session=session: session.apply(
                        [Edit("unit", f"u{n}", "name", "ป่า" * 900) for n in range(100)], "x"
                    )
                )
            assert told is None or told.key in ("disk-full", "drive-trouble")
            assert check(file).problems == ()
            assert len(list(dump(file))) >= len(old)
            assert not [name for name in names_in(drive) if name.endswith(".part")]
            outcomes.add(told is None)
    assert outcomes == {True, False}


@pytest.mark.slow
@pytest.mark.promise("P04")
@pytest.mark.parametrize("system", STICKS)
def test_p04_a_stick_as_it_is_bought(path: Path, tmp_path: Path, system: str) -> None:
    if not shutil.which(STICKS[system][0]):
        pytest.skip(f"{STICKS[system][0]} is not installed")
    image = tmp_path / "stick.img"
    with image.open("wb") as stream:
        stream.truncate(64 * 2**20)
    subprocess.run([*STICKS[system], str(image)], check=True, capture_output=True)
    with mounted(tmp_path / "stick", "-o", "loop", "-t", system, str(image)) as stick:
        receipts = [copy_to(stick, path) for _time in range(4)]
        assert len(names_in(stick)) == 3
        assert check(receipts[-1].path).is_sound
        filler = stick / "photos.bin"
        filler.write_bytes(bytes(os.statvfs(stick).f_bavail * os.statvfs(stick).f_frsize - 2**16))
        told = refusal(lambda: snapshot(path, stick / "copy.itadesk", AT))
        assert told is not None
        assert told.key == "disk-full"
        assert len(names_in(stick)) == 4
        assert all(check(stick / name).is_sound for name in names_in(stick) if "office" in name)
