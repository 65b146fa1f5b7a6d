"""Memos: their sections and the chain of those who endorse them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from itadesk.core.changelog import EXISTS, Edit, made
from itadesk.core.memo_drafts import BLANK, MemoDraft
from itadesk.core.model import Endorsement, Memo, MemoSection, Office, Person, State, placed
from itadesk.core.ordering import place_after_move, place_at

SECTION_HEADINGS = ("เรื่องเดิม", "ข้อเท็จจริง", "ข้อกฎหมาย/ระเบียบที่เกี่ยวข้อง", "ข้อพิจารณา/ข้อเสนอแนะ")
CLOSING = "จึงเรียนมาเพื่อโปรดพิจารณา"
REMARKS = "-เพื่อโปรด.....\n-เห็นควร....."
DECISION = "เห็นชอบ\nไม่เห็นชอบ"


def memos_of(state: State, year: int) -> tuple[Memo, ...]:
    """A year's memos in order."""
    return placed(m for m in state.all(Memo) if m.year == year)


def sections_of(state: State, memo: str) -> tuple[MemoSection, ...]:
    """A memo's sections in order."""
    return placed(s for s in state.all(MemoSection) if s.memo == memo)


def endorsements_of(state: State, memo: str) -> tuple[Endorsement, ...]:
    """A memo's chain in order, its maker first."""
    return placed(e for e in state.all(Endorsement) if e.memo == memo)


def posts_of(office: Office) -> tuple[str, str, str]:
    """The usual chain's posts: head of the office of the clerk, the clerk, the chief executive."""
    if office.kind == "เทศบาลตำบล":
        return ("หัวหน้าสำนักปลัด", "ปลัดเทศบาล", f"นายกเทศมนตรีตำบล{office.tambon}")
    return (
        "หัวหน้าสำนักปลัด",
        "ปลัดองค์การบริหารส่วนตำบล",
        f"นายกองค์การบริหารส่วนตำบล{office.tambon}",
    )


def memo_made(
    state: State,
    year: int,
    new_id: Callable[[], str],
    today: date,
    draft: MemoDraft = BLANK,
) -> list[Edit]:
    """A new memo with the usual headings and chain, filled from the office and its people.

    The number is left blank: it is given when the memo is sent.
    """
    office = state.get(Office, "office") or Office()
    head, clerk, chief = posts_of(office)
    rows = memos_of(state, year)
    memo = Memo(
        new_id(),
        year=year,
        place=place_at(rows, len(rows)),
        department=f"สำนักปลัด {office.name}".strip(),
        number=office.letter_prefix,
        date=today.isoformat(),
        subject=draft.subject,
        addressee=chief,
        closing=CLOSING,
    )
    chain = (
        Endorsement(new_id(), post=""),
        Endorsement(new_id(), to=f"เรียน {clerk}", remarks=REMARKS, post=head),
        Endorsement(new_id(), to=f"เรียน {chief}", remarks=REMARKS, post=clerk),
        Endorsement(new_id(), choices=DECISION, post=chief),
    )
    edits = made(memo, "memo")
    for number, (heading, body) in enumerate(zip(SECTION_HEADINGS, draft.bodies, strict=True), 1):
        section = MemoSection(new_id(), memo.id, float(number), heading, body)
        edits += made(section, "memo_section")
    for number, link in enumerate(chain, start=1):
        signed = _signed_by_holder(state, link)
        edits += made(replace(signed, memo=memo.id, place=float(number)), "endorsement")
    return edits


def _signed_by_holder(state: State, link: Endorsement) -> Endorsement:
    """The link with the name of the only person who holds its post; unchanged for any other."""
    holders = [person for person in state.all(Person) if link.post and person.post == link.post]
    if len(holders) != 1:
        return link
    return replace(link, rank=holders[0].rank, name=holders[0].name)


def memo_copied(state: State, memo: Memo, new_id: Callable[[], str]) -> list[Edit]:
    """A draft with the text and chain of an earlier memo, without its number and date."""
    rows = memos_of(state, memo.year)
    copy = replace(
        memo, id=new_id(), place=place_at(rows, len(rows)), number="", date="", status="draft"
    )
    edits = made(copy, "memo")
    for section in sections_of(state, memo.id):
        edits += made(replace(section, id=new_id(), memo=copy.id), "memo_section")
    for link in endorsements_of(state, memo.id):
        edits += made(replace(link, id=new_id(), memo=copy.id), "endorsement")
    return edits


def memo_removed(state: State, memo: str) -> list[Edit]:
    """The edits that delete a memo with its sections and chain."""
    rows = [("memo_section", s.id) for s in sections_of(state, memo)]
    rows += [("endorsement", e.id) for e in endorsements_of(state, memo)]
    rows.append(("memo", memo))
    return [Edit(table, row, EXISTS, False) for table, row in rows]


def section_added(state: State, memo: str, row: str, heading: str = "") -> list[Edit]:
    """A blank section after a memo's others."""
    rows = sections_of(state, memo)
    place = place_at(rows, len(rows))
    return made(MemoSection(row, memo=memo, place=place, heading=heading), "memo_section")


def section_moved(state: State, section: MemoSection, step: int) -> list[Edit]:
    """The edits that move a section up (negative) or down; none at the edge."""
    place = place_after_move(sections_of(state, section.memo), section.id, step)
    return [] if place is None else [Edit("memo_section", section.id, "place", place)]


def endorsement_added(state: State, memo: str, index: int, row: str) -> list[Edit]:
    """A blank link of the chain at `index`."""
    place = place_at(endorsements_of(state, memo), index)
    return made(Endorsement(row, memo=memo, place=place, remarks=REMARKS), "endorsement")


def endorsement_moved(state: State, link: Endorsement, step: int) -> list[Edit]:
    """The edits that move a link of the chain; none at the edge."""
    place = place_after_move(endorsements_of(state, link.memo), link.id, step)
    return [] if place is None else [Edit("endorsement", link.id, "place", place)]
