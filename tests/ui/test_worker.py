from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QProgressDialog, QPushButton, QWidget
from tests.ui.acting import wait_until

from itadesk.app.meter import CancelledError, Meter
from itadesk.core.errors import UserError
from itadesk.ui import worker

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def fail(error: UserError) -> None:
    pytest.fail(str(error))


def test_the_answer_comes_in_the_thread_of_the_window(parent: QWidget) -> None:
    seen: list[tuple[int, threading.Thread]] = []
    here = threading.current_thread()
    worker.run(parent, lambda: 42, lambda n: seen.append((n, threading.current_thread())), fail)
    wait_until(lambda: bool(seen))
    assert seen == [(42, here)]


def test_a_users_error_is_handed_on(parent: QWidget) -> None:
    errors: list[str] = []

    def refuse() -> int:
        raise UserError("disk-full", name="ก.pdf")

    worker.run(parent, refuse, lambda _n: pytest.fail("done"), lambda e: errors.append(e.key))
    wait_until(lambda: bool(errors))
    assert errors == ["disk-full"]


def test_a_bug_is_raised_in_the_window(parent: QWidget, qtbot: QtBot) -> None:
    def break_down() -> int:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as raised:
        worker.run(parent, break_down, lambda _n: None, fail)
        wait_until(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError


def test_cancelled_work_delivers_nothing(parent: QWidget) -> None:
    may_end = threading.Event()
    task = worker.run(parent, may_end.wait, lambda _n: pytest.fail("delivered"), fail)
    task.cancel()
    may_end.set()
    wait_until(lambda: not worker.is_busy())


def test_nothing_is_delivered_to_a_window_that_is_gone(qtbot: QtBot) -> None:
    window = QWidget()
    may_end = threading.Event()
    worker.run(window, may_end.wait, lambda _n: pytest.fail("delivered"), fail)
    window.deleteLater()
    may_end.set()
    wait_until(lambda: not worker.is_busy())


def test_long_work_shows_progress_that_can_be_cancelled(
    parent: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "PROGRESS_AFTER", 1)
    may_end = threading.Event()
    parent.show()
    worker.run(parent, may_end.wait, lambda _n: pytest.fail("delivered"), fail, "กำลังจัดหน้า…")
    wait_until(lambda: bool(parent.findChildren(QProgressDialog)))
    progress = parent.findChildren(QProgressDialog)[0]
    assert progress.labelText() == "กำลังจัดหน้า…"
    cancel = progress.findChild(QPushButton)
    assert cancel is not None
    assert cancel.text() == "ยกเลิก"
    cancel.click()
    may_end.set()
    wait_until(lambda: not worker.is_busy())


@pytest.mark.parametrize("after", [0, 300])
def test_no_progress_stands_over_a_dialog_that_the_answer_opens(
    parent: QWidget, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr(worker, "PROGRESS_AFTER", after)
    may_end = threading.Event()
    seen: list[bool] = []

    def progress() -> list[QProgressDialog]:
        return [each for each in parent.findChildren(QProgressDialog) if each.isVisible()]

    def open_a_dialog(_answer: bool) -> None:
        dialog = QDialog(parent)
        QTimer.singleShot(600, dialog.accept)
        QTimer.singleShot(500, dialog, lambda: seen.append(bool(progress())))
        dialog.exec()

    worker.run(parent, may_end.wait, open_a_dialog, fail, "กำลังทำ")
    parent.show()
    if after == 0:
        wait_until(lambda: bool(progress()))
    may_end.set()
    wait_until(lambda: bool(seen))
    assert seen == [False]
    wait_until(lambda: not worker.is_busy())


def test_progress_shows_how_far_the_work_is(
    parent: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "PROGRESS_AFTER", 1)
    meter, may_end = Meter(total=12), threading.Event()
    parent.show()

    def work() -> None:
        meter(3)
        may_end.wait()

    worker.run(parent, work, lambda _n: None, fail, "กำลังพิมพ์…", meter)
    wait_until(lambda: bool(parent.findChildren(QProgressDialog)))
    progress = parent.findChildren(QProgressDialog)[0]
    wait_until(lambda: progress.value() == 3)
    assert progress.maximum() == 12
    assert progress.labelText() == "กำลังพิมพ์…\n๓ จาก ๑๒"
    may_end.set()


def test_cancelled_work_ends_when_it_next_tells_how_far_it_is(parent: QWidget) -> None:
    meter, cancelled, steps = Meter(), threading.Event(), []

    def work() -> None:
        for step in range(3):
            steps.append(step)
            cancelled.wait()
            meter(step)

    task = worker.run(parent, work, lambda _n: pytest.fail("delivered"), fail, meter=meter)
    task.cancel()
    cancelled.set()
    wait_until(lambda: not worker.is_busy())
    assert steps == [0]


def test_work_that_is_settled_is_delivered_all_the_same(parent: QWidget) -> None:
    meter, settled, may_end, answers = Meter(), threading.Event(), threading.Event(), []

    def work() -> int:
        meter.settle()
        settled.set()
        may_end.wait()
        return 1

    task = worker.run(parent, work, answers.append, fail, meter=meter)
    wait_until(settled.is_set)
    task.cancel()
    may_end.set()
    wait_until(lambda: answers == [1])


def test_a_window_that_waits_for_work_gets_its_answer_or_its_error(parent: QWidget) -> None:
    looked = threading.Event()
    seen: list[bool] = []

    def look() -> None:
        seen.append(worker.is_waiting())
        looked.set()

    def work() -> str:
        looked.wait(5)
        return "ฟื้น"

    QTimer.singleShot(0, look)
    assert worker.wait(parent, work) == "ฟื้น"
    assert seen == [True]
    assert not worker.is_waiting()

    def refused() -> str:
        raise UserError("disk-full", name="x")

    with pytest.raises(UserError, match="disk-full"):
        worker.wait(parent, refused)


def test_many_tasks_each_deliver_their_own_answer_once(parent: QWidget) -> None:
    answers: list[int] = []
    for number in range(300):
        worker.run(parent, lambda n=number: n, answers.append, fail)
    wait_until(lambda: not worker.is_busy())
    assert sorted(answers) == list(range(300))


@pytest.mark.parametrize("is_settled", [False, True])
def test_waiting_shows_progress_and_takes_no_other_input(
    parent: QWidget, monkeypatch: pytest.MonkeyPatch, is_settled: bool
) -> None:
    """A cancel that comes too late closes the progress window and is waited out."""
    monkeypatch.setattr(worker, "PROGRESS_AFTER", 0)
    meter = Meter(2)
    may_end = threading.Event()

    def work() -> int:
        if is_settled:
            meter.settle()
        may_end.wait(10)
        if not is_settled:
            meter(1)
        return 42

    def cancel() -> None:
        progress = parent.findChild(QProgressDialog)
        if progress is None:
            QTimer.singleShot(10, cancel)
            return
        assert worker.is_waiting()
        progress.findChild(QPushButton).click()
        QTimer.singleShot(50, may_end.set)

    parent.show()
    QTimer.singleShot(0, cancel)
    if is_settled:
        assert worker.wait(parent, work, "x", meter) == 42
    else:
        with pytest.raises(CancelledError):
            worker.wait(parent, work, "x", meter)
    assert not worker.is_waiting()
