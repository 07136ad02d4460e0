"""What is read: one article, with what its source tells of it."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from datetime import date

from kg.kinds import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as read: its text never changes after this point."""

    id: str
    text: str
    source: str
    title: str | None = None
    published: date | None = None
    author: str | None = None
    language: str | None = None
    """What the source declares, or the text shows, as a BCP 47 tag."""
    version: int | None = None
    """Of a document that is sent again: a higher version takes the place of a lower one."""
    standing: Standing = Standing.USABLE

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of all that the graph keeps of it, but not of where it lay."""
        parts = [self.id, self.title or "", self.published.isoformat() if self.published else "", self.text]
        told = {"author": self.author, "language": self.language, "version": self.version}
        told["standing"] = None if self.standing is Standing.USABLE else self.standing.value
        parts += [f"{name}={value}" for name, value in told.items() if value is not None]
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def primary(self) -> str:
        """The first part of its language, in small letters: `fr` of `fr-CA`; `en` where that is not told."""
        tag = (self.language or "").replace("_", "-").split("-")[0].strip().lower()
        return "en" if tag in {"", "en", "eng", "mul", "und", "zxx"} else tag

    @property
    def foreign(self) -> bool:
        """Whether it is in another language than English."""
        return self.primary != "en"

    @property
    def rank(self) -> tuple[float, bool]:
        """What of two documents with one id stands: the higher version, or when they are of one, that it is withdrawn.

        One without a version is below all others; a withdrawal without a version is of all versions.
        """
        withdrawn = self.standing is Standing.WITHDRAWN
        if self.version is None:
            return (math.inf if withdrawn else -math.inf), withdrawn
        return self.version, withdrawn
