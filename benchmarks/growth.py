"""How time grows with the size of one text: linear where the last column stays.

python benchmarks/growth.py                         one article, repeated as paragraphs
python benchmarks/growth.py --shape paragraph       one paragraph without end
python benchmarks/growth.py --shape sentence        one sentence without end
python benchmarks/growth.py --shape names           paragraphs full of different names, as coreference sees them
python benchmarks/growth.py --tokens 8000 33000 134000
"""

from __future__ import annotations

from measure import SEEDS, options, seconds, table, texts

from kg import language, ontology
from kg.extract import extract
from kg.records import Document

FIRST = ("Ann", "Boris", "Carla", "David", "Elena", "Farid", "Grace", "Hugo")
LAST = ("Almond", "Berger", "Costa", "Dumont", "Eriksen", "Fischer", "Garcia", "Hansen", "Ivanov", "Jensen", "Keller")


def text_of(shape: str, words: int) -> str:
    """A text of about so many words."""
    if shape == "sentence":
        return "She saw the minister, " + "and the envoy told the minister that " * (words // 7) + "they met."
    if shape == "names":
        people = [f"{FIRST[i % 8]} {LAST[i % 11]}son{i // 88}" for i in range(words)]
        lines = (
            f"{people[i // 3 % len(people)]} met {people[i * 7 % len(people)]}. He left." for i in range(words // 7)
        )
        return "\n\n".join(lines)
    article = texts(SEEDS, limit=1)[0]
    times = max(1, words // len(article.split()))
    if shape == "paragraph":
        return " ".join(article.split() * times)
    return "\n\n".join([article] * times)


def main() -> None:
    """Parse and extract one text of each size."""
    parser = options(__doc__)
    parser.add_argument("--shape", choices=("article", "paragraph", "sentence", "names"), default="article")
    parser.add_argument("--tokens", type=int, nargs="+", default=[2_000, 8_000, 32_000], help="sizes, about")
    given = parser.parse_args()
    nlp, known, rows = language.load(), ontology.load(), []
    for size in given.tokens:
        text = text_of(given.shape, size)
        parsing, doc = seconds(lambda text=text: nlp(text))
        article = Document(id="one", text=text, source="")
        extracting, found = seconds(lambda doc=doc, article=article: extract(doc, article, known))
        tokens = len(doc)
        rows.append(
            (tokens, len(found.mentions), parsing, extracting, 1e6 * parsing / tokens, 1e6 * extracting / tokens)
        )
    columns = ("tokens", "mentions", "model s", "extraction s", "model µs/token", "extraction µs/token")
    table(f"one text of each size: {given.shape}", columns, rows)


if __name__ == "__main__":
    main()
