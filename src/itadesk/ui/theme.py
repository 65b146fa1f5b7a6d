"""How the window looks: one accent colour, one spacing scale, Fusion with few rules of its own."""

from __future__ import annotations

from math import ceil
from string import Template
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QToolButton, QWidget

from itadesk.app.places import resources_folder
from itadesk.ui import fonts, icons, wrapping

ACCENT = "#0b6b4b"
ACCENT_DARK = "#08543b"
ACCENT_SOFT = "#e4f2ec"
BACKGROUND = "#f6f8fa"
SURFACE = "#ffffff"
LINE = "#dde2e7"
FIELD_LINE = "#c3cad2"
TEXT = "#1d2733"
MUTED = "#5b6672"
FAINT = "#87929e"
WARNING = "#a8441a"
WARNING_SOFT = "#fcefe6"

_COLOURS = {
    "accent": ACCENT,
    "accent_dark": ACCENT_DARK,
    "accent_soft": ACCENT_SOFT,
    "background": BACKGROUND,
    "surface": SURFACE,
    "line": LINE,
    "field_line": FIELD_LINE,
    "text": TEXT,
    "muted": MUTED,
    "faint": FAINT,
    "warning": WARNING,
}

# How far the middle of letters lies below the middle of their line, in pixels a point: the line
# has room for marks above.
OPTICAL_DROP = 0.25

XS, S, M, L, XL = 4, 8, 12, 16, 24  # the spacing scale, in device-independent pixels

Tone = Literal["", "muted", "warning", "big", "title", "heading", "caption"]


def apply(app: QApplication, size: int) -> None:
    """Give the application its style, colours and text size (points)."""
    fonts.load()
    app.setStyle("Fusion")
    app.setPalette(_palette())
    set_text_size(app, size)


def set_text_size(app: QApplication, size: int) -> None:
    """Change the text size of every window."""
    app.setFont(fonts.ui_font(size))
    app.setStyleSheet(_rules(size))


def label(
    text: str = "", tone: Tone = "", *, wrap: bool = False, elided: bool = False
) -> wrapping.Label:
    """A label of plain text.

    With `wrap` its Thai breaks between words on every system; with `elided` it may get narrower
    than its text.
    """
    kind = wrapping.WrapLabel if wrap else wrapping.ElidedLabel if elided else wrapping.Label
    result = kind(text)
    result.setProperty("tone", tone)
    return result


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Change the tone of a label that is already shown."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def button(text: str, icon: str = "", *, accent: bool = False) -> QPushButton:
    """A push button; at most one `accent` button is in sight at a time."""
    result = QPushButton(text)
    result.setProperty("accent", accent)
    if icon:
        result.setIcon(icons.beside_text(icon, SURFACE if accent else TEXT))
    return result


def icon_button(icon: str, name: str) -> QToolButton:
    """A flat button that shows only an icon; `name` is its tooltip and what a reader speaks."""
    result = QToolButton()
    result.setIcon(icons.icon(icon, MUTED))
    result.setToolTip(name)
    result.setAccessibleName(name)
    result.setAutoRaise(True)
    result.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return result


def rule() -> QFrame:
    """A thin line between two parts, one above the other."""
    result = QFrame()
    result.setFixedHeight(1)
    result.setProperty("rule", True)
    return result


def bold(font: QFont) -> QFont:
    """The bold form of a font."""
    return fonts.heading(font)


def _palette() -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette(QColor(BACKGROUND))
    colours = {
        role.Window: BACKGROUND,
        role.WindowText: TEXT,
        role.Base: SURFACE,
        role.AlternateBase: BACKGROUND,
        role.Text: TEXT,
        role.Button: SURFACE,
        role.ButtonText: TEXT,
        role.PlaceholderText: FAINT,
        role.Highlight: ACCENT,
        role.HighlightedText: SURFACE,
        role.Accent: ACCENT,
        role.Link: ACCENT,
        role.ToolTipBase: SURFACE,
        role.ToolTipText: TEXT,
        role.Mid: FIELD_LINE,
        role.Light: SURFACE,
    }
    for each, colour in colours.items():
        palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(FAINT))
    return palette


def _rules(size: int) -> str:
    """The style sheet for a text size in points."""
    em = size * 4 / 3
    deeper = ceil(fonts.DEEPER * em)
    box = round(size * 1.25)
    resources = resources_folder()
    rules = Template((resources / "style.qss").read_text(encoding="utf-8"))
    return rules.substitute(
        _COLOURS,
        xs=XS,
        s=S,
        m=M,
        l=L,
        xl=XL,
        images=(resources / "icons").as_posix(),
        size=size,
        big=size + 6,
        title=size + 2,
        caption=max(size - 1, fonts.SIZES[0]),
        field_height=ceil((fonts.ASCENT + fonts.DESCENT) * em) + 2 * deeper,
        icon=round(size * 1.85),
        tool_icon=round(size * 1.4),
        box=box,
        round=box // 2 + 1,
        drop=round(size * OPTICAL_DROP),
    )
