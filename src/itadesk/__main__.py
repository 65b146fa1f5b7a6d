"""`python -m itadesk`: the same as the command `itadesk`."""

from __future__ import annotations

import sys

from itadesk.cli import main

sys.exit(main())
