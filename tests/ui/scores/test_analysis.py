from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ui.scores.conftest import SCORED, YEAR

from itadesk.core.changelog import Edit
from itadesk.core.measures import measures_of, step_groups_of
from itadesk.core.model import Issue
from itadesk.ui.scores.proposing import ProposalsDialog
from itadesk.ui.scores.tab import ANALYSIS, SCORES

if TYPE_CHECKING:
    from tests.ui.acting import Answers

    from itadesk.app.session import Session
    from itadesk.ui.scores.tab import ScoresTab

FIRST = f"{SCORED}/1"
OWN = "ฟื้นฟูให้เป็นปัจจุบัน"


def issue(session: Session, row: str = FIRST) -> Issue:
    found = session.state.get(Issue, row)
    assert found is not None
    return found


def test_what_is_written_is_in_the_file_and_stays_when_scores_change(
    tab: ScoresTab, session: Session
) -> None:
    tab.show_pane(ANALYSIS)
    paragraph = tab.analysis.paragraphs[1]
    paragraph.text.setPlainText("ฟื้นป่าให้เป็นปัจจุบัน")
    tab.flush()
    session.apply([Edit("score", f"{SCORED}/i1", "value", 100.0)], "คะแนน")
    assert issue(session).develop == "ฟื้นป่าให้เป็นปัจจุบัน"
    assert paragraph.text.toPlainText() == "ฟื้นป่าให้เป็นปัจจุบัน"
    assert paragraph.take.isVisible()


def test_a_band_without_scores_says_what_is_printed(tab: ScoresTab, session: Session) -> None:
    tab.show_pane(ANALYSIS)
    defect, develop, _keep = tab.analysis.paragraphs
    assert "ไม่มี" in defect.text.placeholderText()
    assert develop.text.placeholderText() == ""
    session.apply([Edit("score", f"{SCORED}/i1", "value", 50.0)], "คะแนน")
    assert defect.text.placeholderText() == ""


def own_words(session: Session) -> str:
    """A paragraph as if it had been imported: nobody has seen the draft of its scores."""
    edits = [Edit("issue", FIRST, "develop", OWN), Edit("issue", FIRST, "develop_draft", "")]
    session.apply(edits, "นำเข้า")
    return OWN


def test_a_draft_that_was_seen_is_shown_only_when_it_is_asked_for(
    tab: ScoresTab, session: Session
) -> None:
    tab.show_pane(ANALYSIS)
    paragraph = tab.analysis.paragraphs[1]
    assert not paragraph.look.isVisible()
    session.apply([Edit("issue", FIRST, "develop", OWN)], "เขียน")
    assert paragraph.look.isVisible()
    assert not paragraph.take.isVisible()
    paragraph.look.click()
    paragraph.take.click()
    assert issue(session).develop == issue(session).develop_draft != OWN
    assert not paragraph.look.isVisible()


def test_the_draft_is_taken_only_when_it_is_asked_for(tab: ScoresTab, session: Session) -> None:
    tab.show_pane(ANALYSIS)
    own = own_words(session)
    tab.analysis.paragraphs[1].take.click()
    assert issue(session).develop == issue(session).develop_draft != own
    assert not tab.analysis.paragraphs[1].take.isVisible()
    session.undo()
    assert issue(session).develop == own


def test_own_words_may_be_kept_beside_a_new_draft(tab: ScoresTab, session: Session) -> None:
    tab.show_pane(ANALYSIS)
    own = own_words(session)
    tab.analysis.paragraphs[1].keep.click()
    assert issue(session).develop == own
    assert not tab.analysis.paragraphs[1].keep.isVisible()


def test_a_year_without_an_analysis_begins_one_from_its_scores(
    tab: ScoresTab, session: Session
) -> None:
    tab.show_scores_of(YEAR)
    tab.show_pane(ANALYSIS)
    assert not tab.analysis.begin.isEnabled()
    tab.show_pane(SCORES)
    tab.scores._write(tab.scores.model.lines[3], 2, "80")
    tab.show_pane(ANALYSIS)
    tab.analysis.begin.click()
    assert tab.analysis.issue.count() == 7
    assert "i1" in issue(session, f"{YEAR}/1").defect


def test_a_question_is_moved_to_another_issue(tab: ScoresTab, session: Session) -> None:
    tab.show_pane(ANALYSIS)
    assert tab.analysis.list.choose("i1")
    box = tab.analysis.move_to
    box.setCurrentIndex(box.findData(f"{SCORED}/3"))
    box.activated.emit(box.currentIndex())
    assert "i1" not in issue(session).codes.split()
    assert "i1" in issue(session, f"{SCORED}/3").codes.split()


def test_measures_are_proposed_from_a_weak_score_and_put_into_the_plan(
    tab: ScoresTab, session: Session, prompts: Answers
) -> None:
    before = {m.id for m in measures_of(session.state, YEAR)}
    tab.scores.view.go("O17")
    tab.scores.propose()
    dialog = prompts.dialogs[-1]
    assert isinstance(dialog, ProposalsDialog)
    added = [m for m in measures_of(session.state, YEAR) if m.id not in before]
    assert [m.title for m in added] == [p.title for p in dialog.chosen()]
    assert added[0].score_key == "O17"
    assert step_groups_of(session.state, added[0].id)[0].steps
    session.undo()
    assert {m.id for m in measures_of(session.state, YEAR)} == before


def test_a_measure_of_the_plan_is_not_proposed_twice(
    tab: ScoresTab, session: Session, prompts: Answers
) -> None:
    tab.scores.view.go("O17")
    tab.scores.propose()
    tab.scores.propose()
    dialog = prompts.dialogs[-1]
    assert isinstance(dialog, ProposalsDialog)
    assert dialog.chosen() == ()
    assert not dialog.accept_button.isEnabled()


def test_a_whole_proposes_for_its_parts_and_full_marks_propose_nothing(
    tab: ScoresTab, prompts: Answers
) -> None:
    tab.scores.view.go("9")
    tab.scores.propose()
    assert prompts.dialogs
    tab.scores.view.go("10")
    tab.scores.propose()
    assert len(prompts.dialogs) == 1
    assert prompts.told


def test_an_issue_proposes_for_all_its_weak_scores(tab: ScoresTab, prompts: Answers) -> None:
    tab.show_pane(ANALYSIS)
    tab.analysis._measures.click()
    assert isinstance(prompts.dialogs[-1], ProposalsDialog)


def test_without_the_next_year_the_clerk_is_told_to_start_it(
    tab: ScoresTab, session: Session, prompts: Answers
) -> None:
    tab.show_scores_of(YEAR)
    tab.scores._write(tab.scores.model.lines[3], 2, "80")
    tab.scores.view.go("i1")
    tab.scores.propose()
    assert "๒๕๖๙" in prompts.told[-1]
    assert not prompts.dialogs
