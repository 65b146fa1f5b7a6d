"""One window at a time on a PC: a second start hands its file to the first, and ends.

It goes by files in a folder of this user, since nothing here uses a network, not even this PC's.
"""

from __future__ import annotations

import contextlib
import json
import time
from pathlib import Path

from itadesk.app.atomic import write_atomic
from itadesk.app.places import data_folder
from itadesk.app.single_use import SingleUse
from itadesk.core.errors import from_os_error

ANSWER_SECONDS = 5.0
_REQUEST = "wanted.json"
_PAUSE = 0.05


def meeting_folder() -> Path:
    """The folder that the first window watches; made where it is not there.

    Raises:
        UserError: it cannot be made.
    """
    folder = data_folder() / "window"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise from_os_error(error, folder.name) from error
    return folder


def first_place() -> SingleUse:
    """The place of the first window, until it is released or the program ends.

    Raises:
        UserError: file-in-use where there is a first window already; or as `meeting_folder`.
    """
    return SingleUse(meeting_folder() / "first")


def hand_over(file: Path | None, seconds: float = ANSWER_SECONDS) -> bool:
    """Asks the first window to come to the front, with this file; whether it took notice.

    Raises:
        UserError: the request cannot be written.
    """
    request = meeting_folder() / _REQUEST
    wanted = "" if file is None else str(file.absolute())
    write_atomic(request, json.dumps({"file": wanted}).encode())
    end = time.monotonic() + seconds
    while request.exists():
        if time.monotonic() > end:
            with contextlib.suppress(OSError):
                request.unlink()
            return False
        time.sleep(_PAUSE)
    return True


def request_taken() -> str | None:
    """What a second start asks for: a file, or empty for just the window; None if nothing."""
    request = meeting_folder() / _REQUEST
    try:
        read = json.loads(request.read_bytes())
        request.unlink()
        return str(read["file"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
