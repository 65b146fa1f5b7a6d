"""What is printed on one page, as the operators of a PDF page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from itadesk.typeset.fonts import Segment, Style
from itadesk.typeset.paragraphs import Line, Stretch, spaced

if TYPE_CHECKING:
    from reportlab.lib.utils import ImageReader

RULE_WIDTH = 0.5
_SHADE, _BAR = 0.92, 0.45
_DOT_GAP = 2.2
_NEW_TEXT = "ET\nBT"
"""Places are counted from the page's corner again."""


class Image(NamedTuple):
    """A picture and its place, from the page's lower left corner in points."""

    picture: ImageReader
    x: float
    y: float
    width: float
    height: float


class Bookmark(NamedTuple):
    """An entry of the outline; `y` is the top of what it leads to."""

    title: str
    level: int
    y: float


class Sheet:
    """One page. Coordinates are points from its upper left corner."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self.images: list[Image] = []
        self.bookmarks: list[Bookmark] = []
        self._text: list[str] = []
        self._style: Style | None = None
        self._pen = (0, 0)
        self._across: defaultdict[float, list[tuple[float, float]]] = defaultdict(list)
        self._down: defaultdict[float, list[tuple[float, float]]] = defaultdict(list)
        self._shades: list[str] = []
        self._bars: list[str] = []
        self._dots: list[str] = []

    def line(self, x: float, top: float, line: Line) -> None:
        """Print a line whose column's left edge is `x`; empty ones leave nothing."""
        baseline = top + line.above
        if line.mark:
            self._move(x + line.mark.x, baseline)
            self._show((style, word.code + word.spaces) for style, word in line.mark.segment.spans)
        if not line.segments:
            return
        self._move(x + line.x, baseline)
        if line.stretch:
            self._show(_spaced_codes(line.segments, line.stretch))
        else:
            self._show(_codes(line.segments))

    def slot(self) -> int:
        """A place in the text for a line that is known later; see `fill`."""
        self._text.append(_NEW_TEXT)
        self._pen, self._style = (0, 0), None
        return len(self._text) - 1

    def fill(self, slot: int, x: float, top: float, line: Line) -> None:
        """Print a line, as `line` does, to be read where the slot is."""
        around = self._text, self._pen, self._style
        self._text, self._pen, self._style = [], (0, 0), None
        self.line(x, top, line)
        shown = "\n".join((_NEW_TEXT, *self._text, _NEW_TEXT))
        self._text, self._pen, self._style = around
        self._text[slot] = shown

    def _move(self, x: float, baseline: float) -> None:
        """Go to a place, counted in hundredths so that errors do not add up."""
        right, up = round(x * 100), round((self.height - baseline) * 100)
        before_right, before_up = self._pen
        self._text.append(f"{(right - before_right) / 100:g} {(up - before_up) / 100:g} Td")
        self._pen = (right, up)

    def _show(self, codes: Iterable[tuple[Style, str]]) -> None:
        text = self._text
        shown: list[str] = []
        for style, code in codes:
            if style is not self._style:
                if shown:
                    text.append(_shown(shown))
                    shown = []
                text.append(f"/{style.font.resource} {style.size:.5g} Tf")
                self._style = style
            shown.append(code)
        text.append(_shown(shown))

    def box(self, left: float, top: float, right: float, bottom: float) -> None:
        """Rule the four edges of a box; edges that several boxes share are drawn once."""
        self._across[top].append((left, right))
        self._across[bottom].append((left, right))
        self._down[left].append((top, bottom))
        self._down[right].append((top, bottom))

    def shade(self, left: float, top: float, right: float, bottom: float) -> None:
        self._shades.append(self._filled(left, top, right, bottom))

    def bar(self, left: float, top: float, right: float, bottom: float) -> None:
        """A bar of a chart."""
        self._bars.append(self._filled(left, top, right, bottom))

    def _filled(self, left: float, top: float, right: float, bottom: float) -> str:
        return f"{left:.2f} {self.height - bottom:.2f} {right - left:.2f} {bottom - top:.2f} re f"

    def dots(self, left: float, right: float, y: float) -> None:
        """A dotted line to type on."""
        up = self.height - y
        self._dots.append(f"{left:.2f} {up:.2f} m {right:.2f} {up:.2f} l S")

    def image(
        self, picture: ImageReader, left: float, top: float, width: float, height: float
    ) -> None:
        self.images.append(Image(picture, left, self.height - top - height, width, height))

    def bookmark(self, title: str, level: int, top: float) -> None:
        self.bookmarks.append(Bookmark(title, level, self.height - top))

    def operators(self) -> str:
        """Everything but the images, lowest first."""
        parts: list[str] = []
        if self._shades:
            parts += ["q", f"{_SHADE} g", *self._shades, "Q"]
        if self._bars:
            parts += ["q", f"{_BAR} g", *self._bars, "Q"]
        if self._text:
            parts += ["BT", *self._text, "ET"]
        if self._across:
            parts += [f"{RULE_WIDTH} w 2 J", *self._rules(), "S 0 J"]
        if self._dots:
            parts += [f"q 0.8 w 1 J [0 {_DOT_GAP}] 0 d", *self._dots, "Q"]
        return "\n".join(parts)

    def _rules(self) -> list[str]:
        rules: list[str] = []
        for y, pieces in self._across.items():
            up = self.height - y
            rules += [f"{a:.2f} {up:.2f} m {b:.2f} {up:.2f} l" for a, b in _united(pieces)]
        for x, pieces in self._down.items():
            for a, b in _united(pieces):
                rules.append(f"{x:.2f} {self.height - a:.2f} m {x:.2f} {self.height - b:.2f} l")
        return rules


def _united(pieces: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Pieces of one straight line, those that touch made one."""
    united: list[tuple[float, float]] = []
    for start, end in sorted(set(pieces)):
        if united and start <= united[-1][1] + 0.01:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united


def _shown(codes: Sequence[str]) -> str:
    """The operator that shows codes and the gaps between them."""
    array = f"<{''.join(codes)}>"
    return f"[{array.replace('<>', ' ')}]TJ" if ">" in array[:-1] else f"{array}Tj"


def _codes(segments: Sequence[Segment]) -> list[tuple[Style, str]]:
    """The codes of a line, without the spaces at its end."""
    codes = [(style, word.code + word.spaces) for part in segments for style, word in part.spans]
    style, word = segments[-1].spans[-1]
    codes[-1] = (style, word.code)
    return codes


def _spaced_codes(segments: Sequence[Segment], stretch: Stretch) -> Iterable[tuple[Style, str]]:
    """The codes of a line with a gap before each cluster but the first.

    Not after each: pdfium forgets a gap at the end of an array.
    """
    gap = 0.0
    for style, clusters in spaced(segments):
        thousandth = style.size / 1000
        code = ""
        for cluster in clusters:
            shift = -round(gap / thousandth)
            code += f">{shift}<{cluster.code}" if shift else cluster.code
            gap = stretch.clusters + (stretch.spaces if cluster.space else 0.0)
        yield style, code
