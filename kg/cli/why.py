"""`kg explain` and `kg blindspots`."""

from __future__ import annotations
