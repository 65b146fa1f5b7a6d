"""The one SQLite file of an office: its log of changes and the current rows."""

from __future__ import annotations
