"""Thai and Arabic digits in one text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from itadesk.core.checker.finding import Finding, Scope, facts
from itadesk.core.checker.texts import Text, texts_of
from itadesk.core.model import Office
from itadesk.thai.codes import code_spans

_ARABIC = re.compile(r"[0-9](?:[0-9,.]*[0-9])?")
_THAI = re.compile(r"[๐-๙](?:[๐-๙,.]*[๐-๙])?")


def mixed_digits(scope: Scope) -> Iterator[Finding]:
    """Numbers in the digits that the office does not print, beside such as it does."""
    office = scope.state.get(Office, "office") or Office()
    for text in texts_of(scope.state):
        wanted, other = (_THAI, _ARABIC) if office.thai_digits else (_ARABIC, _THAI)
        plain = _without_codes(text)
        found = list(other.finditer(plain))
        if found and wanted.search(plain):
            told = facts(found=found[0][0], count=len(found))
            yield text.finding("digits-mixed", *found[0].span(), told)


def _without_codes(text: Text) -> str:
    """The text with blanks for codes, whose digits are no numbers."""
    letters = list(text.text)
    for start, end in code_spans(text.text):
        letters[start:end] = " " * (end - start)
    return "".join(letters)
