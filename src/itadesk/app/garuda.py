"""The office's garuda: chosen as a picture or taken out of a Word memo, kept in the office file."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from PIL import Image, ImageOps, UnidentifiedImageError

from itadesk.app.language import _
from itadesk.app.session import Session
from itadesk.core.changelog import EXISTS, Edit
from itadesk.core.errors import UserError
from itadesk.core.model import Office
from itadesk.files.docx_pictures import pictures_in_docx

MIME = "image/png"
MOST_BYTES = 10 * 2**20
MOST_PIXELS = 40_000_000
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF")
# 15 mm at 1,200 dots an inch; more is not seen on paper.
_TALLEST = 709
_WHITE_FROM = 200


@dataclass(frozen=True, slots=True)
class GarudaPicture:
    """A PNG without transparency and without an empty margin; its size in pixels."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A picture of a Word file that may be the garuda, and where it stands there."""

    picture: GarudaPicture
    place: Literal["header", "body"]


def from_picture(data: bytes, name: str) -> GarudaPicture:
    """The garuda from a picture file (PNG, JPEG, GIF, BMP, TIFF); `name` is for the error.

    An SVG or a page of a PDF is to be drawn as a PNG first.

    Raises:
        UserError: "garuda-unreadable" or "garuda-too-large".
    """
    if len(data) > MOST_BYTES:
        raise UserError("garuda-too-large", name=name)
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise UserError("garuda-too-large", name=name)
            flat = _on_white(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UserError("garuda-too-large", name=name) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise UserError("garuda-unreadable", name=name) from error
    ink = ImageOps.invert(flat.convert("L")).point(lambda dark: 255 * (dark > 255 - _WHITE_FROM))
    box = ink.getbbox()
    if box is None:
        raise UserError("garuda-unreadable", name=name)
    cut = flat.crop(box)
    cut.thumbnail((4 * _TALLEST, _TALLEST), Image.Resampling.LANCZOS)
    made = BytesIO()
    cut.save(made, "PNG", optimize=True)
    return GarudaPicture(made.getvalue(), cut.width, cut.height)


def from_docx(data: bytes, name: str) -> tuple[Candidate, ...]:
    """Pictures of a Word memo, those of its headers first; drawings no program here reads are none.

    Raises:
        UserError: "import-too-large", "import-unsafe" or "import-not-readable".
    """
    found: list[Candidate] = []
    for picture in pictures_in_docx(data, name):
        try:
            found.append(Candidate(from_picture(picture.data, name), picture.place))
        except UserError:
            continue
    return tuple(found)


def set_garuda(session: Session, picture: GarudaPicture) -> None:
    """Keep a picture in the office file and print it on memos.

    Raises:
        UserError: the file cannot be written.
    """
    _name_it(session, session.keep(picture.data, MIME))


def clear_garuda(session: Session) -> None:
    """Print memos on paper that has its head already.

    Raises:
        UserError: the file cannot be written.
    """
    _name_it(session, "")


def garuda_of(session: Session) -> bytes:
    """What `app.printing` takes; empty where the office has none."""
    office = session.state.get(Office, "office") or Office()
    kept = session.attachment(office.garuda) if office.garuda else None
    return kept.data if kept else b""


def _name_it(session: Session, sha256: str) -> None:
    edits = [] if session.state.get(Office, "office") else [Edit("office", "office", EXISTS, True)]
    session.apply([*edits, Edit("office", "office", "garuda", sha256)], _("Garuda"))


def _on_white(picture: Image.Image) -> Image.Image:
    """What it looks like on paper, upright."""
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    paper = Image.new("RGBA", upright.size, "white")
    return Image.alpha_composite(paper, upright).convert("RGB")
