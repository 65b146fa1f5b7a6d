"""A TrueType subset with glyphs of our own: shifted and combined ones, and drawn ones."""

from __future__ import annotations

import struct
from collections.abc import Iterable

import uharfbuzz as hb

from itadesk.typeset.drawings import DRAWINGS, MISSING, Contour, Drawing
from itadesk.typeset.faces import Face
from itadesk.typeset.shaping import PlacedGlyph, Unit

# A PDF brings its own encoding; shaping is done.
_NOT_EMBEDDED = ("GSUB", "GPOS", "GDEF", "name", "post", "OS/2", "cmap", "gasp", "DSIG")
_KEPT = ("glyf", "head", "hhea", "hmtx", "loca", "maxp")

_POINT_ON_CURVE = 0x01
_ARGS_ARE_WORDS_AND_XY = 0x0003
_MORE_COMPONENTS = 0x0020

_Box = tuple[int, int, int, int]


class Subset:
    """The glyphs that units need, as one TrueType font.

    `glyph_of` gives each unit's glyph in it.
    """

    def __init__(self, face: Face, units: Iterable[Unit]) -> None:
        self._face = face
        self._units = tuple(units)
        self._read_subset()
        self._made: dict[tuple[object, int], int] = {}
        self.glyph_of = {unit: self._glyph(unit) for unit in self._units}

    def _read_subset(self) -> None:
        wanted = hb.SubsetInput()
        wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        for unit in self._units:
            for number, _right, _up in unit.glyphs:
                wanted.glyph_set.add(number)
        for tag in _NOT_EMBEDDED:
            wanted.drop_table_tag_set.add(int.from_bytes(tag.encode(), "big"))
        plan = hb.SubsetPlan(self._face.hb_face, wanted)
        self._new_number: dict[int, int] = dict(plan.old_to_new_glyph_mapping)
        subset = plan.execute()
        self._tables = {tag: bytes(subset.reference_table(tag).data) for tag in _KEPT}
        self._glyphs = _split_glyphs(self._tables)
        self._metrics = _read_metrics(self._tables, len(self._glyphs))

    def _glyph(self, unit: Unit) -> int:
        if not unit.glyphs:
            drawing = DRAWINGS.get(unit.text, MISSING)
            return self._add(drawing, unit.advance, _simple(self._scaled(drawing)))
        if len(unit.glyphs) == 1 and unit.glyphs[0][1:] == (0, 0):
            return self._new_number[unit.glyphs[0][0]]
        return self._add(unit.glyphs, unit.advance, self._composite(unit.glyphs))

    def _add(self, shown: object, advance: int, outline: tuple[bytes, _Box]) -> int:
        key = (shown, advance)
        if key not in self._made:
            data, box = outline
            self._made[key] = len(self._glyphs)
            self._glyphs.append(data)
            self._metrics.append((advance, box[0]))
        return self._made[key]

    def _scaled(self, drawing: Drawing) -> list[Contour]:
        scale = self._face.drawing_scale
        return [
            tuple((round(x * scale), round(y * scale)) for x, y in contour)
            for contour in drawing.contours
        ]

    def _composite(self, glyphs: tuple[PlacedGlyph, ...]) -> tuple[bytes, _Box]:
        """A glyph made of others, each shifted."""
        parts: list[bytes] = []
        boxes: list[_Box] = []
        for index, (number, right, up) in enumerate(glyphs):
            component = self._new_number[number]
            if outline := self._glyphs[component]:
                left, bottom, far, top = struct.unpack(">4h", outline[2:10])
                boxes.append((left + right, bottom + up, far + right, top + up))
            more = _MORE_COMPONENTS if index < len(glyphs) - 1 else 0
            parts.append(struct.pack(">HHhh", _ARGS_ARE_WORDS_AND_XY | more, component, right, up))
        box = _around(boxes)
        return struct.pack(">h4h", -1, *box) + b"".join(parts), box

    @property
    def bounds(self) -> _Box:
        """The box around all glyphs, in font units."""
        return _around([struct.unpack(">4h", glyph[2:10]) for glyph in self._glyphs if glyph])

    def data(self) -> bytes:
        """The font file."""
        count = len(self._glyphs)
        offsets = [0]
        outlines = bytearray()
        for glyph in self._glyphs:
            outlines += glyph + b"\0" * (-len(glyph) % 4)
            offsets.append(len(outlines))
        head = self._tables["head"]
        hhea = self._tables["hhea"]
        tables = {
            "glyf": bytes(outlines),
            "loca": struct.pack(f">{count + 1}I", *offsets),
            "head": head[:50] + struct.pack(">h", 1) + head[52:],
            "hhea": hhea[:34] + struct.pack(">H", count),
            "hmtx": b"".join(struct.pack(">Hh", *metric) for metric in self._metrics),
            "maxp": _maxp(self._tables["maxp"], count),
        }
        return _font_file(tables)


