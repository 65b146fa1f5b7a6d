"""What text an XML file, and so any Word or Excel file, can hold."""

from __future__ import annotations

import re

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """The text without characters that XML 1.0 cannot hold; a printed page shows none of them."""
    return _UNWRITABLE.sub("", text)
