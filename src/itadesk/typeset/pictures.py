"""Pictures as they come from a clerk's files."""

from __future__ import annotations

from io import BytesIO

from PIL.Image import DecompressionBombError
from reportlab.lib.utils import ImageReader

from itadesk.core.errors import UserError


def read_picture(data: bytes) -> ImageReader:
    """A PNG or JPEG, read to its end.

    Raises:
        UserError: `picture-unreadable` where the bytes are no picture, or a damaged one.
    """
    try:
        picture = ImageReader(BytesIO(data))
        picture.getRGBData()
    except (OSError, SyntaxError, ValueError, DecompressionBombError) as error:
        raise UserError("picture-unreadable") from error
    return picture
