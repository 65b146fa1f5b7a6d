"""Mending text that came out of a PDF or an old font, and the form in which text is stored.

Only what is certainly damage is mended: what no Thai text can hold (a mark twice or without its
letter), or a space in a word whose halves are no words. Tabs stay, they part the cells of a table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal, TypeAlias

from itadesk.thai.marks import (
    CONSONANTS,
    FOLLOWING_VOWELS,
    LEADING_VOWELS,
    MARKS,
    NIKHAHIT,
    SARA_AM,
    THAI_LETTERS,
    TONES,
    in_order,
    members,
    with_sara_am,
)
from itadesk.thai.words import clusters, is_word, words

Kind: TypeAlias = Literal[
    "old_font",  # a letter from the private part of an old Thai font
    "invisible",  # a soft hyphen, a zero-width or a no-break space
    "doubled",  # the same mark twice
    "sara_ae",  # เ twice for แ
    "order",  # marks in an order in which they cannot be typed
    "sara_am",  # ํ and า, or a space and า, for ำ
    "floating",  # a mark or vowel parted from its letter
    "space",  # a space inside a word
]


@dataclass(frozen=True, slots=True)
class Repair:
    """`before`, which stands at [start, end) of the text, is to become `after`."""

    start: int
    end: int
    before: str
    after: str
    kind: Kind


_Edit: TypeAlias = tuple[int, int, str, Kind]

_OLD_FONT = dict(
    zip(
        range(0xF700, 0xF71B),
        "ฐ" + "ิีึื" + "่้๊๋์" * 2 + "ญ" + "ัํ็" + "่้๊๋์" + "ฺุู",
        strict=True,
    )
)
_OLD_LETTERS = re.compile("[\uf700-\uf71a]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]+|[\u00a0\u202f]")
_DOUBLED = re.compile(rf"([{MARKS}{SARA_AM}])\1+|{NIKHAHIT}([{TONES}]*{SARA_AM})")
_MARK_RUN = re.compile(rf"[{MARKS}{SARA_AM}\u0e32]{{2,}}")
_MISPLACED = re.compile(
    rf"(?P<vowel>[ะา])(?P<tone>[{TONES}])"
    rf"|(?P<lead>[{LEADING_VOWELS}])(?P<marks>[{MARKS}]+)(?P<consonant>[{CONSONANTS}])"
)
_GAP = r"(?: *\n *| +)"
_FLOATING = re.compile(
    rf"(?P<base>[{CONSONANTS}][{MARKS}]*)(?P<rest>(?:{_GAP}[{MARKS}{FOLLOWING_VOWELS}]+)+)"
)
_BARE_AA = re.compile(f"[{CONSONANTS}] +า")
_FLOATING_MARK = re.compile(rf" [{MARKS}]+(?![{MARKS}า])")
_INNER_SPACE = re.compile(rf"(?<=[{THAI_LETTERS}]) (?=[{CONSONANTS}{LEADING_VOWELS}])")
_LETTERS = members(THAI_LETTERS)
_LETTERS_AFTER = re.compile(rf"[{THAI_LETTERS}]*")
_WINDOW = 40
_TITLES = ("นาย", "นาง")


def normal(text: str) -> str:
    """`text` as it is stored: NFC, ํ and า as ำ, and every line end a single newline."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", with_sara_am(unicodedata.normalize("NFC", lines)))


def repair(text: str) -> str:
    """`text` with all its `repairs` made."""
    parts: list[str] = []
    done = 0
    for each in repairs(text):
        parts += text[done : each.start], each.after
        done = each.end
    return "".join([*parts, text[done:]])


def repairs(text: str) -> tuple[Repair, ...]:
    """What is to be mended in `text`, in order and apart from each other; to be shown first."""
    work = _Work(text)
    while any(work.edit(find) for find in _FINDERS):
        pass
    return tuple(work.repairs())


