from __future__ import annotations

import pytest

from itadesk.core.model import Unit
from itadesk.core.units import answers_for, names_known

UNITS = (Unit("b", "กองคลัง"), Unit("a", "กองช่าง"))


@pytest.mark.parametrize(
    ("unit", "responsible", "is_theirs"),
    [
        ("กองคลัง", "กองคลัง", True),
        ("กองคลัง", "๑.กองช่าง และ ๒.กองคลัง", True),
        ("กองคลัง", "ทุกกอง", True),
        ("กองคลัง", "กองช่าง", False),
        ("กองคลัง", "", False),
        ("งานป้องกัน", "กองช่าง/งานป้องกัน", True),
        ("งานป้องกัน", "ทุกกอง", False),
    ],
)
def test_whose_an_item_is(unit: str, responsible: str, is_theirs: bool) -> None:
    assert answers_for(unit, responsible, UNITS) == is_theirs


def test_each_name_is_known_once_and_those_of_the_office_first() -> None:
    texts = ("งานป้องกัน, กองช่าง", "๑.กองคลัง\n๒.กองช่าง", "งานป้องกัน/ทุกกอง", "")
    assert names_known(UNITS, texts) == ("กองคลัง", "กองช่าง", "งานป้องกัน", "ทุกกอง")
