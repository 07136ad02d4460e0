"""Pronouns and noun phrases -> participants without a name, and the things that frames ask for."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.grammar.labels import INSIDE_PHRASE, NO_MENTION, PROPER
from kg.extract.mentions.counts import SCALES
from kg.extract.reading import Candidate, Reading
from kg.extract.time.words import DATE_NAMES
from kg.language.grammar import Node, View, is_verb, preposition
from kg.records import Kind

CORE_OR_OBLIQUE = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "conj"})
"""Labels of participants, and not of modifiers: "the 69-year-old", but not "a 69-year-old man"."""
SUPERLATIVES = frozenset({"JJS", "RBS"})
AGED = re.compile(r"\d-year-olds?$")
MAX_PHRASE = 12
"""Words; a longer description stops at its head noun."""
IN = "in"
TIED = frozenset(
    {"of", "to", "for", "with", "about", "against", "from", "by", "between", "regarding", "over", "on", "without"}
)
"""Prepositions of complements that say which thing is meant; phrases of place and time do not."""
ABOUT = frozenset({"on", "in", "without"})
"""Those behind which nobody stands to whom the thing belongs: "the attack on Kim" is not Kim's."""
TYING = frozenset({"regard", "concern", "involve"})
"""Participles that serve as such prepositions."""
WHOSE = frozenset({"made", "played"})
"""Participles, as written, that say whose a thing is: "the role played by Kim"."""
MAX_COMPLEMENT = 8
"""Words of a complement that still belong to the name of a thing."""
MAX_CONTENT = 16
"""Words of a clause that says what a fact, a suggestion or a possibility is."""
CONTENT_MARKS = frozenset({"that", "of"})
HYPHEN = "HYPH"
"""Tag of what joins words, unlike dashes."""
PRONOUNS = {
    "he": ("Person", "sing", "m"),
    "him": ("Person", "sing", "m"),
    "his": ("Person", "sing", "m"),
    "himself": ("Person", "sing", "m"),
    "she": ("Person", "sing", "f"),
    "her": ("Person", "sing", "f"),
    "hers": ("Person", "sing", "f"),
    "herself": ("Person", "sing", "f"),
    "i": ("Person", "sing", "speaker"),
    "me": ("Person", "sing", "speaker"),
    "my": ("Person", "sing", "speaker"),
    "they": ("Entity", "plur", ""),
    "them": ("Entity", "plur", ""),
    "their": ("Entity", "plur", ""),
    "it": ("Entity", "sing", "n"),
    "its": ("Entity", "sing", "n"),
    "itself": ("Entity", "sing", "n"),
    "we": ("Entity", "plur", "speaker"),
    "us": ("Entity", "plur", "speaker"),
    "our": ("Entity", "plur", "speaker"),
}
"""Pronoun -> class, number, gender; a closed class of English, not a trigger list."""
NOMINATIVE = {"m": "he", "f": "she"}
"""Gender -> the pronoun that stands for a person of whom a text says no more."""


def other(reading: Reading, node: Node) -> Candidate | None:
    """The pronoun or described participant that a word heads, if any."""
    if node.pos in {"PRON", "DET"} and node.lemma in PRONOUNS and node.dep != "expl":
        cls, number, gender = PRONOUNS[node.lemma]
        return Candidate(
            node.i,
            node.i,
            node,
            node.start,
            node.end,
            node.text,
            Kind.PRONOUN,
            cls,
            node.text,
            number=number,
            gender=gender,
        )
    if _is_aged(node, reading.view) or _is_those_who_are(reading, node):
        return described(reading, node, "Person")
    if whole := _whole(reading, node):
        return described(reading, node, whole)
    if _is_headcount(reading, node):
        counted = described(reading, node, "Person")
        of = "" if node.tag == "CD" else "of "
        return replace(counted, name=f"{counted.name} {of}people", number="sing" if node.text == "1" else "plur")
    if node.pos not in {"NOUN", "PROPN"} or node.dep in NO_MENTION:
        return None
    found = reading.noun_class(node) or ("Person" if _is_people(node) else None)
    return described(reading, node, found) if found else None


def _is_people(node: Node) -> bool:
    """True for a counted people that nobody lists: "12,000 [Rohingya] fled", "hundreds of [Tutsis] were killed"."""
    if node.tag not in PROPER or not node.text.isalpha() or len(node.kids) != len(node.of("nummod", "case", "det")):
        return False
    numbers = [number for number in node.of("nummod") if number.i < node.i and number.text != "1"]
    many = node.dep == "nmod" and preposition(node) == "of" and node.head is not None and node.head.lemma in SCALES
    return node.text not in DATE_NAMES and (many if node.tag == "NNPS" else bool(numbers))


