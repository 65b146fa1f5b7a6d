"""Where a view of many pages has each of them: whole pixels, as QPdfView lays them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPdfWidgets import QPdfView

POINTS = 72  # an inch


@dataclass(frozen=True, slots=True)
class Room:
    """The pixels that pages are laid out in, `margin` around and between them.

    `scale` is pixels a point at full size; `zoom` None fits the pages: their width, or `whole`.
    """

    size: QSize
    margin: int
    scale: float
    zoom: float | None = None
    whole: bool = False

    def page_size(self, page: QSizeF) -> QSize:
        """The pixels of a page of this size in points."""
        if self.zoom is not None:
            return (page * self.scale * self.zoom).toSize()
        full = (page * self.scale).toSize()
        across = self.size.width() - 2 * self.margin
        if self.whole:
            room = QSize(across, self.size.height() - self.margin)
            return full.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        return full * (across / full.width())

    def places(self, pages: Sequence[QSizeF]) -> tuple[QRect, ...]:
        """Each page from the top left corner of all, under the one before it."""
        sizes = [self.page_size(page) for page in pages]
        widest = max((size.width() for size in sizes), default=0) + 2 * self.margin
        across, top, result = max(self.size.width(), widest), self.margin, []
        for size in sizes:
            result.append(QRect(QPoint((across - size.width()) // 2, top), size))
            top += size.height() + self.margin
        return tuple(result)


def room_of(view: QPdfView) -> Room:
    """The room of a view whose margins are as wide as its spacing."""
    modes = QPdfView.ZoomMode
    zoom = view.zoomFactor() if view.zoomMode() == modes.Custom else None
    whole = view.zoomMode() == modes.FitInView
    scale = QGuiApplication.primaryScreen().logicalDotsPerInch() / POINTS
    return Room(view.viewport().size(), view.pageSpacing(), scale, zoom, whole)
