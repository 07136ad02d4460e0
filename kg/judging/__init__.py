"""What people decide about entities and facts, what is worth deciding, and why entities are what they are.

`Bench` turns what a person types into judgements and puts them into the graph; `doubts` lists pairs worth one;
`reasons` says what made an entity of its names.
"""

from kg.judging.bench import Bench, read_file, write_file
from kg.judging.doubts import Doubt, doubts
from kg.judging.reasons import Reasons, reasons

__all__ = ["Bench", "Doubt", "Reasons", "doubts", "read_file", "reasons", "write_file"]
