from __future__ import annotations

import itertools

from tests.core.editing import Log
from tests.core.packs import analysis_phrases, measure_phrases, oit, questions
from tests.core.test_scoring import LEAVES

from itadesk.core.analysis import placement
from itadesk.core.changelog import made
from itadesk.core.measures import measures_of, step_groups_of
from itadesk.core.model import EMPTY, Measure, State
from itadesk.core.proposals import Proposal, before_after, measure_proposed, proposals, weak
from itadesk.core.scores import score_set, year_scores
from itadesk.core.years import year_from_form

FORM = questions()
BANK = (analysis_phrases(), measure_phrases())


def office() -> Log:
    log = Log()
    edits = year_from_form(oit(2567)) + year_from_form(oit(2568))
    for key, value in LEAVES.items():
        edits += score_set(EMPTY, 2567, key, value)
    log.take(edits)
    return log


LOG = office()


def proposed(state: State, *keys: str) -> tuple[Proposal, ...]:
    placed = placement(state, 2567, FORM, oit(2567)).placed
    entries = [e for key in keys for e in placed if e.key == key] if keys else weak(placed)
    return proposals(state, 2568, entries, FORM, BANK)


def test_every_topic_has_a_measure() -> None:
    for topic in BANK[0].topics:
        assert BANK[1].for_topic(topic.id), topic.id


def test_weak_scores_come_lowest_first_and_full_ones_not_at_all() -> None:
    found = weak(placement(LOG.state, 2567, FORM, oit(2567)).placed)
    scores = [entry.score for entry in found]
    assert scores == sorted(scores)  # type: ignore[type-var]
    assert {entry.key for entry in found} == {k for k, v in LEAVES.items() if v < 100}


def test_a_weak_question_proposes_a_measure_with_all_that_a_plan_needs() -> None:
    (found,) = proposed(LOG.state, "i3")
    assert found.issue.startswith("๑ กระบวนการ")
    assert (found.tool, found.score_key) == ("IIT", "i3")
    assert found.indicator == "ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่"
    assert found.period == "๑ ต.ค.๖๗ – ๓๐ ก.ย.๖๘"
    assert found.steps.startswith("๑.")
    assert "๒๕๖๗" in found.reason
    assert "๘๔ คะแนน" in found.reason
    assert not found.planned


def test_a_weak_item_is_linked_to_what_goes_on_from_it() -> None:
    (found,) = proposed(LOG.state, "O14")
    assert found.items == ("2568/O12",)
    assert (found.tool, found.indicator) == ("OIT", "ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล")


def test_chosen_proposals_become_rows_that_remember_their_score() -> None:
    log = Log()
    log.changes = list(LOG.changes)
    chosen = proposed(log.state)
    assert len({proposal.id for proposal in chosen}) == len(chosen)
    ids = (f"id{number}" for number in itertools.count())
    log.take(measure_proposed(log.state, chosen, lambda: next(ids)))
    rows = {row.title: row for row in measures_of(log.state, 2568)}
    assert len(rows) == len(chosen)
    for proposal in chosen:
        row = rows[proposal.title]
        assert row.score_key == proposal.score_key
        (group,) = step_groups_of(log.state, row.id)
        assert group.steps == proposal.steps
    issues = [row.issue for row in rows.values()]
    assert len(list(itertools.groupby(issues))) == len(set(issues))
    assert all(proposal.planned for proposal in proposed(log.state))
    again = (f"more{number}" for number in itertools.count())
    log.take(measure_proposed(log.state, chosen[:1], lambda: next(again)))
    same = [row.id for row in measures_of(log.state, 2568) if row.issue == chosen[0].issue]
    assert same[-1] == "more0"


def test_a_proposal_stands_with_the_measures_of_its_issue_in_the_plans_own_words() -> None:
    log = Log()
    log.changes = list(LOG.changes)
    for row, issue in (("a", "๑ การปฏิบัติงาน ของเรา"), ("b", "ประเด็นที่ ๒ การให้บริการ")):
        log.take(made(Measure(row, 2568, float(ord(row)), issue), "measure"))
    (found,) = proposed(log.state, "i3")
    assert found.issue == "๑ การปฏิบัติงาน ของเรา"
    log.take(measure_proposed(log.state, [found], iter("mg").__next__))
    assert [row.title for row in measures_of(log.state, 2568)] == ["", found.title, ""]


def test_next_year_the_measure_shows_before_and_after() -> None:
    log = Log()
    log.changes = list(LOG.changes)
    log.take(score_set(log.state, 2568, "i3", 92.4))
    log.take(score_set(log.state, 2568, "O12", 100.0))
    before = year_scores(log.state, 2567, FORM, oit(2567)).scores
    after = year_scores(log.state, 2568, FORM, oit(2568)).scores
    change = before_after(Measure("m", 2568, score_key="i3"), before, after)
    assert change is not None
    assert (change.before, change.after, change.difference) == (84.0, 92.4, 8.4)
    item = Measure("m", 2568, score_key="O14", items="2568/O12")
    change = before_after(item, before, after)
    assert change is not None
    assert change.difference == 100.0
    unknown = before_after(Measure("m", 2568, score_key="e9/2"), before, {})
    assert unknown is not None
    assert unknown.difference is None
    assert before_after(Measure("m", 2568), before, after) is None
