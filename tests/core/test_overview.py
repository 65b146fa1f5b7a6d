from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.core.building import YEAR, small_state, state_of

from itadesk.core.model import (
    EMPTY,
    Component,
    Evidence,
    Item,
    Measure,
    Memo,
    PrintedPaper,
    StepGroup,
    Unit,
)
from itadesk.core.overview import missing_components, overview
from itadesk.core.units import units_named

TODAY = date(2025, 2, 10)


def item(number: int, **fields: str) -> Item:
    return Item(f"{YEAR}/O{number}", YEAR, f"O{number}", number, indicator="9.1", **fields)


def test_each_number_carries_the_rows_it_counts() -> None:
    state = state_of(
        Unit("u1", "กองคลัง", 1.0),
        Unit("u2", "กองช่าง", 2.0),
        item(1, status="done", responsible="กองคลัง"),
        item(2, status="done", responsible="กองคลัง กองช่าง"),
        item(3, responsible="กองช่าง", due="2025-02-01"),
        item(4, due="2025-02-20"),
        item(5, status="na"),
        item(6, due="สิ้นเดือน"),
        Evidence("e", f"{YEAR}/O1", url="https://example.go.th"),
        Component("c", f"{YEAR}/O2", text="ป่า", ticked=True),
        Component("c1", f"{YEAR}/O2", text="น้ำ", parent="c"),
        Measure("m1", YEAR),
        Measure("m2", YEAR),
        StepGroup("g", "m2", outputs="ทำแล้ว"),
        Memo("k", YEAR),
        PrintedPaper("p1", YEAR),
        PrintedPaper("p2", YEAR, scan="ก"),
        PrintedPaper("p3", YEAR - 1),
    )
    state = replace(state, conflicts=frozenset({("measure", "m1", "title")}))
    found = overview(state, YEAR, TODAY)
    counted = {count.kind: [row for _, row in count.rows] for count in found.missing}
    assert counted == {
        "conflicts": ["m1"],
        "overdue": ["2568/O3"],
        "items-without-evidence": ["2568/O2"],
        "components-missing": ["2568/O2"],
        "items-without-unit": ["2568/O4", "2568/O6"],
        "items-undone": ["2568/O3", "2568/O4", "2568/O6"],
        "measures-without-result": ["m1"],
        "memos-unsigned": ["k"],
        "papers-unsigned": ["p1"],
    }
    assert [(d.item.code, d.days) for d in found.deadlines] == [("O3", -9), ("O4", 10)]
    assert (len(found.whole.done), len(found.whole.owed)) == (2, 5)
    assert found.whole.share == 0.4
    assert [(s.name, len(s.done), len(s.owed)) for s in found.units] == [
        ("กองคลัง", 2, 2), ("กองช่าง", 1, 2), ("", 0, 2),
    ]  # fmt: skip
    assert found.count("overdue").number == 1
    assert found.count("indicators-undone").rows == ()


def test_without_today_nothing_is_overdue() -> None:
    found = overview(small_state(), YEAR)
    assert found.count("overdue").number == 0
    assert all(deadline.days is None for deadline in found.deadlines)


def test_a_component_with_parts_is_missing_by_its_parts() -> None:
    assert missing_components(small_state(), "2568/O2") == (
        ("component", "2568/O2/1.1"), ("component", "2568/O2/1.2"),
    )  # fmt: skip
    assert missing_components(small_state(), "2568/O1") == ()


@given(st.lists(st.sampled_from(["todo", "done", "na"]), max_size=12))
def test_indicators_and_whole_count_the_same(statuses: list[str]) -> None:
    rows = [
        replace(item(number, status=status), indicator=f"9.{number % 3}")
        for number, status in enumerate(statuses, start=1)
    ]
    found = overview(state_of(*rows), YEAR, TODAY)
    assert len(found.whole.done) == statuses.count("done")
    assert {row for share in found.indicators for row in share.done} == set(found.whole.done)
    assert sum(len(share.owed) for share in found.indicators) == len(found.whole.owed)


def test_an_empty_year_has_an_overview() -> None:
    found = overview(EMPTY, 2570, TODAY)
    assert found.missing == ()
    assert found.whole.share == 1.0


def test_units_are_named_by_their_names_or_all_at_once() -> None:
    units = (Unit("a", "กองคลัง"), Unit("b", "กองช่าง"), Unit("c", ""))
    assert units_named("๑.กองคลัง ๒.งานป้องกัน", units) == {"กองคลัง"}
    assert units_named("ทุกกอง", units) == {"กองคลัง", "กองช่าง"}
    assert units_named("", units) == frozenset()


def test_a_sub_indicator_without_a_name_is_told_by_the_parts_of_its_list() -> None:
    groups = ("แผนการดำเนินงาน", "การปฏิบัติงาน", "แผนการดำเนินงาน")
    items = (item(number, group=group) for number, group in enumerate(groups, 1))
    (share,) = overview(state_of(*items), YEAR).indicators
    assert share.name == "แผนการดำเนินงาน · การปฏิบัติงาน"
