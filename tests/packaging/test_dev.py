"""The set-up script's own decisions; what it installs is proved by running it in CI."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from tests.packaging.scripts import script

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "packaging" / "dev.py"


@pytest.fixture
def dev() -> ModuleType:
    return script("dev")


def test_provided_packages_count_as_installed(dev: ModuleType) -> None:
    listing = (
        "installed\tlibglib2.0-0t64\tlibglib2.0-0 (= 2.80.0-6), libglib2.0-anything\n"
        "config-files\tlibegl1\t\n"
        "installed\tlibgl1\t\n"
    )
    assert dev.installed_names(listing) == {
        "libglib2.0-0t64", "libglib2.0-0", "libglib2.0-anything", "libgl1",
    }  # fmt: skip


def test_slow_tests_are_asked_for_by_name(dev: ModuleType) -> None:
    assert dict(dev.test_steps(["-k", "ไทย"]))["pytest"] == ["pytest", "-n", "auto", "-k", "ไทย"]
    chosen = dict(dev.test_steps(["--slow", "-k", "ไทย"]))["pytest"]
    assert chosen == ["pytest", "-n", "auto", "-m", "not bench", "-k", "ไทย"]


def test_every_step_runs_and_the_first_failure_counts(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    steps = [
        ("one", ["platform"]),
        ("two", ["no_such_module"]),
        ("three", ["timeit", "--no-such-option"]),
    ]
    monkeypatch.setattr(dev, "test_steps", lambda _arguments: steps)
    assert dev.test(Path(sys.executable), []) == 1
    printed = capfd.readouterr().out
    assert re.findall(r"== (\w+): (ok|FAILED with status \d)", printed) == [
        ("one", "ok"),
        ("two", "FAILED with status 1"),
        ("three", "FAILED with status 2"),
    ]


@pytest.mark.parametrize(
    ("environment", "screen"),
    [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True)],
)
@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="these always have a screen")
def test_a_screen_is_known_by_its_variables(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], screen: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert dev.has_screen() is screen


def test_the_environment_is_renewed_when_a_source_of_it_changes(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    locale = tmp_path / "resources" / "locale"
    locale.mkdir(parents=True)
    (tmp_path / "packaging").mkdir()
    sources = [tmp_path / "packaging/pinned.txt", tmp_path / "packaging/hatch_build.py"]
    sources += [tmp_path / "pyproject.toml", locale / "th.po"]
    for source in sources:
        source.write_text("first", encoding="utf-8")
    monkeypatch.setattr(dev, "PROJECT", tmp_path)
    monkeypatch.setattr(dev, "PINNED", sources[0])
    seen = {dev.fingerprint()}
    for source in sources:
        source.write_text("second", encoding="utf-8")
        seen.add(dev.fingerprint())
    (locale / "en.po").write_text("first", encoding="utf-8")
    seen.add(dev.fingerprint())
    assert len(seen) == len(sources) + 2
    assert dev.fingerprint() in seen


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_an_environment_of_another_python_is_not_taken(dev: ModuleType, tmp_path: Path) -> None:
    assert dev.runs_this_version(Path(sys.executable))
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    assert not dev.runs_this_version(broken)


def test_wrong_usage_is_told_without_setting_anything_up() -> None:
    told = subprocess.run([sys.executable, SCRIPT, "rum"], capture_output=True, text=True)
    assert told.returncode == 2
    assert "dev.py run" in told.stderr
    assert "dev.py test" in told.stderr


def test_everything_is_pinned_exactly_and_once() -> None:
    lines = (ROOT / "packaging/pinned.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+(; .+)?", pin) for pin in pins)
    names = [pin.split("==")[0].lower().replace("_", "-") for pin in pins]
    assert len(names) == len(set(names))
