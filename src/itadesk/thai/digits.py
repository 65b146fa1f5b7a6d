"""Thai and Arabic digits, and numbers read and written with them.

Which digits of a text are numbers and which belong to a code is said by `codes`: web and e-mail
addresses, file names, Latin words with digits (O12, i1, A4, COVID-19), phone numbers, and the
numbers of sub-indicators (ตัวชี้วัดย่อยที่ 9.1) are codes; everything else is a number.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from itadesk.thai.codes import code_spans

_ARABIC = "0123456789"
_THAI = "๐๑๒๓๔๕๖๗๘๙"
_TO_THAI = str.maketrans(_ARABIC, _THAI)
_TO_ARABIC = str.maketrans(_THAI, _ARABIC)
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)


def to_thai(text: str) -> str:
    """`text` with the digits of its numbers in Thai; codes stay as they are written."""
    parts: list[str] = []
    done = 0
    for start, end in code_spans(text):
        parts += text[done:start].translate(_TO_THAI), text[start:end]
        done = end
    parts.append(text[done:].translate(_TO_THAI))
    return "".join(parts)


def to_arabic(text: str) -> str:
    """`text` with every Thai digit as an Arabic one, those of codes too."""
    return text.translate(_TO_ARABIC)


def thai_number(value: float | str, decimals: int | None = None) -> str:
    """`value` in Thai digits, with so many `decimals` (halves go up) or as many as it has.

    A text keeps its form ("1,234.50" is ๑,๒๓๔.๕๐) unless `decimals` are asked for.

    Raises:
        ValueError: `value` is no finite number.
    """
    if isinstance(value, str):
        parse_number(value)
        plain = to_arabic(value.strip())
        exact = Decimal(plain.replace(",", ""))
    else:
        exact = Decimal(str(value))
        if not exact.is_finite():
            raise ValueError(f"not a number: {value!r}")
        plain = f"{exact:f}"
        if "." in plain:
            plain = plain.rstrip("0").rstrip(".")
    if decimals is not None:
        plain = f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
    return plain.translate(_TO_THAI)


def parse_number(text: str) -> float:
    """The number that `text` is, in Thai or Arabic digits, with or without comma groups.

    Raises:
        ValueError: `text` is anything else, or has more beside the number.
    """
    plain = to_arabic(text.strip()).replace("−", "-")
    if not _NUMBER.fullmatch(plain):
        raise ValueError(f"not a number: {text!r}")
    return float(plain.replace(",", ""))
