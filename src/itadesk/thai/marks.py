"""The kinds of Thai letters and marks, written as bodies of regular-expression classes.

Marks stand above or below a consonant; ำ is a letter that clings to it as well.
"""

from __future__ import annotations

import re

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
