"""Which document it is that comes, and whether it counts: nothing is lost silently."""

from __future__ import annotations

import io
import itertools
import shutil

import pytest

import kg
from kg import pipeline, readers, workers
from kg.batches import Batch
from kg.graph import Graph
from kg.readers import Received
from kg.records import Document, Standing

pytestmark = pytest.mark.usefixtures("simple")

OBAMA, MERKEL = "Barack Obama met Hamid Karzai in Washington.\n", "Angela Merkel met John Kerry in Berlin.\n"
PSAKI = "Jen Psaki met James Dobbins in Doha.\n"


def build(graph: Graph, *paths, **options) -> pipeline.Tally:
    """Build, and return the last tally."""
    tallies = [pipeline.Tally()]
    kg.build(paths, graph=graph, progress=tallies.append, **options)
    return tallies[-1]


def arrive(*documents: Document) -> tuple[Graph, pipeline.Tally]:
    """A graph to which documents with ids of their own came one after the other."""
    graph = Graph()
    return graph, more(graph, *documents)


def more(graph: Graph, *documents: Document) -> pipeline.Tally:
    """Documents with ids of their own come to a graph one after the other."""
    steps, staff = pipeline._Steps(None), workers.Alone(None, graph.ontology)
    for each in documents:
        with Batch(graph) as batch:
            steps.read_into(batch, staff, [Received(document=each, file=None, name="feed", tail=None)], ())
    return steps.tally


def ids(graph: Graph) -> list[str]:
    return [document.id for document in graph.documents()]


def met(graph: Graph) -> set[str]:
    return {fact.subject for fact in graph.facts()}


@pytest.fixture
def folders(tmp_path):
    """Two folders, each with another article of one name."""
    for name, text in (("a", OBAMA), ("b", MERKEL)):
        (tmp_path / "col" / name).mkdir(parents=True)
        (tmp_path / "col" / name / "article.txt").write_text(text)
    return tmp_path / "col"


# --- ids ------------------------------------------------------------------------------------------


def test_files_of_one_name_from_two_builds_are_two_documents(folders):
    with Graph() as graph:
        build(graph, folders / "a")
        tally = build(graph, folders / "b")
        assert ids(graph) == ["article.txt", "b/article.txt"]
        assert met(graph) == {"Barack Obama", "Angela Merkel"}
        assert tally.replaced == ()


def test_ids_stay_when_folders_are_later_read_together(folders):
    with Graph() as graph:
        build(graph, folders / "a")
        build(graph, folders / "b")
        assert build(graph, folders).unchanged == 2
        assert len(ids(graph)) == 2


def test_a_file_that_comes_later_renames_nothing(folders):
    (folders / "b" / "article.txt").rename(folders / "later.txt")
    with Graph() as graph:
        build(graph, folders / "a")
        (folders / "later.txt").rename(folders / "b" / "article.txt")
        assert (build(graph, folders).unchanged, ids(graph)) == (1, ["article.txt", "b/article.txt"])


def test_a_changed_file_replaces_its_own_old_version(folders):
    with Graph() as graph:
        build(graph, folders / "a")
        build(graph, folders / "b")
        (folders / "b" / "article.txt").write_text(PSAKI)
        assert build(graph, folders / "b").replaced == ("b/article.txt",)
        assert met(graph) == {"Barack Obama", "Jen Psaki"}


def test_the_same_article_in_two_folders_is_one_graph(folders):
    shutil.copy(folders / "a" / "article.txt", folders / "b" / "article.txt")
    one, other, both = Graph(), Graph(), Graph()
    build(one, folders / "a")
    build(other, folders / "b")
    build(both, folders / "a")
    assert build(both, folders / "b").unchanged == 1
    assert one.receipt().hash == other.receipt().hash == both.receipt().hash


def test_a_copy_that_changes_is_a_document_of_its_own(folders):
    shutil.copy(folders / "a" / "article.txt", folders / "b" / "article.txt")
    with Graph() as graph:
        build(graph, folders / "a")
        build(graph, folders / "b")
        (folders / "b" / "article.txt").write_text(PSAKI)
        assert build(graph, folders / "b").replaced == ()
        assert met(graph) == {"Barack Obama", "Jen Psaki"}


def test_a_corpus_that_moves_stays_the_same(folders, tmp_path):
    with Graph() as graph:
        build(graph, folders / "a")
        build(graph, folders / "b")
        before = graph.receipt().hash
        moved = folders.rename(tmp_path / "elsewhere")
        assert build(graph, moved / "b", moved / "a").unchanged == 2
        assert graph.receipt().hash == before
        (moved / "b" / "article.txt").write_text(PSAKI)
        assert build(graph, moved / "b").replaced == ("b/article.txt",)
        assert len(ids(graph)) == 2


