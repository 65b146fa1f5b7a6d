from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.files.making import HEADS, archive, excel_bytes, table_text, word_bytes, word_file

from itadesk.app.importing import Preview, preview, source_of, take
from itadesk.app.packs import oit_form
from itadesk.app.session import Session
from itadesk.core.changelog import made
from itadesk.core.checklist import items_of
from itadesk.core.errors import UserError
from itadesk.core.measures import measures_of, step_groups_of
from itadesk.core.model import EMPTY, Component, Issue, Office, Score
from itadesk.core.years import components_of_form

ROWS = (
    HEADS,
    ("๑", "มาตรการปลูกป่า", "๑. ขุด ๒. ปลูก", "ต.ค. ๖๗", "กองช่าง", "หลุม", "ร่ม"),
    ("", "", "๓. รดน้ำ", "", "", "ฟื้น", ""),
)
TEXT = table_text(*ROWS[1:])


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.new(tmp_path / "a.itadesk", made(Office(), "office")) as opened:
        yield opened


def titled(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    return (("มาตรการส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",), *rows)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", TEXT.encode()),
        ("a.tsv", TEXT.encode("utf-16")),
        ("a.txt", TEXT.encode("cp874")),
        ("a.txt", b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()),
        ("a.docx", word_bytes(word_file(*ROWS))),
        ("a.xlsx", excel_bytes(*titled(ROWS))),
        ("ตาราง", TEXT),
        (
            "ตาราง",
            "<html><p>มาตรการส่งเสริมคุณธรรม ปีงบประมาณ พ.ศ. ๒๕๖๘</p><table>"
            + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in ROWS)
            + "</table></html>",
        ),
    ],
    ids=["utf-8", "utf-16", "cp874", "bom", "docx", "xlsx", "clipboard", "clipboard-html"],
)
def test_a_table_is_taken_from_whatever_holds_it(
    session: Session, name: str, data: bytes | str
) -> None:
    take(session, preview(session.state, name, data))
    (measure,) = measures_of(session.state, 2568)
    assert (measure.title, measure.period, measure.responsible) == (
        "มาตรการปลูกป่า", "ต.ค. ๖๗", "กองช่าง",
    )  # fmt: skip
    groups = step_groups_of(session.state, measure.id)
    assert [(group.steps, group.outputs) for group in groups] == [
        ("๑. ขุด\n๒. ปลูก", "หลุม"),
        ("๓. รดน้ำ", "ฟื้น"),
    ]


def test_looking_writes_nothing_and_taking_is_one_step_of_undo(session: Session) -> None:
    before = session.state
    looked_at = preview(session.state, "a.txt", TEXT)
    assert session.state is before
    take(session, looked_at)
    assert session.state != before
    session.undo()
    assert not session.can_undo
    assert not measures_of(session.state, 2568)


def test_a_preview_says_what_was_read_into_what(session: Session) -> None:
    looked_at = preview(session.state, "a.txt", "หลงเข้ามา\n\n" + TEXT + "\n\nตามที่ได้ดำเนินการแล้ว")
    assert looked_at.counts == {"measures": 1, "step-groups": 2}
    told = {line.key: dict(line.facts) for line in looked_at.lines}
    assert told["found-measures"] == {"count": 1, "year": 2568, "groups": 2}
    assert told["pieces-unplaced"] == {"count": 1}
    assert [piece.text for piece in looked_at.unplaced] == ["หลงเข้ามา"]
    assert [piece.text for piece in looked_at.kept] == ["ตามที่ได้ดำเนินการแล้ว"]


def test_damaged_text_is_shown_before_it_is_mended(session: Session) -> None:
    text = table_text(("๑", "มาตรการ", "ด าเนินการ", "", "", "", ""))
    looked_at = preview(session.state, "a.txt", text)
    (mend,) = looked_at.mends
    assert (mend.before.replace(" ", ""), mend.after) == ("ดาเนินการ", "ดำเนินการ")
    take(session, looked_at, repaired=True)
    (measure,) = measures_of(session.state, 2568)
    assert step_groups_of(session.state, measure.id)[0].steps == "ดำเนินการ"


