from __future__ import annotations

from pathlib import Path

import pytest
from tests.typeset.fonts import install, install_family

from itadesk.core.report import Report, Section, plain
from itadesk.typeset import pdf
from itadesk.typeset.installed import font_folders, installed_choices

FAMILIES = ("TH Sarabun New", "TH SarabunPSK", "TH SarabunIT๙")


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_is_found_wherever_it_lies(tmp_path: Path, family: str) -> None:
    install_family(tmp_path / "truetype" / "thai", family)
    found = installed_choices([tmp_path / "ไม่มี", tmp_path])
    assert list(found) == [family]
    choice = found[family]
    assert choice.factor == 1.0
    faces = {choice.file(bold=b, italic=i).name for b in (False, True) for i in (False, True)}
    assert len(faces) == 4
    assert "Bold Italic" in choice.bold_italic.name


def test_an_italic_that_is_not_there_is_set_upright(tmp_path: Path) -> None:
    regular = install(tmp_path, FAMILIES[0])
    assert installed_choices([tmp_path]) == {}
    bold = install(tmp_path, FAMILIES[0], bold=True)
    choice = installed_choices([tmp_path])[FAMILIES[0]]
    assert (choice.italic, choice.bold_italic) == (regular, bold)


def test_other_files_are_passed_over(tmp_path: Path) -> None:
    install_family(tmp_path, "Sarabun")
    (tmp_path / "THSarabun.ttf").write_bytes(b"no font")
    (tmp_path / "THSarabunNew.otf").write_bytes(b"OTTO")
    (tmp_path / "sarabun.ttf").mkdir()
    assert installed_choices([tmp_path]) == {}


def test_ones_own_fonts_win(tmp_path: Path) -> None:
    for folder in ("system", "own"):
        install_family(tmp_path / folder, FAMILIES[0])
    choice = installed_choices([tmp_path / "own", tmp_path / "system"])[FAMILIES[0]]
    assert choice.regular.parent.name == "own"


def test_the_systems_folders_are_named() -> None:
    assert all(folder.is_absolute() for folder in font_folders())
    assert any(Path.home() in folder.parents for folder in font_folders())


def test_an_installed_family_is_embedded_at_its_own_size(tmp_path: Path) -> None:
    install_family(tmp_path, FAMILIES[0])
    choice = installed_choices([tmp_path])[FAMILIES[0]]
    report = Report("", (Section((plain("ที่ น้ำ ป่า"),)),))
    made, usual = pdf.render(report, fonts=choice).data, pdf.render(report).data
    assert b"THSarabun" in made
    assert b"THSarabun" not in usual
