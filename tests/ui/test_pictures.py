from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from itadesk.core.errors import UserError
from itadesk.ui.pictures import HEIGHT, WIDTH, save_tab_pictures
from itadesk.ui.work_area import TABS

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


def test_every_tab_has_its_picture(qapp: QApplication, file: Path, tmp_path: Path) -> None:
    gc.enable()  # as on the command line
    paths = []
    for path in save_tab_pictures(file, tmp_path):
        assert not gc.isenabled()  # nothing of the window's ends in a worker's thread
        paths.append(path)
    assert gc.isenabled()
    assert len(paths) == len(TABS)
    for path in paths:
        image = QImage(str(path))
        assert (image.width(), image.height()) == (WIDTH, HEIGHT)


def test_a_file_that_is_missing_is_refused(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        next(save_tab_pictures(tmp_path / "missing.itadesk", tmp_path))