def test_damaged_text_is_taken_as_it_is_unless_asked(session: Session) -> None:
    text = table_text(("๑", "มาตรการ", "ด าเนินการ", "", "", "", ""))
    take(session, preview(session.state, "a.txt", text))
    (measure,) = measures_of(session.state, 2568)
    assert step_groups_of(session.state, measure.id)[0].steps == "ด าเนินการ"


GOOD = word_bytes(word_file(*ROWS))


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "import-nothing-found"),
        (b"\x00\x01\x02\x03", "import-not-readable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "import-not-readable"),
        (b"%PDF-1.7", "import-not-readable"),
        (b"PK\x03\x04", "import-not-readable"),
        (GOOD[:-40], "import-not-readable"),
        (archive({"word/document.xml": b"<!DOCTYPE x><x/>"}), "import-unsafe"),
        (archive({"xl/workbook.xml": b"0" * 3_000_000}), "import-unsafe"),
        (b" " * 11_000_000, "import-too-large"),
        ("ก\t" * 1_000_000 + "ข", "import-too-large"),
        ("ก\n" * 1_000_000, "import-too-large"),
        ("ไม่มีอะไรที่นี่", "import-nothing-found"),
        ("", "import-nothing-found"),
        ("ลำดับ\tมาตรการ\tขั้นตอน\n๑\tก\tข", "import-which-year"),
    ],
)
def test_a_bad_import_is_refused_and_changes_nothing(
    session: Session, data: bytes | str, key: str
) -> None:
    before = session.state
    with pytest.raises(UserError) as caught:
        preview(session.state, "ป่า.docx", data)
    assert caught.value.key == key
    assert session.state is before


@given(
    st.text() | st.binary(max_size=300) | st.binary(max_size=60).map(lambda tail: GOOD[:200] + tail)
)
@settings(max_examples=150)
def test_whatever_comes_is_read_or_refused_by_a_user_error(data: str | bytes) -> None:
    with suppress(UserError):
        assert preview(EMPTY, "x", data, 2568).edits


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
@settings(max_examples=60)
def test_a_word_file_with_a_wrong_byte_is_read_or_refused(at: int, wrong: int) -> None:
    data = bytearray(GOOD)
    data[at] ^= wrong
    with suppress(UserError):
        assert source_of("x.docx", bytes(data)).blocks


def looked_at(seeds: Path, number: str) -> Preview:
    (file,) = seeds.glob(f"{number}_*.txt")
    return preview(EMPTY, file.name, file.read_bytes())


@pytest.mark.parametrize(
    ("number", "counts"),
    [
        ("000", {"measures": 8, "step-groups": 24}),
        (
            "001",
            {"measures": 3, "step-groups": 3, "items": 43, "items-done": 43, "indicators": 8}
            | {"scores": 1},
        ),
        ("002", {"measures": 18, "step-groups": 18, "scores": 79, "issues": 7, "memos": 1}),
        ("003", {"measures": 11, "step-groups": 11}),
        ("004", {"measures": 8, "step-groups": 8}),
    ],
)  # fmt: skip
def test_the_real_reports_are_found_whole(seeds: Path, number: str, counts: dict[str, int]) -> None:
    found = looked_at(seeds, number)
    assert found.counts == counts
    assert not found.unplaced


def test_a_real_checklist_answers_every_item_of_its_year(seeds: Path, session: Session) -> None:
    take(session, looked_at(seeds, "001"))
    items = items_of(session.state, 2566)
    assert [item.code for item in items] == [f"O{n}" for n in range(1, 44)]
    assert all(item.status == "done" and item.progress for item in items)
    listed = components_of_form(oit_form(2566))
    assert {row.id for row in session.state.all(Component)} == {row.id for row in listed}


def test_a_real_plan_goes_into_its_year_and_its_scores_into_the_year_before(
    seeds: Path, session: Session
) -> None:
    take(session, looked_at(seeds, "002"))
    assert len(measures_of(session.state, 2568)) == 18
    assert len([score for score in session.state.all(Score) if score.year == 2567]) == 79
    assert [issue.id for issue in session.state.all(Issue)] == [f"2567/{n}" for n in range(1, 8)]
