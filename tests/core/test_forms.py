from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.packs import FORMS, LAYOUT_IDS, OIT_YEARS, layout, oit, pack_text, questions

from itadesk.core.errors import UserError
from itadesk.core.forms import (
    LAYOUT_FIELDS,
    Component,
    Layout,
    LayoutColumn,
    parse_layout,
    parse_oit,
)
from itadesk.core.question_form import parse_questions, questions_for

PARSERS = {"oit": parse_oit, "questions": parse_questions, "layouts": parse_layout}
PACKS = sorted(path.relative_to(FORMS).with_suffix("") for path in FORMS.rglob("*.toml"))
# Phrases are the project's own words and no facts.
FACTS = [pack for pack in PACKS if pack.parts[0] != "phrases"]
SOURCE_OFFICES = ("โพนทอง", "บางเสาธง", "บ้านด่าน", "จอหอ", "น้ำพุ")

SMALL_LIST = """
year = 2570
title = "รายการ"
count = 2
confirmed = false
[sources]
web = "https://example.org"
[main]
9 = "การเปิดเผยข้อมูล"
[[indicator]]
code = "9.1"
main = "9"
source = "web"
[[item]]
id = "2570/O1"
code = "O1"
number = 1
name = "โครงสร้าง"
source = "web"
indicator = "9.1"
[[item]]
id = "2570/O2"
code = "O2"
number = 2
name = "น้ำ ป่า ญี่ปุ่น กตัญญู"
source = "web"
points = 4
points_source = "web"
depends_on = ["O1"]
was = ["2569/O26"]
was_source = "web"
components_source = "web"
[[item.components]]
text = "แผนปี {FY} และ {PFY}"
sub = ["หนึ่ง", "สอง"]
"""

SMALL_LAYOUT = """
id = "ours"
name = "ของเรา"
kind = "measures"
title_lines = ["รายงาน พ.ศ. {year}", "{office}"]
[[column]]
head = "มาตรการ"
field = "title"
width = 3
[[column]]
head = "วิธีปฏิบัติ"
field = "steps"
width = 7.5
align = "left"
"""


def parse(pack: object, text: str) -> object:
    return PARSERS[str(pack).split("/")[0]](text, f"{pack}.toml")


