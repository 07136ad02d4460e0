"""The explorer of `kg serve`: what its addresses answer, and a way through it in a real browser."""

from __future__ import annotations

import json
import re
import threading
from collections import Counter
from contextlib import contextmanager
from datetime import date

import pytest
import uvicorn
from starlette.testclient import TestClient

from kg.graph import Graph
from kg.serve import Limits, Writing, application
from kg.serve.app import _listening
from kg.serve.atlas import Atlas
from kg.store import Store
from kg.store.answering import Answering
from tests.factories import entity, extraction, shooting
from tests.view.browser import ACCESSIBLE, AXE, BROWSER, RULES, Page, launched

ODD = "<img src=x onerror=window.hacked=1></script><script>window.hacked=1</script>"
GUESTS = [
    f"Olav {first}{last}"
    for first in ("Ber", "Dal", "Fos", "Hau", "Lun", "Mo", "Nes")
    for last in ("gen", "heim", "land", "rud", "set", "vik", "stad", "mark", "dahl", "berg")
]
GUEST = GUESTS[7]
TOKEN = "a-token-of-some-length"


def meeting(name, one, other, **document):
    people = (entity(0, "Person", one), entity(1, "Person", other))
    text = (f"😀 {one} met {other}.", "Nothing was said of it.")
    return extraction(name, *text, entities=people, facts=[(0, "meets", 1)], **document)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store(tmp_path_factory.mktemp("served") / "graph") as made:
        guests = [meeting(f"{i}.txt", GUESTS[i], "Jørgen Hub", title=f"Report {i}") for i in range(70)]
        chain = [(GUEST, "Far Away"), ("Far Away", "Endre Berg"), ("Endre Berg", ODD)]
        told = [meeting(f"x{i}.txt", *ends, title=ODD, published=date(2014, 1, 1 + i)) for i, ends in enumerate(chain)]
        made.replace_all([*guests, *told, shooting()])
        yield made


@pytest.fixture(scope="module")
def app(store):
    answering = Answering(store, count=1)
    yield application(store, answering, hosts=("127.0.0.1",), limits=Limits())
    answering.close()


@pytest.fixture(scope="module")
def client(app):
    with TestClient(app, base_url="http://127.0.0.1") as made:
        yield made


def asked(client, what, **parameters):
    answer = client.get(f"/api/{what}", params=parameters)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    return answer.json()


def iri(store, name):
    return f"{store.base}entity/{name.replace(' ', '_')}"


def names(piece):
    return {node["name"] for node in piece["nodes"] if not node["unsaid"]}


def test_entities_are_found_by_the_beginnings_of_words_without_accents(client):
    assert [node["name"] for node in asked(client, "search", words="jorgen h")["nodes"]] == ["Jørgen Hub"]
    found = asked(client, "search", words="olav", limit=5)["nodes"]
    assert len(found) == 5
    assert found[0]["name"] == GUEST  # the one with the most facts
    assert asked(client, "search", words="nobody")["nodes"] == []


def test_an_entity_comes_with_all_its_facts(client, store):
    hub = asked(client, "entity", iri=iri(store, "Jørgen Hub"))
    assert len(hub["facts"]) == hub["facts_in_all"] == 70
    assert {node["degree"] for node in hub["nodes"]} == {70, 2, 1}  # of the whole graph, not of what was sent


def test_what_is_between_entities_and_the_ways_from_one_to_another(client, store):
    far, end = iri(store, "Far Away"), iri(store, "Endre Berg")
    piece = asked(client, "between", iri=[far, end, "https://kg.example/id/entity/Nobody"])
    assert names(piece) == {"Far Away", "Endre Berg"}
    assert len(piece["facts"]) == 1
    found = asked(client, "path", **{"from": iri(store, GUEST), "to": end})
    assert [[each.rsplit("/", 1)[1] for each in path] for path in found["paths"]] == [
        ["Olav_Bermark", "Far_Away", "Endre_Berg"]
    ]
    assert asked(client, "path", **{"from": far, "to": end, "without": "meets"})["paths"] == []


def test_a_fact_is_explained(client, store):
    (fact,) = asked(client, "between", iri=[iri(store, "Far Away"), iri(store, "Endre Berg")])["facts"]
    told = asked(client, "fact", iri=fact["id"])
    assert told["fact"] == fact["id"]
    assert {"rule", "subject", "object", "confidence"} <= {label for label, _ in told["why"]}


