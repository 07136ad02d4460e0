"""A user's own Turtle: what it adds, replaces and switches off, from end to end, and what its mistakes say."""

from __future__ import annotations

import re
from pathlib import Path

import pyshacl
import pytest
import rdflib

import kg
from kg import examples, ontology, resources
from kg.errors import OntologyError, StoreError
from kg.extract.grammar import slots
from kg.graph import Graph
from kg.ontology import vocabulary
from tests.factories import entity, extraction

PAGE = Path(__file__).parents[1] / "docs" / "ontology.md"
PREFIXES = """@prefix kg: <https://kg.example/ontology#> .
@prefix ex: <https://example.org/mine#> .
@prefix frame: <https://kg.example/frames#> .
@prefix gaz: <https://kg.example/gazetteer#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
FIRST = PREFIXES.count("\n") + 1
"""The line on which what a test writes begins."""
FRAME = 'kg:evokes kg:meets ; kg:pos "verb" ; kg:trigger "meet" ; kg:subject "subject" ; kg:object "object"'
TEACHES = (
    "ex:teaches a owl:ObjectProperty ; kg:subjectClass kg:Person ; kg:objectClass ex:Pupil ; kg:eventClass ex:Lesson ."
)
MINE = f"""{TEACHES}
ex:Pupil a owl:Class ; rdfs:subClassOf kg:Person .
ex:Lesson a owl:Class ; rdfs:subClassOf kg:Event .
"""


def write(folder: Path, text: str, name: str = "my.ttl") -> Path:
    path = folder / name
    path.write_text(PREFIXES + text, encoding="utf-8")
    return path


@pytest.fixture
def science(tmp_path: Path) -> Path:
    """The example of the page."""
    path = tmp_path / "science.ttl"
    path.write_text(re.findall(r"```turtle\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)[0], encoding="utf-8")
    return path


# --- adding, replacing, switching off ------------------------------------------------------------------


def test_what_is_added_stands_beside_what_ships(tmp_path):
    terms = ontology.load(write(tmp_path, MINE))
    assert {*ontology.load().relations} | {"teaches"} == {*terms.relations}
    assert terms.relations["teaches"].event_class == "Lesson"
    assert terms.coarse("Pupil") == "Person"
    assert (terms.iri("teaches"), terms.iri("meets")) == ("https://example.org/mine#teaches", ontology.KG + "meets")
    assert terms.prefixes == {"ex": "https://example.org/mine#"}


def test_a_relation_without_event_class_is_a_state_and_classes_may_be_domain_and_range(tmp_path):
    text = "ex:likes a owl:ObjectProperty ; rdfs:domain kg:Person ; rdfs:range kg:Thing .\nex:f a kg:Frame ; "
    terms = ontology.load(write(tmp_path, text + FRAME.replace("kg:meets", "ex:likes") + " ."))
    likes = terms.relations["likes"]
    assert (likes.subject_classes, likes.object_classes, likes.event_class) == (("Person",), ("Thing",), None)


def test_a_declared_term_replaces_and_an_undeclared_one_adds(tmp_path):
    text = (
        'frame:meets_active a kg:Frame ; kg:evokes kg:meets ; kg:pos "verb" ; kg:trigger "encounter" ;\n'
        '    kg:subject "subject" ; kg:object "object" .\n'
        'gaz:Russia skos:altLabel "Mother Russia"@en .\nkg:leads kg:objectClass kg:Event .\n'
    )
    terms = ontology.load(write(tmp_path, text))
    assert {frame.name: frame.triggers for frame in terms.frames}["meets_active"] == ("encounter",)
    assert len(terms.frames) == len(ontology.load().frames)
    assert {"Mother Russia", "Russian Federation"} <= {*terms.gazetteer.entries["Russia"].aliases}
    assert {*terms.relations["leads"].object_classes} == {*ontology.load().relations["leads"].object_classes, "Event"}


def test_frames_relations_and_names_are_switched_off(tmp_path):
    text = "frame:meets_active kg:disabled true . kg:kills kg:disabled true . gaz:Doha kg:disabled true ."
    terms = ontology.load(write(tmp_path, text))
    assert "meets_active" not in {frame.name for frame in terms.frames}
    assert {frame.relation for frame in terms.frames} >= {"meets"}
    assert "kills" not in {each.relation for each in examples.declarations(terms)}
    assert "kills" in terms.relations
    assert "Doha" not in terms.gazetteer.entries


def test_bundled_files_are_left_out(tmp_path):
    terms = ontology.load(write(tmp_path, '<> kg:replaces "frames-*.ttl", "gazetteer.ttl" .'))
    assert (terms.frames, terms.gazetteer.entries) == ((), {})
    assert terms.roles == ontology.load().roles


def test_files_folders_and_gazetteers_add_up(tmp_path):
    (tmp_path / "folder").mkdir()
    write(tmp_path / "folder", "ex:likes a owl:ObjectProperty ; kg:subjectClass kg:Person .", "a.ttl")
    write(tmp_path / "folder", "ex:hates a owl:ObjectProperty ; kg:subjectClass kg:Person .", "b.ttl")
    names = write(tmp_path, 'ex:Q7 a kg:Company ; skos:prefLabel "Acme Corp"@en ; kg:country gaz:Qatar .', "names.ttl")
    terms = ontology.load([tmp_path / "folder", write(tmp_path, MINE)], gazetteer=names)
    assert {"likes", "hates", "teaches"} <= {*terms.relations}
    entry = terms.gazetteer.find("Acme Corp")
    assert (entry.key, entry.iri, entry.country) == ("Acme_Corp", "https://example.org/mine#Q7", "Qatar")
    with pytest.raises(OntologyError, match=r"my\.ttl lists no names"):
        ontology.load(gazetteer=tmp_path / "my.ttl")
    assert ontology.load("bundled") is ontology.load()


def test_the_digest_is_that_of_the_text(tmp_path):
    first = ontology.load(write(tmp_path, MINE))
    assert ontology.load(write(tmp_path, MINE, "other.ttl")).digest == first.digest
    (tmp_path / "crlf.ttl").write_bytes((PREFIXES + MINE).replace("\n", "\r\n").encode())
    assert ontology.load(tmp_path / "crlf.ttl").digest == first.digest
    assert ontology.load(write(tmp_path, MINE + "\n# more")).digest != first.digest != ontology.load().digest


def test_the_whole_ontology_is_written_and_read_back(tmp_path):
    terms = ontology.load(write(tmp_path, MINE + "frame:meets_active kg:disabled true ."))
    (tmp_path / "all.ttl").write_bytes(ontology.turtle(terms))
    again = ontology.load(tmp_path / "all.ttl")
    for part in ("classes", "relations", "frames", "roles", "patterns", "cues", "echoes", "words"):
        assert getattr(again, part) == getattr(terms, part), part
    assert again.gazetteer.entries == terms.gazetteer.entries
    assert len(rdflib.Graph().parse(tmp_path / "all.ttl", format="turtle")) > 20_000


def test_the_closed_lists_are_what_extraction_understands():
    assert all(slots.known(slot) for slot in vocabulary.SLOTS)
    for text in (
        "oblique:with",
        "part:object",
        "owner:oblique:by",
        "object>possessor",
        "oblique:",
        "nothing",
        "part:x",
    ):
        assert slots.known(text) == vocabulary.is_slot(text), text


# --- mistakes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (f"ex:f a kg:Frame ;\n  {FRAME} .".replace("kg:meets", "ex:meetz"), 1,
         "frame ex:f evokes unknown relation 'meetz'; did you mean 'meets'?"),
        (f"ex:f a kg:Frame ;\n  {FRAME} .".replace("kg:trigger", "kg:trigerr"), 1,
         "frame ex:f has the unknown property 'kg:trigerr'; did you mean 'trigger'?"),
        (f"ex:f a kg:Frame ;\n  {FRAME} .".replace('"object"', '"obliqe:with"'), 1,
         "frame ex:f has in kg:object the unknown slot 'obliqe:with'; did you mean 'oblique:with'?"),
        (f"ex:f a kg:Frame ;\n  {FRAME} ;\n  kg:objectClass kg:Organisation .", 2,
         "frame ex:f names in kg:objectClass the unknown class 'Organisation'; did you mean 'Organization'?"),
        ('ex:backs a kg:Relation ; rdfs:label "backs"@en .', 0,
         "ex:backs has the unknown type 'kg:Relation'; did you mean 'owl:ObjectProperty'?"),
        (f"ex:f a kg:Fram ;\n  {FRAME} .", 0, "ex:f has the unknown type 'kg:Fram'; did you mean 'Frame'?"),
        (f"ex:f a kg:Frame ; {FRAME} .\n\nex:f a kg:Frame .", 0, "ex:f is declared twice, in this file; keep one"),
        (f'ex:f a kg:Frame ;\n {FRAME} ;\n kg:example [ kg:text "x" ;\n  kg:expects "A | meetz | B" ] .', 3,
         "an example of frame ex:f expects unknown relation 'meetz'; did you mean 'meets'?"),
        ('ex:p a kg:Pattern ; kg:evokes kg:leads ;\n kg:link "coma" ; kg:subjectClass kg:Person .', 1,
         "pattern ex:p has in kg:link the unknown link 'coma'; did you mean 'comma'?"),
        ('ex:w a kg:Words ; kg:of "suport-verb" ; kg:word "do" .', 0,
         "words ex:w has in kg:of the unknown class or set of words 'suport-verb'; did you mean 'support-verb'?"),
        ('ex:C a kg:Cue ; kg:scope "mark" ; kg:word "x" ;\n kg:sets kg:Planed .', 1,
         "cue ex:C sets unknown status 'Planed'; did you mean 'Planned'?"),
        ("ex:meets a owl:ObjectProperty ; kg:subjectClass kg:Person .", 0,
         "ex:meets has the same name as kg:meets; give it another, or use that one"),
        ("ex:C a owl:Class ;\n  rdfs:subClassOf kg:Persn .", 1,
         "class ex:C has in rdfs:subClassOf the unknown class 'Persn'; did you mean 'Person'?"),
        ('ex:C a owl:Class ; rdfs:lable "c" .', 0,
         "class ex:C has the unknown property 'rdfs:lable'; did you mean 'label'?"),
        ("frame:meets_activ kg:disabled true .", 0,
         "frame:meets_activ is declared nowhere: give it a type, such as `a kg:Frame`; did you mean 'meets_active'?"),
        ('gaz:Rusia skos:altLabel "Rus" .', 0,
         "gaz:Rusia is declared nowhere: give it a type, such as `a kg:Frame`; did you mean 'Russia'?"),
        ('ex:Q1 a ex:Town ; skos:prefLabel "Ankh" .', 0,
         "ex:Q1 has the unknown type 'ex:Town'; declare it, or mend the name"),
        ('ex:T a owl:Class .\nex:Q1 a ex:T ; skos:prefLabel "Ankh" .', 1,
         "ex:Q1 is a ex:T, which is no kind of entity; give ex:T a class above"),
        ("ex:Q1 a kg:City .", 0, "ex:Q1 has no skos:prefLabel; give it its name"),
        ('ex:Q1 a kg:City ; skos:prefLabel "Ankh" ;\n  kg:since "soon" .', 1,
         "ex:Q1 has kg:since 'soon', which is no year; write \"2021\"^^xsd:gYear"),
        ("ex:y b kg:X .", 0, "not valid Turtle: b is not a valid predicate; mend that line"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_file_line_and_nearest_name(tmp_path, text, line, says):
    with pytest.raises(OntologyError) as caught:
        ontology.load(write(tmp_path, text))
    assert str(caught.value) == f"my.ttl:{FIRST + line}: {says}"


def test_one_term_stands_in_one_file(tmp_path):
    paths = [write(tmp_path, f"ex:f a kg:Frame ; {FRAME} .", name) for name in ("a.ttl", "b.ttl")]
    with pytest.raises(
        OntologyError, match=rf"b\.ttl:{FIRST}: ex:f is declared twice, also in a\.ttl:{FIRST}; keep one"
    ):
        ontology.load(paths)


def test_what_code_speaks_of_cannot_go_unnoticed(tmp_path):
    with pytest.raises(OntologyError, match=r"the class kg:\w+ is needed and went with classes\.ttl"):
        ontology.load(write(tmp_path, '<> kg:replaces "classes.ttl" .'))
    with pytest.raises(OntologyError, match=r"kg:replaces 'frame\.ttl' names no file .* there are classes\.ttl"):
        ontology.load(write(tmp_path, '<> kg:replaces "frame.ttl" .'))


# --- from end to end ---------------------------------------------------------------------------------------------


def lesson(document: str = "a.txt") -> object:
    ends = [entity(0, "Person", "Marie Curie"), entity(1, "Pupil", "Jean Perrin", gazetteer="Jean_Perrin")]
    return extraction(document, "Marie Curie taught Jean Perrin.", entities=ends, facts=[(0, "teaches", 1)])


PERRIN = 'ex:Q1 a ex:Pupil ; skos:prefLabel "Jean Perrin"@en .'


def test_terms_keep_their_own_iris_in_store_export_and_queries(tmp_path):
    with Graph(tmp_path / "g", ontology=write(tmp_path, MINE + PERRIN)) as graph:
        graph.replace(lesson())
        (fact,) = graph.facts()
        assert (fact.relation, fact.object, fact.object_type) == ("teaches", "Jean Perrin", "Pupil")
        assert graph.sparql("SELECT ?s { ?s ex:teaches :Jean_Perrin . :Jean_Perrin a ex:Pupil }").short_rows
        assert [row["relation"] for row in graph.query("about", name="Jean Perrin")] == ["teaches"]
        assert [row["class"] for row in graph.query("entities", {"class": "Pupil"})] == ["Pupil"]
        assert graph.validate() == []
        graph.export(tmp_path / "g.ttl")
    text = (tmp_path / "g.ttl").read_text()
    assert "@prefix ex: <https://example.org/mine#> ." in text
    for piece in ("ex:teaches :Jean_Perrin", "a ex:Lesson, kg:Fact", "a ex:Pupil, kg:Person", "owl:sameAs ex:Q1"):
        assert piece in text
    shapes = rdflib.Graph().parse(resources.directory("ontology") / "shapes.ttl")
    assert pyshacl.validate(rdflib.Graph().parse(tmp_path / "g.ttl"), shacl_graph=shapes)[0]


def test_a_graph_keeps_the_ontology_it_was_built_with(tmp_path):
    path = write(tmp_path, MINE + PERRIN)
    with Graph(tmp_path / "g", ontology=path) as graph:
        graph.replace(lesson())
        made = graph.receipt()
    path.unlink()
    with Graph(tmp_path / "g", create=False) as graph:
        assert next(graph.facts()).relation == "teaches"
        assert graph.receipt() == made
        assert graph.has(lesson().document)
    with pytest.raises(StoreError, match=r"built with my-\w+\.ttl, not with the ontology that ships .* --rebuild"):
        Graph(tmp_path / "g", ontology="bundled")
    with pytest.raises(StoreError, match=r"not with other\.ttl"):
        Graph(tmp_path / "g", ontology=write(tmp_path, MINE, "other.ttl"))
    Graph(tmp_path / "g").close()  # those who were refused have let it go
    with Graph(tmp_path / "g", ontology="bundled", rebuild=True) as graph:
        assert list(graph.documents()) == []
        assert "teaches" not in graph.ontology.relations
    assert list((tmp_path / "g" / "ontology").iterdir()) == []


def test_a_damaged_copy_is_named(tmp_path):
    with Graph(tmp_path / "g", ontology=write(tmp_path, MINE)) as graph:
        graph.replace(extraction("a", "It rained."))
    (copy,) = (tmp_path / "g" / "ontology").iterdir()
    copy.write_text("")
    with pytest.raises(StoreError, match=r"is not what .* was built with"):
        Graph(tmp_path / "g")


@pytest.mark.usefixtures("simple")
def test_an_edited_ontology_asks_for_a_rebuild_and_gets_it(articles, tmp_path):
    path = write(tmp_path, f"ex:f a kg:Frame ; {FRAME} .")
    kg.build(articles, graph=tmp_path / "g", ontology=path).close()
    path.write_text(path.read_text().replace('"meet"', '"encounter"'))
    with pytest.raises(StoreError, match="--rebuild"):
        kg.build(articles, graph=tmp_path / "g", ontology=path)
    tallies = []
    with kg.build(articles, graph=tmp_path / "g", ontology=path, rebuild=True, progress=tallies.append) as graph:
        assert (tallies[-1].documents, tallies[-1].unchanged) == (2, 0)
        assert "encounter" in {word for frame in graph.ontology.frames for word in frame.triggers}
    with pytest.raises(StoreError, match="open already; give ontology when you open it"):
        kg.build(articles, graph=Graph(), ontology=path)


@pytest.mark.model
def test_the_example_of_the_page_is_found(science, tmp_path):
    outcomes = list(examples.run(ontology.load(science)))
    assert len(outcomes) == 2
    assert [outcome.missing for outcome in outcomes] == [(), ()]
    (tmp_path / "a.txt").write_text("Angela Merkel taught John Kerry. She studied at the University of Leipzig.")
    with kg.build(tmp_path / "a.txt", ontology=science) as graph:
        assert [(fact.subject, fact.relation, fact.object) for fact in graph.facts()] == [
            ("Angela Merkel", "teaches", "John Kerry"),
            ("Angela Merkel", "studiedAt", "Leipzig University"),
            ("Angela Merkel", "studiesAt", "Leipzig University"),
        ]
        assert graph.sparql("ASK { :Leipzig_University owl:sameAs ex:Q154804 ; a ex:University }")


@pytest.mark.model
def test_a_wrong_example_is_told_with_what_was_found(science):
    science.write_text(science.read_text().replace("| teaches | John Kerry |", "| teaches | Obama |"))
    missing = [outcome for outcome in examples.run(ontology.load(science)) if outcome.missing]
    assert [outcome.missing for outcome in missing] == [("Angela Merkel | teaches | Obama | place=Berlin",)]
    assert missing[0].found == ("Angela Merkel | teaches | John Kerry | status=asserted place=Berlin",)
