"""A plain text set as Thai paragraphs in a PDF."""

from __future__ import annotations

from pathlib import Path

from itadesk.app.atomic import write_atomic
from itadesk.app.reading import read_source
from itadesk.core.errors import UserError


def typeset_text(text: Path, output: Path, size: float, width_mm: float) -> None:
    """Sets a UTF-8 text, a paragraph a line; `size` in the office's points.

    Raises:
        UserError: file-missing, cannot-read, text-not-utf8, or the output cannot be written.
    """
    from itadesk.typeset.pdf import render
    from itadesk.typeset.plain import report_of

    try:
        source = read_source(text).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError("text-not-utf8", name=text.name) from error
    write_atomic(output, render(report_of(source, size, width_mm)).data)
