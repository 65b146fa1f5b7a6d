"""Characters that Thai fonts lack and papers need, drawn here as outlines.

Outlines are closed polygons in thousandths of Sarabun's em, clockwise where filled and
counter-clockwise where they cut a hole.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import TypeAlias

Contour: TypeAlias = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The outline of one character and the room it takes."""

    advance: int
    contours: tuple[Contour, ...]


def _rectangle(left: int, bottom: int, right: int, top: int) -> Contour:
    return ((left, bottom), (left, top), (right, top), (right, bottom))


def _circle(x: int, y: int, radius: int) -> Contour:
    steps = 32
    angles = (-2 * pi * step / steps for step in range(steps))
    return tuple((round(x + radius * cos(a)), round(y + radius * sin(a))) for a in angles)


def _hole(contour: Contour) -> Contour:
    return contour[::-1]


_FRAME = (_rectangle(60, -60, 740, 620), _hole(_rectangle(115, -5, 685, 565)))
_TICK: Contour = ((165, 300), (235, 355), (340, 200), (590, 545), (660, 495), (345, 65))
_CROSS: Contour = (
    (205, 145), (340, 280), (205, 415), (265, 475), (400, 340), (535, 475),
    (595, 415), (460, 280), (595, 145), (535, 85), (400, 220), (265, 85),
)  # fmt: skip
_RING = (_circle(400, 280, 290), _hole(_circle(400, 280, 235)))
_QUESTION: Contour = (
    (300, 330), (300, 420), (350, 480), (400, 500), (450, 480), (500, 420), (500, 340),
    (440, 270), (440, 200), (360, 200), (360, 300), (425, 370), (425, 400), (400, 425),
    (375, 400), (375, 330),
)  # fmt: skip
_LOZENGE: Contour = ((10, 280), (400, 670), (790, 280), (400, -110))

DRAWINGS = {
    "☐": Drawing(800, _FRAME),
    "□": Drawing(800, _FRAME),
    "☑": Drawing(800, (*_FRAME, _TICK)),
    "☒": Drawing(800, (*_FRAME, _CROSS)),
    "✓": Drawing(800, (_TICK,)),
    "✔": Drawing(800, (_TICK,)),
    "✗": Drawing(800, (_CROSS,)),
    "✘": Drawing(800, (_CROSS,)),
    "■": Drawing(800, (_rectangle(60, -60, 740, 620),)),
    "▪": Drawing(500, (_rectangle(100, 130, 400, 430),)),
    "○": Drawing(800, _RING),
    "●": Drawing(800, (_circle(400, 280, 290),)),
}

MISSING = Drawing(800, (_LOZENGE, _hole(_QUESTION), _hole(_rectangle(360, 80, 440, 150))))
"""Stands on paper where no face has the character."""
