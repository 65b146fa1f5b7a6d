from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date

import pytest
from tests.core.editing import Log

from itadesk.core.changelog import Edit, inverse, made
from itadesk.core.memos import (
    endorsement_added,
    endorsement_moved,
    endorsements_of,
    memo_copied,
    memo_made,
    memo_removed,
    memos_of,
    section_added,
    section_moved,
    sections_of,
)
from itadesk.core.model import Office, Person


@pytest.fixture
def new_id() -> Callable[[], str]:
    numbers = itertools.count()
    return lambda: f"r{next(numbers)}"


def log_with_memo(new_id: Callable[[], str], kind: str = "อบต.") -> Log:
    log = Log()
    office = Office(name="อบต.ตัวอย่าง", kind=kind, tambon="ตัวอย่าง", letter_prefix="ตย ๐๐๐๐๑/")
    log.take(made(office, "office"))
    log.take(memo_made(log.state, 2568, new_id, date(2024, 10, 1)))
    return log


def test_a_new_memo_is_filled_from_the_office_but_has_no_number_yet(
    new_id: Callable[[], str],
) -> None:
    log = log_with_memo(new_id)
    (memo,) = memos_of(log.state, 2568)
    assert memo.addressee == "นายกองค์การบริหารส่วนตำบลตัวอย่าง"
    assert memo.number == "ตย ๐๐๐๐๑/"
    assert memo.date == "2024-10-01"
    assert next(s.heading for s in sections_of(log.state, memo.id)) == "เรื่องเดิม"


@pytest.mark.parametrize(
    ("kind", "chief"),
    [("อบต.", "นายกองค์การบริหารส่วนตำบลตัวอย่าง"), ("เทศบาลตำบล", "นายกเทศมนตรีตำบลตัวอย่าง")],
)
def test_the_chain_ends_with_the_chief_who_decides(
    new_id: Callable[[], str], kind: str, chief: str
) -> None:
    log = log_with_memo(new_id, kind)
    (memo,) = memos_of(log.state, 2568)
    chain = endorsements_of(log.state, memo.id)
    assert len(chain) == 4
    assert chain[0].to == ""
    assert chain[-1].post == chief
    assert chain[-1].choices.splitlines() == ["เห็นชอบ", "ไม่เห็นชอบ"]


def test_a_copy_is_a_draft_without_number_and_date(new_id: Callable[[], str]) -> None:
    log = log_with_memo(new_id)
    (memo,) = memos_of(log.state, 2568)
    log.take([Edit("memo", memo.id, "status", "signed"), Edit("memo", memo.id, "subject", "ฐานะ")])
    (memo,) = memos_of(log.state, 2568)
    log.take(memo_copied(log.state, memo, new_id))
    _, copy = memos_of(log.state, 2568)
    assert (copy.number, copy.date, copy.status, copy.subject) == ("", "", "draft", "ฐานะ")
    headings = [s.heading for s in sections_of(log.state, copy.id)]
    assert headings == [s.heading for s in sections_of(log.state, memo.id)]
    assert len(endorsements_of(log.state, copy.id)) == 4


def test_a_removed_memo_comes_back_whole(new_id: Callable[[], str]) -> None:
    log = log_with_memo(new_id)
    before = log.state
    (memo,) = memos_of(before, 2568)
    removal = memo_removed(before, memo.id)
    log.take(removal)
    assert memos_of(log.state, 2568) == ()
    assert sections_of(log.state, memo.id) == ()
    log.take(inverse(before, removal))
    assert log.state.tables == before.tables


def test_sections_and_chain_can_grow_and_be_reordered(new_id: Callable[[], str]) -> None:
    log = log_with_memo(new_id)
    (memo,) = memos_of(log.state, 2568)
    log.take(section_added(log.state, memo.id, "new", "ข้อเสนอ"))
    last = sections_of(log.state, memo.id)[-1]
    assert last.heading == "ข้อเสนอ"
    log.take(section_moved(log.state, last, -1))
    assert sections_of(log.state, memo.id)[-2].id == "new"
    assert section_moved(log.state, sections_of(log.state, memo.id)[0], -1) == []
    log.take(endorsement_added(log.state, memo.id, 1, "extra"))
    assert endorsements_of(log.state, memo.id)[1].id == "extra"
    log.take(endorsement_moved(log.state, endorsements_of(log.state, memo.id)[1], 1))
    assert endorsements_of(log.state, memo.id)[2].id == "extra"


def test_those_who_alone_hold_a_post_are_named_in_a_new_chain(new_id: Callable[[], str]) -> None:
    log = log_with_memo(new_id)
    clerk, head = "ปลัดองค์การบริหารส่วนตำบล", "หัวหน้าสำนักปลัด"
    for row, post in (("a", clerk), ("b", head), ("c", head)):
        person = Person(row, rank="จ.อ.", name=f"(ชื่อ–นามสกุล {row})", post=post)
        log.take(made(person, "person"))
    log.take(memo_made(log.state, 2568, new_id, date(2025, 1, 2)))
    chain = endorsements_of(log.state, memos_of(log.state, 2568)[-1].id)
    assert [(link.post, link.rank, link.name) for link in chain] == [
        ("", "", ""),
        (head, "", ""),
        (clerk, "จ.อ.", "(ชื่อ–นามสกุล a)"),
        ("นายกองค์การบริหารส่วนตำบลตัวอย่าง", "", ""),
    ]
