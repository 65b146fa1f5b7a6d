"""Sets itadesk up, then runs or tests it: the README's two commands.

Needs nothing but Python 3.11 or newer. The environment is made in `.venv` (or where ITADESK_VENV
says), and brought up to date whenever the pinned versions, the project or its texts change.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PINNED = PROJECT / "packaging" / "pinned.txt"
OLDEST_PYTHON = (3, 11)
OFFSCREEN = dict(os.environ, QT_QPA_PLATFORM="offscreen")

# What a bare Debian lacks for Qt. Without icccm4 and keysyms1 Qt aborts under X; without
# libgssapi QtPdf goes missing silently; without libthai Qt breaks no line between Thai words.
SYSTEM_PACKAGES = (
    "libcups2",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libfreetype6",
    "libgl1",
    "libglib2.0-0",
    "libgssapi-krb5-2",
    "libthai0",
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-sync1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
)
# What the tests read pages and watch system calls with.
TEST_PACKAGES = ("poppler-utils", "strace")
# What the slow tests open papers with (LibreOffice, the validator of archival PDFs), and make
# and mount the file systems of sticks with.
SLOW_PACKAGES = (
    "default-jre-headless",
    "dosfstools",
    "exfat-fuse",
    "exfatprogs",
    "fusefat",
    "libactivation-java",
    "libjaxb-api-java",
    "libpdfbox2-java",
    "libreoffice-calc",
    "libreoffice-writer",
)

USAGE = """\
python3 packaging/dev.py run [ARGUMENTS]            open itadesk (arguments: see `run --help`)
python3 packaging/dev.py test [--slow] [ARGUMENTS]  check style and types, run the tests"""


class SetupError(Exception):
    """The machine lacks something; the message is one sentence that says what to do."""


def main(arguments: list[str]) -> int:
    if sys.version_info < OLDEST_PYTHON:
        return refuse(f"itadesk needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if not arguments or arguments[0] not in ("run", "test"):
        print(USAGE, file=sys.stderr)
        return 2
    try:
        provide_system_packages(further_packages(arguments))
        python = provide_environment()
    except SetupError as error:
        return refuse(str(error))
    return {"run": run, "test": test}[arguments[0]](python, arguments[1:])


def refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def call(*command: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None) -> int:
    return subprocess.run([str(part) for part in command], cwd=cwd, env=env).returncode


# --- system packages (Debian, Ubuntu) ---------------------------------------------------------


def further_packages(arguments: list[str]) -> tuple[str, ...]:
    """What the command needs beyond Qt's own."""
    if arguments[0] != "test":
        return ()
    return (*TEST_PACKAGES, *(SLOW_PACKAGES if "--slow" in arguments else ()))


def provide_system_packages(further: tuple[str, ...]) -> None:
    """Installs what is missing when run by root; otherwise names the one command that does."""
    missing = missing_packages((*SYSTEM_PACKAGES, *further))
    if not missing:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if os.geteuid() == 0:
        print("Installing system packages:", " ".join(missing), flush=True)
        quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        for command in (["apt-get", "update"], install):
            if call(*command, env=quiet) != 0:
                raise SetupError(f"`{' '.join(command)}` failed; is the network reachable?")
        importlib.invalidate_caches()
    else:
        print(
            f"Missing system packages; install them with:\n  sudo {' '.join(install)}", flush=True
        )


def missing_packages(wanted: tuple[str, ...]) -> list[str]:
    """Those of the wanted that are to be installed; none on a system without dpkg and apt."""
    if not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        return []
    if not has_ensurepip():
        wanted = (*wanted, venv_package())
    form = "${db:Status-Status}\t${Package}\t${Provides}\n"
    listing = subprocess.run(
        ["dpkg-query", "--show", f"--showformat={form}"], check=True, capture_output=True, text=True
    )
    present = installed_names(listing.stdout)
    return [name for name in wanted if name not in present]


def installed_names(listing: str) -> set[str]:
    """Names of installed packages and of what they provide, from lines `status, name, provides`."""
    names: set[str] = set()
    for line in listing.splitlines():
        status, name, provides = line.split("\t")
        if status == "installed":
            names.add(name)
            names.update(part.split()[0] for part in provides.split(",") if part.strip())
    return names


