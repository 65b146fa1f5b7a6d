from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.building import state_of
from tests.core.editing import Log
from tests.core.packs import OIT_YEARS, analysis_phrases, oit, questions
from tests.core.test_scoring import LEAVES

from itadesk.core.analysis import (
    BANDS,
    code_moved,
    draft,
    draft_taken,
    drafted,
    own_words_kept,
    placement,
)
from itadesk.core.changelog import Edit
from itadesk.core.errors import UserError
from itadesk.core.issues import issues_of
from itadesk.core.model import EMPTY, Issue, Score, State
from itadesk.core.phrases import parse_analysis
from itadesk.core.scores import score_set
from itadesk.core.years import year_from_form

FORM = questions()
YEAR = 2567
PHRASES = analysis_phrases()


def scored(scores: dict[str, float] = LEAVES) -> Log:
    log = Log()
    edits = year_from_form(oit(YEAR))
    for key, value in scores.items():
        edits += score_set(EMPTY, YEAR, key, value)
    log.take(edits)
    return log


LOG = scored()
STATE = LOG.state


def refreshed(state: State) -> tuple[list[Edit], tuple[object, ...]]:
    found = drafted(state, YEAR, FORM, PHRASES, oit(YEAR))
    return list(found.edits), found.differences


def test_every_question_and_item_falls_into_its_issue_and_band() -> None:
    found = placement(STATE, YEAR, FORM, oit(YEAR))
    assert {entry.key for entry in found.placed} == set(LEAVES)
    assert found.stray == ()
    bands = {entry.key: entry.band for entry in found.placed}
    assert bands == {k: 1 if v < 85 else 2 if v < 100 else 3 for k, v in LEAVES.items()}
    assert {e.issue for e in found.placed if e.key in ("i3", "O8")} == {"2567/1"}
    assert [e.issue for e in found.placed if e.code == "O15"] == ["2567/5", "2567/6"]
    assert {e.heading for e in found.of("2567/2")} == {
        "EIT ส่วนที่ ๑ EIT Public", "EIT ส่วนที่ ๒ EIT Survey", "OIT",
    }  # fmt: skip


def test_what_no_issue_names_is_told() -> None:
    state = state_of(
        Issue("2567/1", YEAR, 1, "ป่า", "i1"),
        Score("a", YEAR, "i1", 90.0),
        Score("b", YEAR, "e9/2", 0.0),
        Score("c", YEAR, "O8", 50.0),
        Score("d", YEAR, "total", 50.0),
    )
    assert placement(state, YEAR, FORM, oit(YEAR)).stray == ("O8", "e9")


def test_a_draft_says_each_score_in_thai_digits_under_its_tool() -> None:
    placed = placement(STATE, YEAR, FORM, oit(YEAR)).of("2567/1")
    texts = draft(placed, FORM, PHRASES)
    defect = texts["defect"].splitlines()
    assert [line for line in defect if not line.startswith("-")] == ["IIT", "OIT"]
    assert defect[1].startswith("- ข้อ i3 เจ้าหน้าที่")
    assert "ได้ ๘๔ คะแนน ต่ำกว่าเกณฑ์ ๘๕ คะแนน" in defect[1]
    assert "- ข้อ O8 " in texts["defect"]
    assert "ได้ ๙๕.๒๐ คะแนน" in texts["develop"]
    assert "- ข้อ O7 " in texts["keep"]
    for text in texts.values():
        lines = [line for line in text.splitlines() if line.startswith("-")]
        rests = [line.split(" ", 3)[3] for line in lines]
        assert not any(c in "0123456789" for c in "".join(rests))


def test_drafting_again_changes_nothing() -> None:
    log = Log()
    log.changes = list(LOG.changes)
    edits, differences = refreshed(log.state)
    assert differences == ()
    log.take(edits)
    assert len(issues_of(log.state, YEAR)) == 7
    assert refreshed(log.state) == ([], ())


