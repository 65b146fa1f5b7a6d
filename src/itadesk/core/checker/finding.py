"""What the checker finds: a place in the file, why it looks wrong, and a key to waive it by."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from itadesk.core.forms import OitForm
from itadesk.core.model import State
from itadesk.core.question_form import QuestionForm

Kind: TypeAlias = Literal[
    "blank",
    "columns-swapped",
    "christian-year",
    "date-outside-year",
    "digits-mixed",
    "link-other-office",
    "link-other-year",
    "link-without-year",
    "office-misspelt",
    "other-office",
    "row-twice",
    "score-disagrees",
    "score-in-text",
    "text-copied",
    "wrong-year",
]
Facts: TypeAlias = tuple[tuple[str, str | int | float], ...]
FormsFor: TypeAlias = Callable[[int], tuple[QuestionForm, OitForm | None]]

_KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class Finding:
    """What looks wrong in `text`, which stands at [start, end) of a row's field.

    An empty `table` is a document that is being imported; `row` is then the place in it.
    `facts` fill the sentence that says why. `year` is the fiscal year, 0 for none.
    """

    kind: Kind
    table: str
    row: str
    field: str
    year: int = 0
    start: int = 0
    end: int = 0
    text: str = ""
    facts: Facts = ()

    @property
    def key(self) -> str:
        """The same for the same words in the same field, wherever in it they stand."""
        parts = (self.kind, self.table, self.row, self.field, self.text)
        encoded = [part.encode("utf-8") for part in parts]
        data = b"".join([b"%d:%b" % (len(part), part) for part in encoded])
        return hashlib.blake2b(data, digest_size=_KEY_BYTES).hexdigest()


@dataclass(frozen=True, slots=True)
class Scope:
    """What is checked: the rows, and the rules of scores by year."""

    state: State
    forms_for: FormsFor


def facts(**named: str | float) -> Facts:
    """Facts by name."""
    return tuple(named.items())
