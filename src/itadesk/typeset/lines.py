"""Segments of text into lines: between words, and inside one only where the column is narrower."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from itadesk.thai.marks import (
    CLINGING,
    FOLLOWING_VOWELS,
    LEADING_VOWELS,
    NIKHAHIT,
    SARA_AM,
)
from itadesk.thai.words import breaks, is_word
from itadesk.typeset.fonts import Segment, Style

_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_CLUSTER = re.compile(f"[{LEADING_VOWELS}]?.[{CLINGING}{FOLLOWING_VOWELS}]*ๆ?", re.DOTALL)
_THAI = re.compile("[ก-๎]+")
_GOOD_ENDS = tuple("/.,?&=_:;)")
_NEVER_AT_END = "-"
_LONGEST_WORD = 40
_TAB = "    "


@dataclass(frozen=True, slots=True)
class StyledText:
    """Text of one style."""

    text: str
    style: Style


def normal(text: str) -> str:
    """The one spelling of what looks alike: NFC, and SARA AM where its two halves stand."""
    return normalize("NFC", text).replace(f"{NIKHAHIT}า", SARA_AM).replace("\t", _TAB)


def hard_lines(texts: Sequence[StyledText]) -> list[list[StyledText]]:
    """The texts parted at their line ends; at least one line, which may be empty."""
    lines: list[list[StyledText]] = [[]]
    for part in texts:
        first, *others = _LINE_ENDS.split(normal(part.text))
        lines[-1].append(StyledText(first, part.style))
        lines += [[StyledText(other, part.style)] for other in others]
    return [[part for part in line if part.text] for line in lines]


def segments(texts: Sequence[StyledText], own_words: frozenset[str]) -> list[Segment]:
    """What must stay on one line, in order: words with the spaces after them."""
    if not texts:
        return []
    if len(texts) == 1:
        return _segments_of_one(texts[0], own_words)
    whole = "".join(part.text for part in texts)
    edges = [0]
    for part in texts:
        edges.append(edges[-1] + len(part.text))
    found: list[Segment] = []
    start = 0
    for end in breaks(whole, own_words):
        index = bisect_right(edges, start) - 1
        pieces: list[Segment] = []
        while start < end:
            stop = min(end, edges[index + 1])
            pieces.append(texts[index].style.segment(whole[start:stop]))
            start, index = stop, index + 1
        found.append(pieces[0] if len(pieces) == 1 else _joined(pieces))
    return found


def _segments_of_one(part: StyledText, own_words: frozenset[str]) -> list[Segment]:
    text, segment = part.text, part.style.segment
    found: list[Segment] = []
    start = 0
    for end in breaks(text, own_words):
        found.append(segment(text[start:end]))
        start = end
    return found


def _joined(pieces: Sequence[Segment]) -> Segment:
    before = sum(piece.advance for piece in pieces[:-1])
    spans = tuple(span for piece in pieces for span in piece.spans)
    return Segment(before + pieces[-1].width, before + pieces[-1].advance, spans)


def broken(parts: Sequence[Segment], first: float, width: float) -> list[list[Segment]]:
    """Fill lines with segments: `first` points wide at most, then `width`.

    A segment wider than a whole line is cut between clusters. The first line is empty where
    a label leaves it too short for a segment that fits the others.
    """
    lines: list[list[Segment]] = []
    line: list[Segment] = []
    room = first
    for part in parts:
        if part.width > room and (line or part.width <= width):
            lines.append(line)
            line, room = [], width
        if part.width > room:
            *full, part = _cut(part, room, width)
            lines += [[piece] for piece in full]
            if full:
                room = width
        line.append(part)
        room -= part.advance
    lines.append(line)
    return lines


def _cut(segment: Segment, first: float, width: float) -> list[Segment]:
    """A segment too wide for a line, as pieces that fit; at least one cluster each."""
    texts = list(_clusters(segment))
    clusters = [style.segment(text) for style, text in texts]
    pieces: list[Segment] = []
    start, room = 0, first
    while start < len(clusters):
        end = _fitting(clusters, start, room)
        if end < len(clusters):
            rest = [text for _style, text in texts[start : end + _LONGEST_WORD]]
            end = start + _better_end(rest, end - start)
        pieces.append(_merged(clusters[start:end]))
        start, room = end, width
    return pieces


def _fitting(clusters: Sequence[Segment], start: int, room: float) -> int:
    """Where the clusters from `start` that fit end; at least one does."""
    for place in range(start, len(clusters)):
        if place > start and clusters[place].width > room:
            return place
        room -= clusters[place].advance
    return len(clusters)


def _clusters(segment: Segment) -> Iterator[tuple[Style, str]]:
    for style, word in segment.spans:
        core = word.text.rstrip(" ")
        clusters = _CLUSTER.findall(core)
        for cluster in clusters[:-1]:
            yield style, cluster
        yield style, "".join(clusters[-1:]) + word.text[len(core) :]


def _better_end(clusters: Sequence[str], most: int) -> int:
    """How many to leave on the line: to a space, to a sign in the last half, to a word's end.

    Never to a hyphen.
    """
    for kept in range(most, 0, -1):
        if clusters[kept - 1].endswith(" "):
            return kept
    for kept in range(most, most // 2, -1):
        if clusters[kept - 1].endswith(_GOOD_ENDS):
            return kept
    whole = "".join(clusters).rstrip(" ")
    if _THAI.fullmatch(whole):
        for kept in range(most, 0, -1):
            length = len("".join(clusters[:kept]))
            if is_word(whole[:length]) and is_word(whole[length:]):
                return kept
    kept = most
    while kept > 1 and clusters[kept - 1].endswith(_NEVER_AT_END):
        kept -= 1
    return kept


def _merged(clusters: Sequence[Segment]) -> Segment:
    """The clusters as words again, shaped as a whole, one for each style."""
    texts: list[tuple[Style, str]] = []
    for cluster in clusters:
        for style, word in cluster.spans:
            if texts and texts[-1][0] is style:
                texts[-1] = (style, texts[-1][1] + word.text)
            else:
                texts.append((style, word.text))
    return _joined([style.segment(text) for style, text in texts])
