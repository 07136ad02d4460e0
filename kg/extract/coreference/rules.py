"""The sieves by name, each with words that it joins in brackets; one named in `Trail.without` does not act."""

from __future__ import annotations

from kg.extract.rules import Rule

RULES = (
    Rule("coreference/exact-name", "[Siemens] paid, and [Siemens] left."),
    Rule("coreference/acronym", "The [Green Farm Alliance] asked; [GFA] left."),
    Rule("coreference/legal-form", "[Nordlys Corp] grew, and [Nordlys] hired."),
    Rule("coreference/short-name", "[James Dobbins] spoke, and [Dobbins] left."),
    Rule("coreference/last-named", "Bill Clinton spoke. [Hillary Clinton] spoke. [Clinton] left."),
    Rule("coreference/spelled-alike", "[Mahmoud Abbas] spoke, and [Mahmud Abbas] left."),
    Rule("coreference/acronym-in-brackets", "The [Federal Criminal Police] ([BKA]) spoke."),
    Rule("coreference/apposition", "[James Dobbins], a [diplomat], spoke."),
    Rule("coreference/predicate", "[James Dobbins] is a [diplomat]."),
    Rule("coreference/title", "US artist and [programmer] [Robbie Barrat] sold a work."),
    Rule("coreference/named-inside", "The [[Upper Nile] region] is poor."),
    Rule("coreference/named-behind", "The [city of [Doha]] is rich."),
    Rule("coreference/same-words", "A [senior official] spoke. The [senior official] left."),
    Rule("coreference/role", "[James Dobbins], the envoy, spoke. The [envoy] left."),
    Rule("coreference/same-noun", "A [senior official] spoke. The [official] left."),
    Rule("coreference/definite", "[Siemens] paid. The [company] left."),
    Rule("coreference/capital", "She flew to [Ankara]. She left the Turkish [capital]."),
    Rule("coreference/aged", "[Ilze Kalnina] spoke. The 44-year-old [engineer] left."),
    Rule("coreference/subject-goes-on", "[Moqtada Sadr] spoke in Najaf. The Shi'ite [cleric] met Iran's envoy."),
    Rule("coreference/reflexive", "James Dobbins spoke. [Hamid Karzai] defended [himself]."),
    Rule("coreference/gloss", "James Dobbins spoke. “[He] ([Karzai]) left,” he said."),
    Rule("coreference/reporter", "Iran warned Syria. [Syria] says [it] is willing."),
    Rule("coreference/shared-owner", "Voters support [Kjeldsen]'s plan and [his] promise to stay."),
    Rule("coreference/one-surname", "[Carl Kjeldsen] met Ron Miller. [His] wife, Karen Kjeldsen, left."),
    Rule("coreference/fronted", "Ron Miller left. When [he] spoke, [Hamid Karzai] had left."),
    Rule("coreference/several-go-on", "[Gunmen] entered Dhale at dawn. [They] shot two guards."),
    Rule("coreference/body-goes-on", "[The Thai army] lost two men on Monday. [It] has moved tanks north."),
    Rule("coreference/goes-on", "Maria Silva spoke. “I am glad,” she said. [Asel Omarova] met reporters. [She] left."),
    Rule("coreference/salience", "[James Dobbins] spoke. Reporters met [him]."),
    Rule("coreference/speaker", "“[I] am glad,” [James Dobbins] said."),
    Rule("coreference/body-of-speaker", "“[We] are glad,” said James Dobbins, a spokesman for [Siemens]."),
    Rule("coreference/owned", "[Obama]'s [wife] spoke. He spoke. [His wife] left."),
)
