"""Markdown becomes the prose without its markup."""

from __future__ import annotations

from datetime import date

ARTICLE = """---
title: "Talks in Doha"
date: 2013-06-18
---
# A *milestone*

U.S. and [Taliban](https://example.org) envoys **will meet**
in Doha.

- James Dobbins
- `Jen Psaki`

```python
print("no news")
```

<div>no news</div>

| who | where |
|---|---|
| Dobbins | Doha |
"""


def test_markup_goes_and_words_stay(one):
    document = one("a.md", ARTICLE)
    assert document.text == (
        "A milestone\n\nU.S. and Taliban envoys will meet\nin Doha.\n\nJames Dobbins\n\nJen Psaki\n\n"
        "who\n\nwhere\n\nDobbins\n\nDoha"
    )


def test_front_matter_gives_title_and_day(one):
    document = one("a.md", ARTICLE)
    assert (document.title, document.published) == ("Talks in Doha", date(2013, 6, 18))


def test_the_first_heading_is_the_title_otherwise(one):
    document = one("a.markdown", "Intro.\n\n# Talks in Doha\n\nText.")
    assert (document.title, document.published) == ("Talks in Doha", None)


def test_front_matter_with_windows_line_ends(one):
    assert one("a.md", ARTICLE.replace("\n", "\r\n")).published == date(2013, 6, 18)


def test_only_code_is_no_text(refused):
    assert "no text" in refused("a.md", "```\ncode\n```\n")


def test_front_matter_gives_author_and_language(one):
    document = one(
        "a.md", "---\nauthor: Dana Whitlock\nlang: en-GB\ndate: May 7, 2024\ntitle: untitled\n---\n# Talks\n\nText."
    )
    assert (document.author, document.language) == ("Dana Whitlock", "en-GB")
    assert (document.title, document.published) == ("Talks", date(2024, 5, 7))


def test_a_day_that_is_unclear_is_told(tmp_path, reading):
    (tmp_path / "a.md").write_text("---\ndate: 07/05/2024\n---\nText.")
    (document,), (problem,) = reading(tmp_path / "a.md")
    assert document.published is None
    assert "published '07/05/2024' may be two days" in problem.reason
