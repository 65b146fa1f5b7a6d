"""How far the making of pages is, in a line above them, and the way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from itadesk.app.language import _
from itadesk.ui import theme, worker
from itadesk.ui.wording import number


class ProgressLine(QWidget):
    """Comes in sight when work takes longer than a moment; stays if it was stopped.

    Signals: `wanted` to do what was stopped after all.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._task: worker.Task | None = None
        self._text = theme.label(tone="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        keeps_room = self._bar.sizePolicy()
        keeps_room.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(keeps_room)
        self.stop = theme.button(_("Cancel"))
        self.again = theme.button(_("Make the pages"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.S)
        line.addWidget(self._text)
        line.addWidget(self._bar, 1)
        line.addWidget(self.stop)
        line.addWidget(self.again)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(worker.PROGRESS_AFTER)
        self._delay.timeout.connect(self.show)
        self.again.clicked.connect(self.wanted)
        self.stop.clicked.connect(self._on_stop)
        self.hide()

    def follow(self, task: worker.Task) -> None:
        """Show how far this work is until it ends; what was followed before has ended."""
        self._task = task
        self._show_state(stopped=False)
        self._look(0, task.meter.total)
        watch = worker.watch(task.meter, self, self._look)
        task.ended.connect(watch.deleteLater)
        task.ended.connect(self._on_ended)
        if not self.isVisible():
            self._delay.start()

    def _look(self, reached: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(min(reached, total))
        self._text.setText(f"{_('Making the pages …')} {page_said(reached, total)}".strip())

    def _on_stop(self) -> None:
        if self._task is not None:
            task, self._task = self._task, None
            task.cancel()
            self._text.setText(_("The pages are not made."))
            self._show_state(stopped=True)

    def _on_ended(self) -> None:
        if self._task is not None:
            self._task = None
            self._delay.stop()
            self.hide()

    def _show_state(self, *, stopped: bool) -> None:
        self._bar.setVisible(not stopped)
        self.stop.setVisible(not stopped)
        self.again.setVisible(stopped)


def page_said(reached: int, total: int) -> str:
    """Which page is at hand, of how many where that is known."""
    text = _("Page {page} of {count}") if total >= reached > 0 else _("Page {page}")
    return text.format(page=number(reached), count=number(total)) if reached else ""
