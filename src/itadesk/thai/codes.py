"""What is written with digits but is no number: addresses, phone numbers, codes such as O12.

A code is recognised by its shape alone and alike in Thai and in Arabic digits, so that turning
the digits of the numbers around it never changes what is a code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# The endings that make a dotted word an address or a file; without them "1.Facebook" would be one.
_ENDINGS = (
    "th|com|net|org|info|biz|edu|gov|mil|asia|app|dev|me|ly|gl|be|io|co"
    "|pdf|docx?|xlsx?|pptx?|jpe?g|png|gif|zip|rar|7z|txt|csv|tsv|mp[34]|html?|php|aspx|itadesk"
)
_LATIN = "A-Za-z"

URL = r"(?:https?://|www\.)\S+"
EMAIL = rf"(?<![{_LATIN}\d._%+-])[{_LATIN}\d._%+-]+@[{_LATIN}\d-]+(?:\.[{_LATIN}\d-]+)+"
DOTTED_NAME = (
    rf"(?<![{_LATIN}\d._-])[{_LATIN}\d_-]+(?:\.[{_LATIN}\d_-]+)*"
    rf"\.(?:{_ENDINGS})(?![{_LATIN}\d])(?:/[{_LATIN}\d._~%/?#=&+-]*)?"
)
# A Latin word with digits or hyphens: i1, O12, A4, E-Service, COVID-19, PM2.5, ISO9001, @line123.
LATIN_WORD = (
    rf"(?<![{_LATIN}\d])[@#]?"
    rf"(?:[{_LATIN}]+\d|\d+[{_LATIN}]|[{_LATIN}]+[-_]+[{_LATIN}\d]|\d+[-_]+[{_LATIN}])"
    rf"[{_LATIN}\d]*(?:[-_]+[{_LATIN}\d]+|\.\d+)*"
)
# 0-4481-2345, 044 812 345, 02-123-4567, 08-1234-5678, 0812345678, +66 81 234 5678
PHONE = (
    r"(?<![\d.,/-])(?:0|\+66[ -]?)"
    r"(?:(?:[ -]?\d{4}|\d[ -]?\d{3,4})[ -]?\d{4}|\d\d[ -]?\d{3}[ -]?\d{3,4})(?![.,/-]?\d)"
)
# What follows โทร. is a phone number even when it is short: โทร. 1567, โทร 044-123456 ต่อ 11
PHONE_AFTER_WORD = (
    r"(?:โทรศัพท์|โทรสาร|โทร|สายด่วน|แฟกซ์|มือถือ)\.?\s*(?:หมายเลข|เบอร์)?\s*:?\s*"
    r"(?:\+\d|0[ -]|\d{3})[\d-]*(?: \d{3}[\d-]*)*(?:\s*ต่อ\s*\d+(?:\s*[,-]\s*\d+)*)?"
)
# ตัวชี้วัดย่อยที่ 9.1, ตัวชี้วัด 9.1 และ 10.2
INDICATOR = r"ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*\d+\.\d+(?:\s*(?:,|และ|ถึง|-|–)\s*\d+\.\d+)*(?![.\d])"

_CODE = re.compile(
    "|".join((URL, EMAIL, DOTTED_NAME, PHONE_AFTER_WORD, PHONE, INDICATOR, LATIN_WORD))
)


def code_spans(text: str) -> Iterator[tuple[int, int]]:
    """The places (start, end) in `text` where digits are not a number, in order."""
    return (match.span() for match in _CODE.finditer(text))
