"""How ITA scores add up, which typed scores cannot be right, and what level a total is.

Scores are keyed "i1" (IIT question), "e1/1" (EIT question 1 in part 1), "O8" (item), "9.1"
(sub-indicator), "1" … "10" (indicator), "6/1" (indicator in part 1), "IIT" "EIT" "EIT/1" "EIT/2"
"OIT" (tool) and "total". Sums are exact; only what is shown is rounded. What has no known rule
is not computed: `Rules.missing` says what is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import floor
from typing import Literal, TypeAlias

from itadesk.core.forms import OitForm
from itadesk.core.question_form import Band, ItemGroup, Levels, QuestionForm

Scores: TypeAlias = Mapping[str, float]
Unknown: TypeAlias = Literal["means", "items", "weights", "levels", "tools"]

# Published scores are rounded to hundredths: the mean of rounded parts may be half a hundredth
# off, and so may the rounded score it is compared with.
_TOLERANCE = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class MissingRule:
    """What is not known for a year; for `tools`, `keys` are the scores that are needed too."""

    what: Unknown
    year: int
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """`key` is the weighted sum of `parts`; `confirmed` when a source or proof says so."""

    key: str
    parts: tuple[tuple[str, Fraction], ...]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """The sums of one year, parts before wholes, and what is `missing` from them.

    `depends` are pairs of an item and one that it depends on. `items` can score `item_scores`.
    """

    year: int
    sums: tuple[Sum, ...]
    depends: tuple[tuple[str, str], ...]
    items: tuple[str, ...]
    item_scores: tuple[float, ...]
    missing: tuple[MissingRule, ...]


@dataclass(frozen=True, slots=True)
class Computed:
    """A score computed from its parts, to the hundredth, half up.

    Not `confirmed`: some rule under it has no source for the year, and no typed score bears it out.
    """

    key: str
    value: float
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Slip:
    """A typed score that its parts do not give, neither as typed nor as computed.

    `suspects` are items, each with the one score that would put it right if it alone were changed.
    """

    key: str
    typed: float
    computed: float
    suspects: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """The name of a result level, and whether it is known to be in force that year."""

    name: str
    confirmed: bool


def rules_for(year: int, form: QuestionForm, oit: OitForm | None = None) -> Rules:
    """The rules of a year: from the questions that it uses and, where it has one, its OIT list."""
    formula = form.formula
    proved = year in formula.confirmed_for
    sums: list[Sum] = []
    missing: list[MissingRule] = []
    groups = _groups(year, form, oit)
    if proved or year in formula.unconfirmed_for:
        sums += [*_question_sums(form, proved), *_item_sums(groups, proved), *_tools(form, proved)]
        if not groups:
            missing.append(MissingRule("items", year))
    else:
        missing.append(MissingRule("means", year))
    weights = next((entry for entry in form.weights if entry.year == year), None)
    if weights:
        shares = tuple((tool, Fraction(share, 100)) for tool, share in weights.shares)
        sums.append(Sum("total", shares, not weights.inferred))
    else:
        missing.append(MissingRule("weights", year))
    items = oit.items if oit and oit.year == year else ()
    return Rules(
        year=year,
        sums=tuple(sums),
        depends=tuple((item.code, other) for item in items for other in item.depends_on),
        items=tuple(code for group in groups for code in group.items),
        item_scores=formula.item_scores,
        missing=tuple(missing),
    )


def computed(scores: Scores, rules: Rules) -> dict[str, Computed]:
    """Everything that the typed scores give; a part's typed score counts where nothing gives it."""
    exact = exact_scores(scores, rules)
    found: dict[str, Computed] = {}
    for item, _ in rules.depends:
        if item in exact:
            found[item] = Computed(item, 0.0, confirmed=True)
    for rule in rules.sums:
        if rule.key in exact:
            borne_out = rule.key in scores and _close(fraction(scores[rule.key]), exact[rule.key])
            sure = rule.confirmed and all(
                found[part].confirmed for part, _ in rule.parts if part in found
            )
            found[rule.key] = Computed(rule.key, rounded(exact[rule.key]), borne_out or sure)
    return found


def slips(typed: Scores, rules: Rules) -> tuple[Slip, ...]:
    """Typed scores that disagree with their parts by more than rounding explains.

    A whole is not blamed for a wrong part: it is right if its parts give it as typed or as
    computed, in any mixture.
    """
    exact = exact_scores(typed, rules)
    found = [
        Slip(item, typed[item], 0.0)
        for item, _ in rules.depends
        if item in exact and typed.get(item, 0.0) != 0
    ]
    for rule in rules.sums:
        if rule.key not in typed or rule.key not in exact:
            continue
        wanted = fraction(typed[rule.key])
        choices = [_choices(part, typed, exact) for part, _ in rule.parts]
        shares = [share for _, share in rule.parts]
        if not any(_close(wanted, weighted(shares, parts)) for parts in product(*choices)):
            suspects = _suspects(rule.key, typed, rules)
            found.append(Slip(rule.key, typed[rule.key], rounded(exact[rule.key]), suspects))
    return tuple(found)


