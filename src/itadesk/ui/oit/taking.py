"""What is given to an item: files become its evidence, web addresses its links."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from itadesk.app.evidence import attach_files, read_files
from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.session import ENDING, Session, new_id
from itadesk.core.checklist import with_evidence
from itadesk.core.errors import UserError
from itadesk.ui import worker
from itadesk.ui.dropped import dropped_files
from itadesk.ui.oit.rows import of_item
from itadesk.ui.prompts import Prompts

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

_WEB = ("http", "https")


def is_evidence(mime: QMimeData) -> bool:
    """Whether what is dragged can be given to an item; an office file is the window's to open."""
    urls = mime.urls()
    if any(url.fileName().endswith(ENDING) for url in urls):
        return False
    return any(url.isLocalFile() or url.scheme() in _WEB for url in urls)


def take_dropped(
    parent: QWidget, session: Session, prompts: Prompts, item: str, mime: QMimeData
) -> None:
    """Keep dropped files, or the first dropped web address, as evidence of an item.

    It is done from the event loop: whoever the files come from waits until the drop has ended.
    """
    paths = dropped_files(mime)
    if paths:
        take = partial(take_files, parent, session, prompts, item, paths)
    else:
        address = next(url.toString() for url in mime.urls() if url.scheme() in _WEB)
        edits = with_evidence(session.state, item, new_id(), address)
        label = of_item(_("Add evidence to {item}"), session.state, item)
        take = partial(session.apply, edits, label)
    QTimer.singleShot(0, parent, take)


def take_files(
    parent: QWidget, session: Session, prompts: Prompts, item: str, paths: Sequence[Path]
) -> None:
    """Keep files as evidence of an item, all of them or, after saying why, none."""
    label = of_item(_("Add evidence to {item}"), session.state, item)
    try:
        files = worker.wait(parent, partial(read_files, paths))
        attach_files(session, item, files, label)
    except UserError as error:
        prompts.warn(parent, _("Evidence"), sentence(error))


class DropPanel(QWidget):
    """Takes files and web addresses that are dropped anywhere on it.

    Signals: `dropped` with the `QMimeData`.
    """

    dropped = Signal(QMimeData)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.setAccepted(is_evidence(event.mimeData()))

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)  # moving would take the file from its folder
        event.accept()
        self.dropped.emit(event.mimeData())
