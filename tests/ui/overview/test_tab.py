from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.ui.acting import Answers, wait_until

from itadesk.app.settings import Settings
from itadesk.core.changelog import Edit, made
from itadesk.core.model import Evidence, Item, PrintedPaper, ReportText, Score, Waiver
from itadesk.ui import worker
from itadesk.ui.main_window import MainWindow
from itadesk.ui.office_dialog import OfficeDialog
from itadesk.ui.overview.tab import FINDINGS, OverviewTab
from itadesk.ui.print_tab import PrintTab
from itadesk.ui.register_dialog import RegisterDialog
from itadesk.ui.scores.tab import ScoresTab
from itadesk.ui.words_dialog import WordsDialog

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from itadesk.app.session import Session

YEAR, TODAY = 2568, date(2025, 3, 1)


@pytest.fixture
def tab(session: Session, prompts: Answers, qtbot: QtBot) -> Iterator[OverviewTab]:
    result = OverviewTab(session, YEAR, prompts)
    qtbot.addWidget(result)
    result.resize(1366, 600)
    with qtbot.waitActive(result):
        result.show()
        result.activateWindow()
    wait_until(lambda: not worker.is_busy())
    yield result
    wait_until(lambda: not worker.is_busy())


def test_done_of_all_follows_each_tick(tab: OverviewTab, session: Session) -> None:
    assert tab.glance.done.text() == "ดำเนินการแล้ว ๑๗ จาก ๒๘ ข้อ"
    session.apply([Edit("item", f"{YEAR}/O4", "status", "done")], "ทำเครื่องหมาย")
    assert tab.glance.done.text() == "ดำเนินการแล้ว ๑๘ จาก ๒๘ ข้อ"
    session.undo()
    assert tab.glance.done.text() == "ดำเนินการแล้ว ๑๗ จาก ๒๘ ข้อ"


def test_a_number_shows_its_rows_and_a_row_opens(tab: OverviewTab, qtbot: QtBot) -> None:
    glance = tab.glance
    assert glance.missing.choose("items-without-evidence")
    assert glance.rows.row_keys() == (f"item|{YEAR}/O15",)
    with qtbot.waitSignal(tab.row_wanted) as wanted:
        glance.rows.opened.emit(glance.rows.current_key())
    assert wanted.args == [YEAR, "item", f"{YEAR}/O15"]


def test_evidence_added_takes_its_row_away(tab: OverviewTab, session: Session) -> None:
    assert "items-without-evidence" in tab.glance.missing.row_keys()
    link = Evidence("new", item=f"{YEAR}/O15", place=1.0, url="https://www.example.go.th")
    session.apply(made(link, "evidence"), "เพิ่มลิงก์")
    assert "items-without-evidence" not in tab.glance.missing.row_keys()


def test_an_indicator_and_a_unit_show_what_is_undone(tab: OverviewTab) -> None:
    glance = tab.glance
    assert glance.indicators.choose("9.1")
    assert glance.rows.row_keys() == tuple(
        f"item|{YEAR}/{code}" for code in ("O4", "O1", "O2", "O3")
    )
    assert glance.rows.topLevelItem(1).text(0) == "ดำเนินการแล้ว"  # type: ignore[union-attr]
    assert glance.missing.current_key() == ""
    assert glance.units.choose("กองคลัง")
    assert glance.indicators.current_key() == ""
    assert glance.rows.row_keys()


def test_all_items_together_open_too(tab: OverviewTab) -> None:
    glance = tab.glance
    assert glance.indicators.choose(glance.indicators.row_keys()[0])
    assert len(glance.rows.row_keys()) == 28
    assert glance.rows.row_keys()[0] == f"item|{YEAR}/O4"


def test_days_are_counted_from_today(tab: OverviewTab) -> None:
    tab.glance.show_year(YEAR, TODAY)
    texts = [tab.glance.deadlines.topLevelItem(n) for n in range(2)]
    assert texts[0] is not None
    assert texts[1] is not None
    assert "เลยมา ๑ วัน" in texts[0].text(1)
    assert "เหลือ ๓๐ วัน" in texts[1].text(1)


