"""A year's scores as the office keeps them: what was typed, what it adds up to, what disagrees.

Where no form knows a year's weights or points, the office may say them (`Year.weight_iit` …,
`Item.points`); what follows from them is never `confirmed`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, TypeAlias

from itadesk.core.changelog import EXISTS, Edit, made
from itadesk.core.checklist import items_of
from itadesk.core.errors import UserError
from itadesk.core.forms import OitForm
from itadesk.core.model import Item, Score, State, Year
from itadesk.core.question_form import QuestionForm
from itadesk.core.scoring import (
    Computed,
    Level,
    MissingRule,
    Rules,
    Slip,
    Sum,
    computed,
    fraction,
    level,
    rules_for,
    slips,
)
from itadesk.core.years import items_of_form
from itadesk.thai.digits import parse_number, to_arabic

Depth: TypeAlias = Literal["total", "tool", "part", "indicator", "sub", "question", "item"]

_KEY = re.compile(
    r"(?:ข้อ|ตัวชี้วัด(?:ย่อย)?|เครื่องมือ|แบบวัด)?(?:ที่)?\s*"
    r"(?P<key>[ieoIEO]\s?\d+(?:/[12])?|\d{1,2}(?:\.\d)?|IIT|EIT(?:/[12])?|OIT|รวม|ภาพรวม|คะแนนรวม|total)"
)
_TOTAL = frozenset({"รวม", "ภาพรวม", "คะแนนรวม", "total"})


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One key of a year: what was typed, what its parts give, and whether the two disagree."""

    key: str
    depth: Depth
    label: str
    typed: float | None
    computed: Computed | None
    slip: Slip | None


@dataclass(frozen=True, slots=True)
class YearScores:
    """One year to stand beside others; `scores` are typed where typed, else computed.

    `levels` are the level of the total in each system that a form knows, newest first, each with
    the first year of the system; `level` is that of the system in force, or what is missing.
    """

    year: int
    scores: Mapping[str, float]
    level: Level | MissingRule | None
    levels: tuple[tuple[int, Level | MissingRule], ...]


def typed_scores(state: State, year: int) -> dict[str, float]:
    """The scores that the office has of a year, by the keys of `core.scoring`."""
    return {
        score.key: score.value
        for score in state.all(Score)
        if score.year == year and score.value is not None
    }


def rules_of(state: State, year: int, form: QuestionForm, oit: OitForm | None = None) -> Rules:
    """The rules of a year, with what the office itself says where no form knows."""
    rules = rules_for(year, form, oit)
    unknown = {missing.what for missing in rules.missing}
    if "items" in unknown:
        rules = _with_points(state, rules)
    if "weights" in unknown:
        rules = _with_weights(state, rules, form)
    return rules


def score_table(
    state: State, year: int, form: QuestionForm, oit: OitForm | None = None
) -> tuple[ScoreLine, ...]:
    """Every key that a year can have, wholes before parts, with what is typed and computed."""
    rules = rules_of(state, year, form, oit)
    typed = typed_scores(state, year)
    sums = computed(typed, rules)
    wrong = {slip.key: slip for slip in slips(typed, rules)}
    labels = _labels(state, year, form, oit)
    labels |= {key: (depth_of(key), "") for key in typed if key not in labels}
    return tuple(
        ScoreLine(key, depth, label, typed.get(key), sums.get(key), wrong.get(key))
        for key, (depth, label) in labels.items()
    )


def depth_of(key: str) -> Depth:
    """What kind of score a key names."""
    if key in ("total", "IIT", "EIT", "OIT"):
        return "total" if key == "total" else "tool"
    if key[:1] in "ie":
        return "question"
    if "/" in key:
        return "part"
    if key.startswith("O"):
        return "item"
    return "sub" if "." in key else "indicator"


