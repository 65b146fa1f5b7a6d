"""Which backups are kept for how long: all of the last days, then one a day, a week, a month."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar


class Dated(Protocol):
    """A backup: when it was made, how far its log goes, whether it was proved to be whole."""

    @property
    def at(self) -> datetime: ...
    @property
    def clock(self) -> int: ...
    @property
    def sound(self) -> bool: ...


B = TypeVar("B", bound=Dated)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many days all are kept, and how many days, weeks and months one is kept of each."""

    all_days: int = 2
    daily: int = 14
    weekly: int = 8
    monthly: int = 12


def to_delete(backups: Iterable[B], now: datetime, limits: Limits = Limits()) -> tuple[B, ...]:
    """Those that may go, oldest first.

    The newest of each day, week and month stays, of as many as `limits` says, counted over those
    that have a backup: a long holiday uses up nothing. Stays too: everything of the last days,
    everything from the future (the clock was wrong once), everything that is not whole (it
    counts for nothing and may yet be of use), and the whole one whose log goes furthest.
    """
    sound = sorted((b for b in backups if b.sound), key=lambda b: (b.at, b.clock), reverse=True)
    if not sound:
        return ()
    kept = {id(max(sound, key=lambda b: (b.clock, b.at)))}
    recent = now - timedelta(days=limits.all_days)
    kept.update(id(b) for b in sound if b.at >= recent)
    past = [b for b in sound if b.at <= now]
    for count, period in (
        (limits.daily, lambda at: at.date()),
        (limits.weekly, lambda at: at.isocalendar()[:2]),
        (limits.monthly, lambda at: (at.year, at.month)),
    ):
        kept.update(id(b) for b in _newest_of_each(past, period, count))
    return tuple(b for b in reversed(sound) if id(b) not in kept)


def _newest_of_each(
    newest_first: Sequence[B], period: Callable[[datetime], Hashable], count: int
) -> list[B]:
    found: dict[Hashable, B] = {}
    for backup in newest_first:
        found.setdefault(period(backup.at), backup)
    return list(found.values())[:count]
