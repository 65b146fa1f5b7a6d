"""Backups of the open file while it is worked on, and what the status bar says of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from itadesk.app.backups import Backed, Backups, back_up, catch_up
from itadesk.app.days import day_text
from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.session import Session
from itadesk.core.errors import UserError
from itadesk.ui import worker
from itadesk.ui.wording import digits

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

LOOK_EVERY = 60_000  # milliseconds


class Keeper(QObject):
    """Backs up one open file: when it was opened, each half hour of changes, and when asked.

    `second` gives the other place for backups, None where none was chosen.
    Signals: `told` with what the status bar is to say, and whether it is a warning.
    """

    told = Signal(str, bool)

    def __init__(
        self, parent: QWidget, session: Session, second: Callable[[], Path | None]
    ) -> None:
        super().__init__(parent)
        self._widget = parent
        self._session = session
        self._second = second
        self._backups: Backups | None = None
        self._task: worker.Task | None = None
        self._ended = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look at the backups there are, and make one if something was changed since."""
        self._run(partial(Backups, self._session), self._begin)
        self._timer.start()

    def look(self) -> None:
        """Make a backup in the background if half an hour went by with changes."""
        idle = self._task is None and not worker.is_waiting()
        if self._backups is not None and idle and self._backups.is_due():
            self._back_up()

    def make(self) -> None:
        """Make a backup now if something was changed since the last, and wait for it.

        Raises:
            UserError: as `app.backups.back_up`.
        """
        self._finish()
        backups = self._backups or Backups(self._session)
        self._backups = backups
        if not backups.is_changed():
            self._on_caught_up(worker.wait(self._widget, self._catching_up(backups)))
            return
        try:
            self._session.seal()
            backed = worker.wait(self._widget, self._work())
        except UserError as error:
            self._on_fail(error)
            raise
        self._on_backed(backed)

    def notice(self) -> None:
        """Take note of a backup that was made elsewhere, as before a merge."""
        if self._task is None:
            self._run(partial(Backups, self._session), self._on_noticed)

    def stop(self) -> None:
        """No more backups: the file is about to be closed."""
        self._finish()
        self._ended = True
        self._timer.stop()

    def _begin(self, backups: Backups) -> None:
        self._task = None
        self._backups = backups
        if self._ended:
            return
        self.tell()
        if backups.is_changed():
            self._back_up()
        else:
            self._run(self._catching_up(backups), self._on_caught_up)

    def _on_noticed(self, backups: Backups) -> None:
        self._task = None
        self._backups = backups
        if not self._ended:
            self.tell()

    def _back_up(self) -> None:
        try:
            self._session.seal()
        except UserError as error:
            self._on_fail(error)
        else:
            self._run(self._work(), self._on_backed)

    def _work(self) -> Callable[[], Backed]:
        return partial(back_up, self._session.path, second=self._second())

    def _catching_up(self, backups: Backups) -> Callable[[], UserError | None]:
        """What takes the last backup to a second place that was away when it was made."""
        last = backups.last_good
        if last is None:
            return lambda: None
        return partial(catch_up, self._session.path, last.path, self._second())

    def _on_caught_up(self, error: UserError | None) -> None:
        self._task = None
        self._warn_of_second(error)

    def _run(self, work: Callable[[], object], on_done: Callable[..., None]) -> None:
        self._task = worker.run(self._widget, work, on_done, self._on_fail)

    def _finish(self) -> None:
        """Wait for a backup that is under way."""
        while self._task is not None:
            task = self._task
            worker.join(task)
            if self._task is task:
                self._task = None

    def _on_backed(self, backed: Backed) -> None:
        self._task = None
        if self._backups is not None:
            self._backups.done(backed)
        self.tell()
        self._warn_of_second(backed.second_error)

    def _warn_of_second(self, error: UserError | None) -> None:
        if error is not None:
            text = _("Backed up on this PC, but not in the second place: {why}")
            self.told.emit(text.format(why=sentence(error)), True)

    def _on_fail(self, error: UserError) -> None:
        self._task = None
        if self._backups is not None:
            self._backups.failed()
        if not self._ended:
            text = _("The last backup failed: {why}")
            self.told.emit(text.format(why=sentence(error)), True)

    def tell(self) -> None:
        """Say when the last backup was made."""
        last = self._backups.last_good if self._backups is not None else None
        if last is None:
            self.told.emit(_("No backup yet"), False)
        else:
            self.told.emit(_("Last backup: {time}").format(time=moment(last.at)), False)


def moment(at: datetime) -> str:
    """A time of this PC as the window says it; the day only if it is another one."""
    clock = digits(f"{at:%H.%M}")
    if at.date() == datetime.now().date():
        return _("{time} today").format(time=clock)
    return dated(at)


def dated(at: datetime) -> str:
    """A day and time of this PC as the window says them."""
    clock = digits(f"{at:%H.%M}")
    return _("{day}, {time}").format(day=day_text(at.date()), time=clock)
