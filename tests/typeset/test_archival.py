"""What PDF/A-2b asks for, as far as it shows in the file's own objects."""

from __future__ import annotations

import io
import re
import zlib

import pytest
from PIL import Image, ImageCms
from tests.typeset.material import report
from tests.typeset.test_pdf import ONE_PIXEL, sample

from itadesk.core.report import Picture, bold, plain
from itadesk.typeset.archival import srgb_profile, xmp
from itadesk.typeset.pdf import render


def streams(data: bytes) -> list[tuple[bytes, bytes]]:
    """The dictionary of each stream and the bytes after its keyword."""
    found = []
    for match in re.finditer(rb"obj\n(<<(?:(?!endobj).)*?>>)\nstream\n", data, re.DOTALL):
        found.append((match[1], data[match.end() :]))
    return found


def test_each_stream_is_as_long_as_it_says_and_ends_with_its_line() -> None:
    found = streams(render(sample()).data)
    assert len(found) > 8
    for head, rest in found:
        length = int(re.search(rb"/Length (\d+)", head)[1])  # type: ignore[index]
        assert rest[length : length + 10] == b"\nendstream"


def test_metadata_stands_unpacked_and_says_what_the_properties_say() -> None:
    data = render(sample()).data
    assert '<rdf:li xml:lang="x-default">ชื่อรายงาน ๒๕๖๘</rdf:li>'.encode() in data
    assert "<rdf:li>อบต.ตัวอย่าง</rdf:li>".encode() in data
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert re.search(rb"/Metadata \d+ 0 R", data)
    producer = re.search(rb"<pdf:Producer>(.*)</pdf:Producer>", data)
    assert producer
    assert b"/Producer (" + producer[1].replace(b"(", b"\\(").replace(b")", b"\\)") in data
    (head,) = [head for head, _rest in streams(data) if b"/Metadata" in head]
    assert b"Filter" not in head


def test_texts_cannot_break_the_metadata() -> None:
    made = xmp("<ป่า> & ]]>", '"น้ำ"', "a", "b")
    assert "&lt;ป่า&gt; &amp; ]]&gt;".encode() in made


def test_colours_are_srgb() -> None:
    data = render(sample()).data
    assert re.search(rb"/OutputIntents \[", data)
    assert b"/GTS_PDFA1" in data
    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    assert profile.profile.version == pytest.approx(4.2)
    colours = [(0, 0, 0), (255, 255, 255), (255, 0, 0), (10, 128, 200), (77, 3, 250)]
    image = Image.new("RGB", (len(colours), 1))
    for x, colour in enumerate(colours):
        image.putpixel((x, 0), colour)
    seen = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"))
    assert seen is not None
    for x, colour in enumerate(colours):
        found = seen.getpixel((x, 0))
        assert all(abs(a - b) <= 1 for a, b in zip(colour, found, strict=True))  # type: ignore[arg-type]


def test_nothing_that_archives_refuse_is_in_the_file() -> None:
    data = render(report(plain("ก ☑"), bold("ข"), Picture(ONE_PIXEL, 9.0), plain("ค", heading=1)))
    objects = re.sub(rb"stream\n.*?endstream", b"", data.data, flags=re.DOTALL)
    for refused in (
        b"/SMask",
        b"/JavaScript",
        b"/Encrypt",
        b"/LZWDecode",
        b"/AA ",
        b"/EmbeddedFile",
    ):
        assert refused not in objects
    fonts = re.findall(rb"/Type /FontDescriptor", objects)
    assert len(fonts) == len(re.findall(rb"/FontFile2 \d+ 0 R", objects)) >= 2
    assert re.search(rb"/ID\s*\n?\[<[0-9a-f]{32}><[0-9a-f]{32}>\]", objects)
    assert b"/Lang (th)" in objects
    assert re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}", data.data)


def test_widths_are_those_of_the_font() -> None:
    made = render(report(plain("ที่ น้ำ ป่า ฟื้น ญี่ปุ่น กตัญญู 12 ☐"))).data
    widths = re.search(rb"/W \[1 \[([\d. ]+)\]\]", made)
    assert widths
    told = [float(width) for width in widths[1].split()]
    fonts = [zlib.decompress(rest) for head, rest in streams(made) if b"/Length1" in head]
    (font,) = [font for font in fonts if len(_advances(font)) > len(told)]
    maps = [zlib.decompress(rest) for _head, rest in streams(made) if _is_map(rest, len(told))]
    glyphs = [int.from_bytes(maps[0][i : i + 2], "big") for i in range(2, len(maps[0]), 2)]
    assert told == pytest.approx([_advances(font)[glyph] for glyph in glyphs], abs=0.5)


def _is_map(rest: bytes, count: int) -> bool:
    try:
        return len(zlib.decompress(rest)) == 2 * count + 2
    except zlib.error:
        return False


def _advances(font: bytes) -> list[float]:
    tables = {
        font[i : i + 4]: font[int.from_bytes(font[i + 8 : i + 12], "big") :]
        for i in range(12, 12 + 16 * int.from_bytes(font[4:6], "big"), 16)
    }
    upem = int.from_bytes(tables[b"head"][18:20], "big")
    count = int.from_bytes(tables[b"hhea"][34:36], "big")
    metrics = tables[b"hmtx"]
    return [int.from_bytes(metrics[4 * i : 4 * i + 2], "big") * 1000 / upem for i in range(count)]
