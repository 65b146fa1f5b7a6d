"""A plain text set as Thai paragraphs in a PDF."""

from __future__ import annotations

from pathlib import Path

from itadesk.app.atomic import write_atomic
from itadesk.core.errors import UserError


def typeset_text(text: Path, output: Path, size: float, width_mm: float) -> None:
    """Sets a UTF-8 text, a paragraph a line; `size` in the office's points.

    Raises:
        UserError: file-missing, cannot-read, text-not-utf8, or the output cannot be written.
    """
    from itadesk.typeset.pdf import render
    from itadesk.typeset.plain import report_of

    try:
        source = text.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError("text-not-utf8", name=text.name) from error
    except FileNotFoundError as error:
        raise UserError("file-missing", name=text.name) from error
    except OSError as error:
        raise UserError("cannot-read", name=text.name) from error
    write_atomic(output, render(report_of(source, size, width_mm)).data)
