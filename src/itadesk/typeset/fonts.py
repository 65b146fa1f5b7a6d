"""The fonts of one document: each unit gets a code when it is first used."""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import category

from itadesk.thai.marks import SARA_AM
from itadesk.typeset import faces
from itadesk.typeset.drawings import DRAWINGS
from itadesk.typeset.faces import Face, FontChoice
from itadesk.typeset.shaping import EMPTY, Shape, Unit, shape, unit_of

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


class _Codes(dict[Unit, str]):
    """Hexadecimal codes, counted from 1 in the order in which they are first asked for."""

    def __missing__(self, unit: Unit) -> str:
        code = self[unit] = f"{len(self) + 1:04X}"
        return code


class DocumentFont:
    """One face as one document uses it."""

    def __init__(self, face: Face, resource: str) -> None:
        self.face = face
        self.resource = resource
        self.codes = _Codes()
        self._words: dict[str, Word] = {}
        self._clusters: dict[str, tuple[Cluster, ...]] = {}

    @property
    def missing(self) -> list[str]:
        """The characters that the face has not."""
        return [unit.text for unit in self.codes if not unit.glyphs and unit.text not in DRAWINGS]

    def word(self, text: str) -> Word:
        known = self._words.get(text)
        if known is None:
            known = self._words[text] = self._coded(text)
        return known

    def clusters(self, text: str) -> tuple[Cluster, ...]:
        """`text` parted where letters may be spaced, each letter under one code with its marks.

        Poppler takes the smallest gap after a mark of its own code for a space.
        """
        known = self._clusters.get(text)
        if known is None:
            joined = _joined_marks(self.face, shape(self.face, text))
            known = self._clusters[text] = tuple(
                Cluster(self._code(each), each.units[0].text == " ") for each in joined
            )
        return known

    def _coded(self, text: str) -> Word:
        core = text.rstrip(" ")
        shaped = shape(self.face, core) if core else EMPTY
        spaces = shape(self.face, text[len(core) :]) if len(core) < len(text) else EMPTY
        width = shaped.advance / self.face.upem
        return Word(
            text,
            width,
            width + spaces.advance / self.face.upem,
            self._code(shaped),
            self._code(spaces),
        )

    def _code(self, shaped: Shape) -> str:
        codes = map(self.codes.__getitem__, shaped.units)
        if not shaped.kerns:
            return "".join(codes)
        thousandth = self.face.upem / 1000
        return "".join(
            f"{code}>{-kern / thousandth:g}<" if kern else code
            for code, kern in zip(codes, shaped.kerns, strict=True)
        )


def _joined_marks(face: Face, shaped: Shape) -> list[Shape]:
    """Each letter with its marks as one unit."""
    kerns = shaped.kerns or (0,) * len(shaped.units)
    joined: list[Shape] = []
    for unit, kern in zip(shaped.units, kerns, strict=True):
        clings = unit.text[-1] == SARA_AM or category(unit.text[0]) == "Mn"
        one = Shape((unit,), (kern,), unit.advance + kern)
        if joined and clings and unit.glyphs and joined[-1].units[0].glyphs:
            joined[-1] = _together(face, joined[-1], one)
        else:
            joined.append(one)
    return joined


def _together(face: Face, letter: Shape, mark: Shape) -> Shape:
    (base,), (after,) = letter.units, mark.units
    pen = letter.advance
    moved = tuple((number, pen + right, up) for number, right, up in after.glyphs)
    whole = unit_of(face, base.glyphs + moved, base.text + after.text, pen + after.advance)
    return Shape((whole,), mark.kerns, pen + mark.advance)


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
        return tuple(font for font in self._fonts.values() if font.codes)

    @property
    def missing(self) -> tuple[str, ...]:
        """The characters that no face has, in the order they were met."""
        return tuple(dict.fromkeys(c for font in self._fonts.values() for c in font.missing))
