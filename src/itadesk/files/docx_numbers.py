"""The numbers that Word puts before list paragraphs; they stand in no text of the document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from itadesk.thai.digits import to_thai

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_THAI_FORMATS = {"thaiNumbers", "thaiCounting"}
_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered: `text` is "%1." or "(%2)"."""

    format: str = "decimal"
    text: str = ""
    start: int = 1


class Numbering:
    """Counts the list paragraphs of a document as they come."""

    def __init__(self, document: Document) -> None:
        self._lists = _lists_of(document)
        self._styles = _styles_of(document)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def mark(self, paragraph: Element) -> str:
        """The list mark that Word prints before this paragraph, "" where it prints none."""
        number, depth = self._list_of(paragraph)
        levels = self._lists.get(number)
        if not levels or depth not in levels:
            return ""
        counts = self._counts[number]
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        if levels[depth].format == "bullet":
            return "-"
        pattern = levels[depth].text
        return re.sub(r"%(\d)", lambda found: self._count(number, int(found[1]) - 1), pattern)

    def _count(self, number: str, depth: int) -> str:
        level = self._lists[number].get(depth, _Level())
        return _written(self._counts[number].get(depth, level.start), level.format)

    def _list_of(self, paragraph: Element) -> tuple[str, int]:
        """The list and the depth that a paragraph or its style names; list "0" is none."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return "", 0
        own = properties.find(qn("w:numPr"))
        if own is not None:
            return _named(own)
        style = properties.find(qn("w:pStyle"))
        name = style.get(qn("w:val"), "") if style is not None else ""
        return self._styles.get(name, ("", 0))


def _lists_of(document: Document) -> Mapping[str, Mapping[int, _Level]]:
    """The levels of each list by its number."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return MappingProxyType({})
    kinds = {
        kind.get(qn("w:abstractNumId")): {
            int(level.get(qn("w:ilvl"), "0")): _level(level) for level in kind.iter(qn("w:lvl"))
        }
        for kind in root.iter(qn("w:abstractNum"))
    }
    lists: dict[str, Mapping[int, _Level]] = {}
    for entry in root.iter(qn("w:num")):
        kind = entry.find(qn("w:abstractNumId"))
        if kind is not None:
            lists[entry.get(qn("w:numId"), "")] = kinds.get(kind.get(qn("w:val")), {})
    return lists


def _styles_of(document: Document) -> Mapping[str, tuple[str, int]]:
    """The lists that paragraph styles belong to."""
    found: dict[str, tuple[str, int]] = {}
    for style in document.styles.element.iter(qn("w:style")):
        numbered = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if numbered is not None:
            found[style.get(qn("w:styleId"), "")] = _named(numbered)
    return found


def _named(numbered: Element) -> tuple[str, int]:
    number, depth = numbered.find(qn("w:numId")), numbered.find(qn("w:ilvl"))
    level = depth.get(qn("w:val"), "0") if depth is not None else "0"
    return (
        number.get(qn("w:val"), "") if number is not None else "",
        int(level) if level.isdecimal() else 0,
    )


def _level(level: Element) -> _Level:
    values = {
        name: found.get(qn("w:val"), "")
        for name in ("numFmt", "lvlText", "start")
        if (found := level.find(qn(f"w:{name}"))) is not None
    }
    start = values.get("start", "1")
    return _Level(
        values.get("numFmt", "decimal"),
        values.get("lvlText", ""),
        int(start) if start.isdecimal() else 1,
    )


def _written(count: int, how: str) -> str:
    if how in _THAI_FORMATS:
        return to_thai(str(count))
    if how == "thaiLetters" and 1 <= count <= len(_THAI_LETTERS):
        return _THAI_LETTERS[count - 1]
    if how == "lowerLetter" and 1 <= count <= 26:
        return chr(ord("a") + count - 1)
    if how == "none":
        return ""
    return str(count)
