"""Zip files whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import io
import zipfile

_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def with_fixed_times(data: bytes) -> bytes:
    """The same zip file, its entries in the same order, all dated alike."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _FIRST_DAY_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return result.getvalue()
