from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from itadesk.app.session import Session
from itadesk.core.changelog import made
from itadesk.core.model import Measure, Office, StepGroup
from itadesk.ui.measures.tab import MeasuresTab
from itadesk.ui.prompts import Prompts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

YEAR = 2568


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Eight measures with three step groups each, two issues."""
    edits = made(Office(name="อบต.ตัวอย่าง"), "office")
    for number, part in itertools.product(range(1, 9), range(1, 4)):
        if part == 1:
            measure = Measure(
                f"m{number}",
                year=YEAR,
                place=float(number),
                issue="๑ การปฏิบัติงาน" if number < 5 else "๒ การให้บริการ",
                title=f"มาตรการที่ {number} ฟื้นป่าให้เป็นปัจจุบัน",
                period="ตลอดปีงบประมาณ",
                responsible="สำนักปลัด\nกองช่าง",
            )
            edits += made(measure, "measure")
        group = StepGroup(
            f"m{number}-{part}",
            measure=f"m{number}",
            place=float(part),
            steps=f"๑. ปฏิบัติที่ {number}.{part}\n๒. ประชุมชี้แจงเรื่องน้ำและป่าแก่ผู้แทนหมู่บ้านทุกหมู่บ้าน",
            outputs="จัดแล้ว ๓ ครั้ง" if number <= 6 else "",
        )
        edits += made(group, "step_group")
    with Session.new(tmp_path / "office.itadesk", edits) as opened:
        yield opened


@pytest.fixture
def tab(session: Session, qtbot: QtBot) -> MeasuresTab:
    result = MeasuresTab(session, YEAR, Prompts())
    qtbot.addWidget(result)
    result.resize(1366, 600)
    with qtbot.waitActive(result):
        result.show()
        result.activateWindow()
    result.view.setFocus()
    return result