def test_a_finding_is_told_and_goes_there(tab: OverviewTab, session: Session, qtbot: QtBot) -> None:
    session.apply([Edit("item", f"{YEAR}/O4", "progress", "รายงานปี 2025")], "เขียน")
    tab.show_pane(FINDINGS)
    wait_until(lambda: not worker.is_busy())
    pane = tab.findings
    keys = pane.list.row_keys()
    waiting = [key for key in keys if pane._told[key].finding.row == f"{YEAR}/O4"]
    assert waiting
    pane.list.choose(waiting[0])
    with qtbot.waitSignal(tab.row_wanted) as wanted:
        pane.go.click()
    assert wanted.args == [YEAR, "item", f"{YEAR}/O4"]


def test_findings_of_other_years_follow_those_of_the_year_unless_they_are_not_wanted(
    tab: OverviewTab, session: Session, qtbot: QtBot
) -> None:
    session.apply(made(Score("2567/1", 2567, "1", 12.0), "score"), "เขียน")
    tab.show_pane(FINDINGS)
    wait_until(lambda: not worker.is_busy())
    pane = tab.findings
    years = [pane._told[key].finding.year for key in pane.list.row_keys()]
    assert set(years) == {YEAR, 2567}
    assert years == sorted(years, reverse=True)
    with qtbot.waitSignal(tab.row_wanted) as wanted:
        pane.list.opened.emit(pane.list.row_keys()[-1])
    assert wanted.args == [2567, "score", "2567/1"]
    pane.every_year.setChecked(False)
    wait_until(lambda: not worker.is_busy())
    assert {pane._told[key].finding.year for key in pane.list.row_keys()} == {YEAR}


def test_a_finding_stays_only_with_a_reason_and_can_be_told_again(
    tab: OverviewTab, session: Session, prompts: Answers
) -> None:
    tab.show_pane(FINDINGS)
    wait_until(lambda: not worker.is_busy())
    pane = tab.findings
    key = pane.list.current_key()
    pane.waive.click()
    assert prompts.told
    assert session.state.get(Waiver, key) is None
    pane.reason.setText("หน้าเว็บเดียวใช้ทุกปี")
    pane.waive.click()
    kept = session.state.get(Waiver, key)
    assert kept is not None
    assert kept.reason == "หน้าเว็บเดียวใช้ทุกปี"
    wait_until(lambda: pane.list.row_keys()[-1] == key and not worker.is_busy())
    assert pane.list.choose(key)
    assert pane.unwaive.isVisible()
    pane.unwaive.click()
    assert session.state.get(Waiver, key) is None


def test_a_year_without_a_list_says_so(tab: OverviewTab) -> None:
    tab.set_year(2565)
    wait_until(lambda: not worker.is_busy())
    assert tab._none.isVisible()
    assert not tab.paper.isEnabled()
    assert tab.glance.indicators.row_keys() == ()


@pytest.fixture
def window(file: Path, prompts: Answers, qtbot: QtBot) -> Iterator[MainWindow]:
    result = MainWindow(Settings(), prompts)
    qtbot.addWidget(result)
    result.resize(1366, 768)
    with qtbot.waitActive(result):
        result.show()
    assert result.open_file(file)
    yield result
    wait_until(lambda: not worker.is_busy())


def test_the_window_opens_on_the_overview_and_then_on_the_last_tab(
    window: MainWindow, file: Path
) -> None:
    assert window.work is not None
    assert window.work.current == "overview"
    window.work.show_tab("measures")
    assert window.open_file(file)
    assert window.work.current == "measures"


def test_a_row_of_the_overview_is_shown_in_its_tab(window: MainWindow) -> None:
    assert window.work is not None
    tab = window.work.show_tab("overview")
    assert isinstance(tab, OverviewTab)
    tab.row_wanted.emit(2567, "score", "2567/O17")
    assert window.work.current == "scores"
    tab.row_wanted.emit(YEAR, "item", f"{YEAR}/O9")
    assert window.work.current == "oit"
    assert window.work.year == YEAR


