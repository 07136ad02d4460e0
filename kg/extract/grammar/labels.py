"""Sets of tags and dependency labels, each in one place.

Tags are those of the Penn Treebank, parts of speech and labels those of Universal Dependencies.
"""

from __future__ import annotations

# coreference

FINITE = frozenset({"VBD", "VBZ", "VBP"})
"""Tags of verbs with a tense of their own."""
IDENTIFYING = frozenset({"amod", "compound", "nmod:poss", "nmod", "nmod:desc"})
"""Words beside a noun that say which one is meant: "the [Afghan] president", "the minister [of trade]"."""
REFERRING = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "conj", "root", "appos", "ccomp", "parataxis"})
"""How nouns stand in a clause that can be meant again by a pronoun; the others only modify."""
APPOSITIVE = frozenset({"appos", "nmod:desc"})
"""Words beside a noun that mean the same."""
CLAUSAL = frozenset({"csubj", "ccomp", "xcomp", "advcl", "acl"})
"""Clauses that depend on a word."""
DIRECT = frozenset({"obj", "iobj"})
"""Objects without a preposition."""
ATTRIBUTIVE = frozenset({"compound", "amod", "nmod:desc", "flat", "appos"})
"""Words that are no participants of a clause, but parts and modifiers of one."""

# names, mentions

INSIDE_PHRASE = frozenset(
    {"det", "det:predet", "amod", "compound", "nummod", "nmod:poss", "nmod:desc", "flat", "fixed"}
)
"""Dependents left of a head noun that belong to the words of its phrase."""
NO_MENTION = frozenset({"compound", "flat", "fixed", "goeswith", "nmod:desc"})
"""Dependents that are words of another mention, or its title."""
MODIFYING = frozenset({"amod", "compound", "nmod:desc", "nmod"})
"""Labels of a demonym that says where something is from, and means no people."""
TELLING = frozenset({"nsubj", "obj", "obl", "appos", "conj", "nmod", "compound"})
"""Labels, without subtype, under which the word above a name tells something of its class."""

# relations, circumstances, claims

ONE = "one"
"""The lemma of who stands for one of several, and how somebody bears a role of which several are said to be."""
PARTICIPLES = frozenset({"VBN", "VBG"})
BARE_FORMS = frozenset({"VBG", "VB"})
"""Tags of gerunds and infinitives, which take tense and status from the clause above."""
PAST = frozenset({"VBD", "VBN"})
PRESENT = frozenset({"VBZ", "VBP"})
MODAL = frozenset({"MD"})
RELATIVE_TAGS = frozenset({"WP", "WDT", "IN", "WP$"})
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
"""Relative pronouns."""
WHERE = "where"
"""The lemma of what begins a clause about the place before it: "in Kano, where she was born"."""
EMPTY = frozenset({"it", "this", "that", "what", "there", *RELATIVE})
"""Subjects that name nobody: "it was the army that attacked"."""
NOUNS = frozenset({"NOUN", "PROPN"})
COMMON = frozenset({"NN", "NNS"})
PROPER = frozenset({"NNP", "NNPS"})
PLURAL = frozenset({"NNS", "NNPS"})

CORE = frozenset({"nsubj", "obj"})
SUPPORTED = frozenset({"obj", "nsubj:pass", "nsubj", "xcomp"})
"""How an event noun hangs from the verb that lends it its subject, unless by a preposition."""
OBLIQUES = frozenset({"obl", "nmod"})
"""Phrases with a preposition, of a verb and of a noun."""
OBJECTS = frozenset({"obj", "obl", "nmod"})
PARTICIPANTS = frozenset({*OBJECTS, "nsubj", "xcomp"})
INTENDED = frozenset({"obj", "xcomp", "obl"})
"""Nouns for what the subject of the verb above is to do: "make a plan to"."""
ADJUNCTS = frozenset({"obl", "advcl"})
"""Phrases and clauses that say how: "as leader", "by leaving", "without knowing"."""
CIRCUMSTANCES = frozenset({*OBLIQUES, "advcl"})
SHARED_PHRASES = frozenset({*CIRCUMSTANCES, "obj", "ccomp", "xcomp"})
"""What stands between two verbs that do not share what follows: "met [Kim] and flew to Doha on Monday"."""

