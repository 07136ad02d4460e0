"""What stands around the articles of newspapers on the web, by its name in the markup and by its words."""

from __future__ import annotations

import re

OTHERS = re.compile(
    r"""(?:^|[\s_-])(?:related|recirc\w*|recommend\w*|teasers?|promos?|newsletter|sign-?up|subscri\w+|trending|outbrain|taboola
    |most-?(?:read|popular|viewed|shared)|(?:read|further)[_-]?(?:more|next|also|reading)|more-?(?:stories|news|on|from|like)|also-?(?:like|read)
    |infinite\S*|next-?(?:article|story|up)|up-?next|share(?:-?\w+)?|social|comments?|advert\w*|ad-(?:slot|unit|container)
    |sponsor\w*|cookies?|consent|breadcrumbs?|tags|topics|sidebar|skip-?link|follow-?us|donat\w+
    |author-?bio|about-?the-?author|inline-?link|in-?article-?link)(?=$|[\s_-])""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words in `class` and `id` of what stands around an article."""
WALLS = re.compile(
    r"(?:^|[\s_-])(?:(?:pay|reg|sign-?in|log-?in)-?walls?|gateway|piano|offers?|metering)(?=$|[\s_-])", re.IGNORECASE
)
"""The same of what stands before the rest of an article until somebody pays."""
CAPTIONS = re.compile(
    r"""(?:^|[\s_-])(?:(?:image|photo|img|pic\w*|media|figure)?[-_]?(?:captions?|credits?|source)|video[-_]?desc(?:ription)?|copyright|visually-?hidden
    |screen-?reader(?:-text)?|sr-only)(?=$|[\s_-])""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words in `class` of lines below a picture, and of lines that only a screen reader says."""
_BRACKETS = {("(", ")"), ("[", "]")}
_LONGEST = 250
"""A longer paragraph is a paragraph of the article, whatever it begins with."""
_BESIDE = re.compile(
    r"""(?:read\s(?:more|also|next|on|full\sstory|the\sfull\sstory)|related(?:\s\w+){0,2}|see\salso|also\sread|also\son\s.{2,30}
    |more(?:\s(?:on|from|stories|coverage|news|like\sthis)(?:\s.{2,40})?)?|watch(?:\s(?:more|now|live|this|the\svideo|also))?
    |listen(?:\s(?:now|to\sthis\sstory))?|don['’]t\smiss|must\sread|recommended|(?:you\s)?may\salso\slike|in\spictures
    |in\scase\syou\smissed\sit|icymi|editor['’]s\spicks?|go\sdeeper|further\sreading|explore\smore|on\sthe\sblog)
    \s*[:|»›>→–—-]+\s*\S.*
    |(?:read\s(?:more|next|also|on)|related(?:\s(?:stories|articles?|coverage|content|topics|links?|news))?|see\salso|more\sstories
    |advertisement|advertising|story\scontinues\sbelow.*|article\scontinues\sbelow.*|continue\sreading.*|keep\sreading.*|loading.*
    |share(?:\sthis.*)?|skip\sto\s.*|scroll\sdown.*|view\scomments|\d+\scomments?|save\sarticle|print\sthis.*|back\sto\stop
    |most\s(?:read|popular|viewed)|sign\sup\s.*|subscribe\b.*|click\shere.*|tap\shere.*|get\sthe\slatest.*|download\sour.*
    |(?:main|page|primary)\scontent|see\s.{2,60}\s(?:pictures|photos|photo\sgallery|slide\s?show|videos?)\b.{0,60}
    |(?:follow|find|add|get|join|like\sus)\s.{0,60}\bon\s(?:twitter|x|facebook|instagram|threads|bluesky|whatsapp|telegram)\b.*|join\sour.*newsletter.*|skip\sadvertisement|to\s(?:view|watch|play)\sthis\s.*|(?:please\s)?enable\sjavascript.*|your\sbrowser\s.*
    |a\sversion\sof\sthis\s(?:article|story)\s.*|(?:additional\s)?reporting\sby\s.*;\s(?:writing|editing)\sby\s.*)[.!:»›]*
    |(?:write\sto|e-?mail|contact|reach)\s.{2,60}\sat\s\S+@\S+
    |(?:photo(?:graph)?|image|picture|photograph|video|illustration|graphic|credit|source|foto)s?(?:\s(?:credit|source|by|courtesy))?
    \s?(?:[:/]|\sby\s|courtesy\sof|©).{2,120}
    |(?:image|photo)\s(?:source|credit|caption)[,:].*|.{0,120}/\s?(?:getty(?:\simages)?|reuters|ap(?:\sphoto)?|afp|epa|shutterstock)\)?
    |\((?:photo|image|ap\sphoto|reuters)\b.*\)|(?:©|\(c\)|copyright)\s.*|
    |.{0,60}all\srights\sreserved\.?.{0,60}""",
    re.IGNORECASE | re.VERBOSE,
)
"""Whole paragraphs that lead elsewhere, or say whose the picture is."""


def is_beside(paragraph: str) -> bool:
    """Whether a whole paragraph leads elsewhere, or says whose a picture is.

    >>> is_beside("Read more: Norway bombed Marlund airport"), is_beside("He wants to read more about it.")
    (True, False)
    """
    if len(paragraph) > _LONGEST:
        return False
    inside = paragraph[1:-1] if (paragraph[0], paragraph[-1]) in _BRACKETS else ""
    return _BESIDE.fullmatch(paragraph) is not None or (inside != "" and _BESIDE.fullmatch(inside) is not None)
