"""What makes a PDF fit for archives (PDF/A-2b): its metadata as XMP, and what its colours mean."""

from __future__ import annotations

import struct
from html import escape

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>th</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""

_D50 = (0.9642, 1.0, 0.8249)
# The primaries of sRGB (IEC 61966-2-1) and their adaptation to D50, as ICC.1 wants them.
_RED, _GREEN, _BLUE = (
    (0.43607, 0.22249, 0.01392),
    (0.38515, 0.71687, 0.09708),
    (0.14307, 0.06061, 0.71410),
)
_TO_D50 = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_HEAD_SIZE = 128
_MADE = (2000, 1, 1, 0, 0, 0)


def xmp(title: str, author: str, creator: str, producer: str) -> bytes:
    """The metadata; the texts are those of the file's own properties."""
    texts = {"title": title, "author": author, "creator": creator, "producer": producer}
    filled = _XMP.format(**{name: escape(text) for name, text in texts.items()})
    return filled.encode("utf-8")


def srgb_profile() -> bytes:
    """SRGB as an ICC profile, version 4."""
    curve = b"para" + struct.pack(">IHH", 0, 3, 0) + _numbers(_CURVE)
    tags = {
        b"desc": _text("sRGB"),
        b"cprt": _text("CC0"),
        b"wtpt": _colour(_D50),
        b"chad": b"sf32" + bytes(4) + _numbers(_TO_D50),
        b"rXYZ": _colour(_RED),
        b"gXYZ": _colour(_GREEN),
        b"bXYZ": _colour(_BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    start = _HEAD_SIZE + 4 + 12 * len(tags)
    directory, body = struct.pack(">I", len(tags)), b""
    for tag, data in tags.items():
        directory += tag + struct.pack(">II", start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return _head(start + len(body)) + directory + body


def _head(size: int) -> bytes:
    head = struct.pack(">I4xI4s4s4s", size, 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H4s", *_MADE, b"acsp") + bytes(28) + _numbers(_D50)
    return head.ljust(_HEAD_SIZE, b"\0")


def _numbers(values: tuple[float, ...]) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _colour(xyz: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + _numbers(xyz)


def _text(text: str) -> bytes:
    words = text.encode("utf-16-be")
    return b"mluc" + struct.pack(">4xII2s2sII", 1, 12, b"en", b"US", len(words), 28) + words
