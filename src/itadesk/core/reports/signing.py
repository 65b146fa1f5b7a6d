"""The papers of a signing day as one document: what is in it, and a page for each who signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from itadesk.core.memos import endorsements_of
from itadesk.core.model import Endorsement, Office, State
from itadesk.core.report import (
    PORTRAIT,
    Block,
    Contents,
    Entry,
    Paragraph,
    Report,
    Section,
    Space,
    bold,
    plain,
)
from itadesk.core.reports.anchors import begun
from itadesk.core.reports.frame import TITLE_SIZE
from itadesk.core.reports.memo import signing_anchor
from itadesk.thai.digits import to_thai

TITLE = "ชุดเอกสารเสนอลงนาม"
_TO_SIGN = "เอกสารที่ต้องลงนาม"
_SHEET = "แผ่นที่"
_UNNAMED = "ผู้ลงนามที่ยังไม่ระบุชื่อ"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the set; `memo` is the id of the memo that it is, empty for what nobody signs."""

    title: str
    report: Report
    memo: str = ""


def signing_pack(state: State, papers: Sequence[Paper]) -> Report:
    """Contents, a page for each who signs in the order of the chains, then the papers as given.

    Sheets are counted through the whole set; each paper keeps the page numbers of its own. The
    anchor of a paper is `paper_anchor`.
    """
    office = state.get(Office, "office") or Office()
    entries = tuple(
        Entry(_numbered(place, paper), paper_anchor(place)) for place, paper in enumerate(papers)
    )
    front = [_list_page((TITLE, office.name), entries)]
    front += [_list_page((TITLE, _TO_SIGN, who), signs) for who, signs in _signs(state, papers)]
    body = [
        section
        for place, paper in enumerate(papers)
        for section in _anew(begun(paper.report.sections, paper_anchor(place)))
    ]
    return Report(f"{TITLE} {office.name}".strip(), (*front, *body), office.name)


def paper_anchor(place: int) -> str:
    """What the contents name the paper at this place by, counted from 0."""
    return f"paper-{place + 1}"


def _list_page(lines: tuple[str, ...], entries: tuple[Entry, ...]) -> Section:
    heads: list[Paragraph] = [
        bold(line, align="center", size=TITLE_SIZE, heading=0 if place else 1, keep_with_next=True)
        for place, line in enumerate(filter(None, lines))
    ]
    blocks: tuple[Block, ...] = (*heads, Space(4.0), plain(_SHEET, align="right"))
    return Section((*blocks, Contents(entries)), PORTRAIT)


def _numbered(place: int, paper: Paper) -> str:
    return to_thai(f"{place + 1}. {paper.title}")


def _signs(state: State, papers: Sequence[Paper]) -> list[tuple[str, tuple[Entry, ...]]]:
    """Everybody who signs, those early in their chains first, with the places to sign at."""
    found: list[tuple[int, str, Entry]] = []
    for place, paper in enumerate(papers):
        for turn, link in enumerate(endorsements_of(state, paper.memo) if paper.memo else ()):
            entry = Entry(_numbered(place, paper), signing_anchor(link))
            found.append((turn, _who(link), entry))
    turns: dict[str, int] = {}
    for turn, who, _entry in found:
        turns[who] = max(turn, turns.get(who, 0))
    return [
        (who, tuple(entry for _turn, signer, entry in found if signer == who))
        for who in sorted(turns, key=lambda who: turns[who])
    ]


def _who(link: Endorsement) -> str:
    name = f"{link.rank.strip()} {link.name.strip().strip('()')}".strip()
    return " ".join(filter(None, (name, link.post.strip()))) or _UNNAMED


def _anew(sections: Sequence[Section]) -> tuple[Section, ...]:
    first, *others = sections
    return (replace(first, anew=True), *others)
