"""LibreOffice as a second reader of Word and Excel files; skips where it is not installed."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from itadesk.typeset.faces import SARABUN

_FONTS_CONF = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>{fonts}</dir><cachedir>{cache}</cachedir>
<alias binding="same"><family>TH Sarabun New</family>
<prefer><family>Sarabun</family></prefer></alias>
</fontconfig>"""
# What TH Sarabun New takes above and below its baseline, of its size.
_ABOVE, _BELOW = 0.915, 0.335


def converted(files: list[Path], folder: Path, ending: str = "pdf") -> list[Path]:
    """The files as PDFs, in a face as large as the one that they ask for; or as its own .xlsx."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    fonts = folder / "fonts"
    fonts.mkdir(exist_ok=True)
    for number, path in enumerate((SARABUN.regular, SARABUN.bold)):
        (fonts / f"{number}.ttf").write_bytes(_scaled(path.read_bytes()))
    conf = folder / "fonts.conf"
    conf.write_text(_FONTS_CONF.format(fonts=fonts, cache=folder / "cache"), encoding="utf-8")
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", ending, "--outdir", str(folder / ending)),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=300,
        env=os.environ | {"FONTCONFIG_FILE": str(conf)},
    )
    return [folder / ending / f"{file.stem}.{ending}" for file in files]


def _scaled(font: bytes) -> bytes:
    """Sarabun drawn as small as TH Sarabun New, with its line height."""
    made = bytearray(font)
    tables = {
        bytes(font[i : i + 4]): struct.unpack(">I", font[i + 8 : i + 12])[0]
        for i in range(12, 12 + 16 * struct.unpack(">H", font[4:6])[0], 16)
    }
    upem = round(
        struct.unpack(">H", font[tables[b"head"] + 18 : tables[b"head"] + 20])[0] / SARABUN.factor
    )
    above, below = round(_ABOVE * upem), round(_BELOW * upem)
    struct.pack_into(">H", made, tables[b"head"] + 18, upem)
    struct.pack_into(">hhh", made, tables[b"hhea"] + 4, above, -below, 0)
    struct.pack_into(">hhhHH", made, tables[b"OS/2"] + 68, above, -below, 0, above, below)
    return bytes(made)
