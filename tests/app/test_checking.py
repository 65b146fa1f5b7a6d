from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from tests.app.catalogues import placeholders, text_of
from tests.core.building import small_state, state_of
from tests.core.checker.test_checker import SLIPS, found

from itadesk.app.checking import (
    findings,
    place,
    sentence,
    unwaive,
    waive,
)
from itadesk.app.sample import sample_edits
from itadesk.app.session import Session
from itadesk.core.changelog import Edit
from itadesk.core.checker import Kind
from itadesk.core.checker.texts import texts_of
from itadesk.core.errors import UserError
from itadesk.core.model import TABLES, Measure, Score


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_has_its_sentence(kind: Kind, language: str) -> None:
    text = text_of(language, f"check.{kind}")
    assert text
    assert placeholders(text) == placeholders(text_of("th", f"check.{kind}"))


def test_every_finding_is_told_with_its_place() -> None:
    for _kind, rows, _field, _words in SLIPS:
        for finding in found(*rows):
            told = sentence(finding)
            assert told
            assert "{" not in told
            assert "check." not in told


def test_every_place_has_its_words() -> None:
    state = small_state()
    for text in texts_of(state):
        where = place(state, text.finding("blank", 0, 0))
        assert "check." not in where
        assert text.table in TABLES
    for _kind, rows, _field, _words in SLIPS:
        for finding in found(*rows):
            assert "check." not in place(state, finding)


def test_scores_are_named_and_told_to_the_hundredth() -> None:
    rows = [
        Score(f"2567/{key}", 2567, key, value) for key, value in {"1": 90.5, "i1": 95.2}.items()
    ]
    rows += [Score(f"2567/{key}", 2567, key, 90.0) for key in ("i2", "i3")]
    (told,) = findings(state_of(*rows), 2567)
    assert told.sentence == "คะแนน ตัวชี้วัดที่ 1 พิมพ์ไว้ 90.50 แต่คำนวณจากรายข้อได้ 91.73"
    assert told.place.startswith("คะแนน ตัวชี้วัดที่ 1")


def test_a_waived_finding_is_kept_with_its_reason_and_told_last(tmp_path: Path) -> None:
    with Session.new(tmp_path / "a.itadesk", sample_edits()) as session:
        measure = session.state.all(Measure)[0]
        session.apply([Edit("measure", measure.id, "remark", "รายงานปี 2025")], "-")
        year = measure.year
        (told,) = [t for t in findings(session.state, year) if t.finding.field == "remark"]
        assert "2025" in told.sentence
        waive(session, told.finding, "ชื่อหนังสือ")
        assert told not in findings(session.state, year)
        assert findings(session.state, year)[-1].waived == "ชื่อหนังสือ"
        unwaive(session, told.finding)
        assert told in findings(session.state, year)
        with pytest.raises(UserError, match="waiver-without-reason"):
            waive(session, told.finding, " ")
    with Session.open(tmp_path / "a.itadesk") as session:
        assert told in findings(session.state, year)


def test_the_sample_office_has_only_links_that_show_no_year(tmp_path: Path) -> None:
    with Session.new(tmp_path / "a.itadesk", sample_edits()) as session:
        kinds = {told.finding.kind for told in findings(session.state)}
        assert kinds == {"link-without-year"}
