"""Coreference scores: MUC, B³, CEAFφ4, and their mean, the CoNLL F1.

Definitions as in Pradhan et al. 2014, "Scoring Coreference Partitions of Predicted Mentions: A
Reference Implementation". A cluster is a set of mentions; a mention is anything hashable that is
equal in key and response when it is the same. Over several documents the numerators and
denominators are summed, as the reference scorer does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.scores import Rates

Cluster = frozenset[Hashable]
NOTHING = Rates()


@dataclass(frozen=True, slots=True)
class CoreferenceScore:
    """The figures of one system on one or more documents.

    Attributes:
        mentions: Whether the mentions themselves were found.
        muc: Links; blind to mentions that stand alone.
        b_cubed: The share of its cluster that each mention sees.
        ceaf: The best one-to-one pairing of clusters, by φ4.
    """

    mentions: Rates = NOTHING
    muc: Rates = NOTHING
    b_cubed: Rates = NOTHING
    ceaf: Rates = NOTHING

    def __add__(self, other: CoreferenceScore) -> CoreferenceScore:
        return CoreferenceScore(
            self.mentions + other.mentions,
            self.muc + other.muc,
            self.b_cubed + other.b_cubed,
            self.ceaf + other.ceaf,
        )

    @property
    def conll(self) -> float:
        """Mean F1 of MUC, B³ and CEAFφ4, 0–1."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf.f1) / 3


def score(key: Iterable[Cluster], response: Iterable[Cluster]) -> CoreferenceScore:
    """Compare the clusters of one document.

    Args:
        key: The gold clusters, without overlap.
        response: The predicted clusters, without overlap.
    """
    gold, predicted = [c for c in key if c], [c for c in response if c]
    of_gold, of_predicted = _owners(gold), _owners(predicted)
    shared = len(of_gold.keys() & of_predicted.keys())
    best = _best_pairing(gold, predicted, of_predicted)
    return CoreferenceScore(
        mentions=Rates(gold=len(of_gold), found=shared, predicted=len(of_predicted), right=shared),
        muc=_rates(_muc(gold, of_predicted), _muc(predicted, of_gold)),
        b_cubed=_rates(_b_cubed(gold, of_predicted), _b_cubed(predicted, of_gold)),
        ceaf=Rates(gold=len(gold), found=best, predicted=len(predicted), right=best),
    )


def _rates(recall: tuple[float, float], precision: tuple[float, float]) -> Rates:
    """Both as a sum and what it is a share of."""
    return Rates(gold=recall[1], found=recall[0], predicted=precision[1], right=precision[0])


def _owners(clusters: Sequence[Cluster]) -> dict[Hashable, int]:
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


def _parts(cluster: Cluster, owners: Mapping[Hashable, int]) -> tuple[Counter[int], int]:
    """How the other side divides a cluster, and how many of its mentions it does not know."""
    known = Counter(owners[mention] for mention in cluster if mention in owners)
    return known, len(cluster) - known.total()


def _muc(clusters: Sequence[Cluster], owners: Mapping[Hashable, int]) -> tuple[float, float]:
    links = 0
    for cluster in clusters:
        known, unknown = _parts(cluster, owners)
        links += len(cluster) - len(known) - unknown
    return links, sum(len(cluster) - 1 for cluster in clusters)


def _b_cubed(clusters: Sequence[Cluster], owners: Mapping[Hashable, int]) -> tuple[float, float]:
    total = 0.0
    for cluster in clusters:
        known, _ = _parts(cluster, owners)
        total += sum(n * n for n in known.values()) / len(cluster)
    return total, sum(len(cluster) for cluster in clusters)


def _best_pairing(gold: Sequence[Cluster], predicted: Sequence[Cluster], owners: Mapping[Hashable, int]) -> float:
    """The highest sum of φ4 = 2|K∩R| / (|K|+|R|) over pairs, each cluster used once."""
    similar: dict[int, dict[int, float]] = {}
    for number, cluster in enumerate(gold):
        known, _ = _parts(cluster, owners)
        similar[number] = {other: 2 * n / (len(cluster) + len(predicted[other])) for other, n in known.items()}
    return sum(_assign(similar, rows) for rows in _components(similar))


def _components(similar: Mapping[int, Mapping[int, float]]) -> list[list[int]]:
    """Gold clusters that compete for the same predicted ones; small groups keep the assignment cheap."""
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row, columns in similar.items():
        for column in columns:
            rows_of[column].append(row)
    groups, seen = [], set[int]()
    for row in similar:
        if row in seen:
            continue
        group, queue = [], [row]
        seen.add(row)
        while queue:
            group.append(queue.pop())
            for column in similar[group[-1]]:
                fresh = [r for r in rows_of[column] if r not in seen]
                seen.update(fresh)
                queue.extend(fresh)
        groups.append(group)
    return groups


def _assign(similar: Mapping[int, Mapping[int, float]], rows: Sequence[int]) -> float:
    columns = sorted({column for row in rows for column in similar[row]})
    if not columns:
        return 0.0
    matrix = [[similar[row].get(column, 0.0) for column in columns] for row in rows]
    if len(rows) > len(columns):
        matrix = [list(column) for column in zip(*matrix, strict=True)]
    return best_assignment(matrix)


def best_assignment(matrix: Sequence[Sequence[float]]) -> float:
    """The highest sum when each row takes a column of its own: the Hungarian method, O(rows² · columns).

    Args:
        matrix: Gains, with at least as many columns as rows.
    """
    rows, columns = len(matrix), len(matrix[0])
    potential_row, potential_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    taken_by = [0] * (columns + 1)
    for row in range(1, rows + 1):
        taken_by[0] = row
        column, previous = _shortest_path(matrix, taken_by, potential_row, potential_column)
        while column:
            taken_by[column] = taken_by[previous[column]]
            column = previous[column]
    return sum(matrix[row - 1][column - 1] for column, row in enumerate(taken_by) if column and row)


def _shortest_path(
    matrix: Sequence[Sequence[float]], taken_by: list[int], of_row: list[float], of_column: list[float]
) -> tuple[int, list[int]]:
    """Extend the assignment by the row that waits in column 0: its free column and the way to it."""
    size = len(of_column)
    slack, previous, used = [float("inf")] * size, [0] * size, [False] * size
    column = 0
    while True:
        used[column] = True
        row = taken_by[column]
        for other in range(1, size):
            cost = -matrix[row - 1][other - 1] - of_row[row] - of_column[other]
            if not used[other] and cost < slack[other]:
                slack[other], previous[other] = cost, column
        nearest = min((other for other in range(1, size) if not used[other]), key=slack.__getitem__)
        step = slack[nearest]
        for other in range(size):
            if used[other]:
                of_row[taken_by[other]] += step
                of_column[other] -= step
            else:
                slack[other] -= step
        column = nearest
        if not taken_by[column]:
            return column, previous