def test_lines_without_ids_of_two_corpora_of_one_name(tmp_path):
    for name, text in (("x", OBAMA), ("y", MERKEL)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "news.jsonl").write_text(
            f'{{"text": "{text.strip()}"}}\n{{"text": "{text.strip()} Twice."}}'
        )
    with Graph() as graph:
        build(graph, tmp_path / "x")
        build(graph, tmp_path / "y")
        assert ids(graph) == ["news.jsonl:1", "news.jsonl:2", "y/news.jsonl:1", "y/news.jsonl:2"]


def test_an_id_of_its_own_is_the_id_wherever_it_lies(tmp_path):
    for name, text in (("x", OBAMA), ("y", MERKEL)):
        (tmp_path / f"{name}.jsonl").write_text(f'{{"id": "tag:1", "text": "{text.strip()}"}}')
    with Graph() as graph:
        build(graph, tmp_path / "x.jsonl")
        assert build(graph, tmp_path / "y.jsonl").replaced == ("tag:1",)
        assert met(graph) == {"Angela Merkel"}


def test_versions_of_one_file_are_all_handed_on(tmp_path, monkeypatch):
    sent = [version(10), version(9, MERKEL), version(11, "", standing=Standing.WITHDRAWN), version(10)]
    monkeypatch.setattr("kg.readers.text.read", lambda source: iter(sent))
    (tmp_path / "a.txt").write_text("x")
    assert [each.document.version for each in readers.receive([tmp_path], on_skip=pytest.fail)] == [10, 9, 11, 10]


def test_what_lies_in_an_archive_is_called_below_it(tmp_path, monkeypatch):
    def read(source):
        return iter([Document(id=f"{source.id}/in/a.txt", text=OBAMA, source=f"{source.path}/in/a.txt")])

    monkeypatch.setattr("kg.readers.text.read", read)
    (tmp_path / "z.txt").write_text("x")
    (received,) = readers.receive([tmp_path], on_skip=pytest.fail)
    assert (received.name, received.tail) == ("z.txt", "/in/a.txt")


def test_two_pipes_are_two_documents_and_one_twice_is_one(monkeypatch):
    def pipe(text: str) -> pipeline.Tally:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(text.encode()))))
        return build(graph, "-")

    with Graph() as graph:
        pipe(OBAMA)
        pipe(MERKEL)
        assert pipe(OBAMA).unchanged == 1
        assert met(graph) == {"Barack Obama", "Angela Merkel"}
        assert all(each.startswith("stdin~") and len(each) == 14 for each in ids(graph))


def test_places_are_remembered_on_disk_and_leave_with_their_document(folders, tmp_path):
    with Graph(tmp_path / "g") as graph:
        build(graph, folders / "a")
        build(graph, folders / "b")
    with Graph(tmp_path / "g") as graph:
        (folders / "b" / "article.txt").write_text(PSAKI)
        assert build(graph, folders / "b").replaced == ("b/article.txt",)
        assert graph.retract("article.txt")
        assert graph.retract("b/article.txt")
        build(graph, folders / "b")
        assert ids(graph) == ["article.txt"]


# --- what is no longer there ----------------------------------------------------------------------


def test_what_was_deleted_or_renamed_goes_with_sync_alone(articles):
    (articles / "a.txt").rename(articles / "c.txt")
    (articles / "a.txt").write_text(PSAKI)
    with Graph() as graph, Graph() as fresh:
        build(graph, articles)
        (articles / "a.txt").unlink()
        (articles / "b.txt").rename(articles / "d.txt")
        assert build(graph, articles).retracted == ()
        assert ids(graph) == ["a.txt", "b.txt", "c.txt", "d.txt"]
        assert build(graph, articles, sync=True).retracted == ("a.txt", "b.txt")
        build(fresh, articles)
        assert graph.receipt().hash == fresh.receipt().hash


def test_a_renamed_folder_takes_nothing_with_it(folders):
    with Graph() as graph:
        build(graph, folders / "a")
        build(graph, folders)
        before = graph.receipt().hash
        (folders / "a").rename(folders / "z")
        tally = build(graph, folders, sync=True)
        assert (tally.unchanged, tally.retracted, tally.replaced) == (2, (), ())
        assert graph.receipt().hash == before


