from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from tests.ui.acting import wait_until
from tests.ui.scores.conftest import SCORED, YEAR

from itadesk.core.changelog import EXISTS, Edit, made
from itadesk.core.model import Score
from itadesk.ui import worker
from itadesk.ui.scores.tab import WHAT_IF

if TYPE_CHECKING:
    from itadesk.app.session import Session
    from itadesk.ui.scores.tab import ScoresTab
    from itadesk.ui.scores.whatif import WhatIfPane


@pytest.fixture
def pane(tab: ScoresTab) -> WhatIfPane:
    tab.show_pane(WHAT_IF)
    wait_until(lambda: not worker.is_busy())
    return tab.what_if


def test_what_raises_the_total_most_stands_first(pane: WhatIfPane) -> None:
    assert pane.list.row_keys()[:3] == ("O17", "O11", "e9/1")


def test_a_tick_shows_the_new_total_at_once(pane: WhatIfPane) -> None:
    item = pane.list.topLevelItem(0)
    assert item is not None
    item.setCheckState(0, Qt.CheckState.Checked)
    assert "๙๒.๔๙" in pane.result.text()
    assert "๙๓.๔๙" in pane.result.text()
    item.setCheckState(0, Qt.CheckState.Unchecked)
    assert "๙๓.๔๙" not in pane.result.text()


def test_the_way_to_a_goal_can_be_ticked(pane: WhatIfPane) -> None:
    buttons = [b for b in pane.findChildren(QPushButton) if b.accessibleName()]
    assert len(buttons) == 2
    buttons[0].click()
    assert "๙๕.๒๑" in pane.result.text()


def test_scores_that_disagree_are_told_since_the_computed_ones_count(
    tab: ScoresTab, pane: WhatIfPane, session: Session
) -> None:
    assert not pane.slips.isVisible()
    session.apply(made(Score(f"{SCORED}/1", SCORED, "1", 50.0), "score"), "x")
    wait_until(lambda: not worker.is_busy())
    assert "ตัวชี้วัดที่ ๑" in pane.slips.text()


def test_a_year_without_scores_is_foretold_from_its_checklist(
    tab: ScoresTab, pane: WhatIfPane
) -> None:
    tab.show_scores_of(YEAR)
    wait_until(lambda: not worker.is_busy())
    assert "i6" in pane.list.row_keys()
    assert "๙๒.๔๙" not in pane.result.text()
    assert "๒๕๖๘" in pane.why.text()
    told = pane.intro.text()
    assert "๑๗ จาก ๒๘" in told
    assert "แบบสำรวจใช้คะแนนปี ๒๕๖๗" in told
    pane.say.click()
    assert tab.scores.isVisible()


def test_what_items_that_do_not_apply_would_bring_is_told(
    tab: ScoresTab, session: Session, pane: WhatIfPane
) -> None:
    scores = [score for score in session.state.all(Score) if score.year == SCORED]
    edits = [Edit("score", score.id, EXISTS, False) for score in scores]
    for key in ("IIT", "EIT"):
        edits += made(Score(f"2566/{key}", 2566, key, 90.0), "score")
    edits += [Edit("item", f"{SCORED}/O4", "status", "na")]
    session.apply(edits, "ปีที่ยังไม่ประกาศผล")
    tab.show_scores_of(SCORED)
    wait_until(lambda: not worker.is_busy())
    assert not pane.say.isVisible()
    assert pane.result.text() == "คะแนนรวม ๕๔.๐๐"
    assert pane.intro.text().endswith("คะแนนรวมจะเป็น ๕๔.๖๗: O4")
