"""`kg build` and `kg retract`."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.usefixtures("simple")


def counts(out: str) -> dict[str, str]:
    return dict(re.findall(r"^ ?(documents|unchanged|skipped|sentences|mentions|facts|entities)\s+([\d,]+)", out, re.M))


def test_a_build_ends_with_a_summary(run, articles, tmp_path):
    ran = run("build", articles, "--graph", tmp_path / "g")
    assert (ran.code, ran.err) == (0, "")
    assert counts(ran.out) == {
        "documents": "2",
        "unchanged": "0",
        "skipped": "0",
        "sentences": "3",
        "mentions": "6",
        "facts": "2",
        "entities": "6",
    }


def test_building_again_changes_nothing(run, articles, built):
    ran = run("build", articles, "-g", built)
    assert ran.code == 0
    assert (counts(ran.out)["documents"], counts(ran.out)["unchanged"]) == ("0", "2")


def test_what_is_skipped_is_said_and_the_rest_is_built(run, articles, tmp_path):
    (articles / "empty.txt").write_bytes(b"")
    (articles / "c.jsonl").write_text('{"id": "x", "text": "Jen Psaki met John Kerry."}\nnot JSON\n')
    ran = run("build", articles, tmp_path / "nope", "-g", tmp_path / "g")
    assert ran.code == 1
    assert counts(ran.out)["documents"] == "3"
    assert counts(ran.out)["skipped"] == "3"
    lines = ran.err.splitlines()
    assert lines[0] == f"error: skipped {tmp_path / 'nope'}: does not exist; check the path"
    assert all(line.startswith("error: skipped ") for line in lines)
    assert "c.jsonl:2: is not JSON" in lines[1]
    assert "nothing to read" in lines[2]


def test_a_single_bad_file_is_one_line(run, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    ran = run("build", tmp_path / "empty.txt", "-g", tmp_path / "g")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"error: nothing was built: {tmp_path}/empty.txt: is empty; there is nothing to read\n"
    assert not (tmp_path / "g").exists()


def test_several_bad_files_are_a_line_each_and_one_for_all(run, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    ran = run("build", tmp_path / "empty.txt", tmp_path / "nope.txt", "-g", tmp_path / "g")
    assert ran.code == 1
    lines = ran.err.splitlines()
    assert [line.split(":")[1].split()[0] for line in lines] == ["skipped", "skipped", "nothing"]
    assert "all 2 sources were skipped" in lines[-1]


def test_thousands_of_bad_lines_do_not_flood(run, tmp_path):
    (tmp_path / "c.jsonl").write_text('{"id": "x", "text": "Jen Psaki met John Kerry."}\n' + "bad\n" * 1000)
    ran = run("build", tmp_path / "c.jsonl", "-g", tmp_path / "g")
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 21
    assert "980 more" in ran.err
    assert "1,000 is not JSON" in ran.out


def test_names_of_files_cannot_drive_the_terminal(run, tmp_path):
    (tmp_path / "a\x1b[31m\n.txt").write_bytes(b"")
    ran = run("build", tmp_path, "-g", tmp_path / "g")
    assert "\x1b" not in ran.err
    assert len(ran.err.splitlines()) == 1


def test_other_bases_are_refused_for_an_old_graph(run, articles, built):
    ran = run("build", articles, "-g", built, "--base", "https://other.example/")
    assert ran.code == 1
    assert ran.err.startswith("error: ")
    assert "use the same one" in ran.err


def test_a_retracted_document_is_gone(run, built):
    ran = run("retract", "a.txt", "--graph", built)
    assert (ran.code, ran.out) == (0, "a.txt is out of the graph\n")
    assert "Dobbins" not in run("facts", "-g", built).out
    assert "Karzai" in run("facts", "-g", built).out


def test_retracting_what_is_not_there_says_so_after_doing_the_rest(run, built):
    ran = run("retract", "nope.txt", "a.txt", "--graph", built)
    assert ran.code == 1
    assert "no document 'nope.txt'" in ran.err
    assert "Dobbins" not in run("facts", "-g", built).out


def test_no_graph_is_made_by_asking(run, tmp_path):
    for command in (["facts"], ["mentions"], ["entities"], ["retract", "x"]):
        ran = run(*command, "--graph", tmp_path / "none")
        assert (ran.code, ran.out) == (1, "")
        assert "kg build" in ran.err
    assert not (tmp_path / "none").exists()


# --- nothing is lost silently ---------------------------------------------------------------------


def rows(out: str) -> dict[str, tuple[str, str]]:
    found = re.findall(r"^ ?(\w+(?: \w+)?) {2,}([\d,]+)  *(\S.*?) *$", out, re.M)
    return {kind: (count, note) for kind, count, note in found}


def test_a_replaced_document_is_named(run, articles, built):
    (articles / "a.txt").write_text("Jen Psaki met John Kerry in Doha.")
    assert rows(run("build", articles, "-g", built).out)["replaced"] == ("1", "a.txt")
    assert "replaced" not in rows(run("build", articles, "-g", built).out)


def test_three_of_many_are_named(run, articles, built, tmp_path):
    for each in "cdef":
        (articles / f"{each}.txt").write_text("Jen Psaki met John Kerry in Doha.")
    run("build", articles, "-g", built)
    for each in articles.iterdir():
        each.unlink()
    ran = run("build", articles, "-g", built, "--sync")
    assert (ran.code, rows(ran.out)["retracted"]) == (0, ("6", "a.txt, b.txt, c.txt, …"))
    assert run("facts", "-g", built, "--format", "jsonl").out == ""


def test_sync_makes_no_graph_of_nothing(run, tmp_path):
    (tmp_path / "empty").mkdir()
    ran = run("build", tmp_path / "empty", "-g", tmp_path / "g", "--sync")
    assert (ran.code, ran.out) == (1, "")
    assert not (tmp_path / "g").exists()


@pytest.mark.parametrize("address", ["https://news.example/a.html?b=1", "HTTP://news.example/", "ftp://x.example/a"])
def test_an_address_is_told_to_be_none_of_its_business(run, tmp_path, address):
    ran = run("build", address, "-g", tmp_path / "g")
    assert ran.code == 1
    assert ran.err.startswith(f"error: nothing was built: {address.rstrip('/')}")
    assert "kg reads files and fetches nothing: save the page" in ran.err


def test_a_file_without_reader_is_told_the_way_out(run, tmp_path):
    (tmp_path / "a.xyz").write_text("Jen Psaki met John Kerry.")
    ran = run("build", tmp_path / "a.xyz", "-g", tmp_path / "g")
    assert "no reader for .xyz files" in ran.err
    assert "; convert it (kg reads .atom," in ran.err
    assert "or name it .txt if it is text" in ran.err


def test_what_is_left_out_is_named_in_the_summary(run, tmp_path):
    (folder := tmp_path / "f").mkdir()
    (folder / "a.txt").write_text("Jen Psaki met John Kerry.")
    for name in ("b.xyz", "c.xyz"):
        (folder / name).write_text("?")
    ran = run("build", folder, "-g", tmp_path / "g")
    assert rows(ran.out)["skipped"][1] == "2 left out: no reader for .xyz files (b.xyz, …)"


def test_what_is_read_with_a_day_from_its_address_is_not_skipped(run, tmp_path):
    (folder := tmp_path / "f").mkdir()
    (folder / "a.txt").write_text("https://news.example/2024/05/07/a\nJen Psaki met John Kerry.")
    (folder / "b.xyz").write_text("?")
    ran = run("build", folder, "-g", tmp_path / "g")
    assert rows(ran.out)["skipped"] == ("1", "1 left out: no reader for .xyz files (b.xyz)")
    assert rows(ran.out)["noted"] == ("1", "1 with the day of publication of the address in its first line (a.txt)")
    assert rows(ran.out)["documents"][0] == "1"


def test_who_reads_only_the_summary_is_sent_to_the_errors(run, tmp_path):
    (folder := tmp_path / "f").mkdir()
    (folder / "a.txt").write_text("Jen Psaki met John Kerry.")
    (folder / "b.txt").write_bytes(b"caf\xe9 caf\xe9")
    ran = run("build", folder, "-g", tmp_path / "g")
    assert rows(ran.out)["skipped"][1] == "1 is not valid UTF-8 (b.txt); the errors above say what to do"
    assert "iconv" in ran.err


@pytest.mark.parametrize("command", ["build", "demo"])
def test_a_graph_in_the_place_of_a_file_is_one_line(run, articles, tmp_path, command):
    file = tmp_path / "empty.txt"
    file.touch()
    asked = [articles, "-g", file / "g"] if command == "build" else ["-o", file]
    ran = run(command, *asked)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.endswith(f" cannot be made: {file} is a file and no directory; name another one\n")


def test_an_interrupted_build_says_what_it_kept(run, articles, tmp_path, monkeypatch):
    from kg.workers import alone

    usual = alone.extract

    def interrupted(text, document, ontology):
        if document.id == "b.txt":
            raise KeyboardInterrupt
        return usual(text, document, ontology)

    monkeypatch.setattr(alone, "extract", interrupted)
    ran = run("build", articles, "-g", tmp_path / "g")
    assert (ran.code, ran.out) == (130, "")
    assert ran.err == f"interrupted; {tmp_path / 'g'} keeps the 1 document read so far, run the same again to go on\n"
    ran = run("build", articles, "-g", tmp_path / "g", "--rebuild")
    assert ran.err.endswith("keeps the 1 document read so far, run the same without --rebuild to go on\n")
    monkeypatch.undo()
    assert "Dobbins" in run("facts", "-g", tmp_path / "g").out


def test_progress_knows_how_much_there_is(articles, tmp_path):
    import kg

    (articles / "c.jsonl").write_text('{"text": "Jen Psaki met John Kerry."}\n' * 3)
    shares = []
    kg.build(articles, progress=lambda tally: shares.append(tally.share))
    assert shares == sorted(set(shares))
    assert (len(shares), shares[-1]) == (5, 1.0)


def test_a_folder_that_is_empty_now_is_told_of(run, articles, tmp_path):
    assert run("build", articles, "-g", tmp_path / "g").code == 0
    for each in articles.iterdir():
        each.unlink()
    ran = run("build", articles, "-g", tmp_path / "g", "--sync")
    assert "retracted" in ran.out
    ran = run("build", articles, "-g", tmp_path / "g", "--sync")
    assert (ran.code, "documents" in ran.out) == (0, True)
