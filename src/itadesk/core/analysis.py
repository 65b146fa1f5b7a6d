"""The analysis of a year's scores by issue: where everything falls, and drafts of what to say.

What the clerk wrote is never overwritten. Beside each paragraph stands the draft it came from: a
paragraph that still equals its draft may be refreshed; any other is the office's own, and a new
draft is only shown beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from itadesk.core.changelog import Edit, made
from itadesk.core.checklist import items_of
from itadesk.core.forms import OitForm
from itadesk.core.issues import issues_of, issues_of_form
from itadesk.core.model import Issue, State
from itadesk.core.phrases import AnalysisPhrases
from itadesk.core.question_form import QuestionForm
from itadesk.core.scores import year_scores
from itadesk.core.scoring import band
from itadesk.thai.digits import thai_number, to_thai

BANDS = ("defect", "develop", "keep")


@dataclass(frozen=True, slots=True)
class Placed:
    """A question or an item under its issue; `band` is the form's number, None without a score.

    `heading` is what its tool (IIT), or its part of a survey, is called.
    """

    issue: str
    key: str
    code: str
    heading: str
    name: str
    score: float | None
    band: int | None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where everything falls, and the `stray` codes with a score that no issue names."""

    placed: tuple[Placed, ...]
    stray: tuple[str, ...]

    def of(self, issue: str) -> tuple[Placed, ...]:
        """What stands under one issue."""
        return tuple(entry for entry in self.placed if entry.issue == issue)


@dataclass(frozen=True, slots=True)
class Difference:
    """A paragraph of the office's own words beside the draft of now; `field` is one of `BANDS`.

    `moved`: the draft is another than the one that the paragraph came from.
    """

    issue: str
    field: str
    text: str
    draft: str
    moved: bool


@dataclass(frozen=True, slots=True)
class Drafting:
    """The edits that refresh drafts, and the paragraphs that are left as the office wrote them."""

    edits: tuple[Edit, ...]
    differences: tuple[Difference, ...]


def issues_begun(state: State, year: int, form: QuestionForm) -> list[Edit]:
    """The edits that make the year's issues, with the codes that the form knows; none if there."""
    if issues_of(state, year):
        return []
    return [edit for issue in issues_of_form(form, year) for edit in made(issue, "issue")]


def code_moved(state: State, year: int, code: str, issue: str) -> list[Edit]:
    """The edits that put a question or an item under this issue of the year and no other."""
    edits: list[Edit] = []
    for row in issues_of(state, year):
        codes = [known for known in row.codes.split() if known != code]
        if row.id == issue:
            codes.append(code)
        if codes != row.codes.split():
            edits.append(Edit("issue", row.id, "codes", " ".join(codes)))
    return edits


def placement(state: State, year: int, form: QuestionForm, oit: OitForm | None = None) -> Placement:
    """Every question and item under its issue and in its band.

    The issues are the office's where it has any of that year, else those of the form.
    """
    scores = year_scores(state, year, form, oit).scores
    issues = issues_of(state, year) or issues_of_form(form, year)
    listed = {item.code: item.name for item in oit.items} if oit and oit.year == year else {}
    names = listed | {item.code: item.name for item in items_of(state, year)}
    placed = [
        replace(entry, issue=issue.id)
        for issue in issues
        for entry in _under(issue.codes.split(), form, names, scores)
    ]
    named = {entry.code for entry in placed}
    leaves = {question.code for question in form.questions} | set(names)
    scored = {key.partition("/")[0] for key in scores}
    stray = sorted((scored & leaves) - named, key=lambda code: (code[0], len(code), code))
    return Placement(tuple(placed), tuple(stray))


def draft(
    entries: Iterable[Placed], form: QuestionForm, phrases: AnalysisPhrases
) -> dict[str, str]:
    """A draft for each of `BANDS` in Thai digits: a heading a tool, a line a question or item."""
    texts: dict[str, list[str]] = {field: [] for field in BANDS}
    headings = dict.fromkeys(BANDS, "")
    for entry in entries:
        if entry.band is None or entry.score is None:
            continue
        field = BANDS[entry.band - 1]
        if entry.heading != headings[field]:
            texts[field].append(entry.heading)
            headings[field] = entry.heading
        texts[field].append(_sentence(field, entry, entry.score, form, phrases))
    return {field: "\n".join(lines) for field, lines in texts.items()}


def drafted(
    state: State,
    year: int,
    form: QuestionForm,
    phrases: AnalysisPhrases,
    oit: OitForm | None = None,
) -> Drafting:
    """The edits that bring the drafts up to the scores of now, and what they leave alone.

    A paragraph is written only where it is blank and was never drafted, or equals its draft.
    """
    edits: list[Edit] = issues_begun(state, year, form)
    differences: list[Difference] = []
    placed = placement(state, year, form, oit)
    for issue in issues_of(state, year) or issues_of_form(form, year):
        for field, text in draft(placed.of(issue.id), form, phrases).items():
            own, before = _texts(issue, field)
            if own == before and text != before:
                edits += draft_taken(issue.id, field, text)
            elif own not in (before, text):
                differences.append(Difference(issue.id, field, own, text, text != before))
    return Drafting(tuple(edits), tuple(differences))


def draft_taken(issue: str, field: str, text: str) -> list[Edit]:
    """The edits that put a draft in the place of a paragraph: the clerk asked for it."""
    return [Edit("issue", issue, field, text), Edit("issue", issue, f"{field}_draft", text)]


def own_words_kept(difference: Difference) -> list[Edit]:
    """The edits that keep the office's words and take the new draft as seen."""
    return [Edit("issue", difference.issue, f"{difference.field}_draft", difference.draft)]


def _texts(issue: Issue, field: str) -> tuple[str, str]:
    """A paragraph and the draft it came from."""
    return getattr(issue, field), getattr(issue, f"{field}_draft")


def _under(
    codes: list[str], form: QuestionForm, names: Mapping[str, str], scores: Mapping[str, float]
) -> list[Placed]:
    """What stands under these codes, tool by tool, a survey in parts part by part."""
    tool_of = {indicator.code: indicator.tool for indicator in form.indicators}
    asked = [question for question in form.questions if question.code in codes]
    found: list[tuple[str, str, str, str]] = []
    for tool in form.tools:
        own = [question for question in asked if tool_of[question.indicator] == tool.code]
        found += [(q.code, q.code, tool.code, q.text) for q in own if not q.parts]
        for part in (part for part in form.parts if part.tool == tool.code):
            of_part = [question for question in own if part.number in question.parts]
            found += [(f"{q.code}/{part.number}", q.code, part.label, q.text) for q in of_part]
    questions = {question.code for question in form.questions}
    items = [code for code in dict.fromkeys(codes) if code not in questions]
    found += [(code, code, "OIT", names.get(code, "")) for code in items]
    return [
        Placed("", key, code, heading, name, score, _band(score, form))
        for key, code, heading, name in found
        for score in (scores.get(key),)
    ]


def _band(score: float | None, form: QuestionForm) -> int | None:
    return None if score is None else band(score, form.bands)


def _sentence(
    field: str, entry: Placed, score: float, form: QuestionForm, phrases: AnalysisPhrases
) -> str:
    topic = phrases.topic(entry.code, entry.name)
    template: str = getattr(phrases, field)
    text = template.format(
        code=entry.code,
        name=entry.name,
        score=thai_number(score, 0 if score == int(score) else 2),
        advice=topic.keep if field == "keep" else topic.do,
        **{"pass": thai_number(form.bands[1].low)},
    )
    return to_thai(" ".join(text.split()))
