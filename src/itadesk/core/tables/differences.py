"""A workbook of tables as it came back, and what in it differs from the file."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from itadesk.core.changelog import Edit
from itadesk.core.model import Value
from itadesk.core.tables.book import Possible
from itadesk.core.tables.cells import RawCell

Why: TypeAlias = Literal[
    "not-day", "not-number", "not-word", "closed", "parent-unknown", "row-unknown", "row-gone",
    "column-missing", "sheet-missing",
]  # fmt: skip
Prints: TypeAlias = Mapping[tuple[str, str], Mapping[str, str]]  # (table, row): column: fingerprint


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A line of a sheet with its cells by their heads."""

    line: int
    cells: Mapping[str, RawCell]


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet as it came back."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[ReadRow, ...]


@dataclass(frozen=True, slots=True)
class ReadBook:
    """A workbook that came back, with what its cells were when it was written."""

    name: str
    file_uid: str
    year: int
    prints: Prints
    sheets: tuple[ReadSheet, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A cell that the sheet has otherwise; `both`: the file changed it too since the export."""

    table: str
    row: str
    field: str
    here: Value
    there: Value
    sheet: str
    line: int
    both: bool


@dataclass(frozen=True, slots=True)
class Added:
    """A row of the sheet that the file does not have; `parent` is what it belongs to."""

    table: str
    row: str
    parent: str
    edits: tuple[Edit, ...]
    sheet: str
    line: int


@dataclass(frozen=True, slots=True)
class Missing:
    """A row of the file that the sheet had and has no more; `both`: changed here since."""

    table: str
    row: str
    sheet: str
    both: bool


Difference: TypeAlias = Changed | Added | Missing


@dataclass(frozen=True, slots=True)
class Refused:
    """What stands in the sheet and cannot be taken; line 0 for a whole column or sheet."""

    sheet: str
    line: int
    head: str
    text: str
    why: Why


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs, what cannot be taken, and the rows that the year may have besides."""

    changed: tuple[Changed, ...] = ()
    added: tuple[Added, ...] = ()
    missing: tuple[Missing, ...] = ()
    refused: tuple[Refused, ...] = ()
    possible: Possible = field(default_factory=Possible)

    @property
    def differences(self) -> tuple[Difference, ...]:
        return (*self.changed, *self.added, *self.missing)

    @property
    def usual(self) -> frozenset[Difference]:
        """What is taken unless somebody says otherwise: no deletion, nothing that both changed."""
        return frozenset((*(cell for cell in self.changed if not cell.both), *self.added))

    def only(self, chosen: Container[Difference]) -> Comparison:
        """The same with these differences alone, and nothing told of what cannot be taken."""
        return replace(
            self,
            changed=tuple(cell for cell in self.changed if cell in chosen),
            added=tuple(row for row in self.added if row in chosen),
            missing=tuple(row for row in self.missing if row in chosen),
            refused=(),
        )
