"""Bits of HTML inside pasted text, read as plain text with line ends, list marks and ☐ or ☑."""

from __future__ import annotations

import html
import re

from itadesk.files.source import EMPTY_BOX, TICKED_BOX, tidy
from itadesk.thai.digits import to_thai

TAGS = (
    "p|br|ul|ol|li|input|b|strong|i|em|u|s|a|span|div|sup|sub|font|h[1-6]|center"
    "|table|thead|tbody|tr|td|th"
)
TAG = re.compile(rf"<(/?)({TAGS})\b([^<>]*)>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});")
_BREAKS = {"p", "br", "div", "ul", "ol", "li", "table", "tr", "td", "th", "center"}
_LISTED = re.compile(r"^([-–•·]|\(?[0-9๐-๙]{1,2}[.)])")
_DASHED_ON = re.compile(r"(?<=[^\s0-9๐-๙])-(?= [ก-ฮเ-ไ])")


def has_bits(text: str) -> bool:
    """Whether text holds any tag that is read here."""
    return bool(TAG.search(text))


def plain(text: str) -> str:
    r"""A cell's or a line's text with its tags turned into line ends, list marks and boxes.

    Only the tags that word processors and web pages put into tables are tags; any other < stays.

    >>> plain('<p>๑. ป่า</p> <p>๒. น้ำ</p>')
    '๑. ป่า\n๒. น้ำ'
    """
    return tidy(_unescaped(_Bits().text_of(text)))


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)


class _Bits:
    """Turns a piece of text with tags into lines; keeps the lists that are open."""

    def __init__(self) -> None:
        self._lists: list[int | None] = []
        self._link = ""

    def text_of(self, text: str) -> str:
        parts: list[str] = []
        done = 0
        for tag in TAG.finditer(text):
            parts.append(self._between(text[done : tag.start()]))
            parts.append(self._mark(bool(tag[1]), tag[2].lower(), tag[3], text[tag.end() :]))
            done = tag.end()
        parts.append(self._between(text[done:]))
        return "".join(parts)

    def _between(self, text: str) -> str:
        """Dashes that run on in a list without <li> begin lines of their own."""
        self._link = "" if text.strip() == self._link else self._link
        return _DASHED_ON.sub("\n-", text) if self._lists else text

    def _mark(self, closing: bool, tag: str, attributes: str, rest: str) -> str:
        if tag in ("ul", "ol"):
            if closing and self._lists:
                self._lists.pop()
            elif not closing:
                self._lists.append(0 if tag == "ol" else None)
        elif tag == "li" and not closing:
            return "\n" + self._list_mark(rest)
        elif tag == "input":
            return _box(attributes)
        elif tag == "a":
            return self._link_text(closing, attributes)
        return "\n" if tag in _BREAKS or tag.startswith("h") else ""

    def _list_mark(self, rest: str) -> str:
        """A list's own mark, unless the text brings one along."""
        if self._lists and self._lists[-1] is not None:
            self._lists[-1] += 1
        if _LISTED.match(TAG.sub("", rest).lstrip()):
            return ""
        number = self._lists[-1] if self._lists else None
        return "- " if number is None else to_thai(f"{number}. ")

    def _link_text(self, closing: bool, attributes: str) -> str:
        """Where a link leads, once its words have been read and do not say it themselves."""
        if not closing:
            found = re.search(r"href\s*=\s*[\"']?([^\"'\s>]+)", attributes)
            self._link = html.unescape(found[1]) if found else ""
            return ""
        link, self._link = self._link, ""
        return f" ({link})" if link else ""


def _box(attributes: str) -> str:
    if not re.search(r"type\s*=\s*[\"']?(checkbox|radio)", attributes, re.IGNORECASE):
        return ""
    return f" {TICKED_BOX if re.search(r'checked', attributes, re.IGNORECASE) else EMPTY_BOX} "
