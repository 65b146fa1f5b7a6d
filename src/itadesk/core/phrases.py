"""The phrase bank: what drafts and proposed measures say, by topic; data read from TOML text.

A topic is what a survey question or a disclosure item is about. Items are told by words of their
names, since their numbers change from year to year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from itadesk.core.form_reader import FormReader
from itadesk.thai.keys import search_key


@dataclass(frozen=True, slots=True)
class Topic:
    """What to say of a question or an item: what to `do` about it, and how to `keep` it."""

    id: str
    do: str
    keep: str
    questions: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnalysisPhrases:
    """A sentence for each band, with places for {code} {name} {score} {advice}, and the topics.

    The last topic stands for whatever no other fits.
    """

    defect: str
    develop: str
    keep: str
    topics: tuple[Topic, ...]

    def topic(self, code: str, name: str) -> Topic:
        """The topic of a question (by its code) or an item (by its name)."""
        key = search_key(name)
        for topic in self.topics:
            if code in topic.questions or any(search_key(word) in key for word in topic.words):
                return topic
        return self.topics[-1]


@dataclass(frozen=True, slots=True)
class MeasurePhrase:
    """A measure that helps against weak scores of these topics; {year} is the measure's year."""

    id: str
    topics: tuple[str, ...]
    title: str
    steps: tuple[str, ...]
    units: tuple[str, ...] = ()
    period: str = ""


@dataclass(frozen=True, slots=True)
class MeasurePhrases:
    """The measures that can be proposed, and the sentence that says why."""

    reason: str
    measures: tuple[MeasurePhrase, ...]

    def for_topic(self, topic: str) -> tuple[MeasurePhrase, ...]:
        """The measures of a topic, in the order of the bank."""
        return tuple(measure for measure in self.measures if topic in measure.topics)


_BAND_PLACES = frozenset({"code", "name", "score", "advice", "pass"})
_REASON_PLACES = frozenset({"code", "name", "score", "last_year"})


def parse_analysis(text: str, file: str = "") -> AnalysisPhrases:
    """Read the phrases of the analysis; whatever is wrong raises `UserError("form-broken")`."""
    reader = FormReader(file)
    phrases = reader.parse(AnalysisPhrases, text, {"topics": "topic"})
    for band in ("defect", "develop", "keep"):
        _check_places(reader, band, getattr(phrases, band), _BAND_PLACES)
    reader.no_repeats("topic: id", [topic.id for topic in phrases.topics])
    asked = [code for topic in phrases.topics for code in topic.questions]
    reader.no_repeats("topic: questions", asked)
    last = phrases.topics[-1]
    if last.questions or last.words:
        reader.fail(f"topic ({last.id})", "order")
    return phrases


def parse_measures(text: str, topics: Iterable[str], file: str = "") -> MeasurePhrases:
    """Read the measures of these `topics`; whatever is wrong raises `UserError("form-broken")`."""
    reader = FormReader(file)
    phrases = reader.parse(MeasurePhrases, text, {"measures": "measure"})
    _check_places(reader, "reason", phrases.reason, _REASON_PLACES)
    known = frozenset(topics)
    reader.no_repeats("measure: id", [measure.id for measure in phrases.measures])
    for measure in phrases.measures:
        where = f"measure ({measure.id})"
        reader.known(f"{where}: topics", measure.topics, known)
        for line in (measure.title, *measure.steps, measure.period):
            _check_places(reader, where, line, frozenset({"year"}))
    return phrases


def _check_places(reader: FormReader, where: str, text: str, allowed: frozenset[str]) -> None:
    for place in re.findall(r"\{([^}]*)\}?|\}", text):
        if place not in allowed:
            reader.fail(where, "placeholder", place)
