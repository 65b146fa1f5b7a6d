"""Whole documents of our own writing, and any text at all: nothing is lost, everything is told."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.files.making import HEADS, table_text
from tests.files.recognise.accounting import letters_of

from itadesk.core.findings import (
    Finding,
    FoundComponent,
    FoundEndorsement,
    FoundGroup,
    FoundSection,
    thai_letters,
)
from itadesk.files.recognise.document import find
from itadesk.files.source import Line, Row, Source, Table
from itadesk.files.tabletext import read_text


def found(text: str) -> Finding:
    return find(read_text(text, "x"))


def letters_read(source: Source) -> Counter[str]:
    total: Counter[str] = Counter()
    for block in source.blocks:
        if isinstance(block, Line):
            total += thai_letters(block.text)
        else:
            total += thai_letters("".join(cell for row in block.rows for cell in row.cells))
    return total


def keys(finding: Finding) -> list[str]:
    return [notice.key for notice in finding.notices]


def test_a_measure_has_a_group_for_every_row_of_results() -> None:
    finding = found(
        table_text(
            (
                "๑",
                "มาตรการปลูกป่า",
                "๑. ขุด (๑) ตื้น (๒) ลึก",
                "ต.ค. ๖๗",
                "๑.กองช่าง ๒.กองคลัง",
                "หลุม",
                "ร่ม",
            ),
            ("", "", "๒. ปลูก", "", "", "ต้นไม้", "น้ำ"),
            ("", "", "", "ต.ค. ๖๗", "", "", "เย็น"),
            ("๒", "มาตรการดูแล", "รดน้ำ", "ทั้งปี", "กองช่าง", "ฟื้น", ""),
        )
    )
    first, second = finding.measures
    assert (first.year, first.number, first.title) == (2568, "๑", "มาตรการปลูกป่า")
    assert (first.period, first.responsible) == ("ต.ค. ๖๗", "๑.กองช่าง\n๒.กองคลัง")
    assert first.groups == (
        FoundGroup("๑. ขุด\n(๑) ตื้น\n(๒) ลึก", "หลุม", "ร่ม"),
        FoundGroup("๒. ปลูก", "ต้นไม้", "น้ำ"),
        FoundGroup("", "", "เย็น"),
    )
    assert second.groups == (FoundGroup("รดน้ำ", "ฟื้น", ""),)
    assert [piece.text for piece in finding.pieces_as("repeated")] == ["ต.ค. ๖๗"]


def test_steps_of_a_plan_that_run_on_stay_in_their_group() -> None:
    heads = ("ประเด็นที่", "มาตรการ/โครงการ/กิจกรรม", "ขั้นตอน/วิธีปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ")
    finding = found(
        table_text(
            ("๑ ความโปร่งใส", "๑ จัดอบรม", "๑ เชิญวิทยากร", "สำนักปลัด", "ไตรมาส ๒"),
            heads,
            ("", "", "จากอำเภอ", "", ""),
            ("", "", "๒ สรุปผล", "", ""),
            ("", "๒ ทำป้าย", "-ติดป้าย", "กองช่าง", ""),
            ("๒ การให้บริการ", "๑ ก ๒ ข", "", "", ""),
            heads=heads,
        )
    )
    assert [(m.issue, m.number, m.title) for m in finding.measures] == [
        ("๑ ความโปร่งใส", "๑", "จัดอบรม"),
        ("๑ ความโปร่งใส", "๒", "ทำป้าย"),
        ("๒ การให้บริการ", "", "๑ ก\n๒ ข"),
    ]
    assert finding.measures[0].groups == (FoundGroup("๑ เชิญวิทยากร จากอำเภอ\n๒ สรุปผล"),)


def test_a_reason_before_the_steps_is_no_step() -> None:
    row = ("๑", "ชื่อ", "จากผลการประเมิน ตัวชี้วัดที่ ๙.๔ ต่ำ ๑. อบรม ๒. ติดตาม", "", "กองคลัง", "", "")
    (measure,) = found(table_text(row)).measures
    assert measure.reason == "จากผลการประเมิน ตัวชี้วัดที่ ๙.๔ ต่ำ"
    assert measure.groups[0].steps == "๑. อบรม\n๒. ติดตาม"


def test_a_row_printed_twice_is_taken_once_and_told() -> None:
    row = ("", "มาตรการ ก", "๑. ป่า", "", "", "น้ำ", "")
    again = ("", "มาตรการก", "๑. ป่า", "", "", "น้ำ", "")
    finding = found(table_text(row, again, heads=HEADS))
    assert len(finding.measures) == 1
    assert keys(finding) == ["row-repeated"]
    assert finding.pieces_as("repeated")[0].why == "row-repeated"


def test_units_among_the_outputs_are_told_and_left_alone() -> None:
    row = ("๑", "ชื่อ", "๑. ป่า", "", "จัดทำช่องทางเผยแพร่ข้อมูลให้ประชาชนทราบ", "กองคลัง กองช่าง", "")
    finding = found(table_text(row))
    assert keys(finding) == ["columns-may-be-swapped"]
    assert finding.measures[0].groups[0].outputs == "กองคลัง กองช่าง"


def test_a_head_that_changes_between_pages_is_one_column() -> None:
    heads = (
        "มาตรการ/แนวทาง",
        "วิธีการดำเนินงาน",
        "ผู้รับผิดชอบ",
        "ระยะเวลา",
        "ผลการดำเนินการ",
        "ข้อเสนอแนะ",
    )
    text = table_text(("๑. ก", "ข", "ค", "ง", "จ", "ฉ"), (*heads[:5], "หมายเหตุ"), heads=heads)
    finding = found(text + "\n๒. ก\tข\tค\tง\tจ\tช")
    assert [(m.title, m.suggestion, m.remark) for m in finding.measures] == [
        ("ก", "ฉ", ""),
        ("ก", "ช", ""),
    ]
    assert keys(finding) == ["head-changed"]


def test_headings_say_which_tool_and_indicator_measures_belong_to() -> None:
    finding = found(
        "เครื่องมือการประเมิน External Integrity and Transparency Assessment : EIT\n"
        "ตัวชี้วัดที่ ๗ การสื่อสาร\n\n" + table_text(("", "ก", "ข", "", "", "", ""), title="")
    )
    (measure,) = finding.measures
    assert (measure.tool, measure.indicator) == ("EIT", "ตัวชี้วัดที่ ๗ การสื่อสาร")


ITEM_HEADS = ("ข้อ", "ข้อมูล", "องค์ประกอบด้านข้อมูล", "ผู้รับผิดชอบ", "ความก้าวหน้าผลการดำเนินการ")


def test_a_checklist_row_is_an_item_with_parts_ticks_and_progress() -> None:
    finding = found(
        "ตัวชี้วัดย่อยที่ 9.1 ข้อมูลพื้นฐาน (ต่อ)\nกลุ่มน้ำ\n\n"
        + table_text(
            ("๐๑", "โครงสร้าง", "- แสดงผัง - ประกอบด้วย (๑) สำนัก (๒) กอง - เป็นปัจจุบัน", "สำนักปลัด",
             '<input type="checkbox"> ยังไม่ได้ดำเนินการ<input type="checkbox" checked>ดำเนินการ -เว็บ'),
            ("๐๒", "ผู้บริหาร", "แสดงรูป", "", "☐ ยังไม่ได้ดำเนินการ ☐ ดำเนินการ"),
            heads=ITEM_HEADS,
            title="",
        )
    )  # fmt: skip
    first, second = finding.items
    assert (first.code, first.name, first.status) == ("O1", "โครงสร้าง", "done")
    assert (first.indicator, first.indicator_name, first.group) == ("9.1", "ข้อมูลพื้นฐาน", "กลุ่มน้ำ")
    assert first.progress == "-เว็บ"
    assert first.components == (
        FoundComponent("แสดงผัง"),
        FoundComponent("ประกอบด้วย", ("สำนัก", "กอง")),
        FoundComponent("เป็นปัจจุบัน"),
    )
    assert (second.code, second.status, second.progress) == ("O2", "todo", "")


def test_an_item_that_stands_twice_is_not_taken_twice() -> None:
    row = ("๐๑", "โครงสร้าง", "- แสดง", "กองคลัง", "☑ ดำเนินการ")
    finding = found(table_text(row, row, heads=ITEM_HEADS))
    assert len(finding.items) == 1
    assert [piece.why for piece in finding.pieces_as("unplaced")] == ["item-repeated"]


def test_indicators_are_known_by_number() -> None:
    heads = ("ตัวชี้วัด", "แนวทางในการยกระดับการประเมิน", "ผู้รับผิดชอบ", "ระยะเวลา", "ความก้าวหน้า")
    row = (
        "ตัวชี้วัดที่ ๓ การใช้อำนาจ",
        "๑. มอบหมาย ๒. ติดตาม",
        "สำนักปลัด",
        "ต.ค. ๖๕ ถึง ก.ย. ๖๖",
        "☑ ดำเนินการ ครบ",
    )
    (indicator,) = found(table_text(row, ("", "๓. สรุป", "", "", ""), heads=heads)).indicators
    assert (indicator.number, indicator.name) == (3, "การใช้อำนาจ")
    assert indicator.guideline == "๑. มอบหมาย\n๒. ติดตาม\n๓. สรุป"
    assert (indicator.status, indicator.progress) == ("done", "ครบ")


ANALYSIS = """การวิเคราะห์ผลการประเมิน ประจำปีงบประมาณ พ.ศ. ๒๕๖๗