class _Work:
    """A text under repair that remembers which of its letters are still the first ones."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._now = text
        self._origins: list[int | Kind] = list(range(len(text)))

    def edit(self, find: Callable[[str], Iterator[_Edit]]) -> bool:
        """Make the edits found, those that overlap an earlier one excepted; were there any?"""
        parts: list[str] = []
        origins: list[int | Kind] = []
        done = 0
        for start, end, after, kind in find(self._now):
            if start < done:
                continue
            parts += self._now[done:start], after
            origins += self._origins[done:start]
            origins += [kind] * len(after)
            done = end
        if not done:
            return False
        self._now = "".join([*parts, self._now[done:]])
        self._origins = origins + self._origins[done:]
        return True

    def repairs(self) -> Iterator[Repair]:
        start = made_from = 0
        kind: Kind = "invisible"  # the only kind that may leave nothing behind
        for place, origin in enumerate([*self._origins, len(self._text)]):
            if isinstance(origin, str):
                kind = origin
                continue
            before, after = self._text[start:origin], self._now[made_from:place]
            if before != after:
                yield Repair(start, origin, before, after, kind)
            start, made_from, kind = origin + 1, place + 1, "invisible"


def _old_letters(text: str) -> Iterator[_Edit]:
    for found in _OLD_LETTERS.finditer(text):
        yield *found.span(), found[0].translate(_OLD_FONT), "old_font"


def _invisible(text: str) -> Iterator[_Edit]:
    for found in _INVISIBLE.finditer(text):
        yield *found.span(), " " if found[0] in "\u00a0\u202f" else "", "invisible"


def _doubled(text: str) -> Iterator[_Edit]:
    for found in _DOUBLED.finditer(text):
        yield *found.span(), found[1] or found[2], "doubled"


def _sara_ae(text: str) -> Iterator[_Edit]:
    for found in re.finditer("เเ", text):
        yield *found.span(), "แ", "sara_ae"


def _mark_order(text: str) -> Iterator[_Edit]:
    for found in _MARK_RUN.finditer(text):
        after = in_order(found[0])
        if after != found[0]:
            yield *found.span(), after, "sara_am" if len(after) < len(found[0]) else "order"


def _misplaced(text: str) -> Iterator[_Edit]:
    for found in _MISPLACED.finditer(text):
        start, end = found.span()
        if found["vowel"]:
            after = found["tone"] + found["vowel"]
        else:
            after = found["lead"] + found["consonant"] + found["marks"]
        left, right = _runs(text, start, end)
        whole = left + after + right
        if _word_across(whole, len(left) + 1) and _unknown(whole) < _unknown(
            left + found[0] + right
        ):
            yield start, end, after, "order"


def _floating(text: str) -> Iterator[_Edit]:
    readings = _readings_of_aa(text)
    for found in _FLOATING.finditer(text):
        seam = found.end("base")
        left, right = _runs(text, seam, found.end())
        signs = in_order("".join(found["rest"].split()))
        joined: list[tuple[int, str, tuple[int, int], Kind]] = []
        for letter, kind in readings if "า" in signs else _NO_AA:
            whole = left + signs.replace("า", letter, 1) + right
            unknown, word = _unknown(whole), _word_across(whole, len(left))
            if word and unknown <= _unknown(left):
                joined.append((unknown, whole, word, kind))
        if joined:
            _, whole, (start, end), kind = min(joined, key=itemgetter(0))
            end = max(end, len(left + signs))
            after_signs = end - len(left + signs)
            yield seam - len(left) + start, found.end() + after_signs, whole[start:end], kind


_NO_AA: list[tuple[str, Kind]] = [("า", "floating")]


def _readings_of_aa(text: str) -> list[tuple[str, Kind]]:
    """What า after a space may be, the likelier first: half of ำ, or a letter that floats.

    Some programs lose the ํ of ำ and nothing else, others let every mark float.
    """
    half: tuple[str, Kind] = (SARA_AM, "sara_am")
    itself: tuple[str, Kind] = ("า", "floating")
    marks_float = _FLOATING_MARK.search(text) and not _BARE_AA.search(text)
    return [itself, half] if marks_float else [half, itself]


def _inner_space(text: str) -> Iterator[_Edit]:
    for found in _INNER_SPACE.finditer(text):
        left, right = _runs(text, *found.span())
        if left.startswith(_TITLES):
            continue  # what follows is perhaps a name, and no list knows all names
        if word := _word_torn_apart(left, right):
            start, end = word
            after = (left + right)[start:end]
            yield found.start() - len(left) + start, found.end() - len(left) + end, after, "space"


def _word_torn_apart(left: str, right: str) -> tuple[int, int] | None:
    """The listed word in `left` + `right` whose halves are no words, if it is evident.

    Evident is a word of four letters or more, or one that spares two words of the rest, with
    listed words on both sides of it.
    """
    whole = left + right
    apart, together = (*words(left), *words(right)), words(whole)
    span = _word_across(whole, len(left))
    if span is None or len(together) >= len(apart) or _unknown(whole) > _unlisted(apart):
        return None
    start, end = span
    short = len(clusters(whole[start:end])) < 4
    if short and len(together) > len(apart) - 2:
        return None
    neighbours = (*words(whole[:start])[-1:], *words(whole[end:])[:1])
    if _unlisted(neighbours):
        return None
    first, second = whole[start : len(left)], whole[len(left) : end]
    if is_word(f"{first} {second}"):
        return None
    return span if _unlisted((*words(first), *words(second))) else None


def _runs(text: str, start: int, end: int) -> tuple[str, str]:
    """The Thai letters that touch [start, end) of `text`, before it and after it."""
    first = start
    while first > max(0, start - _WINDOW) and text[first - 1] in _LETTERS:
        first -= 1
    after = _LETTERS_AFTER.match(text, end, end + _WINDOW)
    return text[first:start], after[0] if after else ""


def _word_across(whole: str, seam: int) -> tuple[int, int] | None:
    """Where in `whole` the listed word stands in which `seam` lies, if there is one."""
    start = 0
    for word in words(whole):
        end = start + len(word)
        if start < seam < end:
            return (start, end) if is_word(word) else None
        start = end
    return None


def _unknown(run: str) -> int:
    return _unlisted(words(run))


def _unlisted(found: Iterable[str]) -> int:
    """How many letters of the words found are in no listed word."""
    return sum(len(word) for word in found if not is_word(word))


# In this order: what comes later counts on what comes before.
_FINDERS: tuple[Callable[[str], Iterator[_Edit]], ...] = (
    _old_letters,
    _invisible,
    _mark_order,
    _doubled,
    _sara_ae,
    _floating,
    _misplaced,
    _inner_space,
)