def test_a_document_is_told_sentence_by_sentence(client):
    told = asked(client, "document", id="x0.txt")
    assert (told["document"]["title"], told["document"]["published"]) == (ODD, "2014-01-01")
    first, second = told["sentences"]
    assert second["mentions"] == []
    units = first["text"].encode("utf-16-le")
    spans = [units[2 * start : 2 * end].decode("utf-16-le") for start, end, _ in first["mentions"]]
    assert spans == [GUEST, "Far Away"]  # as a browser counts


def test_all_facts_come_page_by_page(client, store):
    count = sum(1 for _ in store.facts())
    assert len(asked(client, "facts")["facts"]) == count
    assert asked(client, "facts", start=count)["facts"] == []


def test_facts_are_found_by_words_of_sentences_relations_and_documents(client, store):
    def having(words, **more):
        found = asked(client, "facts", words=words, **more)
        return found["facts_in_all"], {"".join(text for text, _ in fact["sentence"]) for fact in found["facts"]}

    assert having("far endre") == (1, {"😀 Far Away met Endre Berg."})
    assert having("meets jorgen hub", limit=2)[0] == 70
    assert len(asked(client, "facts", words="meets jorgen hub", limit=2)["facts"]) == 2
    assert having("x0txt")[0] == 1  # as the page folds x0.txt
    assert having("far nobody") == (0, set())
    assert having("the")[0] == sum(" the " in fact.sentence.lower() for fact in store.facts())


@pytest.mark.parametrize(
    ("path", "status"),
    [("search", 400), ("entity?iri=x", 400), ("path?from=a&to=b", 400), ("fact?iri=zzzz", 400), ("document?id=x", 400),
     ("facts?start=-1", 400), ("search?words=a&limit=1e9", 400), ("nothing", 404),
     ("between?" + "&".join(["iri=a"] * 401), 400)],
)  # fmt: skip
def test_what_cannot_be_answered_is_one_line(client, path, status):
    answer = client.get(f"/api/{path}")
    assert answer.status_code == status
    assert answer.json()["error"]
    assert "\n" not in answer.json()["error"]


def test_the_page_begins_with_a_part_and_carries_no_markup_of_documents(client):
    page = client.get("/")
    policy = page.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert page.text.count("<script") == 2
    assert "<img" not in page.text
    data = json.loads(page.text.split('id="data">')[1].split("</script>")[0])
    assert data["totals"]["entities"] > len([node for node in data["nodes"] if not node["unsaid"]])
    assert {"about", "path", "timeline"} <= {each["name"] for each in data["sparql"]["queries"]}
    for query in data["sparql"]["queries"]:
        assert all(query["text"].count(need["stands"]) for need in query["needs"])
        answer = client.post("/sparql", data={"query": query["text"]})
        assert answer.status_code == 200, (query, answer.text)
    assert client.get("/explorer.js").headers["content-type"].startswith("text/javascript")
    assert client.get("/sparql", headers={"accept": "text/html"}).text.count("<form") == 1


def test_the_page_is_told_how_much_there_is_of_each_kind_in_the_whole_graph(client):
    data = json.loads(client.get("/").text.split('id="data">')[1].split("</script>")[0])
    everything = asked(client, "facts")
    facts, nodes = everything["facts"], everything["nodes"]
    ends = {end for fact in facts for end in (fact["subject"], fact["object"]) if isinstance(end, int)}
    assert data["tallies"] == {
        "statuses": Counter(fact["status"] for fact in facts),
        "relations": Counter(fact["relation"] for fact in facts),
        "classes": Counter(nodes[end]["cls"] for end in ends if not nodes[end]["unsaid"]),
        "incomplete": {
            "described": sum(nodes[end]["described"] for end in ends),
            "unsaid": sum(None in (fact["subject"], fact["object"]) for fact in facts),
        },
    }
    assert len(facts) > len(data["facts"])


def test_what_is_built_meanwhile_comes(client, store):
    store.replace(meeting("late.txt", "Latecomer", "Jørgen Hub"))
    store.publish()
    for _ in range(100):
        if asked(client, "search", words="latecomer")["nodes"]:
            break
        threading.Event().wait(0.1)
    assert names(asked(client, "search", words="latecomer")) == {"Latecomer"}
    store.retract("late.txt")