def _split_glyphs(tables: dict[str, bytes]) -> list[bytes]:
    (count,) = struct.unpack(">H", tables["maxp"][4:6])
    (long_offsets,) = struct.unpack(">h", tables["head"][50:52])
    if long_offsets:
        offsets = struct.unpack(f">{count + 1}I", tables["loca"])
    else:
        offsets = tuple(2 * half for half in struct.unpack(f">{count + 1}H", tables["loca"]))
    return [tables["glyf"][offsets[i] : offsets[i + 1]] for i in range(count)]


def _read_metrics(tables: dict[str, bytes], count: int) -> list[tuple[int, int]]:
    """Advance and left side bearing of each glyph; the last advance goes for those without."""
    (full,) = struct.unpack(">H", tables["hhea"][34:36])
    table = tables["hmtx"]
    metrics = [struct.unpack(">Hh", table[4 * i : 4 * i + 4]) for i in range(full)]
    bearings = struct.unpack(f">{count - full}h", table[4 * full : 4 * full + 2 * (count - full)])
    return metrics + [(metrics[-1][0], bearing) for bearing in bearings]


def _simple(contours: list[Contour]) -> tuple[bytes, _Box]:
    """A glyph of closed polygons."""
    points = [point for contour in contours for point in contour]
    box = _around([(x, y, x, y) for x, y in points])
    ends: list[int] = []
    for contour in contours:
        ends.append((ends[-1] if ends else -1) + len(contour))
    from_previous = [
        (x - before_x, y - before_y)
        for (before_x, before_y), (x, y) in zip([(0, 0), *points], points, strict=False)
    ]
    data = struct.pack(">h4h", len(contours), *box)
    data += struct.pack(f">{len(ends)}HH", *ends, 0)
    data += bytes([_POINT_ON_CURVE]) * len(points)
    data += b"".join(struct.pack(">h", x) for x, _y in from_previous)
    data += b"".join(struct.pack(">h", y) for _x, y in from_previous)
    return data, box


def _around(boxes: list[_Box]) -> _Box:
    if not boxes:
        return (0, 0, 0, 0)
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _maxp(table: bytes, count: int) -> bytes:
    """The glyph count, and limits that cover the glyphs added."""
    limits = bytearray(table)
    limits[4:6] = struct.pack(">H", count)
    points, contours, composite_points, composite_contours = struct.unpack(">4H", table[6:14])
    limits[6:14] = struct.pack(
        ">4H", max(points, 256), max(contours, 16), max(composite_points, 512),
        max(composite_contours, 32),
    )  # fmt: skip
    limits[28:32] = struct.pack(">HH", 8, 4)
    return bytes(limits)


def _font_file(tables: dict[str, bytes]) -> bytes:
    offset = 12 + 16 * len(tables)
    directory = b""
    body = b""
    for tag in sorted(tables):
        data = tables[tag]
        padded = data + b"\0" * (-len(data) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory += tag.encode() + struct.pack(">III", checksum, offset + len(body), len(data))
        body += padded
    power = len(tables).bit_length() - 1
    search = 16 << power
    header = struct.pack(
        ">IHHHH", 0x00010000, len(tables), search, power, 16 * len(tables) - search
    )
    return header + directory + body
