"""The ontology: what ships is sound, and what is wrong is refused with one line that names the next step."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from kg import ontology
from kg.errors import OntologyError
from kg.extract.grammar import slots
from kg.ontology import Frame

PREFIXES = """@prefix kg: <https://kg.example/ontology#> .
@prefix frame: <https://kg.example/frames#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
CONTRACT = {
    "Person", "Organization", "GovernmentBody", "MilitaryForce", "ArmedGroup", "PoliticalParty",
    "InternationalOrganization", "Company", "NewsOrganization", "Place", "Country", "Region", "City", "Facility",
    "Agent", "Event", "Fact", "Document", "Sentence", "Mention", "TimeSpan",
}  # fmt: skip


@pytest.fixture(scope="module")
def shipped() -> ontology.Ontology:
    return ontology.load()


def files(folder: Path, text: str) -> list[Path]:
    path = folder / "extra.ttl"
    path.write_text(PREFIXES + text, encoding="utf-8")
    return [*ontology.bundled(), path]


def test_the_classes_of_the_contract_exist(shipped):
    assert set(shipped.classes) >= CONTRACT


def test_a_country_acts_and_is_a_place(shipped):
    assert shipped.is_a("Country", "Agent")
    assert shipped.coarse("Country") == "Place"
    assert shipped.coarse("ArmedGroup") == "Organization"
    assert shipped.coarse("Thing") == "Thing"


def test_an_unknown_class_is_an_error(shipped):
    with pytest.raises(OntologyError, match=r"classes\.ttl"):
        shipped.ancestors("Unicorn")


@pytest.mark.parametrize("name", ["meets", "negotiatesWith", "marriedTo", "siblingOf", "alliedWith", "exchangesWith"])
def test_symmetric_relations_are_symmetric(shipped, name):
    assert shipped.relations[name].symmetric


@pytest.mark.parametrize(
    ("relation", "event", "notation"),
    [("meets", "Meeting", "CONSULT"), ("attacks", "Attack", "ASSAULT"), ("releases", "Release", "RETREAT")],
)
def test_event_relations_carry_plover_types(shipped, relation, event, notation):
    assert shipped.relations[relation].event_class == event
    assert notation in shipped.relations[relation].notations


@pytest.mark.parametrize("relation", ["appoints", "elects", "opens", "joins", "leaves", "wins", "warns", "dies"])
def test_what_no_code_book_codes_has_no_code(shipped, relation):
    """A named minister, an opened factory or a warning of floods is no event of PLOVER or CAMEO."""
    assert shipped.relations[relation].notations == ()


@pytest.mark.parametrize(
    ("relation", "codes"),
    [
        ("kills", ("190", "ASSAULT")),  # 1823 is killing by physical assault alone
        ("agreesWith", ("030", "AGREE")),  # 057 is the signed agreement, which is SUPPORT
        ("expels", ("174", "COERCE")),
        ("charges", ("173", "ACCUSE")),
        ("convicts", ("116", "SANCTION")),
        ("abducts", ("181", "ASSAULT")),
    ],
)
def test_codes_are_those_of_the_code_book(shipped, relation, codes):
    assert shipped.relations[relation].notations == codes


def test_a_frame_of_one_party_may_lack_a_slot(tmp_path):
    frame = 'frame:dies_x a kg:Frame ; kg:evokes kg:dies ; kg:pos "verb" ; kg:trigger "fall" ; kg:object "subject" {}.'
    frames = ontology.load(files(tmp_path, frame.format("; kg:oneParty true "))).frames
    (read,) = [each for each in frames if each.name == "dies_x"]
    assert (read.one_party, read.subject, read.object) == (True, "", "subject")
    two_parties = files(tmp_path, frame.format(""))
    with pytest.raises(OntologyError, match="lacks a subject slot"):
        ontology.load(two_parties)


