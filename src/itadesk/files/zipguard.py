"""Looks a .docx or .xlsx over before any parser sees it; such files come from strangers' sticks.

Refuses what could fill the memory (zip bombs), reach outside (names with ..), or make an XML
parser do more than read (DOCTYPE, entities). The limits are far above any office's report.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from itadesk.core.errors import UserError

MAX_FILE = 10 * 2**20
MAX_ENTRIES = 1_000
MAX_TOTAL = 100 * 2**20
MAX_XML = 12 * 2**20  # a parser may need thirty times as much
MAX_RATIO = 100
RATIO_FROM = 2**20
_CHUNK = 2**20
_XML = re.compile(r"\.(xml|rels|vml)$", re.IGNORECASE)
_DECLARATION = re.compile(r"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_OVERLAP = 32
_ENCRYPTED = 0x1


def checked_zip(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive, after every entry has been unpacked once and looked at.

    `name` is the file's, for the error.

    Raises:
        UserError: "import-too-large", "import-unsafe" or "import-not-readable".
    """
    if len(data) > MAX_FILE:
        raise UserError("import-too-large", name=name)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        _check_list(archive.infolist(), name)
        total = 0
        for entry in archive.infolist():
            total += _check_entry(archive, entry, name, MAX_TOTAL - total)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise UserError("import-not-readable", name=name) from error
    return archive


def _check_list(entries: list[zipfile.ZipInfo], name: str) -> None:
    """What the table of contents alone gives away."""
    if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_TOTAL:
        raise UserError("import-too-large", name=name)
    names = [entry.filename for entry in entries]
    if len({entry.lower() for entry in names}) != len(names):
        raise UserError("import-unsafe", name=name)
    for entry in entries:
        path = entry.orig_filename
        outside = path.startswith("/") or ".." in path.split("/")
        if outside or "\\" in path or ":" in path or "\0" in path:
            raise UserError("import-unsafe", name=name)
        if entry.flag_bits & _ENCRYPTED:
            raise UserError("import-not-readable", name=name)
        if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * entry.compress_size:
            raise UserError("import-unsafe", name=name)


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, left: int) -> int:
    """Unpack one entry in pieces; its size may differ from what the table of contents says."""
    size = 0
    tail = b""
    is_xml = bool(_XML.search(entry.filename))
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > left or (is_xml and size > MAX_XML):
                raise UserError("import-too-large", name=name)
            if size > RATIO_FROM and size > MAX_RATIO * max(entry.compress_size, 1):
                raise UserError("import-unsafe", name=name)
            if is_xml and _declares(tail + chunk):
                raise UserError("import-unsafe", name=name)
            tail = chunk[-_OVERLAP:]
    return size


def _declares(part: bytes) -> bool:
    """Whether an XML part holds a DOCTYPE or an entity, in UTF-8 or in UTF-16."""
    return bool(_DECLARATION.search(part.replace(b"\0", b"").decode("latin-1")))
