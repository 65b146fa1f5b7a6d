"""A year's scores as the tab shows them, and the words for levels and for what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from itadesk.app.language import _
from itadesk.app.packs import oit_form, oit_years, question_form
from itadesk.core.checklist import items_of
from itadesk.core.forms import OitForm
from itadesk.core.model import Score, State
from itadesk.core.question_form import QuestionForm
from itadesk.core.scores import (
    ScoreLine,
    YearScores,
    rules_of,
    score_table,
    typed_scores,
    year_scores,
)
from itadesk.core.scoring import Level, MissingRule, Rules, rules_for
from itadesk.core.whatif import Basis, forecast_basis
from itadesk.core.years import years_of
from itadesk.ui.wording import digits, number

FIRST_YEAR = 2564


@dataclass(frozen=True, slots=True)
class Scored:
    """All that the tab shows of one year's scores.

    `asks_points` and `asks_weights`: no form knows them, so that the office may say them.
    """

    year: int
    form: QuestionForm
    oit: OitForm | None
    rules: Rules
    lines: tuple[ScoreLine, ...]
    result: YearScores
    asks_points: bool
    asks_weights: bool

    @property
    def has_scores(self) -> bool:
        return any(line.typed is not None for line in self.lines)

    @property
    def labels(self) -> Mapping[str, str]:
        return {line.key: line.label for line in self.lines}


def scored(state: State, year: int) -> Scored:
    """The scores of a year."""
    form, oit = question_form(year), oit_of(year)
    unknown = {missing.what for missing in rules_for(year, form, oit).missing}
    return Scored(
        year,
        form,
        oit,
        rules_of(state, year, form, oit),
        score_table(state, year, form, oit),
        year_scores(state, year, form, oit),
        asks_points="items" in unknown and bool(items_of(state, year)),
        asks_weights="weights" in unknown,
    )


def oit_of(year: int) -> OitForm | None:
    """The OIT list of a year, None where none is known."""
    return oit_form(year) if year in oit_years() else None


def basis_of(state: State, shown: Scored) -> Basis:
    """What "what if" begins with: the year's scores, or what its checklist lets expect."""
    if shown.has_scores:
        return Basis(typed_scores(state, shown.year), shown.rules, shown.form.levels)
    return forecast_basis(state, shown.year, shown.rules, shown.form.levels)


def parts_of(shown: Scored, key: str) -> frozenset[str]:
    """The keys of all that a whole is summed from, at any depth; none for a question."""
    parts = {rule.key: [part for part, _share in rule.parts] for rule in shown.rules.sums}
    found: set[str] = set()
    below = [key]
    while below:
        new = [part for part in parts.get(below.pop(), ()) if part not in found]
        found.update(new)
        below += new
    return frozenset(found)


def years_offered(state: State, year: int) -> tuple[int, ...]:
    """The years that scores can be kept of, newest first."""
    kept = {row.year for row in years_of(state)} | {s.year for s in state.all(Score)}
    last = max({*kept, year, FIRST_YEAR})
    return tuple(range(last, min({*kept, FIRST_YEAR}) - 1, -1))


def year_to_show(state: State, year: int) -> int:
    """The newest year up to this one that has scores: a plan is made from the last result."""
    known = {s.year for s in state.all(Score) if s.value is not None and s.year <= year}
    return max(known, default=year)


def score_text(value: float | None) -> str:
    """A score to the hundredth in the window's digits; empty where there is none."""
    return "" if value is None else digits(f"{value:.2f}")


def gain_text(value: float) -> str:
    """A gain with its sign, to the hundredth."""
    return digits(f"{value:+.2f}")


def key_name(key: str) -> str:
    """What a score is called where there is no room for its label."""
    if key == "total":
        return _("Total")
    if key in ("IIT", "EIT", "OIT") or key[:1] in "ieO":
        return key
    main, slash, part = key.partition("/")
    if main == "EIT":
        return _("EIT part {part}").format(part=number(int(part)))
    name = _("Indicator {number}").format(number=main if "." in main else digits(main))
    return _("{name}, part {part}").format(name=name, part=number(int(part))) if slash else name


def level_text(level: Level | MissingRule | None) -> str:
    """A level's name; empty where it cannot be told."""
    if not isinstance(level, Level):
        return ""
    return level.name if level.confirmed else _("{level} (not confirmed)").format(level=level.name)


def slips_text(shown: Scored) -> str:
    """Which typed scores their parts do not give; empty where there are none."""
    keys = ", ".join(key_name(line.key) for line in shown.lines if line.slip is not None)
    text = _("Typed and computed scores disagree: {keys}")
    return text.format(keys=keys) if keys else ""


def suspects_text(line: ScoreLine) -> str:
    """Which items alone would put a slip right; empty where none would."""
    suspects = line.slip.suspects if line.slip else ()
    texts = []
    for value in dict.fromkeys(value for _key, value in suspects):
        keys = ", ".join(key for key, other in suspects if other == value)
        text = _("right if one of these were {value}: {keys}")
        texts.append(text.format(value=score_text(value), keys=keys))
    return "\n".join(texts)


def missing_text(missing: MissingRule) -> str:
    """What is not known, and what to do about it."""
    year = number(missing.year)
    if missing.what == "weights":
        return _(
            "How much each tool counts in {year} is not known, so no total is computed. "
            "Type the total, or the weights if the office knows them."
        ).format(year=year)
    if missing.what == "items":
        return _(
            "How the OIT items of {year} add up is not known, so OIT is not computed from them. "
            "Type the OIT score, or the points of every item."
        ).format(year=year)
    if missing.what == "means":
        return _(
            "How the questions of {year} add up is not known, so nothing is computed from them."
        ).format(year=year)
    if missing.what == "tools":
        keys = ", ".join(key_name(key) for key in missing.keys)
        return _("The level also depends on scores that are not there yet: {keys}").format(
            keys=keys
        )
    return _("The names of the levels of {year} are not known.").format(year=year)