def test_every_relation_is_labelled_explained_and_typed(shipped):
    for relation in shipped.relations.values():
        assert relation.label, relation.name
        assert relation.comment.endswith("."), relation.name
        assert relation.domain in shipped.classes, relation.name
        assert relation.literal_object or relation.range in shipped.classes, relation.name


def test_every_relation_can_be_found(shipped):
    found = {frame.relation for frame in shipped.frames}
    found |= {role.relation for role in shipped.roles} | {pattern.relation for pattern in shipped.patterns}
    assert set(shipped.relations) - found - {"holdsPosition"} == set()


def _slots(frame: Frame) -> list[str]:
    return f"{frame.subject} {frame.object} {' '.join(frame.requires).replace('!', '')}".split()


def test_frames_name_slots_that_exist(shipped):
    unknown = {(frame.name, slot) for frame in shipped.frames for slot in _slots(frame) if not slots.known(slot)}
    assert unknown == set()


def test_every_file_loads_in_rdflib():
    for path in ontology.bundled():
        assert len(rdflib.Graph().parse(path, format="turtle")) > 0, path.name


def test_properties_are_anchored_in_known_vocabularies():
    graph = rdflib.Graph()
    for path in ontology.bundled():
        if path.name in {"classes.ttl", "relations.ttl"}:
            graph.parse(path, format="turtle")
    kg = rdflib.Namespace(ontology.KG)
    above = {str(o) for o in graph.transitive_objects(kg.Person, rdflib.RDFS.subClassOf)}
    assert "https://schema.org/Person" in above
    assert "http://www.w3.org/ns/prov#Agent" in above


def test_two_loads_give_the_same_declarations():
    paths = ontology.bundled()
    assert ontology.read(paths).digest == ontology.read(paths).digest
    assert ontology.read(paths).frames == ontology.read(paths).frames


def test_adding_a_relation_is_editing_turtle(tmp_path):
    paths = files(
        tmp_path,
        'kg:teaches a owl:ObjectProperty ; rdfs:label "teaches"@en ; rdfs:comment "Teaches."@en ;\n'
        "    rdfs:domain kg:Person ; kg:subjectClass kg:Person ; rdfs:range kg:Person ; kg:objectClass kg:Person .\n"
        'frame:teaches_active a kg:Frame ; kg:evokes kg:teaches ; kg:pos "verb" ; kg:trigger "teach" ;\n'
        '    kg:subject "subject" ; kg:object "object" .\n',
    )
    read = ontology.load(paths)
    assert "teaches" in read.relations
    assert [frame.rule for frame in read.frames if frame.relation == "teaches"] == ["teaches/active"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('frame:x a kg:Frame ; kg:evokes kg:none ; kg:pos "verb" ; kg:trigger "a" ; kg:subject "subject" .', "none"),
        ('frame:x a kg:Frame ; kg:evokes kg:meets ; kg:pos "verbs" ; kg:trigger "a" ; kg:subject "subject" .', "verbs"),
        ('frame:x a kg:Frame ; kg:evokes kg:meets ; kg:pos "verb" ; kg:subject "subject" .', "lacks a trigger"),
        ('frame:x a kg:Frame ; kg:evokes kg:meets, kg:kills ; kg:pos "verb" ; kg:trigger "a" .', "keep one"),
        ("this is no Turtle", "not valid Turtle"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_in_one_line(tmp_path, text, says):
    with pytest.raises(OntologyError, match=says) as caught:
        ontology.load(files(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(OntologyError, match=r"gone\.ttl"):
        ontology.load([tmp_path / "gone.ttl"])


def test_nothing_is_declared_twice():
    """Two frames of one name would be read as one, with the triggers and classes of both."""
    declared = [
        line.split()[0]
        for path in sorted((Path(__file__).parents[1] / "ontology").glob("*.ttl"))
        for line in path.read_text("utf-8").splitlines()
        if " a kg:" in line and not line.startswith((" ", "#"))
    ]
    assert sorted({name for name in declared if declared.count(name) > 1}) == []
