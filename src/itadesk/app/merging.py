"""Taking in other copies of an office file: counted first, backed up, saved as one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from itadesk.app.backups import back_up, local_now
from itadesk.app.language import _
from itadesk.app.meter import Meter
from itadesk.app.places import is_same_file
from itadesk.app.row_words import field_words, kinds, row_words, value_words
from itadesk.app.session import Changed, Session
from itadesk.core.changelog import Change, FieldKey
from itadesk.core.errors import UserError
from itadesk.core.merging import Counts, MergePlan, Side, any_of, edits_for, plan_merge
from itadesk.core.model import Record, State
from itadesk.core.strangers import closed_part
from itadesk.store.beside import Beside, read_beside
from itadesk.store.untrusted import foreign_attachments, read_sound

_NAMED = 5  # rows that are named in one sentence
NO_PASSWORDS: Mapping[Path, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class OtherCopy:
    """Another copy of the open file, as it was read: its sound changes, pictures we do not have.

    `rejected` are the fields of those changes that are damaged; `password` is of a locked copy.
    """

    path: Path
    password: str = field(repr=False)
    changes: tuple[Change, ...]
    attachments: frozenset[str]
    rejected: tuple[FieldKey, ...]


@dataclass(frozen=True, slots=True)
class DryRun:
    """What taking in these copies would do; nothing has been written.

    `left_out` are the fields of changes that are damaged, or stand on one that is. `here` and
    `digest` are of the file.
    """

    copies: tuple[OtherCopy, ...]
    plan: MergePlan
    left_out: tuple[FieldKey, ...]
    here: State
    digest: int

    @property
    def has_news(self) -> bool:
        """Whether there is anything to take in."""
        return bool(self.plan.new or any(copy.attachments for copy in self.copies))


@dataclass(frozen=True, slots=True)
class Merged:
    """What was taken in, and the backup of the file as it was before, to go back to.

    `changed` is what the session's listeners are to be told; `lost` counts the pictures and scans
    that are damaged in the copies.
    """

    looked_at: DryRun
    lost: int
    chosen: Mapping[FieldKey, Side]
    backup: Path | None
    changed: Changed

    @property
    def plan(self) -> MergePlan:
        return self.looked_at.plan


def dry_run(
    session: Session,
    paths: Sequence[Path],
    passwords: Mapping[Path, str] = NO_PASSWORDS,
    meter: Meter | None = None,
) -> DryRun:
    """Reads other copies of the open file and says what they would bring.

    The copies are not trusted, and nothing is written to them or beside them. A change of theirs
    that is damaged is left out, and what was written over it. Any thread may do it while the
    session is used: the file is read through a connection of its own. The `meter` counts copies.

    Raises:
        UserError: merge-same-file, merge-other-office, or as `read_sound`.
        CancelledError: the meter was stopped.
    """
    meter = meter or Meter()
    own = read_beside(session.path)
    copies: list[OtherCopy] = []
    for path in paths:
        meter(len(copies))
        copies.append(_read(session.path, own, path, passwords.get(path, "")))
    meter(len(copies))
    return _looked_at(session, tuple(copies))


def merge(
    session: Session,
    looked_at: DryRun,
    choices: Mapping[FieldKey, Side] | None = None,
    *,
    second: Path | None = None,
    now: Callable[[], datetime] = local_now,
    meter: Meter | None = None,
) -> Merged:
    """Takes in what a dry run found: after a backup, as one step of undo.

    `choices` settle differences, by their keys; what is not chosen stays a conflict to be seen.
    What was changed here since the dry run is kept and counted in. `second` is the other place
    for the backup. Any thread may do it while no other uses the session, whose listeners are not
    told: `Session.tell` does that. It can be stopped until the backup has been made.

    Raises:
        UserError: the backup or the file cannot be written, or a copy is gone; nothing has then
            been taken in.
        CancelledError: the meter was stopped.
    """
    meter = meter or Meter()
    if session.digest != looked_at.digest:
        looked_at = _looked_at(session, looked_at.copies)
    plan = looked_at.plan
    differing = {difference.key for difference in plan.differences}
    chosen = {key: side for key, side in (choices or {}).items() if key in differing}
    edits = edits_for(plan, chosen)
    if not (looked_at.has_news or edits):
        return Merged(looked_at, 0, chosen, None, frozenset())
    session.seal()
    backup = back_up(session.path, second=second, now=now).backup.path
    meter.settle()
    lost = sum(_keep_attachments(session, copy) for copy in looked_at.copies)
    changed = session.take_in(plan.new, edits, plan.heads_of_row, _("Merge"))
    return Merged(looked_at, lost, chosen, backup, changed)


def left_out_lines(looked_at: DryRun) -> tuple[str, ...]:
    """What is told of the changes that are left out, if there are any."""
    if not looked_at.left_out:
        return ()
    rows = list(dict.fromkeys((table, row) for table, row, _field in looked_at.left_out))
    names = [row_words(looked_at.here, *row) for row in rows[:_NAMED]]
    names += ["…"] if len(rows) > _NAMED else []
    told = _(
        "{n} damaged entries of the copy are left out: {names}. What is here of them stays. "
        "Keep the copy, and ask for a new one."
    )
    return (told.format(n=len(looked_at.left_out), names=", ".join(names)),)


def count_lines(plan: MergePlan) -> tuple[str, ...]:
    """The counts as sentences: all together, then of each kind of thing."""
    if not plan.new:
        return (_("The copy holds nothing that this file does not have."),)
    lines = [_counted(_("All together"), plan.counts)]
    names = kinds()
    for table, counts in plan.counts_by_table.items():
        if any_of(counts):
            lines.append(_counted(names.get(table, table), counts))
    return tuple(lines)


def report_lines(merged: Merged) -> tuple[str, ...]:
    """What a merge did, to be shown and printed."""
    lines = [*count_lines(merged.plan)]
    for difference in merged.plan.differences:
        if difference.is_conflict and difference.key not in merged.chosen:
            field = difference.field
            where = {"row": title_of(merged.plan, difference.key), "field": field_words(field)}
            values = {
                "here": value_words(field, difference.here),
                "other": value_words(field, difference.other),
            }
            lines.append(
                _("Both were kept: {row}, {field}: here “{here}”, there “{other}”.").format(
                    **where, **values
                )
            )
    lines += left_out_lines(merged.looked_at)
    if merged.lost:
        told = _("{n} pictures or scans of the copy are damaged and could not be taken in.")
        lines.append(told.format(n=merged.lost))
    if merged.backup is not None:
        lines.append(_("The file as it was before: {file}").format(file=merged.backup.name))
    return tuple(lines)


def title_of(plan: MergePlan, key: FieldKey) -> str:
    """What people know a row by: its kind and its title, subject or name."""
    table, row, _field = key
    states = (plan.after, plan.before, plan.other)
    known = next((state for state in states if _record(state, table, row) is not None), plan.after)
    return row_words(known, table, row)


def _record(state: State, table: str, row: str) -> Record | None:
    return state.tables.get(table, {}).get(row)


def _counted(name: str, counts: Counts) -> str:
    told = _("{name}: {added} added, {changed} changed, {removed} removed, {conflicts} conflicts")
    return told.format(name=name, **asdict(counts))


def _read(path: Path, own: Beside, other: Path, password: str) -> OtherCopy:
    # Before the file is opened: reading the open file by its name would drop SQLite's locks on it.
    if is_same_file(other, path):
        raise UserError("merge-same-file", name=other.name)
    foreign = read_sound(other, password)
    if foreign.meta.file_uid != own.file_uid:
        raise UserError("merge-other-office", name=other.name)
    news = foreign.attachments - own.attachments
    return OtherCopy(other, password, foreign.changes, news, foreign.rejected)


def _looked_at(session: Session, copies: tuple[OtherCopy, ...]) -> DryRun:
    """Reads no more of the open file than the rows in which something is new."""
    theirs = {change.uid: change for copy in copies for change in copy.changes}
    here = session.state
    own = read_beside(session.path, theirs.values())
    touched = {(each.table, each.row) for uid, each in theirs.items() if uid not in own.uids}
    wanted = [each for each in theirs.values() if (each.table, each.row) in touched]
    closed = closed_part(wanted, {change.uid: change for change in own.changes})
    plan = plan_merge(own.changes, [closed])
    taken = {change.uid for change in closed}
    lost = [change.key for change in wanted if change.uid not in taken]
    rejected = [key for copy in copies for key in copy.rejected]
    left_out = tuple(dict.fromkeys([*rejected, *lost]))
    return DryRun(copies, plan, left_out, here, own.digest)


def _keep_attachments(session: Session, copy: OtherCopy) -> int:
    """Takes a copy's new pictures and scans in; how many of them are damaged there."""
    left = len(copy.attachments)
    if left:
        for attachment in foreign_attachments(copy.path, copy.attachments, copy.password):
            session.keep(attachment.data, attachment.mime)
            left -= 1
    return left
