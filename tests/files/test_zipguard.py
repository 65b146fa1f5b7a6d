from __future__ import annotations

import io
import warnings
import zipfile

import pytest
from tests.files.making import archive, excel_bytes, with_part

from itadesk.core.errors import UserError
from itadesk.files import zipguard
from itadesk.files.zipguard import checked_zip

GOOD = excel_bytes(("ที่", "น้ำ"))


def refused(data: bytes) -> str:
    with pytest.raises(UserError) as caught:
        checked_zip(data, "ป่า.xlsx")
    assert caught.value.facts == {"name": "ป่า.xlsx"}
    return caught.value.key


def test_a_real_workbook_passes() -> None:
    with checked_zip(GOOD, "ป่า.xlsx") as opened:
        assert "xl/workbook.xml" in opened.namelist()


def test_a_bomb_is_refused() -> None:
    assert refused(archive({"xl/sheet.xml": b"0" * 3_000_000})) == "import-unsafe"


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(archive({"a.bin": b"0" * 3_000_000}))
    size = (3_000_000).to_bytes(4, "little")
    for _ in range(2):
        at = data.find(size)
        data[at : at + 4] = (100).to_bytes(4, "little")
    assert refused(bytes(data)) in {"import-unsafe", "import-not-readable"}


@pytest.mark.parametrize(
    "declaration",
    [
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>',
        b"<x><!doctype y></x>",
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><x/>'.encode("utf-16"),
        b" " * (zipguard._CHUNK - 5) + b"<!DOCTYPE x>",
    ],
)
def test_declarations_in_xml_are_refused(
    declaration: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipguard, "MAX_RATIO", 10_000)
    assert refused(with_part(GOOD, "xl/other.xml", declaration)) == "import-unsafe"


@pytest.mark.parametrize("name", ["../x.xml", "/etc/x", "a\\b", "c:x", "a/../../b"])
def test_names_that_lead_outside_are_refused(name: str) -> None:
    assert refused(archive({name: b"x"})) == "import-unsafe"


def test_too_many_entries_are_refused() -> None:
    assert refused(archive({f"{i}.xml": b"" for i in range(1_001)})) == "import-too-large"


def test_two_entries_of_one_name_are_refused() -> None:
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w") as target:
        warnings.simplefilter("ignore")
        target.writestr("a.xml", b"1")
        target.writestr("A.xml", b"2")
    assert refused(stream.getvalue()) == "import-unsafe"


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipguard, "MAX_FILE", len(GOOD) - 1)
    assert refused(GOOD) == "import-too-large"


@pytest.mark.parametrize("share", [0.002, 0.04, 0.5, 0.999])
def test_a_truncated_archive_is_refused(share: float) -> None:
    assert refused(GOOD[: int(len(GOOD) * share)]) == "import-not-readable"


def test_a_damaged_entry_is_refused() -> None:
    damaged = bytearray(GOOD)
    for at in range(60, 400, 7):
        damaged[at] ^= 0xFF
    assert refused(bytes(damaged)) in {"import-not-readable", "import-unsafe"}
