"""The pages of a document as they fill: margins, page numbers, and the cue to the next page."""

from __future__ import annotations

from collections.abc import Callable

from itadesk.core.report import PageSetup, Paragraph, Run, Section
from itadesk.thai.digits import thai_number
from itadesk.typeset.fonts import Fonts
from itadesk.typeset.lines import StyledText, normal, segments
from itadesk.typeset.paragraphs import MM, ROUNDING, Line, SetParagraph
from itadesk.typeset.sheets import Sheet

_CUE_LETTERS = 18


class Pages:
    """Where the next block goes: at `y` of `sheet`, `left` and `width` wide; points from above.

    Page numbers begin after `before` sheets; `at_end` is called when all pages are filled.
    """

    def __init__(
        self, fonts: Fonts, own_words: frozenset[str], progress: Callable[[int], None] | None
    ) -> None:
        self.fonts = fonts
        self.own_words = own_words
        self.sheets: list[Sheet] = []
        self.y = self._top = self._bottom = self.left = self.width = 0.0
        self.continued = False
        self.anchors: dict[str, int] = {}
        self.at_end: list[Callable[[], None]] = []
        self._progress = progress
        self.before = 0
        self._setup = PageSetup()
        self._size = 16.0
        self._awaits_cue: Sheet | None = None

    def begin(self, section: Section) -> None:
        """Start a section on a new page."""
        self._setup, self._size = section.page, section.size
        self.left = section.page.left * MM
        self.width = (section.page.width - section.page.left - section.page.right) * MM
        if section.anew:
            self.before = len(self.sheets)
        first = section.page.top_of_first
        self._new_sheet(section.page.top if first is None else first)
        self._awaits_cue = None

    def break_page(self) -> None:
        """Start a new page because the author wants one."""
        self._new_sheet(self._setup.top)

    def next_page(self) -> None:
        """Start a new page because this one is full."""
        ended = self.sheet
        self._new_sheet(self._setup.top)
        self.continued = True
        if self._setup.cue:
            self._awaits_cue = ended

    def finish(self) -> None:
        """Complete the last page, and then what had to wait for all of them."""
        if self.sheets:
            self._complete_sheet()
        for complete in self.at_end:
            complete()

    def anchor(self, name: str) -> None:
        """What is printed next stands on this page."""
        self.anchors[name] = len(self.sheets)

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    @property
    def room(self) -> float:
        """The height left on this page."""
        return self._bottom - self.y + ROUNDING

    @property
    def full(self) -> float:
        """The height of a whole page that is not a section's first."""
        return self._bottom - self._setup.top * MM + ROUNDING

    @property
    def at_top(self) -> bool:
        return self.y <= self._top

    def line(self, line: Line) -> None:
        """Print a line below what stands there; its gap vanishes at the top of a next page."""
        if not (self.at_top and self.continued):
            self.y += line.gap
        self.carried(line)
        self.sheet.line(self.left, self.y, line)
        self.y += line.height

    def carried(self, line: Line) -> None:
        """Say which text a page goes on with; the first such line gives the cue before it."""
        if self._awaits_cue is not None and line.segments:
            ended, self._awaits_cue = self._awaits_cue, None
            self._below(ended, f"/{self._first_words(line.text)}...", "right")

    def _first_words(self, text: str) -> str:
        """The beginning of `text`, to a space or to some words."""
        style = self.fonts.style(self._size)
        words = ""
        for segment in segments([StyledText(normal(text), style)], self.own_words):
            words += segment.text
            if len(words) >= _CUE_LETTERS or (
                words.endswith(" ") and len(words) > _CUE_LETTERS / 2
            ):
                break
        return words.strip()

    def _new_sheet(self, top: float) -> None:
        if self.sheets:
            self._complete_sheet()
        setup = self._setup
        self.sheets.append(Sheet(setup.width * MM, setup.height * MM))
        self.y = self._top = top * MM
        self._bottom = (setup.height - setup.bottom) * MM
        self.continued = False
        if setup.number == "top":
            self._number()

    def _complete_sheet(self) -> None:
        if self._setup.number == "bottom":
            self._number()
        if self._progress:
            self._progress(len(self.sheets))

    def _number(self) -> None:
        number = len(self.sheets) - self.before
        if number == 1:
            return
        text = f"- {thai_number(number) if self._setup.thai_digits else number} -"
        if self._setup.number == "bottom":
            self._below(self.sheet, text, "center")
        else:
            line = self._margin_line(text, "center")
            self.sheet.line(self.left, max(self._setup.top * MM - 1.25 * line.height, 0.0), line)

    def _below(self, sheet: Sheet, text: str, align: str) -> None:
        sheet.line(self.left, self._bottom + 2 * MM, self._margin_line(text, align))

    def _margin_line(self, text: str, align: str) -> Line:
        paragraph = Paragraph((Run(text),), align="center" if align == "center" else "right")
        return SetParagraph(paragraph, self._size, self.fonts, self.own_words).lines(self.width)[0]
