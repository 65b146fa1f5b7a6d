"""A folder that shows what the program makes: the sample office and all its papers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from itadesk.app.atomic import write_atomic
from itadesk.app.printing import FORMATS, FULL_YEAR, build, rendered, reports_for
from itadesk.app.sample import sample_edits
from itadesk.app.session import Session
from itadesk.core.errors import from_os_error
from itadesk.core.model import State
from itadesk.core.years import years_of

SAMPLE = "sample.itadesk"


def make_demo(folder: Path) -> Iterator[Path]:
    """Makes the sample office and prints every paper of it that is ready, in every layout.

    The whole year is printed in its usual layout only. Gives each file as it is made. What stands
    in the folder under the same names is replaced.

    Raises:
        UserError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / SAMPLE).unlink(missing_ok=True)
    except OSError as error:
        raise from_os_error(error, folder.name) from error
    with Session.new(folder / SAMPLE, sample_edits()) as session:
        state = session.state
    yield folder / SAMPLE
    yield from _papers(state, folder)


def _papers(state: State, folder: Path) -> Iterator[Path]:
    for year in years_of(state):
        for paper in reports_for(state, year.year):
            if not paper.ready:
                continue
            layouts = paper.layouts[:1] if paper.name == FULL_YEAR else paper.layouts
            for layout in layouts or (None,):
                name = f"{year.year}-{paper.name}"
                name += f"-{layout.id}" if layout else ""
                report = build(state, year.year, paper.name, layout.id if layout else "")
                for fmt in FORMATS:
                    path = folder / f"{name}.{fmt}"
                    write_atomic(path, rendered(state, report, fmt))
                    yield path
