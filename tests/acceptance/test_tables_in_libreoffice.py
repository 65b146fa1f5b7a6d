"""Tables that LibreOffice opened and saved: nothing differs, and one change is one difference."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from tests.acceptance.libreoffice import converted
from tests.files.test_tables import TRICKY

from itadesk.app.sample import sample_edits
from itadesk.app.session import Session
from itadesk.app.tables import compare_tables, export_tables, take_tables
from itadesk.core.changelog import Edit, made
from itadesk.core.model import Unit
from itadesk.core.years import years_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def test_libreoffice_loses_nothing_and_brings_exactly_one_change(tmp_path: Path) -> None:
    with Session.new(tmp_path / "sample.itadesk", sample_edits()) as session:
        units = [Unit(f"tricky{n}", text, 100.0 + n) for n, text in enumerate(TRICKY)]
        # openpyxl, which here changes a cell in a clerk's stead, writes such marks as it read them.
        marks = {unit.id for unit in units if "_x" in unit.name}
        session.apply([edit for unit in units for edit in made(unit, "unit")], "")
        session.apply([Edit("item", "2568/O4", "done_on", "2025-01-31")], "")
        uid = session.file_uid
        books = [tmp_path / f"{year.year}.xlsx" for year in years_of(session.state)]
        for book in books:
            export_tables(session.state, int(book.stem), uid, book)
        saved = converted(books, tmp_path, "xlsx")
        for book in saved:
            told = compare_tables(session.state, uid, book.name, book.read_bytes())
            assert (told.differences, told.refused) == ((), ())

        again = openpyxl.load_workbook(saved[0])
        again["กองและสำนัก"]["B2"].value = "สำนักปลัดญี่ปุ่น ๆ"
        again.save(tmp_path / "changed.xlsx")
        (book,) = converted([tmp_path / "changed.xlsx"], tmp_path, "xlsx")
        told = compare_tables(session.state, uid, book.name, book.read_bytes())
        assert [cell.there for cell in told.changed if cell.row not in marks] == ["สำนักปลัดญี่ปุ่น ๆ"]
        assert (told.added, told.missing, told.refused) == ((), (), ())
        take_tables(session, told, told.usual)
        told = compare_tables(session.state, uid, book.name, book.read_bytes())
        assert told.differences == ()
