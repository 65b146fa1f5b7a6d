"""Run as a program: reads files that may be bad, within bounds of memory and time.

Usage: reading.py HOW FILE…. A line of JSON for each: its name, "" or the key of the refusal, a hash
of what was read, seconds. HOW is "import" (a report) or "office" (an office file).
"""

from __future__ import annotations

import hashlib
import json
import resource
import sys
import time
from pathlib import Path

from itadesk.app.importing import preview
from itadesk.core.errors import UserError
from itadesk.core.model import EMPTY
from itadesk.store.untrusted import read_foreign

MEMORY = 512 * 2**20
YEAR = 2568


def imported(path: Path) -> str:
    looked_at = preview(EMPTY, path.name, path.read_bytes(), YEAR, new_id=lambda: "new")
    return digest(repr((looked_at.finding, looked_at.edits)))


def office(path: Path) -> str:
    return digest("\n".join(sorted(change.uid for change in read_foreign(path).changes)))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


READERS = {"import": imported, "office": office}


def main() -> None:
    _program, how, *names = sys.argv
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for name in names:
        begun, key, found = time.perf_counter(), "", ""
        try:
            found = READERS[how](Path(name))
        except UserError as error:
            key = error.key
        taken = time.perf_counter() - begun
        sys.stdout.write(json.dumps([name, key, found, taken]) + "\n")


if __name__ == "__main__":
    main()
