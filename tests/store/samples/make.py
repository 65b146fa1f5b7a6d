"""Makes the sample file of the newest format, once, when the format is given out.

By hand: `python -m tests.store.samples.make`. It never writes over a sample: a file that a
program has been given out with is what every later one must open.
"""

from __future__ import annotations

from pathlib import Path

from itadesk.app.merging import dry_run, merge
from itadesk.app.sample import sample_edits
from itadesk.app.session import Session
from itadesk.core.changelog import EXISTS, Edit
from itadesk.store.dump import dump
from itadesk.store.formats import newest
from itadesk.store.snapshot import snapshot

FOLDER = Path(__file__).parent
_LARGE = ("item", "component", "evidence")
_ITEMS = ("2567/O1", "2568/O1", "2568/O2")
_PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def edits() -> list[Edit]:
    """The sample office with three of its items, so that the file stays small."""
    return [
        edit
        for edit in sample_edits()
        if edit.table not in _LARGE or "/".join(edit.row.split("/")[:2]) in _ITEMS
    ]


def fill(path: Path, other: Path) -> None:
    """A file with all that a file can have: old values, deleted rows, a conflict, a picture."""
    with Session.new(path, edits(), by="ผู้ทดสอบ") as session:
        unit = next(iter(session.state.tables["unit"]))
        session.apply([Edit("unit", "gone", EXISTS, True), Edit("unit", "gone", "name", "ป่า")], "")
        session.apply([Edit("unit", "gone", EXISTS, False)], "")
        session.keep(_PICTURE, "image/png")
        session.seal()
        snapshot(path, other, "")
        session.apply([Edit("unit", unit, "name", "กองช่าง ที่นี่")], "")
        with Session.open(other, by="อีกคน") as there:
            there.apply([Edit("unit", unit, "name", "กองช่าง ที่นั่น")], "")
        before = merge(session, dry_run(session, [other])).backup
        assert before is not None
        before.unlink()
        before.parent.rmdir()
        session.apply([Edit("office", "office", "phone", "๐ ๒๐๐๐ ๐๐๐๐")], "")


def main() -> None:
    """Makes the sample, and beside it what it holds as text."""
    path = FOLDER / f"v{newest()}.itadesk"
    other = FOLDER / "other.itadesk"
    if path.exists():
        raise SystemExit(f"{path.name} is there, and stays as it is")
    fill(path, other)
    other.unlink()
    kept = [line for line in dump(path) if not line.startswith(b'{"change"')]
    path.with_suffix(".jsonl").write_bytes(b"".join(kept))


if __name__ == "__main__":
    main()
