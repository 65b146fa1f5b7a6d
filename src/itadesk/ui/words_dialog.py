"""The words around a report's tables: for this year, for every year, or the usual ones."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.printing import parts
from itadesk.app.session import Changed, Session
from itadesk.core.changelog import Edit
from itadesk.core.errors import UserError
from itadesk.core.reports.words import (
    EVERY_YEAR,
    Origin,
    Part,
    words_changed,
    words_kept,
    words_reset,
)
from itadesk.ui import theme
from itadesk.ui.autosave import Autosave
from itadesk.ui.dialogs import CloseDialog
from itadesk.ui.growing_text import GrowingText
from itadesk.ui.prompts import Prompts
from itadesk.ui.wording import number, year_name

_WIDTH, _HEIGHT = 760, 620


class WordsDialog(CloseDialog):
    """Every part of one paper; what is typed is kept, and printed, at once."""

    def __init__(
        self,
        session: Session,
        year: int,
        report: str,
        layout: str,
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        self._session = session
        self._year, self._report, self._layout = year, report, layout
        self._prompts = prompts
        self.parts = {part.name: PartEditor(self, part, year) for part in self._parts()}
        super().__init__(parent, _("Change the words"), self._body())
        self.resize(_WIDTH, _HEIGHT)
        unsubscribe = session.subscribe(self._on_changed)
        self.finished.connect(lambda _result: unsubscribe())

    def keep(self, part: Part, text: str) -> None:
        """Keep these words where the part's own are kept; of this year where it has none."""
        year = EVERY_YEAR if part.origin == "every-year" else self._year
        self._apply(words_changed(self._session.state, self._report, part.name, year, text))

    def keep_for(self, part: Part, origin: Origin) -> None:
        """Keep the part's words for this year or every year, or drop the office's own."""
        state, report, name = self._session.state, self._report, part.name
        if origin == "year":
            edits = words_changed(state, report, name, self._year, part.text)
        elif origin == "program":
            own = EVERY_YEAR if part.origin == "every-year" else self._year
            edits = words_reset(state, report, name, own)
        elif part.origin == "year":
            edits = words_kept(state, report, name, self._year)
        else:
            edits = words_changed(state, report, name, EVERY_YEAR, part.text)
        self._apply(edits)
        self._show()

    def done(self, result: int) -> None:
        """Stay open where a text cannot be saved, unless it may be lost."""
        try:
            for editor in self.parts.values():
                editor.flush()
        except UserError as error:
            lost = _("The text typed last is not saved and would be lost. Close all the same?")
            text = f"{sentence(error)}\n\n{lost}"
            if not self._prompts.ask(self, self.windowTitle(), text, _("Close without the text")):
                return
        super().done(result)

    def _parts(self) -> tuple[Part, ...]:
        return parts(self._session.state, self._year, self._report, self._layout)

    def _apply(self, edits: list[Edit]) -> None:
        self._session.apply(edits, _("Change the words"))

    def _show(self) -> None:
        for part in self._parts():
            self.parts[part.name].show_part(part)

    def _on_changed(self, changed: Changed, source: object) -> None:
        if any(table == "report_text" for table, _row in changed):
            self._show()

    def _body(self) -> QWidget:
        hint = _("Words in braces, such as {office} and {year}, are filled in when it is printed.")
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.S, 0)
        column.setSpacing(theme.L)
        for editor in self.parts.values():
            column.addWidget(editor)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.M)
        layout.addWidget(theme.label(hint, "muted", wrap=True))
        layout.addWidget(area, 1)
        return body


class PartEditor(QWidget):
    """One part: whose words these are, and the words."""

    def __init__(self, dialog: WordsDialog, part: Part, year: int) -> None:
        super().__init__()
        self._dialog = dialog
        self._part = part
        self.text = GrowingText(least=1)
        self.text.setAccessibleName(part_word(part.name))
        self.origin = QComboBox()
        self.origin.setAccessibleName(_("Whose words"))
        for origin, word in (
            ("program", _("The usual words")),
            ("year", _("Own words, {year} only").format(year=year_name(year))),
            ("every-year", _("Own words, every year")),
        ):
            self.origin.addItem(word, origin)
        self.begin = theme.button(_("Begin with a draft"), "pencil-simple")
        self._build()
        self._autosave = Autosave(self.text, lambda text: dialog.keep(self._part, text))
        self.origin.activated.connect(self._on_origin)
        self.begin.clicked.connect(self._begin)
        self.show_part(part)

    def show_part(self, part: Part) -> None:
        """Show the words in force, unless others are being typed."""
        self._part = part
        self._autosave.show_text(part.text)
        self.origin.setCurrentIndex(self.origin.findData(part.origin))
        self.begin.setVisible(not part.text and bool(part.offered))

    def flush(self) -> None:
        """Save what is being typed."""
        self._autosave.flush()

    def _on_origin(self) -> None:
        self.flush()
        self._dialog.keep_for(self._part, self.origin.currentData())

    def _begin(self) -> None:
        self._dialog.keep(self._part, self._part.offered)
        self.text.setFocus()

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.S)
        line.addWidget(theme.label(part_word(self._part.name), "heading"))
        line.addStretch(1)
        line.addWidget(self.begin)
        line.addWidget(self.origin)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.XS)
        layout.addLayout(line)
        layout.addWidget(self.text)


def part_word(name: str) -> str:
    """What a part of a report is called; sections of a report with several are counted."""
    words = {
        "cover": _("Cover"),
        "title": _("Title"),
        "preamble": _("Preamble"),
        "section": _("Section heading"),
        "closing": _("Closing"),
    }
    kind, _dash, place = name.partition("-")
    return f"{words[kind]} {number(int(place))}" if place else words[kind]
