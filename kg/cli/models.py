"""`kg model`, `kg train` and `kg evaluate`."""

from __future__ import annotations

from kg.cli.app import app


@app.command()
def model() -> None:
    """Print the card of the language model: data, licences, figures, limits."""
    from kg import language

    print(language.card().rstrip())
