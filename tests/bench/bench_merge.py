"""How long merging takes; by hand: `pytest -m bench -s tests/bench/bench_merge.py`.

Goal: two files of 50,000 changes each, a fifth of them in both, come together in under 5 s, the
look before it, the backup and the check of that included.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import pytest
from tests.bench.bench_store import TEXT, filled

from itadesk.app.merging import dry_run, merge
from itadesk.app.session import Session
from itadesk.core.changelog import Change, Edit, Stamp, stamped
from itadesk.store.check import check
from itadesk.store.create import create

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]

CHANGES, COMMON = 50_000, 10_000


def own(common: list[Change], side: str, chance: random.Random) -> list[Change]:
    """What one side wrote on: texts of the common rows, and new measures with their texts."""
    texts = [change for change in common if change.value == TEXT]
    edits = [
        Edit(old.table, old.row, old.field, f"{TEXT}{side}{number}")
        for number, old in enumerate(chance.sample(texts, len(texts) // 4))
    ]
    row = 0
    while len(edits) < CHANGES - COMMON:
        row += 1
        edits.extend(filled("measure", f"{side}/{row}", 2568))
    heads: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for change in common:
        heads.setdefault(change.key[:2], {})[change.field] = (change.uid,)
    return stamped(
        edits[: CHANGES - COMMON],
        Stamp(2, "2026-11-21T09:30:00Z", side),
        lambda table, row: heads.get((table, row), {}),
        lambda: f"{chance.getrandbits(64):016x}",
    )


def test_merging(tmp_path: Path) -> None:
    chance = random.Random(1)
    edits = [edit for row in range(1_000) for edit in filled("measure", f"{row}", 2568)][:COMMON]
    stamp = Stamp(1, "2026-11-20T09:30:00Z", "")
    common = stamped(
        edits, stamp, lambda _table, _row: {}, lambda: f"{chance.getrandbits(64):016x}"
    )
    here, there = tmp_path / "here.itadesk", tmp_path / "there.itadesk"
    for path, side in ((here, "ญาณี"), (there, "วิชัย")):
        create(path, [*common, *own(common, side, chance)], "ab" * 16, "itadesk bench")
    begun = time.perf_counter()
    assert check(there).is_sound
    checked = time.perf_counter() - begun
    with Session.open(here) as session:
        begun = time.perf_counter()
        looked_at = dry_run(session, [there])
        between = time.perf_counter()
        merge(session, looked_at)
        done = time.perf_counter()
        assert len(looked_at.plan.new) == CHANGES - COMMON
        assert looked_at.plan.counts.conflicts > 0
    sys.stdout.write(
        f"\nlook {between - begun:.2f} s, merge {done - between:.2f} s: "
        f"{(done - begun) / checked:.1f} times the check of the other file alone\n"
    )
