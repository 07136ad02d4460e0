"""What extraction costs on top of the language model: processor time of both on the same articles, and the ratio.

python benchmarks/extraction.py                     the two articles of seeds/
python benchmarks/extraction.py news.jsonl --limit 50
"""

from __future__ import annotations

from measure import best, corpus_option, options, table, texts

from kg import language, ontology
from kg.extract import extract
from kg.records import Document


def main() -> None:
    """Parse and extract every article; print words a second and the ratio."""
    parser = options(__doc__)
    corpus_option(parser)
    parser.add_argument("--rounds", type=int, default=3, help="of which the fastest counts (default: 3)")
    given = parser.parse_args()
    articles = [
        Document(id=str(i), text=text, source="") for i, text in enumerate(texts(given.corpus, limit=given.limit))
    ]
    words = sum(len(article.text.split()) for article in articles)
    nlp, known = language.load(), ontology.load()
    docs = [nlp(article.text) for article in articles]
    parsing = best(lambda: [nlp(article.text) for article in articles], given.rounds)
    pairs = list(zip(docs, articles, strict=True))
    extracting = best(lambda: [extract(doc, article, known) for doc, article in pairs], given.rounds)
    rows = [
        ("language model", parsing, words / parsing, 1.0),
        ("extraction", extracting, words / extracting, extracting / parsing),
    ]
    table(f"{len(articles)} articles, {words:,} words", ("step", "seconds", "words/s", "ratio"), rows)


if __name__ == "__main__":
    main()
