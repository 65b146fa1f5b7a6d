"""Keys by which Thai text is searched and sorted, however it was typed."""

from __future__ import annotations

import re
import unicodedata
from typing import TypeAlias

from itadesk.thai.digits import to_arabic
from itadesk.thai.marks import CONSONANTS, LEADING_VOWELS, MARKS, in_order

# Letters by what decides first, marks by what decides among equals, then the text itself.
SortKey: TypeAlias = tuple[tuple[tuple[int, int, str], ...], tuple[int, ...], str]

_NOT_SEARCHED = re.compile(rf"[^\w{MARKS}\u0300-\u036f]|[_ๆฯ]")
_DOUBLED = re.compile(rf"([{MARKS}])\1+")

_NUMBER, _LATIN, _THAI, _OTHER = range(4)
_PIECE = re.compile(
    rf"0*(?P<number>\d+)|(?P<vowel>[{LEADING_VOWELS}])(?P<consonant>[{CONSONANTS}])"
    r"|(?P<mark>[\u0e47-\u0e4e])|(?P<letter>(?![ๆฯ])(?:[^\W_]|[\u0e31\u0e34-\u0e3a]))"
)


def search_key(text: str) -> str:
    """What is the same for two texts that a reader calls the same.

    Small letters and Arabic digits only; without spaces, punctuation, symbols, ๆ and ฯ; marks in
    order and once each; ํา as ำ and เเ as แ.
    """
    small = unicodedata.normalize("NFC", text).casefold()
    kept = _NOT_SEARCHED.sub("", unicodedata.normalize("NFC", to_arabic(small)))
    return _DOUBLED.sub(r"\1", in_order(kept)).replace("เเ", "แ")


def matches(query: str, text: str) -> bool:
    """Whether each part of `query` between spaces stands somewhere in `text`, by search key."""
    key = search_key(text)
    return all(search_key(part) in key for part in query.split())


def sort_key(text: str) -> SortKey:
    """The order of the dictionary of the Royal Institute, numbers first and by their value.

    A vowel written before its consonant counts after it; tones, ็ and ์ decide only between words
    that are else the same; spaces, punctuation, ๆ and ฯ between those that are still the same.
    """
    first: list[tuple[int, int, str]] = []
    second: list[int] = []
    plain = to_arabic(in_order(unicodedata.normalize("NFC", text).casefold()))
    for piece in _PIECE.finditer(plain):
        if mark := piece["mark"]:
            if second:
                second[-1] = second[-1] * 8 + ord(mark) - 0x0E46
            continue
        if number := piece["number"]:
            first.append((_NUMBER, len(number), number))
        elif letter := piece["letter"]:
            first.append(_weight(letter))
        else:
            first += _weight(piece["consonant"]), _weight(piece["vowel"])
        second += [0] * (len(first) - len(second))
    return tuple(first), tuple(second), text


def _weight(letter: str) -> tuple[int, int, str]:
    if letter.isascii():
        return _LATIN, ord(letter), ""
    return (_THAI if "\u0e00" <= letter <= "\u0e7f" else _OTHER), ord(letter), ""
