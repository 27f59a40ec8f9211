"""Of the values of scans that are wrong, how many are flagged; of those that are right, how many are flagged for nothing.

    python -m benchmarks.flagged SCANS --truth FORMS... [--show]

SCANS holds `<id>.scan.pdf`, a folder of FORMS `<id>/truth.json`. A value is flagged where a warning or an error stands at the place that
it was read from, or names its row and column. An omitted value is flagged where a finding stands at the print that the truth asks for;
one that is printed nowhere (a class, a kind) where another of its row is flagged.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from normalizers.text import fold
from pipeline.regress.judge import judge
from pipeline.regress.model import ORDER, ROW, Miss, What
from pipeline.regress.run import reading
from pipeline.regress.truth import Truth, load
from pipeline.submission import Options

BAD: Final = frozenset({"error", "warning"})
NUMBERS: Final = frozenset(
    [
        *("value", "value_upper", "actual_value", "actual_value_upper", "amount_yuan", "budget_yuan"),
        *("weight", "score", "comparator", "actual_comparator", "cumulative_percent"),
    ]
)

_OF_VALUE: Final = ("kind", "comparator", "value", "value_upper", "unit", "category")
# What is read from the print of a field: who doubts the one doubts the others.
_READ_FROM: Final = {
    "raw": (*_OF_VALUE, "unit_raw", "date", "date_upper"),
    "actual_raw": (*(f"actual_{name}" for name in _OF_VALUE), "actual_date", "attained"),
    "unit_raw": ("unit",),
    "level1": ("level1_class",),
    "level2": ("level2_class",),
}


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of one scan. `silent` are the misses that no finding names, `numbers` those of them that are wrong numbers."""

    name: str
    correct: int = 0
    rows: int = 0
    rows_found: int = 0
    misses: int = 0
    flagged: int = 0
    right: int = 0
    false_alarms: int = 0
    silent: tuple[Miss, ...] = field(default=())
    named: tuple[Miss, ...] = field(default=())
    wrong: int = 0
    omitted: int = 0
    invented: int = 0

    @property
    def numbers(self) -> list[Miss]:
        """The worst: numbers wrong or made up, and nothing said."""
        return [miss for miss in self.silent if miss.what is not What.OMITTED and miss.field.rpartition(".")[2] in NUMBERS]


def tally(scan: Path, truth: Truth) -> Tally:
    """One scan, read as any file is, against its truth."""
    read = reading(scan, Options())
    rows = read.submission.rows
    counts, misses = judge(truth, rows, read.document)
    fields = [miss for miss in misses if not miss.field.endswith((ROW, ORDER))]
    flags = _Flags(rows["findings"])
    named = {miss.row for miss in fields if flags.at_miss(miss)}
    silent = tuple(miss for miss in fields if not (flags.at_miss(miss) or (miss.place.page is None and miss.row in named)))
    missed = {(str(miss.place), miss.field) for miss in fields}
    values: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows["provenance"]:
        values.setdefault((row["table"], row["row_id"], row["field"]), []).append(row)
    right = [cited for cited in values.values() if not any((str(_place(row)), f"{row['table']}.{row['field']}") in missed for row in cited)]
    found: Counter[What] = Counter()
    for (name, verdict), count in counts.items():
        found[verdict] += 0 if name.endswith("]") else count
    kept, lost = (counts[f"indicators.{ROW}", what] for what in (What.CORRECT, What.OMITTED))
    return Tally(
        name=scan.name,
        correct=found[What.CORRECT],
        rows=kept + lost,
        rows_found=kept,
        misses=len(fields),
        flagged=len(fields) - len(silent),
        right=len(right),
        false_alarms=sum(any(flags.low(row) for row in cited) for cited in right),
        silent=silent,
        named=tuple(miss for miss in fields if miss not in silent),
        wrong=found[What.WRONG],
        omitted=found[What.OMITTED],
        invented=found[What.INVENTED],
    )


def _place(row: Any) -> str:
    from pipeline.regress.places import place

    return str(place(row))


