"""How far things are: the tick boxes and words of a progress cell."""

from __future__ import annotations

from itadesk.core.report import Cell, Paragraph, Run
from itadesk.core.reports.prose import mark_width, paragraphs

NOT_YET_DONE = ("ยังไม่ได้ดำเนินการ", "ดำเนินการ")
NOT_APPLICABLE = "ไม่เกี่ยวข้อง"
_EMPTY, _TICKED = "☐", "☑"


def tick_box(text: str, size: float, *, ticked: bool = False, indent: float = 0.0) -> Paragraph:
    """A box, empty or ticked, with its words hanging beside it."""
    hang = mark_width("☐☐", size)
    label = _TICKED if ticked else _EMPTY
    return Paragraph((Run(text),), indent=indent, label=label, hang=round(hang, 2))


def progress_cell(
    status: str, progress: str, size: float, words: tuple[str, ...], reason: str = ""
) -> Cell:
    """The boxes for not yet done and done, one ticked, then what was done.

    An item that does not apply gets a third box, ticked, with the reason.
    """
    not_yet, done = words or NOT_YET_DONE
    boxes = [
        tick_box(not_yet, size, ticked=status == "todo"),
        tick_box(done, size, ticked=status == "done"),
    ]
    if status == "na":
        text = f"{NOT_APPLICABLE}: {reason}" if reason else NOT_APPLICABLE
        boxes.append(tick_box(text, size, ticked=True))
    return Cell((*boxes, *paragraphs(progress, size)))
