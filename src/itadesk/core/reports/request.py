"""What a report is made from."""

from __future__ import annotations

from dataclasses import dataclass

from itadesk.core.forms import Layout, OitForm
from itadesk.core.model import Office, State
from itadesk.core.question_form import QuestionForm


@dataclass(frozen=True, slots=True)
class Request:
    """An office's rows, the fiscal year, and what the kind of report asks for besides.

    `layout` is for tables laid out by the office, `questions` names indicators and issues and
    says with `oit` (the year's list, where there is one) how scores add up; `memo` is the id of
    the memo that is wanted and `report` the name of the kind, whose own words it takes.
    `garuda` is the office's emblem, a PNG or JPEG, empty for paper with a printed head.
    `parts` are the requests for reports that this one may hold; what is `bound` into another has
    no cover of its own.
    """

    state: State
    year: int
    layout: Layout | None = None
    questions: QuestionForm | None = None
    oit: OitForm | None = None
    memo: str = ""
    garuda: bytes = b""
    report: str = ""
    parts: tuple[Request, ...] = ()
    bound: bool = False

    @property
    def office(self) -> Office:
        """The office, blank in a file that does not name it yet."""
        return self.state.get(Office, "office") or Office()

    @property
    def columns(self) -> Layout:
        """The layout, for a kind of report that cannot do without."""
        if self.layout is None:
            message = "this report needs a layout"
            raise ValueError(message)
        return self.layout
