"""What the checker finds, in the user's words, and letting a finding stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from itadesk.app.language import _
from itadesk.app.packs import known_form, question_form
from itadesk.app.session import Session, utc_now
from itadesk.core.checker import (
    Finding,
    check,
    check_document,
    unwaived,
    waiver_made,
    waiver_removed,
)
from itadesk.core.forms import OitForm
from itadesk.core.model import (
    Item,
    Office,
    Score,
    State,
    Waiver,
)
from itadesk.core.parts import whole_of
from itadesk.core.question_form import QuestionForm
from itadesk.core.scores import depth_of
from itadesk.thai.digits import to_thai

if TYPE_CHECKING:
    from itadesk.app.importing import Preview  # which loads all that reads documents

_NAME_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with its sentence, where it is in words, and the reason where it is waived."""

    finding: Finding
    sentence: str
    place: str
    waived: str = ""


def forms_of(year: int) -> tuple[QuestionForm, OitForm | None]:
    """The surveys and the list by which a year's scores are checked."""
    return question_form(year), known_form(year)


def findings(state: State, year: int | None = None) -> tuple[Told, ...]:
    """Everything that looks wrong in a year, or in all, the waived behind the others."""
    found = check(state, forms_of, year)
    left = frozenset(unwaived(state, found))
    ordered = sorted(found, key=lambda finding: finding not in left)
    return tuple(_told(state, finding) for finding in ordered)


def findings_of_import(looked_at: Preview) -> tuple[Told, ...]:
    """What looks wrong in the titles of a document that is about to be imported."""
    return tuple(
        Told(finding, sentence(finding), finding.row)
        for finding in check_document(looked_at.finding)
    )


def waive(session: Session, finding: Finding, reason: str) -> None:
    """Let a finding stay, with the reason.

    Raises:
        UserError: "waiver-without-reason", or the file cannot be written.
    """
    session.apply(waiver_made(finding, reason, utc_now()), _("Waive"))


def unwaive(session: Session, finding: Finding) -> None:
    """Tell of a finding again.

    Raises:
        UserError: the file cannot be written.
    """
    session.apply(waiver_removed(finding), _("Tell again"))


def sentence(finding: Finding) -> str:
    """Why it was found, in the user's language."""
    facts: dict[str, object] = {
        name: f"{fact:.2f}" if isinstance(fact, float) else fact for name, fact in finding.facts
    }
    if finding.kind in ("score-disagrees", "score-in-text"):
        facts["code"] = _score_name(str(facts["code"]))
    for name in ("field", "other"):
        if finding.kind in ("blank", "columns-swapped") and name in facts:
            facts[name] = _words(f"field.{facts[name]}")
    if facts.get("suspects"):
        facts["suspects"] = _words("suspects", **facts)
    return _words(finding.kind, **facts).strip()


def place(state: State, finding: Finding) -> str:
    """Where it was found: the item, the measure or the memo, and which of its texts."""
    row = state.tables.get(finding.table, {}).get(finding.row)
    owner = None if row is None else whole_of(state, row)
    if isinstance(owner, Item):
        name = f"{owner.code} {owner.name}"
    elif isinstance(owner, Score):
        name = _score_name(owner.key)
    elif isinstance(owner, Office):
        name = owner.name
    else:
        titles = (getattr(owner, field, "") for field in ("title", "subject", "name", "key"))
        name = next((str(title) for title in titles if title), finding.row)
    name = " ".join(name.split())
    name = name if len(name) <= _NAME_LETTERS else f"{name[:_NAME_LETTERS]}…"
    where = _words(f"table.{finding.table}", name=name)
    parts = (where, _words(f"field.{finding.field}"), to_thai(str(finding.year or "")))
    return " · ".join(filter(None, parts))


def _score_name(key: str) -> str:
    """What a score is called; questions, items and tools by their keys."""
    if depth_of(key) in ("indicator", "sub", "part") and key[0].isdigit():
        return _words("score.indicator", code=key)
    return _words("score.total") if key == "total" else key


def _words(key: str, **facts: object) -> str:
    return _(f"check.{key}").format(**facts)


def _told(state: State, finding: Finding) -> Told:
    waiver = state.get(Waiver, finding.key)
    return Told(finding, sentence(finding), place(state, finding), waiver.reason if waiver else "")