def broken(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


def breakage(parser: object, text: str) -> tuple[str, str, str]:
    with pytest.raises(UserError) as caught:
        parser(text, "mine.toml")
    assert caught.value.key == "form-broken"
    facts = caught.value.facts
    assert facts["file"] == "mine.toml"
    return str(facts["where"]), str(facts["problem"]), str(facts["value"])


@pytest.mark.parametrize(("year", "count"), [(2566, 43), (2567, 35), (2568, 28), (2569, 26)])
def test_lists_are_whole_and_in_order(year: int, count: int) -> None:
    form = oit(year)
    assert form.year == year
    assert form.count == len(form.items) == count
    assert [item.code for item in form.items] == [f"O{n}" for n in range(1, count + 1)]
    assert len({item.id for item in form.items}) == count
    assert form.note


def test_only_the_newest_list_is_unconfirmed_and_says_nothing_it_has_no_source_for() -> None:
    assert [year for year in OIT_YEARS if not oit(year).confirmed] == [2569]
    assert oit(2569).indicators == ()
    for item in oit(2569).items:
        assert (item.indicator, item.group, item.points, item.components) == ("", "", None, ())


@pytest.mark.parametrize("year", OIT_YEARS)
def test_what_became_of_last_years_items_can_be_found(year: int) -> None:
    for item in oit(year).items:
        for old in item.was:
            old_year, _, code = old.partition("/")
            assert int(old_year) == year - 1
            assert code in {earlier.code for earlier in oit(year - 1).items}


def test_every_item_of_the_years_with_links_goes_on_from_some() -> None:
    assert all(item.was for year in (2568, 2569) for item in oit(year).items)
    names = {item.id: item.name for item in oit(2566).items}
    for item in oit(2567).items:
        assert all(names[old] == item.name for old in item.was)
    assert sum(bool(item.was) for item in oit(2567).items) == 21


def test_points_are_only_those_that_a_source_states() -> None:
    stated = {item.id: item.points for year in OIT_YEARS for item in oit(year).items if item.points}
    assert stated == {"2568/O27": 4, "2568/O28": 2}
    depends = {i.id: i.depends_on for year in OIT_YEARS for i in oit(year).items if i.depends_on}
    assert depends == {"2568/O28": ("O27",)}


def test_components_keep_their_order_and_their_sub_lists() -> None:
    manual = oit(2566).items[13]
    assert [len(component.sub) for component in manual.components] == [0, 3, 0]
    assert manual.components[1].sub[0] == "เป็นคู่มือปฏิบัติภารกิจใด"
    counts = [sum(len(item.components) for item in oit(year).items) for year in OIT_YEARS]
    assert counts == [108, 44, 44, 0]


@pytest.mark.parametrize("pack", PACKS, ids=str)
def test_no_office_is_named_in_a_pack(pack: object) -> None:
    text = pack_text(str(pack))
    assert not [name for name in SOURCE_OFFICES if name in text]


@pytest.mark.parametrize("pack", FACTS, ids=str)
def test_sources_are_named_once_and_all_used(pack: object) -> None:
    form = parse(pack, pack_text(str(pack)))
    if isinstance(form, Layout):
        assert form.source
        return
    text = pack_text(str(pack))
    for key, source in form.sources:
        assert source.strip()
        assert re.search(rf'source = "{re.escape(key)}"', text), key


def test_surveys_have_their_questions_and_issues() -> None:
    form = questions()
    assert [tool.code for tool in form.tools] == ["IIT", "EIT", "OIT"]
    assert [indicator.code for indicator in form.indicators] == [str(n) for n in range(1, 11)]
    codes = [question.code for question in form.questions]
    assert codes == [f"i{n}" for n in range(1, 16)] + [f"e{n}" for n in range(1, 10)]
    assert {question.parts for question in form.questions} == {(), (1, 2)}
    asked = [code for issue in form.issues for code in issue.questions]
    assert sorted(asked) == sorted(codes)
    assert [issue.number for issue in form.issues] == list(range(1, 8))


def test_issues_take_in_every_item_of_their_year() -> None:
    for entry in questions().issue_items:
        codes = {code for issue in entry.items for code in issue.codes}
        assert codes == {item.code for item in oit(entry.year).items}
    assert [(entry.year, entry.inferred) for entry in questions().issue_items] == [
        (2567, False),
        (2568, True),
    ]


def test_weights_that_no_source_states_are_absent() -> None:
    inferred = {weights.year: weights.inferred for weights in questions().weights}
    assert inferred == {2564: False, 2565: True, 2566: True, 2567: False}


def test_item_groups_agree_with_the_list_of_their_year() -> None:
    groups = {code: group.code for group in questions().formula.groups for code in group.items}
    assert groups == {item.code: item.indicator for item in oit(2567).items}


def test_a_year_without_questions_uses_others_and_is_told_so() -> None:
    form = questions()
    newer = parse_questions(
        pack_text("questions/2567").replace(
            "confirmed_for = [2567]\napplies_to = [2566, 2568, 2569]", "confirmed_for = [2570]"
        )
    )
    both = (form, newer)
    assert questions_for(2567, both) is form
    assert questions_for(2568, both) is form
    assert questions_for(2570, both) is newer
    assert questions_for(2572, both) is newer
    assert questions_for(2565, both) is form
    assert [form.standing(y) for y in (2565, 2567, 2568)] == ["unknown", "confirmed", "unconfirmed"]


def test_the_layouts_ship() -> None:
    assert {path.stem for path in (FORMS / "layouts").glob("*.toml")} == set(LAYOUT_IDS)


@pytest.mark.parametrize("name", LAYOUT_IDS)
def test_layouts_fit_their_paper(name: str) -> None:
    form = layout(name)
    assert form.id == name
    assert all(column.width > 0 for column in form.columns)
    assert {column.field for column in form.columns} <= LAYOUT_FIELDS[form.kind]
    text_width = 262 if form.orientation == "landscape" else 160
    assert sum(column.width for column in form.columns) == text_width
    assert bool(form.checkboxes) == (form.kind != "measures")


def test_layouts_have_the_heads_that_offices_print() -> None:
    assert [column.head for column in layout("follow-up").columns] == [
        "ลำดับ",
        "มาตรการ/กิจกรรม",
        "วิธีดำเนินการ",
        "ระยะเวลาในการดำเนินการ",
        "ผู้รับผิดชอบ",
        "สรุปผลการดำเนินการตามมาตรการหรือกิจกรรม",
        "ผลลัพธ์หรือความสำเร็จในการดำเนินการ",
    ]
    assert [len(layout(name).columns) for name in LAYOUT_IDS] == [7, 7, 6, 5, 4, 6, 5, 5]


def test_every_head_of_an_offices_layout_stands_in_the_documents(seeds: object) -> None:
    theirs = [layout(name) for name in LAYOUT_IDS if name != "score-change"]
    text = "".join(path.read_text("utf-8") for path in seeds.glob("*.txt"))
    squeezed = re.sub(r"\s+", "", text)
    heads = {column.head for each in theirs for column in each.columns}
    assert not [head for head in heads if re.sub(r"\s+", "", head) not in squeezed]


def test_a_clerks_own_list_and_layout_are_read() -> None:
    form = parse_oit(SMALL_LIST)
    assert form.items[1].components == (Component("แผนปี {FY} และ {PFY}", ("หนึ่ง", "สอง")),)
    assert (form.items[1].points, form.items[1].was) == (4.0, ("2569/O26",))
    own = parse_layout(SMALL_LAYOUT)
    assert own.columns[1] == LayoutColumn("วิธีปฏิบัติ", "steps", 7.5)
    assert (own.orientation, own.group, own.carried, own.preamble) == ("landscape", "", "blank", "")


@pytest.mark.parametrize(
    ("old", "new", "where", "problem", "value"),
    [
        ('title = "รายการ"', "title = รายการ", "line 3, column 9", "syntax", "Invalid value"),
        ("count = 2", "count = 2\ncount = 2", "line 5, column 10", "syntax", None),
        ("year = 2570", "year = 2027", "year", "range", "2027"),
        ("year = 2570", 'year = "2570"', "year", "type", "2570"),
        ("confirmed = false", "", "confirmed", "missing", ""),
        ("confirmed = false", "confirmed = 0", "confirmed", "type", "0"),
        ("count = 2", "count = 3", "count", "range", "2"),
        ("points = 4", "poinst = 4", "item 2 (O2): poinst", "unknown", ""),
        ("points = 4", "points = -1", "item 2 (O2): points", "range", "-1.0"),
        ("points = 4", "points = nan", "item 2 (O2): points", "type", "nan"),
        ("points = 4", "points = true", "item 2 (O2): points", "type", "True"),
        ('name = "โครงสร้าง"', 'name = " "', "item 1 (O1): name", "empty", ""),
        ('code = "O2"', 'code = "O1"', "item 2 (O1): code", "order", "O1"),
        ("number = 2", "number = 3", "item 2 (O2): number", "order", "3"),
        ('id = "2570/O2"', 'id = "2569/O2"', "item 2 (O2): id", "reference", "2569/O2"),
        ('indicator = "9.1"', 'indicator = "9.2"', "item 1 (O1): indicator", "reference", "9.2"),
        ('main = "9"', 'main = "8"', "indicator (9.1): main", "reference", "8"),
        (
            'depends_on = ["O1"]',
            'depends_on = ["O2"]',
            "item 2 (O2): depends_on",
            "reference",
            "O2",
        ),
        ("2569/O26", "2570/O1", "item 2 (O2): was", "reference", "2570/O1"),
        ('was = ["2569/O26"]', 'was = "2569/O26"', "item 2 (O2): was", "type", "2569/O26"),
        ('components_source = "web"', "", "item 2 (O2): components_source", "reference", ""),
        ("{PFY}", "{LY}", "item 2 (O2): components", "placeholder", "{LY}"),
        ('"สอง"', '""', "item 2 (O2): components 1: sub 2", "empty", ""),
        ('web = "https://example.org"', "", "sources", "empty", ""),
    ],
)
def test_a_broken_list_is_refused_at_the_exact_place(
    old: str, new: str, where: str, problem: str, value: str | None
) -> None:
    found = breakage(parse_oit, broken(SMALL_LIST, old, new))
    assert found[:2] == (where, problem)
    assert value is None or found[2] == value


@pytest.mark.parametrize(
    ("old", "new", "where", "problem", "value"),
    [
        ('field = "steps"', 'field = "step"', "column: field", "reference", "step"),
        ('field = "steps"', 'field = "title"', "column: field", "duplicate", "title"),
        ("width = 7.5", "width = 0", "column (วิธีปฏิบัติ): width", "range", "0.0"),
        ("width = 3\n", "", "column 1 (มาตรการ): width", "missing", ""),
        ('align = "left"', 'align = "middle"', "column 2 (วิธีปฏิบัติ): align", "choice", "middle"),
        ('kind = "measures"', 'kind = "mesures"', "kind", "choice", "mesures"),
        ("{office}", "{ofice}", "title_lines", "placeholder", "{ofice}"),
        ("{office}", "{office", "title_lines", "placeholder", "{office"),
        ('id = "ours"', 'id = "ours"\nsize = 400', "size", "range", "400.0"),
        ('id = "ours"', 'id = "ours"\ncheckboxes = ["ทำ"]', "checkboxes", "range", "1"),
    ],
)
def test_a_broken_layout_is_refused_at_the_exact_place(
    old: str, new: str, where: str, problem: str, value: str
) -> None:
    assert breakage(parse_layout, broken(SMALL_LAYOUT, old, new)) == (where, problem, value)


@pytest.mark.parametrize(
    ("old", "new", "where", "problem", "value"),
    [
        ('code = "i2"', 'code = "i1"', "question", "duplicate", "i1"),
        ("IIT = 30", "IIT = 40", "weight (2564): shares", "range", "110"),
        ("IIT = 30", "ITT = 30", "weight (2564): shares", "reference", "IIT"),
        ("number = 2\nname", "number = 3\nname", "issue: number", "order", None),
        ('questions = ["i1",', 'questions = ["i99",', "issue (1): questions", "reference", "i99"),
        ("low = 85", "low = 100", "band: low", "order", None),
        ("total_from = 85\ntools", "total_from = 99\ntools", "levels (2566): rules", "order", None),
        ("parts = [1, 2]", "parts = [1, 3]", "question (e1): parts", "reference", "3"),
        ('tool = "EIT"\nsource', 'tool = "IIT"\nsource', "indicator (6): tool", "reference", "IIT"),
        ('items = ["O1", "O2"', 'items = ["O7", "O2"', "formula: groups", "duplicate", "O7"),
        ("applies_to = [2566", "applies_to = [2567", "confirmed_for", "duplicate", "2567"),
        (
            'source = "arithmetic"\ntext',
            'source = "sums"\ntext',
            "formula: source",
            "reference",
            None,
        ),
    ],
)
def test_broken_questions_are_refused_at_the_exact_place(
    old: str, new: str, where: str, problem: str, value: str | None
) -> None:
    found = breakage(parse_questions, broken(pack_text("questions/2567"), old, new))
    assert found[:2] == (where, problem)
    assert value is None or found[2] == value


def test_text_nested_too_deep_is_refused() -> None:
    assert breakage(parse_layout, "id = " + "[" * 100_000)[1] == "syntax"


@given(st.data())
def test_a_damaged_pack_is_read_or_refused_but_never_crashes(data: st.DataObject) -> None:
    pack = data.draw(st.sampled_from(["layouts/seven-column", "oit/2569"]))
    lines = pack_text(pack).splitlines()
    first = data.draw(st.integers(0, len(lines) - 1))
    kept = data.draw(st.sampled_from(["", "= 1", "[x", 'x = "ที่"', lines[first - 1]]))
    with suppress(UserError):
        form = parse(pack, "\n".join([*lines[:first], kept, *lines[first + 1 :]]))
        assert form == parse(pack, "\n".join([*lines[:first], kept, *lines[first + 1 :]]))