def is_of_title(reading: Reading, node: Node) -> bool:
    """True for a word that is a part of a title and names no body by itself: "Secretary of [State] John Kerry"."""
    if node.dep != "nmod" or node.head is None or node.head.lemma not in reading.words("cabinet"):
        return False
    kids = {kid.lemma for kid in node.kids}
    return {"of"} <= kids <= {"of", "the"} and node.text.lower() in reading.words("portfolio")


def _whole(reading: Reading, node: Node) -> str | None:
    """The class of those of whom a word means some: "one of the men", "most of the prisoners", not "a lot of men"."""
    if node.lemma not in reading.words("partial") or node.dep in NO_MENTION:
        return None
    whole = next((kid for kid in node.of("nmod") if preposition(kid) == "of"), None)
    if whole is None or whole.tag != "NNS" or whole.first("det", "nmod:poss") is None:
        return None
    return reading.noun_class(whole)


def _is_headcount(reading: Reading, node: Node) -> bool:
    """True for a number that stands for people: "killed [107] and hurt [238]", "left [12] dead", "[dozens] drowned"."""
    verb = node.head
    of_what = [kid for kid in node.of("nmod", "compound", "nummod") if kid.tag not in SUPERLATIVES]  # "at least 12"
    many = node.tag == "NNS" and node.lemma in SCALES  # "[dozens] were killed", "[thousands] marched"
    if not (many or node.tag == "CD") or verb is None or of_what or node.base not in {"obj", "nsubj"}:
        return False
    if node.base == "obj" or node.dep.endswith("pass"):
        left = any(kid.lemma in reading.words("befallen") for kid in verb.of("xcomp"))
        return left or verb.lemma in reading.words("befalling")
    return verb.lemma in reading.words("suffering") or (many and verb.lemma in reading.words("crowding"))


def _is_aged(node: Node, view: View) -> bool:
    """True for the last word of "the 69-year-old", "two 17-year-olds"."""
    if "old" not in node.text or node.base not in CORE_OR_OBLIQUE:
        return False
    return AGED.search(view.text[view.nodes[max(0, node.i - 4)].start : node.end]) is not None


def _is_those_who_are(reading: Reading, node: Node) -> bool:
    """True for an adjective that stands for people: "evacuated the [wounded]"."""
    if node.pos not in {"ADJ", "VERB"} or node.base not in CORE_OR_OBLIQUE:
        return False
    return node.text.lower() in reading.words("those-who-are") and any(kid.lemma == "the" for kid in node.of("det"))


def described(reading: Reading, node: Node, cls: str) -> Candidate:
    """The noun phrase around a head noun, without relative clauses, appositions and most complements."""
    view = reading.view
    first, last = phrase(node)
    last = _through_name(view, last)
    while first < node.i and (
        view.nodes[first].pos in {"CCONJ", "PUNCT"} or view.nodes[first].dep in {"cc", "punct", "mark"}
    ):
        first += 1
    start, end = view.nodes[first].start, view.nodes[last].end
    number = "plur" if node.tag in {"NNS", "NNPS"} or node.pos == "ADJ" else "sing"
    gender = next((g for g in ("m", "f") if node.lemma in reading.words(f"gender-{g}")), "")
    text = view.text[start:end]
    name = " ".join(view.text[_without_estimate(view, node, first) : end].split())
    return Candidate(first, last, node, start, end, text, Kind.NOMINAL, cls, name, number=number, gender=gender)


def _without_estimate(view: View, node: Node, first: int) -> int:
    """Where a phrase begins without its estimate: "up to 1,000 farmers" are called farmers, "five farmers" all five."""
    number = next((kid for kid in node.of("nummod") if first <= kid.i < node.i), None)
    some = any(kid.lemma == "some" for kid in node.of("det"))
    if number is None or not (some or number.of("advmod", "case", "nmod")):
        return view.nodes[first].start
    return view.nodes[max(n.i for n in number.subtree() if n.i < node.i) + 1].start


