"""Scores: the ten indicators, each issue's questions and items, and the total in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from itadesk.core.findings import FoundLevel, FoundScore
from itadesk.files.recognise.context import Context
from itadesk.files.recognise.ledger import Ledger
from itadesk.files.recognise.words import Tool, question_code, score_in, squeezed, tool_in
from itadesk.thai.digits import to_arabic

_PART = re.compile(r"(?:E\s?IT)?\s*(?:ส่วนที่|part)\s*(\d)", re.IGNORECASE)
_TOTAL = re.compile(
    r"(?:ภาพรวม|คะแนนรวม|ได้คะแนน|คะแนนเฉลี่ย)[^\d]{0,30}?(\d{1,3}(?:\.\d{1,2})?)(?!\d)"
    r"(?!\s*(?:คะแนน)?\s*ขึ้นไป)"
)
_LEVEL = re.compile(r"ระดับ\s*\"?(ผ่านดีเยี่ยม|ผ่านดี|ผ่าน|ต้องปรับปรุงโดยด่วน|ต้องปรับปรุง|AA|A|B|C|D|E|F)")
_RESULT_LEVEL = ("ระดับ", "ระดับผลการประเมิน", "ผลการประเมินระดับ")
_OF_TOOL = re.compile(r"\s*(IIT|EIT|OIT)\b(?:\s*(?:ส่วนที่|part)\s*([12]))?", re.IGNORECASE)
_YEAR = re.compile(r"25[4-9]\d")
_WHOLE = ("คะแนนรวม", "คะแนนภาพรวม", "ภาพรวม", "รวม", "คะแนนเฉลี่ย", "ผลการประเมินในภาพรวม")


class ScoreReader:
    """Collects scores by their keys; the first of a key counts, another one is told of."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._found: dict[tuple[int | None, str], FoundScore] = {}
        self._levels: dict[int | None, FoundLevel] = {}
        self._tool: Tool | None = None
        self._part = 0

    def begin_table(self) -> None:
        """A new table says anew whose questions stand in it."""
        self._tool, self._part = None, 0

    def scores(self) -> tuple[FoundScore, ...]:
        """Everything found, in the document's order."""
        return tuple(self._found.values())

    def levels(self) -> tuple[FoundLevel, ...]:
        """The level of each year that names one, as it was named first."""
        return tuple(self._levels.values())

    def indicator_row(self, row: Sequence[str], place: str, context: Context) -> bool:
        """Take a row of the table of indicators in; one whose score is blank says nothing."""
        cells = [cell for cell in row if cell]
        value = score_in(cells[-1]) if len(cells) > 1 else None
        rest = cells if value is None else cells[:-1]
        named = [cell for cell in rest if tool_in(cell) is None]
        numbers = [cell for cell in named if re.fullmatch(r"\d{1,2}[.]?", to_arabic(cell).strip())]
        label = " ".join(cell for cell in named if cell not in numbers)
        number = int(to_arabic(numbers[0]).rstrip(".")) if numbers else 0
        if value is None:
            is_blank = 1 <= number <= 10 and named == [numbers[0], label]
            for cell in cells if is_blank else ():
                self._ledger.label(cell, place)
            return is_blank
        if 1 <= number <= 10:
            key = str(number)
        elif squeezed(label) in map(squeezed, _WHOLE):
            key = "total"
        elif len(rest) == 1 and not named:
            key = str(tool_in(rest[0]))
        else:
            return False
        self._ledger.label(cells[-1], place)
        self._add(FoundScore(key, value, context.year, label), place)
        return True

    def result_row(self, row: Sequence[str], place: str, context: Context) -> bool:
        """Take a row in that says the score of a tool, the total or the level.

        The total of another year, beside which this one stands, is that year's paper's to say.
        """
        cells = [cell for cell in row if cell]
        if len(cells) < 2:
            return False
        label, text = cells[0], cells[1]
        key, value = _result_key(label), score_in(text)
        if key and value is not None:
            self._ledger.label(text, place)
            self._add(FoundScore(key, value, context.year, label), place)
            return True
        is_level = squeezed(label) in map(squeezed, _RESULT_LEVEL)
        if is_level and _LEVEL.fullmatch(f"ระดับ {text}"):
            self._levels.setdefault(context.year, FoundLevel(text, context.year))
        elif not _YEAR.fullmatch(to_arabic(label)):
            return False
        for cell in cells:
            self._ledger.label(cell, place)
        return True

    def question_row(self, row: Sequence[str], place: str, context: Context) -> str | None:
        """Take a question's row in; its code (e1 for either part), "" for a sub-head, None else."""
        cells = [cell for cell in row if cell]
        for cell in cells:
            self._enter_tool(tool_in(cell))
        texts = [cell for cell in cells if tool_in(cell) is None]
        if not texts:
            return "" if cells else None
        if len(texts) == 1 and (part := _PART.match(to_arabic(texts[0]))):
            self._tool, self._part = "EIT", int(part[1])
            self._ledger.heading(texts[0], place)
            return ""
        value = score_in(texts[-1]) if len(texts) > 1 else None
        code = question_code(texts[0], self._tool) if self._tool else ""
        if value is None or not code:
            return None
        if self._tool == "EIT" and not self._part:
            self._ledger.unplaced(" ".join(texts), place, "which-part")
            return code
        self._ledger.label(texts[-1], place)
        key = f"{code}/{self._part}" if self._tool == "EIT" else code
        self._add(FoundScore(key, value, context.year, " ".join(texts[:-1])), place)
        return code

    def read_total(self, text: str, context: Context) -> None:
        """The total that a sentence tells, and the level it names."""
        plain = to_arabic(text)
        found = _TOTAL.search(plain)
        if not found or not 0 <= float(found[1]) <= 100:
            return
        years = _YEAR.findall(plain[: found.start()])
        year = int(years[-1]) if years else context.year
        self._found.setdefault((year, "total"), FoundScore("total", float(found[1]), year))
        level = _LEVEL.search(plain, found.end())
        if level and year not in self._levels:
            self._levels[year] = FoundLevel(level[1], year)
            self._ledger.tell("level-read", level=level[1], year=year or 0)

    def _enter_tool(self, tool: Tool | None) -> None:
        if tool and tool != self._tool:
            self._tool, self._part = tool, 0

    def _add(self, score: FoundScore, place: str) -> None:
        known = self._found.get((score.year, score.key))
        if known is None:
            self._found[score.year, score.key] = score
            return
        self._ledger.repeated(score.label, place, "score-repeated")
        if known.value != score.value:
            self._ledger.tell(
                "score-differs", code=score.key, first=known.value, second=score.value, place=place
            )


def _result_key(label: str) -> str:
    """The key of a tool, of a part of it or of the total that a label names, or an empty text."""
    if squeezed(label) in map(squeezed, _WHOLE):
        return "total"
    found = _OF_TOOL.match(to_arabic(label))
    if not found:
        return ""
    tool = found[1].upper()
    return f"{tool}/{found[2]}" if found[2] else tool
