"""The scores that measures came from: which there are, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping

from itadesk.app.language import _
from itadesk.core.measures import measures_of
from itadesk.core.model import Measure, State
from itadesk.core.proposals import ScoreChange, before_after
from itadesk.core.scores import Depth
from itadesk.ui.scores.figures import gain_text, key_name, score_text, scored
from itadesk.ui.wording import number

_FULL = 100.0
_DEPTHS: tuple[Depth, ...] = ("indicator", "sub", "question", "item")


def causes(state: State, year: int) -> Mapping[str, str]:
    """What became of the score behind each measure of a year, by the measure's id."""
    caused = [measure for measure in measures_of(state, year) if measure.score_key]
    if not caused:
        return {}
    before, after = (scored(state, each).result.scores for each in (year - 1, year))
    changes = ((measure, before_after(measure, before, after)) for measure in caused)
    return {m.id: cause_text(change, m) for m, change in changes if change is not None}


def cause_text(change: ScoreChange, measure: Measure) -> str:
    """The score before and after, as far as they are known."""
    name = key_name(change.key)
    if change.before is None:
        return _("Score {name}").format(name=name)
    before = score_text(change.before)
    if change.difference is None:
        text = _("Score {name} of {year}: {score}")
        return text.format(name=name, year=number(measure.year - 1), score=before)
    text = _("Score {name}: {before} → {after} ({gain})")
    return text.format(
        name=name, before=before, after=score_text(change.after), gain=gain_text(change.difference)
    )


def causes_offered(state: State, year: int) -> list[tuple[str, str]]:
    """The keys of all scores below 100 of the year before, lowest first, with their names."""
    shown = scored(state, year - 1)
    scores = shown.result.scores
    weak = [
        line
        for line in shown.lines
        if line.depth in _DEPTHS and scores.get(line.key, _FULL) < _FULL
    ]
    offered = []
    for line in sorted(weak, key=lambda line: scores[line.key]):
        texts = (key_name(line.key), score_text(scores[line.key]), line.label)
        offered.append((line.key, " · ".join(filter(None, texts))))
    return offered