def score_set(state: State, year: int, key: str, value: float | None) -> list[Edit]:
    """The edits that keep a score, or take it away with None.

    Raises:
        UserError: "score-out-of-range", not from 0 to 100.
    """
    row = f"{year}/{key}"
    there = state.get(Score, row)
    if value is None:
        return [Edit("score", row, EXISTS, False)] if there else []
    if not 0 <= value <= 100:
        raise UserError("score-out-of-range", code=key, value=value)
    if there:
        return [Edit("score", row, "value", value)]
    return made(Score(row, year=year, key=key, value=value), "score")


def scores_pasted(
    state: State, year: int, start: str, rows: Sequence[Sequence[str]], keys: Sequence[str]
) -> tuple[list[Edit], tuple[str, ...]]:
    """The edits of pasted cells, and the cells that are no score of this year.

    A row that begins with a key (ข้อ O๘, i1, ตัวชี้วัดที่ ๙) is that key's; other rows go down
    `keys` from `start`. Of a row's numbers the last counts, or one for each part of a question
    that is scored in parts (e1); "-" and blank cells take nothing.
    """
    known = list(keys)
    place = known.index(start) if start in known else 0
    edits: list[Edit] = []
    refused: list[str] = []
    for row in rows:
        cells = [cell.strip() for cell in row]
        named = key_of(cells[0]) if len(cells) > 1 else ""
        key = named or (known[place] if place < len(known) else "")
        place += not named
        texts = [cell for cell in cells[bool(named) :] if cell]
        if not texts or texts[-1] == "-":
            continue
        found = _scores_in(key, texts, known)
        for found_key, value in found:
            edits += score_set(state, year, found_key, value)
        if not found:
            refused.append(" ".join(cells))
    return edits, tuple(refused)


def _scores_in(key: str, texts: Sequence[str], known: Sequence[str]) -> list[tuple[str, float]]:
    """The scores that a pasted row gives, none where it is no score of `known` keys."""
    values = [_score(text) for text in texts]
    if key in known:
        return [] if values[-1] is None else [(key, values[-1])]
    parts = [each for each in known if each.startswith(f"{key}/")]
    numbers = [value for value in values if value is not None]
    return list(zip(parts, numbers, strict=True)) if len(parts) == len(numbers) else []


def _score(text: str) -> float | None:
    try:
        value = parse_number(text)
    except ValueError:
        return None
    return value if 0 <= value <= 100 else None


def key_of(text: str) -> str:
    """The key that a label names (O๐๘, ข้อ i1, ตัวชี้วัดที่ ๑, EIT, ภาพรวม), or an empty text."""
    found = _KEY.fullmatch(to_arabic(text.strip()).rstrip("."))
    if not found:
        return ""
    key = found["key"].replace(" ", "")
    if key in _TOTAL:
        return "total"
    if key[0] in "ieoIEO" and key[1:2].isdigit():
        number, slash, part = key[1:].partition("/")
        letter = "O" if key[0] in "oO" else key[0].lower()
        return f"{letter}{int(number)}{slash}{part}"
    return key


def year_scores(
    state: State, year: int, form: QuestionForm, oit: OitForm | None = None
) -> YearScores:
    """A year's scores and its level, also by the names of the other system of levels."""
    typed = typed_scores(state, year)
    rules = rules_of(state, year, form, oit)
    unpublished = replace(rules, sums=tuple(rule for rule in rules.sums if rule.key not in typed))
    found = computed(typed, unpublished)
    scores = {key: score.value for key, score in found.items()} | typed
    if "total" not in scores:
        return YearScores(year, scores, None, ())
    total = scores["total"]
    newest_first = sorted(form.levels, key=lambda levels: levels.first_year, reverse=True)
    everywhere = (replace(known, first_year=0, last_year=None) for known in newest_first)
    levels = tuple(
        (known.first_year, level(total, scores, [system], year))
        for known, system in zip(newest_first, everywhere, strict=True)
    )
    published = state.get(Year, str(year))
    if published and published.level:
        named = Level(published.level, confirmed=True)
        return YearScores(year, scores, named, levels)
    return YearScores(year, scores, level(total, scores, form.levels, year), levels)


