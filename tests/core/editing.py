"""Edits made real without a file: what a state becomes when edits are taken."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from itadesk.core.changelog import Change, Edit, Stamp, heads_of, projection, stamped
from itadesk.core.model import State


class Log:
    """A log in memory that edits are stamped into, one action after the other."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self._nonces = (f"{number:016x}" for number in itertools.count(1))

    @property
    def state(self) -> State:
        return projection(self.changes)

    def take(self, edits: Sequence[Edit]) -> State:
        heads: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
        for (table, row, field), found in heads_of(self.changes).items():
            heads.setdefault((table, row), {})[field] = tuple(change.uid for change in found)
        clock = 1 + max((change.clock for change in self.changes), default=0)
        self.changes += stamped(
            edits,
            Stamp(clock=clock, at_utc="2025-01-01T00:00:00Z", by="ทดสอบ"),
            lambda table, row: heads.get((table, row), {}),
            lambda: next(self._nonces),
        )
        return self.state


def taken(*steps: Sequence[Edit]) -> State:
    """The state after these actions, one after the other, from nothing."""
    log = Log()
    for edits in steps:
        log.take(edits)
    return log.state
