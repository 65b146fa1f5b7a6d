"""The fonts of one document: each unit gets a code when it is first used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import category

from itadesk.thai.marks import SARA_AM
from itadesk.typeset import faces
from itadesk.typeset.drawings import DRAWINGS
from itadesk.typeset.faces import Face, FontChoice
from itadesk.typeset.shaping import PlacedGlyph, Shape, Unit, shape

LINE_PITCH = 1.3
"""The distance of two lines, in the office's points: 16 pt stand 20.8 pt apart."""


class Word(NamedTuple):
    """A shaped word with the spaces after it; widths in ems.

    `code` and `spaces` are hexadecimal character codes for a PDF's TJ array, with `>` and `<`
    around the kerns between them.
    """

    text: str
    width: float
    advance: float
    code: str
    spaces: str


class Cluster(NamedTuple):
    """A letter with its marks, as character codes."""

    code: str
    space: bool


class DocumentFont:
    """One face as one document uses it. `units` in the order of their codes, from 1."""

    def __init__(self, face: Face, resource: str) -> None:
        self.face = face
        self.resource = resource
        self.units: dict[Unit, int] = {}
        self.missing: dict[str, None] = {}
        self._words: dict[str, Word] = {}
        self._clusters: dict[str, tuple[Cluster, ...]] = {}

    def word(self, text: str) -> Word:
        known = self._words.get(text)
        if known is None:
            known = self._words[text] = self._coded(text)
        return known

    def clusters(self, text: str) -> tuple[Cluster, ...]:
        """`text` parted where letters may be spaced without moving a mark from its letter."""
        known = self._clusters.get(text)
        if known is None:
            known = self._clusters[text] = tuple(self._parted(text))
        return known

    def _parted(self, text: str) -> list[Cluster]:
        """Letters with their marks under one code.

        Poppler takes the smallest gap after a mark of its own code for a space.
        """
        parts: list[list[tuple[Unit, int]]] = []
        for unit, kern in shape(self.face, text):
            clings = unit.text[-1] == SARA_AM or category(unit.text[0]) == "Mn"
            if parts and clings and unit.glyphs and parts[-1][0][0].glyphs:
                parts[-1].append((unit, kern))
            else:
                parts.append([(unit, kern)])
        return [Cluster(self._code((_one_unit(part),)), part[0][0].text == " ") for part in parts]

    def _coded(self, text: str) -> Word:
        core = text.rstrip(" ")
        shaped = shape(self.face, core) if core else ()
        spaces = shape(self.face, text[len(core) :]) if len(core) < len(text) else ()
        width = _advance(shaped) / self.face.upem
        return Word(
            text,
            width,
            width + _advance(spaces) / self.face.upem,
            self._code(shaped),
            self._code(spaces),
        )

    def _code(self, shaped: Shape) -> str:
        codes = self.units
        code = ""
        for unit, kern in shaped:
            number = codes.get(unit)
            if number is None:
                number = codes[unit] = len(codes) + 1
                if not unit.glyphs and unit.text not in DRAWINGS:
                    self.missing[unit.text] = None
            code += f"{number:04X}"
            if kern:
                code += f">{-kern * 1000 / self.face.upem:g}<"
        return code


def _one_unit(parts: Sequence[tuple[Unit, int]]) -> tuple[Unit, int]:
    """Units and their kerns as one unit."""
    if len(parts) == 1:
        return parts[0]
    glyphs: list[PlacedGlyph] = []
    pen = 0
    for unit, kern in parts:
        glyphs += [(number, pen + right, up) for number, right, up in unit.glyphs]
        pen += unit.advance + kern
    last_kern = parts[-1][1]
    text = "".join(unit.text for unit, _kern in parts)
    return Unit(tuple(glyphs), text, pen - last_kern), last_kern


def _advance(shaped: Shape) -> int:
    return sum(unit.advance + kern for unit, kern in shaped)


class Segment(NamedTuple):
    """What stands between two places where a line may end; widths in points."""

    width: float
    advance: float
    spans: tuple[tuple[Style, Word], ...]

    @property
    def text(self) -> str:
        return "".join(word.text for _style, word in self.spans)


class Style:
    """A font at a size: `size` in the PDF's points, `pitch` from line to line.

    The ink of a line lies between `above` and `pitch - above` of its baseline, whatever marks
    are stacked, so that lines of any styles never touch.
    """

    def __init__(self, font: DocumentFont, size: float, office_size: float) -> None:
        face = font.face
        self.font = font
        self.size = size
        ink = (face.ink_above + face.ink_below) * size
        self.pitch = max(LINE_PITCH * office_size, ink)
        self.above = (self.pitch - ink) / 2 + face.ink_above * size
        self._segments: dict[str, Segment] = {}

    def segment(self, text: str) -> Segment:
        known = self._segments.get(text)
        if known is None:
            word = self.font.word(text)
            known = Segment(word.width * self.size, word.advance * self.size, ((self, word),))
            self._segments[text] = known
        return known


class Fonts:
    """The styles of one document; fonts are numbered in the order of their first use."""

    def __init__(self, choice: FontChoice) -> None:
        self._choice = choice
        self._fonts: dict[Face, DocumentFont] = {}
        self._styles: dict[tuple[bool, bool, float], Style] = {}

    def style(self, size: float, *, bold: bool = False, italic: bool = False) -> Style:
        """The style for a size in the office's points."""
        key = (bold, italic, size)
        known = self._styles.get(key)
        if known is None:
            face = faces.load(self._choice.file(bold=bold, italic=italic), self._choice.factor)
            font = self._fonts.get(face)
            if font is None:
                font = self._fonts[face] = DocumentFont(face, f"T{len(self._fonts) + 1}")
            known = self._styles[key] = Style(font, size * self._choice.factor, size)
        return known

    @property
    def used(self) -> tuple[DocumentFont, ...]:
        return tuple(font for font in self._fonts.values() if font.units)

    @property
    def missing(self) -> tuple[str, ...]:
        """The characters that no face has, in the order they were met."""
        return tuple(dict.fromkeys(c for font in self._fonts.values() for c in font.missing))
