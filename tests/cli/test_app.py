"""Errors are one line, exit codes mean what they say, pipes and Ctrl-C are quiet."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest

import kg
import kg.__main__
from kg.cli import main


def test_version_and_help(run):
    assert run("--version").out == f"kg {kg.__version__}\n"
    ran = run("--help")
    assert ran.code == 0
    assert "kg build" not in ran.err
    assert "build" in ran.out


def test_without_a_command_the_help_is_printed_as_help(run):
    ran = run()
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == run("--help").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nonsense"], "nonsense"),
        (["build"], "PATH"),
        (["facts", "--format", "yaml"], "yaml"),
        (["facts", "--nonsense"], "--nonsense"),
        (["retract"], "DOCUMENT"),
    ],
)
def test_a_wrong_command_is_one_line_and_exit_code_2(run, arguments, words):
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    (line,) = ran.err.splitlines()
    assert line.startswith("error: ")
    assert words in line
    assert "--help`" in line


def test_an_unexpected_error_is_one_line_too(run, monkeypatch, tmp_path):
    def explode(*arguments, **options):
        raise ZeroDivisionError("surprise")

    monkeypatch.setattr("kg.graph.Graph.__init__", explode)
    ran = run("facts", "--graph", tmp_path)
    assert ran.code == 1
    assert (
        ran.err == "error: unexpected ZeroDivisionError: surprise; set KG_DEBUG=1 to see where, and please report it\n"
    )
    monkeypatch.setenv("KG_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["facts", "--graph", str(tmp_path)])


def test_an_error_of_the_system_names_the_file(run, monkeypatch, tmp_path):
    def full(*arguments, **options):
        raise OSError(28, "No space left on device", "out.ttl")

    monkeypatch.setattr("kg.graph.Graph.__init__", full)
    assert (
        run("facts", "--graph", tmp_path).err
        == "error: No space left on device: out.ttl; check the disk and the path\n"
    )


def test_ctrl_c_is_quiet(run, monkeypatch, tmp_path):
    def interrupted(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.graph.Graph.__init__", interrupted)
    ran = run("facts", "--graph", tmp_path)
    assert (ran.code, ran.out, ran.err) == (130, "", "")


def test_a_reader_who_leaves_is_no_error(built):
    command = [sys.executable, "-m", "kg", "facts", "--format", "jsonl", "--graph", str(built)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    child.stdout.close()
    assert child.stderr.read() == b""
    child.wait(30)


@pytest.mark.skipif(not hasattr(signal, "SIGINT"), reason="POSIX signals")
def test_an_interrupted_child_says_in_one_line_that_nothing_was_read(tmp_path):
    command = [sys.executable, "-m", "kg", "build", "-", "--graph", str(tmp_path / "g")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    # Tests that run in the background of a shell inherit that they ignore the interrupt.
    child = subprocess.Popen(command, **pipes, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    time.sleep(3)  # it now waits for standard input
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=30)
    assert (child.returncode, out) == (130, b"")
    assert err.decode() == f"interrupted; no document had been read into {tmp_path / 'g'} yet, run the same again\n"


def test_what_is_interrupted_while_it_loads_is_one_line(monkeypatch, capsys):
    def interrupted() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.cli.main", interrupted)
    assert kg.__main__.run() == 130
    assert capsys.readouterr().err == "interrupted\n"


def test_a_graph_in_use_by_another_process_is_one_line(built, run):
    code = f"import kg, sys; graph = kg.Graph({str(built)!r}); graph.store.lock(); "
    code += "print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline().strip() == b"open"
        assert run("facts", "--graph", built).code == 0, "it can be read meanwhile"
        ran = run("retract", "a.txt", "--graph", built)
        other.communicate()
    assert ran.code == 1
    (line,) = ran.err.splitlines()
    assert "in use by another process" in line


@pytest.mark.parametrize(
    ("words", "completed"),
    [("kg fac", ["facts"]), ("kg query me", ["meetings"]), ("kg facts --rel", ["--relation"]), ("kg xyz", [])],
)
def test_the_shell_completes_commands_options_and_queries(run, monkeypatch, words, completed):
    monkeypatch.setenv("_KG_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
    assert run().out.split() == completed


def test_the_script_for_the_shell_can_be_printed(run, monkeypatch):
    monkeypatch.setattr("shellingham.detect_shell", lambda *_: ("bash", "/bin/bash"))  # tests run where there is none
    ran = run("--show-completion")
    assert (ran.code, ran.err) == (0, "")
    assert "_KG_COMPLETE=complete_bash" in ran.out


def test_what_training_needs_is_not_looked_for_under_the_name_of_another(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "kg.language.train", None)
    ran = run("train", "-o", "model")
    assert ran.code == 1
    assert "pip install '.[train]'" in ran.err
