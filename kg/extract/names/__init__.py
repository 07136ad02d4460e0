"""Named spans as the language model marked them -> named spans as the text has them.

In: a `Reading` whose view has the model's names. Out: `Name`s in text order, whole, one by one, with those that the
model left unmarked (`spans.settle`); then each of the class that all its mentions tell, with the reasons
(`classes.settle`).

    spans      cut short names widened, two taken for one divided; `headers` of broadcasts
    unmarked   names that the model missed
    trim       what a marked span holds besides the name
    evidence   what speaks for the class of a mention; `namesakes`: what the other names of the document say
    classes    the decision, and the finer class that follows
"""

from kg.extract.names import classes, spans, trim, unmarked
from kg.extract.rules import Rule

RULES: tuple[Rule, ...] = (*spans.RULES, *unmarked.RULES, *trim.RULES, *classes.RULES)
"""Every mend and guess of this package."""
