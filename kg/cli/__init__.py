"""The command line: options → one call → print.

app        the application, its common options, and how errors end it
show       tables for people, lines for programs
report     what a person sees of a build
build      build, retract, demo
ask        facts, mentions, entities, query, sparql
why        explain, blindspots
judge      why, doubts, same, apart, rename, retype, reject, confirm, judgements
share      export, view, receipt, validate
serving    serve
care       doctor, backup, restore, compact
vocabulary ontology
models     model, train, evaluate
"""

from __future__ import annotations

from kg.cli import ask, build, care, judge, models, serving, share, vocabulary, why
from kg.cli.app import app, main

__all__ = ["app", "main"]

COMMANDS = (  # in the order of `kg --help`: a newcomer reads from the top
    build.build,
    ask.facts,
    ask.query,
    ask.sparql,
    ask.entities,
    ask.mentions,
    why.explain,
    why.blindspots,
    judge.why,
    judge.doubts,
    judge.same,
    judge.apart,
    judge.rename,
    judge.retype,
    judge.reject,
    judge.confirm,
    judge.judgements,
    share.view,
    share.export,
    serving.serve,
    share.receipt,
    share.validate,
    vocabulary.ontology,
    build.retract,
    care.doctor,
    care.backup,
    care.restore,
    care.compact,
    build.demo,
    models.model,
    models.train,
    models.evaluate,
)
for command in COMMANDS:
    app.command()(command)
