"""One reading against its truth: a verdict on every field that the truth names, on every row, and on the order of the rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from extractors.document import Document
from extractors.interpret.assignment import rising
from normalizers.text import fold
from pipeline.regress import places
from pipeline.regress.align import align
from pipeline.regress.model import ORDER, ROW, Counts, Miss, Place, What
from pipeline.regress.shapes import OF_DOCUMENT, OF_PROJECT, SHAPES
from pipeline.regress.truth import NOTES, Truth
from pipeline.regress.values import choices, members, null, printed, right, shown
from pipeline.schema import TABLES, Row

Rows = Mapping[str, Sequence[Row]]
_LISTS: Final = frozenset({*OF_PROJECT, "parts"})
_CALLED: Final = ("project_name", "level3", "label", "name", "heading", "text", "raw")


def judge(truth: Truth, rows: Rows, document: Document | None = None) -> tuple[Counts, tuple[Miss, ...]]:
    """Verdicts by field, and every miss with its place; `document` finds the place of what was not read."""
    judging = _Judging(rows, document)
    judging.document(truth)
    return judging.counts, tuple(judging.misses)


class _Judging:
    def __init__(self, rows: Rows, document: Document | None) -> None:
        self.rows, self.printed = rows, document
        self.counts: Counts = Counter()
        self.misses: list[Miss] = []
        self.cited: dict[tuple[Any, Any, Any], Row] = {}
        for row in rows.get("provenance", ()):
            self.cited.setdefault((row["table"], row["row_id"], row["field"]), row)
        self.parts: dict[Any, list[Row]] = defaultdict(list)
        for row in rows.get("indicator_parts", ()):
            self.parts[row["indicator_id"]].append(row)

    def document(self, truth: Truth) -> None:
        said = truth.said
        self._fields("documents", said.get("documents", {}), next(iter(self.rows["documents"]), None), "document")
        for name, table in OF_DOCUMENT.items():
            if name in said:
                mine = [row for row in self.rows[table] if row.get("project_id") is None]
                self._list(
                    table, said[name], mine, "document" if table in ("grids", "sections", "tasks") else "department", name in truth.open
                )
        if "projects" in said:
            self._projects(said["projects"], truth)
        for phrase in said.get("narrative_contains", ()):
            have = fold("".join(str(row[name] or "") for row in self.rows["sections"] for name in ("heading", "text")))
            self._verdict(What.CORRECT if fold(str(phrase)) in have else What.OMITTED, "sections.text", "narrative", phrase, None)

    def _projects(self, said: Sequence[Mapping[str, Any]], truth: Truth) -> None:
        shape, read = SHAPES["projects"], list(self.rows["projects"])
        aligned = align(said, read, shape)
        partner = dict(aligned.pairs)
        for at, project in enumerate(said):
            found = read[partner[at]] if at in partner else None
            where = f"project {project.get('ordinal', at + 1)} {shape.name(project)}"
            if project.get("optional"):
                continue
            self._row("projects", project, found, where)
            key = None if found is None else found["project_id"]
            for name, table in OF_PROJECT.items():
                if name in project:
                    mine = [row for row in self.rows[table] if key is not None and row["project_id"] == key]
                    self._list(table, project[name], mine, where, name in truth.open | set(project.get("open", ())))
        self._order("projects", said, aligned.pairs)
        if "projects" not in truth.open:
            for j in aligned.right:
                self._further_project(said, read[j])

    def _further_project(self, said: Sequence[Mapping[str, Any]], row: Row) -> None:
        where = f"project {row['ordinal']} {row['project_name']}"
        self._further("projects", _named(said), row, where)
        for name, table in OF_PROJECT.items():
            lists = [project[name] for project in said if name in project]
            for below in self.rows[table]:
                if lists and below["project_id"] == row["project_id"]:
                    self._further(table, _named([one for rows in lists for one in rows]), below, where)

    def _list(self, table: str, said: Sequence[Mapping[str, Any]], read: Sequence[Row], where: str, free: bool) -> None:
        """The rows of one list, of one project or of the document."""
        if table == "goals":
            said, read = _whole_goals(said), _whole_goals(read)
        said = [row for row in said if not ("amount_yuan" in row and row["amount_yuan"] is None)]
        shape = SHAPES[table]
        aligned = align(said, read, shape)
        partner = dict(aligned.pairs)
        for at, row in enumerate(said):
            if not row.get("optional"):
                found = read[partner[at]] if at in partner else None
                self._row(table, row, found, f"{where} · {shape.name(row)}")
        if shape.ordered:
            self._order(table, said, aligned.pairs, where)
        if not free and table != "sections":
            for j in aligned.right:
                self._further(table, _named(said), read[j], f"{where} · {shape.name(read[j])}")

    def _row(self, table: str, said: Mapping[str, Any], read: Row | None, where: str) -> None:
        self._verdict(What.OMITTED if read is None else What.CORRECT, f"{table}.{ROW}", where, _called(said), None, read, table)
        self._fields(table, said, read, where)
        if "parts" in said:
            mine = self.parts.get(read["indicator_id"], []) if read is not None else []
            self._list("indicator_parts", said["parts"], mine, where, False)

    def _fields(self, table: str, said: Mapping[str, Any], read: Row | None, where: str) -> None:
        for name, value in said.items():
            if name in NOTES or name in _LISTS:
                continue
            got = None if read is None else read.get(name)
            if name == "attributes" and isinstance(value, dict):
                self._attributes(table, value, got, where, read)
                continue
            allowed, field = choices(value), f"{table}.{name}"
            if null(got):
                if not any(null(one) for one in allowed):
                    self._verdict(What.OMITTED, field, where, value, None, read, table)
            elif all(null(one) for one in allowed):
                self._verdict(What.INVENTED, field, where, None, got, read, table)
            else:
                fits = right(TABLES[table].column(name), value, got)
                self._verdict(What.CORRECT if fits else What.WRONG, field, where, value, got, read, table)

    def _attributes(self, table: str, said: Mapping[str, Any], read: Any, where: str, row: Row | None) -> None:
        """Only the labels that the truth names."""
        got, field = members(read), f"{table}.attributes"
        for label, value in said.items():
            found = got.get(fold(str(label)))
            if null(found):
                if not any(null(one) for one in choices(value)):
                    self._verdict(What.OMITTED, field, f"{where} · {label}", value, None, row, table)
            elif all(null(one) for one in choices(value)):
                self._verdict(What.INVENTED, field, f"{where} · {label}", None, found, row, table)
            else:
                fits = any(printed(one) == printed(found) for one in choices(value) if not null(one))
                self._verdict(What.CORRECT if fits else What.WRONG, field, f"{where} · {label}", value, found, row, table)

    def _further(self, table: str, named: Sequence[str], row: Row, where: str) -> None:
        """A row that the truth has not: invented, with every filled field that the truth's other rows name."""
        self._verdict(What.INVENTED, f"{table}.{ROW}", where, None, _called(row), row, table)
        for name in named:
            if not null(row.get(name)):
                self._verdict(What.INVENTED, f"{table}.{name}", where, None, row[name], row, table)

    def _order(self, table: str, said: Sequence[Mapping[str, Any]], pairs: Sequence[tuple[int, int]], where: str = "document") -> None:
        runs: dict[Any, list[tuple[int, int]]] = defaultdict(list)
        for i, j in pairs:
            if not said[i].get("optional"):
                runs[str(said[i].get(SHAPES[table].apart or ""))].append((i, j))
        for run in runs.values():
            kept = rising([j for _, j in run])
            for at, (i, j) in enumerate(run):
                verdict = What.CORRECT if at in kept else What.WRONG
                self._verdict(verdict, f"{table}.{ORDER}", f"{where} · {SHAPES[table].name(said[i])}", f"row {i + 1}", f"row {j + 1}")

    def _verdict(self, what: What, field: str, where: str, truth: Any, read: Any, row: Row | None = None, table: str | None = None) -> None:
        self.counts[field, what] += 1
        if what is not What.CORRECT:
            key = places.row_key(table, row) if table is not None and row is not None else None
            self.misses.append(Miss(what, field, where, shown(truth), shown(read), self._place(field, truth, row, table), key))

    def _place(self, field: str, truth: Any, row: Row | None, table: str | None) -> Place:
        """Where the value was read; else where what the truth says stands; else where the row's name stands."""
        key = places.row_key(table, row) if table is not None and row is not None and not field.endswith("]") else None
        cited = self.cited.get((table, key, field.rsplit(".", 1)[-1]))
        if cited is not None:
            return places.place(cited)
        if row is None and self.printed is not None and truth is not None:
            return places.find(self.printed, str(choices(truth)[0]))
        names = (self.cited.get((table, places.row_key(table, row), name)) for name in _CALLED) if table and row else ()
        return next((places.place(one) for one in names if one is not None), Place())


def _called(row: Mapping[str, Any]) -> Any:
    return next((row[name] for name in _CALLED if not null(row.get(name))), "(nameless)")


def _named(said: Sequence[Mapping[str, Any]]) -> list[str]:
    """The columns that a list of rows names, in order."""
    return list(dict.fromkeys(name for row in said for name in row if name not in NOTES and name not in _LISTS and name != "attributes"))


def _whole_goals(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One text a horizon: whether 1. and 2. of a goal are one row or two is a matter of taste, not an error."""
    by_horizon: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        by_horizon[str(row.get("horizon"))].append(row)
    whole = []
    for several in by_horizon.values():
        one = dict(several[0])
        for name in ("text", "actual"):
            said = [str(choices(row[name])[0]) for row in several if not null(row.get(name))]
            if len(several) > 1 and name in one:
                one[name] = "\n".join(said) or None
        whole.append(one)
    return whole
