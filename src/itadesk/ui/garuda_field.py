"""The office's garuda: shown as large as on paper, chosen, taken out of a Word memo, cleared."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from itadesk.app.garuda import (
    Candidate,
    GarudaPicture,
    clear_garuda,
    from_docx,
    from_picture,
    garuda_of,
    set_garuda,
)
from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.reading import read_source
from itadesk.app.session import Session
from itadesk.core.errors import UserError
from itadesk.core.model import Office
from itadesk.ui import theme, worker, wrapping
from itadesk.ui.dialogs import FormDialog
from itadesk.ui.drawing import as_picture
from itadesk.ui.pdf_preview import PdfPreview
from itadesk.ui.prompts import Prompts
from itadesk.ui.wording import digits, number

HINT = "กระดาษพิมพ์หัว"
_MILLIMETRES, _INCH = 15.0, 25.4
_KINDS = "PNG, JPEG, SVG, PDF (*.png *.jpg *.jpeg *.gif *.bmp *.tif *.tiff *.svg *.pdf)"
_WORD = "Word (*.docx)"
_THUMBNAIL, _WIDTH, _HEIGHT = 120, 560, 420


def mark_place(preview: PdfPreview, session: Session) -> None:
    """Show on screen where a memo's garuda is printed already, unless the office has a picture."""
    office = session.state.get(Office, "office") or Office()
    place = QRectF(office.memo_left, office.memo_top, _MILLIMETRES, _MILLIMETRES)
    preview.mark(None if garuda_of(session) else place, HINT)


class GarudaField(QWidget):
    """Shows what memos print at their head, and changes it at once."""

    def __init__(self, session: Session, prompts: Prompts) -> None:
        super().__init__()
        self._session = session
        self._prompts = prompts
        self.box = _Box()
        self.size_text = theme.label(tone="muted", wrap=True)
        self.pick = theme.button(_("Choose a picture …"), "image")
        self.take = theme.button(_("Take it out of a Word memo …"), "file-text")
        self.none = theme.button(_("No picture"), "trash")
        self.pick.clicked.connect(self.choose_picture)
        self.take.clicked.connect(self.choose_memo)
        self.none.clicked.connect(lambda: clear_garuda(self._session))
        self._build()
        self.show_garuda()

    def show_garuda(self) -> None:
        """Show what the office has now."""
        data = garuda_of(self._session)
        self.none.setEnabled(bool(data))
        self.box.show_picture(data)
        if not data:
            text = _("No picture: memos leave its place blank, for paper with a printed head.")
            self.size_text.setText(text)
            return
        size = self.box.picture.size()
        width = _MILLIMETRES * size.width() / max(1, size.height()) / 10
        text = _("{width} × {height} pixels; {wide} cm wide and 1.5 cm high on paper")
        facts = {"width": number(size.width()), "height": number(size.height())}
        self.size_text.setText(text.format(wide=digits(f"{width:.1f}"), **facts))

    def choose_picture(self) -> None:
        """Ask for a picture or a drawing, and keep it."""
        title = _("Choose a picture …").removesuffix("…").rstrip()
        path = self._prompts.choose_file(self, title, _KINDS)
        if path is None:
            return
        try:
            data = as_picture(read_source(path), path.name)
            found = worker.wait(self, partial(from_picture, data, path.name))
            set_garuda(self._session, found)
        except UserError as error:
            self._prompts.warn(self, _("Garuda"), sentence(error))

    def choose_memo(self) -> None:
        """Ask for a Word memo, show its pictures, and keep the one that is taken."""
        path = self._prompts.choose_file(self, _("A memo of the office in Word"), _WORD)
        if path is None:
            return
        try:
            data = read_source(path)
            found = worker.wait(self, partial(from_docx, data, path.name))
            if not found:
                text = _("{file} holds no picture that can be read.").format(file=path.name)
                self._prompts.tell(self, _("Garuda"), text)
                return
            dialog = CandidatesDialog(found, self)
            if self._prompts.show(dialog):
                set_garuda(self._session, dialog.chosen)
        except UserError as error:
            self._prompts.warn(self, _("Garuda"), sentence(error))

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S)
        for button in (self.pick, self.take, self.none):
            buttons.addWidget(button)
        buttons.addStretch(1)
        beside = QVBoxLayout()
        beside.setSpacing(theme.S)
        beside.addWidget(self.size_text)
        beside.addLayout(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.L)
        layout.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(beside, 1)


class CandidatesDialog(FormDialog):
    """The pictures of a Word memo, one to be taken; `chosen` is that one."""

    def __init__(self, found: tuple[Candidate, ...], parent: QWidget | None = None) -> None:
        self._found = found
        self.pictures = QListWidget()
        self.pictures.setAccessibleName(_("Pictures of the memo"))
        self.pictures.setIconSize(QSize(_THUMBNAIL, _THUMBNAIL))
        for candidate in found:
            QListWidgetItem(_thumbnail(candidate.picture), _said(candidate), self.pictures)
        self.pictures.setCurrentRow(0)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addWidget(theme.label(_("Which picture is the garuda?"), "heading"))
        layout.addWidget(self.pictures, 1)
        super().__init__(parent, _("Take it out of a Word memo"), body, _("Take it"))
        self.pictures.itemActivated.connect(lambda _item: self.accept())
        self.resize(_WIDTH, _HEIGHT)

    @property
    def chosen(self) -> GarudaPicture:
        return self._found[max(0, self.pictures.currentRow())].picture


class _Box(QWidget):
    """1.5 cm high, as on paper; dotted, with a hint, where there is no picture."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = QPixmap()
        self.setAccessibleName(_("Garuda"))

    def show_picture(self, data: bytes) -> None:
        self.picture = QPixmap()
        if data:
            self.picture.loadFromData(data)
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        side = round(_MILLIMETRES / _INCH * self.logicalDpiY())
        if self.picture.isNull():
            hint = self.fontMetrics().horizontalAdvance(HINT) + 2 * theme.S
            return QSize(max(side, hint), side + self.fontMetrics().height() + theme.XS)
        return QSize(max(1, round(side * self.picture.width() / self.picture.height())), side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self.picture.isNull():
            painter.drawPixmap(self.rect(), self.picture)
        else:
            side = round(_MILLIMETRES / _INCH * self.logicalDpiY())
            left = (self.width() - side) / 2
            painter.setPen(QPen(QColor(theme.FAINT), 1, Qt.PenStyle.DotLine))
            painter.drawRect(QRectF(left + 0.5, 0.5, side - 1, side - 1))
            painter.setPen(QColor(theme.MUTED))
            below = self.rect().adjusted(0, side + theme.XS, 0, 0)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, HINT)
        painter.end()


def _thumbnail(picture: GarudaPicture) -> QPixmap:
    result = QPixmap()
    result.loadFromData(picture.data)
    return result


def _said(candidate: Candidate) -> str:
    in_header = candidate.place == "header"
    place = _("in the page head") if in_header else _("in the text")
    size = f"{number(candidate.picture.width)} × {number(candidate.picture.height)}"
    return wrapping.shown(f"{size}\n{place}")