def test_a_score_of_a_year_that_was_never_begun_is_shown_beside_the_year_at_hand(
    window: MainWindow,
) -> None:
    assert window.work is not None
    window.work._session.apply(made(Score("2565/total", 2565, "total", 84.4), "score"), "x")
    window.work.open_row(2565, "score", "2565/total")
    assert (window.work.current, window.work.year) == ("scores", YEAR)
    scores = window.work.show_tab("scores")
    assert isinstance(scores, ScoresTab)
    assert scores.scored_year == 2565


def test_a_paper_without_its_scan_is_shown_in_the_register(
    window: MainWindow, prompts: Answers
) -> None:
    assert window.work is not None
    for name in ("ก", "ข"):
        paper = PrintedPaper(name, YEAR, title=f"เอกสาร {name}")
        window.work._session.apply(made(paper, "printed_paper"), "พิมพ์")
    tab = window.work.show_tab("overview")
    assert isinstance(tab, OverviewTab)
    assert tab.glance.missing.choose("papers-unsigned")
    tab.glance.rows.opened.emit("printed_paper|ข")
    dialog = prompts.dialogs[-1]
    assert isinstance(dialog, RegisterDialog)
    paper_at_hand = dialog.table.item(dialog.table.currentRow(), 1)
    assert paper_at_hand is not None
    assert paper_at_hand.text() == "เอกสาร ข"
    assert window.work.current == "print"
    window.work.show_tab("oit")
    window.undo()
    assert len(prompts.dialogs) == 1


def test_words_of_a_paper_that_look_wrong_are_shown_to_be_changed(
    window: MainWindow, prompts: Answers
) -> None:
    assert window.work is not None
    row = f"{YEAR}/measures-result/preamble"
    text = ReportText(row, YEAR, "measures-result", "preamble", "รายงานปี 2025")
    window.work._session.apply(made(text, "report_text"), "ถ้อยคำ")
    tab = window.work.show_tab("overview")
    assert isinstance(tab, OverviewTab)
    tab.show_pane(FINDINGS)
    wait_until(lambda: not worker.is_busy())
    (key,) = (k for k, told in tab.findings._told.items() if told.finding.row == row)
    tab.findings.list.choose(key)
    tab.findings.go.click()
    assert isinstance(prompts.dialogs[-1], WordsDialog)
    printing = window.work.show_tab("print")
    assert isinstance(printing, PrintTab)
    assert printing.choices.paper is not None
    assert printing.choices.paper.name == "measures-result"


def test_the_one_page_is_shown_to_be_printed(window: MainWindow) -> None:
    assert window.work is not None
    tab = window.work.show_tab("overview")
    assert isinstance(tab, OverviewTab)
    tab.paper.click()
    assert window.work.current == "print"
    printing = window.work.show_tab("print")
    assert isinstance(printing, PrintTab)
    paper = printing.choices.paper
    assert paper is not None
    assert paper.name == "overview"


def test_items_are_named_by_code_and_name(tab: OverviewTab, session: Session) -> None:
    tab.glance.missing.choose("items-without-evidence")
    item = session.state.get(Item, f"{YEAR}/O15")
    row = tab.glance.rows.topLevelItem(0)
    assert item is not None
    assert row is not None
    assert row.text(0) == f"O15 {item.name}"


def test_what_is_missing_of_the_office_opens_its_dialog(
    window: MainWindow, prompts: Answers
) -> None:
    assert window.work is not None
    tab = window.work.show_tab("overview")
    assert isinstance(tab, OverviewTab)
    tab.row_wanted.emit(YEAR, "office", "office")
    assert isinstance(prompts.dialogs[-1], OfficeDialog)


def test_items_of_no_sub_indicator_are_counted_with_all_items_alone(
    tab: OverviewTab, session: Session
) -> None:
    items = [row for row in session.state.all(Item) if row.year == YEAR]
    edits = [
        Edit("item", row.id, name, "") for row in items for name in ("indicator", "indicator_name")
    ]
    session.apply(edits, "ไม่มีตัวชี้วัดย่อย")
    (row,) = tab.glance.indicators.row_keys()
    assert row == "ทุกรายการ"