def test_what_moved_and_changed_has_the_old_name_with_sync_alone(folders):
    with Graph() as graph, Graph() as synced:
        build(graph, folders / "a")
        build(synced, folders / "a")
        (folders / "a").rename(folders / "z")
        (folders / "z" / "article.txt").write_text(PSAKI)
        build(graph, folders / "z")
        assert ids(graph) == ["article.txt", "z/article.txt"]
        tally = build(synced, folders / "z", sync=True)
        assert (tally.replaced, ids(synced)) == ((), ["article.txt", "z/article.txt"])
        assert synced.retract("z/article.txt")
        tally = build(synced, folders, sync=True)
        assert (tally.replaced, tally.retracted) == (("article.txt",), ())
        assert met(synced) == {"Jen Psaki", "Angela Merkel"}


def test_a_line_that_is_gone_from_a_corpus_goes(tmp_path):
    corpus = tmp_path / "c.jsonl"
    corpus.write_text(f'{{"id": "x", "text": "{OBAMA.strip()}"}}\n{{"id": "y", "text": "{MERKEL.strip()}"}}\n')
    with Graph() as graph:
        build(graph, corpus)
        corpus.write_text(f'{{"id": "y", "text": "{MERKEL.strip()}"}}\n')
        assert build(graph, corpus, sync=True).retracted == ("x",)
        assert ids(graph) == ["y"]


def test_other_folders_are_left_alone(folders):
    with Graph() as graph:
        build(graph, folders / "a", folders / "b")
        (folders / "a" / "article.txt").unlink()
        (folders / "b" / "article.txt").unlink()
        assert build(graph, folders / "a", sync=True).retracted == ("a/article.txt",)
        assert ids(graph) == ["b/article.txt"]


def test_what_lies_in_two_files_goes_with_the_last(folders):
    shutil.copy(folders / "a" / "article.txt", folders / "b" / "article.txt")
    with Graph() as graph:
        build(graph, folders / "a")
        build(graph, folders / "b")
        (folders / "a" / "article.txt").unlink()
        assert build(graph, folders, sync=True).retracted == ()
        (folders / "b" / "article.txt").unlink()
        assert build(graph, folders, sync=True).retracted == ("article.txt",)


def test_what_cannot_be_read_is_not_taken_for_gone(articles, tmp_path):
    with Graph() as graph:
        build(graph, articles)
        (articles / "a.txt").write_bytes(b"")
        tally = build(graph, articles, sync=True)
        assert (tally.retracted, len(tally.failed)) == ((), 1)
        articles.rename(tmp_path / "unplugged")
        with pytest.raises(kg.KgError, match="does not exist"):
            build(graph, articles, sync=True)
        assert ids(graph) == ["a.txt", "b.txt"]


# --- versions and standing ------------------------------------------------------------------------


def version(number: int | None, text: str = OBAMA, **more) -> Document:
    return Document(id="urn:x", text=f"{text} Version {number}.", source="feed.xml", version=number, **more)


SENT = (version(2), version(9, MERKEL), version(10, PSAKI), version(None))


def test_the_highest_version_stands_in_whatever_order_they_come():
    receipts = set()
    for order in itertools.permutations(SENT):
        graph, _ = arrive(*order)
        assert met(graph) == {"Jen Psaki"}
        receipts.add(graph.receipt().hash)
    assert len(receipts) == 1


@pytest.mark.parametrize("number", [10, 11, None])
def test_a_withdrawal_stands_in_whatever_order_it_comes(number):
    kill = version(number, "Please kill this story.", standing=Standing.WITHDRAWN, title="Kill notice", author="Desk")
    receipts = set()
    for order in itertools.permutations((*SENT[:3], kill)):
        graph, _ = arrive(*order)
        assert not list(graph.facts())
        (document,) = graph.documents()
        assert (document.standing, document.title, document.author) == (Standing.WITHDRAWN, None, None)
        receipts.add(graph.receipt().hash)
    assert len(receipts) == 1


def test_a_version_after_the_withdrawal_stands():
    graph, _ = arrive(version(11, standing=Standing.WITHDRAWN), version(12))
    assert met(graph) == {"Barack Obama"}


def test_what_was_done_with_versions_is_told():
    _, tally = arrive(version(2), version(10, MERKEL), version(9))
    assert tally.replaced == ("urn:x",)
    assert tally.passed == ("urn:x: the graph has version 10, and this is 9",)
    _, tally = arrive(version(2), version(3, standing=Standing.WITHDRAWN), version(1))
    assert tally.withdrawn == ("urn:x",)
    assert "`kg retract` it first" in tally.passed[0]


def test_a_withdrawn_document_may_be_read_again_once_it_is_retracted():
    graph, _ = arrive(version(None, standing=Standing.WITHDRAWN))
    assert graph.retract("urn:x")
    more(graph, SENT[0])
    assert met(graph) == {"Barack Obama"}


