"""Keeps account of every text of a document that became no found thing, and of what to tell."""

from __future__ import annotations

from itadesk.core.findings import Notice, Piece, notice, thai_letters


class Ledger:
    """Pieces and notices in the document's order."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.notices: list[Notice] = []
        self._told: set[Notice] = set()

    def head(self, text: str, place: str) -> None:
        """A column's head."""
        self._add(Piece("head", text, place))

    def heading(self, text: str, place: str) -> None:
        """A title, or what says what stands below it."""
        self._add(Piece("heading", text, place))

    def label(self, text: str, place: str) -> None:
        """Words that only say what stands beside them; numbers alone need no account."""
        if thai_letters(text):
            self.heading(text, place)

    def kept(self, text: str, place: str) -> None:
        """A paragraph that no report has room for."""
        self._add(Piece("kept", text, place))

    def repeated(self, text: str, place: str, why: str = "") -> None:
        """Text that was said before and is taken once."""
        self._add(Piece("repeated", text, place, why))

    def unplaced(self, text: str, place: str, why: str = "not-understood") -> None:
        """Text that went nowhere; `why` is a message key."""
        self._add(Piece("unplaced", text, place, why))

    def tell(self, key: str, **facts: str | int | float) -> None:
        """Something to say about the import; the same at another place is said once."""
        told = notice(key, **facts)
        if _but_place(told) not in self._told:
            self._told.add(_but_place(told))
            self.notices.append(told)

    def _add(self, piece: Piece) -> None:
        if piece.text:
            self.pieces.append(piece)


def _but_place(told: Notice) -> Notice:
    facts = dict(told.facts)
    facts.pop("place", None)
    return notice(told.key, **facts)
