"""What an import tells, in the user's words: one line a notice, one reason a piece of text."""

from __future__ import annotations

from itadesk.app.importing import Preview
from itadesk.app.language import _
from itadesk.core.findings import Notice, Piece


def told(said: Notice) -> str:
    """The sentence of a notice."""
    facts: dict[str, object] = dict(said.facts)
    if facts.get("year") == 0:
        facts["year"] = _("of no year")
    return _(f"import.{said.key}").format(**facts)


def reason(piece: Piece) -> str:
    """Why this text went nowhere, or was taken once."""
    return _(f"import.why.{piece.why}") if piece.why else ""


def preview_lines(looked_at: Preview) -> list[str]:
    """A whole preview for the terminal: what goes where, and every text that does not."""
    lines = [told(line) for line in looked_at.lines]
    for heading, pieces in (
        (_("Read, but the file has no place for it:"), looked_at.kept),
        (_("Stood more than once, taken once:"), looked_at.repeated),
        (_("Not understood, not taken:"), looked_at.unplaced),
    ):
        if pieces:
            lines += ["", heading, *(_piece_line(piece) for piece in pieces)]
    if looked_at.differences:
        lines += ["", _("Worded otherwise in the document:")]
        lines += [
            f"  {differs.code}: {differs.listed} | {differs.document}"
            for differs in looked_at.differences
        ]
    if looked_at.mends:
        lines += ["", _("Damaged text that can be mended:")]
        lines += [f"  {mend.before} → {mend.after}  (…{mend.around}…)" for mend in looked_at.mends]
    return [line.replace("\n", " / ") for line in lines]


def _piece_line(piece: Piece) -> str:
    why = f" ({reason(piece)})" if piece.why else ""
    return f"  [{piece.place}] {piece.text}{why}" if piece.place else f"  {piece.text}{why}"
