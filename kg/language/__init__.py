"""Text → annotated spaCy ``Doc``: words, sentences, tags, lemmas, trees and names.

``load()`` gives our own small model inside a normal spaCy pipeline; any other spaCy pipeline can
take its place. Importing this package loads neither spaCy nor onnxruntime.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["MODEL_FOLDER", "card", "load", "version"]

MODEL_FOLDER = Path(__file__).parent / "model"
"""The folder of the model that comes with the package."""


def load(model: str | None = None, *, threads: int = 1, roles: bool = True) -> Language:
    """Load a language model as a spaCy pipeline.

    Args:
        model: None for ours; a folder with an exported model of ours; or the name or path of any
            spaCy pipeline.
        threads: Threads of our model. Results do not depend on it.
        roles: Whether our model also tells predicates with their roles, and keeps what scores of pairs of mentions
            need; a tenth of its time. All else is the same without.

    Returns:
        A pipeline; ``nlp(text)`` gives the annotated ``Doc``.

    Raises:
        ModelError: The model is missing or broken.
    """
    from kg.language.component import foreign_pipeline, own_pipeline

    if model is None:
        return own_pipeline(MODEL_FOLDER, threads=threads, roles=roles)
    if (Path(model) / "encoder.onnx").is_file():
        return own_pipeline(Path(model), threads=threads, roles=roles)
    return foreign_pipeline(model)


def card() -> str:
    """Return the model card: data, sizes, licences, figures and limits."""
    try:
        return (MODEL_FOLDER / "MODEL_CARD.md").read_text("utf-8")
    except OSError as error:
        raise ModelError("the model card is missing; install kg again") from error


def version(model: str | None = None) -> str:
    """Return which model `load(model)` gives, without loading it; it changes whenever results may."""
    from kg.language.fingerprint import version as of_model

    return of_model(MODEL_FOLDER, model)
