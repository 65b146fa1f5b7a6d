"""Files kept in the office file: evidence of items, and the scans of signed papers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from stat import S_IREAD
from tempfile import TemporaryDirectory, mkdtemp

from itadesk.app.atomic import write_atomic
from itadesk.app.language import _
from itadesk.app.reading import read_source
from itadesk.app.session import Session, new_id
from itadesk.core.checklist import with_files
from itadesk.core.errors import UserError
from itadesk.core.model import PrintedPaper
from itadesk.core.register import scan_kept
from itadesk.store import untrusted

MOST_BYTES = 50 * 2**20
_FULL = untrusted.MOST_BYTES - 64 * 2**20  # beyond it a copy of the file could not be merged
_SCANS = {"application/pdf": b"%PDF-", "image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG"}
_ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}
_OTHER = "application/octet-stream"
_TO_LOOK_AT = frozenset({".pdf", ".jpg", ".jpeg", ".png", ".docx", ".xlsx", ".pptx", ".txt"})
_NO_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
_LONGEST_STEM = 60  # letters; Thai ones take three bytes each of a name's 255


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that is to be kept."""

    name: str
    data: bytes

    @property
    def mime(self) -> str:
        """What its first bytes say: a PDF, a JPEG, a PNG, or anything else."""
        return next((mime for mime, start in _SCANS.items() if self.data.startswith(start)), _OTHER)


def read_files(paths: Sequence[Path]) -> tuple[SourceFile, ...]:
    """Read all of these files; any thread may.

    Raises:
        UserError: "evidence-folder", "evidence-empty", "evidence-too-large", or what
            `read_source` raises.
    """
    return tuple(_read(path) for path in paths)


def attach_files(
    session: Session,
    item: str,
    files: Sequence[SourceFile],
    label: str,
    new_id: Callable[[], str] = new_id,
) -> None:
    """Keep these files as evidence of an item, in one step of undo; what it has stays once.

    Raises:
        UserError: "evidence-there" where the item has them all, "evidence-no-room", or the file
            cannot be written.
    """
    kept = {_keep(session, file): file.name for file in files}
    edits = with_files(session.state, item, kept, new_id)
    if not edits:
        raise UserError("evidence-there", name=files[0].name)
    session.apply(edits, label)


def attach_scan(
    session: Session,
    paper: str,
    file: SourceFile,
    signed_on: str,
    item: str = "",
    new_id: Callable[[], str] = new_id,
) -> None:
    """Keep the scan of a signed paper; with `item`, as evidence of it too, in one step of undo.

    Raises:
        UserError: "scan-unreadable", "evidence-no-room", or the file cannot be written.
    """
    if file.mime == _OTHER:
        raise UserError("scan-unreadable", name=file.name)
    sha256 = _keep(session, file)
    edits = scan_kept(paper, sha256, signed_on)
    if item:
        edits += with_files(session.state, item, {sha256: file.name}, new_id)
    session.apply(edits, _("Signed scan"))


def scan_name(session: Session, paper: PrintedPaper) -> str:
    """A file name for the scan of a paper: its title, with the ending that its bytes ask for."""
    kept = session.attachment(paper.scan)
    return plain_name(f"{paper.title}{_ENDINGS.get(kept.mime, '') if kept else ''}")


def is_looked_at_safely(name: str) -> bool:
    """Whether the system may open a file of this name: it is no program and holds no macros."""
    return Path(name).suffix.lower() in _TO_LOOK_AT


def plain_name(name: str) -> str:
    """A file name that leads nowhere else, whatever a copy of the file says it is called."""
    path = Path(_NO_NAME.sub("_", name))
    return f"{path.stem[:_LONGEST_STEM]}{path.suffix.lower()}"


def copy_to_look_at(session: Session, sha256: str, name: str) -> Path:
    """A copy of a kept file for another program to show; it is gone when the program ends.

    Raises:
        UserError: as `save_kept`.
    """
    folder = Path(mkdtemp(dir=_looked_at().name))
    path = folder / plain_name(name)
    save_kept(session, sha256, path)
    path.chmod(S_IREAD)
    return path


def save_kept(session: Session, sha256: str, path: Path) -> None:
    """Write a kept file out.

    Raises:
        UserError: "evidence-missing", or the file cannot be written.
    """
    kept = session.attachment(sha256)
    if kept is None:
        raise UserError("evidence-missing", name=path.name)
    write_atomic(path, kept.data)


def _keep(session: Session, file: SourceFile) -> str:
    if session.path.stat().st_size + len(file.data) > _FULL:
        raise UserError("evidence-no-room", name=file.name)
    return session.keep(file.data, file.mime)


@cache
def _looked_at() -> TemporaryDirectory[str]:
    """Removed when the program ends; what another program still holds open then stays."""
    return TemporaryDirectory(prefix="itadesk-", ignore_cleanup_errors=True)


def _read(path: Path) -> SourceFile:
    if path.is_dir():
        raise UserError("evidence-folder", name=path.name)
    with suppress(OSError):  # told when it is read
        if path.stat().st_size > MOST_BYTES:
            raise UserError("evidence-too-large", name=path.name)
    data = read_source(path)
    if not data:
        raise UserError("evidence-empty", name=path.name)
    return SourceFile(path.name, data)
