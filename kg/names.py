"""Names compared as strings: folding, short forms, spellings, acronyms. Pure, and the same for one or all documents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

SKIPPED_IN_ACRONYMS = frozenset("of the and for in on to de la du des del a".split())
PARTICLES = frozenset("al bin ibn van von de der da di du el abu ur ul bint la le dos".split())
FATHERS = frozenset({"bin", "ibn", "bint"})  # before the name of a father: Mohammed bin Salman is no "Salman"
GENERATIONAL = frozenset({"jr", "sr", "ii", "iii", "iv"})
UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters with a stroke or ligature, which Unicode does not decompose."""
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
APOSTROPHES = "'’‘ʼʻ`´"
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn"})
"""Unicode categories of characters without a shape."""
VOWELS = "aeiouy"
WITHOUT_VOWELS = str.maketrans("", "", VOWELS)
SIMILAR_VOWELS = str.maketrans("eyu", "aio")
"""Vowels that transliterations swap: Erekat and Erakat, Timoshenko and Tymoshenko, Hosni and Husni."""
RESPELLED = {
    form: forms.split()[0]
    for forms in (
        "gaddafi qaddafi kadhafi gadhafi kaddafi qadhafi khadafy gadafi khaddafi qadafi kadafi",
        "yusuf youssef yousef yousuf youssuf yussuf yusef",
        "muhammad mohammed mohamed mohammad muhammed mohamad mohamud",
        "hussein husayn hussain husain hossein husein hoseyn", "abdullah abdallah abdulla abdalla", "osama usama",
        "omar umar", "ahmed ahmad", "sergei sergey", "alexei aleksei alexey aleksey", "dmitry dmitri dmitriy dimitri",
        "yury yuri yuriy", "andrei andrey", "vasily vasili vasiliy", "yevgeny evgeny evgeni yevgeni evgeniy yevgeniy",
        "zelensky zelenskyy zelenskiy zelenski", "lukashenko lukashenka", "sheikh shaikh shaykh",
        "tariq tarik tareq tarek", "khalid khaled", "saif sayf seif", "jamal gamal", "qasim kassem qassem kasim qasem",
        "faisal faysal feisal", "ibrahim ebrahim", "ismail ismael esmail", "zainab zaynab zeinab",
        "nasser nasir naser nassir", "suleiman sulaiman soleiman suleyman solaiman", "mustafa mostafa moustafa",
        "abdul abdel abdal", "walid waleed", "said saeed saeid sayeed", "rahman rahmane rehman", "karim kareem",
        "rashid rasheed", "hamid hameed", "majid majeed", "salim saleem", "nur nour noor", "ayman aiman",
    )
    for form in forms.split()
}  # fmt: skip
"""Spellings of a word of a name that no rule of sounds makes equal."""
NICKNAMES = dict(
    pair.split("=")
    for pair in (
        "bill=william billy=william bob=robert bobby=robert jim=james jimmy=james joe=joseph tom=thomas mike=michael "
        "ben=benjamin matt=matthew ken=kenneth ron=ronald steve=steven stephen=steven tim=timothy greg=gregory "
        "jeff=jeffrey larry=lawrence liz=elizabeth dave=david dan=daniel danny=daniel andy=andrew fred=frederick "
        "tony=anthony debbie=deborah sue=susan joey=joseph tommy=thomas mickey=michael"
    ).split()
)
"""Short forms of given names."""
LEAST_CONSONANTS = 3
"""Of a shorter word no other spelling is known: Lee is not Lea, nor Jan Jon."""
LONGEST_ACRONYM = 8
LEGAL_FORMS = frozenset("co ltd inc corp plc llc llp gmbh pty limited incorporated".split())
"""What stands behind the name of a company and is no part of it."""


# --- how a name is written ----------------------------------------------------------------------------------


@lru_cache(maxsize=100_000)
def tidy(name: str) -> str:
    r"""A name as people should see it: one line, without characters that nobody sees.

    Characters without a shape go, ligatures become letters; a name read back from a graph is the name that was put in.

    >>> tidy("James\u200b  Dobbins\x1b"), tidy("Doha\nQatar")
    ('James Dobbins', 'Doha Qatar')
    """
    if not (name.isascii() and name.isprintable()):
        name = "".join(c for c in name.translate(LIGATURES) if c.isspace() or unicodedata.category(c) not in UNSEEN)
    return " ".join(name.replace("\ufffd", "").split())


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """The comparable form of a name: lower case, no accents, punctuation, "the" in front or possessive behind.

    Never empty for a name that is not: a name without any letter or digit folds to itself.

    >>> fold("The U.S."), fold("Al-Qaeda’s"), fold("Recep Tayyip Erdoğan"), fold("Workers' Party")
    ('us', 'al qaeda', 'recep tayyip erdogan', 'workers party')
    """
    decomposed = unicodedata.normalize("NFKD", name).casefold().translate(UNDECOMPOSED)
    letters = decomposed if decomposed.isascii() else "".join(c for c in decomposed if not unicodedata.combining(c))
    letters = re.sub(rf"[{APOSTROPHES}]s$", "", letters)
    letters = re.sub(rf"[{APOSTROPHES}.]", "", letters)
    words = re.sub(r"[\W_]", " ", letters).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words) or unicodedata.normalize("NFKC", name).casefold().strip() or name


