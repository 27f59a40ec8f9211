"""Who was to submit and who did: a roster of departments against a batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Final

from extractors.document import Grid
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.source import Source
from normalizers.text import fold
from pipeline.reading import read_document
from pipeline.rules.case import Case, text

_NAMES: Final = {
    "name": ("name", "名称", "部门名称", "单位名称", "部门", "单位"),
    "code": ("code", "代码", "编码", "部门代码", "单位代码", "预算代码"),
}
_ALIASES: Final = ("aliases", "alias", "别名", "简称", "曾用名")
_SHEETS: Final = frozenset({".xls", ".xlsx", ".et", ".ods", ".csv"})
_MOST: Final = 16 << 20


class RosterError(ValueError):
    """A roster that cannot be used; the message says why."""


class State(StrEnum):
    """What a batch holds of a department."""

    SUBMITTED = "已报"
    TWICE = "重复报送"
    UNREADABLE = "文件无法读取"
    NO_FORM = "报送文件中没有绩效表"
    SPREADSHEET = "报送了未能读取的电子表格"
    EMPTY = "文件夹为空"
    MISSING = "未报"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the roster."""

    name: str
    code: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What became of a line: its state and the files that it rests on."""

    entry: Entry
    state: State
    cases: tuple[Case, ...] = ()


def read_roster(path: Path) -> list[Entry]:
    """The lines of a roster.

    Args:
        path: a .csv or a workbook (.xlsx, .xls, .ods) whose first row holds headings: name (名称), optional code (代码) and aliases (别名,
            several parted by 、 ； or |).

    Returns:
        Its entries in order.

    Raises:
        RosterError: it cannot be read, has no column of names, or names a department twice.
    """
    try:
        if path.stat().st_size > _MOST:
            raise RosterError(f"{path.name} has more than {_MOST >> 20} MiB")
        document = read_document(Source.of(path.name, path.read_bytes()), Limits())
    except OSError as error:
        raise RosterError(f"{path.name}: {error.strerror or error}") from None
    except ReadError as error:
        raise RosterError(f"{path.name}: {error.message}") from None
    rows = [row for block in document.blocks for row in (_rows(block) if isinstance(block, Grid) else [[block.text.strip()]])]
    return _entries(rows, path.name)


def _rows(grid: Grid) -> Iterator[list[str]]:
    for row in range(1, grid.rows + 1):
        texts = [grid.at(row, column).text.strip() for column in range(1, grid.columns + 1)]
        if any(texts):
            yield texts


def _entries(rows: Sequence[Sequence[str]], name: str) -> list[Entry]:
    if not rows:
        raise RosterError(f"{name} is empty")
    head = [fold(cell).lower() for cell in rows[0]]
    places = {field: next((head.index(one) for one in known if one in head), None) for field, known in _NAMES.items()}
    aliases = [place for place, cell in enumerate(head) if cell in _ALIASES]
    at = places["name"]
    if at is None:
        raise RosterError(f"{name} has no column of names: call one name or 名称")
    found = []
    for row in rows[1:]:
        cells = [cell.strip() for cell in row] + [""] * len(head)
        if cells[at]:
            code = cells[places["code"]] if places["code"] is not None else ""
            others = [one.strip() for place in aliases for one in _parts(cells[place]) if one.strip()]
            found.append(Entry(cells[at], code or None, tuple(others)))
    twice = [one for one, times in Counter(fold(entry.name) for entry in found).items() if times > 1]
    if twice:
        raise RosterError(f"{name} names {twice[0]} twice")
    return found


def _parts(said: str) -> list[str]:
    for mark in ("；", ";", "|", "，", ","):
        said = said.replace(mark, "、")
    return said.split("、")


def matched(entries: Sequence[Entry], cases: Iterable[Case]) -> dict[str, Entry]:
    """By document_id the line that a submission belongs to: by code, then by the department's name, then by a folder's or file's name."""
    found = {}
    for case in cases:
        entry = _by_code(entries, case) or _by_name(entries, case) or _by_path(entries, case)
        if entry is not None:
            found[case.document_id] = entry
    return found


def _by_code(entries: Sequence[Entry], case: Case) -> Entry | None:
    codes = {code for row in case.rows["projects"] if (code := text(row, "unit_code"))}
    return next((entry for entry in entries if entry.code and any(code.startswith(entry.code) for code in codes)), None)


def _called(entry: Entry) -> list[str]:
    return [fold(name) for name in (entry.name, *entry.aliases)]


def _by_name(entries: Sequence[Entry], case: Case) -> Entry | None:
    own = fold(text(case.document, "department_name") or "")
    units = {fold(unit) for row in case.rows["projects"] if (unit := text(row, "unit_name"))}
    for said in ([own] if own else []) + sorted(units):
        exact = [entry for entry in entries if said in _called(entry)]
        if exact:
            return exact[0]
    within = [
        (name, entry)
        for entry in entries
        for name in _called(entry)
        if own and len(name) > 2 and (own.endswith(name) or name.endswith(own))
    ]
    return max(within, key=lambda one: len(one[0]))[1] if within else None


def _by_path(entries: Sequence[Entry], case: Case) -> Entry | None:
    return _in_path(entries, str(case.document["path"]))


def _in_path(entries: Sequence[Entry], path: str) -> Entry | None:
    parts = [fold(part) for part in PurePosixPath(path).parts]
    inside = [(name, entry) for entry in entries for name in _called(entry) if len(name) > 1 and any(name in part for part in parts)]
    return max(inside, key=lambda one: len(one[0]))[1] if inside else None


def answers(entries: Sequence[Entry], cases: Sequence[Case], folder: Path | None = None) -> list[Answer]:
    """What became of every line of a roster.

    Args:
        entries: the roster.
        cases: the submissions of a batch, failed ones too.
        folder: the input folder, where empty folders are to be told from departments that sent nothing at all.

    Returns:
        An answer a line, in the order of the roster.
    """
    owner = matched(entries, cases)
    mine: dict[int, list[Case]] = {id(entry): [] for entry in entries}
    for case in cases:
        entry = owner.get(case.document_id)
        if entry is not None:
            mine[id(entry)].append(case)
    empty = {id(entry) for path in _empty_folders(folder) if (entry := _in_path(entries, path)) is not None}
    return [Answer(entry, _state(mine[id(entry)], id(entry) in empty), tuple(mine[id(entry)])) for entry in entries]


def _state(cases: Sequence[Case], empty: bool) -> State:
    if not cases:
        return State.EMPTY if empty else State.MISSING
    read = [case for case in cases if case.document["status"] != "failed"]
    if not read:
        codes = {case.document["error_code"] for case in cases}
        if any(PurePosixPath(str(case.document["path"])).suffix.lower() in _SHEETS for case in cases):
            return State.SPREADSHEET
        return State.NO_FORM if codes <= {"no-form", "no-text"} else State.UNREADABLE
    kinds = {(case.document["form_family"], case.year): set[object]() for case in read}
    for case in read:
        kinds[case.document["form_family"], case.year].add(text(case.document, "submission_key") or case.document_id)
    return State.TWICE if any(len(keys) > 1 for keys in kinds.values()) else State.SUBMITTED


def _empty_folders(folder: Path | None) -> list[str]:
    """Folders below the input that hold no file at all, relative to it."""
    if folder is None or not folder.is_dir():
        return []
    below = sorted(path for path in folder.rglob("*") if path.is_dir())
    return [path.relative_to(folder).as_posix() for path in below if not any(one.is_file() for one in path.rglob("*"))]
