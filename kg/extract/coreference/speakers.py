"""The pronouns "I" and "we" -> who speaks the quotation that they stand in."""

from __future__ import annotations

from kg.extract.coreference.discourse import Discourse

RULE = "coreference/speaker"


def join(i: int, discourse: Discourse) -> None:
    """Joins "I" to who speaks, and "we" only where an organization or several people do; else they mean nobody."""
    context = discourse.context
    quotation = discourse.quotations.around(context.found[i].head)
    speaker = quotation.speaker if quotation is not None else None
    if speaker is None or speaker == i or not context.allows(RULE) or not _can_say(i, speaker, discourse):
        context.links.loose.add(i)
    else:
        context.join(RULE, i, speaker, "speaker")


def _can_say(i: int, speaker: int, discourse: Discourse) -> bool:
    context = discourse.context
    if context.links.root(speaker) in context.links.loose:
        return False
    several = context.found[speaker].number == "plur" or context.coarse(speaker) == "Organization"
    return several == (context.found[i].number == "plur")
