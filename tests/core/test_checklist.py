from __future__ import annotations

from datetime import date

from tests.core.editing import Log, taken

from itadesk.core.changelog import Edit, made
from itadesk.core.checklist import (
    by_indicator,
    components_of,
    evidence_of,
    handed_out,
    items_of,
    last_year,
    progress_of,
    with_evidence,
    with_status,
    without_evidence,
)
from itadesk.core.model import Component, Item

ITEMS = [
    Item("2568/O2", year=2568, code="O2", number=2, indicator="9.1", indicator_name="ข้อมูลพื้นฐาน"),
    Item("2568/O1", year=2568, code="O1", number=1, indicator="9.1", indicator_name="ข้อมูลพื้นฐาน"),
    Item(
        "2568/O10", year=2568, code="O10", number=10, indicator="9.2", indicator_name="การบริหารงาน"
    ),
    Item("2567/O1", year=2567, code="O1", number=1, indicator="9.1"),
]


def log_with_items() -> Log:
    log = Log()
    for item in ITEMS:
        log.take(made(item, "item"))
    return log


def test_items_stand_in_the_order_of_the_form_not_of_their_codes() -> None:
    assert [i.code for i in items_of(log_with_items().state, 2568)] == ["O1", "O2", "O10"]


def test_progress_leaves_out_what_does_not_apply() -> None:
    items = [Item(str(n), status=s) for n, s in enumerate(["done", "done", "todo", "na"])]
    progress = progress_of(items)
    assert (progress.done, progress.owed, progress.not_applicable) == (2, 3, 1)
    assert progress.share == 2 / 3
    assert progress_of([Item("x", status="na")]).share == 1.0


def test_indicators_come_in_the_order_of_their_items() -> None:
    groups = by_indicator(items_of(log_with_items().state, 2568))
    assert [(g.code, len(g.items)) for g in groups] == [("9.1", 2), ("9.2", 1)]
    assert groups[0].name == "ข้อมูลพื้นฐาน"


def test_a_tick_keeps_the_day_and_an_untick_forgets_it() -> None:
    log = log_with_items()
    log.take(with_status(ITEMS[0], "done", date(2025, 3, 1)))
    done = log.state.get(Item, "2568/O2")
    assert done is not None
    assert (done.status, done.done_on) == ("done", "2025-03-01")
    log.take(with_status(done, "done", date(2025, 4, 1)))
    again = log.state.get(Item, "2568/O2")
    assert again is not None
    assert again.done_on == "2025-03-01"
    log.take(with_status(again, "todo", date(2025, 4, 2)))
    undone = log.state.get(Item, "2568/O2")
    assert undone is not None
    assert (undone.status, undone.done_on) == ("todo", "")


def test_parts_follow_the_component_they_are_parts_of() -> None:
    rows = [
        Component("c2", item="i", place=2.0),
        Component("c1", item="i", place=1.0),
        Component("p2", item="i", place=2.0, parent="c1"),
        Component("p1", item="i", place=1.0, parent="c1"),
        Component("other", item="j", place=1.0),
    ]
    state = taken([edit for row in rows for edit in made(row, "component")])
    assert [c.id for c in components_of(state, "i")] == ["c1", "p1", "p2", "c2"]


def test_links_stand_in_the_order_they_were_added_and_can_be_taken_away() -> None:
    log = Log()
    for number, url in enumerate(["https://ก.ไทย", "https://b.example", "https://c.example"]):
        log.take(with_evidence(log.state, "2568/O1", f"e{number}", url, "หน้าแรก > ฐานะ"))
    assert [e.id for e in evidence_of(log.state, "2568/O1")] == ["e0", "e1", "e2"]
    log.take(without_evidence(evidence_of(log.state, "2568/O1")[1]))
    assert [e.url for e in evidence_of(log.state, "2568/O1")] == [
        "https://ก.ไทย",
        "https://c.example",
    ]


def test_last_year_is_what_the_file_holds_of_it() -> None:
    state = log_with_items().take([Edit("item", "2568/O1", "was", "2567/O1 2567/O3")])
    item = state.get(Item, "2568/O1")
    assert item is not None
    assert [old.id for old in last_year(state, item)] == ["2567/O1"]


def test_what_is_left_blank_is_not_handed_out() -> None:
    items = (Item("2568/O1", responsible="กองช่าง"), Item("2568/O2", due="2025-01-31"))
    assert handed_out(items, " กองคลัง ", "") == [
        Edit("item", "2568/O1", "responsible", "กองคลัง"),
        Edit("item", "2568/O2", "responsible", "กองคลัง"),
    ]
    assert handed_out(items, " ", "") == []
