"""Parts know their wholes: what a row belongs to, and of which year it is."""

from __future__ import annotations

from tests.core.editing import taken

from itadesk.core.changelog import made
from itadesk.core.model import Component, Item, Measure, Memo, MemoSection, StepGroup, Unit
from itadesk.core.parts import whole_id, whole_of, year_of

ITEM, MEASURE, MEMO = Item("2568/O1", year=2568), Measure("m", year=2567), Memo("b", year=2569)
STATE = taken(made(ITEM, "item"), made(MEASURE, "measure"), made(MEMO, "memo"))


def test_a_part_is_of_the_year_of_its_whole() -> None:
    for part, whole in (
        (Component("c", item=ITEM.id), ITEM),
        (StepGroup("g", measure="m"), MEASURE),
        (MemoSection("s", memo="b"), MEMO),
    ):
        assert whole_of(STATE, part) == whole
        assert whole_id(part) == whole.id
        assert year_of(STATE, part) == whole.year


def test_what_is_no_part_is_its_own_whole() -> None:
    assert whole_of(STATE, MEASURE) is MEASURE
    assert whole_id(MEASURE) == "m"
    assert (year_of(STATE, MEASURE), year_of(STATE, Unit("u"))) == (2567, 0)


def test_a_part_whose_whole_is_gone_has_no_year() -> None:
    part = StepGroup("g", measure="gone")
    assert whole_of(STATE, part) is None
    assert year_of(STATE, part) == 0
    assert whole_id(StepGroup("g")) == "g"
