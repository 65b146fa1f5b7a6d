"""Import of reports: looked at first, then taken into the open file in one step of undo.

Reads .docx, .xlsx, .txt and .tsv files, and the text or HTML that a clipboard holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from itadesk.app.language import _
from itadesk.app.packs import known_form
from itadesk.app.session import Session, new_id
from itadesk.core.changelog import EXISTS, Edit
from itadesk.core.errors import UserError
from itadesk.core.findings import Finding, Found, FoundItem, FoundMeasure, Notice, Piece, notice
from itadesk.core.forms import OitForm
from itadesk.core.import_items import Difference, Wording
from itadesk.core.importing import ImportPlan, plan_import
from itadesk.core.model import State
from itadesk.files.recognise.document import find
from itadesk.files.source import Source
from itadesk.files.tabletext import read_text
from itadesk.thai.repair import repair, repairs

MAX_FILE = 10 * 2**20
ENDINGS = (".docx", ".xlsx", ".txt", ".tsv")
ZIP = b"PK\x03\x04"
WORKBOOK = b"xl/workbook.xml"  # stands in every workbook's list of parts
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_PDF = b"%PDF"


@dataclass(frozen=True, slots=True)
class Mend:
    """A stretch of damaged text and what it would become, with what stands around it."""

    before: str
    after: str
    around: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do, for people to look at before it is taken.

    `lines` are message keys with facts: counts of what was found and where it goes, then what to
    mind. `unplaced` is every text that goes nowhere; `kept` are paragraphs of the report that the
    file has no field for; `repeated` stood twice and is taken once.
    """

    name: str
    finding: Finding
    plan: ImportPlan
    lines: tuple[Notice, ...]
    mends: tuple[Mend, ...]

    @property
    def edits(self) -> tuple[Edit, ...]:
        return self.plan.edits

    @property
    def counts(self) -> dict[str, int]:
        """How many things of each kind were found, kinds without any left out."""
        return _counts(self.finding)

    @property
    def unplaced(self) -> tuple[Piece, ...]:
        return (*self.finding.pieces_as("unplaced"), *self.plan.unplaced)

    @property
    def kept(self) -> tuple[Piece, ...]:
        return self.finding.pieces_as("kept")

    @property
    def repeated(self) -> tuple[Piece, ...]:
        return self.finding.pieces_as("repeated")

    @property
    def differences(self) -> tuple[Difference, ...]:
        return self.plan.differences


def preview(
    state: State,
    name: str,
    data: bytes | str,
    year: int | None = None,
    *,
    wording: Wording = "document",
    form_for: Callable[[int], OitForm | None] = known_form,
    new_id: Callable[[], str] = new_id,
) -> Preview:
    """Look at what a file or a clipboard holds; nothing is written.

    `name` is the file's name or what a clipboard is called; `data` a file's bytes, or text.
    `year` is the fiscal year to take it into, None for the years that the document names.

    Raises:
        UserError: "import-too-large", "import-not-readable", "import-unsafe",
            "import-nothing-found", "import-which-year".
    """
    finding = find(source_of(name, data))
    if finding.is_empty():
        raise UserError("import-nothing-found", name=name)
    plan = plan_import(finding, state, year, form_for, new_id, wording)
    lines = (*_count_lines(finding), *finding.notices, *plan.notices)
    return Preview(name, finding, plan, lines, _mends(plan.edits))


def take(session: Session, looked_at: Preview, *, repaired: bool = False) -> None:
    """Take a preview into the open file as one step of undo; `repaired` mends damaged text.

    Raises:
        UserError: the file cannot be written.
    """
    edits = looked_at.edits
    if repaired:
        edits = tuple(_mended(edit) for edit in edits)
    session.apply(edits, _("Import"))


def source_of(name: str, data: bytes | str) -> Source:
    """The lines and tables of a file or a clipboard, by what it holds and not by its ending.

    Raises:
        UserError: "import-too-large", "import-not-readable", "import-unsafe".
    """
    if isinstance(data, str):
        return read_text(data, name)
    if len(data) > MAX_FILE:
        raise UserError("import-too-large", name=name)
    if data.startswith(ZIP):
        return _office_document(name, data)
    if data.startswith((_OLD_OFFICE, _PDF)):
        raise UserError("import-not-readable", name=name)
    return read_text(_decoded(name, data), name)


def _office_document(name: str, data: bytes) -> Source:
    if name.lower().endswith((".xlsx", ".xlsm")) or WORKBOOK in data:
        from itadesk.files.xlsx_in import read_xlsx

        return read_xlsx(data, name)
    from itadesk.files.docx_in import read_docx

    return read_docx(data, name)


def _decoded(name: str, data: bytes) -> str:
    """A text file's letters: UTF-8 or UTF-16 as it says, else the old Thai encoding of Windows."""
    encodings = (
        ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp874")
    )
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UserError("import-not-readable", name=name)


def _counts(finding: Finding) -> dict[str, int]:
    counts = {
        "measures": len(finding.measures),
        "step-groups": sum(len(measure.groups) for measure in finding.measures),
        "items": len(finding.items),
        "items-done": sum(item.status == "done" for item in finding.items),
        "indicators": len(finding.indicators),
        "scores": len(finding.scores),
        "issues": len(finding.issues),
        "memos": len(finding.memos),
    }
    return {kind: count for kind, count in counts.items() if count}


def _count_lines(finding: Finding) -> list[Notice]:
    """One line a kind and year (0 where none is named), then how many pieces went elsewhere."""
    lines: list[Notice] = []
    for kind in ("measures", "items", "indicators", "scores", "issues", "memos"):
        things: tuple[Found, ...] = getattr(finding, kind)
        for year in sorted({thing.year or 0 for thing in things}):
            of_year = [thing for thing in things if (thing.year or 0) == year]
            facts = {"count": len(of_year), "year": year}
            if kind == "measures":
                facts["groups"] = sum(len(t.groups) for t in of_year if isinstance(t, FoundMeasure))
            if kind == "items":
                facts["done"] = sum(
                    isinstance(t, FoundItem) and t.status == "done" for t in of_year
                )
            lines.append(notice(f"found-{kind}", **facts))
    for found in finding.texts:
        paragraphs = found.text.count("\n") + 1
        lines.append(notice("found-texts", count=paragraphs, year=found.year or 0))
    for role in ("heading", "kept", "repeated", "unplaced"):
        count = len(finding.pieces_as(role))
        if count:
            lines.append(notice(f"pieces-{role}", count=count))
    return lines


def _mends(edits: tuple[Edit, ...]) -> tuple[Mend, ...]:
    """What repair would change in the texts that would be saved, each once."""
    found: dict[Mend, None] = {}
    for edit in edits:
        if isinstance(edit.value, str):
            for each in repairs(edit.value):
                around = edit.value[max(0, each.start - 15) : each.end + 15]
                found[Mend(each.before, each.after, around)] = None
    return tuple(found)


def _mended(edit: Edit) -> Edit:
    if edit.field == EXISTS or not isinstance(edit.value, str):
        return edit
    return replace(edit, value=repair(edit.value))
