"""What a graph is handed on as: files, pages and pictures, and the objects of other libraries."""

from __future__ import annotations

import os
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Unpack, cast

from kg import export
from kg.explain import explain
from kg.export import Options, Wishes
from kg.judging.bench import iri
from kg.parts import Chosen, chosen
from kg.store import Store

if TYPE_CHECKING:
    import networkx
    import pandas
    import rdflib


class Shared:
    """The part of a graph that is handed on."""

    store: Store

    def export(
        self,
        path: str | os.PathLike[str],
        *,
        format: str | None = None,  # noqa: A002
        least: float | None = None,
        **options: Unpack[Options],
    ) -> None:
        """Write the graph to a file, whole or not at all; the same graph gives the same bytes.

        Args:
            path: the file.
            format: turtle, trig, nquads, ntriples, jsonld, rdfxml, graphml, gexf, csv, events, parquet, void, nanopub,
                or what an installed package adds; None tells it from the suffix.
            least: only facts of this confidence or more, as for `facts`; trig and nquads always hold everything.
            options: only some of the facts, as for `facts`; and `with_ontology=True` (the file tells the terms that it
                uses), `ontology_base` (what these terms begin with in the file), `rdf12=True` (facts as reifiers of
                their triples); of `void` and `nanopub`, `title`, and `license`, `creator` (IRIs) and `issued` of what
                is published; of `nanopub`, `fact`, as for `explain`.

        Raises:
            ExportError: the format is unknown, cannot hold what is asked, or the file cannot be written.
            QueryError: no such fact, or several.
        """
        if (fact := options.get("fact")) is not None:
            options["fact"] = explain(self.store, iri(fact)).fact.fact
        names = {field.name for field in fields(Wishes)}
        asked: dict[str, Any] = {name: value for name, value in options.items() if name in names}
        part = cast("Chosen", {name: value for name, value in options.items() if name not in names})
        export.write(self.store.part(chosen(**part), least=least), path, format=format, wishes=Wishes(**asked))

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Entities as nodes (by IRI, with label, type and described), facts as edges (by the IRI of the fact)."""
        return export.to_networkx(self.store)

    def to_pandas(self) -> pandas.DataFrame:
        """The events as a data frame, one row each; the columns stand in `docs/events.md`."""
        return export.to_pandas(self.store)

    def to_rdflib(self) -> rdflib.Graph:
        """Entities, facts, sentences and documents as an `rdflib.Graph`, with readable prefixes."""
        return export.to_rdflib(self.store)

    def view(
        self,
        path: str | os.PathLike[str],
        *,
        title: str = "Knowledge graph",
        least: float | None = None,
        **part: Unpack[Chosen],
    ) -> None:
        """Draw the graph: an interactive page (.html) or a picture (.svg, .png).

        Args:
            path: the file.
            title: what stands above it.
            least: only facts of this confidence or more, as for `facts`.
            part: only some of the facts, as for `facts`.

        Raises:
            ExportError: another suffix, or the file cannot be written.
        """
        from kg.view import write

        store = self.store.part(chosen(**part), least=least)
        write(
            store.facts(),
            store.entities(),
            path,
            documents=self.store.documents(),
            title=title,
            ontology=self.store.ontology,
        )

    def __repr__(self) -> str:
        return f"<kg.Graph: {self.store.where}>"

    def _repr_html_(self) -> str:
        """What a notebook shows: how much there is, and a picture of the most connected entities."""
        from kg import view

        return view.summary(self.store)
