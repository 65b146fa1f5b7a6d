"""The pictures of a Word file, as they are in it: those of its headers, then those of its text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from itadesk.files.zipguard import checked_zip

_USES = re.compile(rb'r:(?:embed|id)="([^"]+)"')
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_PARTS = re.compile(r"word/(header\d*|document)\.xml")


@dataclass(frozen=True, slots=True)
class DocxPicture:
    """A picture's bytes, of whatever format, and where it stands."""

    data: bytes
    place: Literal["header", "body"]


def pictures_in_docx(data: bytes, name: str) -> tuple[DocxPicture, ...]:
    """Each picture once, in the order of use; `name` is the file's, for the error.

    Raises:
        UserError: "import-too-large", "import-unsafe" or "import-not-readable".
    """
    found: dict[bytes, DocxPicture] = {}
    with checked_zip(data, name) as archive:
        entries = frozenset(archive.namelist())
        parts = sorted((e for e in entries if _PARTS.fullmatch(e)), key=lambda e: "header" not in e)
        for part in parts:
            for target in _targets(archive, part, entries):
                picture = archive.read(target)
                place: Literal["header", "body"] = "header" if "header" in part else "body"
                found.setdefault(picture, DocxPicture(picture, place))
    return tuple(found.values())


def _targets(archive: zipfile.ZipFile, part: str, entries: frozenset[str]) -> Iterator[str]:
    """The media entries that a part names, in its order."""
    relations = part.replace("word/", "word/_rels/") + ".rels"
    if relations not in entries:
        return
    targets: dict[bytes, str] = {}
    for relation in _RELATION.findall(archive.read(relations)):
        said = dict(re.findall(rb'(\w+)="([^"]*)"', relation))
        if said.get(b"Type", b"").endswith(b"/image") and said.get(b"TargetMode") != b"External":
            target = said.get(b"Target", b"").decode("utf-8", "replace")
            targets[said.get(b"Id", b"")] = (
                target.lstrip("/") if target[:1] == "/" else f"word/{target}"
            )
    for used in _USES.findall(archive.read(part)):
        if targets.get(used) in entries:
            yield targets[used]
