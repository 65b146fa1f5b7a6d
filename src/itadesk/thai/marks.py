"""Thai letters and marks: their kinds, as bodies of regular-expression classes, and their order.

Marks stand above or below a consonant; ำ is a letter that clings to it as well.
"""

from __future__ import annotations

import re
import unicodedata

CONSONANTS = "ก-ฮ"
LEADING_VOWELS = "เ-ไ"
FOLLOWING_VOWELS = "ะาำๅ"
TONES = "\u0e48-\u0e4b"
NIKHAHIT = "\u0e4d"
SARA_AM = "ำ"
MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
THAI_LETTERS = "\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e"

# Marks of other scripts, joiners and variation selectors: they cling to what stands before them.
OTHER_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff\ufe00-\ufe0f\u200c\u200d"
CLINGING = MARKS + SARA_AM + OTHER_MARKS


def members(kind: str) -> frozenset[str]:
    """The single characters of a class body such as `MARKS`."""
    ranges = re.findall(r"(.)-(.)|(.)", kind, re.DOTALL)
    return frozenset(
        chr(code)
        for first, last, alone in ranges
        for code in range(ord(first or alone), ord(last or alone) + 1)
    )


_SPLIT_SARA_AM = re.compile(f"{NIKHAHIT}([{TONES}]*)\u0e32")
_RUN = re.compile(f"[{MARKS}{SARA_AM}]{{2,}}")
# Below ฺ, then the vowels, the tone, the silencer, nikhahit, and ำ after all of them.
_PLACES = dict.fromkeys(members(MARKS), 1) | {
    "\u0e3a": 0,
    **dict.fromkeys(members(TONES), 2),
    "\u0e4c": 3,
    "\u0e4e": 3,
    NIKHAHIT: 4,
    SARA_AM: 5,
}


def with_sara_am(text: str) -> str:
    """`text` with every nikhahit and า, a tone mark between them or not, as one ำ."""
    return _SPLIT_SARA_AM.sub(rf"\1{SARA_AM}", text)


def in_order(text: str) -> str:
    """`text` with the marks of each letter in the order in which they are to be typed, and NFC."""
    nfc = unicodedata.normalize("NFC", text)
    for _ in range(2):  # ordering brings a nikhahit and its า together, which may undo the order
        nfc = _RUN.sub(_sorted_run, with_sara_am(nfc))
    return unicodedata.normalize("NFC", nfc)


def _sorted_run(run: re.Match[str]) -> str:
    return "".join(sorted(run[0], key=_PLACES.__getitem__))
