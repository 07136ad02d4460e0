"""News in, a knowledge graph you can trust out: every fact points at its sentence."""

from __future__ import annotations

__version__ = "0.1.0"