ในปี พ.ศ. ๒๕๖๗ ได้คะแนนภาพรวมอยู่ที่ ๘๘.๒๑ คะแนน อยู่ในระดับ ผ่าน ส่วนปีก่อนต่ำกว่า ๘๕ คะแนน

แบบ\tลำดับ\tรายละเอียดตัวชี้วัด\tคะแนน
IIT\t๑\tการปฏิบัติหน้าที่\t๙๒.๒๓
\t๒\tการใช้งบประมาณ\t๙๓.๖๐

ประเด็นที่ ๑ กระบวนการ\t\t
เครื่องมือการประเมิน\tข้อคำถาม\tคะแนน
IIT\tข้อ i๑ งานเป็นไปตามขั้นตอน\t๙๕.๒๐
EIT\tEIT ส่วนที่ ๑ EitPublic\t
\tข้อ e ๙ เคยใช้ระบบหรือไม่\t๙๐
\tEIT ส่วนที่ ๒ EitSurvey\t
\tข้อ e ๙ เคยใช้ระบบหรือไม่\t๐
OIT\tข้อ ๐๘ แผน\t๕๐
ข้อ ๐๙ รายงาน\t๐
วิเคราะห์ข้อบกพร่อง/ข้อปรับปรุง ข้อที่ต้องพัฒนา หรือรักษาระดับ
<p>ข้อบกพร่อง/ข้อปรับปรุง</p> <p>OIT</p> <p>-ข้อ ๐๙ ควรทำรายงาน</p>

