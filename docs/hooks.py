"""Hooks of mkdocs: pages from outside `docs/`, the list of decisions, and links that fit the site.

Every page reads well in a checkout first; its links are those of the checkout. Here they are turned into links of the
site. What has no page there (code, licences, sample articles) is shown as its path.
"""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from pathspec.gitignore import GitIgnoreSpec

ROOT = Path(__file__).parents[1]
OUTSIDE = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "benchmarks/README.md": "benchmarks.md",
    "findings/README.md": "findings.md",
}
"""Pages outside `docs/` → where they stand in the site."""
DECISIONS = "decisions/index.md"
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!https?:|#|mailto:)([^)#\s]+)(#[^)]*)?\)")
IMAGE = re.compile(r"(!\[[^\]]*\]\()(?!https?:)([^)\s]+)\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what does not lie in `docs/`."""
    for origin, place in OUTSIDE.items():
        files.append(File.generated(config, place, content=(ROOT / origin).read_text(encoding="utf-8")))
    files.append(File.generated(config, DECISIONS, content=decisions()))
    return files


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Decisions stand in the list of decisions, not in the navigation; so a new one needs no second place."""
    config.not_in_nav = GitIgnoreSpec.from_lines(["decisions/0*.md"])
    return config


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Turn the links of the checkout into those of the site."""
    place = page.file.src_uri
    origin = next((outside for outside, inside in OUTSIDE.items() if inside == place), f"docs/{place}")
    known = {file.src_uri for file in files}

    def link(match: re.Match[str]) -> str:
        text, target, anchor = match.groups()
        inside = of_site(origin, target)
        if inside in known:
            return f"[{text}]({relative(place, inside)}{anchor or ''})"
        path = normal(origin, target)
        return text if path in text else f"{text} (`{path}`)"

    markdown = LINK.sub(link, markdown)
    return IMAGE.sub(lambda found: f"{found[1]}{relative(place, of_site(origin, found[2]))})", markdown)


def normal(origin: str, target: str) -> str:
    """The path in the checkout that a link of a page leads to."""
    return os.path.normpath(PurePosixPath(origin).parent / target).replace(os.sep, "/")


def of_site(origin: str, target: str) -> str:
    """The place in the site that a link of the checkout leads to, if it has one."""
    path = normal(origin, target)
    if path == "docs/decisions":
        return DECISIONS
    if path in {"benchmarks", "findings"}:
        path += "/README.md"
    return OUTSIDE.get(path, path.removeprefix("docs/") if path.startswith("docs/") else path)


def relative(place: str, target: str) -> str:
    """A link from one place of the site to another."""
    return os.path.relpath(target, PurePosixPath(place).parent).replace(os.sep, "/")


def decisions() -> str:
    """A page that lists the decisions by their titles."""
    lines = [
        "# Why it is as it is",
        "",
        "Each decision says what was asked, what was chosen, and what was given up.",
        "",
    ]
    for path in sorted((ROOT / "docs" / "decisions").glob("*.md")):
        title = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
        lines.append(f"- [{title}]({path.name})")
    return "\n".join(lines) + "\n"
