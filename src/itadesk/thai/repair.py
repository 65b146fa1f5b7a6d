"""Mending text that came out of a PDF or an old font, and the form in which text is stored."""

from __future__ import annotations

import unicodedata

from itadesk.thai.marks import with_sara_am


def normal(text: str) -> str:
    """`text` as it is stored: NFC, ํ and า as ำ, and every line end a single newline."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", with_sara_am(unicodedata.normalize("NFC", lines)))
