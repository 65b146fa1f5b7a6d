"""Other processes for tests: killed at a step, or bound by permissions."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}

needs_posix = pytest.mark.skipif(os.name != "posix", reason="permissions of files are POSIX's")

_AS_NOBODY = """
import os, sys
from pathlib import Path
from itadesk.core.changelog import EXISTS, Edit
from itadesk.core.errors import UserError
from itadesk.app.atomic import write_atomic
from itadesk.app.session import Session
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
path = Path(sys.argv[1])
try:
    {}
except UserError as error:
    print(error.key, end="")
"""


def key_as_nobody(statement: str, path: Path) -> str:
    """Runs a statement on `path`; gives the key of its `UserError`, or "".

    It runs as a user whom permissions bind: they do not bind the superuser, as whom tests may run.
    `path` is in the folder `reachable`: pytest closes its own folders to other users.
    """
    command = [sys.executable, "-c", _AS_NOBODY.format(statement), str(path)]
    told = subprocess.run(command, env=ENVIRONMENT, check=True, capture_output=True, text=True)
    return told.stdout
