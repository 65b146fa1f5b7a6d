"""Every slip that the five real documents are known to contain is found once they are imported.

Two of them are told by the import itself, since the file does not keep them: a row that was
printed twice (taken once), and a column's head that changes between pages.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from tests.core.editing import taken

from itadesk.app.checking import findings, findings_of_import
from itadesk.app.importing import Preview, preview
from itadesk.core.checker import Finding
from itadesk.core.model import EMPTY, State

# document, kind, field, words of the finding (or their beginning), how often
KNOWN = [
    ("000", "other-office", "outputs", "โพนทอง", 13),
    ("000", "office-misspelt", "outputs", "องค์กร", 4),
    ("000", "date-outside-year", "outputs", "๙ มีนาคม ๒๕๖๙", 1),
    ("000", "date-outside-year", "outputs", "๑๘ มีนาคม ๒๕๖๙", 1),
    ("000", "date-outside-year", "outputs", "๙ เมษายน ๒๕๖๙", 1),
    ("000", "date-outside-year", "outputs", "๑๘ ตุลาคม ๒๕๖๘", 1),
    ("000", "date-outside-year", "outputs", "๒๗ ตุลาคม ๒๕๖๘", 1),
    ("000", "date-outside-year", "outputs", "๑ ตุลาคม ๒๕๖๘", 1),
    ("001", "columns-swapped", "responsible", "๑. แต่งตั้ง", 1),
    ("001", "text-copied", "progress", "- จัดทำคู่มือ", 1),
    ("001", "other-office", "", "บางเสด็จ", 11),
    ("001", "other-office", "", "บางเสา", 12),
    ("001", "office-misspelt", "progress", "องค์กร", 3),
    ("002", "wrong-year", "", "๒๕๖๖", 1),
    ("002", "date-outside-year", "period", "ปีงบประมาณ พ.ศ.๒๕๖๗", 3),
    ("002", "date-outside-year", "period", "วันที่ ๓๑ ตุลาคม- วันที่ ๓๐ มีนาคม ๒๕๖๗", 2),
    ("002", "other-office", "develop", "บ้านด่าน", 3),
    ("002", "score-disagrees", "value", "92.23", 1),
    ("002", "score-disagrees", "value", "67.86", 1),
    ("002", "score-disagrees", "value", "89.94", 1),
    ("002", "score-in-text", "defect", "๐", 1),
    ("002", "score-in-text", "develop", "๙๐.๑๒", 1),
    ("002", "blank", "responsible", "", 1),
    ("003", "text-copied", "outcome", "บุคลากร", 1),
    ("004", "blank", "amphoe", "", 1),
    ("004", "blank", "province", "", 1),
    ("004", "date-outside-year", "outputs", "๑๕ มกราคม ๒๕๖๔", 1),
    ("004", "date-outside-year", "outputs", "๒๘ กันยายน ๒๕๖๔", 1),
    ("004", "date-outside-year", "outputs", "๑๖ กันยายน ๒๕๖๔", 1),
]

# Looked at and found to be right as they stand: both measures name the same notice board.
FALSE_ALARMS = [("004", "text-copied", "outputs", "- ป้าย", 1)]


@cache
def imported(folder: Path, number: str) -> tuple[Preview, State]:
    text = next(folder.glob(f"{number}_*")).read_text(encoding="utf-8")
    looked_at = preview(EMPTY, f"{number}.txt", text)
    return looked_at, taken(looked_at.edits)


def found_in(folder: Path, number: str) -> list[Finding]:
    looked_at, state = imported(folder, number)
    told = (*findings_of_import(looked_at), *findings(state))
    return [each.finding for each in told]


def fits(finding: Finding, kind: str, field: str, words: str) -> bool:
    same_words = finding.text.startswith(words) if words else not finding.text
    return finding.kind == kind and field in ("", finding.field) and same_words


@pytest.mark.parametrize(("number", "kind", "field", "words", "count"), KNOWN)
def test_a_known_slip_is_found(
    seeds: Path, number: str, kind: str, field: str, words: str, count: int
) -> None:
    found = [f for f in found_in(seeds, number) if fits(f, kind, field, words)]
    assert len(found) == count


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_nothing_else_is_found(seeds: Path, number: str) -> None:
    known = [entry for entry in (*KNOWN, *FALSE_ALARMS) if entry[0] == number]
    others = [
        finding
        for finding in found_in(seeds, number)
        if not any(fits(finding, kind, field, words) for _, kind, field, words, _ in known)
    ]
    assert others == []


def test_the_item_that_makes_an_indicator_wrong_is_among_the_suspects(seeds: Path) -> None:
    (nine,) = [f for f in found_in(seeds, "002") if f.row == "2567/9"]
    assert "O23=0" in str(dict(nine.facts)["suspects"]).split()


@pytest.mark.parametrize(
    ("number", "key"), [("003", "row-repeated"), ("004", "head-changed"), ("001", "head-changed")]
)
def test_what_only_the_import_sees_is_told_by_it(seeds: Path, number: str, key: str) -> None:
    looked_at, _ = imported(seeds, number)
    assert key in {line.key for line in looked_at.lines}
