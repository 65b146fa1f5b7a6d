"""Drives as they are: small ones that fill up, and the file systems of sticks, mounted for real."""

from __future__ import annotations

import contextlib
import itertools
import shutil
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from tests.faults.faulty import Fault, names_in, refusal
from tests.store.offices import new_file

from itadesk.app.copying import copy_to
from itadesk.app.merging import dry_run, merge
from itadesk.app.session import Session
from itadesk.core.changelog import EXISTS, Edit
from itadesk.store import durable
from itadesk.store import snapshot as copies
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
# How a stick is formatted, and the program that is its file system.
SYSTEMS = {
    "exfat": (["mkfs.exfat"], ["mount.exfat-fuse", "-d"]),
    "vfat": (["mkfs.vfat", "-F", "32"], ["fusefat", "-f", "-o", "rw+"]),
}


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


class Stick:
    """A stick as it is bought. Its driver is a program: pulling it out ends that in its midst."""

    def __init__(self, folder: Path, system: str) -> None:
        make, self._driver = SYSTEMS[system]
        for program in (make[0], self._driver[0], "losetup", "umount"):
            if not shutil.which(program):
                pytest.skip(f"{program} is not installed: no real {system} stick")
        self.folder = folder / "stick"
        self.folder.mkdir()
        image = folder / "stick.img"
        with image.open("wb") as stream:
            stream.truncate(64 * 2**20)
        subprocess.run([*make, str(image)], check=True, capture_output=True)
        command = ["losetup", "--find", "--show", str(image)]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        if told.returncode:
            pytest.skip(f"this machine has no loop devices: {told.stderr.strip()}")
        self._device = told.stdout.strip()
        self._running: subprocess.Popen[bytes] | None = None

    def put_in(self) -> None:
        command = [*self._driver, self._device, str(self.folder)]
        self._running = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        end = time.monotonic() + 10
        while not self.folder.is_mount():
            if self._running.poll() is not None or time.monotonic() > end:
                self.remove()
                pytest.skip(f"this machine does not let tests mount: {' '.join(command)}")
            time.sleep(0.01)

    def pull_out(self) -> None:
        """Nothing that the driver has in its memory reaches the stick any more."""
        if self._running is not None:
            self._running.kill()
            self._running.wait()

    def unmount(self) -> None:
        subprocess.run(["umount", str(self.folder)], check=True)
        if self._running is not None:
            self._running.wait(30)
            self._running = None

    def remove(self) -> None:
        self.pull_out()
        subprocess.run(["umount", "--lazy", str(self.folder)], check=False, capture_output=True)
        subprocess.run(["losetup", "--detach", self._device], check=True)


class PullOut(Fault):
    """At its step the stick is pulled out; the work goes on, and must notice by itself."""

    def __init__(self, stick: Stick, at: int) -> None:
        super().__init__(at)
        self._stick = stick

    def fire(self) -> None:
        self._stick.pull_out()


@pytest.fixture(params=SYSTEMS)
def stick(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stick]:
    made = Stick(tmp_path, request.param)
    made.put_in()
    yield made
    made.remove()


@pytest.mark.slow
@pytest.mark.parametrize("stick", ["exfat"], indirect=True)  # the other tells nothing of its room
def test_p04_a_stick_as_it_is_bought(path: Path, stick: Stick) -> None:
    receipts = [copy_to(stick.folder, path) for _time in range(4)]
    stick.unmount()
    stick.put_in()
    assert len(names_in(stick.folder)) == 3
    assert check(receipts[-1].path).is_sound


@pytest.mark.slow
def test_p03_p04_a_stick_that_is_full(path: Path, stick: Stick) -> None:
    copy = snapshot(path, stick.folder / "first.itadesk", AT).path
    filler = stick.folder / "photos.bin"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as stream:
        while stream.write(bytes(2**16)):
            pass
    told = refusal(lambda: snapshot(path, stick.folder / "copy.itadesk", AT))
    assert told is not None
    assert told.key in ("disk-full", "drive-trouble")  # fusefat calls it an I/O error
    stick.unmount()
    stick.put_in()
    assert names_in(stick.folder) == ["first.itadesk", "photos.bin"]
    assert check(copy).is_sound
    filler.unlink()
    assert check(snapshot(path, stick.folder / "copy.itadesk", AT).path).is_sound


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_p04_p06_a_stick_pulled_out_in_the_middle(
    path: Path, stick: Stick, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = snapshot(path, stick.folder / "first.itadesk", AT).path
    target = stick.folder / "copy.itadesk"
    outcomes = set()
    with Session.open(path) as session:
        session.apply([Edit("unit", "u1", "name", "กองช่าง")], "x")
        session.seal()
        before = path.read_bytes()
        for at in itertools.count(1):
            fault = PullOut(stick, at)
            with monkeypatch.context() as patch:
                patch.setattr(durable, "os", fault)
                patch.setattr(copies, "_STEPS", 100)
                told = refusal(partial(snapshot, path, target, AT, cancelled=fault))
            assert told is None or told.key in ("drive-trouble", "folder-missing", "cannot-write")
            assert path.read_bytes() == before
            stick.unmount()
            stick.put_in()
            there = {name for name in names_in(stick.folder) if not name.startswith(".")}
            assert first.name in there
            assert there <= {first.name, target.name}
            assert [check(stick.folder / name).problems for name in there] == [()] * len(there)
            outcomes.add((fault.fired, told is None, target.name in there))
            if not fault.fired:
                break
            for left in set(stick.folder.iterdir()) - {first}:
                left.unlink()
        session.apply([Edit("unit", "u1", "name", "กองคลัง")], "x")
    assert at > 30
    assert {(True, False, False), (False, True, True)} <= outcomes
