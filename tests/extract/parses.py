"""Parsed documents made by hand: `word=lemma|TAG|head|label`, heads counted from 1 in their sentence, 0 the root."""

from __future__ import annotations

from collections import defaultdict

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg import ontology
from kg.extract import reading_of

POS = {
    "NNP": "PROPN", "NNPS": "PROPN", "NN": "NOUN", "NNS": "NOUN", "PRP": "PRON", "PRP$": "PRON", "DT": "DET",
    "JJ": "ADJ",     "IN": "ADP", "TO": "PART", "CC": "CCONJ", "RB": "ADV", "POS": "PART", "MD": "AUX", "CD": "NUM",
}  # fmt: skip


def parsed(*sentences: str, names: dict[str, str]) -> Doc:
    """A `Doc` of these sentences; every occurrence of a name's words is marked with its label."""
    words, lemmas, tags, pos, heads, deps, starts = [], [], [], [], [], [], []
    for sentence in sentences:
        base = len(words)
        for i, item in enumerate(sentence.split()):
            form, tag, head, dep = item.rsplit("|", 3)
            word, _, lemma = form.partition("=") if form != "=" else (form, "", "")
            words.append(word)
            lemmas.append(lemma or word.lower())
            tags.append(tag)
            kind = (
                "AUX" if dep.startswith(("aux", "cop")) else "VERB" if tag.startswith("VB") else POS.get(tag, "PUNCT")
            )
            pos.append(kind)
            heads.append(base + (int(head) - 1 if head != "0" else i))
            deps.append(dep)
            starts.append(i == 0)
    doc = Doc(
        Vocab(), words=words, lemmas=lemmas, tags=tags, pos=pos, heads=heads, deps=deps, sent_starts=starts
    )  # fmt: skip
    doc.ents = list(_spans(doc, names))
    return doc


def _spans(doc: Doc, names: dict[str, str]) -> list[Span]:
    found: list[Span] = []
    free = [True] * len(doc)
    for name, label in sorted(names.items(), key=lambda item: -len(item[0])):
        words = name.split()
        for i in range(len(doc) - len(words) + 1):
            here = slice(i, i + len(words))
            if [t.text for t in doc[here]] == words and all(free[here]):
                free[here] = [False] * len(words)
                found.append(Span(doc, i, i + len(words), label=label))
    return found


def chains(*sentences: str, names: dict[str, str], sure: float = 1.0) -> set[str]:
    """The chains of two mentions and more, each as `first = second = …`; `sure`: how sure the model is of each name."""
    doc = parsed(*sentences, names=names)
    doc.user_data["kg_name_confidence"] = [sure] * len(doc.ents)
    reading = reading_of(doc, ontology.load())
    out: dict[int, list[str]] = defaultdict(list)
    for candidate, chain in zip(reading.mentions.all, reading.chains.of, strict=True):
        if chain is not None:
            out[chain].append(candidate.text)
    return {" = ".join(texts) for texts in out.values() if len(texts) > 1}


def said(subject: str, verb: str = "spoke=speak") -> str:
    """A sentence that does nothing but name somebody: the words of `subject`, and a verb."""
    words = subject.split()
    head = len(words) + 1
    first = f"{words[0]}|NNP|{head}|nsubj"
    rest = [f"{word}|NNP|1|flat" for word in words[1:]]
    return " ".join([first, *rest, f"{verb}|VBD|0|root", f".|.|{head}|punct"])
