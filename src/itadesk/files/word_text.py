"""Text and lengths as WordprocessingML: every letter of data stays text."""

from __future__ import annotations

import re
from typing import Any, TypeAlias
from zlib import crc32

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from itadesk.core.report import Align, Paragraph, Run
from itadesk.core.xml_text import writable

Element: TypeAlias = Any
"""An lxml element, which has no useful type."""

FONT = "TH Sarabun New"
# Lines stand as far apart as in the PDF, so that pages end alike and no mark is cut off.
_LINE_PITCH = 1.3
_TWIPS_IN_MM = 1440 / 25.4
_JUSTIFIED = {"left": "left", "center": "center", "right": "right", "justify": "thaiDistribute"}
_NAMES_OF_BREAKS = {"\n": "w:br", "\t": "w:tab"}


def twips(millimetres: float) -> str:
    """A length in twentieths of a point."""
    return str(round(millimetres * _TWIPS_IN_MM))


def element(name: str, /, **values: str) -> Element:
    """A `w:` element with these `w:` attributes."""
    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def add_text(paragraph: Element, text: str, size: float | None, **marks: str | bool) -> None:
    """Append a run; `marks` are `bold`, `italic` (True) or `underline` (a Word line style)."""
    run = element("r")
    run.append(_run_style(size, marks))
    for piece in re.split(r"([\n\t])", writable(text)):
        if piece in _NAMES_OF_BREAKS:
            run.append(OxmlElement(_NAMES_OF_BREAKS[piece]))
        elif piece:
            letters = element("t")
            letters.text = piece
            letters.set(qn("xml:space"), "preserve")
            run.append(letters)
    paragraph.append(run)


def _run_style(size: float | None, marks: dict[str, str | bool]) -> Element:
    """Thai is a complex script to Word: bold, italic and size have a second element for it."""
    style = element("rPr")
    if marks.get("bold"):
        style.extend((element("b"), element("bCs")))
    if marks.get("italic"):
        style.extend((element("i"), element("iCs")))
    if size is not None:
        half_points = str(round(size * 2))
        style.extend((element("sz", val=half_points), element("szCs", val=half_points)))
    if marks.get("underline"):
        style.append(element("u", val=str(marks["underline"])))
    style.append(element("cs"))
    return style


def paragraph_of(paragraph: Paragraph, size: float, *, keep: bool = False) -> Element:
    """A `w:p`; its list mark hangs before a tab, as written and never renumbered."""
    made = element("p")
    own = paragraph.size or size
    made.append(_paragraph_style(paragraph, own, keep))
    if paragraph.anchor:
        number = str(crc32(paragraph.anchor.encode()))
        made.append(element("bookmarkStart", id=number, name=bookmark_of(paragraph.anchor)))
        made.append(element("bookmarkEnd", id=number))
    if paragraph.label:
        add_text(made, f"{paragraph.label}\t", own, bold=_first(paragraph.runs).bold)
    for run in paragraph.runs:
        add_text(made, run.text, run.size or own, bold=run.bold, italic=run.italic)
    return made


def bookmark_of(anchor: str) -> str:
    """An anchor as a name that Word takes."""
    return f"_{crc32(anchor.encode()):08x}"


def add_field(paragraph: Element, code: str, shown: str, size: float) -> None:
    """Append a field; `shown` stands there until Word reckons it."""
    for kind in ("begin", "code", "separate", "shown", "end"):
        if kind == "shown":
            add_text(paragraph, shown, size)
            continue
        run = element("r")
        if kind == "code":
            asked = element("instrText")
            asked.text = code
            asked.set(qn("xml:space"), "preserve")
            run.append(asked)
        else:
            run.append(element("fldChar", fldCharType=kind))
        paragraph.append(run)


def _first(runs: tuple[Run, ...]) -> Run:
    return runs[0] if runs else Run("")


def _paragraph_style(paragraph: Paragraph, size: float, keep: bool) -> Element:
    style = element("pPr")
    if paragraph.heading:
        style.append(element("pStyle", val=f"Heading{min(paragraph.heading, 9)}"))
    if keep or paragraph.keep_with_next:
        style.append(element("keepNext"))
    if paragraph.label:
        tabs = element("tabs")
        tabs.append(element("tab", val="left", pos=twips(paragraph.indent + paragraph.hang)))
        style.append(tabs)
    before = str(round(paragraph.space_before * _TWIPS_IN_MM))
    pitch = str(round((paragraph.pitch or size * _LINE_PITCH) * 20))
    rule = "exact" if paragraph.pitch else "atLeast"
    style.append(element("spacing", before=before, after="0", line=pitch, lineRule=rule))
    style.append(_indent(paragraph))
    style.append(element("jc", val=justification(paragraph.align)))
    return style


def _indent(paragraph: Paragraph) -> Element:
    left = twips(paragraph.indent + (paragraph.hang if paragraph.label else 0.0))
    if paragraph.label:
        return element("ind", left=left, hanging=twips(paragraph.hang))
    return element("ind", left=left, firstLine=twips(paragraph.first_indent))


def justification(align: Align) -> str:
    """Word's name of an alignment; full lines of Thai are spread between letters."""
    return _JUSTIFIED[align]