def has_ensurepip() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


def venv_package() -> str:
    return f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"


# --- the environment --------------------------------------------------------------------------


def provide_environment() -> Path:
    """Makes the environment or brings it up to date; returns its Python."""
    folder = Path(os.environ.get("ITADESK_VENV") or PROJECT / ".venv")
    python = environment_python(folder)
    stamp = folder / "itadesk-stamp.txt"
    wanted = fingerprint()
    if python.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    if not python.exists() or not runs_this_version(python):
        make_environment(folder)
    stamp.unlink(missing_ok=True)
    pip(python, "install", "--no-deps", "--requirement", str(PINNED))
    pip(python, "install", "--no-deps", "--no-build-isolation", "--editable", str(PROJECT))
    pip(python, "check")
    stamp.write_text(wanted, encoding="utf-8")
    return python


def environment_python(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint() -> str:
    """Changes when the environment must be brought up to date."""
    digest = hashlib.sha256(f"{PROJECT}\n{sys.version}\n".encode())
    texts = sorted(PROJECT.glob("resources/locale/*.po"))
    for path in (PINNED, PROJECT / "pyproject.toml", PROJECT / "packaging/hatch_build.py", *texts):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def runs_this_version(python: Path) -> bool:
    """False for an environment that another Python made, or that was moved."""
    told = subprocess.run(
        [python, "-c", "import sys; print(sys.version)"], capture_output=True, text=True
    )
    return told.returncode == 0 and told.stdout.strip() == sys.version


def make_environment(folder: Path) -> None:
    if not has_ensurepip():
        raise SetupError(f"Python cannot make environments here; install {venv_package()} first.")
    print("Making the environment in", folder, flush=True)
    if call(sys.executable, "-m", "venv", "--clear", folder) != 0:
        raise SetupError(f"The environment could not be made in {folder}; is the folder writable?")


def pip(python: Path, *arguments: str) -> None:
    if call(python, "-m", "pip", "--disable-pip-version-check", *arguments) != 0:
        raise SetupError(
            "The packages could not be installed (see above); is the network reachable?"
        )


# --- the two commands -------------------------------------------------------------------------


def run(python: Path, arguments: list[str]) -> int:
    """Starts itadesk; without a screen and without arguments, prints the sample office instead."""
    if has_screen():
        return call(python, "-m", "itadesk", *arguments)
    if arguments:
        return call(python, "-m", "itadesk", *arguments, env=OFFSCREEN)
    folder = PROJECT / "demo"
    status = call(python, "-m", "itadesk", "demo", folder, env=OFFSCREEN)
    if status == 0:
        print(f"ไม่มีจอภาพ จึงพิมพ์รายงานและภาพหน้าจอของหน่วยงานตัวอย่างไว้ที่ {folder}")
        print(f"No screen here: the sample office's papers and pictures are in {folder}")
    return status


def has_screen() -> bool:
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def test(python: Path, arguments: list[str]) -> int:
    """Runs every step, so that all faults are seen at once; returns the first failure's status."""
    failed = 0
    for name, command in test_steps(arguments):
        print(f"== {name}", flush=True)
        start = time.monotonic()
        status = call(python, "-m", *command, cwd=PROJECT, env=OFFSCREEN)
        verdict = "ok" if status == 0 else f"FAILED with status {status}"
        print(f"== {name}: {verdict}, {time.monotonic() - start:.1f} s\n", flush=True)
        failed = failed or status
    return failed


def test_steps(arguments: list[str]) -> list[tuple[str, list[str]]]:
    """Name and module command line of each step; `--slow` adds the slow tests."""
    chosen = ["-m", "not bench"] if "--slow" in arguments else []
    further = [argument for argument in arguments if argument != "--slow"]
    return [
        ("ruff check", ["ruff", "check"]),
        ("ruff format", ["ruff", "format", "--check"]),
        ("mypy", ["mypy"]),
        ("pytest", ["pytest", "-n", "auto", *chosen, *further]),
    ]


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a console without Thai
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