def without_article(phrase: str) -> str:
    """A description as it is listed: `the president` -> `president`."""
    words = phrase.split()
    return " ".join(words[1:] if len(words) > 1 and words[0].lower() in {"the", "a", "an"} else words)


# --- persons ------------------------------------------------------------------------------------------------


def words_of(name: str, *, person: bool) -> list[str]:
    """The folded words that count; a person's without "Jr." and with one spelling of the Arabic article."""
    words = fold(name).split()
    if not person or len(words) < 2:
        return words
    return ["al" if w == "el" else w for w in words if w not in GENERATIONAL] or words


def surname(name: str) -> str:
    """The last word of a personal name that is not "Jr." or the like, folded.

    >>> surname("James Dobbins"), surname("Martin Luther King Jr."), surname("Dobbins")
    ('dobbins', 'king', 'dobbins')
    """
    return words_of(name, person=True)[-1]


def is_short_form(short: str, full: str, *, person: bool) -> bool:
    """True when `short` can stand for `full` in one article: "Dobbins" for "James Dobbins"."""
    a, b = words_of(short, person=person), words_of(full, person=person)
    if not a or len(a) >= len(b) or (person and " " not in full.strip()):
        return False  # "Hans-Riegel-Strasse" is nobody
    if person and _generation(short) not in ([], _generation(full)):
        return False
    if not person:
        # "State Department" for "U.S. State Department"; one word is too little, see `shortens`.
        return len(a) >= 2 and a == b[-len(a) :]
    if len(a) == 1:
        own = [word for before, word in zip(["", *b], b, strict=False) if before not in FATHERS]
        return a[0] in own and (a[0] == b[-1] or (a[0] not in PARTICLES and (len(a[0]) > 2 or a[0] == b[0])))
    alike = all(x[0] == y[0] for x, y in zip(a[1:-1], b[1:-1], strict=False)) or all(len(x) > 1 for x in a)
    fits = (a[0] == b[0] and a[-1] == b[-1]) or a == [b[0], *b[-len(a) + 1 :]]
    return a in (b[-len(a) :], b[: len(a)]) or (fits and alike)  # George W. Bush is not George H. W. Bush


def by_surname(short: str, full: str) -> bool:
    """True when a person's short form ends as the full name does; "Hillary" and "Kim" begin it instead."""
    return surname(short) == surname(full)


def spelling(name: str) -> str:
    """A form of the full name of a person that is equal for its spellings; empty for a name of one word.

    Equal are names whose words begin with one letter and have the same consonants, with similar vowels between them
    and the same vowel at the end; known spellings and short forms of a given name; and names that write two words as
    one, or a double given name before the surname. "Jr." and the like must be the same.

    >>> spelling("Mahmud Abbas") == spelling("Mahmoud Abbas"), spelling("John Martin") == spelling("John Morton")
    (True, False)
    >>> spelling("Daniel Smith") == spelling("Danielle Smith"), spelling("Abbas")
    (False, '')
    >>> spelling("Lin Mei-hua") == spelling("Mei-hua Lin") == spelling("Lin Meihua")
    True
    """
    words = words_of(_surname_first(name), person=True)
    if len(words) < 2:
        return ""
    words[0] = NICKNAMES.get(words[0], words[0])
    sounds = "".join(_spelling(RESPELLED.get(word, word)) for word in words)
    return " ".join([sounds, *_generation(name)])


def _surname_first(name: str) -> str:
    """A double given name behind: "Mei-hua Lin" as "Lin Mei-hua"; any other name as it is."""
    first, _, rest = name.strip().partition(" ")
    double = "-" in first.strip("-") and fold(first).split()[0] not in PARTICLES
    return f"{rest} {first}" if double and rest and " " not in rest and "-" not in rest else name


def _generation(name: str) -> list[str]:
    return [word for word in fold(name).split()[1:] if word in GENERATIONAL]


def _spelling(word: str) -> str:
    if len(skeleton(word)) < LEAST_CONSONANTS:
        return word
    sound = re.sub(rf"([{VOWELS}])[{VOWELS}]*", r"\1", word.rstrip(VOWELS))
    return word[0] + re.sub(r"(.)\1+", r"\1", sound.translate(SIMILAR_VOWELS))[1:] + _ending(word)


