"""The real analysis of one year: its scores added up again, all in its issue and band."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from tests.core.editing import taken

from itadesk.app.checking import forms_of
from itadesk.app.importing import preview
from itadesk.app.packs import analysis_phrases, measure_phrases
from itadesk.core.analysis import drafted, placement
from itadesk.core.model import EMPTY, Issue, State
from itadesk.core.proposals import proposals, weak
from itadesk.core.scores import rules_of, score_table, typed_scores, year_scores
from itadesk.core.scoring import Level
from itadesk.core.whatif import Basis, Way, goals_of, outcome, ranking, way_to

YEAR = 2567
FORM, OIT = forms_of(YEAR)
DOMAIN = Path(__file__).parents[3] / "shared" / "domain"


@cache
def imported(folder: Path) -> State:
    text = next(folder.glob("002_*")).read_text(encoding="utf-8")
    return taken(preview(EMPTY, "002.txt", text).edits)


def test_the_imported_scores_are_the_documents_but_for_its_two_slips(seeds: Path) -> None:
    vector = json.loads((DOMAIN / "questions.json").read_text("utf-8"))["test_vector"]
    typed = typed_scores(imported(seeds), YEAR)
    assert {key: typed[key] for key in vector["iit"]} == vector["iit"]
    for part in (1, 2):
        wanted = {f"{code}/{part}": v for code, v in vector[f"eit_part{part}"].items()}
        assert {key: typed[key] for key in wanted} == wanted
    for code, score in vector["oit_not_100"].items():
        assert typed[code] == (100 if code == "O23" else score)
    for code, score in vector["expect"]["indicators"].items():
        assert typed[code] == (92.23 if code == "1" else score)


def test_added_up_again_the_slips_show_and_their_mending_gives_the_published_total(
    seeds: Path,
) -> None:
    table = {line.key: line for line in score_table(imported(seeds), YEAR, FORM, OIT)}
    assert {key for key, line in table.items() if line.slip} == {"1", "9", "total"}
    nine = table["9"].slip
    assert nine is not None
    assert ("O23", 0.0) in nine.suspects
    rules_basis = basis(imported(seeds))
    mended = outcome(rules_basis, {"O23": 0.0})
    assert mended.total == 89.94
    assert mended.level == Level("ผ่าน", confirmed=True)
    assert mended.scores["1"] == 92.53


def basis(state: State) -> Basis:
    return Basis(typed_scores(state, YEAR), rules_of(state, YEAR, FORM, OIT), FORM.levels)


def test_every_item_of_the_document_stands_in_its_issue_and_band(seeds: Path) -> None:
    state = imported(seeds)
    found = placement(state, YEAR, FORM, OIT)
    typed = typed_scores(state, YEAR)
    leaves = {key for key in typed if key[0] in "ieO" and key not in ("OIT",)}
    assert {entry.key for entry in found.placed} == leaves
    assert found.stray == ()
    for entry in found.placed:
        score = typed[entry.key]
        assert entry.band == (1 if score < 85 else 2 if score < 100 else 3)
        issue = state.get(Issue, entry.issue)
        assert issue is not None
        assert entry.code in issue.codes.split()


def test_the_documents_paragraphs_are_never_written_over(seeds: Path) -> None:
    state = imported(seeds)
    found = drafted(state, YEAR, FORM, analysis_phrases(), OIT)
    own = {
        (issue.id, field)
        for issue in state.all(Issue)
        for field in ("defect", "develop", "keep")
        if getattr(issue, field)
    }
    assert own
    assert own.isdisjoint({(edit.row, edit.field) for edit in found.edits})
    assert {(each.issue, each.field) for each in found.differences} == own


def test_every_weak_score_proposes_a_measure_and_the_ranks_lead_to_a_level(seeds: Path) -> None:
    state = imported(seeds)
    entries = weak(placement(state, YEAR, FORM, OIT).placed)
    bank = (analysis_phrases(), measure_phrases())
    for entry in entries:
        assert proposals(state, YEAR + 1, [entry], FORM, bank), entry.key
    now = basis(state)
    best = ranking(now)[0]
    before, after = outcome(now).total, outcome(now, dict.fromkeys(best.keys, 100.0)).total
    assert before is not None
    assert after is not None
    assert abs(after - before - best.gain) < 0.011
    for goal in goals_of(FORM.levels, YEAR):
        way = way_to(now, goal)
        assert isinstance(way, Way)
        assert way.reached


def test_the_year_stands_with_its_published_level(seeds: Path) -> None:
    found = year_scores(imported(seeds), YEAR, FORM, OIT)
    assert found.scores["total"] == 89.94
    assert found.level == Level("ผ่าน", confirmed=True)
    assert [level.name for _, level in found.levels if isinstance(level, Level)][-1] == "A"