def test_an_atlas_knows_events_with_one_party(store):
    atlas = Atlas.of(store.view().quads)
    abe = atlas.number[iri(store, "Shinzo Abe")]
    alone = [atlas.links[link] for link in atlas.beside[abe] if len(atlas.links[link].ends) == 1]
    assert any(link.relation == "kills" for link in alone)
    assert atlas.paths(abe, abe, frozenset()) == []


def test_a_page_opens_with_named_entities_that_hang_together(tmp_path):
    pairs = [meeting(f"p{i}.txt", f"One{i} Lone", f"Other{i} Lone") for i in range(5) for _ in range(2)]
    hub = [meeting(f"h{i}.txt", GUESTS[i], "Jørgen Hub") for i in range(4)]
    with Store(tmp_path / "graph") as made:
        made.replace_all([*pairs, *hub])
        atlas = Atlas.of(made.view().quads)
    opening = [atlas.iris[each].rsplit("/", 1)[1] for each in atlas.most_connected(5)]
    assert opening[0] == "Jørgen_Hub"
    assert {name.split("_")[0] for name in opening[1:]} == {"Olav"}


@contextmanager
def listening(app):
    """The address of an application that answers meanwhile."""
    socket = _listening("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]})
    thread.start()
    yield f"http://127.0.0.1:{socket.getsockname()[1]}/"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def address(app):
    with listening(app) as address:
        yield address


@pytest.mark.skipif(BROWSER is None, reason="needs Chromium on the path (apt-get install chromium)")
def test_a_way_through_a_graph_that_is_served(address):
    with launched() as browser:
        page = Page(browser.new_page(viewport={"width": 1400, "height": 900}), address)
        page.tab.set_default_timeout(8000)
        page.tab.fill("#search", "olav")
        page.tab.wait_for_selector("#results li")
        page.tab.fill("#search", "jorgen hub")
        page.tab.keyboard.press("Enter")  # means these words, not what is offered for those before
        page.tab.wait_for_selector("#details h2:has-text('Jørgen Hub')")
        page.tab.click("#restart")
        page.search("far away")
        page.tab.wait_for_selector("#details h2:has-text('Far Away')")
        assert set(page.drawn()) == {"Far Away", GUEST, "Endre Berg"}
        page.tap(GUEST)
        page.tab.wait_for_selector("#expand:has-text('Expand · 1')")
        page.tab.click("#expand")
        page.until("document.getElementById('graph')._cyreg.cy.nodes().length === 4")
        page.tab.wait_for_timeout(300)  # until it has moved into sight
        page.tap("Endre Berg")
        page.tab.click("#details dl .link >> nth=0")
        page.tab.wait_for_selector(".passage.silent")  # the whole text, not only what bears facts
        link = page.tab.evaluate("location.href")
        again = Page(browser.new_page(), link)
        again.tab.wait_for_selector(".passage.silent")
        assert set(again.drawn()) == set(page.drawn())
        page.search(ODD)
        page.tab.wait_for_selector("#details .fact")
        assert ODD in page.details()
        page.tab.click("#tab-table")
        page.tab.wait_for_selector("#load", state="detached")  # so few come by themselves
        assert re.match(r"(\d+) of \1 facts", page.tab.inner_text("#table-view .bar"))
        assert "loaded" not in page.tab.inner_text("#table-view .bar")
        page.tab.click("#tab-sparql")
        page.tab.click(".cm-content")
        page.tab.keyboard.press("Control+a")
        page.tab.keyboard.insert_text("SELECT ?f {\n ?f ex:p ?o }")
        page.tab.click("#ask")
        page.tab.wait_for_selector(".cm-lintRange-error")
        assert "line 2, column 5" in page.tab.inner_text(".wrong")
        page.tab.click(".cm-content")
        page.tab.keyboard.press("Control+a")
        page.tab.keyboard.insert_text("SELECT ?f ?t { ?f a kg:Fact . ?f prov:wasDerivedFrom/kg:text ?t }")
        page.tab.keyboard.press("Control+Enter")
        page.tab.wait_for_selector("#draw")
        page.tab.click("#draw")
        page.until("document.getElementById('graph')._cyreg.cy.nodes().length > 20")
        assert page.tab.evaluate("window.hacked") is None
        assert all(url.startswith((address, "blob:", "data:")) for url in page.requests)
        assert [each for each in page.complaints if "400 (Bad Request)" not in each] == []


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    """The address of a graph of more facts than come by themselves."""
    with Store(tmp_path_factory.mktemp("crowd") / "graph") as store:
        store.replace_all(
            [meeting(f"c{i}.txt", f"Olav{i} Berg", f"Hub{i % 40} Lie", title=f"Report {i}") for i in range(2050)]
        )
        answering = Answering(store, count=1)
        with listening(application(store, answering, hosts=("127.0.0.1",))) as address:
            yield address
        answering.close()


@pytest.mark.skipif(BROWSER is None, reason="needs Chromium on the path (apt-get install chromium)")
def test_words_find_facts_that_no_page_has_seen(crowd):
    with launched() as browser:
        page = Page(browser.new_page(viewport={"width": 1400, "height": 900}), crowd)
        page.tab.set_default_timeout(8000)
        page.tab.click("#tab-table")
        bar = "document.querySelector('#table-view .bar').innerText"
        assert "loaded so far; there are 2,050" in page.tab.evaluate(bar)
        page.tab.click("#load")
        page.until(f"/ of the [56]\\d\\d facts/.test({bar})")
        page.tab.fill("#search", "c2049.txt met")
        page.tab.wait_for_selector("#results li:has-text('1 fact with these words')")
        page.tab.keyboard.press("Enter")
        page.tab.wait_for_selector("#table-view tbody tr:has-text('Olav2049 Berg met')")
        assert "1 of 2,050 facts" in page.tab.evaluate(bar)
        assert page.tab.locator("#load").count() == 0
        again = Page(browser.new_page(), page.tab.evaluate("location.href"))
        again.tab.wait_for_selector("#table-view tbody tr:has-text('Olav2049 Berg met')")
        page.tab.fill("#search", "met tear gas")
        page.tab.wait_for_selector("#results li:has-text('No entity and no fact has these words')")
        assert page.complaints == []


@pytest.fixture
def judged(tmp_path):
    """A graph that may be judged, and its address."""
    with Graph(tmp_path / "g") as made:
        for i, pair in enumerate([("Ann Lee", "Bob Ray"), ("Anne Leigh", "Cy Dorn"), ("Ann Lee", "Dora Fink")]):
            made.replace(meeting(f"{i}.txt", *pair))
    writing = Writing(TOKEN, lambda: Graph(tmp_path / "g", create=False).store)
    with Store(tmp_path / "g", create=False) as store:
        answering = Answering(store, count=1)
        app = application(store, answering, hosts=("127.0.0.1",), writing=writing)
        with listening(app) as address:
            yield tmp_path / "g", address
        answering.close()


@pytest.mark.skipif(BROWSER is None, reason="needs Chromium on the path (apt-get install chromium)")
def test_who_has_the_token_judges_in_the_explorer(judged, address):
    path, writable = judged
    with launched() as browser:
        page = Page(browser.new_page(viewport={"width": 1400, "height": 900}, bypass_csp=True), writable)
        page.tab.set_default_timeout(8000)
        page.tab.add_script_tag(path=AXE)
        page.search("dora fink")
        page.tab.click("#details .fact .foot .link")
        page.tab.click("#reject")
        assert "Type the token" in page.tab.inner_text("#judged")
        page.tab.fill("#judge-token", "not-the-token-at-all")
        page.tab.click("#reject")
        page.tab.wait_for_selector("#judged:has-text('this is not the token')")
        assert page.tab.evaluate(ACCESSIBLE, RULES) == []
        page.tab.fill("#judge-token", TOKEN)
        page.tab.fill("#judge-author", "Eve")
        page.tab.click("#reject")
        page.tab.wait_for_selector("#judged:has-text('no longer in the graph')")
        page.search("bob ray")
        page.tab.click("#details .fact .foot .link")
        page.tab.click("#confirm")  # the token is not asked for again
        page.tab.wait_for_selector("#judged:has-text('Confirmed')")
        page.search("ann lee")
        page.tab.click("#details summary")
        page.tab.fill("#same-as", "anne l")
        page.tab.wait_for_selector("#same-results li")
        page.tab.keyboard.press("Enter")
        assert page.tab.evaluate(ACCESSIBLE, RULES) == []
        page.tab.click("#same")
        page.tab.wait_for_selector("#judged:has-text('Anne Leigh is the same now')")
        assert "Cy Dorn" in page.details()
        assert "Dora Fink" not in page.details()
        assert "Anne Leigh" not in page.drawn()
        kept = "[location.href, document.cookie, JSON.stringify({ ...localStorage, ...sessionStorage })].join()"
        assert TOKEN not in page.tab.evaluate(kept)
        assert not any(TOKEN in url for url in page.requests)
        assert [each for each in page.complaints if "401 (Unauthorized)" not in each] == []
        only_read = Page(browser.new_page(), address)
        only_read.search("far away")
        only_read.tab.click("#details .fact .foot .link >> nth=0")
        only_read.tab.wait_for_selector(".why dl")
        assert only_read.tab.locator(".judging").count() == 0
    with Graph(path, create=False) as graph:
        made = [(each.verdict, each.author) for each in graph.judgements()]
    assert made == [("reject", "Eve"), ("confirm", "Eve"), ("same", "Eve")]


@pytest.mark.skipif(BROWSER is None, reason="needs Chromium on the path (apt-get install chromium)")
def test_a_bundled_query_is_asked_of_whom_one_types(address):
    with launched() as browser:
        page = Page(browser.new_page(viewport={"width": 400, "height": 800}, bypass_csp=True), address)
        page.tab.set_default_timeout(8000)
        page.tab.add_script_tag(path=AXE)
        page.tab.click("#tab-sparql")
        page.tab.wait_for_selector(".cm-content")
        page.tab.select_option("#sparql-view select", "path")
        page.tab.click("#ask")
        assert page.tab.inner_text("#sparql-view [role=status]").startswith("Give “from” first: ")
        assert page.tab.evaluate(ACCESSIBLE, RULES) == []
        page.tab.keyboard.type("Far Away")  # into the first that is missing
        page.tab.keyboard.press("Enter")
        assert page.tab.inner_text("#sparql-view [role=status]").startswith("Give “to” first: ")
        page.tab.keyboard.type("The JØRGEN Hub")
        page.tab.keyboard.press("Enter")
        page.tab.wait_for_selector("#sparql-view tbody tr")
        assert "Far Away" in page.tab.inner_text("#sparql-view tbody tr >> nth=0")
        page.tab.select_option("#sparql-view select", "about")
        page.tab.keyboard.type("far away")
        page.tab.click("#ask")
        page.tab.click("#sparql-view tbody .link >> nth=0")
        page.tab.wait_for_selector("#details h2")
        free = "[...document.querySelectorAll('#sparql-view .scroll')].map(each => each.clientHeight)[0]"
        assert page.tab.evaluate(free) > 160  # the answer keeps its room beside a card
        page.tab.select_option("#sparql-view select", "meetings")  # needs nothing
        assert page.tab.locator("#sparql-view .bar input").count() == 0
        assert page.complaints == []


@pytest.mark.skipif(BROWSER is None, reason="needs Chromium on the path (apt-get install chromium)")
@pytest.mark.parametrize(("scheme", "width"), [("light", 1400), ("dark", 400)])
def test_nobody_is_kept_out_of_the_tab_for_sparql(address, scheme, width):
    with launched() as browser:
        sized = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme, "bypass_csp": True}
        page = Page(browser.new_page(**sized), address)
        page.tab.add_script_tag(path=AXE)
        page.tab.click("#tab-sparql")
        page.tab.click(".cm-content")
        page.tab.keyboard.press("Control+a")
        page.tab.keyboard.insert_text("SELECT ?f ?t { ?f a kg:Fact . ?f prov:wasDerivedFrom/kg:text ?t } LIMIT 9")
        page.tab.keyboard.press("Control+Enter")
        page.tab.wait_for_selector("#draw")
        assert page.tab.evaluate(ACCESSIBLE, RULES) == []
        page.tab.click(".cm-content")
        page.tab.keyboard.insert_text(" nonsense")
        page.tab.click("#ask")
        page.tab.wait_for_selector(".wrong")
        assert page.tab.evaluate(ACCESSIBLE, RULES) == []
