"""Where a text stands in a longer one, however both were typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from itadesk.thai.keys import search_key
from itadesk.thai.marks import CLINGING, NIKHAHIT, TONES

Span: TypeAlias = tuple[int, int]
_LETTER = re.compile(rf"เเ|.(?:{NIKHAHIT}[{TONES}]*า|[{CLINGING}])*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Searched:
    """A text to search in again and again: its search key, and where each of its letters stands."""

    key: str
    spans: tuple[Span, ...]

    def find(self, query: str) -> tuple[Span, ...]:
        """Every place (start and end in the text) of `query`; spaces and line ends do not count."""
        wanted = search_key(query)
        found = []
        place = self.key.find(wanted) if wanted else -1
        while place >= 0:
            last = place + len(wanted) - 1
            found.append((self.spans[place][0], self.spans[last][1]))
            place = self.key.find(wanted, last + 1)
        return tuple(found)


def searched(text: str) -> Searched:
    """Make a text ready to be searched."""
    parts, spans = [], []
    for letter in _LETTER.finditer(text):
        part = _letter_key(letter[0])
        parts.append(part)
        spans += [letter.span()] * len(part)
    return Searched("".join(parts), tuple(spans))


@lru_cache(maxsize=4096)
def _letter_key(letter: str) -> str:
    return search_key(letter)
