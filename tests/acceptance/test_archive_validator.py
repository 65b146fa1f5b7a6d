"""Every paper before a validator of archival PDFs: Preflight of Apache PDFBox, where Debian has it.

Preflight knows PDF/A-1b (ISO 19005-1) only, and our papers are PDF/A-2b (ISO 19005-2). It may
complain of the three points in which part 2 changed the rule, and of nothing else.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.acceptance.test_in_libreoffice import papers

from itadesk.app.printing import rendered
from itadesk.core.report import Report, Section, plain
from itadesk.typeset.pdf import render

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

_JARS = (
    "preflight",
    "pdfbox2",
    "fontbox2",
    "xmpbox",
    "commons-logging",
    "javax.activation",
    "jaxb-api",
)
_CHANGED_IN_PART_2 = (
    re.compile(r"7\.11\.2 : Error on MetaData, part must be 1"),
    re.compile(r"2\.1\.6 : .*Invalid version of the ICCProfile"),
    re.compile(r"3\.1\.11 : .*The CIDSet entry is missing for the Composite Subset"),
)


def complaints(folder: Path) -> dict[str, list[str]]:
    """What Preflight says of each PDF of the folder, without what part 2 changed."""
    jars = [Path(f"/usr/share/java/{name}.jar") for name in _JARS]
    java = shutil.which("java")
    if java is None or not all(jar.exists() for jar in jars):
        pytest.skip("PDFBox Preflight (libpdfbox2-java) or Java is not installed")
    told = subprocess.run(
        [
            *(java, "-cp", ":".join(map(str, jars))),
            *("org.apache.pdfbox.preflight.Validator_A1b", "batch", str(folder)),
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    found: dict[str, list[str]] = {}
    for line in told.stdout.splitlines():
        if heading := re.match(r"The file (.+\.pdf) is (not )?a valid PDF/A-1b file", line):
            lines = found.setdefault(heading[1], [])
        elif line and not any(known.match(line) for known in _CHANGED_IN_PART_2):
            lines.append(line)
    return found


def test_no_paper_has_a_fault_that_part_2_did_not_lift(tmp_path: Path) -> None:
    made = papers(tmp_path)
    folder = tmp_path / "pdf"
    folder.mkdir()
    for name, (state, report) in made.items():
        (folder / f"{name}.pdf").write_bytes(rendered(state, report, "pdf"))
    assert complaints(folder) == {f"{name}.pdf": [] for name in made}


def test_a_paper_without_its_colour_profile_is_found(tmp_path: Path) -> None:
    data = render(Report("น้ำ", (Section((plain("ฟื้นฟูป่า"),)),))).data
    (tmp_path / "bare.pdf").write_bytes(data.replace(b"/OutputIntents", b"/Outputintents"))
    (lines,) = complaints(tmp_path).values()
    assert lines
