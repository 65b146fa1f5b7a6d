"""Long work off the window's thread: progress after a moment, a way to cancel, one answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from itertools import count
from typing import Any, TypeAlias, TypeVar

import shiboken6
from PySide6.QtCore import QEventLoop, QObject, Qt, QThreadPool, QTimer, Signal, Slot
from PySide6.QtWidgets import QProgressDialog, QWidget

from itadesk.app.language import _
from itadesk.app.meter import CancelledError, Meter
from itadesk.core.errors import UserError
from itadesk.ui.wording import number

T = TypeVar("T")
Said: TypeAlias = Callable[[int, int], str]
PROGRESS_AFTER = 400  # milliseconds
_LOOK = 100  # milliseconds between two looks at how far the work is

_numbers = count()
_under_way: dict[int, Task] = {}  # by number
_waiting: list[Task] = []  # those whose end the window waits for


@dataclass
class _Outcome:
    """What a thread leaves behind."""

    answer: Any = None
    error: Exception | None = None


class _Mailbox(QObject):
    """Hands the number of finished work to the window's thread; lives as long as the program."""

    arrived = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @Slot(int)
    def _deliver(self, number: int) -> None:
        _under_way.pop(number).deliver()


@cache
def _mailbox() -> _Mailbox:
    return _Mailbox()


class Task(QObject):
    """Work under way. `cancel` drops its answer; the work ends when it next tells its meter.

    Without a meter it ends when it ends; with one that is settled it is not cancelled any more.

    The thread holds neither a task nor its callbacks: whatever it let go of last would be
    destroyed there, and objects of Qt's must not be.

    Signals: `ended` when the answer has been delivered, or dropped; `cancelled`.
    """

    ended = Signal()
    cancelled = Signal()

    def __init__(
        self,
        parent: QWidget,
        work: Callable[[], Any],
        on_done: Callable[[Any], None],
        on_fail: Callable[[UserError], None],
        meter: Meter | None = None,
    ) -> None:
        super().__init__()
        self._parent = parent
        self._work = work
        self._on_done = on_done
        self._on_fail = on_fail
        self._outcome = _Outcome()
        self._cancelled = False
        self._number = next(_numbers)
        self.meter = meter or Meter()

    @property
    def is_under_way(self) -> bool:
        return self._number in _under_way

    def start(self) -> None:
        _under_way[self._number] = self
        job = partial(_do, self._work, self._outcome, _mailbox(), self._number)
        QThreadPool.globalInstance().start(job)

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled

    def cancel(self) -> None:
        if self.meter.stop():
            self._cancelled = True
            self.cancelled.emit()

    def deliver(self) -> None:
        """Hand the answer on; called in the window's thread."""
        self.ended.emit()
        if self._cancelled or not shiboken6.isValid(self._parent):
            return
        error = self._outcome.error
        if error is None:
            self._on_done(self._outcome.answer)
        elif isinstance(error, UserError):
            self._on_fail(error)
        else:
            raise error


def _do(work: Callable[[], Any], outcome: _Outcome, mailbox: _Mailbox, number: int) -> None:
    try:
        outcome.answer = work()
    except Exception as error:
        outcome.error = error
    mailbox.arrived.emit(number)


def reached_said(reached: int, total: int) -> str:
    """How far work is, in numbers alone."""
    text = _("{n} of {total}") if total else "{n}"
    return text.format(n=number(reached), total=number(total)) if reached else ""


def run(
    parent: QWidget,
    work: Callable[[], T],
    on_done: Callable[[T], None],
    on_fail: Callable[[UserError], None],
    label: str = "",
    meter: Meter | None = None,
    said: Said = reached_said,
) -> Task:
    """Do `work` in the background and hand its answer to `on_done` in the window's thread.

    `work` gets nothing but immutable data and touches no widget. With a `label` a progress
    window with a cancel button appears if it takes longer than a moment; it shows how far the
    `meter` is that the work tells, as `said` puts it. An error that is not a `UserError` is a bug
    and is raised in the window's thread. Nothing is delivered to a parent that is gone.
    """
    task = Task(parent, work, on_done, on_fail, meter)
    if label:
        _show_progress(parent, task, label, said)
    task.start()
    return task


