"""The build hook: what it bundles, and what happens where it cannot."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("hatchling", reason="needs hatchling (in the dev extra)")
ROOT = Path(__file__).parents[1]
NPM = ROOT / "kg" / "view" / "npm"


@pytest.fixture(scope="module")
def recipe():
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path):
    """A root folder with the lock file and no bundle."""
    (tmp_path / "kg" / "view" / "npm").mkdir(parents=True)
    (tmp_path / "kg" / "view" / "app").mkdir(parents=True)
    (tmp_path / "kg" / "view" / "app" / "main.ts").write_text("export {};")
    for name in ("package.json", "package-lock.json", ".npmrc"):
        (tmp_path / "kg" / "view" / "npm" / name).write_bytes((NPM / name).read_bytes())
    return tmp_path


class App:
    def __init__(self):
        self.warnings = []

    def display_warning(self, message):
        self.warnings.append(message)


@pytest.fixture
def hook(recipe, checkout):
    return recipe.CustomBuildHook(str(checkout), {}, None, None, "", "wheel", App())


def unreachable(folder):
    raise subprocess.CalledProcessError(
        1, ["npm"], stderr="npm error code ECONNREFUSED\nnpm error errno ECONNREFUSED\n"
    )


def test_lock_pins_versions_and_hashes_but_no_registry():
    lock = json.loads((NPM / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    wanted = ("cytoscape", "cytoscape-fcose", "esbuild", "typescript", "axe-core")
    assert {f"node_modules/{name}" for name in wanted} <= set(packages)
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    assert "http" not in (NPM / "package-lock.json").read_text(encoding="utf-8")


def test_bundle_of_this_checkout_is_complete_and_safe_inside_a_page(recipe):
    folder = ROOT / "kg" / "view" / "bundle"
    assert recipe.is_current(ROOT)
    for name in recipe.PROGRAMS:
        program = (folder / name).read_text(encoding="utf-8")
        assert "</script" not in program.lower()
    assert all(word in (folder / "explorer.js").read_text(encoding="utf-8") for word in ("cytoscape", "fcose"))
    licenses = (folder / "LICENSES.txt").read_text(encoding="utf-8")
    assert licenses.count("MIT") + licenses.count("Permission is hereby granted") >= 4
    assert "SIL OPEN FONT LICENSE" in licenses.upper()


def test_node_comes_from_the_package_index_only_where_there_is_none(recipe, hook, monkeypatch):
    monkeypatch.setattr(recipe.shutil, "which", lambda name: None)
    assert hook.dependencies() == [recipe.NODE_WHEEL]
    monkeypatch.setattr(recipe.shutil, "which", lambda name: "/usr/bin/npm")
    assert hook.dependencies() == []


def test_a_current_bundle_needs_neither_node_nor_registry(recipe, hook, checkout, monkeypatch):
    (checkout / "kg" / "view" / "bundle").mkdir()
    (checkout / "kg" / "view" / "bundle" / "lock.sha256").write_text(recipe.wanted(checkout))
    monkeypatch.setattr(recipe.shutil, "which", lambda name: None)
    monkeypatch.setattr(recipe, "install", unreachable)
    assert hook.dependencies() == []
    hook.initialize("standard", {})
    (checkout / "kg" / "view" / "npm" / "package-lock.json").write_text("{}")  # a new lock asks for a new bundle
    assert not recipe.is_current(checkout)


def test_a_changed_program_asks_for_a_new_bundle(recipe, checkout):
    (checkout / "kg" / "view" / "bundle").mkdir()
    (checkout / "kg" / "view" / "bundle" / "lock.sha256").write_text(recipe.wanted(checkout))
    assert recipe.is_current(checkout)
    (checkout / "kg" / "view" / "app" / "main.ts").write_text("export const more = 1;")
    assert not recipe.is_current(checkout)


def test_a_wheel_without_its_page_is_not_built(recipe, hook, monkeypatch):
    monkeypatch.setattr(recipe, "install", unreachable)
    with pytest.raises(SystemExit, match=r"npm registry has: npm error code ECONNREFUSED(.|\n)*try again"):
        hook.initialize("standard", {})


def test_an_editable_install_goes_on_with_a_warning(recipe, hook, monkeypatch):
    monkeypatch.setattr(recipe, "install", unreachable)
    hook.initialize("editable", {})
    (warning,) = hook.app.warnings
    assert "kg view" in warning