วิเคราะห์ข้อบกพร่อง/ข้อปรับปรุง ข้อที่ต้องพัฒนา หรือรักษาระดับ

ข้อบกพร่อง/ข้อปรับปรุง

-ข้อ ๐๘ ควรเผยแพร่

การพัฒนา : อบรมให้ทั่วถึง
การรักษาระดับ

-ไม่มี

๔. วิธีนำผลการวิเคราะห์ไปสู่การปฏิบัติในปีงบประมาณ พ.ศ.๒๕๖๘
"""


def test_an_analysis_has_scores_and_three_bands() -> None:
    finding = found(ANALYSIS)
    assert {(s.year, s.key): s.value for s in finding.scores} == {
        (2567, "total"): 88.21,
        (2567, "1"): 92.23,
        (2567, "2"): 93.6,
        (2567, "i1"): 95.2,
        (2567, "e9/1"): 90,
        (2567, "e9/2"): 0,
        (2567, "O8"): 50,
        (2567, "O9"): 0,
    }
    (issue,) = finding.issues
    assert (issue.year, issue.number, issue.name) == (2567, 1, "กระบวนการ")
    assert issue.codes == ("i1", "e9", "O8", "O9")
    assert issue.defect == "OIT\n-ข้อ ๐๙ ควรทำรายงาน\n-ข้อ ๐๘ ควรเผยแพร่"
    assert (issue.develop, issue.keep) == ("อบรมให้ทั่วถึง", "-ไม่มี")
    assert finding.year == 2568
    assert [(found.year, found.level) for found in finding.levels] == [(2567, "ผ่าน")]
    assert keys(finding) == ["level-read"]


def test_the_tools_the_total_and_the_level_are_read_and_other_years_left_to_their_papers() -> None:
    result = found(
        "สรุปผลการประเมิน ประจำปีงบประมาณ พ.ศ. ๒๕๖๗\n"
        "เครื่องมือการประเมิน\tคะแนน\n"
        "IIT แบบวัดภายใน\t๙๒.๔๐\n"
        "EIT ส่วนที่ ๒ EIT Survey\t๙๑.๓๙\n"
        "คะแนนภาพรวม\t๙๒.๔๙\n"
        "ระดับผลการประเมิน\tผ่านดี\n"
        "ปีงบประมาณ\tคะแนนภาพรวม\tระดับ\n"
        "๒๕๖๖\t๘๘.๓๕\tผ่าน / A\n"
    )
    scores = {(score.key, score.year): score.value for score in result.scores}
    assert scores == {("IIT", 2567): 92.4, ("EIT/2", 2567): 91.39, ("total", 2567): 92.49}
    assert [(level.level, level.year) for level in result.levels] == [("ผ่านดี", 2567)]
    assert result.pieces_as("unplaced") == ()


def test_a_question_of_a_survey_in_parts_wants_its_part() -> None:
    text = "ประเด็นที่ ๑ ก\nเครื่องมือ\tข้อคำถาม\tคะแนน\nEIT\tข้อ e๑ ข\t๙๐"
    finding = found(text)
    assert not finding.scores
    assert [piece.why for piece in finding.pieces_as("unplaced")] == ["which-part"]


def test_a_score_that_stands_twice_with_two_values_is_told() -> None:
    text = "เครื่องมือ\tข้อคำถาม\tคะแนน\nOIT\t๐๑ โครงสร้าง\t๐\n\t๐๑ โครงสร้าง\t๑๐๐"
    finding = found(text)
    assert [score.value for score in finding.scores] == [0]
    assert keys(finding) == ["score-differs"]


MEMO = """บันทึกข้อความ
ส่วนราชการ สำนักปลัด
ที่ ปท ๑/๒๕๖๘ วันที่ ๑๕ พฤศจิกายน ๒๕๖๗
เรื่อง รายงานผล
เรียน นายก
เรื่องเดิม
ตามที่ได้จัดทำ
ข้อเท็จจริง
(๑) ป่า
- (๒) น้ำ
/ข้อเสนอ...
ข้อเสนอแนะ/ข้อพิจารณา
เห็นควรอนุมัติ
จึงเรียนมาเพื่อโปรดพิจารณา
จำเอก

