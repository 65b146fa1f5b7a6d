"""The program finds its own files from a checkout and from an installed wheel."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from itadesk.app import places

ROOT = Path(__file__).parents[2]


def test_checkout_folders_are_found() -> None:
    assert places.forms_folder() == ROOT / "forms"
    assert places.resources_folder() == ROOT / "resources"


def test_the_clerks_folders_lie_outside_the_program() -> None:
    for folder in (places.data_folder(), places.log_folder()):
        assert folder.is_absolute()
        assert "itadesk" in folder.parts
        assert ROOT not in folder.parents


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True)
    (built,) = folder.glob("itadesk-*.whl")
    return built


@pytest.mark.slow
def test_the_wheel_carries_forms_and_resources(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    shipped = {
        f"itadesk/{path.relative_to(ROOT).as_posix()}"
        for folder in ("forms", "resources")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    assert "itadesk/py.typed" in carried
    assert shipped
    assert shipped <= carried


@pytest.mark.slow
def test_every_catalogue_is_compiled_into_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    sources = {name for name in carried if name.endswith(".po")}
    assert sources
    assert {name.removesuffix(".po") + ".mo" for name in sources} <= carried


@pytest.mark.slow
def test_an_unpacked_wheel_uses_its_own_copy(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    code = "from itadesk.app import places; print(places.forms_folder())"
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "SYSTEMROOT": "C:\\Windows"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path(told.stdout.strip()) == tmp_path / "itadesk" / "forms"