def level(
    total: float, tools: Scores, form_levels: Iterable[Levels], year: int
) -> Level | MissingRule:
    """The level of a total, or what would have to be known to tell it.

    `tools` are the scores by tool key; those that a level does not ask for are ignored.
    """
    for levels in form_levels:
        if not levels.first_year <= year <= (levels.last_year or year):
            continue
        confirmed = levels.unconfirmed_from is None or year < levels.unconfirmed_from
        for rule in levels.rules:
            if total < rule.total_from:
                continue
            if rule.tools_from is None:
                return Level(rule.name, confirmed)
            if any(tools[key] < rule.tools_from for key in levels.tools if key in tools):
                continue
            unknown = tuple(key for key in levels.tools if key not in tools)
            return MissingRule("tools", year, unknown) if unknown else Level(rule.name, confirmed)
    return MissingRule("levels", year)


def band(score: float, bands: Sequence[Band]) -> int:
    """The number of the band that a score falls in: 1 below 85, 2 from 85, 3 at 100."""
    return max((entry for entry in bands if entry.low <= score), key=lambda entry: entry.low).number


def _groups(year: int, form: QuestionForm, oit: OitForm | None) -> tuple[ItemGroup, ...]:
    if year in form.formula.confirmed_for:
        return form.formula.groups
    if year not in form.formula.items_unconfirmed_for or oit is None or oit.year != year:
        return ()
    return tuple(
        ItemGroup(
            code=indicator.code,
            indicator=indicator.main,
            items=tuple(item.code for item in oit.items if item.indicator == indicator.code),
            source=indicator.source,
            inferred=True,
        )
        for indicator in oit.indicators
    )


def _question_sums(form: QuestionForm, proved: bool) -> list[Sum]:
    sums: list[Sum] = []
    for indicator in form.indicators:
        asked = [question for question in form.questions if question.indicator == indicator.code]
        if not asked:
            continue
        codes = [question.code for question in asked]
        for part in asked[0].parts:
            key = f"{indicator.code}/{part}"
            sums.append(_mean(key, [f"{code}/{part}" for code in codes], proved))
        halves = [f"{indicator.code}/{part}" for part in asked[0].parts]
        sums.append(_mean(indicator.code, halves or codes, proved))
    return sums


def _item_sums(groups: tuple[ItemGroup, ...], proved: bool) -> list[Sum]:
    sums = [_mean(group.code, group.items, proved and not group.inferred) for group in groups]
    for main in dict.fromkeys(group.indicator for group in groups):
        codes = [group.code for group in groups if group.indicator == main]
        sums.append(_mean(main, codes, proved))
    return sums


def _tools(form: QuestionForm, proved: bool) -> list[Sum]:
    sums: list[Sum] = []
    for tool in form.tools:
        for part in form.parts:
            if part.tool == tool.code:
                halves = [f"{code}/{part.number}" for code in tool.indicators]
                sums.append(_mean(f"{tool.code}/{part.number}", halves, proved))
        sums.append(_mean(tool.code, tool.indicators, proved))
    return sums


def _mean(key: str, parts: Sequence[str], confirmed: bool) -> Sum:
    return Sum(key, tuple((part, Fraction(1, len(parts))) for part in parts), confirmed)


def exact_scores(scores: Scores, rules: Rules) -> dict[str, Fraction]:
    """What can be computed, unrounded; items that depend on one that scored 0 are 0."""
    known = {key: fraction(value) for key, value in scores.items()}
    exact: dict[str, Fraction] = {}
    for item, other in rules.depends:
        if known.get(other) == 0:
            exact[item] = known[item] = Fraction(0)
    for rule in rules.sums:
        if all(part in known for part, _ in rule.parts):
            exact[rule.key] = weighted(
                [share for _, share in rule.parts], [known[part] for part, _ in rule.parts]
            )
            known[rule.key] = exact[rule.key]
    return exact


def _choices(part: str, typed: Scores, exact: Mapping[str, Fraction]) -> list[Fraction]:
    """The scores a part may be meant to have: one, or two where typed and computed differ."""
    choices = [exact[part]] if part in exact else []
    if part in typed and not (choices and _close(fraction(typed[part]), choices[0])):
        choices.append(fraction(typed[part]))
    return choices


def _suspects(key: str, typed: Scores, rules: Rules) -> tuple[tuple[str, float], ...]:
    wanted = fraction(typed[key])
    return tuple(
        (item, value)
        for item in rules.items
        for value in rules.item_scores
        if item in typed
        and typed[item] != value
        and _close(wanted, exact_scores({**typed, item: value}, rules)[key])
    )


def weighted(shares: Iterable[Fraction], values: Iterable[Fraction]) -> Fraction:
    """The sum of the values, each times its share."""
    return sum(
        (share * value for share, value in zip(shares, values, strict=True)), start=Fraction(0)
    )


@lru_cache(maxsize=4096)
def fraction(value: float) -> Fraction:
    """The number as it was typed: 92.53 is 9253/100, not the nearest binary fraction."""
    return Fraction(Decimal(str(value)))


def _close(one: Fraction, other: Fraction) -> bool:
    return abs(one - other) <= _TOLERANCE


def rounded(value: Fraction) -> float:
    """To the hundredth, half up, as scores are shown."""
    return floor(value * 100 + Fraction(1, 2)) / 100