COMPLEMENTS = frozenset({"xcomp", "ccomp"})
DEPENDENT = frozenset({*COMPLEMENTS, *ADJUNCTS})
"""What may stand between a verb and its second conjunct, or depend on it as a gerund."""
CHAINED = frozenset({*COMPLEMENTS, "conj", "advcl"})
"""Clauses below a relative clause that share its antecedent."""
SHARING = frozenset({"conj", "advcl", "ccomp"})
"""Clauses that may share the subject of the verb above."""
NON_FINITE = frozenset({"acl", "advcl", "xcomp"})
REPORTED = frozenset({"ccomp", "parataxis"})
"""What is said, and the verb of saying inside or behind it."""
SAID = frozenset({*REPORTED, "conj"})
REPORTING = frozenset({*SAID, "xcomp"})
"""How what is said hangs from the verb of saying."""
GOVERNED = frozenset({*COMPLEMENTS, "acl", "csubj"})
"""Clauses whose status the word above sets: "plans to", "denied that"."""
CLAIMED = frozenset({"ccomp", "csubj"})
"""Clauses that are said to be true or not."""

ATTRIBUTES = frozenset({"amod", "compound"})
OWNERS = frozenset({*ATTRIBUTES, "nmod:poss"})
"""Words before a noun that may say whose it is."""
TITLE_WORDS = frozenset({*ATTRIBUTES, "punct"})
"""Words before a role noun that belong to the title; the quotation mark too: 'a "point guard"'."""
PREMODIFIERS = frozenset({*ATTRIBUTES, "nmod:desc", "nmod:unmarked"})
BEFORE_EVENTS = frozenset({*ATTRIBUTES, "nmod:desc", "nmod", "obl:unmarked"})
"""The same before an event noun: "U.S.-Taliban talks"."""
TITLE = "nmod:desc"
TITLED = frozenset({TITLE, "compound"})
"""How a title hangs from the name behind it."""
APPOSED = frozenset({"appos", "parataxis", "list"})
SAME = frozenset({"appos", "flat"})
"""Words for the same participant."""
MODIFIED = frozenset({"amod", "acl"})
NAME_PARTS = frozenset({*ATTRIBUTES, "flat", "nmod", "appos"})
"""Labels of names that are no participants of the clause themselves."""
CUED = frozenset({*ATTRIBUTES, "det", "advmod", "nmod"})
"""Modifiers of an event noun that may set its status."""
NEGATING = frozenset({"advmod", "det", "cc", "mark"})
MARKERS = frozenset({"mark", "case"})
CONTENT = frozenset({"to", "that", "for"})
"""Marks of a clause that is asked for or said; others mark a reason, a time or a condition."""
TO = frozenset({"to"})
"""The mark of infinitives."""
OBJECT_MARKS = frozenset({"of", "for", "from", "with"})
"""Prepositions before a gerund whose subject is the object of the verb above."""
PHRASAL = frozenset(
    {*PARTICIPANTS, *COMPLEMENTS, *ATTRIBUTES, "compound:prt", "advmod", "iobj", "nsubj:pass", "case", "obl:unmarked"}
    | {"advcl", "acl", "acl:relcl"}
)
"""Dependents among which the further words of a phrasal trigger are looked for."""

DASHES = frozenset({"-", "--", "---", "–", "—", "_"})
"""What ends a dateline."""
CUT_OFF = "dep"
"""How a dateline hangs from the sentence behind it."""
HYPHENS = frozenset({"-", "–", "/"})
"""What ties two names to one modifier: "U.S.-Taliban talks"."""
MAX_DATELINE = 16
"""Words of a dateline before its dash."""
MAX_DATELINE_PLACE = 12
"""Words of a dateline before the agency in brackets."""
CESSATION = {"VBG": "cessation", "VB": "ceasing"}
"""Tag of what is stopped -> the verbs that stop it: "stopped fighting", "ceased to fight"."""

INDEFINITE = frozenset({"a", "an"})
"""Articles of what is one of several: "a Democrat"."""
