"""What holds of every document, drawn or foreign, whatever its form: checks that need no truth.

Each check takes a reading and yields a sentence for every breach; `breaches` runs them all.

    every table has its row in `grids`
    no project without a performance label near it
    no value that is a label of the vocabulary
    every row of a table with a level class or a comparator is an indicator, or a finding names it
    two containers of one form say the same
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from extractors.document import Document, Grid
from extractors.vocabulary import DEFAULT, Place
from normalizers.text import fold
from pipeline.submission import Trace

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
_PERFORMANCE: Final = re.compile(
    r"绩效|[一二三]级指标|指标值|目标值|年度目标|总体目标|产出指标|效益指标|满意度指标|评价指标|评分标准|评价标准|自评"
)
_CLASS: Final = re.compile(r"(产出|效益|效果|满意度|数量|质量|时效|成本|(经济|社会|生态)效益|可持续影响|服务对象满意度)指标")
_COMPARED: Final = re.compile(r"[≥≤＞＜>=<]{1,2}\d[\d.]*[^\d\s]{0,4}")
_FILLER: Final = re.compile(r"[.…/—-]+")
_VALUES: Final = {
    "projects": ("project_name", "unit_name"),
    "indicators": ("level3", "raw", "actual_raw"),
    "goals": ("text",),
    "funding": ("raw",),
}
_LABELS: Final = frozenset(fold(term.label) for term in DEFAULT.terms if len(term.label) > 2)
_HEADS: Final = frozenset(fold(term.label) for term in DEFAULT.terms if len(term.label) > 2 and term.place is Place.COLUMN)
"""Labels of columns alone: an indicator may well be named after an amount (总投资)."""
# What two containers of one form may differ in (contract: keys, file columns, method, places).
_OWN: Final = frozenset({"path", "format", "duplicates", "method", "sha256", "bytes", "pages", "coverage"})
_PLACES: Final = frozenset({"page", "block", "grid_row", "grid_column", "sheet", "cell", "x0", "y0", "x1", "y1"})


def breaches(trace: Trace) -> Iterator[str]:
    """Every breach in one reading: a trace of `pipeline.submission.trace`."""
    rows = trace.submission.rows
    if trace.document is None:
        return
    yield from tables_without_row(trace.document, rows)
    yield from projects_without_label(trace.document, rows)
    yield from labels_as_values(rows)
    yield from stray_rows(trace.document, rows)


def grids(document: Document) -> dict[int, Grid]:
    """The tables of a document by their block number."""
    return {block.where.block: block for block in document.blocks if isinstance(block, Grid) and block.where.block is not None}


def tables_without_row(document: Document, rows: Rows) -> Iterator[str]:
    """Every table has its row in `grids`; nothing is asked where the schema has no such table."""
    if "grids" not in rows:
        return
    tables, told = len(grids(document)), len(rows["grids"])
    if tables != told:
        yield f"{tables} tables, {told} rows in grids"
    yield from (f"grid {one['ordinal']} has no role" for one in rows["grids"] if not one.get("role"))


def projects_without_label(document: Document, rows: Rows) -> Iterator[str]:
    """A project is read where a performance label is printed: in a table that it cites, in the one after it, or in a heading."""
    blocks = [(block.where.block, _words(block)) for block in document.blocks]
    labelled = {number for number, text in blocks if _PERFORMANCE.search(text)}
    mine = _cited(rows)
    for project in rows["projects"]:
        cited = mine.get(project["project_id"], set())
        if cited and not any(number in labelled or number + 1 in labelled or number + 2 in labelled for number in cited):
            yield f"project {project['project_name']!r} stands in no table with a performance label"


def _words(block: Any) -> str:
    return " ".join(fold(cell.text) for cell in block.cells) if isinstance(block, Grid) else fold(block.text)


def _cited(rows: Rows) -> dict[str, set[int]]:
    """The blocks that the values of each project, and of what belongs to it, are cited from."""
    cited: dict[str, set[int]] = {}
    projects = [str(one["project_id"]) for one in rows["projects"]]
    for one in rows["provenance"]:
        owner = next((key for key in projects if str(one["row_id"]).startswith(key)), None)
        if owner is not None and one["block"] is not None:
            cited.setdefault(owner, set()).add(one["block"])
    return cited


def labels_as_values(rows: Rows) -> Iterator[str]:
    """No name, value, amount or goal is itself a label that the vocabulary lists with a colon or as a column's head."""
    for table, names in _VALUES.items():
        for row in rows[table]:
            for name in names:
                value = row[name]
                if isinstance(value, str) and fold(value) in (_HEADS if table == "indicators" else _LABELS):
                    yield f"{table}.{name} is the label {value!r}"


def stray_rows(document: Document, rows: Rows) -> Iterator[str]:
    """A row of a table with a level class or a comparator in it is an indicator, or a finding stands there or quotes it."""
    kept, said = _places(rows, "indicators"), "\n".join(fold(f"{one['raw'] or ''}{one['message']}") for one in rows["findings"])
    used = Counter(number for number, _ in kept)
    unrelated = _unrelated(document, rows)
    for number, grid in grids(document).items():
        if grid.where.block in unrelated:
            continue
        texts = _rows(grid)
        for at, cells in texts.items():
            telling = [text for text in cells if _CLASS.fullmatch(text) or _COMPARED.fullmatch(text)]
            named = [text for text in cells if text and not _CLASS.fullmatch(text) and not _FILLER.fullmatch(text)]
            if not telling or not named or (number, at) in kept or any(text in said for text in cells if len(text) > 1):
                continue
            yield f"block {number} row {at} ({' | '.join(cells)}) is no indicator and in no finding; {used[number]} places of the block are"


def _places(rows: Rows, table: str) -> set[tuple[int, int]]:
    return {(one["block"], one["grid_row"]) for one in rows["provenance"] if one["table"] == table and one["block"] is not None}


def _unrelated(document: Document, rows: Rows) -> set[int]:
    """Blocks whose rows need not be indicators: tables whose row in `grids` says that they are none of performance."""
    roles = [one["role"] for one in rows.get("grids", ())]
    numbers = list(grids(document))
    if len(roles) != len(numbers):
        return set()
    return {number for number, role in zip(numbers, roles, strict=True) if role in ("unrelated", "tasks", "layout")}


def _rows(grid: Grid) -> dict[int, list[str]]:
    """The texts of each row of a table, merged cells in their first row alone."""
    found: dict[int, list[str]] = {}
    for cell in grid.cells:
        found.setdefault(cell.row, []).append(fold(cell.text))
    return found


def disagreements(one: Rows, other: Rows) -> Iterator[str]:
    """Where two containers of one form say different things."""
    for table, mine in one.items():
        if table in ("provenance", "findings", "grids"):
            continue
        left, right = (_comparable(table, several[table]) for several in (one, other))
        for row in (left - right).elements():
            yield f"{table}: only in the first {dict(row)}"
        for row in (right - left).elements():
            yield f"{table}: only in the second {dict(row)}"
        if not mine and other[table]:
            yield f"{table}: empty in the first"


def _comparable(table: str, rows: Sequence[Mapping[str, Any]]) -> Counter[tuple[tuple[str, str], ...]]:
    left_out = _PLACES | (_OWN if table == "documents" else frozenset())
    return Counter(
        tuple((name, "".join(str(value).split())) for name, value in row.items() if name not in left_out and not name.endswith("_id"))
        for row in rows
    )
