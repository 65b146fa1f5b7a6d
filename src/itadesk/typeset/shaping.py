"""From a word to units: glyphs at the places HarfBuzz gives them, each with the text it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import uharfbuzz as hb

from itadesk.typeset.drawings import DRAWINGS, MISSING
from itadesk.typeset.faces import Face

PlacedGlyph: TypeAlias = tuple[int, int, int]
"""A glyph's number and its shift from the pen, right and up, in font units."""

_MOST_SHAPES_KEPT = 10_000
_MISSING_GLYPH = 0

# Steer line breaks and joining but leave nothing on paper.
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x34F, 0x61C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
     *range(0x2060, 0x2065), *range(0xFE00, 0xFE10)]
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """What one character code of the PDF stands for; there is one object for each.

    No glyphs means that the text is drawn by `drawings`.
    """

    glyphs: tuple[PlacedGlyph, ...]
    text: str
    advance: int


class Shape(NamedTuple):
    """Units in writing order; `kerns`, if any, says what comes after each. In font units."""

    units: tuple[Unit, ...]
    kerns: tuple[int, ...]
    advance: int


EMPTY = Shape((), (), 0)


def shape(face: Face, word: str) -> Shape:
    """Shape a word. Read from left to right whatever its script; remembered by the face."""
    known: Shape | None = face.shapes.get(word)
    if known is None:
        if len(face.shapes) >= _MOST_SHAPES_KEPT:
            face.shapes.clear()
        known = face.shapes[word] = _shaped(face, word.translate(_INVISIBLE))
    return known


def unit_of(face: Face, glyphs: tuple[PlacedGlyph, ...], text: str, advance: int) -> Unit:
    """The one unit for these glyphs and this text."""
    key = (glyphs, text, advance)
    known: Unit | None = face.units.get(key)
    if known is None:
        known = face.units[key] = Unit(glyphs, text, advance)
    return known


class _Glyph(NamedTuple):
    number: int
    cluster: int
    advance: int
    right: int
    up: int


def _shaped(face: Face, text: str) -> Shape:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "ltr"
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    hb.shape(face.hb_font, buffer)
    glyphs = [
        _Glyph(info.codepoint, info.cluster, at.x_advance, at.x_offset, at.y_offset)
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]
    units: list[tuple[Unit, int]] = []
    start = 0
    while start < len(glyphs):
        first = glyphs[start].cluster
        end = start + 1
        while end < len(glyphs) and glyphs[end].cluster == first:
            end += 1
        last = glyphs[end].cluster if end < len(glyphs) else len(text)
        units += _units(face, glyphs[start:end], text[first:last])
        start = end
    kerns = tuple(kern for _unit, kern in units)
    advance = sum(unit.advance for unit, _kern in units) + sum(kerns)
    return Shape(tuple(unit for unit, _kern in units), kerns if any(kerns) else (), advance)


def _units(face: Face, glyphs: list[_Glyph], text: str) -> list[tuple[Unit, int]]:
    """One unit a character where glyphs and characters pair off, else one for them all.

    The latter is SARA AM, which HarfBuzz takes apart and puts the tone mark between.
    """
    if any(glyph.number == _MISSING_GLYPH for glyph in glyphs):
        return [(_drawn(face, character), 0) for character in text]
    if len(glyphs) == len(text):
        return [
            _placed(face, [glyph], character) for glyph, character in zip(glyphs, text, strict=True)
        ]
    return [_placed(face, glyphs, text)]


def _placed(face: Face, glyphs: list[_Glyph], text: str) -> tuple[Unit, int]:
    placed: list[PlacedGlyph] = []
    pen = own = 0
    for glyph in glyphs:
        placed.append((glyph.number, pen + glyph.right, glyph.up))
        pen += glyph.advance
        own += face.hb_font.get_glyph_h_advance(glyph.number)
    return unit_of(face, tuple(placed), text, own), pen - own


def _drawn(face: Face, character: str) -> Unit:
    drawing = DRAWINGS.get(character, MISSING)
    return unit_of(face, (), character, round(drawing.advance * face.drawing_scale))
