"""Begins a memo, blank or about something."""

from __future__ import annotations

from datetime import date

from itadesk.app.language import _
from itadesk.app.session import Session, new_id
from itadesk.core.memo_drafts import BLANK, MemoDraft
from itadesk.core.memos import memo_made


def begin_memo(session: Session, year: int, draft: MemoDraft = BLANK) -> str:
    """Adds a memo of the year, with the usual headings and signatures; gives its id.

    Raises:
        UserError: the file cannot be written.
    """
    edits = memo_made(session.state, year, new_id, date.today(), draft)
    session.apply(edits, _("New memo"))
    return edits[0].row
