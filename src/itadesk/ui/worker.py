"""Long work off the window's thread: progress after a moment, a way to cancel, one answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QEventLoop, QObject, Qt, QThreadPool, QTimer, Signal, Slot
from PySide6.QtWidgets import QProgressDialog, QWidget

from itadesk.app.language import _
from itadesk.core.errors import UserError

T = TypeVar("T")
PROGRESS_AFTER = 400  # milliseconds

_under_way: set[Task] = set()  # keeps each task alive until its thread is done with it
_waiting: list[Task] = []  # those whose end the window waits for


class Task(QObject):
    """Work under way. `cancel` drops its answer; the work itself ends when it ends.

    Signals: `ended` when the answer has been delivered, or dropped; `cancelled`.
    """

    ended = Signal()
    cancelled = Signal()
    _worked = Signal()

    def __init__(
        self,
        parent: QWidget,
        work: Callable[[], Any],
        on_done: Callable[[Any], None],
        on_fail: Callable[[UserError], None],
    ) -> None:
        super().__init__()
        self._parent = parent
        self._work = work
        self._on_done = on_done
        self._on_fail = on_fail
        self._answer: Any = None
        self._error: Exception | None = None
        self._cancelled = False
        self._worked.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        _under_way.add(self)
        QThreadPool.globalInstance().start(self._run)

    def cancel(self) -> None:
        self._cancelled = True
        self.cancelled.emit()

    def _run(self) -> None:
        try:
            self._answer = self._work()
        except Exception as error:
            self._error = error
        self._worked.emit()

    @Slot()
    def _deliver(self) -> None:
        _under_way.discard(self)
        self.ended.emit()
        if self._cancelled or not shiboken6.isValid(self._parent):
            return
        if self._error is None:
            self._on_done(self._answer)
        elif isinstance(self._error, UserError):
            self._on_fail(self._error)
        else:
            raise self._error


def run(
    parent: QWidget,
    work: Callable[[], T],
    on_done: Callable[[T], None],
    on_fail: Callable[[UserError], None],
    label: str = "",
) -> Task:
    """Do `work` in the background and hand its answer to `on_done` in the window's thread.

    `work` gets nothing but immutable data and touches no widget. With a `label` a progress
    window with a cancel button appears if it takes longer than a moment. An error that is not a
    `UserError` is a bug and is raised in the window's thread. Nothing is delivered to a parent
    that is gone.
    """
    task = Task(parent, work, on_done, on_fail)
    if label:
        _show_progress(parent, task, label)
    task.start()
    return task


def wait(parent: QWidget, work: Callable[[], T]) -> T:
    """Do `work` in the background and give its answer; the window is drawn, but takes no input.

    Raises whatever `work` raises.
    """
    answers: list[T] = []
    errors: list[Exception] = []

    def caught() -> None:
        try:
            answers.append(work())
        except Exception as error:
            errors.append(error)

    task = Task(parent, caught, lambda _answer: None, errors.append)
    task.start()
    join(task)
    if errors:
        raise errors[0]
    return answers[0]


def join(task: Task) -> None:
    """Wait until a task's answer has been delivered or dropped; the window takes no input."""
    if task in _under_way:
        loop = QEventLoop()
        task.ended.connect(loop.quit)
        _waiting.append(task)
        try:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        finally:
            _waiting.remove(task)


def is_waiting() -> bool:
    """Whether the window waits for work: then it must neither close nor change its file."""
    return bool(_waiting)


def is_busy() -> bool:
    """Whether any work is under way."""
    return bool(_under_way)


def _show_progress(parent: QWidget, task: Task, label: str) -> None:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    task.ended.connect(timer.deleteLater)

    def show() -> None:
        progress = QProgressDialog(label, _("Cancel"), 0, 0, parent)
        progress.setWindowTitle(label)
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.canceled.connect(task.cancel)
        progress.canceled.connect(progress.deleteLater)
        task.ended.connect(progress.deleteLater)
        progress.show()

    timer.timeout.connect(show)
    timer.start(PROGRESS_AFTER)
