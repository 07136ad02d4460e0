"""Whether memory grows: many short documents, one after the other.

python benchmarks/memory.py --documents 20000
"""

from __future__ import annotations

from measure import SEEDS, options, resident, table, texts

from kg import language


def main() -> None:
    """Parse sentences of the sample articles over and over; print memory at ten points."""
    parser = options(__doc__)
    parser.add_argument("--documents", type=int, default=1_000, help="how many (default: 1000)")
    given = parser.parse_args()
    nlp = language.load()
    pieces = [line for text in texts(SEEDS) for line in text.splitlines() if line.strip()]
    rows: list[tuple[object, ...]] = [("loaded", resident())]
    step = max(1, given.documents // 10)
    for number in range(1, given.documents + 1):
        nlp(f"{pieces[number % len(pieces)]} {number % 1_000}")
        if number % step == 0:
            rows.append((number, resident()))
    table("memory while reading", ("documents", "MB"), rows)


if __name__ == "__main__":
    main()
