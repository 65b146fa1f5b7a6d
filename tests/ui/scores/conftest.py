from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from itadesk.ui.scores.tab import ScoresTab

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot
    from tests.ui.acting import Answers

    from itadesk.app.session import Session

YEAR, SCORED = 2568, 2567


@pytest.fixture
def tab(session: Session, prompts: Answers, qtbot: QtBot) -> ScoresTab:
    """The tab on the sample office: a plan of 2568, scores of 2567."""
    result = ScoresTab(session, YEAR, prompts)
    qtbot.addWidget(result)
    result.resize(1366, 600)
    with qtbot.waitActive(result):
        result.show()
        result.activateWindow()
    return result