def level_names(scores: YearScores) -> tuple[str, ...]:
    """The level's name, then its names in the other systems of levels; what is known of them."""
    everywhere = (scores.level, *(known for _first, known in scores.levels))
    return tuple(dict.fromkeys(known.name for known in everywhere if isinstance(known, Level)))


def _with_points(state: State, rules: Rules) -> Rules:
    """OIT as the items' scores by their points, where every item of the year has points."""
    items = [item for item in items_of(state, rules.year) if item.status != "na"]
    whole = sum((fraction(item.points or 0) for item in items), start=Fraction(0))
    if not items or any(not item.points for item in items):
        return rules
    shares = tuple((item.code, fraction(item.points or 0) / whole) for item in items)
    oit = Sum("OIT", shares, confirmed=False)
    return replace(
        rules,
        sums=tuple(oit if rule.key == "OIT" else rule for rule in rules.sums),
        items=tuple(item.code for item in items),
        missing=tuple(missing for missing in rules.missing if missing.what != "items"),
    )


def _with_weights(state: State, rules: Rules, form: QuestionForm) -> Rules:
    row = state.get(Year, str(rules.year)) or Year(str(rules.year))
    said = [(t.code, getattr(row, f"weight_{t.code.lower()}", None)) for t in form.tools]
    shares = tuple((tool, fraction(weight) / 100) for tool, weight in said if weight is not None)
    if len(shares) < len(said) or sum(share for _, share in shares) != 1:
        return rules
    return replace(
        rules,
        sums=(*rules.sums, Sum("total", shares, confirmed=False)),
        missing=tuple(missing for missing in rules.missing if missing.what != "weights"),
    )


def _labels(
    state: State, year: int, form: QuestionForm, oit: OitForm | None
) -> dict[str, tuple[Depth, str]]:
    """Every key of a year in reading order with its wording."""
    items = items_of(state, year)
    if not items and oit and oit.year == year:
        items = tuple(items_of_form(oit))
    pairs = [("total", "")]
    for tool in form.tools:
        pairs.append((tool.code, tool.name))
        parts = [part for part in form.parts if part.tool == tool.code]
        pairs += [(f"{tool.code}/{part.number}", part.label) for part in parts]
        for indicator in (known for known in form.indicators if known.tool == tool.code):
            pairs.append((indicator.code, indicator.name))
            pairs += [(f"{indicator.code}/{part.number}", part.label) for part in parts]
            pairs += _questions(form, indicator.code)
            pairs += _items(year, form, items, indicator.code)
    pairs += [(item.code, item.name) for item in items]
    labels: dict[str, tuple[Depth, str]] = {}
    for key, label in pairs:
        labels.setdefault(key, (depth_of(key), label))
    return labels


def _questions(form: QuestionForm, indicator: str) -> list[tuple[str, str]]:
    asked = [question for question in form.questions if question.indicator == indicator]
    parts = asked[0].parts if asked else ()
    if not parts:
        return [(question.code, question.text) for question in asked]
    return [(f"{question.code}/{part}", question.text) for part in parts for question in asked]


def _items(
    year: int, form: QuestionForm, items: Sequence[Item], indicator: str
) -> list[tuple[str, str]]:
    """The sub-indicators of a main indicator, each before its items."""
    names = {item.code: item.name for item in items}
    subs = {item.indicator: item.indicator_name for item in items}
    groups: dict[str, tuple[str, ...]] = {}
    if year in form.formula.confirmed_for:
        groups = {group.code: group.items for group in form.formula.groups}
    else:
        for item in items:
            groups[item.indicator] = (*groups.get(item.indicator, ()), item.code)
    pairs: list[tuple[str, str]] = []
    for code, members in groups.items():
        if code.partition(".")[0] == indicator:
            pairs.append((code, subs.get(code, "")))
            pairs += [(item, names.get(item, "")) for item in members]
    return pairs
