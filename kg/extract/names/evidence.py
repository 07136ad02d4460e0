"""What speaks for the class of a name: readable features of the name, of what stands around it, of its namesakes.

Each piece of evidence has a name that ends up beside its weight in `classes.json`, and in what `kg mentions --why`
prints: "gazetteer: City", "said of it: Organization (company)", "in brackets behind its full name".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.grammar.heads import head_of
from kg.extract.grammar.labels import TELLING
from kg.extract.reading import Reading
from kg.language.grammar import Name, Node
from kg.names import fold, is_acronym
from kg.ontology import COARSE, Ontology

CERTAINTIES = (0.0, 0.6, 0.8, 0.9, 0.95, 0.98, 0.995)
"""Lower bounds of the buckets of the model's probability."""
MANY = 4
"""Words from which on names are simply long."""
QUOTES = frozenset({'"', "“", "‘", "'", "``"})
OWNERS = ("of-company", "of-organization", "of-place", "of-person")
"""Word classes of what only some have, or are: shareholders, a spokesman, natives, a widow."""
WHICH = "which behind a subject"
"""It can mean nothing else there, and no person."""
BEFORE_BODY = "before the word for a Organization"
BEFORE_SEAT = "before the seat of somebody else"
APPOINTED = "between a verb of appointing and an office"
MAX_OFFICE = 4
"""Words behind a name among which an office is looked for."""
BEHIND = frozenset({"which", "who", "whose", "where"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """One feature that is on."""

    feature: str
    words: str = ""
    """The words of the text that it rests on, if the feature does not say them."""
    telling: bool = False
    """True for what one mention says of all its namesakes; the rest is averaged over them."""

    def __str__(self) -> str:
        return f"{self.feature} ({self.words})" if self.words else self.feature


def of_mention(reading: Reading, name: Name, whole: Name) -> Iterator[Evidence]:
    """All evidence of one mention, namesakes apart.

    Args:
        reading: Up to names.
        name: The name without titles and determiners.
        whole: The span as marked.
    """
    yield from _marked(whole)
    yield from _words(reading, name)
    yield from _known(reading, reading.text_of(name.first, name.last))
    yield from _neighbours(reading, name, whole)
    yield from _grammar(reading, head_of(reading.view, name.first, name.last), whole.first)
    if _is_appointed(reading, name):
        yield Evidence(APPOINTED, telling=True)


def _is_appointed(reading: Reading, name: Name) -> bool:
    """As in "named [Ana Ruiz] finance director"."""
    nodes = reading.view.nodes
    verb = nodes[name.first - 1] if name.first else None
    if verb is None or verb.lemma not in reading.words("appointing"):
        return False
    behind = nodes[name.last + 1 : name.last + 1 + MAX_OFFICE]
    office = next((node for node in behind if node.head is verb and node.dep in {"xcomp", "obj"}), None)
    return office is not None and office.pos == "NOUN" and office.lemma in reading.ontology.role_nouns


def _marked(name: Name) -> Iterator[Evidence]:
    """The model's label, by certainty; a guess at an unmarked name has none."""
    if not name.why:
        bound = max(bound for bound in CERTAINTIES if name.confidence >= bound)
        yield Evidence(f"model: {name.label} from {bound:g}")


# --- the name itself ------------------------------------------------------------------------------------------


def _words(reading: Reading, name: Name) -> Iterator[Evidence]:
    nodes = reading.view.nodes[name.first : name.last + 1]
    texts = [node.text for node in nodes]
    yield Evidence(f"words: {min(len(texts), MANY)}")
    if len(texts) == 1 and is_acronym(texts[0]):
        yield Evidence("capitals only")
    if any(ch.isdigit() for text in texts for ch in text):
        yield Evidence("a number in it")
    for word in sorted({text for text in texts[1:-1] if text.islower() or not text[0].isalnum()}):
        yield Evidence(f"inside: {word}")
    kinds = _kinds(reading.ontology)
    for word in texts:
        for cls in kinds.get(word, ()):
            yield Evidence(f"word of a {cls}", word)
    if len(texts) > 1 and texts[-1][0].isupper():
        yield Evidence(f"ends with: {texts[-1]}")
    if len(texts) > 1 and reading.ontology.gazetteer.demonym(texts[0]) is not None:
        yield Evidence("begins with a demonym", texts[0])


@lru_cache(maxsize=4)
def _kinds(ontology: Ontology) -> dict[str, tuple[str, ...]]:
    """Words in names -> the classes that they tell."""
    found: dict[str, tuple[str, ...]] = {}
    for cls in sorted(ontology.classes):
        for word in ontology.words.get(f"name-of-{cls}", ()):
            found[word] = (*found.get(word, ()), cls)
    return found


def _known(reading: Reading, text: str) -> Iterator[Evidence]:
    gazetteer = reading.ontology.gazetteer
    for cls in sorted({entry.cls for entry in gazetteer.find_all(text)}):
        yield Evidence(f"gazetteer: {cls}")
    if gazetteer.demonym(text) is not None:
        yield Evidence("gazetteer: a demonym")
    words = fold(text).split()
    given = any(words and words[0] in reading.words(f"given-{gender}") for gender in ("m", "f"))
    if given:
        yield Evidence("begins with a given name" if len(words) > 1 else "a given name")


# --- what stands around it --------------------------------------------------------------------------------------


def _neighbours(reading: Reading, name: Name, whole: Name) -> Iterator[Evidence]:
    nodes = reading.view.nodes
    sentence = reading.view.sentences[nodes[name.first].sent]
    before = [nodes[i] for i in range(name.first - 1, max(name.first - 3, sentence.first - 1), -1)]
    after = nodes[name.last + 1 : min(name.last + 3, sentence.last + 1)]
    if before:
        yield from _before(reading, before, whole)
    if after:
        yield from _behind(reading, after)


def _before(reading: Reading, nodes: list[Node], whole: Name) -> Iterator[Evidence]:
    """What the words before a name tell, the nearest first."""
    word = nodes[0]
    if not word.text[0].isalnum():
        yield Evidence(f"behind: {word.text}")
        if word.text == "(":
            yield from _in_brackets(reading, whole)
        word = nodes[-1] if word.text in QUOTES else word
    if word.pos != "DET" and word.lemma.rstrip(".") in _titles(reading.ontology):
        yield Evidence("behind a title", word.text, telling=True)
    for cls in _classes(reading, word)[:1] if word.tag == "NN" else ():
        yield Evidence(f"behind the word for a {cls}", word.text, telling=True)


def _behind(reading: Reading, nodes: Sequence[Node]) -> Iterator[Evidence]:
    """What the words behind a name tell, the nearest first."""
    word, second = nodes[0], nodes[-1]
    for cls in _classes(reading, word) if word.tag == "NN" else ():
        yield Evidence(f"before the word for a {cls}", word.text, telling=True)
    if word.lemma in reading.words("offices") and (word.first("nmod:poss") or word.first("nmod")):
        yield Evidence(BEFORE_SEAT, word.text, telling=True)
    if not word.text[0].isalnum():
        yield Evidence(f"before: {word.text}")
    if word.text == "-" and second is not word:
        yield Evidence(f"tied to: {second.text}", telling=True)
    if word.text == "," and _is_place(reading, second.i):
        yield Evidence("a place behind the comma", second.text, telling=True)


def _in_brackets(reading: Reading, whole: Name) -> Iterator[Evidence]:
    """As in "Federal Criminal Police ([BKA])"."""
    outer = reading.view.name_at(whole.first - 2) if whole.first > 1 else None
    if outer is not None:
        yield Evidence(f"in brackets behind a {outer.label}", telling=True)


@lru_cache(maxsize=4)
def _titles(ontology: Ontology) -> frozenset[str]:
    """What may stand before the name of a person."""
    borne = {lemma for role in ontology.roles if role.bearer == "Person" for lemma in role.lemmas}
    shared = {lemma for role in ontology.roles if role.bearer != "Person" for lemma in role.lemmas}  # "EC member Spain"
    return ontology.words.get("title", frozenset()) | (borne - shared)


def _is_place(reading: Reading, first: int) -> bool:
    """True where a name begins that the gazetteer knows as a place."""
    found = reading.view.name_at(first)
    if found is None or found.first != first:
        return False
    entry = reading.ontology.gazetteer.find(reading.text_of(found.first, found.last))
    return entry is not None and reading.ontology.is_a(entry.cls, "Place")


# --- its place in the sentence ------------------------------------------------------------------------------------


def _grammar(reading: Reading, head: Node, first: int) -> Iterator[Evidence]:
    yield Evidence(f"as {head.dep}")
    for case in head.of("case"):
        yield Evidence(f"behind: {case.lemma}")
    above = head.head
    if above is not None and head.base in TELLING and above.pos in {"VERB", "NOUN"}:
        yield Evidence(f"{head.dep} of: {above.lemma}")
    for other in (*head.of("conj"), *([above] if above is not None and head.dep == "conj" else [])):
        yield from _beside(reading, other)
    yield from _relative(head)
    for noun in said_of(head, first):
        for cls in _classes(reading, noun):
            yield Evidence(f"said of it: {cls}", noun.lemma, telling=True)
    for kind in OWNERS:
        if owns(head, reading.words(kind)):
            yield Evidence(f"has what is {kind}", telling=True)


def _relative(head: Node) -> Iterator[Evidence]:
    """The word that begins a relative clause behind a name."""
    for verb in head.of("acl:relcl"):
        for kid in verb.kids:
            if kid.lemma in BEHIND and kid.i < verb.i:
                yield Evidence(f"{kid.lemma} behind it", telling=True)
                if kid.lemma == "which" and head.base == kid.base == "nsubj":
                    yield Evidence(WHICH, telling=True)


def _beside(reading: Reading, other: Node) -> Iterator[Evidence]:
    name = reading.view.name_at(other.i)
    if name is not None:
        yield Evidence(f"beside a {name.label}")


def owns(head: Node, words: frozenset[str]) -> bool:
    """True for "[Norvik]'s chief executive Ingrid Haugen", "[Norvik], headquartered in …", "[Norvik] was founded"."""
    if head.dep == "nsubj:pass" and head.head is not None:
        return head.head.text in words
    title = head.head is not None and head.dep in {"nmod", "nmod:desc"} and head.head.i == head.i + 1
    if head.head is not None and (title or head.dep in {"nmod:poss", "compound"}):
        owned = [head.head, *(kid for kid in head.head.of("nmod:desc") if kid.i > head.i)]
        return any(lemma in words for noun in owned for lemma in _phrases(noun))
    return any(kid.text in words for kid in head.of("acl", "acl:relcl") if kid.tag == "VBN")


def _phrases(noun: Node) -> Iterator[str]:
    """A noun alone, and with each word before it: "executive", "chief executive"."""
    yield noun.lemma
    yield from (f"{kid.lemma} {noun.lemma}" for kid in noun.of("amod", "compound"))


def said_of(head: Node, first: int) -> Iterator[Node]:
    """Nouns that say what a name is: "Norvik, a [company]", "the [company] Norvik", "Norvik is a [company]"."""
    for kid in head.of("appos"):
        if kid.tag == "NN" and any(det.lemma in {"a", "an"} for det in kid.of("det")):
            yield kid
    above = head.head
    if above is None or above.tag != "NN":
        return
    named = head.dep == "appos" and first - 2 <= above.i < first  # a quote may stand between
    predicate = head.dep == "nsubj" and above.first("cop") is not None and above.first("case") is None
    if named or (predicate and any(det.lemma in {"a", "an"} for det in above.of("det"))):
        yield above


def _classes(reading: Reading, noun: Node) -> tuple[str, ...]:
    """The coarse and the fine class of what a noun means, unless anybody may be called so: "partner"."""
    ontology = reading.ontology
    cls = reading.noun_class(noun)
    if noun.lemma in reading.words("company-part"):
        return ("Organization",)
    if cls is None or noun.lemma in reading.words("any-agent"):
        return ()
    if noun.lemma in _titles(ontology) and not ontology.is_a(cls, "Person"):
        return ()  # a producer or a publisher may be either
    return (cls,) if cls in COARSE else tuple(c for c in (ontology.coarse(cls), cls) if c != "Thing")
