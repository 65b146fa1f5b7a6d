"""The pages of a paper at hand: made in the background, shown, printed and saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from itadesk.app.garuda import garuda_of
from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.meter import Meter
from itadesk.app.session import Session
from itadesk.app.signing import Choice, Pack, enter, make_pack, make_paper, save
from itadesk.core.errors import UserError
from itadesk.ui import worker
from itadesk.ui.pdf_preview import PdfPreview
from itadesk.ui.printing.progress_line import page_said
from itadesk.ui.wording import number

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from itadesk.core.model import PrintedPaper

PAUSE = 600  # milliseconds between an edit and the new pages


@dataclass(frozen=True, slots=True)
class Wanted:
    """One paper of a year, or several that are to be signed together."""

    year: int
    papers: Choice | tuple[Choice, ...]

    def making(self, session: Session, meter: Meter) -> Callable[[], Pack]:
        """What makes the PDF as the office is now; it touches no session."""
        state, garuda = session.state, garuda_of(session)
        if isinstance(self.papers, Choice):
            return partial(make_paper, state, self.year, self.papers, garuda, meter)
        return partial(make_pack, state, self.year, self.papers, garuda, meter)


class PaperPages(QObject):
    """Shows the newest pages in a preview; what is printed or saved goes into the register.

    `wanted` gives what is to be printed, None where there is no paper. Signals: `made` when the
    pages shown are those of the paper as it is now, `unmade` when they are not any more; `failed`
    with the sentence why there are none; `told` and `refused` with a sentence about what was
    printed or saved, or was not.
    """

    made = Signal()
    unmade = Signal()
    failed = Signal(str)
    told = Signal(str)
    refused = Signal(str)

    def __init__(
        self, session: Session, preview: PdfPreview, wanted: Callable[[], Wanted | None]
    ) -> None:
        super().__init__(preview)
        self._session = session
        self._preview = preview
        self._wanted = wanted
        self._counts: dict[Wanted, int] = {}  # of the pages when they were made last
        self._shown: Wanted | None = None
        self._to_print: Wanted | None = None
        self._task: worker.Task | None = None
        self._is_stale = True
        self._printer_name = ""
        self.pack: Pack | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._make)
        preview.shown.connect(lambda: self._timer.start(0) if self._is_stale else None)
        preview.progress.wanted.connect(lambda: self.make_soon(0))

    @property
    def is_ready(self) -> bool:
        """Whether the pages shown are those of the paper as it is now."""
        return self.pack is not None

    def make_soon(self, pause: int = PAUSE) -> None:
        """The paper changed: make its pages after a pause, and when they are in sight."""
        self._is_stale = True
        self.pack = None
        self.unmade.emit()
        self._give_up()
        self._timer.start(pause)

    def stop(self) -> None:
        """The pages are not wanted any more."""
        self._is_stale = False
        self._timer.stop()
        self._give_up()

    def print_pages(self) -> None:
        """Ask for a printer and print the pages; if they are not made yet, once they are."""
        if self.pack is not None:
            self._ask_and_print(self.pack)
            return
        self._to_print = self._wanted()
        if self._to_print and self._task is None and not self._timer.isActive():
            self.make_soon(0)

    def _ask_and_print(self, pack: Pack) -> None:
        from itadesk.ui.paper import choose_printer

        target = choose_printer(self._preview, self._preview.page_count, self._printer_name)
        if target is not None:
            self._printer_name = target.printerName()  # offered first next time
            self.print_on(target, pack)

    def print_on(self, target: QPrinter, pack: Pack) -> None:
        """Print pages that were made, and enter their papers in the register."""
        from itadesk.ui.paper import print_document

        meter = Meter()
        self.run(
            partial(print_document, pack.data, target, meter),
            partial(self._on_printed, pack.papers),
            _("Sending the pages to the printer …"),
            meter,
        )

    def save(self, path: Path) -> None:
        """Write the paper as it is now as a PDF, and enter it in the register."""
        wanted, pack = self._wanted(), self.pack
        if wanted is not None:
            meter = Meter(self._counts.get(wanted, 0))
            making = wanted.making(self._session, meter) if pack is None else lambda: pack
            on_saved = partial(self._on_saved, path)
            self.run(partial(save, path, making, meter), on_saved, _("Saving the paper …"), meter)

    def run(
        self,
        work: Callable[[], worker.T],
        on_done: Callable[[worker.T], None],
        label: str,
        meter: Meter,
    ) -> None:
        """Do something with the paper in the background; if it takes long, with progress."""
        worker.run(self._preview, work, on_done, self._refuse, label, meter, page_said)

    def _refuse(self, error: UserError) -> None:
        self.refused.emit(sentence(error))

    def _on_printed(self, papers: tuple[PrintedPaper, ...], count: int) -> None:
        if count:
            text = _("Sent {n} pages to the printer.").format(n=number(count))
            self._enter(papers, text)

    def _on_saved(self, path: Path, pack: Pack) -> None:
        self._enter(pack.papers, _("Saved {file}.").format(file=path.name))

    def _enter(self, papers: tuple[PrintedPaper, ...], done: str) -> None:
        self.told.emit(done)
        try:
            enter(self._session, papers)
        except UserError as error:
            self._refuse(error)

    # making

    def _make(self) -> None:
        if not self._preview.isVisible() or self._task is not None:
            return  # made when it is shown, or when the work under way has ended
        self._is_stale = False
        wanted = self._wanted()
        if wanted is None:
            self._preview.progress.hide()
            self._preview.clear()
            return
        meter = Meter(self._counts.get(wanted, 0))
        work, show = wanted.making(self._session, meter), partial(self._show, wanted)
        self._task = worker.run(self._preview, work, show, self._fail, meter=meter)
        self._task.ended.connect(self._on_ended)
        self._preview.destroyed.connect(self._task.cancel)
        self._preview.progress.follow(self._task)

    def _on_ended(self) -> None:
        self._task = None
        if self._is_stale and not self._timer.isActive():
            self._timer.start(0)

    def _show(self, wanted: Wanted, pack: Pack) -> None:
        self.pack = pack
        self._counts[wanted] = pack.pages
        self._preview.show_pdf(pack.data)
        if wanted != self._shown:
            self._preview.view.show_page(0)
        self._shown, to_print, self._to_print = wanted, self._to_print, None
        self.made.emit()
        if to_print == wanted:
            self._ask_and_print(pack)

    def _fail(self, error: UserError) -> None:
        self._to_print = None
        self._preview.clear()
        self.failed.emit(sentence(error))

    def _give_up(self) -> None:
        if self._task is not None:
            self._task.cancel()
