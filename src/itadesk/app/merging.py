"""Taking in other copies of an office file: counted first, backed up, saved as one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from itadesk.app.backups import back_up, local_now
from itadesk.app.language import _
from itadesk.app.row_words import field_words, kinds, row_words, value_words
from itadesk.app.session import Session
from itadesk.core.changelog import Change, FieldKey
from itadesk.core.errors import UserError
from itadesk.core.merging import Counts, MergePlan, Side, any_of, edits_for, plan_merge
from itadesk.core.model import Record, State
from itadesk.store.untrusted import foreign_attachments, read_foreign


@dataclass(frozen=True, slots=True)
class OtherCopy:
    """Another copy of the open file, as it was read: its path, its log, pictures we do not have."""

    path: Path
    changes: tuple[Change, ...]
    attachments: frozenset[str]


@dataclass(frozen=True, slots=True)
class DryRun:
    """What taking in these copies would do; nothing has been written. `digest` is of the file."""

    copies: tuple[OtherCopy, ...]
    plan: MergePlan
    digest: int


@dataclass(frozen=True, slots=True)
class Merged:
    """What was taken in, and the backup of the file as it was before, to go back to."""

    plan: MergePlan
    chosen: Mapping[FieldKey, Side]
    backup: Path | None


def dry_run(session: Session, paths: Sequence[Path]) -> DryRun:
    """Reads other copies of the open file and says what they would bring.

    The copies are not trusted, and nothing is written to them or beside them.

    Raises:
        UserError: merge-same-file, merge-other-office, or as `read_foreign`.
    """
    known = session.attachment_hashes()
    copies = tuple(_read(session, path, known) for path in paths)
    return DryRun(copies, _plan(session, copies), session.digest)


def merge(
    session: Session,
    looked_at: DryRun,
    choices: Mapping[FieldKey, Side] | None = None,
    *,
    second: Path | None = None,
    now: Callable[[], datetime] = local_now,
) -> Merged:
    """Takes in what a dry run found: after a backup, as one step of undo.

    `choices` settle differences, by their keys; what is not chosen stays a conflict to be seen.
    What was changed here since the dry run is kept and counted in. `second` is the other place
    for the backup.

    Raises:
        UserError: the backup or the file cannot be written, or a copy is gone; nothing has then
            been taken in.
    """
    plan = looked_at.plan
    if session.digest != looked_at.digest:
        plan = _plan(session, looked_at.copies)
    differing = {difference.key for difference in plan.differences}
    chosen = {key: side for key, side in (choices or {}).items() if key in differing}
    edits = edits_for(plan, chosen)
    wanted = [copy for copy in looked_at.copies if copy.attachments]
    if not (plan.new or edits or wanted):
        return Merged(plan, chosen, None)
    session.seal()
    backup = back_up(session.path, second=second, now=now).backup.path
    for copy in wanted:
        for attachment in foreign_attachments(copy.path, copy.attachments):
            session.keep(attachment.data, attachment.mime)
    session.take_in(plan.new, edits, plan.heads_of_row, _("Merge"))
    return Merged(plan, chosen, backup)


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


def _read(session: Session, path: Path, known: frozenset[str]) -> OtherCopy:
    # Before the file is opened: reading the open file by its name would drop SQLite's locks on it.
    if path.exists() and path.samefile(session.path):
        raise UserError("merge-same-file", name=path.name)
    foreign = read_foreign(path)
    if foreign.meta.file_uid != session.file_uid:
        raise UserError("merge-other-office", name=path.name)
    return OtherCopy(path, foreign.changes, foreign.attachments - known)


def _plan(session: Session, copies: Sequence[OtherCopy]) -> MergePlan:
    """Reads no more of the open file than the rows in which something is new."""
    known = session.uids()
    theirs = [copy.changes for copy in copies]
    touched = {change.key[:2] for log in theirs for change in log if change.uid not in known}
    ours = [change for row in touched for change in session.history(*row)]
    return plan_merge(ours, [[c for c in log if c.key[:2] in touched] for log in theirs])