def wait(parent: QWidget, work: Callable[[], T], label: str = "", meter: Meter | None = None) -> T:
    """Do `work` in the background and give its answer; the window is drawn, but takes no input.

    With a `label` a progress window appears if it takes longer than a moment, as in `run`; a
    cancel waits until the work has seen its `meter`. Raises whatever `work` raises, and
    CancelledError.
    """
    answers: list[T] = []
    errors: list[Exception] = []

    def caught() -> None:
        try:
            answers.append(work())
        except Exception as error:
            errors.append(error)

    task = Task(parent, caught, lambda _answer: None, errors.append, meter)
    task.start()
    join(task, partial(_progress, parent, task, label, reached_said) if label else None)
    if task.is_cancelled:
        raise CancelledError
    if errors:
        raise errors[0]
    return answers[0]


def join(task: Task, show: Callable[[], QProgressDialog] | None = None) -> None:
    """Wait until a task's answer has been delivered or dropped; the window takes no input.

    After a moment `show` opens a dialog that takes input in its place until it is cancelled.
    """
    _waiting.append(task)
    try:
        if show is not None:
            _pass(task, until=PROGRESS_AFTER)
            if task.is_under_way:
                _pass(task, progress=show())
        _pass(task)
    finally:
        _waiting.remove(task)


def _pass(task: Task, *, until: int | None = None, progress: QProgressDialog | None = None) -> None:
    """Let the window live until a task has ended; with a dialog, until that is cancelled."""
    if not task.is_under_way:
        return
    loop = QEventLoop()
    task.ended.connect(loop.quit)
    flags = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
    if progress is not None:
        progress.canceled.connect(loop.quit)
        flags = QEventLoop.ProcessEventsFlag.AllEvents
    if until is not None:
        QTimer.singleShot(until, loop, loop.quit)
    loop.exec(flags)


def is_waiting() -> bool:
    """Whether the window waits for work: then it must neither close nor change its file."""
    return bool(_waiting)


def is_busy() -> bool:
    """Whether any work is under way."""
    return bool(_under_way)


def finish() -> None:
    """Wait, before the program ends, for work under way; its answers go nowhere."""
    QThreadPool.globalInstance().waitForDone()


def watch(meter: Meter, parent: QObject, show: Callable[[int, int], None]) -> QTimer:
    """Show how far work is, now and then, until the timer or its parent is gone."""
    timer = QTimer(parent)
    timer.timeout.connect(lambda: show(meter.reached, meter.total))
    timer.start(_LOOK)
    return timer


def _show_progress(parent: QWidget, task: Task, label: str, said: Said) -> None:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    task.ended.connect(timer.stop)  # what is done with the answer may hold up what is deleted later
    task.ended.connect(timer.deleteLater)
    timer.timeout.connect(partial(_progress, parent, task, label, said))
    timer.start(PROGRESS_AFTER)


def _progress(parent: QWidget, task: Task, label: str, said: Said) -> QProgressDialog:
    progress = QProgressDialog(label, _("Cancel"), 0, 0, parent)
    progress.setWindowTitle(label)
    progress.setWindowModality(Qt.WindowModality.WindowModal)
    progress.setAutoReset(False)
    progress.canceled.connect(task.cancel)
    progress.canceled.connect(progress.deleteLater)

    def look(reached: int, total: int) -> None:
        progress.setLabelText(f"{label}\n{said(reached, total)}".strip())
        progress.setMaximum(total)
        progress.setValue(min(reached, total))

    looking = watch(task.meter, progress, look)
    for end in (looking.stop, progress.reset, progress.deleteLater):
        task.ended.connect(end)
    progress.show()
    return progress
