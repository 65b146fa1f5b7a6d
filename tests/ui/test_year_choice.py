"""The choice of a fiscal year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from itadesk.core.model import EMPTY
from itadesk.ui.new_office_dialog import NewOfficeDialog
from itadesk.ui.year_choice import YearChoice, first_year

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize(
    ("current", "expected"), [(2568, 2568), (2569, 2569), (2570, 2568), (2599, 2568), (2560, 2560)]
)
def test_an_office_begins_with_a_year_whose_list_is_known(current: int, expected: int) -> None:
    assert first_year(current) == expected


def test_a_year_is_found_by_arabic_digits(qtbot: QtBot) -> None:
    choice = YearChoice(EMPTY, 2570)
    qtbot.addWidget(choice)
    for digit in "2567":
        QTest.keyClick(choice, Qt.Key(ord(digit)))
    assert choice.year == 2567


def test_the_first_year_stands_in_line_with_the_other_fields(qtbot: QtBot) -> None:
    dialog = NewOfficeDialog()
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    fields = (dialog.form.fields["web"], dialog.year)
    assert len({field.mapTo(dialog, field.rect().topLeft()).x() for field in fields}) == 1
