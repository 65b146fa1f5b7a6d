from __future__ import annotations

from tests.core.editing import Log

from itadesk.app.packs import oit_form, question_form
from itadesk.core.changelog import Edit, made
from itadesk.core.indicators import TABLE, indicators_of, indicators_to_fill, indicators_written
from itadesk.core.model import IndicatorProgress
from itadesk.core.years import carried_forward, year_from_form

FORM = question_form(2567)
KEPT = IndicatorProgress(
    "2567/6", 2567, 6, "คุณภาพงาน", "ฟื้นที่จอดรถ", "กองช่าง", "ต.ค. ๖๖", "done", "ฟื้นแล้ว"
)


def test_both_surveys_have_their_indicators_and_the_checklist_none() -> None:
    rows = indicators_to_fill(Log().state, FORM, 2568)
    assert [row.id for row in rows] == [f"2568/{number}" for number in range(1, 9)]
    assert all(row.name and row.status == "todo" for row in rows)


def test_what_is_kept_stands_among_the_blank_ones_as_it_is() -> None:
    log = Log()
    log.take(made(KEPT, TABLE))
    rows = indicators_to_fill(log.state, FORM, 2567)
    assert [row.number for row in rows] == list(range(1, 9))
    assert rows[5] == KEPT


def test_the_first_word_makes_every_row_and_the_next_none() -> None:
    log = Log()
    rows = indicators_to_fill(log.state, FORM, 2568)
    log.take(indicators_written(log.state, rows, [Edit(TABLE, "2568/3", "progress", "ประชุมแล้ว")]))
    kept = indicators_of(log.state, 2568)
    assert [row.number for row in kept] == list(range(1, 9))
    assert [row.progress for row in kept if row.progress] == ["ประชุมแล้ว"]
    again = [Edit(TABLE, "2568/3", "progress", "")]
    assert indicators_written(log.state, kept, again) == again


def test_the_next_year_begins_with_the_texts_but_neither_ticks_nor_periods() -> None:
    log = Log()
    log.take(year_from_form(oit_form(2567)))
    log.take(made(KEPT, TABLE))
    log.take(carried_forward(log.state, oit_form(2568)))
    (carried,) = indicators_of(log.state, 2568)
    assert (carried.id, carried.status, carried.period) == ("2568/6", "todo", "")
    assert (carried.name, carried.guideline, carried.responsible, carried.progress) == (
        KEPT.name,
        KEPT.guideline,
        KEPT.responsible,
        KEPT.progress,
    )
    assert indicators_of(log.state, 2567) == (KEPT,)
