"""The official memo (บันทึกข้อความ) as the correspondence regulation lays it out."""

from __future__ import annotations

from itadesk.core.lists import lines_of
from itadesk.core.memos import endorsements_of, sections_of
from itadesk.core.model import Endorsement, Memo, MemoSection
from itadesk.core.report import (
    Block,
    Field,
    FieldLine,
    PageSetup,
    Paragraph,
    Report,
    Section,
    Space,
    Together,
    bold,
    plain,
)
from itadesk.core.reports.progress import tick_box
from itadesk.core.reports.prose import paragraphs
from itadesk.core.reports.request import Request
from itadesk.core.reports.wording import day_text
from itadesk.thai.digits import to_thai

TITLE = "บันทึกข้อความ"
TITLE_SIZE = 29.0
BODY_SIZE = 16.0
INDENT = 25.0
PAGE = PageSetup(
    top=25.0, right=20.0, bottom=20.0, left=30.0, top_of_first=15.0, number="top", cue=True
)
# 6 pt before each new part; the rest is room to sign in.
_BEFORE_PART = 2.1
_ROOM_TO_SIGN = 10.0
_SIGNATURE_FROM = 75.0
_DOTS = "." * 56
_LONGEST_KEPT = 900


def needs_memo(request: Request) -> str:
    """What is missing, as a message key."""
    return "" if request.state.get(Memo, request.memo) else "no-memos"


def build_memo(request: Request) -> Report:
    """One memo: head, sections, closing and signatures, its numbers in Thai digits."""
    memo = request.state.get(Memo, request.memo)
    if memo is None:
        message = f"no memo {request.memo!r}"
        raise ValueError(message)
    body = [block for section in sections_of(request.state, memo.id) for block in _section(section)]
    if memo.closing.strip():
        body.append(plain(printed(memo.closing), first_indent=INDENT, space_before=_BEFORE_PART))
    chain = endorsements_of(request.state, memo.id)
    blocks = (*_head(memo), *_ended(body, chain[:1]), *(_endorsed(link) for link in chain[1:]))
    title = f"{TITLE} เรื่อง {memo.subject}" if memo.subject else TITLE
    return Report(title, (Section(blocks, PAGE, BODY_SIZE),), request.office.name)


def printed(text: str) -> str:
    """A memo's text as it stands on paper: with Thai digits throughout, codes left alone."""
    return to_thai(text)


def _head(memo: Memo) -> tuple[Block, ...]:
    addressee = printed(memo.addressee)
    return (
        bold(TITLE, align="center", size=TITLE_SIZE, heading=1),
        Space(2.0),
        FieldLine((Field("ส่วนราชการ", printed(memo.department)),)),
        FieldLine((Field("ที่", printed(memo.number)), Field("วันที่", day_text(memo.date)))),
        FieldLine((Field("เรื่อง", printed(memo.subject)),)),
        plain(addressee, label="เรียน", hang=12.0, space_before=_BEFORE_PART),
    )


def _section(section: MemoSection) -> list[Paragraph]:
    """A bold heading, paragraphs that begin at 25 mm, lists that hang there."""
    result: list[Paragraph] = []
    if section.heading.strip():
        result.append(
            bold(
                printed(section.heading.strip()),
                heading=2,
                space_before=_BEFORE_PART,
                keep_with_next=True,
            )
        )
    text = printed(section.body)
    listed = paragraphs(text, BODY_SIZE, indent=INDENT)
    for line, hanging in zip(lines_of(text), listed, strict=True):
        if line.label:
            result.append(hanging)
        else:
            result.append(plain(line.text, align="justify", first_indent=INDENT))
    return result


def _ended(body: list[Paragraph], maker: tuple[Endorsement, ...]) -> tuple[Block, ...]:
    """The text; its last lines stay on one page with the signature of its maker."""
    kept = 1
    if len(body) > 1 and len(body[-2].text) <= _LONGEST_KEPT:
        kept = 2
    last = [block for link in maker for block in _endorsement(link)]
    return (*body[:-kept], Together((*body[-kept:], *last)))


def _endorsed(link: Endorsement) -> Together:
    return Together((Space(4.0), *_endorsement(link)))


def _endorsement(link: Endorsement) -> tuple[Block, ...]:
    """To whom, what is proposed or decided, and the signature on the right."""
    blocks: list[Block] = []
    if link.to.strip():
        blocks.append(plain(printed(link.to.strip())))
    blocks += paragraphs(printed(link.remarks), BODY_SIZE, indent=5.0)
    blocks += [
        tick_box(line.text, BODY_SIZE, ticked=line.label == "☑", indent=5.0)
        for line in lines_of(printed(link.choices))
    ]
    return (*blocks, *_signature(link))


def _signature(link: Endorsement) -> tuple[Paragraph, ...]:
    """The rank on the line that is signed, the name in brackets, the post."""
    name = link.name.strip().removeprefix("(").removesuffix(")") or _DOTS
    lines = (f"{link.rank.strip()} {_DOTS}".strip(), f"({name})", link.post.strip())
    return tuple(
        plain(
            printed(line),
            align="center",
            indent=_SIGNATURE_FROM,
            space_before=0.0 if place else _ROOM_TO_SIGN,
            keep_with_next=place < 2,
        )
        for place, line in enumerate(lines)
        if line
    )
