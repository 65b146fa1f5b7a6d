"""The official memo (บันทึกข้อความ) as the correspondence regulation lays it out."""

from __future__ import annotations

from dataclasses import dataclass

from itadesk.core.lists import lines_of
from itadesk.core.memos import endorsements_of, sections_of
from itadesk.core.model import Endorsement, Memo, MemoSection, Office
from itadesk.core.report import (
    Block,
    Field,
    FieldLine,
    PageSetup,
    Paragraph,
    Picture,
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
from itadesk.thai.digits import to_arabic, to_thai

TITLE = "บันทึกข้อความ"
TITLE_SIZE = 29.0
TITLE_PITCH = 35.0
LABEL_SIZE = 20.0
GARUDA_HEIGHT = 15.0
INDENT = 25.0
# 6 pt before each new part; the rest is room to sign in.
_BEFORE_PART = 2.1
_ROOM_TO_SIGN = 10.0
_SIGNATURE_FROM = 75.0
_DOTS = "." * 56
_PARAGRAPHS_KEPT = 2
_LATER_PAGES_LOWER = 19.2


def needs_memo(request: Request) -> str:
    """What is missing, as a message key."""
    return "" if request.state.get(Memo, request.memo) else "no-memos"


def build_memo(request: Request) -> Report:
    """One memo with the office's margins, size and digits: head, sections, closing, signatures."""
    memo = request.state.get(Memo, request.memo)
    if memo is None:
        message = f"no memo {request.memo!r}"
        raise ValueError(message)
    office = request.office
    hand = _Hand(office.memo_size, office.thai_digits)
    body = [
        block
        for section in sections_of(request.state, memo.id)
        for block in _section(section, hand)
    ]
    if memo.closing.strip():
        closing = plain(hand.printed(memo.closing), first_indent=INDENT, space_before=_BEFORE_PART)
        body.append(closing)
    chain = endorsements_of(request.state, memo.id)
    blocks = (*_head(memo, request.garuda, hand), *_ended(body, chain, hand))
    title = f"{TITLE} เรื่อง {memo.subject}" if memo.subject else TITLE
    return Report(title, (Section(blocks, page_of(office), hand.size),), office.name)


def signing_anchor(link: Endorsement) -> str:
    """What a contents list names the place of this signature by."""
    return f"sign-{link.id}"


def page_of(office: Office) -> PageSetup:
    """The memo's paper; its later pages begin with their number, 3 cm below the paper's edge."""
    return PageSetup(
        top=office.memo_top + _LATER_PAGES_LOWER,
        right=office.memo_right,
        bottom=office.memo_bottom,
        left=office.memo_left,
        top_of_first=office.memo_top,
        number="top",
        cue=True,
        thai_digits=office.thai_digits,
    )


@dataclass(frozen=True, slots=True)
class _Hand:
    """The size and the digits that an office writes its memos in."""

    size: float
    thai_digits: bool

    def printed(self, text: str) -> str:
        """A memo's text as it stands on paper; codes are left alone."""
        return to_thai(text) if self.thai_digits else text

    def day(self, day: str) -> str:
        text = day_text(day)
        return text if self.thai_digits else to_arabic(text)


def _head(memo: Memo, garuda: bytes, hand: _Hand) -> tuple[Block, ...]:
    def line(*fields: Field) -> FieldLine:
        return FieldLine(fields, LABEL_SIZE, hand.size)

    return (
        Picture(garuda, GARUDA_HEIGHT, beside=True),
        bold(TITLE, align="center", size=TITLE_SIZE, pitch=TITLE_PITCH, heading=1),
        Space(3.0),
        line(Field("ส่วนราชการ", hand.printed(memo.department))),
        line(Field("ที่", hand.printed(memo.number)), Field("วันที่", hand.day(memo.date))),
        line(Field("เรื่อง", hand.printed(memo.subject))),
        plain(hand.printed(memo.addressee), label="เรียน", hang=12.0, space_before=_BEFORE_PART),
    )


def _section(section: MemoSection, hand: _Hand) -> list[Paragraph]:
    """A bold heading, paragraphs that begin at 25 mm, lists that hang there."""
    result: list[Paragraph] = []
    if section.heading.strip():
        result.append(
            bold(
                hand.printed(section.heading.strip()),
                heading=2,
                space_before=_BEFORE_PART,
                keep_with_next=True,
            )
        )
    text = hand.printed(section.body)
    listed = paragraphs(text, hand.size, align="justify", indent=INDENT)
    for line, hanging in zip(lines_of(text), listed, strict=True):
        if line.label:
            result.append(hanging)
        else:
            result.append(plain(line.text, align="justify", first_indent=INDENT))
    return result


def _ended(body: list[Paragraph], chain: tuple[Endorsement, ...], hand: _Hand) -> tuple[Block, ...]:
    """The text and its signatures; none of these stands alone on a page.

    The maker's takes the last lines along, the last of a chain the one before it.
    """
    kept = min(len(body), _PARAGRAPHS_KEPT)
    last: list[Block] = [*body[len(body) - kept :]]
    last += [block for link in chain[:1] for block in _endorsement(link, hand)]
    endorsed = [Together((Space(4.0), *_endorsement(link, hand))) for link in chain[1:]]
    if len(endorsed) == 1:
        last += endorsed
    text: tuple[Block, ...] = (*body[: len(body) - kept], Together(tuple(last), splits=True))
    if len(endorsed) < 2:
        return text
    return (*text, *endorsed[:-2], Together(tuple(endorsed[-2:])))


def _endorsement(link: Endorsement, hand: _Hand) -> tuple[Block, ...]:
    """To whom, what is proposed or decided, and the signature on the right."""
    blocks: list[Block] = []
    if link.to.strip():
        blocks.append(plain(hand.printed(link.to.strip())))
    blocks += paragraphs(hand.printed(link.remarks), hand.size, indent=5.0)
    blocks += [
        tick_box(line.text, hand.size, ticked=line.label == "☑", indent=5.0)
        for line in lines_of(hand.printed(link.choices))
    ]
    return (*blocks, *_signature(link, hand))


def _signature(link: Endorsement, hand: _Hand) -> tuple[Paragraph, ...]:
    """The rank on the line that is signed, the name in brackets, the post."""
    name = link.name.strip().removeprefix("(").removesuffix(")") or _DOTS
    lines = (f"{link.rank.strip()} {_DOTS}".strip(), f"({name})", link.post.strip())
    return tuple(
        plain(
            hand.printed(line),
            align="center",
            indent=_SIGNATURE_FROM,
            space_before=0.0 if place else _ROOM_TO_SIGN,
            keep_with_next=place < 2,
            anchor="" if place else signing_anchor(link),
        )
        for place, line in enumerate(lines)
        if line
    )