def test_what_is_held_back_leaves_no_trace():
    graph, tally = arrive(version(1), version(2, MERKEL, standing=Standing.HELD))
    assert (met(graph), tally.held) == ({"Barack Obama"}, ("urn:x",))
    graph, _ = arrive(version(2, standing=Standing.HELD))
    assert (ids(graph), graph.receipt().quads) == ([], 0)


def test_what_is_not_english_is_kept_without_facts():
    graph, tally = arrive(version(1, language="fr-CA", title="Les pourparlers"))
    assert (ids(graph), met(graph), tally.foreign, tally.documents) == (["urn:x"], set(), ("urn:x (fr-CA)",), 1)
    for tag in ("en", "EN-us", "en_GB", "eng", "und", ""):
        assert met(arrive(version(1, language=tag))[0]) == {"Barack Obama"}


@pytest.mark.parametrize(
    ("declared", "shown", "kept"),
    [(None, "fr", "fr"), ("it-IT", "en", "en"), ("en-GB", "en", "en-GB"), ("de", None, "de"), (None, "en", None)],
)
def test_the_text_is_right_about_its_language(monkeypatch, declared, shown, kept):
    monkeypatch.setattr("kg.readers.languages.detect", lambda text: shown)
    graph, _ = arrive(version(1, language=declared))
    (document,) = graph.documents()
    assert document.language == kept


FRENCH = "Le président a rencontré mardi à Paris le chancelier allemand, et ils ont parlé longtemps de la paix.\n"


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """The texts whose language was asked for."""
    texts: list[str] = []

    def detect(text: str) -> str | None:
        texts.append(text)
        return "fr" if text.startswith("Le ") else None if len(text) < 10 else "en"

    monkeypatch.setattr("kg.readers.languages.detect", detect)
    return texts


def test_the_language_is_asked_of_new_texts_alone(tmp_path, asked):
    news = tmp_path / "news"
    (news / "copy").mkdir(parents=True)
    page = f"<html lang=de><p>{MERKEL}"
    for name, text in (("en.txt", OBAMA), ("fr.txt", FRENCH), ("de.html", page), ("s.txt", "Hm.")):
        (news / name).write_text(text)
    (news / "own.jsonl").write_text(f'{{"id": "tag:1", "language": "it", "text": "{FRENCH.strip()}"}}\n')
    with Graph(tmp_path / "g") as graph:
        build(graph, news)
        before, told = graph.receipt().hash, {each.id: each.language for each in graph.documents()}
    assert len(asked) == 5
    assert told == {"de.html": "en", "en.txt": None, "fr.txt": "fr", "s.txt": None, "tag:1": "fr"}
    with Graph(tmp_path / "g") as graph:
        (news / "s.txt").write_text("Oh.")
        assert (build(graph, news).unchanged, len(asked)) == (4, 6)
        (news / "s.txt").write_text("Hm.")
        build(graph, news)
        assert (graph.receipt().hash, len(asked)) == (before, 7)
        shutil.copy(news / "fr.txt", news / "copy" / "fr.txt")
        assert build(graph, news).unchanged == 6
        assert graph.receipt().hash == before


def test_another_declared_language_is_another_document(tmp_path, asked):
    page = tmp_path / "a.html"
    with Graph() as graph:
        for lang, kept in (("de", "en"), ("en-GB", "en-GB"), ("en", "en"), ("de", "en")):
            page.write_text(f"<html lang={lang}><p>{OBAMA}")
            build(graph, page)
            assert [each.language for each in graph.documents()] == [kept]


def test_what_the_source_tells_is_kept_and_read_back():
    graph, _ = arrive(version(7, author="Ann O’Dwyer", language="en-GB", title="Talks"))
    (document,) = graph.documents()
    assert (document.author, document.language, document.version) == ("Ann O’Dwyer", "en-GB", 7)
    read = graph.store.extraction("urn:x").document
    assert (read.author, read.language, read.version, read.standing) == ("Ann O’Dwyer", "en-GB", 7, Standing.USABLE)
    asked = graph.sparql("SELECT ?who ?in { ?d dcterms:creator ?who ; dcterms:language ?in ; kg:version 7 }")
    assert asked.rows == (("Ann O’Dwyer", "en-GB"),)
    assert graph.validate() == []
    assert arrive(version(1, standing=Standing.WITHDRAWN))[0].validate() == []


@pytest.mark.parametrize("field", ["author", "language", "version", "standing"])
def test_what_the_source_tells_changes_the_digest(field):
    plain = Document(id="x", text="Text.", source="x")
    values = {"author": "A", "language": "en", "version": 1, "standing": Standing.WITHDRAWN}
    assert Document(id="x", text="Text.", source="x", **{field: values[field]}).digest != plain.digest
