from __future__ import annotations

from pathlib import Path

import pytest

from itadesk.app import packs
from itadesk.app.places import forms_folder
from itadesk.core.errors import UserError


@pytest.fixture
def own_folder() -> Path:
    folder = packs.own_layouts_folder()
    folder.mkdir(parents=True)
    return folder


def shipped(name: str) -> str:
    return (forms_folder() / "layouts" / f"{name}.toml").read_text(encoding="utf-8")


def test_known_years_have_their_list_and_others_say_so() -> None:
    assert packs.oit_years() == (2569, 2568, 2567, 2566)
    assert len(packs.oit_form(2566).items) == 43
    with pytest.raises(UserError) as error:
        packs.oit_form(2560)
    assert (error.value.key, error.value.facts) == ("oit-list-unknown", {"year": 2560})


def test_a_year_without_questions_of_its_own_uses_the_nearest() -> None:
    assert packs.question_form(2567).standing(2567) == "confirmed"
    assert packs.question_form(2570) == packs.question_form(2567)


def test_layouts_are_told_apart_by_kind() -> None:
    assert {layout.kind for layout in packs.layouts()} == {"measures", "items", "indicators"}
    assert {layout.kind for layout in packs.layouts("items")} == {"items"}
    assert packs.layout("seven-column").name.startswith("รายงานผล")
    with pytest.raises(UserError, match="layout-unknown"):
        packs.layout("eight-column")


def test_an_offices_own_layout_is_added_and_read_again_when_changed(own_folder: Path) -> None:
    file = own_folder / "own.toml"
    text = shipped("seven-column").replace('id = "seven-column"', 'id = "own"')
    file.write_text(text, encoding="utf-8-sig")
    assert packs.layout("own").size == 14
    file.write_text("size = 12\n" + text, encoding="utf-8")
    assert packs.layout("own").size == 12


def test_an_offices_own_layout_may_stand_in_for_a_shipped_one(own_folder: Path) -> None:
    (own_folder / "mine.toml").write_text("size = 12\n" + shipped("six-column"), encoding="utf-8")
    assert packs.layout("six-column").size == 12
    assert len([known for known in packs.layouts() if known.id == "six-column"]) == 1


@pytest.mark.parametrize("content", [b"\xa1\xc3\xd2\xc2", b"id = ", b"\x00"])
def test_a_broken_layout_of_the_office_is_named(own_folder: Path, content: bytes) -> None:
    (own_folder / "own.toml").write_bytes(content)
    with pytest.raises(UserError) as error:
        packs.layouts()
    assert error.value.key == "form-broken"
    assert error.value.facts["file"] == "own.toml"
