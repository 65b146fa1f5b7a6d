"""What a new memo says when it is written about an OIT item or a measure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from itadesk.core.checklist import components_of, evidence_of
from itadesk.core.measures import step_groups_of
from itadesk.core.model import Item, Measure, Office, State
from itadesk.thai.dates import long_date, parse_date


@dataclass(frozen=True, slots=True)
class MemoDraft:
    """A subject, and the bodies of the usual sections in order; a blank one is the clerk's."""

    subject: str = ""
    background: str = ""
    facts: str = ""
    rules: str = ""
    proposal: str = ""

    @property
    def bodies(self) -> tuple[str, str, str, str]:
        return (self.background, self.facts, self.rules, self.proposal)


BLANK = MemoDraft()


def item_draft(state: State, item: Item) -> MemoDraft:
    """A memo that reports a done item, or hands an open one to those responsible."""
    office = (state.get(Office, "office") or Office()).name
    year = f"ประจำปีงบประมาณ พ.ศ. {item.year}"
    what = f"ข้อ {item.code} {item.name}"
    return MemoDraft(
        subject=f"การเปิดเผยข้อมูลสาธารณะ {what} {year}",
        background=(
            f"ตามที่{office}รับการประเมินคุณธรรมและความโปร่งใส (ITA) {year} "
            f"และต้องเปิดเผยข้อมูลบนเว็บไซต์ตามแบบวัด OIT {what} นั้น"
        ),
        facts=_lines([*_state_of(state, item), *_evidence(state, item)]),
        proposal=_item_proposal(item),
    )


def measure_draft(state: State, measure: Measure) -> MemoDraft:
    """A memo that asks leave for a measure, or reports what came of it once there is an outcome."""
    groups = step_groups_of(state, measure.id)
    outcomes = [text for group in groups for text in (group.outputs, group.outcome) if text]
    what = f"มาตรการ “{_in_one_line(measure.title)}” ประจำปีงบประมาณ พ.ศ. {measure.year}"
    background = measure.reason or (
        f"ตามแผนมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. {measure.year} นั้น"
    )
    who = [f"ผู้รับผิดชอบ {_in_one_line(measure.responsible)}"] if measure.responsible else []
    when = [f"ระยะเวลาดำเนินการ {_in_one_line(measure.period)}"] if measure.period else []
    steps = [group.steps for group in groups if group.steps]
    if outcomes:
        return MemoDraft(
            subject=f"รายงานผลการดำเนินการตาม{what}",
            background=background,
            facts=_lines(["ได้ดำเนินการแล้ว มีผลดังนี้", *outcomes, *who]),
            proposal="เพื่อโปรดทราบผลการดำเนินการ และเห็นควรเผยแพร่บนเว็บไซต์ของหน่วยงาน",
        )
    return MemoDraft(
        subject=f"ขออนุมัติดำเนินการตาม{what}",
        background=background,
        facts=_lines(["มีขั้นตอนการดำเนินการดังนี้" if steps else "", *steps, *when, *who]),
        proposal="เพื่อโปรดพิจารณาอนุมัติให้ดำเนินการตามมาตรการดังกล่าว",
    )


def _state_of(state: State, item: Item) -> list[str]:
    if item.status == "done":
        return [item.progress or "ได้ดำเนินการเปิดเผยข้อมูลแล้ว"]
    if item.status == "na":
        return [f"ข้อนี้ไม่เกี่ยวข้องกับหน่วยงาน {item.reason}".strip()]
    owed = [part.text for part in components_of(state, item.id) if not part.ticked]
    asked = ["ขณะนี้ยังขาดข้อมูลดังต่อไปนี้", *(f"- {text}" for text in owed)] if owed else []
    return [item.progress, *(asked or ["ขณะนี้ยังไม่ได้ดำเนินการ"])]


def _evidence(state: State, item: Item) -> list[str]:
    shown = [piece.url or piece.file_name for piece in evidence_of(state, item.id)]
    return ["หลักฐานการเปิดเผยข้อมูล", *(f"- {where}" for where in shown if where)] if shown else []


def _item_proposal(item: Item) -> str:
    if item.status != "todo":
        return "เพื่อโปรดทราบ"
    who = _in_one_line(item.responsible) or "ผู้รับผิดชอบ"
    by = f"ภายในวันที่ {_day(item.due)}" if item.due else "โดยเร็ว"
    return f"เห็นควรมอบหมายให้{who}ดำเนินการให้แล้วเสร็จ{by}"


def _day(text: str) -> str:
    try:
        return long_date(parse_date(text), digits="arabic")
    except ValueError:
        return text  # as a copy of the file had it


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
