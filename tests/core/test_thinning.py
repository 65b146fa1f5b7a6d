"""There is a backup from today, from each recent day, week and month; good ones are not lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itadesk.core.thinning import Limits, to_delete

NOW = datetime(2026, 11, 21, 12, 0)


@dataclass(frozen=True)
class Backup:
    at: datetime
    clock: int = 0
    sound: bool = True


def days_ago(*days: float) -> list[Backup]:
    return [Backup(NOW - timedelta(days=day), clock=int(1000 - day)) for day in days]


def left(backups: list[Backup], limits: Limits = Limits()) -> list[Backup]:  # noqa: B008
    gone = to_delete(backups, NOW, limits)
    return [backup for backup in backups if backup not in gone]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([], []),
        ([400], [400]),
        ([0, 0.1, 0.2, 1.4, 1.9], [0, 0.1, 0.2, 1.4, 1.9]),
        ([3.0, 3.1, 3.2], [3.0]),
        ([0, *range(3, 40)], [0, *range(3, 16), 20, 21, 27, 34]),
        ([0, 300, 301, 330, 331], [0, 300, 301, 330, 331]),
    ],
)
def test_p10_what_is_left(before: list[float], after: list[float]) -> None:
    kept = [(NOW - backup.at) / timedelta(days=1) for backup in left(days_ago(*before))]
    assert kept == after


def test_p10_one_a_day_then_a_week_then_a_month() -> None:
    limits = Limits(all_days=0, daily=2, weekly=2, monthly=3)
    kept = left(days_ago(*range(100)), limits)
    assert [backup.at.strftime("%m-%d") for backup in kept] == [
        "11-21", "11-20", "11-15", "10-31", "09-30",
    ]  # fmt: skip


def test_p09_bad_backups_push_out_no_good_ones() -> None:
    good = Backup(NOW - timedelta(days=500), clock=7)
    bad = [Backup(NOW - timedelta(hours=hour), clock=99, sound=False) for hour in range(500)]
    assert to_delete([good, *bad], NOW) == ()


def test_p18_a_wrong_clock_loses_no_newest_backup() -> None:
    asleep = Backup(datetime(2000, 1, 1), clock=900)
    ahead = Backup(datetime(2099, 1, 1), clock=3)
    others = [Backup(NOW - timedelta(days=day), clock=800 - day) for day in range(400)]
    kept = left([asleep, ahead, *others])
    assert {asleep, ahead} <= set(kept)
    assert others[0] in kept


def test_p10_a_year_of_work() -> None:
    start = datetime(2025, 10, 1, 8, 30)
    backups: list[Backup] = []
    clock = 0
    for day in range(366):
        morning = start + timedelta(days=day)
        if morning.weekday() >= 5:
            continue
        for half_hour in range(16):
            clock += 1
            now = morning + timedelta(minutes=30 * half_hour)
            backups.append(Backup(now, clock))
            gone = set(to_delete(backups, now))
            backups = [backup for backup in backups if backup not in gone]
            assert backups[-1].clock == clock
    assert len(backups) <= 2 * 16 + 14 + 8 + 12
    found = {backup.at.date() for backup in backups}
    weekdays = [now.date() - timedelta(days=day) for day in range(60)]
    weekdays = [day for day in weekdays if day.weekday() < 5]
    assert set(weekdays[:14]) <= found
    weeks = {day.isocalendar()[:2] for day in weekdays[:38]}
    assert weeks <= {day.isocalendar()[:2] for day in found}
    assert len({(day.year, day.month) for day in found}) == 12


dated = st.builds(
    Backup,
    at=st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2027, 1, 1)),
    clock=st.integers(0, 50),
    sound=st.booleans(),
)


@given(st.lists(dated, max_size=40, unique=True))
def test_p09_the_newest_good_backup_survives_anything(backups: list[Backup]) -> None:
    gone = to_delete(backups, NOW)
    assert all(backup.sound for backup in gone)
    good = [backup for backup in backups if backup.sound]
    if good:
        assert max(good, key=lambda b: (b.clock, b.at)) not in gone
        newest = max(good, key=lambda b: b.at)
        assert newest not in gone
    assert to_delete([b for b in backups if b not in gone], NOW) == ()