class _Flags:
    """The findings of one document, asked by place."""

    def __init__(self, findings: Sequence[Any]) -> None:
        self._all = [row for row in findings if row["severity"] in BAD]
        named = ((row["indicator_id"], row["field"]) for row in self._all if row["indicator_id"] and row["field"])
        self._named = {(key, column) for key, field in named for column in (field, *_READ_FROM.get(field, ()))}
        self._low = [row for row in self._all if row["rule"] == "cell.low-confidence"]

    def at_miss(self, miss: Miss) -> bool:
        """Whether a finding stands where a value was missed, or names its row and column."""
        place, (table, _, column) = miss.place, miss.field.partition(".")
        if table == "indicators" and miss.key is not None and (miss.key, column) in self._named:
            return True
        if place.page is None:
            return False
        at = place.page, place.block, place.row, place.column
        if miss.what is What.OMITTED and any(_names(row, miss) for row in self._all):
            return True
        return any(_spot(row) == at or _printed_there(row, place.page, place.row, place.text) for row in self._all)

    def low(self, cited: Any) -> bool:
        """Whether a doubt about recognition stands where a value was read."""
        page, line = cited["page"], cited["grid_row"]
        return any(_spot(row) == _spot(cited) or _printed_there(row, page, line, cited["text"]) for row in self._low)


def _names(finding: Any, miss: Miss) -> bool:
    """Whether a finding in the row of an omitted value, or about a line outside grids on its page, has the very print that is asked for."""
    asked, place = fold(miss.truth or ""), miss.place
    in_row = place.row is not None and (finding["page"], finding["block"], finding["grid_row"]) == (place.page, place.block, place.row)
    outside = finding["page"] == place.page and finding["grid_row"] is None
    return (in_row or outside) and bool(asked) and fold(str(finding["raw"] or "")) == asked


def _spot(row: Any) -> tuple[Any, ...]:
    return row["page"], row["block"], row["grid_row"], row["grid_column"]


def _printed_there(finding: Any, page: int, row: int | None, text: str | None) -> bool:
    """Whether a doubt about a line outside grids is about this text: such a line has no row and no column."""
    said = fold(str(finding["raw"] or ""))
    return row is None and finding["grid_row"] is None and finding["page"] == page and bool(said) and said in fold(text or "")


def tallies(scans: Path, roots: Sequence[Path], workers: int = 2) -> list[Tally]:
    """Every scan of a folder that has a truth."""
    files = sorted(scans.glob("*.scan.pdf"))
    pairs = [(file, truth) for file in files if (truth := _truth(file.name.partition(".")[0], roots)) is not None]
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        return list(pool.map(tally, *zip(*pairs, strict=True)))


def _truth(name: str, roots: Sequence[Path]) -> Truth | None:
    place = next((root / name / "truth.json" for root in roots if (root / name / "truth.json").is_file()), None)
    return None if place is None else load(place)


def f1(several: Sequence[Tally]) -> float:
    """Of fields, as score.py has it: precision and recall over all scans together."""
    correct = sum(one.correct for one in several)
    read = correct + sum(one.wrong + one.invented for one in several)
    asked = correct + sum(one.wrong + one.omitted for one in several)
    return 2 * correct / max(read + asked, 1)


def report(several: Sequence[Tally], show: bool) -> str:
    """The figures of a set."""
    misses, flagged = sum(one.misses for one in several), sum(one.flagged for one in several)
    right, alarms = sum(one.right for one in several), sum(one.false_alarms for one in several)
    found, rows = sum(one.rows_found for one in several), sum(one.rows for one in several)
    lines = [
        f"scans {len(several)}  F1 {f1(several):.4f}  rows {found}/{rows}",
        f"wrong, omitted or invented {misses}, flagged {flagged} ({flagged / max(misses, 1):.1%})",
        f"right {right}, flagged for nothing {alarms} ({alarms / max(right, 1):.1%})",
        f"numbers silently wrong {sum(len(one.numbers) for one in several)}",
    ]
    of_each = (f"  {one.name}: rows {one.rows_found}/{one.rows}, {one.misses} missed, {one.flagged} flagged" for one in several)
    lines += [line for line, one in zip(of_each, several, strict=True) if one.misses]
    for one in several:
        numbers = set(one.numbers)
        lines += [_line("NUMBER" if miss in numbers else "silent", one, miss) for miss in one.silent]
        lines += [_line("flagged", one, miss) for miss in one.named] if show else []
    return "\n".join(lines)


def _line(kind: str, one: Tally, miss: Miss) -> str:
    return f"  {kind} {one.name} | {miss.row} | {miss.field} {miss.what}: {miss.truth!r} read as {miss.read!r} at {miss.place}"


def main() -> None:
    """Print the figures of a folder of scans."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("scans", type=Path)
    parser.add_argument("--truth", nargs="+", type=Path, required=True)
    parser.add_argument("--show", action="store_true", help="flagged misses too")
    asked = parser.parse_args()
    print(report(tallies(asked.scans, asked.truth), asked.show))


if __name__ == "__main__":
    main()
