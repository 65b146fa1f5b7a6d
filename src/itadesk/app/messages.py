"""Errors of the user's world as one plain sentence in the user's language."""

from __future__ import annotations

from itadesk.app.language import _
from itadesk.core.errors import UserError


class _Facts(dict[str, object]):
    """Facts to fill a sentence with; one that is not given shows as an ellipsis."""

    def __missing__(self, name: str) -> str:
        return "…"


def sentence(error: UserError) -> str:
    """What happened, whether the data is safe, what to do now.

    A fact called `why` is itself a key and is told in its place.
    """
    facts = _Facts(error.facts)
    if "why" in facts:
        facts["why"] = sentence(UserError(str(facts["why"])))
    template = _(f"error.{error.key}")
    return template.format_map(facts)