def test_a_draft_follows_the_scores_while_nobody_wrote_in_it() -> None:
    log = Log()
    log.changes = list(LOG.changes)
    log.take(refreshed(log.state)[0])
    log.take(score_set(log.state, YEAR, "i3", 100.0))
    log.take(refreshed(log.state)[0])
    issue = log.state.get(Issue, "2567/1")
    assert issue is not None
    assert "i3" not in issue.defect
    assert "i3" in issue.keep


@given(st.sampled_from(BANDS), st.text("ที่น้ำป่า ฟื้น\n-๑", max_size=30), st.booleans())
@settings(max_examples=8)
def test_what_the_clerk_wrote_stays_and_the_difference_is_shown(
    field: str, text: str, moves: bool
) -> None:
    log = Log()
    log.changes = list(LOG.changes)
    log.take(refreshed(log.state)[0])
    log.take([Edit("issue", "2567/1", field, text)])
    if moves:
        log.take(score_set(log.state, YEAR, "i3", 100.0))
    edits, differences = refreshed(log.state)
    log.take(edits)
    issue = log.state.get(Issue, "2567/1")
    assert issue is not None
    assert getattr(issue, field) == text
    (difference,) = differences
    assert (difference.field, difference.text) == (field, text)  # type: ignore[attr-defined]
    assert difference.moved is (moves and field in ("defect", "keep"))  # type: ignore[attr-defined]
    log.take(own_words_kept(difference))  # type: ignore[arg-type]
    (seen,) = refreshed(log.state)[1]
    assert seen.moved is False  # type: ignore[attr-defined]
    log.take(draft_taken("2567/1", field, difference.draft))  # type: ignore[attr-defined]
    assert refreshed(log.state) == ([], ())


def test_imported_paragraphs_are_the_offices_own() -> None:
    state = state_of(
        Issue("2567/1", YEAR, 1, "ป่า", "i1 i2", defect="เขียนไว้เอง"),
        Score("a", YEAR, "i1", 50.0),
    )
    edits, differences = refreshed(state)
    assert ("issue", "2567/1", "defect") not in {(e.table, e.row, e.field) for e in edits}
    assert [d.text for d in differences] == ["เขียนไว้เอง"]  # type: ignore[attr-defined]


def test_a_code_stands_under_one_issue_after_it_was_moved() -> None:
    log = Log()
    log.changes = list(LOG.changes)
    log.take(refreshed(log.state)[0])
    log.take(code_moved(log.state, YEAR, "O15", "2567/5"))
    assert [i.number for i in issues_of(log.state, YEAR) if "O15" in i.codes.split()] == [5]
    log.take(code_moved(log.state, YEAR, "O15", "2567/1"))
    assert [i.number for i in issues_of(log.state, YEAR) if "O15" in i.codes.split()] == [1]
    assert code_moved(log.state, YEAR, "O15", "2567/1") == []


def test_every_question_and_listed_item_has_a_topic_of_its_own_kind() -> None:
    last = PHRASES.topics[-1]
    for question in FORM.questions:
        assert PHRASES.topic(question.code, question.text).id != last.id, question.code
    for year in OIT_YEARS:
        for item in oit(year).items:
            assert PHRASES.topic(item.code, item.name).id != last.id, item.name
    assert PHRASES.topic("O99", "ฟื้นป่าน้ำ") is last


def test_drafting_is_total_without_scores_or_issues() -> None:
    for year in (2564, 2565, 2568, 2570):
        assert drafted(EMPTY, year, FORM, PHRASES).differences == ()


@pytest.mark.parametrize("text", ['defect = "{x}"\ndevelop = "ก"\nkeep = "ก"\n', "defect ="])
def test_a_broken_bank_is_refused(text: str) -> None:
    topic = '[[topic]]\nid = "a"\ndo = "ก"\nkeep = "ก"\n'
    with pytest.raises(UserError, match="form-broken"):
        parse_analysis(text + topic, "x.toml")