(ชื่อ–นามสกุล)
หัวหน้าฝ่าย
เรียน ปลัด
-เพื่อโปรด.....
(ชื่อสอง)
หัวหน้าสำนักปลัด
☐ เห็นชอบ
☐ ไม่เห็นชอบ
(ชื่อสาม)
ปลัด ปฏิบัติราชการแทน
รายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘
"""


def test_a_memo_has_a_head_sections_and_a_chain() -> None:
    finding = found(MEMO)
    (memo,) = finding.memos
    assert (memo.department, memo.number, memo.date) == ("สำนักปลัด", "ปท ๑/๒๕๖๘", "2024-11-15")
    assert (memo.year, memo.subject, memo.addressee) == (2568, "รายงานผล", "นายก")
    assert memo.sections == (
        FoundSection("เรื่องเดิม", "ตามที่ได้จัดทำ"),
        FoundSection("ข้อเท็จจริง", "(๑) ป่า\n(๒) น้ำ"),
        FoundSection("ข้อเสนอแนะ/ข้อพิจารณา", "เห็นควรอนุมัติ"),
    )
    assert memo.closing == "จึงเรียนมาเพื่อโปรดพิจารณา"
    assert memo.endorsements == (
        FoundEndorsement(rank="จำเอก", name="ชื่อ–นามสกุล", post="หัวหน้าฝ่าย"),
        FoundEndorsement(to="เรียน ปลัด", remarks="-เพื่อโปรด.....", name="ชื่อสอง", post="หัวหน้าสำนักปลัด"),
        FoundEndorsement(choices="☐ เห็นชอบ\n☐ ไม่เห็นชอบ", name="ชื่อสาม", post="ปลัด ปฏิบัติราชการแทน"),
    )
    assert finding.year == 2568


def test_a_date_that_is_none_is_unplaced() -> None:
    finding = found("บันทึกข้อความ\nวันที่ ๓๑ กุมภาพันธ์ ๒๕๖๘\nเรื่อง ก")
    assert finding.memos[0].date == ""
    assert [piece.text for piece in finding.pieces_as("unplaced")] == ["๓๑ กุมภาพันธ์ ๒๕๖๘"]


def test_titles_name_the_office_and_its_place() -> None:
    office = found(
        "รายงานผลการดำเนินการ ประจำปีงบประมาณ ๒๕๖๖\nองค์การบริหารส่วนตำบลป่าน้ำ\nอำเภอเมืองฟื้น จังหวัดกตัญญู"
    ).office
    assert (office.name, office.kind) == ("องค์การบริหารส่วนตำบลป่าน้ำ", "อบต.")
    assert (office.tambon, office.amphoe, office.province) == ("ป่าน้ำ", "เมืองฟื้น", "กตัญญู")


def test_paragraphs_over_the_first_table_are_the_reports_own_words() -> None:
    finding = found(
        "รายงานผลการดำเนินการ ปีงบประมาณ ๒๕๖๖\n\nตามที่ได้ทำแผน\n\nจึงรายงานดังนี้\n\n"
        + table_text(("๑", "ก", "ข", "", "", "", ""), title="")
        + "\n\nขอจบรายงาน"
    )
    assert [(t.report, t.part, t.year, t.text) for t in finding.texts] == [
        ("measures-result", "preamble", 2566, "ตามที่ได้ทำแผน\nจึงรายงานดังนี้")
    ]
    assert [piece.text for piece in finding.pieces_as("kept")] == ["ขอจบรายงาน"]


def test_text_that_nobody_knows_is_unplaced_line_by_line() -> None:
    finding = found("ที่นี่ไม่มีอะไร\n\nก\tข\nค\tง")
    assert finding.is_empty()
    assert [(p.text, p.why) for p in finding.pieces_as("unplaced")] == [
        ("ที่นี่ไม่มีอะไร", "not-understood"),
        ("ก", "no-heads"),
        ("ข", "no-heads"),
        ("ค", "no-heads"),
        ("ง", "no-heads"),
    ]


def test_a_column_that_nobody_knows_is_unplaced() -> None:
    heads = ("มาตรการ", "ขั้นตอน", "งบประมาณ")
    finding = found(table_text(("ก", "ข", "ห้าพันบาท"), heads=heads))
    assert [(p.text, p.why) for p in finding.pieces_as("unplaced")] == [
        ("ห้าพันบาท", "unknown-column")
    ]


def test_what_stands_at_the_edge_of_pages_is_unplaced() -> None:
    finding = find(Source((Line("หัวกระดาษ", aside=True),)))
    assert [piece.why for piece in finding.pieces_as("unplaced")] == ["page-edge"]


@pytest.mark.parametrize(
    "text",
    [
        "-" * 50_000 + "x",
        "๑. " * 20_000,
        "- (" * 15_000 + "\t" + "(๑) " * 10_000,
        "<" * 50_000,
        "<table>" * 2_000,
        "<table><!--" * 2_000,
        ("ก" * 300 + "\n") * 4_900,
        "บันทึกข้อความ\n" + "ก\n" * 4_900,
        "บันทึกข้อความ\nจึงเรียนมา\nเรียน ก\n" + "-ก\n" * 4_900,
        "ประเด็นที่ ๑ ก\nการพัฒนา\n" + ("ก" * 200 + "\n") * 4_900,
        "มาตรการ\tขั้นตอน\nก\tข\n" + "\tข\n" * 4_900,
        "มาตรการ\tขั้นตอน\tผลการดำเนินการ\n" + "ก\tข\tค\n" * 4_900,
        "OIT\tคะแนน\n" + "เครื่องมือ\tข้อคำถาม\tคะแนน\nOIT\t๐๑ ก\t๐\n" * 2_000,
        "ก\t" * 5_000,
    ],
    ids=range(14),
)
@pytest.mark.timeout(20)
def test_monstrous_text_is_read_in_time(text: str) -> None:
    source = read_text(text, "x")
    assert letters_of(find(source)) == letters_read(source)


SCRAPS = st.sampled_from(
    [
        *("ที่", "น้ำ", "ญี่ปุ่น", "๑", "๐๑", "๙๐.๕", "๑. ", "(๑) ", "-", " ", "\n", "\n\n", "\t", ":"),
        *("☐ ", "☑ ", "ดำเนินการ", "ลงชื่อ....", "(ชื่อ)", "เรียน ", "IIT", "EIT", "ข้อ e๑ ", "ข้อ ๐๙"),
        *("ตัวชี้วัดที่ ๗ ", "ตัวชี้วัดย่อยที่ 9.1 ", "คะแนน", "ประเด็นที่ ๒ ก", "บันทึกข้อความ\n"),
        *("จึงเรียนมา", "วันที่ ๑ ตุลาคม ๒๕๖๗", "เรื่องเดิม", "เรื่อง ", "การพัฒนา : ", "อำเภอ"),
        *("วิเคราะห์ข้อบกพร่อง/ข้อปรับปรุง ข้อที่ต้องพัฒนา หรือรักษาระดับ", "รายงานผลการดำเนินการ "),
        *("<p>", "<br>", "**", "ส่วนที่ ๑", "(ต่อ)", "พ.ศ. ๒๕๖๗", "จากผลการประเมิน ได้คะแนน ๙๐ ระดับ ผ่าน"),
        "\nลำดับ\tมาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tผลการดำเนินการ\n",
        "\nประเด็นที่\tมาตรการ\tขั้นตอน\tงบ\n",
        "\nข้อ\tข้อมูล\tองค์ประกอบ\tความก้าวหน้า\n",
        "\nตัวชี้วัด\tแนวทาง\tระยะเวลา\tความก้าวหน้า\n",
        "\nเครื่องมือ\tข้อคำถาม\tคะแนน\n",
        "\nแบบ\tลำดับ\tตัวชี้วัด\tคะแนน\n",
    ]
)


@given(st.lists(SCRAPS, max_size=60).map("".join))
def test_every_letter_is_accounted_for_whatever_the_text(text: str) -> None:
    source = read_text(text, "x")
    assert letters_of(find(source)) == letters_read(source) == thai_letters(text)


CELLS = st.lists(
    st.sampled_from(["", "ที่", "๑", "๐๒", "๙๐", "IIT", "ข้อ i๑ ก", "☑ ดำเนินการ ข", "ก\nข"]),
    max_size=7,
)
HEAD_ROWS = st.sampled_from(
    [
        HEADS,
        ITEM_HEADS,
        ("ตัวชี้วัด", "แนวทาง", "ระยะเวลา", "ความก้าวหน้า"),
        ("แบบ", "ลำดับ", "ตัวชี้วัด", "คะแนน"),
        ("ประเด็นที่", "มาตรการ", "ขั้นตอน", "งบ"),
        ("เครื่องมือ", "ข้อคำถาม", "คะแนน"),
    ]
)


@given(st.lists(st.tuples(HEAD_ROWS, st.lists(CELLS, max_size=5)), max_size=3))
def test_every_letter_of_any_table_is_accounted_for(
    tables: list[tuple[tuple[str, ...], list[list[str]]]],
) -> None:
    rows = [row for heads, body in tables for row in (heads, *body)]
    source = Source((Table(tuple(Row(tuple(row), "1") for row in rows)),))
    assert letters_of(find(source)) == letters_read(source)