def initialled(name: str) -> str:
    """A full name with its first word cut to a letter: `John Smith` -> `j smith`; empty for one that is so already.

    >>> initialled("John Smith"), initialled("J. Smith"), initialled("Smith")
    ('j smith', '', '')
    """
    first, _, rest = fold(name).partition(" ")
    return f"{first[0]} {rest}" if rest and len(first) > 1 else ""


def same_person(one: str, other: str) -> bool:
    """True for two spellings of a full name in one article: "Mahmud Abbas", "Mahmoud Abbas"; "J. Smith", "John Smith".

    Looser than `spelling`, as two people of one article are seldom called so alike: in one word, any vowels may differ
    but the last ("Andrias" and "Andreas Akuumba").
    """
    if fold(other) == initialled(one) or fold(one) == initialled(other):
        return True
    a, b = words_of(one, person=True), words_of(other, person=True)
    if len(a) != len(b) or len(a) < 2 or _generation(one) != _generation(other):
        return False
    unequal = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(unequal) <= 1 and all(_alike(x, y) for x, y in unequal)


def _alike(x: str, y: str) -> bool:
    """The same consonants and the same ending, so neither "Mario" for "Maria" nor "Daniel" for "Danielle"."""
    bones = skeleton(x)
    return len(bones) >= LEAST_CONSONANTS and bones == skeleton(y) and _ending(x) == _ending(y)


def _ending(word: str) -> str:
    return word[-1] if word[-1] in "aeou" else ""


def skeleton(word: str) -> str:
    """The consonants of a word, doubled ones once: `vassari` -> `vsr`, `mahmoud` -> `mhmd`."""
    bones = word[:1] + word[1:].translate(WITHOUT_VOWELS)
    return re.sub(r"(.)\1+", r"\1", bones)


def given_gender(name: str, given: Mapping[str, frozenset[str]]) -> str:
    """`m` or `f` when the first word of a full name is a given name of one gender only, else empty."""
    words = fold(name).split()
    if len(words) < 2:
        return ""
    found = [gender for gender in ("m", "f") if words[0] in given.get(f"given-{gender}", frozenset())]
    return found[0] if len(found) == 1 else ""


# --- organizations -----------------------------------------------------------------------------------------


def without_legal_form(folded: str) -> str:
    """The folded name of a company without what it is before the law; one that is nothing else stays as it is.

    >>> without_legal_form("grameen telecom ltd"), without_legal_form("acme co ltd"), without_legal_form("co")
    ('grameen telecom', 'acme', 'co')
    """
    words = folded.split()
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words)


def shortens(short: str, full: str, kinds: frozenset[str]) -> bool:
    """True when one word can stand for an organization: "Brotherhood", "Haqqani" of "Haqqani network".

    Args:
        short: A name of one word.
        full: The fuller name.
        kinds: Folded words that say what kind of organization a name is of (`network`, `bank`).
    """
    a, b = words_of(short, person=False), words_of(full, person=False)
    if len(a) != 1 or len(b) < 2 or len(a[0]) < 4:
        return False
    rest = [w for w in b[1:] if w not in SKIPPED_IN_ACRONYMS]
    if a[0] == b[0] != b[-1]:
        return all(w in kinds for w in rest) or (a[0] in kinds and b[1] in {"of", "for"})
    return a[0] == b[-1]


def acronym_of(short: str, full: str, *, person: bool = False) -> bool:
    """True when `short` is made of the initials of `full`: "AP" of "The Associated Press"."""
    return not person and is_acronym(short) and fold(short) in acronyms(full)


def is_acronym(name: str) -> bool:
    """True for two to eight capitals in one word, and digits behind the first: `AP`, `U.N.`, `G7`.

    >>> is_acronym("U.N."), is_acronym("Reuters"), is_acronym("A"), is_acronym("3M")
    (True, False, False, False)
    """
    letters = name.replace(".", "").strip()
    return 2 <= len(letters) <= LONGEST_ACRONYM and letters.isupper() and letters.isalnum() and letters[0].isalpha()


def initials(name: str) -> str:
    """The acronym that a name of several words would have, folded, without its small words; one word is its own.

    >>> initials("The Associated Press"), initials("Federal Bureau of Investigation"), initials("Taliban")
    ('ap', 'fbi', 'taliban')
    """
    folded = fold(name)
    kept = [word for word in folded.split() if word not in SKIPPED_IN_ACRONYMS]
    return "".join(word[0] for word in kept) if len(kept) > 1 else folded


def acronyms(name: str) -> tuple[str, ...]:
    """The acronyms that a name of several words can have: without its small words, and with them.

    >>> acronyms("Bank of England"), acronyms("Taliban")
    (('be', 'boe'), ())
    """
    words = fold(name).split()
    return (initials(name), "".join(word[0] for word in words)) if len(words) > 1 else ()
