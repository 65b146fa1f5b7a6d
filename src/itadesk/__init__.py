"""itadesk: the ITA work of a Thai local government office, on one desk."""

from __future__ import annotations

__version__ = "0.1.0"
