"""A paragraph as lines with their places in a column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from itadesk.core.report import Align, Paragraph
from itadesk.typeset.fonts import Cluster, Fonts, Segment, Style
from itadesk.typeset.lines import StyledText, broken, hard_lines, segments

MM = 72 / 25.4
ROUNDING = 0.01

# In ems. Text extractors take wider gaps between letters for spaces, and wider spaces for the
# gap between two columns.
_WIDEST_LETTER_GAP = 0.08
_FIRST_ADDED_TO_SPACES = 0.2
_MOST_ADDED_TO_SPACES = 0.35


class Stretch(NamedTuple):
    """What justification adds, in points: at each space, and between clusters."""

    spaces: float
    clusters: float


class Mark(NamedTuple):
    """A list mark at `x`, to the left of the first line."""

    x: float
    segment: Segment


class Line(NamedTuple):
    """One line: `x` from the column's left edge, the baseline `above` below the line's top.

    `gap` is the empty height before it, which vanishes at the top of a page or cell.
    """

    x: float
    above: float
    height: float
    gap: float
    segments: Sequence[Segment]
    mark: Mark | None = None
    stretch: Stretch | None = None

    @property
    def text(self) -> str:
        words = "".join(segment.text for segment in self.segments)
        return f"{self.mark.segment.text}{words}" if self.mark else words


class SetParagraph:
    """A paragraph whose words are shaped; `lines` fits them to a column."""

    def __init__(
        self, paragraph: Paragraph, size: float, fonts: Fonts, own_words: frozenset[str]
    ) -> None:
        self._paragraph = paragraph
        size = paragraph.size or size
        texts = [
            StyledText(run.text, fonts.style(run.size or size, bold=run.bold, italic=run.italic))
            for run in paragraph.runs
        ]
        lead = texts[0].style if texts else fonts.style(size)
        self._empty_style = lead
        self._only_box = line_box({lead}) if {text.style for text in texts} <= {lead} else None
        self._parts = [segments(line, own_words) for line in hard_lines(texts)]
        self._label = lead.segment(f"{paragraph.label} ") if paragraph.label else None
        self._left = paragraph.indent * MM
        self._hanging = self._left + (paragraph.hang * MM if paragraph.label else 0.0)

    def word_widths(self) -> set[float]:
        """The widths that its words need, with what stands to the left of them."""
        return {self._hanging + part.width for line in self._parts for part in line}

    def lines(self, width: float) -> list[Line]:
        """The lines in a column `width` points wide; at least one."""
        start = self._left + self._paragraph.first_indent * MM
        mark = None
        if self._label:
            mark = Mark(start, self._label)
            start = max(start + self._label.advance, self._hanging)
        found: list[Line] = []
        for parts in self._parts:
            rows = broken(parts, width - start, width - self._hanging)
            for index, row in enumerate(rows):
                left = start if index == 0 else self._hanging
                last = index == len(rows) - 1
                found.append(self._line(row, left, width - left, mark, last=last))
                mark = None
            start = self._hanging
        if self._paragraph.space_before:
            found[0] = found[0]._replace(gap=self._paragraph.space_before * MM)
        return found

    def _line(
        self, row: Sequence[Segment], left: float, width: float, mark: Mark | None, *, last: bool
    ) -> Line:
        align = self._paragraph.align
        stretch = None
        if row and align != "left":
            slack = width - sum(part.advance for part in row) + row[-1].advance - row[-1].width
            if align == "justify":
                stretch = None if last else _stretch(row, slack)
            else:
                left += max(slack, 0.0) * _SHARE_LEFT[align]
        above, height = self._only_box or self._box(row, mark)
        pitch = self._paragraph.pitch or height
        above, height = above + (pitch - height) / 2, pitch
        return Line(left, above, height, 0.0, row, mark, stretch)

    def _box(self, row: Sequence[Segment], mark: Mark | None) -> tuple[float, float]:
        styles = {style for part in row for style, _word in part.spans}
        if mark:
            styles.update(style for style, _word in mark.segment.spans)
        if not styles:
            return self._empty_style.above, self._empty_style.pitch
        return line_box(styles)


_SHARE_LEFT: dict[Align, float] = {"center": 0.5, "right": 1.0}


def line_box(styles: set[Style]) -> tuple[float, float]:
    """Where the baseline stands below the top of a line of these styles, and its height."""
    if len(styles) == 1:
        (style,) = styles
        return style.above, style.pitch
    above = max(style.above for style in styles)
    return above, above + max(style.pitch - style.above for style in styles)


def _stretch(row: Sequence[Segment], slack: float) -> Stretch | None:
    """Thai justification: wider spaces, then a little between clusters, then wider spaces.

    None where a line would have to be stretched too far: it stays as it is, short of the edge.
    """
    clusters = [cluster for _style, found in spaced(row) for cluster in found]
    gaps = len(clusters) - 1
    if slack <= 0 or gaps < 1:
        return None
    size = row[0].spans[0][0].size
    spaces = sum(cluster.space for cluster in clusters)
    at_spaces = min(slack, spaces * _FIRST_ADDED_TO_SPACES * size)
    at_clusters = min(slack - at_spaces, gaps * _WIDEST_LETTER_GAP * size)
    at_spaces = min(slack - at_clusters, spaces * _MOST_ADDED_TO_SPACES * size)
    if at_spaces + at_clusters < slack * 0.999:
        return None
    return Stretch(at_spaces / max(spaces, 1), at_clusters / gaps)


def spaced(row: Sequence[Segment]) -> Iterator[tuple[Style, tuple[Cluster, ...]]]:
    """The clusters of a line, word by word, without the spaces at its end."""
    spans = [span for part in row for span in part.spans]
    for style, word in spans[:-1]:
        yield style, style.font.clusters(word.text)
    style, word = spans[-1]
    yield style, style.font.clusters(word.text.rstrip(" "))
