"""P21: a bad Excel, Word or office file is refused or read rightly, within 512 MB and 20 s."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.core.building import YEAR, small_state
from tests.files.making import TITLE, archive, excel_bytes, table_text
from tests.store.offices import new_file
from tests.store.test_untrusted import mutated

from itadesk.app.printing import render

pytest.importorskip("resource", reason="limits of memory are POSIX's")

from tests.faults import reading
from tests.faults.children import ENVIRONMENT

SECONDS = 20
KINDS = ("xlsx", "docx", "itadesk")
NOTHING = frozenset({"import-nothing-found", "import-which-year"})


def good(kind: str, folder: Path) -> bytes:
    if kind == "itadesk":
        return new_file(folder / "good.itadesk").read_bytes()
    return render(small_state(), YEAR, "measures-result", kind)  # type: ignore[arg-type]


def read(how: str, files: list[Path]) -> list[tuple[str, str, float]]:
    """For each file the key of its refusal, a hash of what was read, and the seconds it took."""
    command = [sys.executable, reading.__file__, how, *map(str, files)]
    told = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr[-3000:]
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    assert [name for name, *_rest in lines] == [str(file) for file in files]
    return [(key, found, taken) for _name, key, found, taken in lines]


def in_a_part(data: bytes, chance: random.Random) -> bytes:
    """The archive with one of its parts spoilt, so that the damage gets past the unpacking."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    name = chance.choice(sorted(name for name in parts if len(parts[name]) > 4))
    spoilt = bytearray(parts[name])
    for _time in range(chance.randrange(1, 4)):
        CHANGES[chance.randrange(len(CHANGES))](spoilt, chance)
    return archive(parts | {name: bytes(spoilt)})


def flip(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(1, len(data) + 1) :]
    data += b" " if not data else b""


def repeat(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    data[start:start] = bytes(data[start : start + 500]) * chance.randrange(1, 40)


def change_a_digit(data: bytearray, chance: random.Random) -> None:
    """A span, an index or a reference that leads nowhere, or very far."""
    places = [place for place, byte in enumerate(data) if byte in b"0123456789"]
    if places:
        place = chance.choice(places)
        data[place : place + 1] = chance.choice((b"-1", b"99999999", b"0", b"2147483648", b"x"))


CHANGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    flip, cut, repeat, change_a_digit, change_a_digit,
)  # fmt: skip


def spoilt(kind: str, data: bytes, chance: random.Random) -> bytes:
    if kind == "itadesk" or chance.random() < 0.3:
        return mutated(data, chance)
    return in_a_part(data, chance)


def check_samples(kind: str, folder: Path, count: int) -> None:
    data, chance = good(kind, folder), random.Random(2568)
    files = [folder / f"0.{kind}"]
    files[0].write_bytes(data)
    for number in range(1, count + 1):
        files.append(folder / f"{number}.{kind}")
        files[-1].write_bytes(spoilt(kind, data, chance))
    how = "office" if kind == "itadesk" else "import"
    ((right, content, _taken), *told) = read(how, files)
    assert right == ""
    assert max(taken for _key, _found, taken in told) < SECONDS
    refused = [key for key, _found, _taken in told if key]
    assert len(refused) > count // 10
    if kind == "itadesk":
        assert {found for key, found, _taken in told if not key} <= {content}
    else:
        assert set(refused) <= NOTHING | {
            "import-not-readable", "import-unsafe", "import-too-large",
        }  # fmt: skip


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", KINDS)
def test_p21_some_spoilt_files_are_refused_or_read(kind: str, tmp_path: Path) -> None:
    check_samples(kind, tmp_path, 25)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("kind", KINDS)
def test_p21_two_hundred_spoilt_files_are_refused_or_read(kind: str, tmp_path: Path) -> None:
    check_samples(kind, tmp_path, 200)


def large_sheet() -> bytes:
    row = '<row><c t="inlineStr"><is><t>ที่</t></is></c></row>'.encode()
    return in_sheet(row * 1_000_000)


def in_sheet(rows: bytes) -> bytes:
    data = excel_bytes(("ที่", "น้ำ"))
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    begin, end = sheet.index(b"<sheetData>") + len(b"<sheetData>"), sheet.index(b"</sheetData>")
    return archive(parts | {"xl/worksheets/sheet1.xml": sheet[:begin] + rows + sheet[end:]})


def large_document(paragraph: bytes, count: int) -> bytes:
    data = render(small_state(), YEAR, "measures-result", "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    body = parts["word/document.xml"]
    at = body.index(b"<w:body>") + len(b"<w:body>")
    return archive(parts | {"word/document.xml": body[:at] + paragraph * count + body[at:]})


def noisy(count: int) -> bytes:
    """Paragraphs that do not shrink much: what the limit of the ratio lets through."""
    chance = random.Random(1)
    return b"".join(
        f"<w:p><w:r><w:t>{chance.getrandbits(64)}</w:t></w:r></w:p>".encode() for _n in range(count)
    )


LARGE: dict[str, Callable[[], bytes]] = {
    "rows.xlsx": large_sheet,
    "spans.xlsx": lambda: in_sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "empty.docx": lambda: large_document(b"<w:p/>", 8_000_000),
    "noisy.docx": lambda: large_document(noisy(10_000), 60),
    "dense.docx": lambda: large_document(noisy(20_000) + b"<w:p/>" * 1_700_000, 1),
    "deep.docx": lambda: large_document(b"<w:sdt>" * 5_000, 1),
    "text.txt": lambda: "ที่ น้ำ\t".encode() * 500_000,
    "lines.txt": lambda: (table_text(("๑", "ป่า")) + "\n" * 9_000_000).encode(),
    "title.txt": lambda: (TITLE * 40_000).encode(),
}


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", LARGE)
def test_p21_a_file_that_is_very_large_is_refused_or_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(LARGE[name]())
    ((_key, _found, taken),) = read("import", [path])
    assert taken < SECONDS
