"""How fast the explorer is, in a real browser, beside the page of another checkout.

    python benchmarks/exploring.py --against ../before
    python benchmarks/exploring.py --served 50000
    python benchmarks/exploring.py --drawn 2000 --entities 2000 --facts 4000

Of a made-up graph a page is written, and opened again and again, in turns with the one that the other checkout writes:
the time from the start of the navigation to the second frame after the page is ready, which is when it can be seen.
Then an entity is searched for and its neighbourhood grown, by the same clock. `--served` reads the names and facts of
as many entities as the server would, and searches in them. `--drawn` draws so many entities at once and counts frames
while the drawing is moved by hand and zoomed, and the longest of them. Needs playwright and Chromium.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, os.environ.get("KG_CHECKOUT") or str(Path(__file__).parents[1]))

NAMES = ("Ann", "Omar", "Lena", "Ivan", "Mei", "João"), ("Lund", "Hale", "Okafor", "Petrov", "Silva", "Berg", "Koroma")
CLASSES = ("Person", "Person", "Person", "Country", "City", "ArmedGroup", "GovernmentBody", "Company")
RELATIONS = ("meets", "visits", "criticizes", "worksFor", "leads", "attacks", "supports", "memberOf")
STATUSES = ("asserted", "asserted", "asserted", "asserted", "planned", "alleged", "negated")
SEEN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
GROWN = """() => new Promise(done => { const start = performance.now(); document.getElementById("expand").click();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start))); })"""

MOVED = """zooming => new Promise(done => {
    const at = document.querySelector("#graph canvas").parentElement, box = at.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + 90];
    const made = kind => kind === "wheel" ? WheelEvent : MouseEvent;
    const send = (kind, more) => (kind === "mousemove" ? window : at).dispatchEvent(new (made(kind))(
        kind, {bubbles: true, cancelable: true, clientX: x, clientY: y, button: 0, buttons: 1, view: window, ...more}));
    const start = performance.now(); let frames = 0, last = start, longest = 0;
    if (!zooming) send("mousedown");
    const frame = now => {
        frames += 1; longest = Math.max(longest, now - last); last = now;
        const turn = frames % 40 < 20 ? 1 : -1;
        if (zooming) send("wheel", {deltaY: 12 * turn});
        else send("mousemove", {clientX: x + 9 * Math.min(frames % 40, 40 - frames % 40), clientY: y + frames % 7});
        if (now - start < 3000) return requestAnimationFrame(frame);
        if (!zooming) window.dispatchEvent(new MouseEvent("mouseup", {bubbles: true, view: window}));
        done([1000 * frames / (now - start), longest]);
    };
    requestAnimationFrame(frame);
})"""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entities", type=int, default=900)
    parser.add_argument("--facts", type=int, default=2600)
    parser.add_argument("--turns", type=int, default=7)
    parser.add_argument("--against", type=Path, help="another checkout, with its bundle")
    parser.add_argument("--served", type=int, help="entities that a server looks up; no browser is needed")
    parser.add_argument("--drawn", type=int, help="entities that are drawn at once, and moved")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.write:
        write(asked.write, asked.entities, asked.facts)
    elif asked.served:
        served(asked.served)
    elif asked.drawn:
        moving(asked)
    else:
        in_browser(asked)


def write(path: Path, entities: int, facts: int) -> None:
    """The page of a made-up graph, by the `kg` that is on the path."""
    from kg import view

    view.write(*made(entities, facts), path, title="Made up")


def made(count: int, facts: int) -> tuple[list[object], list[object]]:
    """Facts between entities of which some are in many, as in the news."""
    from kg.records import Entity, Fact

    draw = random.Random(5)
    entities = [
        Entity(iri=f"https://kg.example/id/entity/E{i}", cls=CLASSES[i % len(CLASSES)],
               name=f"{draw.choice(NAMES[0])} {draw.choice(NAMES[1])}-{i}")
        for i in range(count)
    ]  # fmt: skip
    weights = list(accumulate(1 / (8 + i) ** 0.75 for i in range(count)))
    found = []
    for number in range(facts):
        one, other = draw.choices(entities, cum_weights=weights, k=2)
        relation = draw.choice(RELATIONS)
        day = f"20{10 + number % 14}-{1 + number % 12:02}-{1 + number % 28:02}"
        sentence = f"{one.name} {relation} {other.name} near the old bridge on the second day, officials said."
        found.append(Fact(
            fact=f"https://kg.example/id/fact/{number:016x}", relation=relation, status=draw.choice(STATUSES),
            subject=one.name, subject_text=one.name, subject_iri=one.iri, subject_type=one.cls,
            object=other.name, object_text=other.name, object_iri=other.iri, object_type=other.cls,
            place=None, time=f"{day}/{day}", time_text="then", attributed_to=None, confidence=round(draw.random(), 2),
            rule=f"{relation}/active", document=f"{number % 1000}.txt", start=number, end=number + 90,
            sentence=sentence,
        ))  # fmt: skip
    return found, entities


def in_browser(asked: argparse.Namespace) -> None:
    """Open the pages in turns."""
    from playwright.sync_api import sync_playwright

    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    checkouts = {"here": Path(__file__).parents[1]} | ({"against": asked.against.resolve()} if asked.against else {})
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        pages = {name: written(path, Path(folder) / f"{name}.html", asked) for name, path in checkouts.items()}
        chromium = driver.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        times: dict[str, list[float]] = {name: [] for name in pages}
        for _ in range(asked.turns):
            for name, address in pages.items():
                tab = chromium.new_page(viewport={"width": 1400, "height": 900})
                tab.goto(address)
                if name == "here":
                    tab.wait_for_selector("html[data-ready]", state="attached")
                times[name].append(tab.evaluate(SEEN))
                tab.close()
        steps = {
            name: [growing(chromium, f"{pages['here']}#{at}") for _ in range(asked.turns)]
            for name, at in {"in the first view": "at=entity+E3", "alone": "at=entity+E3&drawn=E3+0+0"}.items()
        }
        chromium.close()
    first = {name: statistics.median(each) for name, each in times.items()}
    print(f"{asked.entities:,} entities, {asked.facts:,} facts, medians of {asked.turns}")
    for name, each in first.items():
        print(f"first view, {name}: {each:.0f} ms ({min(times[name]):.0f} to {max(times[name]):.0f})")
    for name, each in steps.items():
        print(f"a step of growing, {name}: {statistics.median(each):.0f} ms ({min(each):.0f} to {max(each):.0f})")
    if asked.against:
        told = ", ".join(
            f"a step {name} {statistics.median(each) / first['against']:.2f}" for name, each in steps.items()
        )
        print(f"against: first view {first['here'] / first['against']:.2f}, {told}")


def moving(asked: argparse.Namespace) -> None:
    """Frames a second while many entities are moved."""
    from playwright.sync_api import sync_playwright

    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    wide = round((asked.drawn * 1.6) ** 0.5)
    drawn = "+".join(f"E{i}+{i % wide * 150}+{i // wide * 110}" for i in range(asked.drawn))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        address = written(Path(__file__).parents[1], Path(folder) / "page.html", asked)
        chromium = driver.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        tab = chromium.new_page(viewport={"width": 1400, "height": 900})
        start = time.perf_counter()
        tab.goto(f"{address}#drawn={drawn}")
        tab.wait_for_selector("html[data-ready]", state="attached")
        tab.evaluate(SEEN)
        print(f"{tab.inner_text('#counts')}: seen after {time.perf_counter() - start:.1f} s")
        for name, closer in (("fitted", 0), ("all of it", -8)):
            for _ in range(abs(closer)):
                tab.click("#zoom-out")
            tab.evaluate(SEEN)
            for zooming in (False, True):
                speed, longest = tab.evaluate(MOVED, zooming)
                print(f"{name}, {'zoomed' if zooming else 'moved'}: {speed:.0f} frames/s, the longest {longest:.0f} ms")
        chromium.close()


def written(checkout: Path, path: Path, asked: argparse.Namespace) -> str:
    """The address of a page that a checkout has written."""
    size = ("--entities", str(asked.entities), "--facts", str(asked.facts))
    command = [sys.executable, __file__, "--write", str(path), *size]
    subprocess.run(command, check=True, env={**os.environ, "KG_CHECKOUT": str(checkout)})
    return path.as_uri()


def growing(chromium: object, address: str) -> float:
    """Milliseconds from the wish for more neighbours to the second frame with them."""
    tab = chromium.new_page(viewport={"width": 1400, "height": 900})
    tab.goto(address)
    tab.wait_for_selector("html[data-ready]", state="attached")
    tab.evaluate(SEEN)
    taken: float = tab.evaluate(GROWN)
    tab.close()
    return taken


def served(count: int) -> None:
    """What a server reads once, and how long a search then takes."""
    import pyoxigraph as ox

    from kg.serve.atlas import Atlas
    from kg.triples import terms
    from kg.triples.terms import kg

    store, (facts, entities) = ox.Store(), made(count, 3 * count)
    graph = ox.NamedNode("https://kg.example/id/all")
    quads = [ox.Quad(ox.NamedNode(each.iri), terms.PREF_LABEL, ox.Literal(each.name), graph) for each in entities]
    for fact in facts:
        told = ((terms.TYPE, kg("Fact")), (kg("relation"), kg(fact.relation)), (kg("status"), kg("Asserted")),
                (terms.SUBJECT, ox.NamedNode(fact.subject_iri)),
                (terms.OBJECT, ox.NamedNode(fact.object_iri)))  # fmt: skip
        quads += [ox.Quad(ox.NamedNode(fact.fact), predicate, value, graph) for predicate, value in told]
    store.bulk_extend(quads)
    start = time.perf_counter()
    atlas = Atlas.of(store)
    print(f"{count:,} entities, {len(atlas.facts):,} facts: read in {time.perf_counter() - start:.1f} s")
    for words in ("a", "petrov", "mei silva", f"lund {count // 2}"):
        start = time.perf_counter()
        found = atlas.search(words.split(), 8)
        print(f"search {words!r}: {1000 * (time.perf_counter() - start):.1f} ms, {len(found)} shown")
    start = time.perf_counter()
    joined = sorted(range(count), key=atlas.degree)
    paths = atlas.paths(joined[-1], joined[count // 2], frozenset())
    print(f"a path: {1000 * (time.perf_counter() - start):.0f} ms, {len(paths)} found")


if __name__ == "__main__":
    main()
