"""How the window looks: one accent colour, one spacing scale, Fusion with few rules of its own."""

from __future__ import annotations

from math import ceil
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
    images = (resources_folder() / "icons").as_posix()
    em = size * 4 / 3
    deeper = ceil(fonts.DEEPER * em)
    line = ceil((fonts.ASCENT + fonts.DESCENT) * em) + 2 * deeper
    box = round(size * 1.25)
    icon = round(size * 1.85)
    down = round(size * OPTICAL_DROP)
    return f"""
QLabel[tone="muted"], QLabel[tone="caption"] {{ color: {MUTED}; }}
QLabel[tone="warning"] {{ color: {WARNING}; }}
QLabel[tone="heading"] {{ font-weight: bold; }}
QLabel[tone="big"] {{ font-weight: bold; font-size: {size + 6}pt; }}
QLabel[tone="title"] {{ font-weight: bold; font-size: {size + 2}pt; }}
QLabel[tone="caption"] {{ font-size: {max(size - 1, fonts.SIZES[0])}pt; }}
QFrame[rule="true"] {{ background: {LINE}; border: 0; }}
QToolTip {{ color: {TEXT}; background: {SURFACE}; border: 1px solid {FIELD_LINE};
    padding: {XS}px; }}

QPushButton {{ background: {SURFACE}; border: 1px solid {FIELD_LINE}; border-radius: 5px;
    padding: 0 {M}px; min-height: {line}px; }}
QPushButton:hover {{ background: {BACKGROUND}; border-color: {FAINT}; }}
QPushButton:focus {{ border-color: {ACCENT}; }}
QPushButton:pressed, QPushButton:checked {{ background: {ACCENT_SOFT}; border-color: {ACCENT};
    color: {ACCENT_DARK}; }}
QPushButton:disabled {{ color: {FAINT}; }}
QPushButton[accent="true"] {{ background: {ACCENT}; border-color: {ACCENT}; color: {SURFACE}; }}
QPushButton[accent="true"]:hover, QPushButton[accent="true"]:focus {{ background: {ACCENT_DARK};
    border-color: {ACCENT_DARK}; }}
QPushButton[accent="true"]:disabled {{ background: {FAINT}; border-color: {FAINT}; }}
QPushButton, QTabBar {{ icon-size: {icon}px; }}
QToolButton {{ qproperty-iconSize: {round(size * 1.4)}px; }}
QPushButton[plain="true"] {{ background: transparent; border-color: transparent;
    text-align: left; padding: 0 {XS}px; }}
QPushButton[plain="true"]:hover, QPushButton[plain="true"]:focus {{ background: {ACCENT_SOFT}; }}
QToolButton {{ border: 1px solid transparent; border-radius: 5px; padding: {XS}px; }}
QToolButton:hover {{ background: {ACCENT_SOFT}; }}
QToolButton:focus {{ border-color: {ACCENT}; }}

QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {{ background: {SURFACE}; color: {TEXT};
    border: 1px solid {FIELD_LINE}; border-radius: 5px; padding: 0 {S}px;
    selection-background-color: {ACCENT}; selection-color: {SURFACE}; }}
QLineEdit, QComboBox, QDoubleSpinBox {{ min-height: {line}px; }}
QPlainTextEdit {{ padding: {XS}px {XS}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
    border-color: {ACCENT}; }}
QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {{ width: 0; }}
QLineEdit[wrong="true"] {{ border-color: {WARNING}; }}
QComboBox::drop-down {{ border: 0; width: {XL}px; }}
QComboBox::down-arrow {{ image: url({images}/caret-down.svg); width: {size}px;
    height: {size}px; }}
QComboBox QAbstractItemView {{ border: 1px solid {FIELD_LINE}; outline: 0; }}

QCheckBox, QRadioButton {{ spacing: {S}px; }}
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {{
    width: {box}px; height: {box}px; border: 1px solid {FAINT}; background: {SURFACE};
    border-radius: 3px; }}
QCheckBox::indicator, QRadioButton::indicator {{ subcontrol-position: left center;
    position: relative; top: {down}px; }}
QRadioButton::indicator {{ border-radius: {box // 2 + 1}px; }}
QCheckBox::indicator:hover, QRadioButton::indicator:hover, QCheckBox::indicator:focus,
QRadioButton::indicator:focus {{ border-color: {ACCENT}; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
    background: {ACCENT}; border-color: {ACCENT}; image: url({images}/check.svg); }}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {{
    image: url({images}/dash.svg); }}
QRadioButton::indicator:checked {{ background: {ACCENT}; border-color: {ACCENT};
    image: url({images}/dot.svg); }}
QCheckBox:focus, QRadioButton:focus {{ color: {ACCENT_DARK}; }}

QTreeView, QTableView, QListView {{ background: {SURFACE}; border: 1px solid {LINE};
    border-radius: 5px; outline: 0; selection-background-color: {ACCENT_SOFT};
    selection-color: {TEXT}; gridline-color: {LINE}; }}
QHeaderView::section {{ background: {SURFACE}; color: {MUTED}; border: 0;
    border-bottom: 1px solid {LINE}; padding: {XS}px 3px; }}
QHeaderView::section:first {{ padding-left: {M}px; }}
QScrollArea {{ background: {SURFACE}; border: 0; }}
QSplitter::handle {{ background: {LINE}; }}
QStatusBar {{ background: {SURFACE}; border-top: 1px solid {LINE}; }}
QStatusBar::item {{ border: 0; }}
QStatusBar QLabel {{ padding: 0 {M}px; }}
QListView::item {{ padding: 1px {S}px; }}
QMenu {{ background: {SURFACE}; border: 1px solid {FIELD_LINE}; padding: {XS}px; }}
QMenu::item {{ padding: {XS}px {XL}px; border-radius: 3px; }}
QMenu::item:selected {{ background: {ACCENT_SOFT}; color: {TEXT}; }}
QMenu::item:disabled {{ color: {FAINT}; }}
QMenu::separator {{ height: 1px; background: {LINE}; margin: {XS}px {S}px; }}
QMenuBar {{ background: {BACKGROUND}; border-bottom: 1px solid {LINE}; padding-left: {S}px; }}
QMenuBar::item {{ padding: {XS}px {S}px; background: transparent; }}
QMenuBar::item:selected {{ background: {ACCENT_SOFT}; color: {TEXT}; }}
QProgressBar {{ background: {LINE}; border: 0; border-radius: 3px; max-height: 6px;
    min-height: 6px; }}
QProgressBar::chunk {{ background: {ACCENT}; border-radius: 3px; }}
QScrollBar {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ width: {M}px; }}
QScrollBar:horizontal {{ height: {M}px; }}
QScrollBar::handle {{ background: {FIELD_LINE}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: {XL}px; }}
QScrollBar::handle:horizontal {{ min-width: {XL}px; }}
QScrollBar::handle:hover {{ background: {FAINT}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{ background: transparent; color: {MUTED}; border: 0; padding: {XS}px {L}px;
    border-bottom: 3px solid transparent; }}
QTabBar::tab:hover {{ color: {TEXT}; }}
QTabBar::tab:selected {{ color: {ACCENT}; border-bottom-color: {ACCENT}; font-weight: bold; }}
QTabBar::tab:focus {{ background: {ACCENT_SOFT}; }}
QTabWidget::pane {{ border: 0; }}
QWidget[panel="true"] {{ background: {SURFACE}; }}
"""