def phrase(node: Node) -> tuple[int, int]:
    """First and last node of the core noun phrase: determiners and modifiers on the left, "of …" on the right."""
    first, last = node.i, _amount(node)
    case = max((kid.i for kid in node.of("case") if kid.i < node.i), default=-1)
    number = next((kid.i for kid in node.of("nummod") if kid.i < node.i), None)
    if number is not None and node.head is not None and node.head.i == number - 2 and is_verb(node.head):
        case = number - 1  # "shot dead three women", who are not "dead three women"
    for kid in reversed(node.kids):
        if case < kid.i < node.i and kid.dep in INSIDE_PHRASE:
            low = min(n.i for n in kid.subtree())
            if first - low <= MAX_PHRASE and node.i - low <= MAX_PHRASE:
                first = min(first, low)
    for kid in node.kids:
        if kid.i < node.i or kid.dep not in {"nmod", "flat", "compound"} or not _is_of(kid):
            continue
        words = sorted(n.i for n in kid.subtree())
        if words[0] > last + 1:
            continue  # "nationals, most of them"
        if not _deep(kid):
            last = max(last, words[-1])
        elif kid.dep == "nmod" and kid.of("case")[0].lemma == "of" and words[: kid.i - words[0] + 1][-1] == kid.i:
            last = phrase(kid)[1]  # "a bunch of papers", "leaders of the Atomic Energy Agency", whatever may follow
    return first, _through_hyphens(node, last)


def _through_hyphens(node: Node, last: int) -> int:
    """The last word of what hyphens hold together behind its first word: "the brother-in-law" of somebody."""
    inside = {word.i: word for word in node.subtree()}
    end = node.i
    while end + 2 in inside and inside.get(end + 1, node).tag == HYPHEN:
        end += 2
    return max(last, end)


def _amount(node: Node) -> int:
    """The last word of an amount, the sign of its currency being its head: "$5 million"; of others the word itself."""
    numbers = node.of("nummod") if node.pos == "SYM" else []
    return max([node.i, *(word.i for number in numbers for word in number.subtree())])


def _through_name(view: View, last: int) -> int:
    """The end of a phrase, or of the name that it would cut: "members of the Movement [for Free Elections]"."""
    name = view.name_at(last)
    return name.last if name is not None else last


def _is_of(kid: Node) -> bool:
    return kid.dep != "nmod" or any(case.lemma == "of" for case in kid.of("case"))


def _deep(kid: Node) -> bool:
    nodes = list(kid.subtree())
    return len(nodes) > 6 or any(n.base in {"acl", "advcl", "appos", "conj", "punct"} for n in nodes)


def thing(reading: Reading, node: Node) -> Candidate | None:
    """A participant of no known class (a decision, talks, a bomb), made when a frame asks for it.

    Its words reach over what says which one is meant: "the decision to hold talks", "the announcement regarding …",
    "the fact that they met". Who is named in such a clause is nobody that the thing belongs to.
    """
    if node.pos not in {"NOUN", "PROPN"}:
        return None
    view = reading.view
    inside = node.lemma in reading.words("involvement") or node.lemma in reading.words("change")
    tied = TIED | {IN} if inside else TIED
    first, last = phrase(node)
    own = last
    for kid in node.kids:
        words = list(kid.subtree())
        low = min(n.i for n in words)
        if kid.dep == "nmod" and len(words) > _most_words(kid, tied):
            words = [n for n in words if n.i <= phrase(kid)[1]]  # "the basis for Greece's proposal [to go to …]"
        elif kid.dep == "acl" and kid.tag == "VB" and len(words) > MAX_COMPLEMENT:
            words = _without_clauses(kid, words)
        if low == last + 1 and len(words) <= _most_words(kid, tied):
            last = max(n.i for n in words)
            own = last if kid.dep == "nmod" and preposition(kid) not in ABOUT else own
    while last > node.i and view.nodes[last].pos == "PUNCT":
        last -= 1
    last = _through_name(view, last)
    start, end = view.nodes[first].start, view.nodes[last].end
    text = view.text[start:end]
    return Candidate(first, min(own, last), node, start, end, text, Kind.NOMINAL, "Thing", " ".join(text.split()))


def _without_clauses(verb: Node, words: list[Node]) -> list[Node]:
    """An infinitive without the clauses in it, if it then ends in a noun: "any attempt to return to rises"."""
    inner = (n for n in words if n.base in {"acl", "advcl", "parataxis", "ccomp"} and n.i > verb.i)
    cut = min((m.i for n in inner for m in n.subtree()), default=0)
    short = sorted((n for n in words if n.i < cut), key=lambda n: n.i)
    return short if short and short[-1].i > verb.i and short[-1].pos in {"NOUN", "PROPN"} else words


def _most_words(kid: Node, tied: frozenset[str]) -> int:
    """How long a phrase or clause behind a noun may be to belong to the name of a thing; 0: it never does."""
    if kid.dep == "nmod":
        when = kid.text in DATE_NAMES  # "on Monday" says when it was, not which
        return MAX_COMPLEMENT if preposition(kid) in tied and not when else 0
    if kid.dep != "acl":
        return 0
    if kid.tag == "VB" or kid.lemma in TYING or kid.text in WHOSE:
        return MAX_COMPLEMENT
    return MAX_CONTENT if any(mark.lemma in CONTENT_MARKS for mark in kid.of("mark")) else 0
