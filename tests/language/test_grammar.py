"""The neutral view gives the same answers for trees in UD and in ClearNLP labels."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.errors import ModelError
from kg.extract.grammar.arguments import agents, patients, subjects
from kg.extract.grammar.slots import fill
from kg.extract.grammar.triggers import Trigger
from kg.language.grammar import Node, View, conjuncts, is_passive, preposition, view

# word, lemma, Penn tag, UPOS, head (index), label
UD = {
    "passive": """
        The the DT DET 1 det
        soldier soldier NN NOUN 3 nsubj:pass
        was be VBD AUX 3 aux:pass
        held hold VBN VERB 3 root
        by by IN ADP 6 case
        the the DT DET 6 det
        rebels rebel NNS NOUN 3 obl:agent
        in in IN ADP 8 case
        Kabul Kabul NNP PROPN 3 obl
    """,
    "copula": """
        Omar Omar NNP PROPN 3 nsubj
        is be VBZ AUX 3 cop
        the the DT DET 3 det
        leader leader NN NOUN 3 root
        of of IN ADP 6 case
        the the DT DET 6 det
        Taliban Taliban NNP PROPN 3 nmod
    """,
    "control": """
        Kerry Kerry NNP PROPN 1 nsubj
        plans plan VBZ VERB 1 root
        to to TO PART 3 mark
        meet meet VB VERB 1 xcomp
        Karzai Karzai NNP PROPN 3 obj
        and and CC CCONJ 6 cc
        Abdullah Abdullah NNP PROPN 4 conj
    """,
    "particle": """
        They they PRP PRON 1 nsubj
        handed hand VBD VERB 1 root
        over over RP ADP 1 compound:prt
        control control NN NOUN 1 obj
        to to IN ADP 6 case
        Afghan afghan JJ ADJ 6 amod
        forces force NNS NOUN 1 obl
    """,
    "relative": """
        rebels rebel NNS NOUN 4 nsubj
        who who WP PRON 2 nsubj
        attacked attack VBD VERB 0 acl:relcl
        Kabul Kabul NNP PROPN 2 obj
        fled flee VBD VERB 4 root
    """,
}
CLEARNLP = {
    "passive": """
        The the DT DET 1 det
        soldier soldier NN NOUN 3 nsubjpass
        was be VBD AUX 3 auxpass
        held hold VBN VERB 3 ROOT
        by by IN ADP 3 agent
        the the DT DET 6 det
        rebels rebel NNS NOUN 4 pobj
        in in IN ADP 3 prep
        Kabul Kabul NNP PROPN 7 pobj
    """,
    "copula": """
        Omar Omar NNP PROPN 1 nsubj
        is be VBZ AUX 1 ROOT
        the the DT DET 3 det
        leader leader NN NOUN 1 attr
        of of IN ADP 3 prep
        the the DT DET 6 det
        Taliban Taliban NNP PROPN 4 pobj
    """,
    "control": """
        Kerry Kerry NNP PROPN 1 nsubj
        plans plan VBZ VERB 1 ROOT
        to to TO PART 3 aux
        meet meet VB VERB 1 xcomp
        Karzai Karzai NNP PROPN 3 dobj
        and and CC CCONJ 4 cc
        Abdullah Abdullah NNP PROPN 4 conj
    """,
    "particle": """
        They they PRP PRON 1 nsubj
        handed hand VBD VERB 1 ROOT
        over over RP ADP 1 prt
        control control NN NOUN 1 dobj
        to to IN ADP 1 prep
        Afghan afghan JJ ADJ 6 amod
        forces force NNS NOUN 4 pobj
    """,
    "relative": """
        rebels rebel NNS NOUN 4 nsubj
        who who WP PRON 2 nsubj
        attacked attack VBD VERB 0 relcl
        Kabul Kabul NNP PROPN 2 dobj
        fled flee VBD VERB 4 ROOT
    """,
}


def parsed(table: str) -> View:
    rows = [line.split() for line in table.strip().splitlines()]
    words, lemmas, tags, pos, heads, deps = zip(*rows, strict=True)
    doc = Doc(
        Vocab(), words=list(words), lemmas=list(lemmas), tags=list(tags), pos=list(pos),
        heads=[int(head) for head in heads], deps=list(deps),
    )  # fmt: skip
    return view(doc)


def word(seen: View, text: str) -> Node:
    return next(node for node in seen.nodes if node.text == text)


def texts(nodes: list[Node]) -> list[str]:
    return [node.text for node in nodes]


@pytest.fixture(params=["UD", "ClearNLP"])
def trees(request: pytest.FixtureRequest) -> dict[str, str]:
    return UD if request.param == "UD" else CLEARNLP


def test_a_passive_names_its_agent_and_its_place(trees: dict[str, str]) -> None:
    seen = parsed(trees["passive"])
    held = word(seen, "held")
    assert is_passive(held)
    assert texts(agents(held)) == ["rebels"]
    assert texts(patients(held)) == ["soldier"]
    assert texts(fill("oblique:in", Trigger(held))[1]) == ["Kabul"]
    assert preposition(word(seen, "Kabul")) == "in"


def test_a_predicate_heads_its_clause(trees: dict[str, str]) -> None:
    leader = word(parsed(trees["copula"]), "leader")
    assert texts(subjects(leader)) == ["Omar"]
    assert leader.first("cop") is not None
    assert texts(fill("oblique:of", Trigger(leader))[1]) == ["Taliban"]


def test_an_infinitive_shares_the_subject_of_its_verb(trees: dict[str, str]) -> None:
    seen = parsed(trees["control"])
    meet = word(seen, "meet")
    assert texts(agents(meet)) == ["Kerry"]
    assert texts(conjuncts(word(seen, "Karzai"))) == ["Karzai", "Abdullah"]
    assert texts(fill("object", Trigger(meet))[1]) == ["Karzai", "Abdullah"]


def test_a_particle_belongs_to_its_verb(trees: dict[str, str]) -> None:
    handed = word(parsed(trees["particle"]), "handed")
    assert texts(handed.of("compound:prt")) == ["over"]
    assert texts(fill("oblique:to", Trigger(handed))[1]) == ["forces"]
    assert texts(fill("object", Trigger(handed))[1]) == ["control"]


def test_a_relative_pronoun_stands_for_its_noun(trees: dict[str, str]) -> None:
    assert texts(agents(word(parsed(trees["relative"]), "attacked"))) == ["rebels"]


@pytest.mark.parametrize("name", sorted(UD))
def test_both_schemes_give_the_same_tree(name: str) -> None:
    def shape(table: str) -> list[tuple[str, str, str]]:
        return [
            (n.text, n.head.text if n.head else "-", "root" if n.head is None else n.dep)
            for n in parsed(table).nodes
            if n.dep != "cc"  # the schemes hang "and" from different conjuncts, and no rule asks
        ]

    assert shape(CLEARNLP[name]) == shape(UD[name])


def test_names_of_other_label_sets_are_read() -> None:
    doc = Doc(Vocab(), words=["Obama", "met", "Afghans"], tags=["NNP", "VBD", "NNPS"], pos=["PROPN", "VERB", "PROPN"],
              heads=[1, 1, 1], deps=["nsubj", "root", "obj"])  # fmt: skip
    doc.ents = [Span(doc, 0, 1, label="PERSON"), Span(doc, 2, 3, label="NORP")]
    assert [(name.first, name.label) for name in view(doc).names] == [(0, "Person"), (2, "Demonym")]


def test_a_pipeline_without_parser_is_refused() -> None:
    with pytest.raises(ModelError, match="--model"):
        view(Doc(Vocab(), words=["Nothing", "parsed"]))


def test_an_empty_document_has_an_empty_view() -> None:
    assert view(Doc(Vocab(), words=[])).nodes == ()
