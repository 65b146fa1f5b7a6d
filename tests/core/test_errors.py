"""What the system says about a file, sorted into the few things a clerk can do about it."""

from __future__ import annotations

import errno

import pytest

from itadesk.core.errors import UserError, from_os_error


@pytest.mark.parametrize(
    ("code", "key"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EACCES, "cannot-write"),
        (errno.EPERM, "cannot-write"),
        (errno.EROFS, "cannot-write"),
        (errno.ENOENT, "folder-missing"),
        (errno.ENOTDIR, "folder-missing"),
        (errno.EIO, "drive-trouble"),
        (errno.ENODEV, "drive-trouble"),
        (None, "drive-trouble"),
    ],
)
def test_errors_of_the_system_are_sorted(code: int | None, key: str) -> None:
    error = from_os_error(OSError(code, "") if code else OSError("strange"), "ก.pdf")
    assert error.key == key
    assert error.facts == {"name": "ก.pdf"}


def test_an_error_shows_its_key_and_facts_to_whoever_repairs_the_program() -> None:
    assert str(UserError("file-newer", name="ก", version=2)) == "file-newer (name=ก, version=2)"
    assert str(UserError("no-items")) == "no-items"
