"""Reading GUM's clusters, telling mentions alike, and the baseline."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate.coreference import baseline_name_match, compare, evaluate_coreference, read_gum
from kg.records import Kind, Mention

# word, SpaceAfter=No?, Entity
NEWS = """
James|(1-person-new-nnnnn-cf1-1,2-coref-James_Dobbins
Dobbins|1)-
,|
the|(1-person-giv:act-nnnnn-cf1-3-appos
U.S.|(2-place-new-nnnnn-cf2-1-sgl-United_States)
envoy|1)-
,|
met|
his|(3-person-new-nnnnn-cf3-2-coref(1-person-giv:act-nnnnn-cf1-1-ana)
aides|3)-
.|

Mr.|(1-person-giv:act-nnnnn-cf1-1,2-coref-James_Dobbins
Dobbins|1)
told|
them|(3-person-giv:act-nnnnn-cf2-1-ana)
the|(4-abstract-new-nnnnn-cf3-2-coref
plan|4)-
.|

It|(4-abstract-giv:act-nnnnn-cf1-1-ana)
failed|-
.|
"""
TEXT = "James Dobbins, the U.S. envoy, met his aides.\nMr. Dobbins told them the plan.\nIt failed."


def conllu(lines: str, name: str) -> str:
    out = [f"# newdoc id = {name}"]
    for number, sentence in enumerate(lines.strip().split("\n\n")):
        out.append(f"# sent_id = {name}-{number}")
        for i, line in enumerate(sentence.splitlines(), 1):
            form, entity = line.split("|", 1)
            misc = [f"Entity={entity.rstrip('-')}"] if entity.rstrip("-") else []
            following = sentence.splitlines()[i].split("|")[0] if i < len(sentence.splitlines()) else ""
            misc += ["SpaceAfter=No"] if following in {",", "."} else []
            out.append("\t".join([str(i), form, form, "X", "X", "_", "0", "root", "_", "|".join(misc) or "_"]))
        out.append("")
    return "\n".join(out) + "\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "gum.conllu"
    path.write_text(
        conllu(NEWS, "GUM_news_talks") + conllu("He|(1-person-new-nnnnn-cf1-1-sgl)", "GUM_vlog_me"), "utf-8"
    )
    return path


def mention(text: str, chain: int, kind: Kind = Kind.NAME, nth: int = 0, type_: str = "Person") -> Mention:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(text, start + 1)
    return Mention(start=start, end=start + len(text), text=text, kind=kind, type=type_, chain=chain)


PREDICTED = [
    mention("James Dobbins", 1),
    mention("envoy", 1, Kind.NOMINAL),
    mention("U.S.", 2, type_="Place"),
    mention("his", 1, Kind.PRONOUN),
    mention("aides", 3, Kind.NOMINAL),
    mention("Dobbins", 1, nth=1),
    mention("them", 3, Kind.PRONOUN),
]


def test_the_text_and_the_clusters_are_read(corpus):
    news, vlog = read_gum(corpus)
    assert (news.id, vlog.id) == ("GUM_news_talks", "GUM_vlog_me")
    assert news.text == TEXT
    clusters = {m[0].entity: [news.text[g.start : g.end] for g in m] for m in news.clusters(None)}
    assert clusters == {
        "1": ["James Dobbins", "the U.S. envoy", "his", "Mr. Dobbins"],
        "2": ["U.S."],
        "3": ["his aides", "them"],
        "4": ["the plan", "It"],
    }
    assert [m[0].entity for m in news.clusters()] == ["1", "2", "3"]
    heads = {news.text[m.start : m.end]: [news.text[a:b] for a, b in m.heads] for m in news.mentions}
    assert heads["the U.S. envoy"] == ["envoy"]
    assert heads["Mr. Dobbins"] == ["Mr.", "Dobbins"]


def test_exact_spans(corpus):
    news = next(read_gum(corpus))
    result = compare(news.clusters(), PREDICTED, heads=False)
    # Alike: James Dobbins, his, them. Key: 4 + 2 mentions; response: 4 + 2.
    assert (result.mentions.found, result.mentions.gold, result.mentions.predicted) == (3, 6, 6)
    assert result.muc.recall == pytest.approx(1 / 4)


def test_heads(corpus):
    news = next(read_gum(corpus))
    result = compare(news.clusters(), PREDICTED, heads=True)
    assert (result.mentions.recall, result.mentions.precision, result.conll) == (1, 1, 1)


def test_singletons_only_on_request(corpus):
    news = next(read_gum(corpus))
    assert compare(news.clusters(), PREDICTED, heads=True).ceaf.gold == 2
    assert compare(news.clusters(), PREDICTED, heads=True, singletons=True).ceaf.gold == 3


def test_a_gold_mention_is_used_once(corpus):
    news = next(read_gum(corpus))
    twice = [mention("James", 1), mention("Dobbins", 1)]
    result = compare(news.clusters(), twice, heads=True)
    assert (result.mentions.found, result.mentions.predicted) == (1, 2)


def test_the_baseline_links_equal_names_and_nothing_else():
    names = [mention("U.S.", 7), mention("his", 7, Kind.PRONOUN), mention("Dobbins", 7), mention("Dobbins", 8, nth=1)]
    chains = [m.chain for m in baseline_name_match(names)]
    assert chains[2] == chains[3]
    assert len(set(chains)) == 3


def test_evaluate_selects_documents_and_leaves_things_out(corpus):
    thing = mention("plan", 9, Kind.NOMINAL, type_="Thing")
    report = evaluate_coreference(corpus, lambda _text: [*PREDICTED, thing])
    assert (report.documents, report.gold_mentions, report.head.conll) == (("GUM_news_talks",), 6, 1)


def test_errors_say_what_to_do(corpus, tmp_path):
    with pytest.raises(InputError, match="choose another part"):
        evaluate_coreference(corpus, lambda _text: [], select="court")
    with pytest.raises(InputError, match="give a CoNLL-U file"):
        list(read_gum(tmp_path / "missing.conllu"))
    broken = tmp_path / "broken.conllu"
    broken.write_text(conllu("He|1)", "GUM_news_x"), "utf-8")
    with pytest.raises(InputError, match="never opened"):
        list(read_gum(broken))
    broken.write_text(conllu("He|(1-person-new-nnnnn-cf1-1-sgl", "GUM_news_x"), "utf-8")
    with pytest.raises(InputError, match="never closed"):
        list(read_gum(broken))
